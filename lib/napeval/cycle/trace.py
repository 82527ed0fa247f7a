"""Traces: which rows made a figure.

A trace is a list of row keys, ``table#key1|key2`` joined by semicolons. ``table#*`` means every row
of the table. Keys are written the same way in the addresses of claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote

import pandas as pd

_RESERVED = "%|;#:*"
_SAFE = "".join(chr(code) for code in range(32, 127) if chr(code) not in _RESERVED)

EVERY_ROW = "*"


def key_text(values: Iterable[object]) -> str:
    """The key of a row as text: its parts joined by |, reserved marks escaped, blanks empty."""
    return "|".join(_part(value) for value in values)


def key_parts(key: str) -> list[str]:
    """The parts of a key text, unescaped."""
    return [unquote(part) for part in key.split("|")]


def part_text(value: object) -> str:
    """One part of a key as text: blanks empty, whole numbers without decimals, dates as year-month-day."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _part(value: object) -> str:
    text = part_text(value)
    return text if text.isalnum() and text.isascii() else quote(text, safe=_SAFE)


def trace_of(table: str, rows: pd.DataFrame, keys: Sequence[str]) -> str:
    """The trace of a figure made from these rows of a table, in the order of the rows."""
    return ";".join(f"{table}#{key_text(row)}" for row in rows[list(keys)].itertuples(index=False, name=None))


def every_row(table: str) -> str:
    """The trace of a figure made from all rows of a table."""
    return f"{table}#{EVERY_ROW}"


def join_traces(traces: Iterable[str]) -> str:
    """Several traces as one, each row once, in order of first appearance."""
    parts = (part for trace in traces for part in trace.split(";") if part)
    return ";".join(dict.fromkeys(parts))
