"""The indicator that a quantity is most like, by its words; a suggestion that a person confirms."""

from __future__ import annotations

from publisher.read.registry import Registry


def nearest_indicator(quote: str, what: str, measure: str, registry: Registry) -> dict[str, str]:
    """indicator_id and indicator_match of the nearest indicator whose measure converts; {} where none is near.

    Near: they share a run of three characters or more that makes up half of the indicator's name.
    """
    measures = registry.by_key["measures"]
    mine = measures.get(measure)
    best, best_size = None, 0.0
    for row in registry.rows("indicators"):
        its = measures.get(row.measure_id)
        if mine is None or its is None or mine.canonical_id != its.canonical_id:
            continue
        name = row.name_zh.removesuffix("数")
        run = 0  # the longest that the name and the quote share
        for at in range(len(name)):
            while at + run < len(name) and name[at : at + run + 1] in quote:
                run += 1
        share = run / max(1, len(name))
        if run >= 3 and share >= 0.5 and share > best_size:
            best, best_size = row, share
    if best is None:
        return {}
    return {
        "indicator_id": best.indicator_id,
        "indicator_match": "exact" if best_size == 1 and len(what) <= len(best.name_zh) + 2 else "close",
    }
