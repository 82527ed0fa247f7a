"""The result chain: where objectives, results, indicators and activities do not lead to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.exact import SAME
from napeval.measures.plan_quality.asked import Plan
from napeval.measures.plan_quality.facts import Facts, is_inferred
from napeval.measures.plan_totals import TRAINED_UNITS, planned_trained
from napeval.measures.rows import result_frame, row_trace, row_traces, total

_DTYPES = {
    "kind": "str", "subject": "str", "objective_id": "str", "reason": "str", "planned": "float64",
    "promised": "float64", "unit": "str", "trace": "str",
}  # fmt: skip
SUMS = ("outputs_exceed_result", "outputs_short_of_result", "result_without_activity", "target_differs")
"""Kinds in which numbers of different levels contradict one another."""
Link = dict[str, object]


def result_chain(cycle: Cycle, *, as_of: date) -> pd.DataFrame:
    """Where does the chain from activities to objectives break?

    One row per kind and subject, targets as set by as_of; only what the plan itself sets counts.
    - objective_without_result; objective_without_activity; objective_without_indicator (reason: a result
      stands there unmeasured, or none does); result_without_indicator (reason: a number stands in the
      wording, or none)
    - indicator_without_result (reason: not stated, or only inferred); indicator_without_activity (reason: no
      activity under its objective, or none that trains anybody, for an indicator that counts the trained)
    - activity_feeding_nothing: no output promised, or an objective that promises neither result nor indicator
    - outputs_exceed_result, outputs_short_of_result: planned is what the outputs under the objective add up
      to, promised what the result names, in unit; result_without_activity: no output in that unit at all.
      Only people to be trained are added up
    - target_differs: planned is the target of an indicator, promised the number that its result names.
    """
    facts = Facts(cycle, as_of=as_of)
    rows = [
        *_objectives(facts),
        *_results(facts),
        *_indicators(facts),
        *_activities(facts),
        *_sums(facts),
        *_targets(facts),
    ]
    return result_frame(rows, _DTYPES)


def _link(kind: str, subject: str, objective: object, reason: str, trace: str) -> Link:
    return {"kind": kind, "subject": subject, "objective_id": objective, "reason": reason, "trace": trace}


def _objectives(facts: Facts) -> Iterator[Link]:
    plan = Plan(facts)
    results = plan.ask("objective_result")
    for one in results.lacking:
        yield _link("objective_without_result", one, one, "none_stated", results.subjects.traces[one])
    indicators = plan.ask("objective_indicator")
    for one in indicators.lacking:
        reason = "result_not_measured" if one in results.met else "no_result_either"
        trace = join_traces([indicators.subjects.traces[one], results.met.get(one, "")])
        yield _link("objective_without_indicator", one, one, reason, trace)
    activities = plan.ask("specific_activity")
    for one in activities.lacking:
        yield _link("objective_without_activity", one, one, "none_stated", activities.subjects.traces[one])


def _results(facts: Facts) -> Iterator[Link]:
    results = facts.table("results")
    numbers = dict(zip(results["result_id"], results["value"].notna(), strict=True))
    asked = Plan(facts).ask("result_indicator")
    for one in asked.lacking:
        reason = "number_in_wording" if numbers[one] else "no_number_either"
        objective = asked.subjects.objectives[one]
        yield _link("result_without_indicator", one, objective, reason, asked.subjects.traces[one])


def _indicators(facts: Facts) -> Iterator[Link]:
    rows = facts.indicators
    inferred = is_inferred(rows["inferred"], "result_id")
    activities = set(facts.table("activities")["objective_id"])
    training = set(facts.outputs.loc[facts.outputs["unit"].isin(TRAINED_UNITS), "objective_id"])
    for row, guessed, trace in zip(
        rows.itertuples(), inferred, row_traces("plan/indicators", rows), strict=True
    ):
        name, objective = str(row.indicator_id), str(row.objective_id)
        if guessed or not isinstance(row.result_id, str):
            reason = "inferred_only" if guessed else "not_stated"
            yield _link("indicator_without_result", name, objective, reason, trace)
        inside = facts.within(objective)
        if inside.isdisjoint(activities):
            yield _link("indicator_without_activity", name, objective, "no_activity_under_objective", trace)
        elif row.unit in TRAINED_UNITS and inside.isdisjoint(training):
            yield _link("indicator_without_activity", name, objective, "no_training_planned", trace)


def _activities(facts: Facts) -> Iterator[Link]:
    asked = Plan(facts).ask("activity_output")
    promising = {*facts.indicators["objective_id"], *facts.table("results")["objective_id"]}
    fed = {one for top in promising for one in facts.within(str(top))}
    for one, objective in asked.subjects.objectives.items():
        reason = "no_output" if one not in asked.met else "objective_promises_nothing"
        if one not in asked.met or objective not in fed:
            yield _link("activity_feeding_nothing", one, objective, reason, asked.subjects.traces[one])


def _sums(facts: Facts) -> Iterator[Link]:
    results = facts.table("results").dropna(subset=["value"])
    outputs = planned_trained(facts.cycle, facts.targets)
    for place, row in results[results["unit"].isin(TRAINED_UNITS)].iterrows():
        counted = outputs[outputs["objective_id"].isin(facts.within(row["objective_id"]))]
        planned, promised = total(counted["planned"]), float(row["value"])
        if counted.empty:
            kind, reason = "result_without_activity", "no_training_planned"
        elif planned == promised:
            continue
        else:
            more = planned > promised
            kind = "outputs_exceed_result" if more else "outputs_short_of_result"
            reason = "more_planned" if more else "less_planned"
        trace = join_traces([row_trace("plan/results", results.loc[[place]]), *counted["trace"]])
        numbers = {"planned": planned, "promised": promised, "unit": row["unit"]}
        yield {**_link(kind, row["result_id"], row["objective_id"], reason, trace), **numbers}


def _targets(facts: Facts) -> Iterator[Link]:
    """Last final targets, as levels, against the number in the result that the indicator measures."""
    results = facts.table("results").dropna(subset=["value"])
    named = {str(row.result_id): row for row in results.itertuples()}
    traces = dict(zip(results["result_id"], row_traces("plan/results", results), strict=True))
    final = _final_targets(facts.targets)
    for row in facts.indicators.itertuples():
        result, own = named.get(str(row.result_id)), final.get(str(row.indicator_id))
        if result is None or own is None or result.unit != row.unit:
            continue
        value, trace = own
        if abs(value - result.value) > SAME:
            link = _link("target_differs", str(row.indicator_id), row.objective_id, "two_numbers",
                         join_traces([trace, traces[str(row.result_id)]]))  # fmt: skip
            yield {**link, "planned": value, "promised": result.value, "unit": row.unit}


def _final_targets(targets: pd.DataFrame) -> Mapping[str, tuple[float, str]]:
    rows = targets[
        (targets["role"] == "final")
        & targets["value"].notna()
        & targets["dimension"].isna()
        & targets["basis"].fillna("absolute").eq("absolute")
    ].sort_values(["set_on", "year"], na_position="first", kind="stable")
    traces = row_traces("plan/targets", rows)
    return {
        str(name): (float(value), trace)
        for name, value, trace in zip(rows["indicator_id"], rows["value"], traces, strict=True)
    }
