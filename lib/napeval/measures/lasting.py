"""What lasts: which milestones have been reached, and which values held after the end of the cycle?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import inf
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period
from napeval.cycle.trace import join_traces, key_text
from napeval.measures.definitions import definition_changes, is_of_last_definition
from napeval.measures.exact import SAME, as_float, exact
from napeval.measures.observed import LEVELS_ONLY, Observed, observed
from napeval.measures.one_place import OnePlace, known_of
from napeval.measures.rows import result_frame, sources_in
from napeval.measures.series import NUMERIC_MEASURES
from napeval.measures.told import period_of
from napeval.measures.voices import text_of

MILESTONE, VALUE = "milestone", "value"
_ADDS_UP = frozenset({"cumulative", "running_total"})
_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "objective_id": "str", "kind": "str",
    "unit": "str", "reached": "boolean", "final_period": "str", "final_low": "float64",
    "final_high": "float64", "later_period": "str", "later_low": "float64", "later_high": "float64",
    "kept": "boolean", "reason": "str", "sources": "str", "trace": "str",
}  # fmt: skip

Ends = tuple[Fraction | float, Fraction | float]
"""The least and the greatest there can be; infinite where a source says "at least" or "at most"."""
_NOTHING = Observed(state="not_reported")


@dataclass(frozen=True)
class _Wish:
    """What the plan wants of a value: more (sign -1), less (sign 1), or to lie in a range (sign 0)."""

    sign: int
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)

    def shortfall(self, value: Ends) -> Ends:
        """How bad a value is, at best and at worst."""
        low, high = value
        if self.sign:
            first, last = self.sign * low, self.sign * high
            return min(first, last), max(first, last)
        away = [max(self.low - one, one - self.high, Fraction(0)) for one in value]
        inside = low <= self.high and high >= self.low
        return Fraction(0) if inside else min(away), max(away)


def lasting(cycle: Cycle, achievement: pd.DataFrame, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """Which milestones are reached, and which values held after the cycle's end?

    achievement: the results of achievement() of the same days. One row per figure of it, of two kinds:
    - milestone: measured by a milestone or by ordered levels. reached: whether it is met at the cutoff,
      due or not; missing where that is not known.
    - value: a number, percentage or rate that has a target or a value. final_low, final_high: the last value
      within the cycle (of a calendar year where values are annual), over what the sources admit; later_low,
      later_high: the last one of a period that begins after the cycle's end. Both in the unit of the row.
      kept: whether the later value is no worse than the final one, by the indicator's tolerance: not lower
      where an increase is wanted, not higher where a decrease is, not further from the range or the value
      to be kept where the plan sets one. True and false only where that holds for every value that the
      sources admit and for all between them; an "at least" or "at most" leaves its side open.
    Numbers that add up over the cycle (cumulative, running_total) have no row: what was done once cannot be
    lost, and a year more of it does not show that it lasts.
    Only periods that end by the cutoff count. A cutoff says which time is judged, so that a report for the
    end of the cycle stays the same whatever becomes known of the years after; to ask what lasted, the cutoff
    is set to a later day, which is what an ex-post evaluation some time after the end does. With a cutoff
    before the end there is no final value either.
    reason: why there is no answer. Of a milestone: the status of achievement, depends_on_source,
    target_missing. Of a value: cutoff_not_after_end, accumulation_missing, no_final_value, no_later_value,
    what makes a value unusable (as in the flags of achievement), other_definition (the definition changed in
    between), direction_unknown, target_missing (to be maintained, at nothing stated), depends_on_source,
    open_bound.
    """
    indicators = {row.indicator_id: row for row in cycle.table("plan/indicators").itertuples(index=False)}
    changes = definition_changes(cycle)
    places: Mapping[tuple[str, str, str], OnePlace] = {}
    if cutoff >= cycle.meta.end:
        every = known_of(cycle, cutoff=cutoff, as_of=as_of).each()
        places = {(one.indicator.indicator_id, *one.place): one for one in every}
    rows: list[dict[str, object]] = []
    for figure in achievement.itertuples(index=False):
        indicator = indicators[figure.indicator_id]
        if indicator.measure in LEVELS_ONLY:
            rows.append(_milestone(figure))
        elif _can_last(indicator, figure):
            place = places.get((figure.indicator_id, figure.dimension, figure.category))
            rows.append(_value(figure, indicator, place, changes.get(figure.indicator_id, ())))
    return result_frame(rows, _DTYPES)


def _named(figure: Any, kind: str) -> dict[str, object]:
    return {
        "indicator_id": figure.indicator_id, "dimension": figure.dimension, "category": figure.category,
        "objective_id": figure.objective_id, "kind": kind, "unit": figure.unit,
    }  # fmt: skip


def _milestone(figure: Any) -> dict[str, object]:
    unknown = pd.isna(figure.met)
    return {
        **_named(figure, MILESTONE), "reached": None if unknown else bool(figure.met),
        "reason": _why_not_known(figure) if unknown else "", "sources": sources_in(figure.trace),
        "trace": figure.trace,
    }  # fmt: skip


def _why_not_known(figure: Any) -> str:
    if figure.state == "disputed":
        return "depends_on_source"
    return "target_missing" if "target_missing" in figure.flags.split(";") else str(figure.status)


def _can_last(indicator: Any, figure: Any) -> bool:
    """Whether it makes sense to ask if a value held."""
    adds_up = indicator.measure == "number" and text_of(indicator.accumulation) in _ADDS_UP
    known = pd.notna(figure.target) or pd.notna(figure.actual_low)
    return indicator.measure in NUMERIC_MEASURES and known and not adds_up


def _value(
    figure: Any, indicator: Any, place: OnePlace | None, changes: Sequence[Period]
) -> dict[str, object]:
    """place: None where the cutoff lies before the end of the cycle."""
    final, later, kept, reason = _NOTHING, _NOTHING, None, "cutoff_not_after_end"
    planned = ""
    if place is not None:
        planned, end = place.planned.trace, place.known.cycle.meta.end
        final = _last(place, place.rule.start, min(end, place.known.cutoff))
        later = _last(place, end + timedelta(days=1), place.known.cutoff)
        if place.known.cutoff > end:
            kept, reason = _kept(figure, indicator, final, later, changes)
    own = f"plan/indicators#{key_text([figure.indicator_id])}"
    trace = join_traces([own, planned, final.trace, later.trace])
    return {
        **_named(figure, VALUE),
        "final_period": final.period, "final_low": as_float(final.low), "final_high": as_float(final.high),
        "later_period": later.period, "later_low": as_float(later.low), "later_high": as_float(later.high),
        "kept": kept, "reason": reason, "sources": sources_in(trace), "trace": trace,
    }  # fmt: skip


def _last(place: OnePlace, since: date, until: date) -> Observed:
    """The last value of a stretch of time. A period across the end of the cycle is of neither side."""
    after = since > place.rule.start
    told = [one for one in place.told if not after or period_of(one.text).start >= since]
    # Of shares and states the last one counts, also where the plan pools or adds them up over the cycle.
    how = "annual" if place.accumulation == "annual" else "stock"
    return observed(
        told, replace(place.rule, accumulation=how, start=since, cutoff=until), place.known.ancestry
    )


def _kept(
    figure: Any, indicator: Any, final: Observed, later: Observed, changes: Sequence[Period]
) -> tuple[bool | None, str]:
    """Whether the value held, and why that is not known."""
    if indicator.measure == "number" and not text_of(indicator.accumulation):
        return None, "accumulation_missing"
    for side, missing in ((final, "no_final_value"), (later, "no_later_value")):
        if side.low is None or side.period is None:
            return None, side.reason or missing
    first, last = period_of(final.period or ""), period_of(later.period or "")
    if not is_of_last_definition(first, changes, last.end):
        return None, "other_definition"
    wish = _wish(figure, text_of(indicator.direction))
    if isinstance(wish, str):
        return None, wish
    tolerance = Fraction(0) if pd.isna(indicator.tolerance) else exact(indicator.tolerance) or Fraction(0)
    kept = _no_worse(wish, _open_ends(final), _open_ends(later), tolerance)
    if kept is not None:
        return kept, ""
    said = _no_worse(wish, _ends(final), _ends(later), tolerance)
    return None, "depends_on_source" if said is None else "open_bound"


def _wish(figure: Any, direction: str) -> _Wish | str:
    """What the plan wants of the value, or why that is not known."""
    target, upper = (
        None if pd.isna(cell) else exact(float(cell)) for cell in (figure.target, figure.target_upper)
    )
    bound = text_of(figure.target_bound)
    if target is not None and upper is not None:
        return _Wish(0, target, upper)
    if direction == "increase" or (not direction and bound == "at_least"):
        return _Wish(-1)
    if direction == "decrease" or (not direction and bound == "at_most"):
        return _Wish(1)
    if direction == "maintain" or bound == "exactly":
        by_bound = {"at_least": _Wish(-1), "at_most": _Wish(1)}
        return by_bound.get(bound) or ("target_missing" if target is None else _Wish(0, target, target))
    return "direction_unknown"


def _ends(value: Observed) -> Ends:
    assert value.low is not None and value.high is not None
    return value.low, value.high


def _open_ends(value: Observed) -> Ends:
    low, high = _ends(value)
    return -inf if "at_most" in value.bounds else low, inf if "at_least" in value.bounds else high


def _no_worse(wish: _Wish, final: Ends, later: Ends, tolerance: Fraction) -> bool | None:
    """Whether the later value is no worse than the final one; None where it depends on which ones hold."""
    reach = tolerance + SAME
    (best_before, worst_before), (best_now, worst_now) = wish.shortfall(final), wish.shortfall(later)
    if worst_now <= best_before + reach:
        return True
    return False if best_now > worst_before + reach else None
