"""The mends that would make a plan evaluable, in the order in which they build on one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.plan_quality.asked import REQUIREMENTS, Asked, Plan
from napeval.measures.plan_quality.chain import SUMS
from napeval.measures.plan_quality.elements import ELEMENTS, OF_OBJECTIVES, OF_THE_PLAN
from napeval.measures.plan_quality.facts import Facts
from napeval.measures.rows import result_frame

_DTYPES = {
    "mend": "str", "order": "Int64", "asked_of": "str", "count": "Int64", "of": "Int64", "subjects": "str",
    "alone": "Int64", "complete_before": "Int64", "complete_after": "Int64", "objectives": "Int64",
    "questions_touched": "Int64", "questions_settled": "Int64", "trace": "str",
}  # fmt: skip
RESULT_NUMBERS, SMART_VERDICTS = "result_numbers", "smart_verdicts"


def mends(
    cycle: Cycle,
    checklists: pd.DataFrame,
    smart: pd.DataFrame,
    result_chain: pd.DataFrame,
    *,
    as_of: date,
) -> pd.DataFrame:
    """What would make the plan evaluable, where, and what would each mend change?

    checklists, smart, result_chain: the results tables of those names. One row per mend that is needed; mend
    is the requirement that it would meet, or result_numbers (numbers of results, targets and outputs that
    contradict one another) or smart_verdicts (letters of SMART that nobody has judged).
    - order: the place in the order of the guide's steps; asked_of: what has to be mended; count of these,
      out of `of`; subjects: which, joined by semicolons
    - alone: how many of them would lack nothing else once it is made; complete_before, complete_after: how
      many of all would lack nothing still to come when every mend before is made, without and with this one
    - objectives: on how many strategic and specific objectives it makes this element whole
    - questions_touched: questions of the guide's lists that it bears on; questions_settled: those that lack
      nothing else.
    """
    plan = Plan(Facts(cycle, as_of=as_of))
    asked = [
        *(plan.ask(name) for name in OF_OBJECTIVES),
        _numbers(plan, result_chain),
        *(plan.ask(name) for name in (*ELEMENTS, *OF_THE_PLAN) if name not in OF_OBJECTIVES),
    ]
    rows = [*_mends(plan, asked, _questions(checklists)), *_verdicts(smart)]
    return result_frame(({**row, "order": place} for place, row in enumerate(rows, 1)), _DTYPES)


def _numbers(plan: Plan, result_chain: pd.DataFrame) -> Asked:
    """Results whose numbers nothing contradicts."""
    results = plan.subjects("results")
    broken = result_chain[result_chain["kind"].isin(SUMS)]
    indicators = plan.facts.indicators
    result_of = dict(zip(indicators["indicator_id"], indicators["result_id"], strict=True))
    named = {result_of.get(subject, subject) for subject in broken["subject"]}
    return Asked(
        RESULT_NUMBERS, results, dict.fromkeys((one for one in results.traces if one not in named), "")
    )


def _mends(
    plan: Plan, asked: Sequence[Asked], questions: Sequence[frozenset[str]]
) -> Iterator[dict[str, object]]:
    of_kind: dict[str, list[Asked]] = {}
    for one in asked:
        of_kind.setdefault(_kind(one), []).append(one)
    for one in asked:
        if not one.lacking:
            continue
        others = of_kind[_kind(one)]
        place = others.index(one)
        lack = {subject: _lacking(subject, others) for subject in one.subjects.traces}
        bearing = [lacking for lacking in questions if one.requirement in lacking]
        yield {
            "mend": one.requirement,
            "asked_of": _kind(one),
            "count": len(one.lacking),
            "of": one.of,
            "subjects": ";".join(one.lacking),
            "alone": sum(lack[subject] == {place} for subject in one.lacking),
            "complete_before": sum(all(at < place for at in found) for found in lack.values()),
            "complete_after": sum(all(at <= place for at in found) for found in lack.values()),
            "objectives": _objectives(plan, one),
            "questions_touched": len(bearing),
            "questions_settled": sum(lacking == {one.requirement} for lacking in bearing),
            "trace": _trace(one),
        }


def _kind(asked: Asked) -> str:
    return "results" if asked.requirement == RESULT_NUMBERS else REQUIREMENTS[asked.requirement].asked_of


def _lacking(subject: str, asked: Sequence[Asked]) -> set[int]:
    """The places of the requirements of its kind that a subject does not meet."""
    return {place for place, one in enumerate(asked) if subject not in one.met}


def _objectives(plan: Plan, asked: Asked) -> int:
    """Objectives under which something lacks it."""
    lacking = {asked.subjects.objectives[one] for one in asked.lacking}
    scopes: Mapping[tuple[str, str], frozenset[str]] = plan.facts.scopes
    return sum(
        scope in ("strategic", "specific") and not inside.isdisjoint(lacking)
        for (scope, _), inside in scopes.items()
    )


def _questions(checklists: pd.DataFrame) -> list[frozenset[str]]:
    """What the tables found lacking for each question."""
    return [frozenset(str(cell).split(";")) for cell in checklists["lacking"].dropna()]


def _trace(asked: Asked) -> str:
    return join_traces(asked.subjects.traces[one] for one in asked.lacking) or every_row(asked.subjects.table)


def _verdicts(smart: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Verdicts that only people can give."""
    open_ = smart[smart["answered_by"] == "nobody"]
    if len(open_):
        yield {
            "mend": SMART_VERDICTS,
            "asked_of": "letters",
            "count": len(open_),
            "of": len(smart),
            "subjects": ";".join(dict.fromkeys(open_["indicator_id"])),
            "trace": join_traces(open_["trace"]),
        }
