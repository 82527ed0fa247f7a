"""The guide's lists, answered from the tables where they can be and by people where they must."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces, trace_of
from napeval.measures.plan_quality.answers import NEEDS_PERSON, Answer, answer_of
from napeval.measures.plan_quality.asked import Plan
from napeval.measures.plan_quality.facts import WHOLE, Facts
from napeval.measures.plan_quality.lists import INDICATOR, LISTS, OTHER, PLAN, RESULT, Item, items
from napeval.measures.plan_quality.rules import RULES
from napeval.measures.rows import result_frame

CHECKLIST = "evaluations/checklist"
TABLES, PERSON, NOBODY = "tables", "person", "nobody"

Judged = Mapping[tuple[str, str], tuple[str, str]]
"""What people answered: by item and subject, the answer and its trace."""

_DTYPES = {
    "item_id": "str", "subject": "str", "instrument": "str", "asked_of": "str", "answer": "str",
    "answered_by": "str", "answer_tables": "str", "answer_person": "str", "agrees": "boolean",
    "reach": "str", "reason": "str", "count": "Int64", "of": "Int64", "lacking": "str", "trace": "str",
}  # fmt: skip


def checklists(cycle: Cycle, checklist: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """What do the guide's lists say of a plan, and who says it?

    checklist: the table evaluations/checklist of one evaluation (item_id, subject, answer). One row per item
    and subject (the plan, for the checklist of results each result, and whatever else people answered of):
    - answer: yes, partly, no or not_applicable; of a person where one answered, else of the tables. Who:
      answered_by (tables, person, nobody); answer_tables and answer_person side by side; agrees: whether they
      are the same, missing where one of them is.
    - reach: whether the tables show the whole of what the item asks, a part of it (a person judges the rest),
      or only disprove it; missing where the item has no rule. reason, count, of, lacking: why they answer so
      (see answers.Answer); needs_person where only people can tell.
    Of an item that names a fault, yes means that the fault is there. as_of: what was known of the plan and of
    its monitoring; what the evaluators answered counts whenever they did.
    """
    plan = Plan(Facts(cycle, as_of=as_of))
    judged = judgements(checklist)
    return result_frame(
        (_row(item, subject, plan, judged) for item, subject in _asked(plan, judged)), _DTYPES
    )


def judgements(checklist: pd.DataFrame) -> Judged:
    """What people answered, by item and subject."""
    answered = checklist[checklist["answer"].notna()]
    keys = ["item_id", "subject"]
    return {
        (str(item), str(subject)): (str(answer), trace_of(CHECKLIST, answered.loc[[place]], keys))
        for place, item, subject, answer in zip(
            answered.index, answered["item_id"], answered["subject"], answered["answer"], strict=True
        )
    }


def _asked(plan: Plan, judged: Judged) -> Iterator[tuple[Item, str]]:
    """Every item with its subjects: those it is asked of, then others that people answered of."""
    answered: dict[str, list[str]] = {}
    for item_id, subject in judged:
        answered.setdefault(item_id, []).append(subject)
    results = tuple(plan.subjects("results").traces)
    for item in items():
        own = results if LISTS[item.instrument] == RESULT else (WHOLE,)
        others = [subject for subject in answered.get(item.item_id, ()) if subject not in own]
        for subject in (*own, *others):
            yield item, subject


def _row(item: Item, subject: str, plan: Plan, judged: Judged) -> dict[str, object]:
    asked_of = _kind(subject, plan)
    told = _told(item, subject, plan) if asked_of == item.asked_of else NEEDS_PERSON
    person, judged_trace = judged.get((item.item_id, subject), (None, ""))
    rule = RULES.get(item.item_id) if asked_of == item.asked_of else None
    return {
        "item_id": item.item_id,
        "subject": subject,
        "instrument": item.instrument,
        "asked_of": asked_of,
        "answer": person or told.answer,
        "answered_by": PERSON if person else TABLES if told.answer else NOBODY,
        "answer_tables": told.answer,
        "answer_person": person,
        "agrees": person == told.answer if person and told.answer else None,
        "reach": rule.reach if rule else None,
        "reason": told.reason,
        "count": told.count,
        "of": told.of,
        "lacking": ";".join(told.lacking) or None,
        "trace": join_traces([told.trace, judged_trace]),
    }


def _told(item: Item, subject: str, plan: Plan) -> Answer:
    rule = RULES.get(item.item_id)
    if rule is None:
        return NEEDS_PERSON
    return answer_of(rule, plan, item.choices, subject if item.asked_of == RESULT else None)


def _kind(subject: str, plan: Plan) -> str:
    if subject == WHOLE:
        return PLAN
    if subject in plan.subjects("results").traces:
        return RESULT
    known = set(plan.facts.table("indicators")["indicator_id"])
    return INDICATOR if subject in known else OTHER
