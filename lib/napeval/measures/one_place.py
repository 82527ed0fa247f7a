"""One indicator in one category: what is planned, what is observed, and how the one stands to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.measures.ancestry import Ancestry, ancestry_of
from napeval.measures.judged import Judgement, judge, judge_annual
from napeval.measures.milestones import MilestoneReport, milestone_reports
from napeval.measures.observation_index import ObservationIndex
from napeval.measures.observed import INCOMPLETE, Observed, observed, observed_in_year
from napeval.measures.part_sums import PRINTED_TOTAL
from napeval.measures.path import end_of
from napeval.measures.planned import TARGETS, Planned, planned_of, targets_by_indicator
from napeval.measures.told import Rule, Told
from napeval.measures.voices import OBSERVATIONS, text_of

JUDGED_LEVELS = ("impact", "outcome", "output")
TOTAL = ("", "")
"""Dimension and category of the figure for the indicator as a whole."""


@dataclass(frozen=True)
class Known:
    """What was known of all indicators on a day.

    indicators: those of impact, outcome and output. places: by indicator, the categories to be judged: the
    whole, those with targets of their own, and those that were observed.
    """

    cycle: Cycle
    cutoff: date
    indicators: pd.DataFrame
    observations: ObservationIndex
    targets: Mapping[str, Mapping[tuple[str, str], Sequence[Any]]]
    milestones: Mapping[str, MilestoneReport]
    ancestry: Ancestry
    places: Mapping[str, Sequence[tuple[str, str]]]

    def each(self) -> Iterator[OnePlace]:
        """Every indicator as a whole and by category, in the order of the plan."""
        for indicator in self.indicators.itertuples(index=False):
            targets = self.targets.get(indicator.indicator_id, {})
            for place in self.places[indicator.indicator_id]:
                told = self.observations.told((indicator.indicator_id, *place))
                yield OnePlace(indicator, place, planned_of(targets.get(place, ())), told, self)


def known_of(cycle: Cycle, *, cutoff: date, as_of: date, plain: bool = True) -> Known:
    """What was known on as_of of the state at the cutoff. plain: see ObservationIndex."""
    indicators = cycle.table("plan/indicators")
    judged = indicators[indicators["level"].isin(JUDGED_LEVELS)]
    set_years = cycle.tables[TARGETS]["year"]
    first_year = cycle.meta.start.year if set_years.dropna().empty else int(set_years.min())
    ancestry = ancestry_of(cycle.table("monitoring/sources"))
    observations = ObservationIndex(
        cycle.tables[OBSERVATIONS], judged, ancestry, plain=plain,
        since=min(cycle.meta.start, date(first_year, 1, 1)), cutoff=cutoff, as_of=as_of,
    )  # fmt: skip
    targets = targets_by_indicator(cycle.table(TARGETS), as_of)
    return Known(
        cycle=cycle, cutoff=cutoff, indicators=judged, observations=observations, targets=targets,
        milestones=milestone_reports(cycle, cutoff=cutoff, as_of=as_of), ancestry=ancestry,
        places=_places(judged, targets, observations),
    )  # fmt: skip


def _places(
    indicators: pd.DataFrame,
    targets: Mapping[str, Mapping[tuple[str, str], Sequence[Any]]],
    observations: ObservationIndex,
) -> dict[str, list[tuple[str, str]]]:
    """What is to be judged of each indicator; a total printed for a dimension is no category of it."""
    found = {str(name): dict.fromkeys([TOTAL, *targets.get(name, {})]) for name in indicators["indicator_id"]}
    for name, *place in observations.places:
        if place[1] != PRINTED_TOTAL:
            found[name][place[0], place[1]] = None
    return {name: list(places) for name, places in found.items()}


@dataclass(frozen=True)
class OnePlace:
    """One indicator (a row of plan/indicators) in one category (dimension and category, "" for the whole)."""

    indicator: Any
    place: tuple[str, str]
    planned: Planned
    told: Sequence[Told]
    known: Known

    @property
    def accumulation(self) -> str:
        """How the values of several periods combine, "" where the plan does not say."""
        return text_of(self.indicator.accumulation)

    @property
    def rule(self) -> Rule:
        """How its values combine, up to the cutoff."""
        return Rule(
            measure=self.indicator.measure, accumulation=self.accumulation, cutoff=self.known.cutoff,
            additive_over=text_of(self.indicator.additive_over), start=self.known.cycle.meta.start,
        )  # fmt: skip

    @property
    def by_year(self) -> bool:
        """Whether it is judged year by year."""
        return bool(self.planned.annual) and (self.accumulation == "annual" or self.planned.target is None)

    def judged(self) -> tuple[Planned, Observed, Judgement]:
        """What is planned, the value at the cutoff, and how the one stands to the other."""
        now = end_of(self.known.cutoff)
        if self.indicator.measure == "milestone":
            return self._milestone(now)
        if self.by_year:
            return self._annual(now)
        target = self.planned.target
        until = self.known.cycle.meta.end if target is None else date(target.year, 12, 31)
        reached = observed(self.told, self.rule, self.known.ancestry, until=until)
        return self.planned, reached, self._judge(self.planned, reached, now)

    def in_year(self, year: int) -> Observed:
        """The value of one calendar year."""
        return observed_in_year(self.told, year, self.rule, self.known.ancestry)

    def _judge(self, planned: Planned, reached: Observed, now: Fraction) -> Judgement:
        return judge(self.indicator, planned, reached, now=now, start=self.known.cycle.meta.start)

    def _annual(self, now: Fraction) -> tuple[Planned, Observed, Judgement]:
        """Judged by the last year that is due; the years before count for the flag of missing ones."""
        due = [year for year, target in sorted(self.planned.annual.items()) if target.due <= now]
        if not due:
            reached = Observed(state="not_due")
            return self.planned, reached, judge_annual(self.indicator, self.planned, reached, None)
        by_year = {year: self.in_year(year) for year in due}
        reached = by_year[due[-1]]
        gaps = any(
            one.low is None and one.state not in ("not_due", "not_applicable") for one in by_year.values()
        )
        judged = judge_annual(self.indicator, self.planned, reached, self.planned.annual[due[-1]])
        before = self.planned.earlier.get(("annual", due[-1]))
        if before is not None:
            original = judge_annual(self.indicator, self.planned, reached, before)
            judged = replace(judged, original_target=before, original=original)
        return self.planned, reached, judged.flagged(INCOMPLETE) if gaps else judged

    def _milestone(self, now: Fraction) -> tuple[Planned, Observed, Judgement]:
        report = self.known.milestones.get(text_of(self.indicator.activity_id))
        reached, planned = observed(self.told, self.rule, self.known.ancestry), self.planned
        if report is not None:
            reached = report.observed(reached) if reached.low is None else reached
            planned = report.planned(planned, self.known.cycle.meta.end)
        return planned, reached, self._judge(planned, reached, now)

    def own_mark(self) -> tuple[str, str]:
        """What the institutions themselves said last (see own_marks), and the rows that say so."""
        marks, trace = self.known.observations.own_marks((self.indicator.indicator_id, *self.place))
        if not marks and self.indicator.measure == "milestone" and self.place == TOTAL:
            report = self.known.milestones.get(text_of(self.indicator.activity_id))
            return ("", "") if report is None else (";".join(report.own_marks), report.marks_trace)
        return ";".join(marks), trace
