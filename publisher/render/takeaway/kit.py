"""The kit of one page: its sentences, how its document is cited, its files, and the code that embeds it.

Any page can have one: `kit` for what the page shows (templates/takeaway.html), `files` for what is written beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from publisher.model.records import Record
from publisher.publish.rows import homepage
from publisher.render.citing import Piece, source_of
from publisher.render.context import Renderer
from publisher.render.html import Words, speaker
from publisher.render.page import HERE, POLICY, rooted, up
from publisher.render.pictures.drawing import Drawing, svg
from publisher.render.pictures.png import lacking, png
from publisher.render.takeaway.card import Drawable, card
from publisher.render.takeaway.fact import Fact
from publisher.terms import address
from publisher.terms.messages import LANGUAGES

CARD, PAGE = "card.svg", "embed.html"
ROOM = 640  # pixels: how wide an embedded page is, at most
HIGH = 640  # pixels: how high the page of a card is at that width, at most


@dataclass(frozen=True, slots=True)
class Kit:
    """What a page offers. sentences, sources: language → text. files: label, address. embed: code in pieces, as in
    citations. picture: the address of the card in the page's language; image: the path of the picture in both, as
    previews of links show it; "" where there are no files."""

    sentences: Mapping[str, str]
    sources: Mapping[str, Sequence[str]]
    files: tuple[tuple[str, str], ...]
    embed: tuple[Piece, ...]
    picture: str
    lacking: str
    image: str


def picture_path(path: str) -> str:
    """Where the picture in both languages stands. path: of the page, below the language."""
    return f"cards/{path.rstrip('/')}.png"


def kit(
    renderer: Renderer,
    path: str,
    title: str,
    said: Callable[[Words], str],
    documents: Sequence[Record],
    *,
    chart: int = 0,
) -> Kit:
    """The kit of a page. path: below the language. said: its sentence in a language. documents: whose words it shows.

    chart: how high the page to embed is in pixels where it shows a chart, not a card.

    A large corpus has no files: a picture for each of its records takes longer than all its pages.
    """
    text = renderer.say.take
    sentences = {language: said(speaker(renderer.library, language)) for language in LANGUAGES}
    sources = {language: [source_of(renderer, document, language) for document in documents] for language in LANGUAGES}
    if renderer.large:
        return Kit(sentences, sources, (), (), "", "", "")
    kind = "chart_" if chart else ""
    own = [
        (text[f"{kind}svg"].format(language=text[f"languages_{language}"]), f"{HERE}{language}/{path}{CARD}")
        for language in (renderer.language, renderer.say.other)
    ]
    if not lacking():
        own.append((text[f"{kind}png"], HERE + picture_path(path)))
    own.append((text["page"], f"{HERE}{renderer.language}/{path}{PAGE}"))
    place = f"{renderer.language}/{path}"
    where: Piece = {"address": address.absolute(homepage(renderer.library), place), "at": f"{HERE}{place}"}
    code = f'{PAGE}" title="{escape(title)}" width="100%" height="{chart or HIGH}" loading="lazy"'
    embed = ('<iframe src="', where, f'{code} style="max-width:{ROOM}px;border:0"></iframe>')
    picture = f"{HERE}{renderer.language}/{path}{CARD}"
    return Kit(sentences, sources, tuple(own), embed, picture, lacking(), picture_path(path))


def high(body: Markup, language: str) -> int:
    """How high a page to embed that shows a chart is at ROOM pixels, estimated from its marks and words with room to
    spare. body: what it shows."""
    words = len(body.striptags()) * (0.84 if language == "zh" else 0.46)
    return round(330 + 16 * body.count("<figure") + 11 * body.count("<li") + words)


def carried(
    renderers: Mapping[str, Renderer], cards: Mapping[str, Callable[[Words], Fact]], *, shown: str = ""
) -> dict[str, bytes]:
    """The files beside pages that cards sum up, as of `files`. cards: path of the page → what its card says."""
    made: dict[str, bytes] = {}
    for path, fact in cards.items():
        facts = {language: fact(one.say) for language, one in renderers.items()}
        bodies = {language: one.fill("embed_card.html", fact=facts[language]) for language, one in renderers.items()}
        drawn = {language: card(one) for language, one in facts.items()}
        made |= files(renderers, path, drawn, partial(card, *facts.values()), bodies, facts, shown=shown)
    return made


def files(
    renderers: Mapping[str, Renderer],
    path: str,
    drawings: Mapping[str, Drawing],
    both: Callable[[], Drawing],
    bodies: Mapping[str, Markup],
    drawn: Mapping[str, Drawable],
    *,
    shown: str = "",
) -> dict[str, bytes]:
    """The files beside a page, by their path in the published folder. path: of the page, or of a part of it.

    drawings: language → its card or chart; both: the same in both. bodies: language → what its page to embed shows.
    drawn: language → what was drawn, which names its source. shown: the page, where the files are of a part of one.
    """
    made = {f"{language}/{path}{CARD}": svg(drawing).encode() for language, drawing in drawings.items()}
    if not lacking():
        made[picture_path(path)] = png(both())
    for language, renderer in renderers.items():
        values = {"title": drawings[language].said, "path": f"{language}/{shown or path}", "body": bodies[language]}
        values["source"] = drawn[language].source.split(" · ")[0]
        page = renderer.fill("embed.html", policy=POLICY, **values)
        made[f"{language}/{path}{PAGE}"] = rooted(page, up(path)).encode()
    return made
