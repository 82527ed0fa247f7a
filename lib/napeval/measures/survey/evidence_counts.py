"""How much of the collected evidence may be listed in a report, and how much is withheld."""

from __future__ import annotations

import pandas as pd

from napeval.cycle.cycle import Evaluation
from napeval.cycle.trace import every_row
from napeval.measures.rows import result_frame
from napeval.measures.survey.consent import may_be_used

PUBLISHED = "published"
_TYPES = {"kind": "str", **dict.fromkeys(("pieces", "listed", "withheld"), "Int64"), "trace": "str"}


def may_be_listed(rows: pd.DataFrame) -> pd.Series:
    """Of rows of evaluations/evidence: those that may be used and are released for publication."""
    listed: pd.Series = may_be_used(rows) & (rows["release_status"].fillna("") == PUBLISHED)
    return listed


def evidence_counts(evaluation: Evaluation) -> pd.DataFrame:
    """How many pieces of evidence were collected, and how many may be listed?

    One row for all and one for each kind of evidence that there is: pieces, those listed, and those withheld
    for lack of consent or because they are restricted.
    """
    rows = evaluation.table("evaluations/evidence")
    kinds = sorted(rows["kind"].dropna().unique())
    parts = [("all", rows), *((kind, rows[rows["kind"] == kind]) for kind in kinds)]
    return result_frame([_row(kind, part) for kind, part in parts], _TYPES)


def _row(kind: str, rows: pd.DataFrame) -> dict[str, object]:
    listed = int(may_be_listed(rows).sum())
    return {
        "kind": kind, "pieces": len(rows), "listed": listed, "withheld": len(rows) - listed,
        "trace": every_row("evaluations/evidence"),
    }  # fmt: skip
