"""Every sentence that a person is shown, by key: the files beside this one, both languages side by side in each.

A message is a key and facts, and so plain data; its language is chosen where it is shown. A key is a path in the files,
with points: say("cell-too-long.most", most=20). In a sentence {most} stands for a fact and {most:character|characters}
for the word that goes with its number. What is quoted from a table, a text or another program is a fact, never said.

    rules.yml       what each rule says, under its code
    commands.yml    what the command line says: results, wrong usage, help
    draft.yml       why a text cannot be drafted, why something is suggested
    bench.yml       the report on speed
    site.yml, find.yml, findings.yml, takeaway.yml, downloads.yml, desk.yml    words of pages, files and desk: `words`
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from errno import errorcode
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from publisher.terms.damaged import in_file
from publisher.terms.schema import load_yaml

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")
SAID = ("commands", "rules", "draft", "bench")  # a clean run reads the first only
WORDS = ("site", "find", "findings", "takeaway", "downloads", "desk")
_FACT = re.compile(r"\{(\w+)(?::([^{}]*))?\}")

Fact: TypeAlias = "str | int | float | Message | tuple[Fact, ...]"


class Message(NamedTuple):
    """A sentence, or a part of one, that is the project's own: its key and the facts that fill it in."""

    key: str
    facts: tuple[tuple[str, Fact], ...] = ()


Shown: TypeAlias = str | Message  # what a person is shown: data as it is, or something said


def say(key: str, **facts: Fact) -> Message:
    """A message. facts: texts, numbers, other messages, or tuples of these, which are listed."""
    return Message(key, tuple(facts.items()))


def text(shown: Fact, language: str) -> str:
    """What is shown, in a language (zh or en). Raises KeyError for a key or a fact that is not there, Damaged."""
    if isinstance(shown, Message):
        facts = dict(shown.facts)
        sentence = _sentence(shown.key)[language]
        return _FACT.sub(lambda place: _filled(facts[place[1]], place[2] or "", language), sentence)
    if isinstance(shown, tuple):
        return ("、" if language == "zh" else ", ").join(text(item, language) for item in shown)
    return f"{shown:,}" if isinstance(shown, int) else str(shown)


def _filled(fact: Fact, form: str, language: str) -> str:
    """A fact in its place. form: the word for one and the word for more, or how a number is written."""
    if "|" in form:
        return form.split("|")[fact != 1]
    return format(fact, form) if form else text(fact, language)


def known(message: Message) -> bool:
    """Whether the catalogue has a message: not every rule says why it is there."""
    return any(message.key in _said(name) for name in SAID)


def reason(error: OSError) -> Message:
    """Why the system refused something, in place of its own words, which are in whatever language it speaks."""
    code = errorcode.get(error.errno or 0, type(error).__name__)
    key = f"system.{code.lower()}"
    return Message(key) if known(Message(key)) else say("system.other", code=code)


class Refusal(Exception):
    """Something that cannot be done; `message` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)

    def __str__(self) -> str:
        return text(self.message, "en")


def read_again() -> None:
    """Forget what was read: the files may have changed."""
    for read in (_file, _said, words):
        read.cache_clear()


@cache
def _file(name: str) -> Any:
    with in_file(f"publisher/terms/messages/{name}.yml"):
        return load_yaml((FOLDER / f"{name}.yml").read_text("utf-8"))


@cache
def _said(name: str) -> Mapping[str, Mapping[str, str]]:
    """Key → language → sentence, of what one file says."""
    with in_file(f"publisher/terms/messages/{name}.yml"):
        return dict(_leaves("", _file(name)))


def sentences() -> Mapping[str, Mapping[str, str]]:
    """Key → language → sentence, of all that is said."""
    return {key: both for name in SAID for key, both in _said(name).items()}


def _sentence(key: str) -> Mapping[str, str]:
    """Language → sentence, from the first file that has the key. Raises KeyError where none has."""
    for name in SAID:
        if sentence := _said(name).get(key):
            return sentence
    raise KeyError(key)


def _leaves(path: str, node: Mapping[str, Any]) -> list[tuple[str, Mapping[str, str]]]:
    if node.keys() == {"en", "zh"}:
        return [(path, node)]
    return [leaf for name, below in node.items() for leaf in _leaves(f"{path}.{name}".lstrip("."), below)]


@cache
def words(language: str) -> dict[str, Any]:
    """The words of the pages (site, find, findings, takeaway), the files and the desk in a language (zh or en).

    Raises KeyError for another one, Damaged for a file that is.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    return {name: _in(_file(name), language) for name in WORDS}


def _in(node: Any, language: str) -> Any:
    """A tree of words in one language; what is no pair is the same in both."""
    if isinstance(node, dict):
        return node[language] if node.keys() == {"en", "zh"} else {key: _in(node[key], language) for key in node}
    return [_in(item, language) for item in node] if isinstance(node, list) else node
