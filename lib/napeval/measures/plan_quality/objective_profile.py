"""The profile of each objective: what a reader needs to evaluate it, and how much of that is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.plan_quality.asked import Asked, Plan
from napeval.measures.plan_quality.elements import ELEMENTS, TOGETHER
from napeval.measures.plan_quality.facts import Facts
from napeval.measures.plan_quality.smart_letters import LETTERS
from napeval.measures.requirements import GOAL_LEVELS
from napeval.measures.rows import result_frame, share

_DTYPES = {
    "scope": "str", "scope_id": "str", "element": "str", "count": "Int64", "partly": "Int64", "no": "Int64",
    "of": "Int64", "open": "Int64", "share": "float64", "coverage": "float64", "lower": "float64",
    "upper": "float64", "trace": "str",
}  # fmt: skip
_CHAINED = {"objectives": "objective_result", "results": "result_indicator",
            "indicators": "indicator_result", "activities": "activity_output"}  # fmt: skip
"""By kind of subject in the result chain, a requirement that is asked of them."""


def objective_profile(
    cycle: Cycle, smart: pd.DataFrame, result_chain: pd.DataFrame, *, as_of: date
) -> pd.DataFrame:
    """How much of what an evaluation needs does each part of the plan state?

    smart, result_chain: the results tables of those names. One row per scope (plan, pillar, strategic,
    specific) and element, elements as in the module elements and besides:
    - indicator_complete, activity_complete: those that lack none of their elements
    - chain_whole: objectives, results, indicators and activities with no break in the result chain
    - smart_s, smart_m, smart_a, smart_r, smart_t: indicators (impact and outcome) with that verdict
    count: how many have it; partly (SMART only): in part; no: not; open: not judged by anybody; of: all.
    share: count of those known; coverage: known of all; lower and upper: count of all with every open one at
    worst and at best (all 0-1). What a plan states is known in full; only verdicts can be open.
    """
    plan = Plan(Facts(cycle, as_of=as_of))
    asked = [*(plan.ask(name) for name in ELEMENTS), *(_together(plan, name) for name in TOGETHER)]
    chain = _unbroken(plan, result_chain)
    letters = smart[smart["level"].isin(GOAL_LEVELS)]
    rows = []
    for (scope, name), inside in plan.facts.scopes.items():
        key = {"scope": scope, "scope_id": name}
        rows += [{**key, **_stated(one.requirement, [one.within(inside)])} for one in asked]
        rows.append({**key, **_stated("chain_whole", [one.within(inside) for one in chain])})
        own = letters[letters["objective_id"].isin(inside)]
        rows += [{**key, **row} for row in _judged(own)]
    return result_frame(rows, _DTYPES)


def _together(plan: Plan, name: str) -> Asked:
    """Those that meet every requirement of a kind of subject."""
    every = [plan.ask(one) for one in TOGETHER[name]]
    met = {
        subject: join_traces(one.met[subject] for one in every)
        for subject in every[0].subjects.traces
        if all(subject in one.met for one in every)
    }
    return Asked(name, every[0].subjects, met)


def _unbroken(plan: Plan, result_chain: pd.DataFrame) -> list[Asked]:
    broken = set(result_chain["subject"])
    found = []
    for requirement in _CHAINED.values():
        subjects = plan.ask(requirement).subjects
        whole = dict.fromkeys((one for one in subjects.traces if one not in broken), "")
        found.append(Asked("chain_whole", subjects, whole))
    return found


def _stated(element: str, asked: list[Asked]) -> dict[str, object]:
    """What a plan states is known of all."""
    count, of = sum(len(one.meeting) for one in asked), sum(one.of for one in asked)
    known = share(count, of)
    return {
        "element": element,
        "count": count,
        "no": of - count,
        "of": of,
        "open": 0,
        "share": known,
        "coverage": share(of, of),
        "lower": known,
        "upper": known,
        "trace": join_traces(one.trace for one in asked),
    }


def _judged(own: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Verdicts on SMART; what is not applicable is not asked."""
    for letter in LETTERS:
        rows = own[(own["letter"] == letter) & (own["verdict"].fillna("") != "not_applicable")]
        count, partly = (int((rows["verdict"] == verdict).sum()) for verdict in ("yes", "partly"))
        of, open_ = len(rows), int(rows["verdict"].isna().sum())
        yield {
            "element": f"smart_{letter}",
            "count": count,
            "partly": partly,
            "no": of - open_ - count - partly,
            "of": of,
            "open": open_,
            "share": share(count, of - open_),
            "coverage": share(of - open_, of),
            "lower": share(count, of),
            "upper": share(count + open_, of),
            "trace": join_traces(rows["trace"]) or every_row("plan/indicators"),
        }
