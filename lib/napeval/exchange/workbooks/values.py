"""Values as openpyxl gives them, as plain values that JSON can carry."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.datetime import to_excel
from openpyxl.utils.escape import unescape

_KINDS = frozenset("bdens")
_CONTROL = re.compile(r"_x00[01][0-9A-Fa-f]_")  # openpyxl leaves these in, and has undone all others


def plain_value(cell: Any, epoch: datetime) -> tuple[str, Any, bool]:
    """(kind, value, whether a piece of it is struck through) of a cell of openpyxl.

    kind: "" for texts, numbers and booleans as they are, "d" for dates as ISO texts, "e" for words of errors.
    epoch: the day from which the workbook counts. A time of day, or a length of time, is a number of days.
    Raises ValueError for a value of no kind that a workbook may store.
    """
    value = cell.value
    if value is None:
        return "", None, False
    if cell.data_type not in _KINDS:
        raise ValueError(f"'{cell.data_type[:40]}' is no kind of cell")
    if cell.data_type == "e":
        return "e", str(value), False
    if isinstance(value, str | CellRichText):
        return "", plain_text(str(value)), _has_struck_piece(value)
    if isinstance(value, date | time | timedelta):
        return *_date_or_number(value, cell.number_format, epoch), False
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number without end")
    return "", value, False


def plain_text(text: str) -> str:
    """A text with its control characters as themselves; line ends as single newlines."""
    if "_x00" in text:
        text = _CONTROL.sub(lambda found: str(unescape(found[0])), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _has_struck_piece(value: str | CellRichText) -> bool:
    if isinstance(value, str):
        return False
    return any(isinstance(each, TextBlock) and each.font.strike and each.text.strip() for each in value)


def _date_or_number(
    value: date | time | timedelta, number_format: str, epoch: datetime
) -> tuple[str, str | float]:
    before = isinstance(value, datetime) and value < epoch  # Excel shows no such day
    if isinstance(value, time | timedelta) or before or _shows_time_alone(number_format):
        return "", float(to_excel(value, epoch))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return "d", value.isoformat()


@cache
def _shows_time_alone(number_format: str) -> bool:
    low = number_format.lower()
    return any(sign in low for sign in "hs") and not any(sign in low for sign in "dy")
