"""Roll-up: how far have the indicators of a part of the plan come, and how much of that is known?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces, key_text
from napeval.measures.exact import as_float, exact, plainest_ratio
from napeval.measures.path import STATUSES
from napeval.measures.rows import result_frame
from napeval.measures.scopes import Scope, rows_by_scope

LEVELS = ("impact", "outcome", "output")
EVERY_LEVEL = "all"
UNKNOWN = (Fraction(0), Fraction(1))

_DTYPES = {
    "scope": "str", "scope_id": "str", "level": "str", "indicators": "Int64", "scored": "Int64",
    **dict.fromkeys(STATUSES, "Int64"), "value": "float64", "coverage": "float64", "lower": "float64",
    "upper": "float64", "weights": "str", "trace": "str",
}  # fmt: skip


def rollup(cycle: Cycle, achievement: pd.DataFrame) -> pd.DataFrame:
    """How far have the indicators of each scope come, together?

    achievement: the results of achievement(); the rows for indicators as a whole count, not those by
    category.
    One row per scope (plan, pillars, strategic and specific objectives, and expected results with the
    indicators that measure them) and level (impact, outcome, output, all), also where there are no
    indicators: counts by status; value, the weighted mean of the capped progress over the indicators that
    are known (scored; met and missed count as 1 and 0 where there is no ratio); coverage, the share of the
    weight that is known; lower and upper, the mean with all others at worst and at best. Shares 0-1, missing
    where there is nothing to share. weights: stated (every indicator of the row has one) or equal.
    """
    weights = cycle.table("plan/indicators").set_index("indicator_id")["weight"]
    whole = whole_indicators(achievement)
    whole = whole.assign(weight=whole["indicator_id"].map(weights))
    rows = [
        {"scope": scope, "scope_id": scope_id, **row}
        for (scope, scope_id), inside in scopes_of_indicators(whole, cycle).items()
        for row in _rows_by_level(inside)
    ]
    return result_frame(rows, _DTYPES)


def whole_indicators(achievement: pd.DataFrame) -> pd.DataFrame:
    """The rows for indicators as a whole, without those by category."""
    return achievement[(achievement["dimension"] == "") & (achievement["category"] == "")]


def scopes_of_indicators(whole: pd.DataFrame, cycle: Cycle) -> dict[Scope, pd.DataFrame]:
    """The indicators that count in each scope: plan, pillars, objectives, and the results they measure.

    whole: rows with columns indicator_id and objective_id. Results follow last, in the order of the plan.
    """
    found = rows_by_scope(whole, cycle.table("plan/objectives"))
    measured = cycle.table("plan/indicators").set_index("indicator_id")["result_id"]
    of_result = whole["indicator_id"].map(measured)
    for result in cycle.table("plan/results")["result_id"]:
        found["result", str(result)] = whole[(of_result == result).fillna(False).astype(bool)]
    return found


def _rows_by_level(indicators: pd.DataFrame) -> Iterator[dict[str, object]]:
    for level in LEVELS:
        yield {"level": level, **_together(indicators[indicators["level"] == level])}
    yield {"level": EVERY_LEVEL, **_together(indicators)}


def _together(indicators: pd.DataFrame) -> dict[str, object]:
    stated = bool(len(indicators)) and bool(indicators["weight"].notna().all())
    weights = (
        [exact(weight) or Fraction(0) for weight in indicators["weight"]]
        if stated
        else [Fraction(1)] * len(indicators)
    )
    known, lowers, uppers = [], [], []
    for lower, upper in zip(indicators["lower"], indicators["upper"], strict=True):
        # What cannot be measured is unknown too: it is neither 0 nor left out.
        low, high = UNKNOWN if pd.isna(lower) else (plainest_ratio(lower), plainest_ratio(upper))
        lowers.append(low)
        uppers.append(high)
        known.append(low if low == high else None)
    scored = [(share, weight) for share, weight in zip(known, weights, strict=True) if share is not None]
    all_weight = sum(weights, Fraction(0))
    counts = indicators["status"].value_counts()
    return {
        "indicators": len(indicators), "scored": len(scored),
        **{status: int(counts.get(status, 0)) for status in STATUSES},
        "value": _mean(scored, sum((weight for _, weight in scored), Fraction(0))),
        "coverage": _mean([(Fraction(1), weight) for _, weight in scored], all_weight),
        "lower": _mean(list(zip(lowers, weights, strict=True)), all_weight),
        "upper": _mean(list(zip(uppers, weights, strict=True)), all_weight),
        "weights": "stated" if stated else "equal", "trace": _trace(indicators, stated=stated),
    }  # fmt: skip


def _mean(shares: list[tuple[Fraction, Fraction]], weight: Fraction) -> float | None:
    return as_float(sum((share * one for share, one in shares), Fraction(0)) / weight) if weight else None


def _trace(indicators: pd.DataFrame, *, stated: bool) -> str:
    if indicators.empty:
        return every_row("plan/indicators")
    weighted = [f"plan/indicators#{key_text([one])}" for one in indicators["indicator_id"]] if stated else []
    return join_traces([*indicators["trace"], *weighted])
