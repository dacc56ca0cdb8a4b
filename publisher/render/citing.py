"""How to cite a page: GB/T 7714—2015, APA (7th edition) and BibTeX. No address is invented: it is the page's own.

And what a page says of its data to search engines: a schema.org Dataset in a script element that runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from publisher.model.records import Record
from publisher.publish.describe.citation import tex
from publisher.publish.describe.schema_org import Offer, dataset, script
from publisher.publish.describe.subject import Subject, cited
from publisher.publish.rows import homepage
from publisher.render.context import Renderer
from publisher.terms import address
from publisher.terms.messages import words

Piece = str | dict[str, str]  # a text, or {"address": …}: the page's address, whole where a homepage is set


def citations(renderer: Renderer, title: str, path: str) -> list[tuple[str, list[Piece]]]:
    """Each style with its text. path: of the page, below the language. The document is cited by what is taken away."""
    library, name = renderer.library, str(renderer.words["name"])
    version, date = library.version, library.created[:10]
    where: Piece = {"address": address.absolute(homepage(library), f"{renderer.language}/{path}")}
    entry = f"nip-{path.strip('/').replace('/', '-').replace('.', '-') or 'data'}-{version}"
    accessed: Piece = {"accessed": renderer.words["cite"]["accessed"]}
    gbt: list[Piece] = [f"{name}. {title}[DS/OL]. v{version}. ({date})[", accessed, "]. ", where, "."]
    apa: list[Piece] = [f"{name}. ({date[:4]}). {title} (Version {version}) [Data set]. ", where]
    fields = [("title", f"{{{tex(title)}}}"), ("author", f"{{{{{tex(name)}}}}}"), ("year", f"{{{date[:4]}}}")]
    lines = [f"  {key} = {value}," for key, value in [*fields, ("version", f"{{{version}}}")]]
    before = "\n".join([f"@misc{{{entry},", *lines, "  howpublished = {\\url{"])
    bib: list[Piece] = [before, where, "}},\n  note = {CC BY 4.0}\n}"]
    return [("GB/T 7714", gbt), ("APA", apa), ("BibTeX", bib)]


def source_of(renderer: Renderer, document: Record, language: str) -> str:
    """A government's document as it is cited, with its official address, or that none is known."""
    citation, none = cited(renderer.library, document, language), words(language)["site"]["cite"]["no_address"]
    return f"{citation}{'，' if language == 'zh' else ', '}{document.official_url or none}"


def described(
    renderer: Renderer,
    subject: Subject,
    offered: Sequence[Offer],
    variables: Iterable[Record] = (),
    parts: Sequence[Subject] = (),
) -> Markup:
    """The description of a data set, for the page of the subject. variables: indicators. parts: what it holds."""
    described_data = dataset(renderer.library, subject, renderer.language, offered, variables=variables, parts=parts)
    return Markup('<script type="application/ld+json">') + Markup(script(described_data)) + Markup("</script>")
