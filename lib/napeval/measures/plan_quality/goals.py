"""What is asked of the plan as a whole, of its objectives and of its results."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from napeval.cycle.trace import every_row, join_traces
from napeval.measures import requirements as require
from napeval.measures.plan_quality.facts import WHOLE, Facts, Find, Met, Requirement, the_plan
from napeval.measures.rows import row_traces, traces_by
from napeval.measures.scopes import PILLARS

OBJECTIVES, RESULTS = "plan/objectives", "plan/results"


def _of_level(facts: Facts, *levels: str) -> pd.DataFrame:
    objectives = facts.table("objectives")
    return objectives[objectives["level"].isin(levels)]


def _goal_in(pillar: str) -> Find:
    """Whether a strategic objective stands in a strategic area."""

    def find(facts: Facts) -> Met:
        goals = _of_level(facts, "strategic")
        return the_plan(row_traces(OBJECTIVES, goals[goals["pillar"] == pillar]))

    return find


def _objectives_of(level: str) -> Find:
    return lambda facts: the_plan(row_traces(OBJECTIVES, _of_level(facts, level)))


def _rows_of(name: str) -> Find:
    return lambda facts: the_plan(row_traces(f"plan/{name}", facts.table(name)))


def _indicators_of(*levels: str) -> Find:
    def find(facts: Facts) -> Met:
        indicators = facts.table("indicators")
        own = indicators[(indicators["origin"] == "plan") & indicators["level"].isin(levels)]
        return the_plan(row_traces("plan/indicators", own))

    return find


def _broken_down(facts: Facts) -> Met:
    return traces_by(OBJECTIVES, _of_level(facts, "specific"), "parent_id")


def _within(find: Find, level: str = "strategic") -> Find:
    """Objectives of a level that have something themselves or through an objective below."""

    def found_within(facts: Facts) -> Met:
        own = find(facts)
        found = {}
        for goal in _of_level(facts, level)["objective_id"]:
            inside = sorted(facts.within(goal) & set(own))
            if inside:
                found[goal] = join_traces(own[one] for one in inside)
        return found

    return found_within


def with_results(facts: Facts) -> Met:
    """Objectives that name a result of their own."""
    return traces_by(RESULTS, facts.table("results"), "objective_id")


def with_indicators(facts: Facts) -> Met:
    """Objectives that an indicator of the plan measures."""
    return require.with_indicator(facts.indicators, "objective_id")


def with_activities(facts: Facts) -> Met:
    """Objectives with activities of their own."""
    return traces_by("plan/activities", facts.table("activities"), "objective_id")


def _with_risks(facts: Facts) -> Met:
    return traces_by("plan/risks", facts.table("risks"), "objective_id")


def _printed(facts: Facts) -> Met:
    """Strategic objectives with a total printed for them or for every specific objective below them."""
    totals = facts.table("printed_totals").dropna(subset=["amount"])
    own = traces_by("plan/printed_totals", totals, "objective_id")
    children = _of_level(facts, "specific")
    found = {}
    for goal in _of_level(facts, "strategic")["objective_id"]:
        below = children.loc[children["parent_id"] == goal, "objective_id"].tolist()
        if goal in own:
            found[goal] = own[goal]
        elif below and all(one in own for one in below):
            found[goal] = join_traces(own[one] for one in below)
    return found


def _measured_results(facts: Facts) -> Met:
    return require.with_indicator(facts.indicators, "result_id")


def _span(facts: Facts) -> Met:
    """Name, country, start and end are needed for a cycle to be read at all."""
    return {WHOLE: every_row(OBJECTIVES)}


GOALS: Mapping[str, Requirement] = {
    **{f"goal_{pillar}": Requirement("plan", _goal_in(pillar), OBJECTIVES) for pillar in PILLARS},
    "span_stated": Requirement("plan", _span, OBJECTIVES),
    "goals_stated": Requirement("plan", _objectives_of("strategic"), OBJECTIVES),
    "measures_stated": Requirement("plan", _objectives_of("measure"), OBJECTIVES),
    "results_stated": Requirement("plan", _rows_of("results"), RESULTS),
    "activities_stated": Requirement("plan", _rows_of("activities"), "plan/activities"),
    "institutions_stated": Requirement("plan", _rows_of("institutions"), "plan/institutions"),
    "change_indicators": Requirement("plan", _indicators_of("impact", "outcome"), "plan/indicators"),
    "output_indicators": Requirement("plan", _indicators_of("output"), "plan/indicators"),
    "goal_broken_down": Requirement("strategic", _broken_down),
    "goal_indicator": Requirement("strategic", with_indicators),
    "goal_result": Requirement("strategic", _within(with_results)),
    "goal_activity": Requirement("strategic", _within(with_activities)),
    "goal_total": Requirement("strategic", _printed),
    "specific_indicator": Requirement("specific", with_indicators),
    "specific_result": Requirement("specific", with_results),
    "specific_activity": Requirement("specific", _within(with_activities, "specific")),
    "objective_indicator": Requirement("objectives", with_indicators),
    "objective_result": Requirement("objectives", with_results),
    "objective_risk": Requirement("objectives", _with_risks),
    "result_indicator": Requirement("results", _measured_results),
}
"""By requirement, what it is asked of and how those that meet it are found."""
