"""What became of the recommendations of an earlier evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Evaluation
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import every_row, key_text
from napeval.measures.rows import result_frame
from napeval.measures.voices import text_of

RECOMMENDATIONS, RESPONSES = "evaluations/recommendations", "evaluations/responses"
DONE, DROPPED, NOT_STATED, NO_RESPONSE = "done", "dropped", "not_stated", "no_response"
STATUSES = (DONE, "under_way", "open", DROPPED, NOT_STATED, NO_RESPONSE)
_ANSWERS = ("accepted", "responsible", "due", "status")

_TYPES = dict.fromkeys(
    (
        "evaluation", "recommendation_id", "addressed_to", "priority", "accepted", "responsible", "due",
        "status", "overdue", "reason", "trace",
    ),
    "str",
) | {"overdue": "boolean"}  # fmt: skip
_COUNT_TYPES = {"status": "str", "recommendations": "Int64", "overdue": "Int64", "trace": "str"}


def follow_up(
    previous: Evaluation | None, evaluation: Evaluation, *, as_of: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What became of what the previous evaluation recommended?

    Returns two tables, without rows where there is no previous evaluation. The first has one row per
    recommendation of it: to whom it went and how urgent it was; accepted, responsible, due (of the response,
    else of the recommendation) and status from the management response: that of the previous evaluation,
    and cell by cell what the present one says in its place, where its responses name the recommendation and
    it has none of its own of that name. status: open, under_way, done, dropped, not_stated (a response
    without one) or no_response. overdue: whether the period by whose end it was to be done is over on as_of
    and it is neither done nor dropped nor refused; missing where it is not and there is no such period.
    reason: no_response, no_deadline. The second counts them by status, every status, none of them too.
    """
    if previous is None:
        return result_frame([], _TYPES), result_frame([], _COUNT_TYPES)
    responses = _responses(previous, evaluation)
    rows = [
        _row(previous.name, cells, responses.get(str(cells["id"])), as_of)
        for cells in previous.table(RECOMMENDATIONS).to_dict("records")
    ]
    return result_frame(rows, _TYPES), result_frame(_counts(rows), _COUNT_TYPES)


def _responses(previous: Evaluation, evaluation: Evaluation) -> Mapping[str, dict[str, str]]:
    """What was answered to each recommendation, as stated last; cells left blank say nothing new."""
    own = set(evaluation.table(RECOMMENDATIONS)["id"])
    later = evaluation.table(RESPONSES)
    found: dict[str, dict[str, str]] = {}
    for rows in (previous.table(RESPONSES), later[~later["recommendation_id"].isin(own)]):
        for row in rows.to_dict("records"):
            stated = {name: text_of(row[name]) for name in _ANSWERS if text_of(row[name])}
            found.setdefault(str(row["recommendation_id"]), {}).update(stated)
    return found


def _row(
    evaluation: str, cells: Mapping[object, object], response: Mapping[str, str] | None, as_of: date
) -> dict[str, object]:
    name, answer = str(cells["id"]), response or {}
    due = answer.get("due") or text_of(cells["due"])
    status = NO_RESPONSE if response is None else answer.get("status", NOT_STATED)
    settled = status in (DONE, DROPPED) or answer.get("accepted") == "no"
    overdue = False if settled else parse_period(due).end < as_of if due else None
    reasons = (["no_response"] if response is None else []) + ([] if due or settled else ["no_deadline"])
    rows = [f"{RECOMMENDATIONS}#{key_text([name])}"]
    if response is not None:
        rows.append(f"{RESPONSES}#{key_text([name])}")
    return {
        "evaluation": evaluation, "recommendation_id": name, "addressed_to": text_of(cells["addressed_to"]),
        "priority": text_of(cells["priority"]), "accepted": answer.get("accepted", ""),
        "responsible": answer.get("responsible", ""), "due": due, "status": status, "overdue": overdue,
        "reason": ";".join(reasons), "trace": ";".join(rows),
    }  # fmt: skip


def _counts(rows: Sequence[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    for status in STATUSES:
        overdue = [row["overdue"] for row in rows if row["status"] == status]
        yield {
            "status": status, "recommendations": len(overdue), "overdue": overdue.count(True),
            "trace": every_row(RESPONSES if status != NO_RESPONSE else RECOMMENDATIONS),
        }  # fmt: skip
