"""What the rules share: faults for the rows of a mask, cells as messages show them, values looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd

from napeval.cycle.faults import Fault, Severity
from napeval.cycle.judging import shown as shown_text
from napeval.cycle.trace import part_text

CELL_KEYS = ("indicator_id", "dimension", "category")
"""What a baseline, a target and an observation share where they speak of the same cell."""

_NONE: Mapping[str, str] = MappingProxyType({})


def faults_of(
    frame: pd.DataFrame,
    wrong: pd.Series | np.ndarray,
    code: str,
    table: str,
    column: str,
    *,
    severity: Severity = "error",
    shown: bool = True,
    arguments: Mapping[str, str] | Callable[[pd.Series], Mapping[str, str]] = _NONE,
) -> Iterator[Fault]:
    """One fault for each row of the frame that is marked wrong.

    shown: whether its cell is quoted. arguments: of every fault alike, or made from its row.
    """
    places = np.flatnonzero(np.asarray(wrong, dtype=bool))
    if not len(places):
        return
    cells = frame[column].iloc[places]
    for place, row, cell in zip(places, cells.index, cells, strict=True):
        value = shown_text(part_text(cell)) if shown else ""
        said = arguments(frame.iloc[place]) if callable(arguments) else arguments
        yield Fault(code, f"{table}.csv", int(row), column, value or None, said, severity)


def looked_up(keys: pd.Series, frame: pd.DataFrame, key: str, value: str) -> pd.Series:
    """The value that a table gives for each key; missing where it has no such row."""
    known = pd.Series(frame[value].array, index=pd.Index(frame[key].array))
    return keys.map(known[known.index.notna() & ~known.index.duplicated()])


def group_number(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """A number that rows share which agree in these columns, blanks included."""
    return frame.groupby(list(columns), dropna=False, sort=False).ngroup()
