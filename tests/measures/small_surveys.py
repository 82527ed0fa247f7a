"""Small hand-made surveys and collected evidence: only the cells that matter are written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from small_cycles import make_table

from napeval.cycle.cycle import Evaluation

GUIDE = "annex7_questionnaire"
Rows = list[dict[str, Any]]


def evaluation_of(
    survey: Iterable[Mapping[str, Any]] = (),
    evidence: Iterable[Mapping[str, Any]] = (),
    invited: Mapping[str, int] | None = None,
    **settings: Any,
) -> Evaluation:
    """An evaluation with these answers and pieces of evidence. invited: people by kind of institution."""
    if invited:
        settings["survey"] = {"invited": invited}
    tables = {
        f"evaluations/{name}": make_table(f"evaluations/{name}", rows)
        for name, rows in (("survey", survey), ("evidence", evidence))
    }
    return Evaluation("test", {"kind": "ex_post", **settings}, tables)


def marks(item: str, given: Mapping[str | None, Sequence[float | None]], question: str = "Q1") -> Rows:
    """marks("i1", {"ngo": [5, None]}): ngo1 gives a 5, ngo2 answers without a mark."""
    return [
        {"respondent": f"{kind}{number}", "question_id": question, "item_id": item,
         "institution_kind": kind, "answer": mark}
        for kind, own in given.items()
        for number, mark in enumerate(own, start=1)
    ]  # fmt: skip


def choices(item: str, words: Iterable[str | None], question: str = "Q1", kind: str = "ngo") -> Rows:
    """choices("p1.2", ["yes", "no"]): ngo1 says yes, ngo2 no; item without the name of the instrument."""
    return [
        {"respondent": f"{kind}{number}", "question_id": question, "item_id": f"{GUIDE}.{item}",
         "institution_kind": kind, "comment": word}
        for number, word in enumerate(words, start=1)
    ]  # fmt: skip


def rows_of(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """These columns row by row, with None where a cell is missing."""
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in frame[list(columns)].itertuples(index=False, name=None)
    ]
