"""Comments on the draft: where they stand, whose they are, and what was decided on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import pandas as pd

from napeval.criteria.addresses import parse_address
from napeval.cycle.cycle import Evaluation
from napeval.cycle.trace import every_row, key_text
from napeval.measures.rows import result_frame
from napeval.measures.voices import text_of

COMMENTS = "evaluations/comments"
OPEN = "open"
DECISIONS = ("accepted", "partly_accepted", "not_accepted", OPEN)
CLAIM, SECTION, OTHER = "claim", "section", "other"

_TYPES = {
    **dict.fromkeys(("comment_id", "place", "place_kind", "said_by"), "str"), "answered": "boolean",
    "decision": "str", "trace": "str",
}  # fmt: skip
_COUNT_TYPES = {"decision": "str", "comments": "Int64", "unanswered": "Int64", "trace": "str"}


def comments(evaluation: Evaluation, *, sections: Collection[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What was commented on the draft, and what was decided?

    sections: names of the sections of a report that texts are written for. Returns two tables. The first has
    one row per comment, in the order of the table: its place as stated; place_kind: claim (the address of a
    figure), section (one of sections) or other; said_by: who commented; answered: there is a response;
    decision: accepted, partly_accepted, not_accepted, or open where none is recorded. The second counts them
    by decision, every decision, of none too: comments, and of these those without a response (unanswered).
    The words of comments and responses are not in it.
    """
    rows = [_row(cells, sections) for cells in evaluation.table(COMMENTS).to_dict("records")]
    return result_frame(rows, _TYPES), result_frame(_counts(rows), _COUNT_TYPES)


def _row(cells: Mapping[object, object], sections: Collection[str]) -> dict[str, object]:
    place = text_of(cells["place"])
    return {
        "comment_id": cells["comment_id"], "place": place, "place_kind": _place_kind(place, sections),
        "said_by": text_of(cells["from"]), "answered": bool(text_of(cells["response"])),
        "decision": text_of(cells["decision"]) or OPEN,
        "trace": f"{COMMENTS}#{key_text([cells['comment_id']])}",
    }  # fmt: skip


def _place_kind(place: str, sections: Collection[str]) -> str:
    if place in sections:
        return SECTION
    try:
        parse_address(place)
    except ValueError:
        return OTHER
    return CLAIM


def _counts(rows: Sequence[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    for decision in DECISIONS:
        answered = [row["answered"] for row in rows if row["decision"] == decision]
        yield {
            "decision": decision, "comments": len(answered), "unanswered": answered.count(False),
            "trace": every_row(COMMENTS),
        }  # fmt: skip
