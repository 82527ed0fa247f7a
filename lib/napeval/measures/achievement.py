"""Achievement: how far has each indicator come to its target by the cutoff, and is that as planned?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.trace import join_traces, key_text
from napeval.measures.exact import as_float
from napeval.measures.judged import Judgement, judge, judge_annual
from napeval.measures.milestones import MilestoneReport, milestone_reports
from napeval.measures.observed import Observed, Rule, observed, observed_in_year
from napeval.measures.path import end_of, track_of
from napeval.measures.planned import Planned, planned_of, targets_by_indicator
from napeval.measures.rows import known_rows, result_frame
from napeval.measures.voices import OBSERVATIONS, Ancestry, Seen, ancestry_of, seen_rows, text_of

JUDGED_LEVELS = ("impact", "outcome", "output")
TOTAL = ("", "")
"""Dimension and category of the figure for the indicator as a whole."""

ACHIEVEMENT_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "objective_id": "str", "level": "str",
    "unit": "str", "baseline": "float64", "target": "float64", "target_upper": "float64",
    "target_bound": "str",
    "target_year": "Int64", "actual": "float64",
    "actual_low": "float64", "actual_high": "float64", "actual_period": "str", "state": "str",
    "progress": "float64", "progress_capped": "float64", "met": "boolean", "gap": "float64",
    "expected": "float64", "pace": "float64", "status": "str", "track": "str", "method": "str",
    "lower": "float64", "upper": "float64", "n_sources": "Int64", "flags": "str",
    "target_original": "float64",
    "progress_original": "float64", "trace": "str",
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What was known of all indicators on a day."""

    seen: Mapping[tuple[str, str, str], Sequence[Seen]]
    targets: Mapping[str, Mapping[tuple[str, str], Sequence[Any]]]
    milestones: Mapping[str, MilestoneReport]
    ancestry: Ancestry


def achievement(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """How far has each indicator of impact, outcome or output come to its target?

    cutoff: the day whose state is judged; later periods do not count. as_of: the day whose knowledge is used:
    observations and reports recorded, and targets set, by then; of corrections the last.
    One row per indicator as a whole (dimension and category empty), and one per category with targets of
    its own. Values (baseline, target, actual, actual_low, actual_high, gap, expected, target_original) in
    the indicator's unit; progress, progress_capped, pace, lower, upper and progress_original are shares, 1
    = target. actual is missing where sources dispute it or persons may be counted twice: actual_low and
    actual_high hold its range. lower and upper bound the capped progress with all that is unknown at worst
    and at best; missing where nothing can be measured. flags: codes joined by semicolons.
    """
    known = _known(cycle, cutoff, as_of)
    indicators = cycle.table("plan/indicators")
    rows = [
        row
        for indicator in indicators[indicators["level"].isin(JUDGED_LEVELS)].itertuples(index=False)
        for row in _indicator_rows(indicator, known, cycle, cutoff)
    ]
    return result_frame(rows, ACHIEVEMENT_DTYPES)


def _known(cycle: Cycle, cutoff: date, as_of: date) -> Known:
    seen: dict[tuple[str, str, str], list[Seen]] = {}
    for row in seen_rows(known_rows(OBSERVATIONS, cycle.table(OBSERVATIONS), as_of)):
        seen.setdefault((row.indicator_id, row.dimension, row.category), []).append(row)
    return Known(
        seen=seen,
        targets=targets_by_indicator(cycle.table("plan/targets"), as_of),
        milestones=milestone_reports(cycle, cutoff=cutoff, as_of=as_of),
        ancestry=ancestry_of(cycle.table("monitoring/sources")),
    )


def _indicator_rows(indicator: Any, known: Known, cycle: Cycle, cutoff: date) -> Iterator[dict[str, object]]:
    targets = known.targets.get(indicator.indicator_id, {})
    for place in dict.fromkeys([TOTAL, *targets]):
        planned = planned_of(targets.get(place, ()))
        seen = known.seen.get((indicator.indicator_id, *place), ())
        found = _Found(indicator, planned, seen, known, cycle, cutoff)
        yield _row(indicator, place, *found.judged())


@dataclass(frozen=True)
class _Found:
    """One indicator in one category: what is planned, what is seen, and the day it is judged for."""

    indicator: Any
    planned: Planned
    seen: Sequence[Seen]
    known: Known
    cycle: Cycle
    cutoff: date

    @property
    def accumulation(self) -> str:
        return text_of(self.indicator.accumulation)

    @property
    def rule(self) -> Rule:
        return Rule(
            measure=self.indicator.measure, accumulation=self.accumulation, cutoff=self.cutoff,
            additive_over=text_of(self.indicator.additive_over), start=self.cycle.meta.start,
        )  # fmt: skip

    def judged(self) -> tuple[Planned, Observed, Judgement]:
        """What is planned, the value at the cutoff, and how the one stands to the other."""
        now = end_of(self.cutoff)
        if self.indicator.measure == "milestone":
            return self._milestone(now)
        if self.planned.annual and (self.accumulation == "annual" or self.planned.target is None):
            return self._annual(now)
        until = None if self.planned.target is None else date(self.planned.target.year, 12, 31)
        reached = observed(self.seen, self.rule, self.known.ancestry, until=until)
        return self.planned, reached, self._judge(self.planned, reached, now)

    def _judge(self, planned: Planned, reached: Observed, now: Fraction) -> Judgement:
        return judge(self.indicator, planned, reached, now=now, start=self.cycle.meta.start)

    def _annual(self, now: Fraction) -> tuple[Planned, Observed, Judgement]:
        """Judged by the last year that is due; the years before count for the flag of missing ones."""
        due = [year for year, target in sorted(self.planned.annual.items()) if target.due <= now]
        if not due:
            reached = Observed(state="not_due")
            return self.planned, reached, judge_annual(self.indicator, self.planned, reached, None)
        by_year = {year: observed_in_year(self.seen, year, self.rule, self.known.ancestry) for year in due}
        reached = by_year[due[-1]]
        gaps = any(
            one.low is None and one.state not in ("not_due", "not_applicable") for one in by_year.values()
        )
        judged = judge_annual(self.indicator, self.planned, reached, self.planned.annual[due[-1]])
        return self.planned, reached, judged.flagged("incomplete_periods") if gaps else judged

    def _milestone(self, now: Fraction) -> tuple[Planned, Observed, Judgement]:
        report = self.known.milestones.get(text_of(self.indicator.activity_id))
        reached, planned = observed(self.seen, self.rule, self.known.ancestry), self.planned
        if report is not None:
            reached = report.observed(reached) if reached.low is None else reached
            planned = report.planned(planned, self.cycle.meta.end)
        return planned, reached, self._judge(planned, reached, now)


def _row(indicator: Any, place: tuple[str, str], planned: Planned, reached: Observed,
         judged: Judgement) -> dict[str, object]:  # fmt: skip
    target = judged.target
    single = reached.low is not None and reached.low == reached.high
    flags = [*planned.flags, *judged.flags, *reached.flags, *_indicator_flags(indicator)]
    own = f"plan/indicators#{key_text([indicator.indicator_id])}"
    return {
        "indicator_id": indicator.indicator_id, "dimension": place[0], "category": place[1],
        "objective_id": indicator.objective_id, "level": indicator.level, "unit": indicator.unit,
        "baseline": as_float(planned.baseline),
        "target": None if target is None else as_float(target.value),
        "target_upper": None if target is None else as_float(target.upper),
        "target_bound": None if target is None else target.bound,
        "target_year": None if target is None else target.year,
        "actual": as_float(reached.low) if single else None,
        "actual_low": as_float(reached.low), "actual_high": as_float(reached.high),
        "actual_period": reached.period, "state": judged.state,
        "progress": as_float(judged.progress.progress), "progress_capped": as_float(judged.progress.capped),
        "met": judged.progress.met, "gap": as_float(judged.progress.gap),
        "expected": as_float(judged.expected), "pace": as_float(judged.pace),
        "status": judged.status, "track": track_of(judged.status), "method": judged.progress.method,
        "lower": as_float(judged.lower), "upper": as_float(judged.upper), "n_sources": reached.sources,
        "flags": ";".join(dict.fromkeys(flags)),
        "target_original": None if planned.original is None else as_float(planned.original.value),
        "progress_original": as_float(judged.progress_original),
        "trace": join_traces([own, planned.trace, reached.trace]),
    }  # fmt: skip


def _indicator_flags(indicator: Any) -> list[str]:
    if not text_of(indicator.direction):
        return [] if indicator.measure in ("milestone", "ordinal") else ["no_direction"]
    return ["direction_inferred"] if "direction" in split_list(indicator.inferred) else []
