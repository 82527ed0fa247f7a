"""SMART, indicator by indicator: proposed from the tables where they show it, decided by people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.plan_quality.checklists import NOBODY, PERSON, TABLES, Judged, judgements
from napeval.measures.plan_quality.facts import Facts
from napeval.measures.plan_quality.lists import SMART
from napeval.measures.plan_quality.smart_evidence import shown
from napeval.measures.plan_quality.smart_letters import LETTERS, NEEDS_PERSON, Proposal, proposal
from napeval.measures.rows import result_frame, row_trace

_DTYPES = {
    "indicator_id": "str", "letter": "str", "objective_id": "str", "level": "str", "proposed": "str",
    "reason": "str", "evidence": "str", "confirmed": "str", "overruled": "boolean", "verdict": "str",
    "answered_by": "str", "trace": "str",
}  # fmt: skip
_UNSEEN = Proposal(NEEDS_PERSON, NEEDS_PERSON, ())
_ITEMS = dict(zip(LETTERS, SMART, strict=True))


def smart(cycle: Cycle, checklist: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """Is each indicator specific, measurable, achievable, realistic and timed?

    checklist: the table evaluations/checklist of one evaluation; its rows on the five letters confirm or
    overrule what is proposed. One row per indicator (impact, outcome and output, set by the plan; others
    only where people judged them) and letter (s, m, a, r, t):
    - proposed: yes, partly or no where the tables show it, else needs_person. They show whether there is a
      unit with a way to measure it (m) and a date (t), and a target that contradicts its own baseline (r);
      never that wording is specific or that a target is within reach. reason: why; evidence: what the tables
      show that bears on the letter, codes joined by semicolons
    - confirmed: what a person answered (yes, partly, no, not_applicable); overruled: whether it differs from
      what was proposed, missing where either is missing
    - verdict: the person's answer, else the proposal; missing where neither is there. answered_by: person,
      tables or nobody.
    """
    facts = Facts(cycle, as_of=as_of)
    judged = judgements(checklist)
    return result_frame([*_proposed(facts, judged), *_others(facts, judged)], _DTYPES)


def _proposed(facts: Facts, judged: Judged) -> Iterator[dict[str, object]]:
    for one in shown(facts):
        key = {"indicator_id": one.row.indicator_id, "objective_id": one.row.objective_id,
               "level": one.row.level}  # fmt: skip
        for letter in LETTERS:
            yield {
                **key,
                **_decided(letter, str(one.row.indicator_id), proposal(letter, one), one.trace, judged),
            }


def _others(facts: Facts, judged: Judged) -> Iterator[dict[str, object]]:
    """Letters that people answered of an indicator that the plan did not set."""
    listed = {*facts.indicators["indicator_id"], *facts.outputs["indicator_id"]}
    indicators = facts.table("indicators")
    letters = {item: letter for letter, item in _ITEMS.items()}
    for item, subject in judged:
        if item in letters and subject not in listed:
            rows = indicators[indicators["indicator_id"] == subject]
            own = rows.iloc[0] if len(rows) else {"objective_id": None, "level": None}
            trace = row_trace("plan/indicators", rows)
            key = {"indicator_id": subject, "objective_id": own["objective_id"], "level": own["level"]}
            yield {**key, **_decided(letters[item], subject, _UNSEEN, trace, judged)}


def _decided(letter: str, indicator: str, told: Proposal, trace: str, judged: Judged) -> dict[str, object]:
    confirmed, judged_trace = judged.get((_ITEMS[letter], indicator), (None, ""))
    open_ = told.proposed == NEEDS_PERSON
    return {
        "letter": letter,
        "proposed": told.proposed,
        "reason": told.reason,
        "evidence": ";".join(told.evidence) or None,
        "confirmed": confirmed,
        "overruled": None if open_ or confirmed is None else confirmed != told.proposed,
        "verdict": confirmed or (None if open_ else told.proposed),
        "answered_by": PERSON if confirmed else NOBODY if open_ else TABLES,
        "trace": join_traces([trace, judged_trace]),
    }
