"""One request, one computation: from a cycle to released results tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from napeval import criteria, measures
from napeval.cycle import Cycle
from napeval.release import AUDIENCES, ProtectionRefused, Released, ReleasedTable, release
from napeval.release.policy import is_wider
from napeval.reports.inputs import Inputs, input_faults, read_inputs, read_policy

__all__ = ["Inputs", "compute", "compute_released", "input_faults", "read_inputs", "read_policy"]


def compute(inputs: Inputs, *, cutoff: date, as_of: date) -> dict[str, pd.DataFrame]:
    """Every results table of a cycle at a cutoff, as known at a date, before release: nothing may be shown.

    The order is that of compute_released: the measures, their roll-up, the assessment. Here nothing is
    hidden in between, so roll-up and assessment may know more than the released ones.
    """
    results = _measure(inputs.cycle, cutoff=cutoff, as_of=as_of)
    results["rollup"] = measures.rollup(inputs.cycle, results["achievement"])
    return results | _assess(inputs, results)


def compute_released(inputs: Inputs, *, cutoff: date, as_of: date, audience: str) -> Released:
    """The released results tables of a request.

    The measures pass the gate first. What is made from them besides is made from what passed it: in the
    roll-up and in the assessment a hidden figure is not known, so that neither gives it back.
    Raises ProtectionRefused for an audience that is wider than the evaluation's own.
    """
    own = inputs.evaluation.settings["audience"]
    if audience in AUDIENCES and is_wider(audience, own):
        raise ProtectionRefused(
            f"the evaluation is for the audience '{own}'; '{audience}' is wider and may not see it."
        )
    measured = _measure(inputs.cycle, cutoff=cutoff, as_of=as_of)
    passed = _through_gate(inputs, measured, audience)
    known = _as_known(measured["achievement"], passed["achievement"])
    rollup = measures.rollup(inputs.cycle, known)
    shown = {name: table.marked for name, table in passed.tables.items()}
    judged = _assess(inputs, {**shown, "rollup": rollup})
    rest = _through_gate(inputs, {"rollup": rollup, **judged}, audience)
    return Released({**passed.tables, **rest.tables})


def _through_gate(inputs: Inputs, results: Mapping[str, pd.DataFrame], audience: str) -> Released:
    indicators = inputs.cycle.table("plan/indicators")
    parts = indicators[indicators["part_of"].notna()]
    return release(
        results,
        inputs.policy,
        inputs.cycle.table("monitoring/sources"),
        audience=audience,
        wholes=dict(zip(parts["indicator_id"], parts["part_of"], strict=True)),
    )


def _as_known(achievement: pd.DataFrame, released: ReleasedTable) -> pd.DataFrame:
    """Achievement as its readers know it: hidden figures missing, a hidden status not reported."""
    hidden = released.suppressed.set_axis(achievement.index)
    known = achievement.copy()
    for name in hidden.columns[hidden.any()]:
        known[name] = known[name].mask(hidden[name])
    known.loc[hidden["status"], "status"] = "not_reported"
    known.loc[hidden["status"], ["lower", "upper"]] = float("nan")
    return known


def _assess(inputs: Inputs, results: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    scale = criteria.load_scale(inputs.evaluation.settings["scale"])
    return criteria.assess(inputs.evaluation, results, inputs.matrix, scale)._asdict()


def _measure(cycle: Cycle, *, cutoff: date, as_of: date) -> dict[str, pd.DataFrame]:
    known = {"cutoff": cutoff, "as_of": as_of}
    achievement = measures.achievement(cycle, **known)
    activities = measures.activities(cycle, **known)
    series, series_values = measures.series(cycle, **known)
    part_sums = measures.part_sums(cycle, as_of=as_of)
    recommendations = measures.recommendations(cycle)
    gaps = measures.gaps(cycle, part_sums, as_of=as_of)
    results: dict[str, pd.DataFrame] = {
        "achievement": achievement,
        "activities": activities,
        "delivery": measures.delivery(cycle, activities),
        "responsibilities": measures.responsibilities(cycle, activities),
        "budget": measures.budget(cycle),
        "budget_checks": measures.budget_checks(cycle),
        "money_after_deadline": measures.money_after_deadline(cycle),
        "funding": measures.funding(cycle),
        "expenditure": measures.expenditure(cycle, **known),
        "evaluability": measures.evaluability(cycle, as_of=as_of),
        "gaps": gaps,
        "gap_counts": measures.gap_counts(gaps),
        "results": measures.result_statements(cycle, as_of=as_of),
        "series": series,
        "series_values": series_values,
        "part_sums": part_sums,
        "trends": measures.trends(cycle, series, series_values, **known),
        "recommendations": recommendations,
        "alignment": measures.alignment(cycle, recommendations),
        "sources": measures.sources(cycle, as_of=as_of),
        "reporting": measures.reporting(cycle),
    }
    results["profile"] = measures.profile(cycle, results, as_of=as_of)
    return results
