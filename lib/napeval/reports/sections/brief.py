"""What is known of delivery, targets, time, the plan, its money and what lasts, each in one sentence."""

from __future__ import annotations

from napeval.display.blocks import Run
from napeval.display.languages import N_ as _
from napeval.reports.report import Report
from napeval.reports.sections.common import nothing_reported


def delivery_sentence(r: Report) -> list[Run]:
    """How much of the plan is known to be carried out."""
    plan = r.released["delivery"].row("plan", "plan")
    bounds = {"lower": plan["done_lower"], "upper": plan["done_upper"]}
    if nothing_reported(r):
        return r.text(
            _(
                "Delivery is unknown: a progress report is on record for {reported} of"
                " {activities:activity|activities}. The share carried out may lie anywhere between"
                " {lower} and {upper}."
            ),
            reported=r.claim("evaluability", "plan", "plan", "activities", "reported", column="count"),
            activities=plan["activities"],
            **bounds,
        )
    return r.text(
        _(
            "Completion is reported for {completed} of {activities:activity|activities}: {share} of"
            " those reported, and between {lower} and {upper} of all, because nothing certain is known"
            " of the others (not reported: {unreported})."
        ),
        activities=plan["activities"],
        completed=plan["completed"],
        share=plan["done_of_reported"],
        unreported=plan["not_reported"],
        **bounds,
    )


def plan_sentence(r: Report) -> list[Run]:
    """How far the plan's own indicators can be measured."""
    step = {
        name: r.claim("evaluability", "plan", "plan", "indicators", name, column="count")
        for name in _INDICATOR_STEPS
    }
    return r.text(
        _(
            "Of {all:indicator|indicators} of the plan, a numeric baseline is stated for"
            " {baseline_value} and a numeric final target for {final_value}; an observation is on"
            " record for {observed}."
        ),
        **step,
    )


_INDICATOR_STEPS = ("all", "baseline_value", "final_value", "observed")


def money_sentence(r: Report) -> list[Run]:
    """What is known of the money."""
    budget = r.released["budget"].row("plan", "plan", "all")
    domestic = r.released["funding"].row("domestic")
    return r.text(
        _(
            "No amount is stated for {without:activity|activities}. Domestic sources carry between"
            " {low} and {high} of the planned money, because {unresolved} of it names no source or a"
            " mix of sources."
        ),
        without=budget["activities_without_amount"],
        low=domestic["share_low"],
        high=domestic["share_high"],
        unresolved=r.claim("funding", "unresolved", column="share"),
    )


def met_sentence(r: Report) -> list[Run]:
    """How far the indicators of every level have come."""
    row = r.released["rollup"].row("plan", "plan", "all")
    if not row["scored"].value:
        return r.text(
            _("Not known: the progress is known of none of {indicators:indicator|indicators}."),
            indicators=row["indicators"],
        )
    return r.text(
        _(
            "Of {indicators:indicator|indicators} of every level, {exceeded} passed the target and {achieved}"
            " reached it; progress is known for {scored}. The mean progress of all lies between {lower} and"
            " {upper}, as far as what is not known allows."
        ),
        **{name: row[name] for name in ("indicators", "exceeded", "achieved", "scored", "lower", "upper")},
    )


def time_sentence(r: Report) -> list[Run]:
    """How much was completed in the time that was planned."""
    row = r.released["punctuality"].row("plan", "plan")
    if nothing_reported(r):
        return r.text(
            _("Not known: no report says which of {activities:activity|activities} was completed in time."),
            activities=row["activities"],
        )
    return r.text(
        _(
            "Completed late: {late}; known to be overdue: {overdue}; disputed between reports: {disputed};"
            " completed early or on time: {early} and {on_time}. Of what is or may be completed, and so"
            " without the overdue, between {lower} and {upper} came in time."
        ),
        late=row["late"],
        overdue=row["overdue"],
        disputed=row["disputed"],
        early=row["early"],
        on_time=row["on_time"],
        lower=row["in_time_lower"],
        upper=row["in_time_upper"],
    )


def lasting_sentence(r: Report) -> list[list[Run]]:
    """How many values held after the end of the plan; none where the time judged does not go so far."""
    if r.cutoff <= r.cycle.meta.end:
        return []
    counts = {state: r.claim("lasting_counts", "value", state, column="figures") for state in _LASTED}
    return [
        r.text(
            _(
                "Values that held after the end of the plan: {kept}; values that did not: {lost}; not known:"
                " {unknown}."
            ),
            kept=counts["held"],
            lost=counts["not_held"],
            unknown=counts["not_known"],
        )
    ]


_LASTED = ("held", "not_held", "not_known")
