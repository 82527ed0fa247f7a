"""The planned path, year by year: what the plan expects at the end of every year on the way to a target."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.measures.exact import as_float
from napeval.measures.over_time.kinds import OUTPUT
from napeval.measures.path import planned_value
from napeval.measures.planned import TARGETS, Planned, planned_of, targets_by_indicator
from napeval.measures.rows import result_frame
from napeval.measures.voices import text_of

_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "year": "Int64", "unit": "str",
    "baseline": "float64", "expected": "float64", "basis": "str", "trace": "str",
}  # fmt: skip


def planned_path(cycle: Cycle, *, as_of: date) -> pd.DataFrame:
    """What should each indicator have reached by the end of each year, as the plan sets it?

    as_of: targets set later do not count. Outputs are left out: their quantities are delivery, not a path.
    One row per indicator of impact or outcome, category and year, from that of the baseline on (where
    none is stated, from the first target) to that of the target: expected (unit of the row) and basis:
    baseline, target (a target of that year) or path (between two of them, by the path of the indicator:
    linear, step or end_loaded); baseline: the one that the row rests on, blank for a target. Annual targets
    stand each for its year alone. An indicator without a target has no rows.
    """
    indicators = cycle.table("plan/indicators")
    targets = targets_by_indicator(cycle.table(TARGETS), as_of)
    rows: list[dict[str, object]] = []
    for indicator in indicators[indicators["level"] != OUTPUT].itertuples(index=False):
        for (dimension, category), stated in targets.get(indicator.indicator_id, {}).items():
            planned = planned_of(stated)
            shared = {
                "indicator_id": indicator.indicator_id, "dimension": dimension, "category": category,
                "unit": indicator.unit, "trace": planned.trace,
            }  # fmt: skip
            years = _years(planned, text_of(indicator.path), cycle.meta.start)
            rows += [{**shared, **year} for year in years]
    return result_frame(rows, _DTYPES)


def _years(planned: Planned, path: str, start: date) -> Iterator[dict[str, object]]:
    if planned.annual:
        for year, target in sorted(planned.annual.items()):
            yield {"year": year, "expected": as_float(target.value), "basis": "target"}
        return
    points = planned.points(start)
    if not points or planned.target is None:
        return
    own = {int(due) - 1 for due, _ in points[1:]}
    # Without a baseline nothing is said of the years before the first target: zero would be a guess.
    first = int(points[0][0]) - 1 if planned.baseline is not None else min(own)
    for year in range(first, planned.target.year + 1):
        expected = planned_value(Fraction(year + 1), points, path=path or "linear")
        basis = "target" if year in own else "baseline" if year == first else "path"
        # What rests on the baseline carries it: where that may not be shown, the path would give it away.
        base = None if basis == "target" else as_float(planned.baseline)
        yield {"year": year, "baseline": base, "expected": as_float(expected), "basis": basis}
