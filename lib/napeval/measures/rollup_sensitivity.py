"""Sensitivity of the roll-up: how far does each mean depend on choices made in computing it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.exact import as_float, exact, plainest_ratio
from napeval.measures.rollup import scopes_of_indicators, whole_indicators
from napeval.measures.rows import result_frame

SHOWN = "capped"
"""The method of the roll-up itself."""
_DTYPES = {
    "scope": "str", "scope_id": "str", "method": "str", "value": "float64", "difference": "float64",
    "least": "float64", "greatest": "float64", "spread": "float64", "scored": "Int64", "indicators": "Int64",
    "trace": "str",
}  # fmt: skip


@dataclass(frozen=True)
class _One:
    """One indicator: its weight and objective, the least and greatest of its capped score, and its progress.

    raw: the progress, uncapped, or 1 and 0 for met and missed; None where it is not known. measurable:
    whether anything can be measured of it at all.
    """

    objective: str
    weight: Fraction
    lower: Fraction
    upper: Fraction
    raw: Fraction | None
    measurable: bool

    @property
    def score(self) -> Fraction | None:
        return self.lower if self.lower == self.upper and self.measurable else None


_Pair = tuple[Fraction, Fraction]


def rollup_sensitivity(cycle: Cycle, achievement: pd.DataFrame) -> pd.DataFrame:
    """How far does the progress of each scope, all levels together, depend on method?

    achievement: the results of achievement(), as a reader may know them. One row per scope with an indicator
    and per method; value, a share, missing where the method has nothing to go by; difference from the roll-up
    itself (method capped); least, greatest and spread over all methods of the scope; scored: indicators that
    count. Methods:
    - capped: the roll-up: mean of the capped progress over what is known, by the stated weights
    - uncapped: surplus of one indicator makes up for lack of another
    - equal_weights: every indicator counts the same
    - by_objective: mean of the means of the objectives, each objective counting the same
    - missing_worst, missing_best: all that is not known counts as nothing, and as all
    - measurable_worst: what is not known counts as nothing, what cannot be measured is left out
    - share_met: share of the indicators known that have met their target
    - median: the middle score
    - least_left_out, greatest_left_out: without the one indicator that moves the mean up, and down, the most
    """
    weights = cycle.table("plan/indicators").set_index("indicator_id")["weight"]
    whole = whole_indicators(achievement)
    rows = [
        {"scope": scope, "scope_id": scope_id, **row}
        for (scope, scope_id), inside in scopes_of_indicators(whole, cycle).items()
        if len(inside)
        for row in _rows(inside, inside["indicator_id"].map(weights))
    ]
    return result_frame(rows, _DTYPES)


def _rows(indicators: pd.DataFrame, weights: pd.Series) -> Iterator[dict[str, object]]:
    stated = bool(weights.notna().all())
    ones = [
        _one(row, (exact(weight) or Fraction(0)) if stated else Fraction(1))
        for row, weight in zip(indicators.itertuples(index=False), weights, strict=True)
    ]
    values = {name: method(ones) for name, method in METHODS.items()}
    known = [value for value in values.values() if value is not None]
    least, greatest = min(known, default=None), max(known, default=None)
    shown = values[SHOWN]
    trace = join_traces(indicators["trace"]) or every_row("plan/indicators")
    for name, value in values.items():
        yield {
            "method": name, "value": as_float(value),
            "difference": None if value is None or shown is None else float(value - shown),
            "least": as_float(least), "greatest": as_float(greatest),
            "spread": None if least is None or greatest is None else float(greatest - least),
            "scored": sum(one.score is not None for one in ones), "indicators": len(ones), "trace": trace,
        }  # fmt: skip


def _one(row: object, weight: Fraction) -> _One:
    lower, upper, progress = (getattr(row, name) for name in ("lower", "upper", "progress"))
    measurable = not pd.isna(lower)
    low, high = (plainest_ratio(lower), plainest_ratio(upper)) if measurable else (Fraction(0), Fraction(1))
    known = measurable and low == high
    raw = plainest_ratio(progress) if known and not pd.isna(progress) else low if known else None
    return _One(str(getattr(row, "objective_id", "")), weight, low, high, raw, measurable)


def _mean(pairs: Sequence[_Pair]) -> Fraction | None:
    weight = sum((one for _, one in pairs), Fraction(0))
    return sum((share * one for share, one in pairs), Fraction(0)) / weight if weight else None


def _scored(ones: Sequence[_One]) -> list[_Pair]:
    return [(one.score, one.weight) for one in ones if one.score is not None]


def _uncapped(ones: Sequence[_One]) -> Fraction | None:
    return _mean([(one.raw, one.weight) for one in ones if one.raw is not None])


def _equal(ones: Sequence[_One]) -> Fraction | None:
    return _mean([(score, Fraction(1)) for score, _ in _scored(ones)])


def _by_objective(ones: Sequence[_One]) -> Fraction | None:
    objectives = dict.fromkeys(one.objective for one in ones)
    means = [_mean(_scored([one for one in ones if one.objective == name])) for name in objectives]
    return _mean([(mean, Fraction(1)) for mean in means if mean is not None])


def _measurable_worst(ones: Sequence[_One]) -> Fraction | None:
    return _mean([(one.lower, one.weight) for one in ones if one.measurable])


def _share_met(ones: Sequence[_One]) -> Fraction | None:
    return _mean([(Fraction(int(score >= 1)), Fraction(1)) for score, _ in _scored(ones)])


def _median(ones: Sequence[_One]) -> Fraction | None:
    scores = sorted(score for score, _ in _scored(ones))
    if not scores:
        return None
    middle = len(scores) // 2
    return scores[middle] if len(scores) % 2 else (scores[middle - 1] + scores[middle]) / 2


def _without_one(ones: Sequence[_One], pick: Callable[..., Fraction]) -> Fraction | None:
    scored = _scored(ones)
    means = [_mean([*scored[:place], *scored[place + 1 :]]) for place in range(len(scored))]
    known = [mean for mean in means if mean is not None]
    return pick(known) if known else None


METHODS: Mapping[str, Callable[[Sequence[_One]], Fraction | None]] = {
    SHOWN: lambda ones: _mean(_scored(ones)),
    "uncapped": _uncapped,
    "equal_weights": _equal,
    "by_objective": _by_objective,
    "missing_worst": lambda ones: _mean([(one.lower, one.weight) for one in ones]),
    "missing_best": lambda ones: _mean([(one.upper, one.weight) for one in ones]),
    "measurable_worst": _measurable_worst,
    "share_met": _share_met,
    "median": _median,
    "least_left_out": lambda ones: _without_one(ones, min),
    "greatest_left_out": lambda ones: _without_one(ones, max),
}
