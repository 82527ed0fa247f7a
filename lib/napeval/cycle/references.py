"""Identifiers that stand for a row of another table: is that row there?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice

import pandas as pd

from napeval.cycle.cleaning import in_latin
from napeval.cycle.faults import Fault, nearest
from napeval.cycle.identifiers import LISTS, split_list
from napeval.cycle.judging import shown
from napeval.cycle.schemas import schemas
from napeval.cycle.tables import TableReading

_LINKS = "monitoring/recommendations_received"
_STRENGTHS = ("direct", "partial")
_MOST_SUGGESTED = 50
_OTHER_SEPARATORS = re.compile(r"[,/+&\n]| dhe | i | and ")


def reference_faults(read: Mapping[str, TableReading]) -> Iterator[Fault]:
    """Identifiers that stand for no row of the table they refer to, and links without a strength.

    A table that could not be read has a fault of its own, and what refers to it is not held against it. A
    table that is not there though others refer to it is one fault, not one for each row.
    """
    known: dict[tuple[str, str], set[str]] = {}
    single = [(name, *key, False) for name in read for key in schemas()[name].foreign_keys]
    needed: dict[str, str] = {}
    for name, column, other, other_column, several in [*single, *((*place, True) for place in LISTS)]:
        if name not in read or other not in read:
            continue
        cells = read[name].found[column].dropna()
        if read[other].absent and len(cells):
            needed.setdefault(other, f"{read[name].file}, {column}")
        elif read[other].keyed:
            if (other, other_column) not in known:
                there = read[other].found[other_column].dropna()
                known[other, other_column] = {*there, *read[other].unplaced}
            yield from _unknown(
                cells, read[name], column, read[other], known[other, other_column], several=several
            )
    for other, by in needed.items():
        yield Fault("table_needed", f"{other}.csv", arguments={"by": by})
    if _LINKS in read:
        yield from _link_faults(read[_LINKS])


def _unknown(
    cells: pd.Series,
    own: TableReading,
    column: str,
    other: TableReading,
    known: Collection[str],
    *,
    several: bool,
) -> Iterator[Fault]:
    """Of very many unknown words the first are given a nearest one: each is compared with every row.

    A word that is likest to a key that has a fault of its own is not held against the row besides.
    """
    parts = {cell: split_list(cell) if several else [cell] for cell in cells.unique()}
    wrong_parts = {cell: [part for part in named if part not in known] for cell, named in parts.items()}
    unknown = {cell: wrong for cell, wrong in wrong_parts.items() if wrong}
    if not unknown:
        return
    words = dict.fromkeys(word for wrong in unknown.values() for word in wrong)
    suggestions = {word: _suggestion(word, known, several) for word in islice(words, _MOST_SUGGESTED)}
    for row, cell in cells[cells.isin(unknown)].items():
        for word in unknown[cell] if row not in own.left_blank else ():
            near = suggestions.get(word, "")
            if near and near in other.refused:
                continue
            arguments = {"table": other.file, "nearest": near}
            yield Fault("reference_unknown", own.file, int(str(row)), column, shown(word), arguments)


def _suggestion(word: str, known: Collection[str], several: bool) -> str:
    """What was most likely meant: the same in Latin letters, a list, or the likest of the known words."""
    if in_latin(word) in known:
        return in_latin(word)
    parts = [part.strip() for part in _OTHER_SEPARATORS.split(word)]
    if several and len(parts) > 1 and all(part in known for part in parts):
        return ";".join(parts)
    return nearest(word, known)


def _link_faults(reading: TableReading) -> Iterator[Fault]:
    """Links of recommendations to activities without a strength each, or with an unknown one."""
    received = reading.frame
    for row, activities, strengths in zip(
        received.index, received["activity_ids"], received["link_strengths"], strict=True
    ):
        named, stated = (
            split_list(cell) if isinstance(cell, str) else [] for cell in (activities, strengths)
        )
        place = (reading.file, int(str(row)), "link_strengths")
        if len(named) != len(stated):
            arguments = {"expected": str(len(named)), "found": str(len(stated))}
            yield Fault("links_unequal", *place, strengths if stated else None, arguments)
        for word in stated:
            if word not in _STRENGTHS:
                arguments = {"allowed": ", ".join(_STRENGTHS), "nearest": nearest(word, _STRENGTHS)}
                yield Fault("word_not_allowed", *place, word, arguments)
