"""What a plan must say to be measurable, asked of each of its indicators, outputs and activities.

Every function answers with the subjects that meet a requirement, each with the trace of the rows that
show it ("" where its own row does).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.rows import known_rows, traces_by

Met = Mapping[str, str]

GOAL_LEVELS = ("impact", "outcome")
TARGET_ROLES = ("interim", "final", "annual")


def plan_indicators(cycle: Cycle) -> pd.DataFrame:
    """The plan's own indicators of impact and outcome; those an evaluator added do not speak for the plan."""
    indicators = cycle.table("plan/indicators")
    return indicators[indicators["level"].isin(GOAL_LEVELS) & (indicators["origin"] == "plan")]


def plan_outputs(cycle: Cycle) -> pd.DataFrame:
    """The plan's outputs, with output_class filled in where the table leaves it empty.

    number: a target value is printed; milestone: done or not done; unquantified: neither.
    """
    indicators = cycle.table("plan/indicators")
    outputs = indicators[(indicators["level"] == "output") & (indicators["origin"] == "plan")]
    targets = cycle.table("plan/targets")
    with_number = set(
        targets.loc[targets["value"].notna() & targets["role"].isin(TARGET_ROLES), "indicator_id"]
    )
    classes = [
        _output_class(stated, measure, identifier in with_number)
        for identifier, measure, stated in zip(
            outputs["indicator_id"], outputs["measure"], outputs["output_class"], strict=True
        )
    ]
    return outputs.assign(output_class=pd.Series(classes, index=outputs.index, dtype="str"))


def targets_known(cycle: Cycle, *, as_of: date | None) -> pd.DataFrame:
    """The targets set by a day (None: to this day): of a revised one the newest."""
    return known_rows("plan/targets", cycle.table("plan/targets"), as_of, recorded="set_on")


def with_target_value(cycle: Cycle, roles: Sequence[str], *, as_of: date) -> Met:
    """Indicators with a number in a target of one of these roles."""
    targets = targets_known(cycle, as_of=as_of)
    return traces_by(
        "plan/targets", targets[targets["role"].isin(roles) & targets["value"].notna()], "indicator_id"
    )


def stated(rows: pd.DataFrame, key: str, column: str) -> Met:
    """Subjects whose own row has something in a column."""
    return dict.fromkeys(rows.loc[rows[column].notna(), key], "")


def observed(cycle: Cycle, *, as_of: date) -> Met:
    """Indicators of which a measured value is known; zero is a measurement."""
    known = known_rows("monitoring/observations", cycle.table("monitoring/observations"), as_of)
    has_value = known["value"].notna() | known["numerator"].notna()
    return traces_by(
        "monitoring/observations", known[(known["state"] == "measured") & has_value], "indicator_id"
    )


def observed_outputs(cycle: Cycle, outputs: pd.DataFrame, *, as_of: date) -> Met:
    """Outputs of which a measured value is known, or a milestone whose activity has a progress report."""
    milestones = outputs[outputs["output_class"] == "milestone"]
    reports = reported(cycle, as_of=as_of)
    pairs = zip(milestones["indicator_id"], milestones["activity_id"], strict=True)
    reached = {output: reports[activity] for output, activity in pairs if activity in reports}
    return {**reached, **observed(cycle, as_of=as_of)}


def with_amount(cycle: Cycle) -> Met:
    """Activities with an amount in any year, a printed 0.00 included."""
    return traces_by("plan/budget", cycle.table("plan/budget"), "activity_id")


def with_institution(cycle: Cycle) -> Met:
    """Activities that name an institution."""
    return traces_by("plan/responsibilities", cycle.table("plan/responsibilities"), "activity_id")


def with_stated_lead(cycle: Cycle) -> Met:
    """Activities of which the plan says who leads; an order in a list does not say it."""
    roles = cycle.table("plan/responsibilities")
    leads = roles[(roles["role"] == "lead") & (roles["basis"] == "stated")]
    return traces_by("plan/responsibilities", leads, "activity_id")


def with_funding_source(cycle: Cycle) -> Met:
    """Activities that name a funding source, for the whole or for one of their amounts."""
    amounts = cycle.table("plan/budget")
    named = traces_by("plan/budget", amounts[amounts["funding_source"].notna()], "activity_id")
    return {**stated(cycle.table("plan/activities"), "activity_id", "funding_sources"), **named}


def with_measurable_output(outputs: pd.DataFrame) -> Met:
    """Activities with an output that has a number or is a milestone. outputs: as from plan_outputs()."""
    return traces_by("plan/indicators", outputs[outputs["output_class"] != "unquantified"], "activity_id")


def reported(cycle: Cycle, *, as_of: date) -> Met:
    """Activities of which a progress report is known."""
    known = known_rows("monitoring/progress", cycle.table("monitoring/progress"), as_of)
    return traces_by("monitoring/progress", known, "activity_id")


def with_indicator(indicators: pd.DataFrame, column: str) -> Met:
    """Objectives or results (column objective_id or result_id) that one of these indicators measures."""
    return traces_by("plan/indicators", indicators, column)


def through(indicators: pd.DataFrame, column: str, met: Met) -> Met:
    """Objectives or results with an indicator that meets a requirement itself."""
    meeting = indicators[indicators["indicator_id"].isin(list(met))]
    own = traces_by("plan/indicators", meeting, column)
    members = meeting.groupby(column, sort=False)["indicator_id"]
    return {
        str(subject): join_traces([own[str(subject)], *(met[one] for one in identifiers)])
        for subject, identifiers in members
    }


def _output_class(given: object, measure: object, has_number: bool) -> str:
    if isinstance(given, str):
        return given
    if measure == "milestone":
        return "milestone"
    return "number" if has_number else "unquantified"
