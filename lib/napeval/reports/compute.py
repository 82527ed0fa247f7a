"""One request, one computation: from a cycle to released results tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from napeval import measures
from napeval.cycle import Cycle
from napeval.cycle.report_period import report_period
from napeval.release import AUDIENCES, ProtectionRefused, Released, ReleasedTable, release
from napeval.release.policy import is_wider
from napeval.reports.compute_judged import asked, assess
from napeval.reports.compute_later import AsKnown, since_mid_term
from napeval.reports.compute_period import in_period, summed_up
from napeval.reports.inputs import Inputs, input_faults, read_inputs, read_policy

__all__ = ["Inputs", "compute", "compute_released", "input_faults", "read_inputs", "read_policy"]


def compute(inputs: Inputs, *, cutoff: date, as_of: date) -> dict[str, pd.DataFrame]:
    """Every results table of a cycle at a cutoff, as known at a date, before release: nothing may be shown.

    The order is that of compute_released: the measures, their roll-up, the assessment. Here nothing is
    hidden in between, so roll-up and assessment may know more than the released ones.
    """
    results = _measured(inputs, cutoff=cutoff, as_of=as_of)
    results |= _rolled_up(inputs.cycle, results["achievement"])
    results |= _families(results["trends"])
    results |= _money_beside(inputs.cycle, results, cutoff=cutoff, as_of=as_of)
    results |= _period_summed_up(inputs, results)
    results |= _later(inputs, results, cutoff=cutoff, as_of=as_of, as_known=lambda achievement: achievement)
    results |= asked(inputs, audience=AUDIENCES[-1])
    return results | assess(inputs, results, as_of=as_of)


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
    measured = _measured(inputs, cutoff=cutoff, as_of=as_of)
    passed = _through_gate(inputs, measured, audience)
    known = _as_known(measured["achievement"], passed["achievement"])
    rolled_up = _rolled_up(inputs.cycle, known)
    measured |= {"achievement": known, **rolled_up}
    families = _families(passed["trends"].frame)
    joined = {**rolled_up, **families, **_money_beside(inputs.cycle, measured, cutoff=cutoff, as_of=as_of)}
    joined |= _period_summed_up(inputs, {name: table.frame for name, table in passed.tables.items()})
    now = {**measured, "lasting": passed["lasting"].frame}
    joined |= _later(
        inputs, now, cutoff=cutoff, as_of=as_of, as_known=lambda one: _as_told(inputs, one, audience)
    )
    shown = {name: table.marked for name, table in passed.tables.items()}
    judged = assess(inputs, {**shown, **joined}, as_of=as_of)
    rest = _through_gate(inputs, {**joined, **judged, **asked(inputs, audience=audience)}, audience)
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


def _as_told(inputs: Inputs, achievement: pd.DataFrame, audience: str) -> pd.DataFrame:
    """Achievement of another day as an audience knows it."""
    passed = _through_gate(inputs, {"achievement": achievement}, audience)
    return _as_known(achievement, passed["achievement"])


def _later(
    inputs: Inputs, now: Mapping[str, pd.DataFrame], *, cutoff: date, as_of: date, as_known: AsKnown
) -> dict[str, pd.DataFrame]:
    """What lasts, counted, and for an ex-post evaluation how states shifted since mid-term.

    now: the results tables rollup and delivery, and lasting as its readers know it.
    """
    counts = {"lasting_counts": measures.lasting_counts(now["lasting"])}
    if inputs.evaluation.settings.get("kind") != "ex_post":
        return counts
    shifted = since_mid_term(inputs.cycle, now, cutoff=cutoff, as_of=as_of, as_known=as_known)
    return {**counts, "since_mid_term": shifted}


def _money_beside(
    cycle: Cycle, results: Mapping[str, pd.DataFrame], *, cutoff: date, as_of: date
) -> dict[str, pd.DataFrame]:
    """Money set beside what came of it: made from achievement and roll-up as their readers know them."""
    names = ("activities", "delivery", "expenditure", "earned_value", "rollup")
    return {
        "unit_costs": measures.unit_costs(cycle, results["achievement"], cutoff=cutoff, as_of=as_of),
        "money_and_delivery": measures.money_and_delivery(cycle, **{name: results[name] for name in names}),
    }


def _rolled_up(cycle: Cycle, achievement: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {
        "rollup": measures.rollup(cycle, achievement),
        "rollup_sensitivity": measures.rollup_sensitivity(cycle, achievement),
    }


def _families(trends: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tests of all series together: made from trends as their readers know them."""
    families, counts = measures.trend_families(trends)
    return {"trend_families": families, "family_counts": counts}


def _measured(inputs: Inputs, *, cutoff: date, as_of: date) -> dict[str, pd.DataFrame]:
    """What the data say, and what a monitoring report tells of its period."""
    cycle, period = inputs.cycle, report_period(inputs.evaluation.settings)
    results = _measure(cycle, cutoff=cutoff, as_of=as_of) | _plan_quality(inputs, as_of=as_of)
    results["risks"] = measures.risks(cycle, cutoff=cutoff, as_of=as_of, period=period)
    return results if period is None else results | in_period(cycle, results, period, as_of=as_of)


def _period_summed_up(inputs: Inputs, told: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What the period of a monitoring report comes to: made from what its readers know of it."""
    period = report_period(inputs.evaluation.settings)
    return {} if period is None else summed_up(inputs.cycle, told)


def _plan_quality(inputs: Inputs, *, as_of: date) -> dict[str, pd.DataFrame]:
    """Whether the plan can be evaluated, with what the evaluators answered to the guide's lists."""
    cycle, answered = inputs.cycle, inputs.evaluation.table("evaluations/checklist")
    checklists = measures.checklists(cycle, answered, as_of=as_of)
    smart = measures.smart(cycle, answered, as_of=as_of)
    chain = measures.result_chain(cycle, as_of=as_of)
    return {
        "pillar_coverage": measures.pillar_coverage(cycle, as_of=as_of),
        "result_chain": chain,
        "smart": smart,
        "checklists": checklists,
        "checklist_coverage": measures.checklist_coverage(checklists, smart),
        "objective_profile": measures.objective_profile(cycle, smart, chain, as_of=as_of),
        "mends": measures.mends(cycle, checklists, smart, chain, as_of=as_of),
    }


def _measure(cycle: Cycle, *, cutoff: date, as_of: date) -> dict[str, pd.DataFrame]:
    known = {"cutoff": cutoff, "as_of": as_of}
    achievement = measures.achievement(cycle, **known)
    activities = measures.activities(cycle, **known)
    delivery_time = measures.delivery_time(cycle, activities, **known)
    reasons = measures.reasons(cycle, activities, **known)
    achievement_years, annual_targets = measures.achievement_years(cycle, **known)
    series, series_values = measures.series(cycle, **known)
    part_sums = measures.part_sums(cycle, as_of=as_of)
    recommendations = measures.recommendations(cycle, activities)
    gaps = measures.gaps(cycle, part_sums, as_of=as_of)
    results: dict[str, pd.DataFrame] = {
        "achievement": achievement,
        "achievement_years": achievement_years,
        "annual_targets": annual_targets,
        "achievement_methods": measures.achievement_methods(cycle, achievement, as_of=as_of),
        "lasting": measures.lasting(cycle, achievement, **known),
        "data_quality": measures.data_quality(cycle, achievement, series, **known),
        "reporting_completeness": measures.reporting_completeness(cycle, **known),
        "activities": activities,
        "delivery": measures.delivery(cycle, activities),
        "implementation_points": measures.implementation_points(cycle, **known),
        "delivery_time": delivery_time,
        "punctuality": measures.punctuality(cycle, activities, delivery_time),
        "reasons": reasons,
        "reason_counts": measures.reason_counts(reasons),
        "donors": measures.donors(cycle, activities, **known),
        "institution_load": measures.institution_load(cycle, activities),
        "overlaps": measures.overlaps(cycle, activities),
        "responsibilities": measures.responsibilities(cycle, activities),
        "budget": measures.budget(cycle),
        "budget_checks": measures.budget_checks(cycle),
        "money_after_deadline": measures.money_after_deadline(cycle, as_of=as_of),
        "funding": measures.funding(cycle),
        "funding_shares": measures.funding_shares(cycle, **known),
        "secured_money": measures.secured_money(cycle, as_of=as_of),
        "expenditure": measures.expenditure(cycle, **known),
        "expenditure_periods": measures.expenditure_periods(cycle, **known),
        "earned_value": measures.earned_value(cycle, activities, **known),
        "evaluability": measures.evaluability(cycle, as_of=as_of),
        "gaps": gaps,
        "gap_counts": measures.gap_counts(gaps),
        "results": measures.result_statements(cycle, as_of=as_of),
        "series": series,
        "series_values": series_values,
        "part_sums": part_sums,
        "trends": measures.trends(cycle, series, series_values, as_of=as_of),
        "composition": measures.composition(cycle, series, series_values),
        "rates": measures.rates(cycle, series, series_values),
        "planned_path": measures.planned_path(cycle, as_of=as_of),
        "outlook": measures.outlook(cycle, series, series_values, **known),
        "recommendations": recommendations,
        "alignment": measures.alignment(cycle, recommendations, activities),
        "sources": measures.sources(cycle, as_of=as_of),
        "reporting": measures.reporting(cycle),
    }
    results["profile"] = measures.profile(cycle, results, as_of=as_of)
    return results
