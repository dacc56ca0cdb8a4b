"""The kit of one page: its sentences, how its document is cited, its files, and the code that embeds it.

Any page can have one: `kit` for what the page shows (templates/takeaway.html), `files` for what is written beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from publisher.model.records import Record
from publisher.publish.describe.subject import cited
from publisher.render.citing import Piece
from publisher.render.context import Renderer
from publisher.render.page import HERE, POLICY, rooted, up
from publisher.render.pictures.drawing import Drawing, svg
from publisher.render.pictures.png import lacking, png
from publisher.render.takeaway.card import card
from publisher.render.takeaway.fact import Fact
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
    renderer: Renderer,
    path: str,
    sentences: Mapping[str, str],
    documents: Sequence[Record],
    *,
    chart: bool = False,
) -> Kit:
    """The kit of a page. path: below the language. documents: whose words it shows. chart: it shows one, not a card.

    A large corpus has no files: a picture for each of its records takes longer than all its pages.
    """
    text = renderer.say.take
    sources = {language: [_source(renderer, document, language) for document in documents] for language in LANGUAGES}
    if renderer.large:
        return Kit(sentences, sources, (), (), "", "")
    kind = "chart_" if chart else ""
    own = [
        (text[f"{kind}svg"].format(language=text[f"languages_{language}"]), f"{HERE}{language}/{path}{CARD}")
        for language in (renderer.language, renderer.say.other)
    ]
    if not lacking():
        own.append((text[f"{kind}png"], HERE + picture_path(path)))
    own.append((text["page"], f"{HERE}{renderer.language}/{path}{PAGE}"))
    base = str(renderer.library.package.descriptor.get("homepage") or "")
    where: Piece = {"address": address.absolute(base, f"{renderer.language}/{path}")}
    code = f'{PAGE}" title="{escape(sentences[renderer.language])}" width="100%" height="480" loading="lazy"'
    embed = ('<iframe src="', where, f'{code} style="max-width:{ROOM}px;border:0"></iframe>')
    return Kit(sentences, sources, tuple(own), embed, f"{HERE}{renderer.language}/{path}{CARD}", lacking())


def carried(renderers: Mapping[str, Renderer], path: str, facts: Mapping[str, Fact]) -> dict[str, bytes]:
    """The files beside a page that a card sums up, as of `files`. facts: language → what its card says."""
    bodies = {language: one.fill("embed_card.html", fact=facts[language]) for language, one in renderers.items()}
    cards = {language: card(one) for language, one in facts.items()}
    return files(renderers, path, cards, partial(card, *facts.values()), bodies)


def _source(renderer: Renderer, document: Record, language: str) -> str:
    """A document as it is cited, with its address where that is proven."""
    said, url = cited(renderer.library, document, language), document.official_url
    return f"{said}{'，' if language == 'zh' else ', '}{url}" if url else said


def files(
    renderers: Mapping[str, Renderer],
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
    for language, renderer in renderers.items():
        values = {"title": drawings[language].said, "path": f"{language}/{path}", "body": bodies[language]}
        page = renderer.fill("embed.html", policy=POLICY, **values)
        made[f"{language}/{path}{PAGE}"] = rooted(page, up(path)).encode()
    return made
