"""Rows of a cycle's tables as plain values, and its words in one language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.display.languages import Language

Row = Mapping[str, Any]
"""One row by column: text, float, int, bool, date; None for a blank."""


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Every row of a table in its order."""
    columns = {name: [_plain(value) for value in frame[name].tolist()] for name in frame.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def known_before(rows: list[Row], day: date) -> list[Row]:
    """The rows recorded before a day."""
    return [row for row in rows if row["recorded_on"] is not None and row["recorded_on"] < day]


def words_of(row: Row, stem: str, language: Language) -> str:
    """A title or statement of a row in a language; in another one where it has none there."""
    columns = {code: f"{stem}_{code}" for code in ("en", "sq", "sr")}
    texts = {code: str(row[name]) for code, name in columns.items() if row.get(name)}
    return language.own(texts) or next(iter(texts.values()), "")


def institution_names(cycle: Cycle, language: Language) -> Mapping[str, str]:
    """Name of every institution by its code; the code where the plan gives no name."""
    return {
        row["institution"]: words_of(row, "name", language) or row["institution"]
        for row in rows_of(cycle.tables["plan/institutions"])
    }
