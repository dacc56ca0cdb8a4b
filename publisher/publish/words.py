"""What the files say of themselves: how to cite them, their limits, what each is for; the words are messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publisher.model.library import Library
from publisher.terms.messages import LANGUAGES, words


def in_language(language: str) -> dict[str, Any]:
    """The words of the published files in a language (zh or en)."""
    return words(language)["downloads"]  # type: ignore[no-any-return]


def own(library: Library, name: str, language: str) -> str:
    """A text of the descriptor (title, description) in a language."""
    descriptor = library.package.descriptor
    return str((descriptor.get(f"{name}_en") if language == "en" else None) or descriptor.get(name) or "")


def licence(library: Library) -> dict[str, str]:
    """Name, title and address of the licence of the data."""
    first = (library.package.descriptor.get("licenses") or [{}])[0]
    return {key: str(first.get(key, "")) for key in ("name", "title", "path")}


def doi(library: Library) -> str:
    """The DOI of the data, as the descriptor's `id` gives it; "" where it has none."""
    own_id = str(library.package.descriptor.get("id") or "")
    return own_id if own_id.startswith("10.") else ""


def keywords(library: Library) -> list[str]:
    """The words under which catalogues list the data."""
    return [str(word) for word in library.package.descriptor.get("keywords", ())]


def cite(library: Library, language: str) -> str:
    """How to cite the data: title, version, date, licence, and its DOI or address where there is one."""
    descriptor = library.package.descriptor
    where = f"https://doi.org/{own_doi}" if (own_doi := doi(library)) else str(descriptor.get("homepage") or "")
    text = str(in_language(language)["cite"]).format(
        title=own(library, "title", language),
        version=library.version,
        date=library.created[:10],
        year=library.created[:4],
        licence=licence(library)["name"].replace("-", " ", 1).replace("-4", " 4"),
    )
    return f"{text} {where}" if where else text


def about(library: Library) -> dict[str, str]:
    """What a file says of itself, wherever it is copied to: name → text."""
    terms = licence(library)
    return {
        **{f"title_{language}": own(library, "title", language) for language in LANGUAGES},
        "version": library.version,
        "created": library.created,
        "licence": terms["title"],
        "licence_url": terms["path"],
        **{f"citation_{language}": cite(library, language) for language in LANGUAGES},
        **{key: value for key in ("homepage", "id") if (value := str(library.package.descriptor.get(key) or ""))},
    }


def readme(library: Library, language: str, document: str = "", more: Iterable[str] = ()) -> str:
    """The README of a package as Markdown; `document` is the title of the one it holds, empty for all.

    more: further limits, as sentences.
    """
    text, terms = in_language(language), licence(library)
    title = ("：" if language == "zh" else ": ").join(filter(None, (own(library, "title", language), document)))
    lines = [f"# {title}", "", own(library, "description", language), "", str(text["package"]), ""]
    lines += [f"## {text['limits_title']}", "", *(f"- {line}" for line in (*text["limits"], *more)), ""]
    lines += [f"## {text['cite_title']}", "", cite(library, language), ""]
    lines += [f"## {text['licence_title']}", "", f"{terms['title']} ({terms['name']}): <{terms['path']}>", ""]
    return "\n".join(lines)
