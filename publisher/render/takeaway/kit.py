"""The kit of one page: its sentences, how its document is cited, its files, and the code that embeds it.

Any page can have one: `kit` for what the page shows (templates/takeaway.html), `files` for what is written beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from publisher.model.records import Record
from publisher.publish.describe.subject import cited
from publisher.render.citing import Piece
from publisher.render.context import Desk
from publisher.render.page import HERE, POLICY, rooted, up
from publisher.render.pictures.drawing import Drawing, svg
from publisher.render.pictures.png import lacking, png
from publisher.terms import address
from publisher.terms.messages import LANGUAGES

CARD, PAGE = "card.svg", "embed.html"
ROOM = 640  # pixels: how wide an embedded page is, at most


@dataclass(frozen=True, slots=True)
class Kit:
    """What a page offers. sentences, sources: language → text. files: label, address. embed: code in pieces, as in
    citations. picture: the address of the card in the page's language, "" where there are no files."""

    sentences: Mapping[str, str]
    sources: Mapping[str, Sequence[str]]
    files: tuple[tuple[str, str], ...]
    embed: tuple[Piece, ...]
    picture: str
    lacking: str


def picture_path(path: str) -> str:
    """Where the picture in both languages stands. path: of the page, below the language."""
    return f"cards/{path.rstrip('/')}.png"


def kit(
    desk: Desk,
    path: str,
    sentences: Mapping[str, str],
    documents: Sequence[Record],
    *,
    chart: bool = False,
    drawn: bool = True,
) -> Kit:
    """The kit of a page. path: below the language. documents: whose words it shows. chart: it shows one, not a card.
    drawn: it has a picture and a page to embed.

    A large corpus has no files: a picture for each of its records takes longer than all its pages.
    """
    text = desk.say.take
    sources = {language: [cited(desk.library, document, language) for document in documents] for language in LANGUAGES}
    if desk.large or not drawn:
        return Kit(sentences, sources, (), (), "", "")
    kind = "chart_" if chart else ""
    own = [
        (text[f"{kind}svg"].format(language=text[f"languages_{language}"]), f"{HERE}{language}/{path}{CARD}")
        for language in (desk.language, desk.say.other)
    ]
    if not lacking():
        own.append((text[f"{kind}png"], HERE + picture_path(path)))
    own.append((text["page"], f"{HERE}{desk.language}/{path}{PAGE}"))
    base = str(desk.library.package.descriptor.get("homepage") or "")
    where: Piece = {"address": address.absolute(base, f"{desk.language}/{path}")}
    code = f'{PAGE}" title="{escape(sentences[desk.language])}" width="100%" height="480" loading="lazy"'
    embed = ('<iframe src="', where, f'{code} style="max-width:{ROOM}px;border:0"></iframe>')
    return Kit(sentences, sources, tuple(own), embed, f"{HERE}{desk.language}/{path}{CARD}", lacking())


def _source(desk: Desk, document: Record, language: str) -> str:
    """A document as it is cited, with its address where that is proven."""
    said, url = cited(desk.library, document, language), document.official_url
    return f"{said}{'，' if language == 'zh' else ', '}{url}" if url else said


def files(
    desks: Mapping[str, Desk],
    path: str,
    drawings: Mapping[str, Drawing],
    both: Callable[[], Drawing],
    bodies: Mapping[str, Markup],
) -> dict[str, bytes]:
    """The files beside a page, by their path in the published folder. path: of the page, below the language.

    drawings: language → its card or chart; both: the same in both. bodies: language → what its page to embed shows.
    """
    made = {f"{language}/{path}{CARD}": svg(drawing).encode() for language, drawing in drawings.items()}
    if not lacking():
        made[picture_path(path)] = png(both())
    for language, desk in desks.items():
        values = {"title": drawings[language].said, "path": f"{language}/{path}", "body": bodies[language]}
        page = desk.fill("embed.html", policy=POLICY, **values)
        made[f"{language}/{path}{PAGE}"] = rooted(page, up(path)).encode()
    return made
