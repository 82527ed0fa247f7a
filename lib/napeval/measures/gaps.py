"""Gaps: what the plan leaves out or says in two ways, one finding per row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import join_traces
from napeval.measures import requirements as require
from napeval.measures.budget import budget_checks, money_after_deadline, plan_years
from napeval.measures.plan_totals import TRAINED_UNITS, planned_trained, years_with_plan_total
from napeval.measures.rows import KEYS, result_frame, row_trace, row_traces, total
from napeval.measures.scopes import objectives_by_scope

WHOLE_PLAN = "plan"

_DTYPES = dict.fromkeys(("gap_id", "code", "objective_id", "subject", "argument", "trace"), "str")


@dataclass(frozen=True)
class Gap:
    """One gap: what is missing (code), where (subject, objective), and what a sentence about it needs."""

    code: str
    subject: str
    objective_id: str | None
    argument: str | None
    trace: str

    @property
    def gap_id(self) -> str:
        """Stays the same as long as the gap does."""
        return f"{self.code}/{self.subject}"


def gaps(cycle: Cycle, part_sums: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """Every gap of the plan, by code. part_sums: the frame of part_sums.part_sums().

    subject is an indicator, activity, output, result or report, or "plan"; objective|year for printed totals
    and indicator|dimension|period|source for parts that do not add up.
    argument (missing where a code needs none; several values joined by ;):
    - target_missing_result_names_number: the numbers that the results it should measure name
    - direction_not_stated: the direction inferred, if one was
    - deadline_after_cycle: the deadline; money_after_deadline: the amount planned for later years
    - lead_not_stated: the institution taken as lead from the order of the list
    - printed_total_differs: printed, computed, difference; plan_total_not_printed: the years
    - outputs_exceed_outcome: people the outputs are to train, people the result names;
      outcome_without_activity: people the result names
    - parts_do_not_add_up: the period (its figures may be protected and stand in part_sums only).
    """
    found = [
        *_indicator_gaps(cycle, as_of),
        *_activity_gaps(cycle),
        *_deadline_gaps(cycle, as_of),
        *_output_gaps(cycle),
        *_trained_gaps(cycle, as_of),
        *_total_gaps(cycle),
        *_part_gaps(cycle, part_sums),
        *_plan_gaps(cycle),
    ]
    return result_frame(({"gap_id": gap.gap_id, **asdict(gap)} for gap in found), _DTYPES)


def number_text(value: float) -> str:
    """A number as an argument: whole numbers without decimals, others in full."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _each(code: str, table: str, rows: pd.DataFrame, argument: str | None = None) -> Iterator[Gap]:
    """The same gap for every row of a table; argument: the column it is taken from."""
    nothing = [None] * len(rows)
    objectives = rows.get("objective_id", nothing)
    said = rows[argument] if argument else nothing
    for subject, objective, words, trace in zip(
        rows[KEYS[table][0]], objectives, said, row_traces(table, rows), strict=True
    ):
        yield Gap(code, subject, objective, words if isinstance(words, str) else None, trace)


def _indicator_gaps(cycle: Cycle, as_of: date) -> Iterator[Gap]:
    indicators = require.plan_indicators(cycle)
    identifiers = indicators["indicator_id"]
    with_baseline = require.with_target_value(cycle, ["baseline"], as_of=as_of)
    with_target = require.with_target_value(cycle, require.TARGET_ROLES, as_of=as_of)
    without_target = indicators[~identifiers.isin(list(with_target))]
    yield from _each(
        "indicator_without_baseline", "plan/indicators", indicators[~identifiers.isin(list(with_baseline))]
    )
    yield from _each("indicator_without_target", "plan/indicators", without_target)
    yield from _unused_numbers(cycle, indicators, without_target)
    inferred = indicators["inferred"].map(lambda cell: "direction" in split_list(cell)).astype(bool)
    unsaid = indicators[inferred | indicators["direction"].isna()]
    yield from _each("direction_not_stated", "plan/indicators", unsaid, "direction")


def _unused_numbers(cycle: Cycle, indicators: pd.DataFrame, without_target: pd.DataFrame) -> Iterator[Gap]:
    """Numbers that stand in the wording of a result but in no target of an indicator of its objective."""
    results = cycle.table("plan/results").dropna(subset=["value"])
    objectives = cycle.table("plan/objectives")
    unmeasured = objectives[~objectives["objective_id"].isin(indicators["objective_id"])]
    for table, rows in (("plan/indicators", without_target), ("plan/objectives", unmeasured)):
        for index, row in rows.iterrows():
            named = _named_for(row, results, indicators)
            if not named.empty:
                trace = join_traces([row_trace(table, rows.loc[[index]]), row_trace("plan/results", named)])
                numbers = ";".join(number_text(value) for value in named["value"])
                subject = row[KEYS[table][0]]
                yield Gap("target_missing_result_names_number", subject, row["objective_id"], numbers, trace)


def _named_for(row: pd.Series, results: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The numbered results a row should measure: its own, else those of its objective nobody measures."""
    own = row.get("result_id")
    if isinstance(own, str):
        return results[results["result_id"] == own]
    of_objective = results[results["objective_id"] == row["objective_id"]]
    return of_objective[~of_objective["result_id"].isin(indicators["result_id"])]


def _activity_gaps(cycle: Cycle) -> Iterator[Gap]:
    activities = cycle.table("plan/activities")
    for code, met in (
        ("activity_without_deadline", require.stated(activities, "activity_id", "end")),
        ("activity_without_amount", require.with_amount(cycle)),
        ("activity_without_institution", require.with_institution(cycle)),
        ("activity_without_funding_source", require.with_funding_source(cycle)),
    ):
        yield from _each(code, "plan/activities", activities[~activities["activity_id"].isin(list(met))])


def _deadline_gaps(cycle: Cycle, as_of: date) -> Iterator[Gap]:
    activities = ending_after_cycle(cycle)
    yield from _each("deadline_after_cycle", "plan/activities", activities, "end")
    objective_of = cycle.table("plan/activities").set_index("activity_id")["objective_id"]
    for activity, rows in money_after_deadline(cycle, as_of=as_of).groupby("activity_id", sort=False):
        amount = number_text(total(rows["amount"]))
        yield Gap(
            "money_after_deadline", activity, objective_of[activity], amount, join_traces(rows["trace"])
        )


def ending_after_cycle(cycle: Cycle) -> pd.DataFrame:
    """The activities whose deadline lies after the end of the cycle."""
    activities = cycle.table("plan/activities")
    late = activities["end"].map(lambda end: isinstance(end, str) and parse_period(end).end > cycle.meta.end)
    return activities[late.astype(bool)]


def _output_gaps(cycle: Cycle) -> Iterator[Gap]:
    outputs = require.plan_outputs(cycle)
    yield from _each(
        "output_without_number", "plan/indicators", outputs[outputs["output_class"] == "unquantified"]
    )


def _trained_gaps(cycle: Cycle, as_of: date) -> Iterator[Gap]:
    """People to be trained: what results name against what their activities would train."""
    results = cycle.table("plan/results").dropna(subset=["value"])
    outputs = planned_trained(cycle, require.targets_known(cycle, as_of=as_of))
    below = {one: inside for (_, one), inside in objectives_by_scope(cycle.table("plan/objectives")).items()}
    for index, row in results[results["unit"].isin(TRAINED_UNITS)].iterrows():
        counted = outputs[outputs["objective_id"].isin(below.get(row["objective_id"], ()))]
        trace = join_traces([row_trace("plan/results", results.loc[[index]]), *counted["trace"]])
        named, planned = row["value"], total(counted["planned"])
        if counted.empty:
            yield Gap(
                "outcome_without_activity", row["result_id"], row["objective_id"], number_text(named), trace
            )
        elif planned > named:
            both = f"{number_text(planned)};{number_text(named)}"
            yield Gap("outputs_exceed_outcome", row["result_id"], row["objective_id"], both, trace)


def _total_gaps(cycle: Cycle) -> Iterator[Gap]:
    checks = budget_checks(cycle)
    for _, row in checks[~checks["agrees"].fillna(True)].iterrows():
        argument = ";".join(number_text(row[column]) for column in ("printed", "computed", "difference"))
        subject = f"{row['objective_id']}|{row['year']}"
        yield Gap("printed_total_differs", subject, row["objective_id"], argument, row["trace"])
    covered = years_with_plan_total(cycle)
    if missing := [str(year) for year in plan_years(cycle) if year not in covered]:
        trace = row_trace("plan/printed_totals", cycle.table("plan/printed_totals"))
        yield Gap("plan_total_not_printed", WHOLE_PLAN, None, ";".join(missing), trace)


def _part_gaps(cycle: Cycle, part_sums: pd.DataFrame) -> Iterator[Gap]:
    objective_of = cycle.table("plan/indicators").set_index("indicator_id")["objective_id"]
    for _, row in part_sums[~part_sums["agrees"].astype("boolean").fillna(True)].iterrows():
        key = [row[column] for column in ("indicator_id", "dimension", "period", "source_id")]
        subject = "|".join(part if isinstance(part, str) else "" for part in key)
        objective = objective_of.get(row["indicator_id"])
        yield Gap("parts_do_not_add_up", subject, objective, row["period"], row["trace"])


def _plan_gaps(cycle: Cycle) -> Iterator[Gap]:
    reports = cycle.table("plan/reporting")
    yield from _each("reporting_without_date", "plan/reporting", reports[reports["due"].isna()])
    roles = cycle.table("plan/responsibilities")
    leads = roles[roles["role"] == "lead"]
    unsaid = leads[~leads["activity_id"].isin(leads.loc[leads["basis"] == "stated", "activity_id"])]
    objective_of = cycle.table("plan/activities").set_index("activity_id")["objective_id"]
    for activity, rows in unsaid.groupby("activity_id", sort=False):
        inferred = ";".join(rows["institution"])
        yield Gap(
            "lead_not_stated",
            activity,
            objective_of.get(activity),
            inferred,
            row_trace("plan/responsibilities", rows),
        )
    objectives, risks = cycle.table("plan/objectives"), cycle.table("plan/risks")
    without = objectives[~objectives["objective_id"].isin(risks["objective_id"])]
    yield from _each("objective_without_risks", "plan/objectives", without)
