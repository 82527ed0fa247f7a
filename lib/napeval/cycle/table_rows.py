"""The rows of a table that was read: those that are none, keys that stand twice, keys that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from napeval.cycle.cleaning import cleaned
from napeval.cycle.converting import Converted
from napeval.cycle.faults import Fault
from napeval.cycle.grid import Grid
from napeval.cycle.judging import shown
from napeval.cycle.schemas import Schema
from napeval.cycle.trace import part_text


def words_meant(column: Converted) -> Iterator[str]:
    """What identifiers of mixed scripts stand for: who refers to them has no fault besides."""
    for said in column.remarks.values():
        yield from (
            remark.arguments["nearest"] for remark in said if remark.code in ("mixed_scripts", "script_alien")
        )


def refused_keys(grid: Grid, columns: Mapping[str, Converted], schema: Schema) -> Iterator[str]:
    """Words of the key that cannot be used as they stand."""
    for name in schema.primary_key:
        if name in grid.columns:
            words = grid.columns[name].words
            yield from (cleaned(words[place].as_py())[0] for place in columns[name].refused)


def rows_left_blank(columns: Mapping[str, Converted], schema: Schema) -> dict[int, str]:
    """Rows in which most cells are blank that must be filled, as in totals and notes, with the columns."""
    names = [field.name for field in schema.fields if field.required]
    counts: dict[int, list[str]] = {}
    for name in names:
        column = columns[name]
        blank = [place for place, said in column.remarks.items() if said[0].code == "cell_empty"]
        for row in map(int, column.rows_of(blank)):
            counts.setdefault(row, []).append(name)
    return {row: ", ".join(blank) for row, blank in counts.items() if 2 * len(blank) > max(len(names), 3)}


def key_faults(
    file: str, frame: pd.DataFrame, columns: Mapping[str, Converted], schema: Schema
) -> Iterator[Fault]:
    """Rows with the key of an earlier one: the same row twice, or two that contradict one another.

    A row with a part of its key that cannot be used is not compared.
    """
    if frame.empty:
        return
    parts = [columns[name] for name in schema.primary_key]
    keys = _joint([part.identity for part in parts])
    unclear = np.zeros(len(keys), dtype=bool)
    for part in parts:
        unclear[part.rows_of(part.refused)] = True
    repeated = pd.Series(keys).duplicated().to_numpy() & ~unclear
    if not repeated.any():
        return
    same_key = pd.Series(keys).isin(np.unique(keys[repeated])).to_numpy() & ~unclear
    in_doubt = np.flatnonzero(same_key)
    whole = _joint([columns[name].identity[in_doubt] for name in schema.names])
    first: dict[int, tuple[int, int]] = {}
    for row, same in zip(in_doubt, whole, strict=True):
        key = int(keys[row])
        if key not in first:
            first[key] = int(row), int(same)
            continue
        earlier, content = first[key]
        value = " | ".join(shown(part_text(part)) for part in frame.iloc[row][list(schema.primary_key)])
        code = "row_repeated" if content == same else "key_repeated"
        arguments = {"first": str(frame.index[earlier])}
        yield Fault(code, file, int(frame.index[row]), ", ".join(schema.primary_key), value, arguments)


def _joint(parts: list[np.ndarray]) -> np.ndarray:
    """One number per row that rows share which agree in every part."""
    joint = np.zeros(len(parts[0]), dtype="int64")
    for part in parts:
        size = int(part.max(initial=0)) + 2  # a blank is -1
        if int(joint.max(initial=0)) > 2**62 // size:
            joint = pd.factorize(joint)[0].astype("int64")
        joint = joint * size + (part + 1)
    return joint
