"""What is asked of the activities of a plan, its money and those who carry it out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from napeval.cycle.identifiers import split_list
from napeval.cycle.trace import join_traces
from napeval.measures import requirements as require
from napeval.measures.budget import plan_years
from napeval.measures.plan_quality.facts import WHOLE, Facts, Find, Met, Requirement, the_plan
from napeval.measures.plan_totals import years_with_plan_total
from napeval.measures.rows import row_trace, row_traces, traces_by

ACTIVITIES, BUDGET = "plan/activities", "plan/budget"
_OUTPUT_TEXTS = ("output_sq", "output_en", "output_sr")


def _stated(column: str) -> Find:
    return lambda facts: require.stated(facts.table("activities"), "activity_id", column)


def _output(facts: Facts) -> Met:
    """Activities that promise an output, in words or as an indicator."""
    activities = facts.table("activities")
    in_words = activities[list(_OUTPUT_TEXTS)].notna().any(axis=1)
    counted = traces_by("plan/indicators", facts.outputs, "activity_id")
    return {**dict.fromkeys(activities.loc[in_words, "activity_id"], ""), **counted}


def _secured(facts: Facts) -> Met:
    """Amounts of which the plan says that they are secured."""
    amounts = facts.table("budget")
    return dict.fromkeys(amount_names(amounts[amounts["secured"] == "yes"]), "")


def amount_names(amounts: pd.DataFrame) -> list[str]:
    """What each amount is called: its activity, year, source and category."""
    return [trace.partition("#")[2] for trace in row_traces(BUDGET, amounts)]


def _agreeing(facts: Facts) -> Met:
    checks = facts.budget_checks
    agreeing = checks[checks["agrees"].fillna(False).astype(bool)]
    names = (f"{row.objective_id}|{row.year}" for row in agreeing.itertuples())
    return dict(zip(names, agreeing["trace"], strict=True))


def _years(facts: Facts) -> Met:
    trace = row_trace("plan/printed_totals", facts.table("printed_totals"))
    planned = set(plan_years(facts.cycle))
    return {str(year): trace for year in years_with_plan_total(facts.cycle) if year in planned}


def _paid_by(facts: Facts, funding_class: str) -> dict[str, str]:
    """Activities with a funding source of one class, with the traces of the amounts or of themselves."""
    institutions = facts.table("institutions")
    sources = set(institutions.loc[institutions["funding_class"] == funding_class, "institution"])
    activities, amounts = facts.table("activities"), facts.table("budget")

    def names_one(cell: object) -> bool:
        return isinstance(cell, str) and not sources.isdisjoint(split_list(cell))

    named = amounts[amounts["funding_source"].map(names_one).astype(bool)]
    own = activities[activities["funding_sources"].map(names_one).astype(bool)]
    return {**traces_by(ACTIVITIES, own, "activity_id"), **traces_by(BUDGET, named, "activity_id")}


def _donors(facts: Facts) -> Met:
    return the_plan(_paid_by(facts, "donor").values())


def _public_money(facts: Facts) -> Met:
    """Institutions in a lead with an activity that public money pays for."""
    paid = _paid_by(facts, "domestic")
    roles = facts.table("responsibilities")
    leads = roles[(roles["role"] == "lead") & roles["activity_id"].isin(list(paid))]
    own = traces_by("plan/responsibilities", leads, "institution")
    return {
        str(name): join_traces([own[str(name)], *(paid[one] for one in found)])
        for name, found in leads.groupby("institution", sort=False)["activity_id"]
    }


def _ngo_money(facts: Facts) -> Met:
    """Whether public money goes to an activity that a non-governmental organisation takes part in."""
    institutions, roles = facts.table("institutions"), facts.table("responsibilities")
    ngos = institutions.loc[institutions["kind"] == "ngo", "institution"]
    paid = _paid_by(facts, "domestic")
    found = roles[roles["institution"].isin(ngos) & roles["activity_id"].isin(list(paid))]
    trace = join_traces(
        [*row_traces("plan/responsibilities", found), *(paid[a] for a in found["activity_id"])]
    )
    return {WHOLE: trace} if len(found) else {}


CARRYING_OUT: Mapping[str, Requirement] = {
    "activity_start": Requirement("activities", _stated("start")),
    "activity_deadline": Requirement("activities", _stated("end")),
    "activity_institution": Requirement("activities", lambda facts: require.with_institution(facts.cycle)),
    "activity_lead": Requirement("activities", lambda facts: require.with_stated_lead(facts.cycle)),
    "activity_amount": Requirement("activities", lambda facts: require.with_amount(facts.cycle)),
    "activity_funding_source": Requirement(
        "activities", lambda facts: require.with_funding_source(facts.cycle)
    ),
    "activity_output": Requirement("activities", _output),
    "activity_measurable_output": Requirement(
        "activities", lambda facts: require.with_measurable_output(facts.outputs)
    ),
    "activity_reported": Requirement(
        "activities", lambda facts: require.reported(facts.cycle, as_of=facts.as_of)
    ),
    "amount_secured": Requirement("amounts", _secured),
    "total_agrees": Requirement("totals", _agreeing),
    "year_total": Requirement("years", _years),
    "donors_named": Requirement("plan", _donors, BUDGET),
    "ngo_money": Requirement("plan", _ngo_money, BUDGET),
    "institution_public_money": Requirement("leading", _public_money),
}
"""By requirement, what it is asked of and how those that meet it are found."""
