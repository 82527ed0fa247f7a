"""The plan as a structure: nothing leads back to itself, titles are there, weights fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from napeval.cycle.faults import Fault
from napeval.cycle.identifiers import split_list
from napeval.cycle.rules.rows import faults_of

_CHAINS = (
    ("plan/objectives", "objective_id", "parent_id"),
    ("plan/indicators", "indicator_id", "part_of"),
    ("plan/indicators", "indicator_id", "exposure_id"),
    ("monitoring/sources", "source_id", "derived_from"),
)
_TITLED = ("plan/objectives", "plan/indicators", "plan/activities")
_TITLE_LANGUAGES = ("sq", "en")
_WEIGHTED = (("plan/objectives", "parent_id"), ("plan/indicators", "objective_id"))
_WHOLES = (1.0, 100.0)
_NEARLY = 1e-6
_TOP = "–"
"""Stands for the group of those that lie under nothing."""


def structure_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Circles, missing titles, and weights that do not fit together."""
    for table, key, parents in _CHAINS:
        yield from _circles(tables[table], table, key, parents)
    for table in _TITLED:
        for language in _TITLE_LANGUAGES:
            column = f"title_{language}"
            yield from faults_of(
                tables[table], tables[table][column].isna(), "title_missing", table, column, shown=False
            )
    for table, group in _WEIGHTED:
        yield from _weights(tables[table], table, group)


def _circles(frame: pd.DataFrame, table: str, key: str, parents: str) -> Iterator[Fault]:
    """Rows that lead back to themselves."""
    linked = frame[frame[parents].notna() & frame[key].notna()]
    above = {name: split_list(cell) for name, cell in zip(linked[key], linked[parents], strict=True)}
    circular = {name for name in above if _leads_back(name, above)}
    yield from faults_of(frame, frame[key].isin(circular) & frame[parents].notna(), "circle", table, parents)


def _leads_back(start: str, above: Mapping[str, list[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(above[start])
    while ahead:
        step = ahead.pop()
        if step == start:
            return True
        if step not in seen:
            seen.add(step)
            ahead.extend(above.get(step, ()))
    return False


def _weights(frame: pd.DataFrame, table: str, group: str) -> Iterator[Fault]:
    """Weights stand beside all of a group or none, and add up to one or to a hundred.

    Where they do neither, shares of the whole and mere proportions cannot be told apart.
    """
    stated = frame["weight"].notna()
    if not stated.any():
        return
    for name, rows in frame.groupby(frame[group].fillna(""), sort=False):
        weighted = stated[rows.index]
        if weighted.any() and not weighted.all():
            yield from faults_of(
                rows, ~weighted, "weights_partial", table, "weight", shown=False,
                arguments={"group": str(name) or _TOP},
            )  # fmt: skip
        elif weighted.all():
            total = float(rows["weight"].sum())
            if not any(abs(total - whole) <= _NEARLY * whole for whole in _WHOLES):
                said = {"total": f"{total:g}", "group": str(name) or _TOP}
                row = int(str(rows.index[0]))
                yield Fault("weights_sum", f"{table}.csv", row, "weight", None, said, "warning")
