"""What every answer of this room says: on how much it rests, how it was found, whether it may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

State = Literal["holds", "doubtful", "not_checkable"]


@dataclass(frozen=True)
class Assumption:
    """One thing a method takes for granted, and what the data say of it.

    state: holds (checked, nothing speaks against it), doubtful (checked, something does), not_checkable (from
    these numbers alone it cannot be seen). p: of the check, where there was one.
    """

    code: str
    state: State = "not_checkable"
    p: float | None = None


@dataclass(frozen=True)
class Effect:
    """How much: value and interval in the unit that `unit` names (a code), at `confidence` (0-1)."""

    value: float
    unit: str
    interval: tuple[float, float] | None = None
    confidence: float | None = None


@dataclass(frozen=True, kw_only=True)
class Result:
    """The frame of every result of this room.

    n, n_missing: points used, and points left out because the value is missing. method: how the answer was
    found (a code). reportable: may it be shown as an answer; reason: the code of the refusal, None when
    reportable. assumptions: what is taken for granted. Values beside a refusal are there to check the
    arithmetic only.
    """

    OPTIONS: ClassVar[tuple[str, ...]] = ()

    n: int
    n_missing: int
    reportable: bool
    reason: str | None
    method: str
    assumptions: tuple[Assumption, ...] = ()

    @property
    def options(self) -> Mapping[str, Any]:
        """What the caller chose, or left as it is by default."""
        return {name: getattr(self, name) for name in self.OPTIONS}

    @property
    def effect(self) -> Effect | None:
        """How much, with its interval; None where the method measures no amount or none can be given."""
        return None


@dataclass(frozen=True)
class Many:
    """One method over many series: every field of its result as a column, one entry for each series.

    Numbers are arrays with NaN where a series has none; pairs (intervals) are arrays of two columns; codes
    and whatever is no number are arrays of objects.
    """

    columns: Mapping[str, NDArray[Any]]

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.columns[name]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))


def each(method: Callable[[Any], Result], series: Iterable[Any]) -> Many:
    """The answers of a method for many series, one by one, as columns; for methods without a faster way.

    method: takes one series and gives its result. series: at least one.
    Raises ValueError when there is no series.
    """
    return gathered([method(one) for one in series])


def gathered(results: Sequence[Result]) -> Many:
    """Results of one method, a result for each series, as columns.

    Raises ValueError when there is none.
    """
    if not results:
        raise ValueError("series: found none; allowed: at least one.")
    return Many({f.name: _column([getattr(one, f.name) for one in results]) for f in fields(results[0])})


def _column(cells: list[Any]) -> NDArray[Any]:
    known = [cell for cell in cells if cell is not None]
    if all(isinstance(cell, bool | np.bool_) for cell in cells):
        return np.array(cells, dtype=bool)
    if known and all(_is_number(cell) for cell in known):
        return np.array([np.nan if cell is None else float(cell) for cell in cells])
    if known and all(_is_pair(cell) for cell in known):
        return np.array([(np.nan, np.nan) if cell is None else cell for cell in cells], dtype=float)
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    return column


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float | np.integer | np.floating) and not isinstance(cell, bool)


def _is_pair(cell: object) -> bool:
    return isinstance(cell, tuple) and len(cell) == 2 and all(_is_number(part) for part in cell)
