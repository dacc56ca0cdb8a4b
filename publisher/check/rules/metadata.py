"""Rules on what the descriptor says of the data: complete, its licence one licence, its sources documents."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import yaml

from publisher.check.descriptor import plain_title, source
from publisher.check.rule import DESCRIBED, Finding, at_place, check
from publisher.check.rules.files import DESCRIPTOR
from publisher.check.rules.signers import ledgers
from publisher.check.rules.translated import areas_apart
from publisher.check.summary import Summaries
from publisher.codebook.days import day
from publisher.codebook.own_words import in_chinese, in_english, shown
from publisher.read.layout import BESIDE, LOGS, PROGRAM
from publisher.read.ledger import Ledger
from publisher.read.package import Package
from publisher.read.plain import text_if_any
from publisher.terms.messages import say
from publisher.terms.problem import Place
from publisher.terms.regex import regex
from publisher.terms.schema import SafeLoader, load_yaml

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow

_CHINESE, _ENGLISH = r"(?s).*[\u4e00-\u9fff].*", r"(?s)(?=.*[A-Za-z])[^\u4e00-\u9fff]+"
_METADATA = {
    "name": (r"[a-z0-9][a-z0-9-]*", say("descriptor-incomplete.name")),
    "title": (_CHINESE, say("descriptor-incomplete.title")),
    "title_en": (_ENGLISH, say("descriptor-incomplete.title-en")),
    "description": (_CHINESE, say("descriptor-incomplete.description")),
    "description_en": (_ENGLISH, say("descriptor-incomplete.description-en")),
    "version": (r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}", say("descriptor-incomplete.version")),
    "created": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", say("descriptor-incomplete.created")),
}
_ROLES = (  # of Data Package 1 and 2, and those of MARC relators that a package of tables has
    "author", "publisher", "maintainer", "wrangler", "contributor", "creator", "compiler", "editor", "translator",
    "reviewer",
)  # fmt: skip
_ADDRESS = regex(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][!-~]*)?")
_ADDRESSED = ("licenses", "sources", "contributors")  # lists whose items may have a path that is an address
SOURCES = ("sources",)
Steps = tuple[str | int, ...]  # the way to a value of the descriptor: ("licenses", 0, "path")


def _place(package: Package, steps: Steps) -> Place:
    """The line of a value of the descriptor; of what holds it, where it is not there."""
    node = yaml.compose(str(getattr(package.descriptor, "text", "")), Loader=SafeLoader)
    line = 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == step), None)
            line, node = (pair[0].start_mark.line + 1, pair[1]) if pair else (line, None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return Place(DESCRIPTOR, line)


def _items(package: Package, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    items = package.descriptor.get(name)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield index, item


def _found(package: Package, steps: Steps, value: object, expected: Any) -> Finding:
    actual = say("descriptor-incomplete.value", name=str(steps[-1]), value="" if value is None else str(value))
    return at_place(_place(package, steps), found=actual, expected=expected, cause=f"descriptor {steps}")


@check("error", on="package", reads=DESCRIBED)
def descriptor_address_malformed(package: Package, _summaries: object) -> Iterator[Finding]:
    addresses: list[tuple[Steps, object]] = [((key,), package.descriptor.get(key)) for key in ("homepage", "image")]
    addresses += [((name, at, "path"), item.get("path")) for name in _ADDRESSED for at, item in _items(package, name)]
    for steps, value in addresses:
        if value is not None and not (isinstance(value, str) and _ADDRESS.fullmatch(value)):
            yield _found(package, steps, value, say("cell-not-an-address.address"))


@check("error", on="package", reads=DESCRIBED)
def descriptor_incomplete(package: Package, _summaries: object) -> Iterator[Finding]:
    if not package.descriptor:
        return
    for key, (pattern, expected) in _METADATA.items():
        value = package.descriptor.get(key, "")
        if not isinstance(value, str) or not re.fullmatch(pattern, value) or (key == "created" and not _moment(value)):
            yield _found(package, (key,), value, expected)
    for key in ("title", "description"):
        zh, en = (str(package.descriptor.get(name, "")) for name in (key, f"{key}_en"))
        if alone := in_english(en).said - in_chinese(zh).possible:
            expected = say("as-printed", value=shown(in_chinese(zh).said) or "–", printed=key)
            yield _found(package, (f"{key}_en",), shown(alone), expected)
        elif differ := areas_apart(zh, en, package.registry):
            expected = say("as-printed", value=differ[0] or "–", printed=key)
            yield _found(package, (f"{key}_en",), differ[1] or "–", expected)
    words = package.descriptor.get("keywords")
    words = [str(word).casefold() for word in words] if isinstance(words, list) else []
    if twice := [word for word in words if words.count(word) > 1]:
        yield _found(package, ("keywords",), twice[0], say("descriptor-incomplete.once"))
    for index, item in _items(package, "contributors"):
        if odd := [role for role in item.get("roles") or () if role not in _ROLES]:
            yield _found(package, ("contributors", index, "roles"), odd[0], say("one-of", items=_ROLES))
    if not package.descriptor.get("licenses"):
        actual, expected = say("descriptor-incomplete.no-licenses"), say("descriptor-incomplete.licence")
        yield at_place(Place(DESCRIPTOR, 1), found=actual, expected=expected)
    own = {key: value for key, value in package.descriptor.items() if key not in (*_METADATA, "resources")}
    for steps, value in _leaves(own, ()):
        if value is None or (isinstance(value, str) and not value.strip()):
            yield _found(package, steps, value, say("descriptor-incomplete.text"))


def _leaves(value: object, steps: Steps) -> Iterator[tuple[Steps, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*steps, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*steps, index))
    else:
        yield steps, value


def _moment(moment: str) -> bool:
    """Whether a date and time of the right form is one that there is."""
    try:
        return bool(datetime.fromisoformat(moment.removesuffix("Z")))
    except ValueError:
        return False


_CC = regex(r"creativecommons\.org/(?:licenses/([a-z-]+)|publicdomain/(zero))/(\d\.\d)")
_ODC = regex(r"opendatacommons\.org/licenses/(odbl|by|pddl)\b")
_OF_ODC = {"odbl": "ODbL-1.0", "by": "ODC-By-1.0", "pddl": "PDDL-1.0"}
LICENCE, CITATION, DEPOSIT, TERMS = BESIDE
BESIDE_GONE = "beside"  # the cause
_HEAD = 400  # characters of a licence's text in which its title stands
_CITED = {key: regex(rf"(?m)^{key}: *[\"']?([^\"'\n#]*?)[\"']? *$") for key in ("license", "version", "date-released")}
_DEPOSITED = {key: regex(rf'"{key}": *"([^"]*)"') for key in ("license", "version", "publication_date", "access_right")}
_Finder = Callable[[str, str], "re.Match[str] | None"]
_IN_SHORT = regex(
    r"(?:Creative Commons Attribution|\bCC[ -]BY)"
    r"(?:[ -](?:Non-?Commercial|Share-?Alike|No-?Deriv\w*|NC|SA|ND))*[ -](\d\.\d)"
)
_NOT_SOLD = regex(
    r"(?<!or )\bnot (?:for )?commercial(?:ly\b| (?:use|purposes?))|"
    r"(?<!not )(?<!to )(?<!as )\b(?:only|solely) (?:for )?non-?commercial",
    re.IGNORECASE,
)
_PARTS = (("BY", "Attribution"), ("NC", "Non-?Commercial"), ("SA", "Share-?Alike"), ("ND", "No-?Deriv"))


def licence_of_address(address: str) -> str:
    """The SPDX name of the licence that stands at an address; "" of one that is not known."""
    if match := _CC.search(address):
        return f"CC0-{match[3]}" if match[2] else f"CC-{match[1].upper()}-{match[3]}"
    return _OF_ODC[match[1]] if (match := _ODC.search(address)) else ""


def licence_of_title(title: str) -> str:
    """The SPDX name of the Creative Commons licence of a title, as far as it tells; "" of another one."""
    parts = ["CC", *(sign for sign, word in _PARTS if re.search(word, title, re.IGNORECASE))]
    name = "CC0" if re.search("Zero|CC0", title) else "-".join(parts)
    if "Creative Commons" not in title or name == "CC":
        return ""
    version = re.search(r"\d\.\d", title)
    return f"{name}-{version[0]}" if version else f"{name}-"


@check("error", on="package", reads=DESCRIBED)
def descriptor_licence_differs(package: Package, _summaries: object) -> Iterator[Finding]:
    for index, item in _items(package, "licenses"):
        name = str(item.get("name", ""))
        for key, named in (("path", licence_of_address), ("title", licence_of_title)):
            licence = named(str(item.get(key, "")))
            if licence and name and not (name.casefold() + "-").startswith(licence.casefold().rstrip("-") + "-"):
                expected = say("descriptor-licence-differs.of", licence=name)
                yield _found(package, ("licenses", index, key), item[key], expected)
                break
        else:
            yield from _of_files(package, index, str(item.get("name", "")))
    if (package.root / PROGRAM).is_file():
        yield from _licences_gone(package)


def _licences_gone(package: Package) -> Iterator[Finding]:
    """The licences that a repository of this project has and that are not there, or of which one says nothing."""
    wanted = say("descriptor-licence-differs.text")
    for file in (LICENCE, TERMS):
        there = next((name for end in ("", ".md", ".txt") if (package.root / (name := file + end)).exists()), "")
        text = text_if_any(package.root / there) if there else None
        if not there:
            yield at_place(Place(file), found=say("file-missing.absent"), expected=wanted, cause=BESIDE_GONE)
        elif text is not None and not text.strip() and (file == TERMS or there != file):
            yield at_place(Place(there), found=say("descriptor-licence-differs.none"), expected=wanted)


def _of_files(package: Package, index: int, name: str) -> Iterator[Finding]:
    """The files beside the data that name another licence than the descriptor, where it names one that is known."""
    if index or not (name.startswith("CC") or name in _OF_ODC.values()):
        return
    terms, *beside = (text_if_any(package.root / file) for file in (LICENCE, CITATION, DEPOSIT))
    cited, deposited = (text or "" for text in beside)
    told = [licence for licence in _licences_of_text(terms or "") if licence] or [""]
    odd = [one for one in told if not (name.casefold() + "-").startswith(one.casefold().rstrip("-") + "-")]
    if terms is not None and odd:
        expected = say("descriptor-licence-differs.of", licence=name)
        found = odd[0] or say("descriptor-licence-differs.none")
        more = [_place(package, ("licenses", index, "name"))] if odd[0] else []
        yield at_place(Place(LICENCE), found=found, expected=expected, more=more)
    elif (line := _cited("license", cited)) and line[1] != name:
        yield at_place(_line(CITATION, cited, line), found=line[1], expected=name)
    elif (line := _deposited("license", deposited)) and line[1].casefold() != name.casefold():
        yield at_place(_line(DEPOSIT, deposited, line), found=line[1], expected=name.lower())
    elif (line := _deposited("access_right", deposited)) and line[1] != "open":
        yield at_place(_line(DEPOSIT, deposited, line), found=line[1], expected="open")


def _licences_of_text(text: str) -> Iterator[str]:
    """The licences that a licence's text names: by its address or title, in short, and by what it forbids."""
    yield licence_of_address(text) or licence_of_title(text[:_HEAD])
    for named in _IN_SHORT.finditer(text[:_HEAD].split("\n\n")[0]):
        parts = (sign for sign, word in _PARTS if re.search(rf"{word}|\b{sign}\b", named[0], re.IGNORECASE))
        yield "-".join(("CC", *parts, named[1]))
    yield "CC-BY-NC" if _NOT_SOLD.search(text) else ""


def _cited(key: str, text: str) -> re.Match[str] | None:
    return _CITED[key].search(text)


def _deposited(key: str, text: str) -> re.Match[str] | None:
    """Where a deposit itself, and nothing within it (an earlier version), gives a key its value."""
    own = (_mapping(text, DEPOSIT) or {}).get(key)
    return next((line for line in _DEPOSITED[key].finditer(text) if line[1] == own), None)


def _line(file: str, text: str, found: re.Match[str]) -> Place:
    return Place(file, text.count("\n", 0, found.start()) + 1)


@check("error", on="package", reads=("version",))
def citation_differs(package: Package, _summaries: object) -> Iterator[Finding]:
    version, created = str(package.descriptor.get("version", "")), day(package.descriptor.get("created"))
    of_files: tuple[tuple[str, _Finder, str], ...] = (
        (CITATION, _cited, "date-released"),
        (DEPOSIT, _deposited, "publication_date"),
    )
    for file, found, dated in of_files:
        text = text_if_any(package.root / file)
        if text is None:
            if file == CITATION and (package.root / PROGRAM).is_file() and not (package.root / file).exists():
                wanted = say("citation-differs.keys")
                yield at_place(Place(file), found=say("file-missing.absent"), expected=wanted, cause=BESIDE_GONE)
            continue
        line, date_line, read = found("version", text), found(dated, text), _mapping(text, file)
        if read is None:
            yield at_place(Place(file), found=say("citation-differs.unread"), expected=say("citation-differs.keys"))
        elif (title := str(read.get("title") or "")) and not _titled(title, package):
            own = str(package.descriptor.get("title_en", ""))
            line = re.search(r'(?m)^[ \t{]*"?title"?:', text)
            yield at_place(_line(file, text, line) if line else Place(file), found=title, expected=own)
        elif line and version and line[1] != version:
            cause = f"descriptor {('version',)}"  # that of a version that is none
            yield at_place(_line(file, text, line), found=line[1], expected=version, cause=cause)
        elif date_line and day(date_line[1]) < created:
            expected = say("citation-differs.day", date=created)
            yield at_place(_line(file, text, date_line), found=date_line[1], expected=expected)
    yield from _log_differs(package, version)


_ENTRY = regex(r"(?m)^## \[?v?([0-9]+(?:\.[0-9]+)+)\]?(?=[^\n]*[0-9]{4}-[0-9]{2}-[0-9]{2})")  # of a day: released


def _log_differs(package: Package, version: str) -> Iterator[Finding]:
    """A list of changes whose newest release is not the version of the data."""
    for file in LOGS:
        text = text_if_any(package.root / file) or ""
        newest = _ENTRY.search(text)
        if newest and version and newest[1] != version:
            cause = f"descriptor {('version',)}"
            yield at_place(_line(file, text, newest), found=newest[1], expected=version, cause=cause)


def _titled(title: str, package: Package) -> bool:
    """Whether a title has that of the data in either language, whatever the marks."""
    titles = (title, *(str(package.descriptor.get(key, "")) for key in ("title", "title_en")))
    own, *ours = ("".join(re.findall(r"[^\W_]", one.casefold())) for one in titles)
    return any(one in own for one in ours)


def _mapping(text: str, file: str) -> dict[str, Any] | None:
    """The keys and values of a text that is YAML, or JSON where its file is; None of any other."""
    try:
        read = (json.loads if file.endswith(".json") else load_yaml)(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


@check("error", on="package", reads=DESCRIBED, needs=("documents",))
def descriptor_source_differs(package: Package, _summaries: object) -> Iterator[Finding]:
    sources, ledger = list(_items(package, "sources")), package.registry.ledger
    documents = {plain_title(row.title_zh): row for row in package.registry.rows("documents")}
    titles = [plain_title(str(item.get("title", ""))) for _, item in sources]
    # A document that was edited since it was locked may be what is wrong; the lock says that.
    edited = {title for title, row in documents.items() if _edited(ledger, row)}
    if package.descriptor and not edited and documents.keys() >= set(titles):
        for unlisted in (row for title, row in documents.items() if title not in titles and row[0] in package.plan_ids):
            actual = say("descriptor-source-differs.sources", sources=len(sources))
            wanted = source(unlisted.title_zh, unlisted.doc_number, "")["title"]
            yield at_place(_place(package, SOURCES), found=actual, expected=wanted, cause=f"descriptor {SOURCES}")
    first = {title: index for (index, _), title in zip(reversed(sources), reversed(titles), strict=True)}
    for (index, item), title in zip(sources, titles, strict=True):
        written, row = str(item.get("title", "")), documents.get(title)
        if title and first[title] != index:
            yield _found(package, ("sources", index, "title"), written, say("descriptor-incomplete.once"))
        if row is None and not edited:
            yield _found(package, ("sources", index, "title"), written, say("descriptor-source-differs.document"))
        if row is None or title in edited:
            continue
        head, _, number = written.partition(", ")
        if number != row.doc_number:
            yield _found(package, ("sources", index, "title"), written, source(head, row.doc_number, "")["title"])
        elif row.official_url and item.get("path") != row.official_url:
            yield _found(package, ("sources", index, "path"), item.get("path"), row.official_url)


@check("error", on="package", reads=SOURCES, needs=("documents", "copies"))
def source_not_of_copy(package: Package, summaries: Summaries) -> Iterator[Finding]:
    known = {url for plan in summaries for url in plan.copies}
    known |= {row.official_url for row in package.registry.rows("documents")}
    for index, item in _items(package, "sources"):
        if (path := item.get("path")) is not None and path not in known:
            yield _found(package, ("sources", index, "path"), path, say("source-not-of-copy.address"))


def _edited(ledger: Ledger, row: DocumentsRow) -> bool:
    record = ledger.id_of(row)
    locked = ledger.locked.get(record)
    return locked is None or locked.record_sha256 != ledger.hashes.get(record)


_LATEST = timedelta(days=92)


@check("error", on="package", reads=("created",))
def data_later_than_checks(package: Package, summaries: Summaries) -> Iterator[Finding]:
    created = day(package.descriptor.get("created"))
    signed = [day(dated) for _, names in ledgers(package, summaries) for dated in names.days]
    last = max((dated for dated in signed if dated), default="")
    if created and last and date.fromisoformat(created) - date.fromisoformat(last) > _LATEST:
        expected = say("data-later-than-checks.latest", days=_LATEST.days, date=last)
        yield _found(package, ("created",), package.descriptor.get("created"), expected)
