"""Every description of the published data, written over the finished files: one line a standard."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.model.library import Library
from publisher.publish import files, manifest
from publisher.publish.describe import citation, croissant, csvw, dcat
from publisher.work.output import Output


def write(library: Library, out: Output, counts: Mapping[str, int]) -> None:
    """Write the descriptions of what stands in the folder. counts: path within data/ of each table → its rows."""
    for path, said in csvw.described(library, counts).items():
        out.write(path, files.json_bytes(said))
    for path, data in citation.described(library).items():
        out.write(path, data)
    out.write(croissant.FILE, files.json_bytes(croissant.dataset(library, out)))
    out.write(dcat.FILE, files.json_bytes(dcat.catalog(library, manifest.entries(out))))
