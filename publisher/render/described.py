"""What a page says of its data to search engines: a schema.org Dataset in a script element that runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from publisher.model.records import Record
from publisher.publish.describe.schema_org import Offer, dataset, script
from publisher.publish.describe.subject import Subject
from publisher.render.context import Renderer


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
