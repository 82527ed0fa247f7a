"""Movements: whether the later of two values of an indicator lies nearer to what the plan wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.periods import parse_period
from napeval.measures.definitions import definition_changes, is_of_last_definition

NEARER, FURTHER, UNCHANGED, NOT_COMPARABLE = "nearer", "further", "unchanged", "not_comparable"
MOVEMENTS = (NEARER, FURTHER, UNCHANGED, NOT_COMPARABLE)
_PLANNED = ("baseline", "target", "target_upper", "target_bound")
_UP_TO_NOW = frozenset({"stock", "cumulative", "running_total"})
"""Values that stand for a day, or for all time up to it, however long their period is."""
_INEXACT = frozenset({"value_at_least", "value_at_most", "value_approximate"})
_SIGNS: Mapping[object, int] = {"increase": 1, "decrease": -1}

Figure = Mapping[Any, Any]
"""A row of achievement()."""


class Comparison:
    """Compares the values of the indicators of a plan on two days."""

    def __init__(self, cycle: Cycle) -> None:
        indicators = cycle.table("plan/indicators")
        self._direction = dict(zip(indicators["indicator_id"], indicators["direction"], strict=True))
        self._accumulation = dict(zip(indicators["indicator_id"], indicators["accumulation"], strict=True))
        self._changes = definition_changes(cycle)

    def movement(self, then: Figure, now: Figure) -> str:
        """nearer, further, unchanged or not_comparable. then, now: of the same figure on both days."""
        if not (_is_known(then) and _is_known(now) and self._same_kind(then, now)):
            return NOT_COMPARABLE
        if _same_plan(then, now) and pd.notna(then["progress_low"]) and pd.notna(now["progress_low"]):
            return _step(then, now, "progress", 1)
        return _step(then, now, "actual", _SIGNS.get(self._direction[now["indicator_id"]], 0))

    def _same_kind(self, then: Figure, now: Figure) -> bool:
        """Whether both values are exact and count the same thing over periods that can be compared."""
        name, first, last = now["indicator_id"], *(parse_period(row["actual_period"]) for row in (then, now))
        inexact = any(_INEXACT & set(split_list(row["flags"])) for row in (then, now))
        same_length = self._accumulation[name] in _UP_TO_NOW or first.months == last.months
        return (
            not inexact
            and same_length
            and is_of_last_definition(first, self._changes.get(name, ()), last.end)
        )


def _is_known(row: Figure) -> bool:
    """Whether there is a value and the period it is about; a milestone that the plan drops has no period."""
    return pd.notna(row["actual_low"]) and isinstance(row["actual_period"], str)


def _same_plan(then: Figure, now: Figure) -> bool:
    return all(then[name] == now[name] or (pd.isna(then[name]) and pd.isna(now[name])) for name in _PLANNED)


def _step(then: Figure, now: Figure, column: str, sign: int) -> str:
    """What holds for every value that the sources admit; sign: 1 where more is wanted, -1 less, 0 unknown."""
    low, high = f"{column}_low", f"{column}_high"
    if then[low] == then[high] == now[low] == now[high]:
        return UNCHANGED
    rises, falls = now[low] > then[high], now[high] < then[low]
    if not sign or not (rises or falls):
        return NOT_COMPARABLE
    return NEARER if rises == (sign > 0) else FURTHER
