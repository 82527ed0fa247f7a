"""Outlook: if things go on as so far, will the targets that lie ahead be reached by their year?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from napeval import trends as statistics
from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period
from napeval.cycle.trace import join_traces
from napeval.measures.exact import as_float
from napeval.measures.over_time.findings import ends
from napeval.measures.over_time.kinds import OUTPUT, RUNNING_TOTAL, are_events
from napeval.measures.path import end_of
from napeval.measures.planned import TARGETS, Planned, Target, planned_of, targets_by_indicator
from napeval.measures.rows import result_frame
from napeval.measures.series import (
    NUMERIC_MEASURES,
    TooManyChoices,
    admissible_choices,
    in_yearly_series,
    of_place,
)
from napeval.measures.told import period_of
from napeval.measures.voices import text_of

SUMS = frozenset({"cumulative", RUNNING_TOTAL})
COMPARATORS = {"increase": "at_least", "decrease": "at_most"}
RANGE = "between"
PERCENT_BOUNDS = (0, 100)

_NUMBERS = ("probability", "projected", "interval", "naive", "drift")
_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "objective_id": "str", "unit": "str",
    "target": "float64", "target_year": "Int64", "comparator": "str", "kind": "str", "n": "Int64",
    "first_period": "str", "last_period": "str", "choices": "Int64", "reportable": "Int64",
    **{f"{name}_{end}": "float64" for name in _NUMBERS for end in ("low", "high")},
    "likelihood_low": "str", "likelihood_high": "str", "basis": "str", "method": "str", "reason": "str",
    "sources": "str", "trace": "str",
}  # fmt: skip


@dataclass(frozen=True)
class _Question:
    """What is asked of one indicator and category: the target ahead, and the values so far."""

    indicator: Any
    target: Target
    planned: Planned
    rows: pd.DataFrame
    values: pd.DataFrame
    start: date
    cutoff: date
    currency: str

    @property
    def comparator(self) -> str | None:
        """How the target is to be met; None where nobody says which way."""
        if self.target.upper is not None:
            return RANGE
        return self.target.bound or COMPARATORS.get(text_of(self.indicator.direction))

    @property
    def kind(self) -> str:
        """Which model suits the indicator; never chosen by its answer."""
        if text_of(self.indicator.accumulation) in SUMS:
            return "cumulative"
        if self.indicator.measure == "percentage":
            return "share"
        return "count" if are_events(self.indicator, self.rows, self.currency) else "level"


def outlook(
    cycle: Cycle, series: pd.DataFrame, series_values: pd.DataFrame, *, cutoff: date, as_of: date
) -> pd.DataFrame:
    """Will the targets ahead be reached by their year, whichever of the admissible figures is believed?

    series, series_values: results of series(). as_of: targets set later do not count.
    One row per indicator of impact or outcome (not of outputs) and category whose target lies ahead: kind
    (how the values behave: level, share, count, cumulative), n values used, from first_period to last_period;
    over all choices the probability of reaching the target (0-1, to thousandths), the value projected for its
    year, and 95 % limits (interval_low, interval_high, the widest), beside them naive (the last value again)
    and drift (its average change goes on); likelihood_low, likelihood_high: the probability in words (codes).
    basis: forecast, scenario (assumes that the pace so far goes on; fewer than three values, or a long way
    ahead) or certain. reason: why there is none (of trends, and: no_direction, range_target, no_valid_data,
    periods_missing: the periods on record do not fill the time since the cycle's start).
    """
    targets = targets_by_indicator(cycle.table(TARGETS), as_of)
    indicators = cycle.table("plan/indicators")
    asked = indicators[(indicators["level"] != OUTPUT) & indicators["measure"].isin(NUMERIC_MEASURES)]
    rows: list[dict[str, object]] = []
    for indicator in asked.itertuples(index=False):
        for (dimension, category), stated in targets.get(indicator.indicator_id, {}).items():
            planned = planned_of(stated)
            target = _ahead(planned, cutoff)
            if target is None:
                continue
            place = (indicator.indicator_id, dimension, category)
            question = _Question(
                indicator, target, planned, of_place(series, place), of_place(series_values, place),
                cycle.meta.start, cutoff, cycle.meta.currency,
            )  # fmt: skip
            rows.append({**_frame(place, question), **_answer(question)})
    return result_frame(rows, _DTYPES)


def _ahead(planned: Planned, cutoff: date) -> Target | None:
    """The last target whose time has not come at the cutoff."""
    every = [*planned.interims, *planned.annual.values(), *([planned.target] if planned.target else [])]
    ahead = [one for one in every if one.value is not None and one.due > end_of(cutoff)]
    return max(ahead, key=lambda one: one.due, default=None)


def _frame(place: tuple[str, str, str], asked: _Question) -> dict[str, object]:
    return {
        "indicator_id": place[0], "dimension": place[1], "category": place[2],
        "objective_id": asked.indicator.objective_id, "unit": asked.indicator.unit,
        "target": as_float(asked.target.value), "target_year": asked.target.year,
        "comparator": asked.comparator, "kind": asked.kind, "choices": 1, "reportable": 0,
        "trace": asked.planned.trace,
    }  # fmt: skip


def _answer(asked: _Question) -> dict[str, object]:
    if asked.comparator is None:
        return {"reason": "no_direction"}
    if asked.comparator not in COMPARATORS.values():
        return {"reason": "range_target"}
    used = _used(asked)
    if used.empty:
        return {"reason": "no_valid_data"}
    told = {
        "n": len(used), "first_period": used["period"].iloc[0], "last_period": used["period"].iloc[-1],
        "sources": ";".join(dict.fromkeys(";".join(used["sources"]).split(";"))),
        "trace": join_traces([asked.planned.trace, *used["trace"]]),
    }  # fmt: skip
    try:
        choices = admissible_choices(used, asked.values)
    except TooManyChoices as refusal:
        return {**told, "choices": refusal.choices, "reason": refusal.code}
    found = [_outlook(asked, choice) for choice in choices]
    if any(one is None for one in found):
        return {**told, "choices": len(choices), "reason": "periods_missing"}
    return {**told, **_together([one for one in found if one is not None])}


def _used(asked: _Question) -> pd.DataFrame:
    """The periods that carry the outlook, in order of time."""
    known = asked.rows[(asked.rows["left_out"] != "other_definition") & ~asked.rows["after_cutoff"]]
    if asked.kind == "count":
        chosen = in_yearly_series(known)
    elif asked.kind == "cumulative":
        spans = {period: period_of(period) for period in known["period"]}
        inside = [period for period, span in spans.items() if span.start >= asked.start]
        running = text_of(asked.indicator.accumulation) == RUNNING_TOTAL
        kept = inside if running else _apart({period: spans[period] for period in inside})
        chosen = known[known["period"].isin(kept)]
    else:
        chosen = known
    order = sorted(chosen.index, key=lambda place: period_of(chosen.at[place, "period"]).end)
    ends = {period_of(chosen.at[place, "period"]).end: place for place in order}
    return chosen.loc[list(ends.values())]


def _apart(spans: Mapping[str, Period]) -> list[str]:
    """Periods that do not overlap: the shortest, unless longer ones fill more of the time."""
    short, long = (
        _one_after_another(sorted(spans, key=lambda period: sign * spans[period].months), spans)
        for sign in (1, -1)
    )
    filled = {id(chosen): sum(spans[period].months for period in chosen) for chosen in (short, long)}
    return short if filled[id(short)] >= filled[id(long)] else long


def _one_after_another(ordered: Sequence[str], spans: Mapping[str, Period]) -> list[str]:
    chosen: list[str] = []
    for period in ordered:
        own = spans[period]
        if all(own.end < spans[other].start or spans[other].end < own.start for other in chosen):
            chosen.append(period)
    return chosen


def _outlook(asked: _Question, choice: Mapping[str, float]) -> statistics.Outlook | None:
    """What one choice of values says; None where a sum so far cannot be had."""
    if asked.kind == "cumulative":
        return _sum_outlook(asked, choice)
    periods = [period_of(period) for period in choice]
    yearly = asked.kind == "count"
    times = [float(one.year) if yearly else float(end_of(one.end)) for one in periods]
    when = float(asked.target.year) if yearly else float(asked.target.due)
    bounds = PERCENT_BOUNDS if asked.kind == "share" else None
    return statistics.target_outlook(
        list(choice.values()), times, target=_target_of(asked), target_time=when, kind=asked.kind,
        comparator=str(asked.comparator), bounds=bounds, as_scenario=yearly,
    )  # fmt: skip


def _sum_outlook(asked: _Question, choice: Mapping[str, float]) -> statistics.Outlook | None:
    """Of a total: what each stretch of time added, what is there already, and the time that remains."""
    periods = [period_of(period) for period in choice]
    values = list(choice.values())
    if text_of(asked.indicator.accumulation) == RUNNING_TOTAL:
        ends = [float(end_of(one.end)) for one in periods]
        lengths = [end - before for before, end in zip([float(asked.start.year), *ends], ends, strict=False)]
        added = [value - before for before, value in zip([0.0, *values], values, strict=False)]
        already = values[-1]
    else:
        lengths, added, already = [one.months / 12 for one in periods], values, sum(values)
        if not _fill(periods, asked.start):
            return None
    if any(value < 0 or not float(value).is_integer() for value in added):
        return None
    times = [float(end_of(one.end)) for one in periods]
    return statistics.target_outlook(
        added, times, target=_target_of(asked), target_time=float(asked.target.due), kind="cumulative",
        comparator=str(asked.comparator), already=already, exposure=lengths,
        future_exposure=float(asked.target.due) - times[-1], as_scenario=True,
    )  # fmt: skip


def _target_of(asked: _Question) -> float:
    value = as_float(asked.target.value)
    assert value is not None  # a target without a value is not ahead
    return value


def _fill(periods: Sequence[Period], start: date) -> bool:
    """Whether the periods follow on one another from the start on, without a gap."""
    months = sum(one.months for one in periods)
    last = periods[-1].end
    return months == (last.year - start.year) * 12 + last.month - start.month + 1


def _together(found: Sequence[statistics.Outlook]) -> dict[str, object]:
    judged = [one for one in found if one.reportable]
    ordered = sorted(judged, key=lambda one: one.probability_shown or 0.0)
    return {
        "choices": len(found), "reportable": len(judged),
        **ends("probability", [_to_thousandths(one.probability_shown) for one in judged]),
        **ends("projected", [one.projected for one in judged]),
        **ends("interval", [end for one in judged for end in one.interval95 or ()]),
        **ends("naive", [one.naive for one in judged]), **ends("drift", [one.drift for one in judged]),
        "likelihood_low": ordered[0].likelihood if ordered else None,
        "likelihood_high": ordered[-1].likelihood if ordered else None,
        "basis": ";".join(sorted({one.basis for one in judged})),
        "method": ";".join(sorted({one.method for one in judged})),
        "reason": ";".join(sorted({one.reason for one in found if one.reason})),
    }  # fmt: skip


def _to_thousandths(probability: float | None) -> float | None:
    """No model of a short series knows a probability better than to a tenth of a percent."""
    return None if probability is None else round(probability, 3)

