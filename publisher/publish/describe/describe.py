"""Every description of the published data, written over the finished files: one line a standard."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from publisher.model.library import Library
from publisher.publish import files, manifest
from publisher.publish.describe import citation, croissant, csvw, dcat


def write(library: Library, folder: Path, counts: Mapping[str, int]) -> None:
    """Write the descriptions of what stands in the folder. counts: path within data/ of each table → its rows."""
    for path, said in csvw.described(library, counts).items():
        files.write(folder, path, files.json_bytes(said))
    for path, data in citation.described(library).items():
        files.write(folder, path, data)
    files.write(folder, croissant.FILE, files.json_bytes(croissant.dataset(library, folder)))
    files.write(folder, dcat.FILE, files.json_bytes(dcat.catalog(library, manifest.entries(folder))))
