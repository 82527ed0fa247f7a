"""One column as text, judged and converted by the declared type of its field."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute

from napeval.cycle.cleaning import cleaned, to_clean
from napeval.cycle.conventions import Conventions
from napeval.cycle.grid import Column
from napeval.cycle.judging import Judgement, Remark
from napeval.cycle.number_columns import numbers
from napeval.cycle.schemas import Field
from napeval.cycle.text_columns import booleans, days, texts

_TEXT = pd.StringDtype(na_value=np.nan)
"""Text as data frames hold it, blanks missing."""


@dataclass(frozen=True)
class Converted:
    """A column converted.

    values: typed, one per row. of_words: what each distinct word stands for. places: for each row the
    place of its word, by which remarks and signs are found. refused: places of words that cannot be used.
    """

    values: Any
    of_words: np.ndarray
    places: np.ndarray
    remarks: Mapping[int, Sequence[Remark]]
    signs: Mapping[int, str]
    refused: frozenset[int] = frozenset()

    @property
    def identity(self) -> np.ndarray:
        """For each row a number that equal values share, -1 for blanks."""
        return pd.factorize(self.of_words)[0][self.places]

    def rows_of(self, places: Collection[int]) -> np.ndarray:
        """The rows, counted from 0, whose word stands at one of these places."""
        if not places:
            return np.array([], dtype="int64")
        wanted = np.zeros(max(int(self.places.max(initial=-1)), *places) + 1, dtype=bool)
        wanted[list(places)] = True
        return np.flatnonzero(wanted[self.places])


def convert(column: Column, field: Field, conventions: Conventions, *, is_code: bool) -> Converted:
    """A column by the type of its field. is_code: its words are identifiers, which mix no scripts."""
    if not field.required and len(column.words) == 1 and not column.words[0].as_py():
        return Converted(_blanks(field.type, len(column.codes)), np.zeros(1), column.codes, {}, {})
    judged = Judgement(field, conventions, is_code=is_code)
    words = _clean(column.words, judged)
    if field.required:
        for place in np.flatnonzero(pa.compute.equal(words, "").to_numpy(zero_copy_only=False)):
            judged.refuse(int(place), "cell_empty", "")
    places = column.codes
    if field.type in ("number", "integer"):
        of_words = numbers(words, judged)
        values = _number_array(of_words[places], field.type)
    elif field.type == "date":
        of_words = days(words, judged)
        values = pd.Series(of_words[places], dtype="datetime64[s]").array
    elif field.type == "boolean":
        of_words = booleans(words, judged)
        rows = of_words[places]
        values = pd.arrays.BooleanArray(rows == 1, rows == -1)
    else:
        judged_words = texts(words, judged)
        of_words = judged_words.dictionary_encode().indices.to_numpy(zero_copy_only=False)
        values = _text_array(judged_words, places)
    return Converted(values, of_words, places, judged.remarks, judged.signs, frozenset(judged.refused))


def typed_blank(kind: str) -> Any:
    """A column without rows, typed as declared."""
    return _blanks(kind, 0)


def _blanks(kind: str, count: int) -> Any:
    """A column of blank cells, typed as declared."""
    if kind in ("number", "integer"):
        return _number_array(np.full(count, np.nan), kind)
    if kind == "date":
        return pd.Series(np.full(count, np.datetime64("NaT"), dtype="datetime64[s]")).array
    if kind == "boolean":
        return pd.arrays.BooleanArray(np.zeros(count, dtype=bool), np.ones(count, dtype=bool))
    return _TEXT.__from_arrow__(pa.nulls(count, pa.string()))


def _clean(words: pa.StringArray, judged: Judgement) -> pa.StringArray:
    """The words without what nobody sees; declared marks of missing values are blanks."""
    missing = set(judged.conventions.missing_marks)
    suspect = to_clean(words)
    if not len(suspect) and not missing:
        return words
    found = words.to_pylist()
    for place in map(int, suspect):
        before = found[place]
        found[place], done = cleaned(before)
        for code in done:
            judged.normalised(place, before, found[place], code)
    return pa.array(["" if word in missing else word for word in found], pa.string())


def _number_array(rows: np.ndarray, kind: str) -> Any:
    if kind == "number":
        return pd.array(rows, dtype="float64")
    blank = np.isnan(rows)
    return pd.arrays.IntegerArray(np.where(blank, 0, rows).astype("int64"), blank)


def _text_array(words: pa.StringArray, places: np.ndarray) -> Any:
    texts_or_none = pa.compute.if_else(pa.compute.equal(words, ""), pa.scalar(None, pa.string()), words)
    return _TEXT.__from_arrow__(texts_or_none.take(pa.array(places)))
