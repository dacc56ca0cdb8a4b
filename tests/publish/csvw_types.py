"""Read CSVW metadata files with the csvw package, as its own users do, and say what was read.

Runs in an environment of its own: csvw and frictionless ask for different versions of one package. Arguments: paths of
metadata files. Prints one JSON object a file: whether it is valid, its foreign keys, its rows, and by column the names
of the Python types of its values (an empty cell has none).
"""

from __future__ import annotations

import json
import sys

import csvw  # type: ignore[import-not-found, unused-ignore]

for path in sys.argv[1:]:
    described = csvw.CSVW(path)
    types: dict[str, set[str]] = {}
    rows = 0
    keys = sum(len(table.tableSchema.foreignKeys) for table in described.tables)
    for table in described.tables if len(described.tables) == 1 else ():
        for row in table.iterdicts(strict=True):
            rows += 1
            for column, value in row.items():
                types.setdefault(column, set()).update(() if value is None else (type(value).__name__,))
    said = {column: sorted(names) for column, names in types.items()}
    print(json.dumps({"path": path, "valid": described.is_valid, "keys": keys, "rows": rows, "types": said}))
