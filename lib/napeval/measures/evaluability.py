"""Evaluability: what of the plan is written in a way that can be measured, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures import requirements as require
from napeval.measures.rows import result_frame, row_trace, share
from napeval.measures.scopes import rows_by_scope

_DTYPES = {
    "scope": "str", "scope_id": "str", "funnel": "str", "step": "str", "count": "Int64", "of": "Int64",
    "share": "float64", "trace": "str",
}  # fmt: skip


@dataclass(frozen=True)
class Funnel:
    """What is asked of one kind of subject.

    table, key: where the subjects stand and what identifies them. subjects: those that are asked, with a
    column objective_id. steps: by name, the subjects that meet each requirement, with the trace of the proof.
    """

    name: str
    table: str
    key: str
    subjects: pd.DataFrame
    steps: Mapping[str, require.Met]

    def chained(self, name: str, steps: tuple[str, ...]) -> Funnel:
        """The funnel in which each of these steps asks for all steps before it too."""
        met: dict[str, require.Met] = {}
        before: require.Met = dict.fromkeys(self.subjects[self.key], "")
        for step in steps:
            own = self.steps[step]
            before = {one: join_traces([trace, own[one]]) for one, trace in before.items() if one in own}
            met[step] = before
        return Funnel(name, self.table, self.key, self.subjects, met)


def evaluability(cycle: Cycle, *, as_of: date) -> pd.DataFrame:
    """What can be measured of the plan as it is written, and what was measured as far as known on as_of.

    Returns one row per scope (plan, pillar, strategic, specific), funnel and step: count of the subjects that
    meet the step, `of` all subjects in the scope, share (0-1; missing where there is none). Funnels:
    - indicators (the plan's own, impact and outcome), outputs, activities, results, objectives (strategic and
      specific): every step by itself, against all
    - indicators_chain, activities_chain: every step together with all steps before it.
    A value counts where it is a number: a cell with words or with only a year has none. observed: a measured
    value is known; for an output that is a milestone, also a progress report of its activity.
    """
    objectives = cycle.table("plan/objectives")
    rows = [
        {"scope": scope[0], "scope_id": scope[1], "funnel": funnel.name, **counted}
        for funnel in funnels(cycle, as_of=as_of)
        for scope, subjects in rows_by_scope(funnel.subjects, objectives).items()
        for counted in _steps(funnel, subjects)
    ]
    return result_frame(rows, _DTYPES)


def funnels(cycle: Cycle, *, as_of: date) -> tuple[Funnel, ...]:
    """Everything that is asked of the plan."""
    indicators, activities = _indicators(cycle, as_of), _activities(cycle, as_of)
    return (
        indicators,
        indicators.chained(
            "indicators_chain",
            ("baseline_value", "interim_value", "final_value", "means_of_verification", "observed"),
        ),
        _outputs(cycle, as_of),
        activities,
        activities.chained("activities_chain", ("deadline", "amount", "institution", "measurable_output")),
        _results(cycle),
        _objectives(cycle, as_of),
    )


def _steps(funnel: Funnel, subjects: pd.DataFrame) -> Iterator[dict[str, object]]:
    asked = subjects[funnel.key].tolist()
    own = row_trace(funnel.table, subjects)
    yield {"step": "all", **_counted(asked, asked), "trace": own}
    for step, met in funnel.steps.items():
        found = [subject for subject in asked if subject in met]
        trace = join_traces([own, *(met[subject] for subject in found)])
        yield {"step": step, **_counted(found, asked), "trace": trace}


def _counted(found: list[str], asked: list[str]) -> dict[str, object]:
    return {"count": len(found), "of": len(asked), "share": share(len(found), len(asked))}


def _indicators(cycle: Cycle, as_of: date) -> Funnel:
    subjects = require.plan_indicators(cycle)
    steps = {
        "baseline_value": require.with_target_value(cycle, ["baseline"], as_of=as_of),
        "interim_value": require.with_target_value(cycle, ["interim"], as_of=as_of),
        "final_value": require.with_target_value(cycle, ["final"], as_of=as_of),
        "means_of_verification": require.stated(subjects, "indicator_id", "means_of_verification"),
        "observed": require.observed(cycle, as_of=as_of),
    }
    return Funnel("indicators", "plan/indicators", "indicator_id", subjects, steps)


def _outputs(cycle: Cycle, as_of: date) -> Funnel:
    subjects = require.plan_outputs(cycle)
    of_class = {
        name: dict.fromkeys(subjects.loc[subjects["output_class"] == name, "indicator_id"], "")
        for name in ("number", "milestone")
    }
    steps = {
        "quantified": of_class["number"],
        "milestone": of_class["milestone"],
        "measurable": {**of_class["number"], **of_class["milestone"]},
        "observed": require.observed_outputs(cycle, subjects, as_of=as_of),
    }
    return Funnel("outputs", "plan/indicators", "indicator_id", subjects, steps)


def _activities(cycle: Cycle, as_of: date) -> Funnel:
    subjects = cycle.table("plan/activities")
    steps = {
        "deadline": require.stated(subjects, "activity_id", "end"),
        "amount": require.with_amount(cycle),
        "institution": require.with_institution(cycle),
        "lead_stated": require.with_stated_lead(cycle),
        "funding_source": require.with_funding_source(cycle),
        "measurable_output": require.with_measurable_output(require.plan_outputs(cycle)),
        "reported": require.reported(cycle, as_of=as_of),
    }
    return Funnel("activities", "plan/activities", "activity_id", subjects, steps)


def _results(cycle: Cycle) -> Funnel:
    subjects = cycle.table("plan/results")
    steps = {
        "with_number": require.stated(subjects, "result_id", "value"),
        "with_indicator": require.with_indicator(require.plan_indicators(cycle), "result_id"),
    }
    return Funnel("results", "plan/results", "result_id", subjects, steps)


def _objectives(cycle: Cycle, as_of: date) -> Funnel:
    objectives = cycle.table("plan/objectives")
    indicators = require.plan_indicators(cycle)
    with_target = require.with_target_value(cycle, require.TARGET_ROLES, as_of=as_of)
    steps = {
        "with_indicator": require.with_indicator(indicators, "objective_id"),
        "with_target_value": require.through(indicators, "objective_id", with_target),
    }
    subjects = objectives[objectives["level"].isin(["strategic", "specific"])]
    return Funnel("objectives", "plan/objectives", "objective_id", subjects, steps)
