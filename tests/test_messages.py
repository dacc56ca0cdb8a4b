"""The catalogue of messages: both languages say the same of the same facts; every key is used, and none is missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from errno import errorcode
from pathlib import Path

import pytest
import yaml

from bench.stages import STAGES
from publisher.check.rule import catalogue
from publisher.check.rules.shape import form_of
from publisher.maintain import fmt
from publisher.maintain.diff import VersionStep
from publisher.read.table import HARMLESS
from publisher.terms import messages
from publisher.terms.messages import Message, say, text
from publisher.terms.problem import Severity
from publisher.terms.schema import load_schemas, load_yaml

ROOT = Path(__file__).resolve().parents[1]
CODE = [ROOT / "build.py", *sorted((ROOT / "publisher").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
SENTENCES = messages.sentences()
ASSETS = "".join(path.read_text("utf-8") for path in sorted((ROOT / "publisher/review/assets").glob("*.js")))
HAN = re.compile("[\u3400-\u9fff]")
# What only Chinese sentences call by its name or its column, and what is part of a name or of an example.
OWN = {"BOM", "MkDocs", "PDF", "title", "ucum"}
NAMES = {"cell-malformed.sha256": {"a"}, "cell-malformed.sums": {"a"}}
ENGLISH = {
    "a", "an", "the", "of", "is", "are", "was", "be", "and", "or", "no", "not", "nor", "to", "in", "on", "at", "by",
    "for", "with", "from", "as", "it", "its", "that", "this", "these", "which", "what", "where", "who", "whose",
    "but", "one", "other", "than", "into", "only", "every", "each",
}  # fmt: skip
FILES = re.compile(r"https?://[\w./]+|[\w.-]*\.(?:csv|yaml|py|pdf|txt|html|docx?|md)\b|[a-z]+/")


def literals(sentence: str) -> str:
    """A sentence without its facts."""
    return messages._FACT.sub("\0", sentence)


def facts(sentence: str) -> set[str]:
    return {match[1] for match in messages._FACT.finditer(sentence)}


def test_both_languages_have_the_same_facts() -> None:
    for key, both in SENTENCES.items():
        assert facts(both["en"]) == facts(both["zh"]), key
        assert all(sentence.strip() for sentence in both.values()), key


def pairs(node: object, path: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every pair of words of a page that is a text in both languages."""
    if isinstance(node, dict) and node.keys() == {"en", "zh"}:
        if isinstance(node["en"], str):  # and no list of words, as the search has
            yield path, node
    elif isinstance(node, dict | list):
        for name, below in node.items() if isinstance(node, dict) else enumerate(node):
            yield from pairs(below, f"{path}.{name}")


@pytest.mark.parametrize("name", messages.WORDS)
def test_words_have_the_same_places_in_both_languages(name: str) -> None:
    for path, both in pairs(messages._file(name)):
        places = [set(re.findall(r"\{(\w*)\}", both[language])) for language in messages.LANGUAGES]
        assert places[0] == places[1], path


class Used:
    """What the code says: keys with the facts they are given, and patterns of keys that are put together."""

    def __init__(self) -> None:
        self.literal: dict[str, list[tuple[str, set[str]]]] = {}
        self.patterns: set[str] = {r"system\.\w+", r"(?:argument|option)\.[\w.-]+"}
        for path in CODE:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in ("say", "Message")
                ):
                    self.call(path, node)

    def call(self, path: Path, node: ast.Call) -> None:
        key = node.args[0]
        given = {keyword.arg or "**" for keyword in node.keywords}
        for option in (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,):
            if isinstance(option, ast.Constant):
                self.literal.setdefault(str(option.value), []).append((f"{path.name}:{node.lineno}", given))
            elif isinstance(option, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else "[^.]+" for p in option.values]
                self.patterns.add("".join(map(str, parts)))
            else:
                assert path.parent.name == "messages" or path.name == "commands.py", f"{path}:{node.lineno}"


USED = Used()


def test_no_key_is_missing_and_each_is_given_its_facts() -> None:
    for key, calls in USED.literal.items():
        assert key in SENTENCES, calls
        for where, given in calls:
            assert given == facts(SENTENCES[key]["en"]), (where, key)


def test_no_key_is_unused() -> None:
    patterns = [re.compile(pattern) for pattern in USED.patterns]
    unused = [k for k in SENTENCES if k not in USED.literal and not any(p.fullmatch(k) for p in patterns)]
    assert unused == []


def test_every_rule_says_what_is_right_and_what_to_do_and_nothing_is_said_for_no_rule() -> None:
    codes = {key.removesuffix(".rule") for key in SENTENCES if key.endswith(".rule") and key != "report.rule"}
    drafting = "".join(path.read_text("utf-8") for path in CODE if "draft" in path.parts)
    refused = set(re.findall(r'Refused\(\s*"([a-z0-9-]+)"', drafting))
    assert codes == set(catalogue()) | refused
    assert {key.removesuffix(".fix") for key in SENTENCES if key.endswith(".fix")} == codes | {"report"}


def test_every_form_of_a_cell_is_said_in_words() -> None:
    fields = (field for schema in load_schemas(ROOT / "schemas") for field in schema.fields)
    patterns = {field.constraints["pattern"] for field in fields if "pattern" in field.constraints}
    assert [pattern for pattern in patterns if form_of(pattern).key == "cell-malformed.pattern"] == []


def under(group: str) -> set[str]:
    return {key.removeprefix(f"{group}.") for key in SENTENCES if key.startswith(f"{group}.")}


def read_as() -> set[str]:
    """Why the reader makes no number, date or statement of words, or what makes them one, as its code calls it."""
    folders = (ROOT / "publisher/codebook", ROOT / "publisher/draft/bodies")
    code = "".join(path.read_text("utf-8") for folder in folders for path in sorted(folder.rglob("*.py")))
    assert set(re.findall(r'Refused\("([a-z-]+)"', code)) <= under("reader")
    return {name for name in under("reader") if f'"{name}"' in code}


def test_every_kind_has_its_word_and_none_is_left_over() -> None:
    assert under("severity") == set(Severity)
    assert under("diff.step") == under("diff.calls") == {step.name.lower() for step in VersionStep}
    assert under("fmt") >= HARMLESS | {name for name, _ in fmt._CELL}
    assert under("bench.what") >= {f"stage-{name}" for name in STAGES}
    assert under("system") - {"other"} <= {name.lower() for name in errorcode.values()}
    assert under("reader") == read_as()


def test_every_word_of_the_desk_is_asked_for_and_there() -> None:
    code = ASSETS + "".join(path.read_text("utf-8") for path in sorted((ROOT / "publisher/review").glob("*.py")))
    made = {f"state_{state}" for state in ("open", "aside", "agreed", "record", "signed", "blind", "differs")}
    made |= {f"add_{table}" for table in ("responsibilities", "clauses", "tasks")}
    made |= {f"loose_{kind}" for kind in ("figure", "title", "organisation", "statement")}
    made |= {f"help_{what}" for what in ("note", "measure", "task", "body")}
    states = re.search(r"const STATES = \{(.*?)\n\};", ASSETS, re.S)
    made |= {
        f"list_{name}" for name in ("state", "table", *re.findall(r"^  (\w+):", states[1] if states else "", re.M))
    }
    assert [word for word in messages._file("desk") if f'"{word}"' not in code and word not in made] == []
    assert set(re.findall(r'word\("(\w+[^_])"', ASSETS)) | made <= set(messages._file("desk"))
    answers = set(re.findall(r'"message": "(\w+)"', code)) | {"host", "origin", "token"}
    assert answers <= set(messages._file("desk"))


def test_the_assets_of_the_desk_have_no_words_of_their_own() -> None:
    html = (ROOT / "publisher/review/assets/desk.html").read_text("utf-8")
    assert re.findall(r">\s*([^<>{}\s][^<>]*)<", html) == ["?"]
    code = re.sub(r"//.*", "", ASSETS)
    assert not HAN.search(code)
    said = {one or other for one, other in re.findall(r'"([^"\n]*)"|`([^`\n]*)`', code)}
    assert {words for words in said if re.search(r"[a-z]{2,} [a-z]{2,}", words)} == {
        "use strict",
        "tr:last-child select",
    }


def latin(sentence: str) -> set[str]:
    """The Latin words of a sentence: names, codes, commands, or English; without files and addresses."""
    return set(re.findall(r"[A-Za-z][A-Za-z0-9.+/_-]*[A-Za-z0-9+]|[A-Za-z]", FILES.sub(" ", sentence)))


def test_chinese_is_chinese_but_for_names_and_commands() -> None:
    """What is in Latin letters there has the same name in the English sentence, and is no English itself."""
    for key, both in SENTENCES.items():
        en, zh = (literals(both[language]) for language in ("en", "zh"))
        assert latin(zh) <= latin(en) | OWN, key
        assert latin(zh) & ENGLISH <= NAMES.get(key, set()), key
        assert HAN.search(zh) or latin(zh) == latin(en), key  # codes, or facts alone
        assert not re.search("[\u3400-\u9fff][,:;!?()]|[,:;!?()][\u3400-\u9fff]", zh), (key, zh)


def test_english_is_english_but_for_what_is_printed() -> None:
    """What is in Chinese there is a word or two as the documents print them."""
    for key, both in SENTENCES.items():
        said = literals(both["en"])
        printed = re.findall("[\u3000-\u9fff\uff00-\uffef]+", said)
        assert all(len(words) <= 10 for words in printed), key
        assert len("".join(printed)) <= len(re.findall("[A-Za-z]", said)), key


# What is no sentence although it has words: causes, a command, a mark that git makes, what is written into files.
NO_SENTENCES = """
printed forms of | box title | names of | document rule | hand body | python build.py explain | let seen;
did not match any files | not a git repository | <script src=
# Metadata is kept by hand; resources are written by `python build.py fmt` from schemas/ and plans/.
The rows of each table, from schemas/. Written by `python build.py fmt`; do not edit.
"""
ROOMS = ("check", "draft", "maintain", "read", "review", "run", "terms", "work")


@pytest.mark.parametrize(
    "path", [p for p in CODE if set(ROOMS) & set(p.relative_to(ROOT).parts)], ids=lambda path: path.stem
)
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    docs = [n.body[0] for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef) and n.body]
    keys = [key for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys if key]
    raised = [node for node in ast.walk(tree) if isinstance(node, ast.Raise) and "Error" in ast.unparse(node)]
    patterns = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) in ("re.compile", "regex")]
    exempt = {id(node) for part in (*docs, *keys, *raised, *patterns) for node in ast.walk(part)}
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) and id(node) not in exempt else None
        if isinstance(said, str) and re.search(r"[A-Za-z]{2,} [a-z]{2,}", said):
            assert said.strip().split("\n")[0].strip('"') in NO_SENTENCES, f"{path.name}:{node.lineno}"


# ---- how facts are filled in ----


@pytest.mark.parametrize(
    ("message", "en", "zh"),
    [
        (say("cell-too-long.most", most=20), "20 characters or fewer", "不多于20个字"),
        (say("cell-too-long.most", most=1), "1 character or fewer", "不多于1个字"),
        (say("file-too-large.size", bytes=12345678), "12,345,678 bytes", "12,345,678字节"),
        (say("combination-twice.once", line=1234), "once; it stands first in line 1234", "只出现一次；首见于第1234行"),
        (say("cell-not-in-list.one-of", codes=("le", "lt")), "one of le, lt", "以下代码之一：le、lt"),
        (say("perhaps", value="{most}"), "{most}?", "可能是 {most}"),
        (say("report.line", name=say("report.fix"), value="100%"), "fix: 100%", "办法：100%"),
    ],
)  # fmt: skip
def test_facts_are_filled_in(message: Message, en: str, zh: str) -> None:
    assert (text(message, "en"), text(message, "zh")) == (en, zh)


def test_data_are_shown_as_they_are() -> None:
    for data in ("perhaps", "a whole number", "{value}", "34000 (3.4万)"):
        assert text(data, "zh") == text(data, "en") == data


def test_what_is_written_in_yaml_is_read_without_libyaml_too(root: Path) -> None:
    """PyYAML's own reader stands in where libyaml is not installed, and is stricter in what a plain value may hold."""
    files = [path for room in ("publisher", "schemas", "datapackage") for path in (root / room).rglob("*.y*ml")]
    assert len(files) > 20
    for path in files:
        text = path.read_text("utf-8")
        assert yaml.load(text, yaml.SafeLoader) == load_yaml(text), path
