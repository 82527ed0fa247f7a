"""Columns of numbers: plain ones read at once, the others one by one, and one decimal mark for all."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute

from napeval.cycle.judging import Judgement, shown
from napeval.cycle.numbers import NumberFault, parse_number

_PLAIN = r"^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?$"
"""Numbers that have one reading whatever the marks, and that a float holds exactly as written."""


def numbers(words: pa.StringArray, judged: Judgement) -> np.ndarray:
    """The number for each distinct word; not a number for blanks and for what cannot be read."""
    plain = pa.compute.match_substring_regex(words, _PLAIN)
    values = (
        pa.compute.if_else(plain, words, pa.scalar(None, pa.string()))
        .cast(pa.float64())
        .to_numpy(zero_copy_only=False)
        .astype("float64")
    )
    is_plain = _flags(plain)
    fractions = np.flatnonzero(is_plain & _flags(pa.compute.match_substring(words, ".")))
    one_by_one = np.flatnonzero(~is_plain)
    if judged.conventions.decimal_mark == "," or judged.field.type == "integer":
        one_by_one = np.union1d(one_by_one, fractions)
    marks = {".": [int(place) for place in fractions], ",": []}
    for place in map(int, one_by_one):
        text = words[place].as_py()
        values[place] = _number(place, text, judged, marks) if text else np.nan
    if all(marks.values()):
        _judge_marks(values, words, marks, judged)
    _judge_range(values, words, judged)
    return values


def _flags(values: pa.BooleanArray) -> np.ndarray:
    return values.to_numpy(zero_copy_only=False).astype(bool)


def _number(place: int, text: str, judged: Judgement, marks: dict[str, list[int]]) -> float:
    """One number that is not written plainly."""
    field, currency = judged.field, judged.conventions.currency
    read = parse_number(text, decimal=judged.conventions.decimal_mark)
    if isinstance(read, NumberFault):
        whole = read.code == "not_a_number" and field.type == "integer"
        judged.refuse(place, "not_an_integer" if whole else read.code, text, read.arguments)
        return np.nan
    value = read.value
    if field.type == "integer" and value != value.to_integral_value():
        judged.refuse(place, "not_an_integer", text)
        return np.nan
    if read.sign and not _fits(read.sign, field.unit, currency):
        judged.refuse(place, "sign_unfit", text, {"sign": read.sign})
        return np.nan
    if read.decimal:
        marks[read.decimal].append(place)
    if read.sign:
        judged.signs[place] = read.sign
        value = value / 100 if (read.sign, field.unit) == ("%", "share") else value
    written = _plain_text(value)
    as_typed = text if field.type == "integer" else _without_zeros(text)
    if written != as_typed:
        judged.normalised(place, text, written)
    return float(value)


def _fits(sign: str, unit: str, currency: str) -> bool:
    """Whether a sign beside a number fits its column; what fits the indicator of a row is judged by rows."""
    if unit == "indicator_unit":
        return True
    return unit in ("percent", "share") if sign == "%" else unit == "currency" and currency in ("", sign)


def _plain_text(value: Decimal) -> str:
    return _without_zeros(f"{value:f}")


def _without_zeros(text: str) -> str:
    """A number as tables write it, without zeros at the end of its decimals."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _judge_marks(
    values: np.ndarray, words: pa.StringArray, marks: dict[str, list[int]], judged: Judgement
) -> None:
    """A column keeps to one decimal mark: the numbers with the rarer or later one are refused."""
    usual, odd = sorted(marks, key=lambda mark: (-len(set(marks[mark])), min(marks[mark])))
    example = shown(words[min(marks[usual])].as_py())
    for place in sorted(set(marks[odd])):
        judged.forget(place)
        judged.refuse(place, "conventions_mixed", words[place].as_py(), {"example": example})
        values[place] = np.nan


def _judge_range(values: np.ndarray, words: pa.StringArray, judged: Judgement) -> None:
    """Numbers below the least or above the greatest allowed one, where there are such."""
    low, high = judged.field.minimum, judged.field.maximum
    if low is None and high is None:
        return
    limits = {name: f"{limit:g}" for name, limit in (("low", low), ("high", high)) if limit is not None}
    code = "out_of_range" if len(limits) == 2 else "below_least" if low is not None else "above_most"
    outside = (values < (-np.inf if low is None else low)) | (values > (np.inf if high is None else high))
    for place in map(int, np.flatnonzero(outside)):
        judged.refuse(place, code, words[place].as_py(), limits)
