"""The profile of a cycle: how large the plan is, what it names, and what was collected about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures import requirements as require
from napeval.measures.gaps import ending_after_cycle
from napeval.measures.plan_totals import planned_trained, years_with_plan_total
from napeval.measures.rows import known_rows, result_frame, row_trace, total

NEEDED_TABLES = ("alignment", "budget", "evaluability", "money_after_deadline", "responsibilities")
"""The results that the profile takes figures from."""

_DTYPES = {"measure": "str", "value": "float64", "unit": "str", "trace": "str"}

Row = dict[str, object]


def profile(cycle: Cycle, tables: Mapping[str, pd.DataFrame], *, as_of: date | None = None) -> pd.DataFrame:
    """How large the plan is and what is known of it, one row per measure with its value, unit and trace.

    tables: the results named in NEEDED_TABLES, of the same cycle. Counts are numbers of rows; money is in the
    currency of the cycle and missing where no amount is named; printed_plan_totals counts the years for which
    printed totals cover the whole plan. as_of: observations and statements recorded, and targets set, by then
    (None: all), each correction in place of what it corrects.
    Raises KeyError naming the results that are not given.
    """
    if lacking := [name for name in NEEDED_TABLES if name not in tables]:
        raise KeyError(
            f"the profile needs the results {', '.join(NEEDED_TABLES)}; not given: {', '.join(lacking)}"
        )
    rows = [
        *_goals(cycle, tables["evaluability"], as_of),
        *_activities(cycle, tables["evaluability"]),
        *_late_money(cycle, tables["money_after_deadline"]),
        *_institutions(cycle, tables["responsibilities"]),
        *_budget(cycle, tables["budget"]),
        *_risks(cycle),
        *_recommendations(tables["alignment"]),
        *_collected(cycle, as_of),
    ]
    return result_frame(rows, _DTYPES)


def _goals(cycle: Cycle, evaluability: pd.DataFrame, as_of: date | None) -> Iterator[Row]:
    objectives, indicators = cycle.table("plan/objectives"), cycle.table("plan/indicators")
    yield _count("objectives", "objectives", "plan/objectives", objectives)
    for level in ("strategic", "specific"):
        yield _count(
            f"objectives_{level}", "objectives", "plan/objectives", objectives[objectives["level"] == level]
        )
    yield _step("results", "results", evaluability, "results", "all")
    yield _step("results_with_number", "results", evaluability, "results", "with_number")
    yield _step("indicators_plan", "indicators", evaluability, "indicators", "all")
    for role in ("baseline", "interim", "final"):
        yield _step(f"{role}_values", "indicators", evaluability, "indicators", f"{role}_value")
    context = indicators[indicators["level"] == "context"]
    yield _count("indicators_context", "indicators", "plan/indicators", context)
    outputs = require.plan_outputs(cycle)
    yield _count("indicators_output", "outputs", "plan/indicators", outputs)
    for name, output_class in (
        ("quantified", "number"),
        ("milestone", "milestone"),
        ("unquantified", "unquantified"),
    ):
        rows = outputs[outputs["output_class"] == output_class]
        yield _count(f"outputs_{name}", "outputs", "plan/indicators", rows)
    trained = planned_trained(cycle, require.targets_known(cycle, as_of=as_of))
    people = {"value": total(trained["planned"]), "trace": _joined(trained, "plan/targets")}
    yield {"measure": "persons_trained_planned", "unit": "persons_trained", **people}


def _activities(cycle: Cycle, evaluability: pd.DataFrame) -> Iterator[Row]:
    activities = cycle.table("plan/activities")
    yield _count("activities", "activities", "plan/activities", activities)
    yield _step("activities_with_deadline", "activities", evaluability, "activities", "deadline")
    for name, met in (
        ("deadline", require.stated(activities, "activity_id", "end")),
        ("institution", require.with_institution(cycle)),
        ("funding_source", require.with_funding_source(cycle)),
        ("amount", require.with_amount(cycle)),
    ):
        without = activities[~activities["activity_id"].isin(list(met))]
        yield _count(f"activities_without_{name}", "activities", "plan/activities", without)
    yield _count("activities_ending_after_cycle", "activities", "plan/activities", ending_after_cycle(cycle))
    citing = activities[activities["reference_documents"].fillna("").str.contains("GRETA", regex=False)]
    yield _count("activities_citing_greta", "activities", "plan/activities", citing)


def _late_money(cycle: Cycle, late: pd.DataFrame) -> Iterator[Row]:
    trace = _joined(late, "plan/budget")
    # With nothing late, nothing is what was found after looking at every amount: a known zero.
    amount = total(late["amount"]) if len(late) or cycle.table("plan/budget").empty else 0.0
    for measure, value, unit in (
        ("activities_money_after_deadline", late["activity_id"].nunique(), "activities"),
        ("cells_money_after_deadline", len(late), "amounts"),
        ("amount_money_after_deadline", amount, cycle.meta.currency),
    ):
        yield {"measure": measure, "value": value, "unit": unit, "trace": trace}


def _institutions(cycle: Cycle, responsibilities: pd.DataFrame) -> Iterator[Row]:
    yield _count("institutions", "institutions", "plan/institutions", cycle.table("plan/institutions"))
    with_role = responsibilities[responsibilities["activities"] > 0]
    trace = _joined(with_role, "plan/responsibilities")
    yield {
        "measure": "institutions_with_role",
        "value": len(with_role),
        "unit": "institutions",
        "trace": trace,
    }
    roles = cycle.table("plan/responsibilities")
    leads = roles[roles["role"] == "lead"]
    for name, rows in (
        ("stated", leads[leads["basis"] == "stated"]),
        ("inferred", leads[leads["basis"] != "stated"]),
    ):
        yield _count(f"leads_{name}", "leads", "plan/responsibilities", rows)


def _budget(cycle: Cycle, budget: pd.DataFrame) -> Iterator[Row]:
    amounts = cycle.table("plan/budget")
    yield _count("budget_amounts", "amounts", "plan/budget", amounts)
    for basis in ("printed", "derived"):
        yield _count(f"budget_amounts_{basis}", "amounts", "plan/budget", amounts[amounts["basis"] == basis])
    whole = budget[(budget["scope"] == "plan") & (budget["year"] == "all")].iloc[0]
    for measure, column in (("amount_planned", "amount"), ("amount_planned_derived", "derived")):
        yield {
            "measure": measure,
            "value": whole[column],
            "unit": cycle.meta.currency,
            "trace": whole["trace"],
        }
    trace = row_trace("plan/printed_totals", cycle.table("plan/printed_totals"))
    covered = len(years_with_plan_total(cycle))
    yield {"measure": "printed_plan_totals", "value": covered, "unit": "years", "trace": trace}


def _risks(cycle: Cycle) -> Iterator[Row]:
    """Assumptions and risks that the plan states."""
    stated = cycle.table("plan/risks")
    for kind, measure in (("assumption", "assumptions"), ("risk", "risks")):
        yield _count(measure, measure, "plan/risks", stated[stated["kind"] == kind])


def _recommendations(alignment: pd.DataFrame) -> Iterator[Row]:
    whole = alignment[alignment["scope"] == "all"].iloc[0]
    for measure, column, unit in (
        ("recommendations", "recommendations", "recommendations"),
        ("recommendation_links", "links", "links"),
        ("recommendation_links_confirmed", "links_confirmed", "links"),
        ("recommendation_activities", "activities", "activities"),
        ("recommendations_unanswered", "without", "recommendations"),
    ):
        yield {"measure": measure, "value": whole[column], "unit": unit, "trace": whole["trace"]}


def _collected(cycle: Cycle, as_of: date | None) -> Iterator[Row]:
    sources = cycle.table("monitoring/sources")
    yield _count("sources", "sources", "monitoring/sources", sources)
    not_reached = sources[sources["extent_read"] == "not_reached"]
    yield _count("sources_not_reached", "sources", "monitoring/sources", not_reached)
    for name in ("observations", "statements"):
        table = f"monitoring/{name}"
        yield _count(name, name, table, known_rows(table, cycle.table(table), as_of))
    yield _count("events", "events", "monitoring/events", cycle.table("monitoring/events"))
    reports = cycle.table("plan/reporting")
    yield _count("reports_planned", "reports", "plan/reporting", reports)
    yield _count("reports_without_date", "reports", "plan/reporting", reports[reports["due"].isna()])


def _count(measure: str, unit: str, table: str, rows: pd.DataFrame) -> Row:
    return {"measure": measure, "value": len(rows), "unit": unit, "trace": row_trace(table, rows)}


def _step(measure: str, unit: str, evaluability: pd.DataFrame, funnel: str, step: str) -> Row:
    """A step of a funnel of the whole plan."""
    own = (
        (evaluability["scope"] == "plan")
        & (evaluability["funnel"] == funnel)
        & (evaluability["step"] == step)
    )
    row = evaluability[own].iloc[0]
    return {"measure": measure, "value": row["count"], "unit": unit, "trace": row["trace"]}


def _joined(rows: pd.DataFrame, table: str) -> str:
    """The traces of result rows as one; the whole input table where none of its rows counted."""
    return join_traces(rows["trace"]) or every_row(table)
