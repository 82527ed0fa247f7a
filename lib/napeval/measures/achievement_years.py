"""Achievement year by year: every annual and interim target against the value of its own year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces, key_text
from napeval.measures.exact import as_float, capped
from napeval.measures.judged import Judgement, judge_annual, judge_interim
from napeval.measures.observed import INCOMPLETE, Observed, observed
from napeval.measures.one_place import OnePlace, known_of
from napeval.measures.path import end_of
from napeval.measures.planned import Target
from napeval.measures.rows import result_frame, sources_in

_YEAR_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "role": "str", "year": "Int64",
    "objective_id": "str", "level": "str", "unit": "str", "period": "str", "baseline": "float64",
    "target": "float64", "target_upper": "float64", "target_original": "float64", "actual": "float64",
    "actual_low": "float64", "actual_high": "float64", "state": "str", "progress": "float64",
    "progress_low": "float64", "progress_high": "float64", "progress_original": "float64", "met": "boolean",
    "gap": "float64", "status": "str", "flags": "str", "trace": "str",
}  # fmt: skip
_TOGETHER_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "objective_id": "str", "unit": "str",
    "years": "Int64", "years_due": "Int64", "years_with_data": "Int64", "years_met": "Int64",
    "progress_pooled": "float64", "pooled_low": "float64", "pooled_high": "float64",
    "progress_mean_capped": "float64", "flags": "str", "sources": "str", "trace": "str",
}  # fmt: skip


@dataclass(frozen=True)
class _Year:
    """One annual or interim target, and what was reached in its year or by its end."""

    place: OnePlace
    role: str
    target: Target
    reached: Observed
    judged: Judgement
    due: bool

    @property
    def single(self) -> Fraction | None:
        return self.reached.low if self.reached.low == self.reached.high else None


def achievement_years(cycle: Cycle, *, cutoff: date, as_of: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """How did each year do against its own target?

    cutoff, as_of: as of achievement(). Returns (achievement_years, annual_targets).
    achievement_years: one row per indicator, category, role (annual or interim) and year of a target with a
    value. An annual target is held against the value of its year, an interim one against the value at the end
    of its year, from the baseline. Columns as in achievement; a year that is not over at the cutoff is
    not_due. target_original, progress_original: against the target of that year before its revision.
    annual_targets: the annual ones of an indicator together: years (with a target), years_due,
    years_with_data and years_met of these (missing where none has data); progress_pooled: all that was
    reached over all that was due in the years with data, where there is a ratio (pooled_low, pooled_high
    where sources differ); progress_mean_capped: mean of the capped progress. Flag incomplete_periods: a year
    due has no data.
    """
    years, together = [], []
    for place in known_of(cycle, cutoff=cutoff, as_of=as_of).each():
        annual = list(_annual(place))
        years += [_row(one) for one in (*annual, *_interim(place))]
        together += [_together(place, annual)] if annual else []
    return result_frame(years, _YEAR_DTYPES), result_frame(together, _TOGETHER_DTYPES)


def _annual(place: OnePlace) -> Iterator[_Year]:
    now = end_of(place.known.cutoff)
    for year, target in sorted(place.planned.annual.items()):
        due = target.due <= now
        reached = place.in_year(year) if due else Observed(state="not_due")
        judged = judge_annual(place.indicator, place.planned, reached, target if due else None)
        yield _Year(place, "annual", target, reached, judged, due)


def _interim(place: OnePlace) -> Iterator[_Year]:
    now, start = end_of(place.known.cutoff), place.known.cycle.meta.start
    for target in place.planned.interims:
        if target.value is None:
            continue
        due, last = target.due <= now, date(target.year, 12, 31)
        rule = replace(place.rule, cutoff=min(last, place.known.cutoff))
        found = observed(place.told, rule, place.known.ancestry, until=last)
        reached = found if due else Observed(state="not_due")
        judged = judge_interim(place.indicator, place.planned, reached, target, start=start)
        yield _Year(place, "interim", target, reached, judged, due)


def _row(one: _Year) -> dict[str, object]:
    place, target, judged = one.place, one.target, one.judged
    indicator, planned, progress = place.indicator, place.planned, judged.progress
    before = planned.earlier.get((one.role, target.year))
    again = None if before is None or one.single is None else _against(one, before).progress.progress
    flags = [*judged.flags, *one.reached.flags, *(["target_revised"] if before is not None else [])]
    return {
        "indicator_id": indicator.indicator_id, "dimension": place.place[0], "category": place.place[1],
        "role": one.role, "year": target.year, "objective_id": indicator.objective_id,
        "level": indicator.level, "unit": indicator.unit, "period": one.reached.period,
        "baseline": as_float(planned.baseline), "target": as_float(target.value),
        "target_upper": as_float(target.upper),
        "target_original": None if before is None else as_float(before.value),
        "actual": as_float(one.single), "actual_low": as_float(one.reached.low),
        "actual_high": as_float(one.reached.high), "state": judged.state if one.due else "not_due",
        "progress": as_float(progress.progress), "progress_low": as_float(judged.progress_low),
        "progress_high": as_float(judged.progress_high), "progress_original": as_float(again),
        "met": progress.met, "gap": as_float(progress.gap), "status": judged.status,
        "flags": ";".join(dict.fromkeys(flags)), "trace": _trace(place, one.reached.trace),
    }  # fmt: skip


def _against(one: _Year, target: Target) -> Judgement:
    place = one.place
    if one.role == "annual":
        return judge_annual(place.indicator, place.planned, one.reached, target)
    start = place.known.cycle.meta.start
    return judge_interim(place.indicator, place.planned, one.reached, target, start=start)


def _trace(place: OnePlace, reached: str) -> str:
    own = f"plan/indicators#{key_text([place.indicator.indicator_id])}"
    return ";".join(part for part in (own, place.planned.trace, reached) if part)


def _together(place: OnePlace, years: Sequence[_Year]) -> dict[str, object]:
    due = [one for one in years if one.due]
    known = [one for one in due if one.judged.progress.reportable and one.reached.low is not None]
    ratios = [one.judged.progress.progress for one in known]
    shares = [ratio for ratio in ratios if ratio is not None]
    rated = bool(known) and all(one.judged.progress_low is not None for one in known)
    wanted = _total([one.target.value for one in known])
    low, high = (
        _total(ends) / wanted if rated and wanted else None
        for ends in ([one.reached.low for one in known], [one.reached.high for one in known])
    )
    met = sum(one.judged.progress.met is True for one in known)
    whole = rated and len(shares) == len(known)
    mean = _total([capped(share) for share in shares]) / len(shares) if whole else None
    trace = join_traces([_trace(place, ""), *(one.reached.trace for one in due)])
    return {
        "indicator_id": place.indicator.indicator_id, "dimension": place.place[0],
        "category": place.place[1], "objective_id": place.indicator.objective_id,
        "unit": place.indicator.unit, "years": len(years), "years_due": len(due),
        "years_with_data": len(known), "years_met": met if known else None,
        "progress_pooled": as_float(low) if low == high else None, "pooled_low": as_float(low),
        "pooled_high": as_float(high),
        "progress_mean_capped": as_float(mean),
        "flags": INCOMPLETE if len(known) < len(due) else "",
        "sources": sources_in(trace), "trace": trace,
    }  # fmt: skip


def _total(numbers: Sequence[Fraction | None]) -> Fraction:
    return sum((number for number in numbers if number is not None), Fraction(0))
