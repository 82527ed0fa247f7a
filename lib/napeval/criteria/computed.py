"""Computed evidence: a cell of a results table, brought to 0 to 100 points by its rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd

from napeval.criteria.addresses import Address, EvidenceError, rows_at
from napeval.criteria.exact import exact
from napeval.criteria.questions import EvidenceItem, Matrix
from napeval.cycle.trace import join_traces, part_text

WITHHELD = ":c"  # how a released table marks a cell hidden to protect persons
WORST, BEST = Fraction(0), Fraction(100)


@dataclass(frozen=True)
class Reading:
    """What one item of evidence says, in points of 0 to 100.

    value: None where nothing is known; then lower and upper are 0 and 100. n: rows, respondents, raters or
    pieces of collected evidence. reasons: codes. confirmed: share of the links behind it that somebody has
    confirmed. coverage: share of what it speaks of that is known (0-1), None where that has no meaning.
    sources: the independent sources behind it, after derived_from. disputed: whether it rests on figures that
    sources dispute; disputed_share: the share of the monitored rows behind it that they dispute (0-1).
    marks: points by evaluator or respondent, where people gave them. consensus: points that the evaluators
    agreed on after talking, None where they wrote down none.
    """

    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    n: int
    reasons: tuple[str, ...] = ()
    trace: str = ""
    confirmed: Fraction = Fraction(1)
    coverage: Fraction | None = None
    sources: frozenset[str] = frozenset()
    disputed: bool = False
    marks: tuple[tuple[str, Fraction], ...] = ()
    consensus: Fraction | None = None
    disputed_share: Fraction = Fraction(0)


def unknown(reason: str, n: int = 0, trace: str = "", coverage: Fraction | None = None) -> Reading:
    """A reading that says nothing: anything from 0 to 100."""
    return Reading(None, WORST, BEST, n, (reason,), trace, coverage=coverage)


@dataclass(frozen=True)
class Cells:
    """Reads cells of results tables by the addresses of a matrix."""

    results: Mapping[str, pd.DataFrame]
    matrix: Matrix

    def rows(self, address: Address) -> pd.DataFrame:
        """The rows of an address, maybe none."""
        return rows_at(address, self.results, self.matrix.tables)

    def number(self, address: Address) -> Fraction | str:
        """The number of one cell, or why there is none: no_row, no_value, withheld."""
        rows = self._one(address)
        return "no_row" if rows.empty else _number(address, rows[address.column].iloc[0])

    def points(self, address: Address, points: Mapping[str, Fraction]) -> Fraction | str:
        """The points of the code in one cell, or why there are none: also code_without_points."""
        rows = self._one(address)
        if rows.empty:
            return "no_row"
        cell = rows[address.column].iloc[0]
        return _silence(cell) or points.get(part_text(cell), "code_without_points")

    def _one(self, address: Address) -> pd.DataFrame:
        rows = self.rows(address)
        if len(rows) > 1:
            raise EvidenceError(f"{address}: {len(rows)} rows; expected one")
        return rows

    def trace(self, item: EvidenceItem) -> str:
        """The traces of every row that an item reads."""
        cells = (self.rows(address) for address in item.addresses)
        return join_traces(
            str(trace) for rows in cells if "trace" in rows for trace in rows["trace"].dropna()
        )


def read_computed(item: EvidenceItem, cells: Cells) -> Reading:
    """The reading of a computed item. Raises EvidenceError for wrong names and for shares outside 0 to 1."""
    if item.address is None:
        raise EvidenceError(f"item {item.id}: no address")
    trace = cells.trace(item)
    if item.rule == "share_of_rows":
        return _share_of_rows(item, item.address, cells, trace)
    names = {"low": item.address, "high": item.address.beside(item.high)}
    if item.rule != "interval":
        names = {"value": item.address}
        if item.low:
            names |= {"low": item.address.beside(item.low), "high": item.address.beside(item.high)}
    if item.rule == "codes":
        found = {name: cells.points(address, item.points) for name, address in names.items()}
    else:
        found = {name: cells.number(address) for name, address in names.items()}
    known = {name: number for name, number in found.items() if isinstance(number, Fraction)}
    coverage = _coverage(item, item.address, cells)
    share = coverage if isinstance(coverage, Fraction) else None
    if len(known) < len(found):
        reason = next(reason for reason in found.values() if isinstance(reason, str))
        return unknown(reason, trace=trace, coverage=share)
    if coverage is not None and (share is None or share < cells.matrix.rules.minimum_known):
        return unknown("too_little_known", 1, trace, share)
    if item.over is not None:
        whole = cells.number(item.over)
        if isinstance(whole, str) or whole == 0:
            reason = whole if isinstance(whole, str) else "nothing_to_share"
            return unknown(reason, trace=trace, coverage=share)
        known = {name: number / whole for name, number in known.items()}
    return _with_confirmation(replace(_points(item, known, trace), coverage=share), item, cells)


def read_context(item: EvidenceItem, cells: Cells) -> Reading:
    """The reading of a context item: how many rows say something. It has no points.

    Raises EvidenceError for wrong names.
    """
    if item.address is None:
        raise EvidenceError(f"item {item.id}: no address")
    silences = [_silence(cell) for cell in cells.rows(item.address)[item.address.column]]
    told = silences.count("")
    reasons = tuple(dict.fromkeys(silence for silence in silences if silence)) or ("no_row",)
    return Reading(None, None, None, told, () if told else reasons, cells.trace(item))


def _coverage(item: EvidenceItem, address: Address, cells: Cells) -> Fraction | str | None:
    """How much of the figure is known, or why that is not told; None where the item names no such column."""
    return cells.number(address.beside(item.coverage)) if item.coverage else None


def _points(item: EvidenceItem, known: Mapping[str, Fraction], trace: str) -> Reading:
    capped = False
    points: dict[str, Fraction] = {}
    for name, number in known.items():
        if item.rule == "codes":
            points[name] = number
        elif item.rule == "linear":
            position = (number - item.start) / (item.end - item.start)
            capped = capped or not 0 <= position <= 1
            points[name] = min(max(position, Fraction(0)), Fraction(1)) * 100
        else:
            if not 0 <= number <= 1:
                raise EvidenceError(
                    f"item {item.id}, {item.address}: found {float(number):g}; a share lies from 0 to 1"
                )
            points[name] = (1 - number if item.rule == "inverse_share" else number) * 100
    reasons = ("capped",) if capped else ()
    if item.rule == "interval":
        middle = (points["low"] + points["high"]) / 2
        reasons = ("interval_middle",) if points["low"] != points["high"] else ()
        return Reading(middle, min(points.values()), max(points.values()), 1, reasons, trace)
    lower, upper = min(points.values()), max(points.values())
    return Reading(points["value"], lower, upper, 1, reasons, trace)


def _share_of_rows(item: EvidenceItem, address: Address, cells: Cells, trace: str) -> Reading:
    rows = cells.rows(address)
    found = [_number(address, cell) for cell in rows[address.column]]
    known = [number for number in found if isinstance(number, Fraction)]
    if not known:
        reason = "withheld" if "withheld" in found else "no_value"
        return unknown("no_row" if rows.empty else reason, trace=trace)
    # Too few rows known is too little known, as for any other figure.
    coverage = Fraction(len(known), len(found))
    if coverage < cells.matrix.rules.minimum_known:
        return unknown("too_little_known", len(known), trace, coverage)
    true = sum(number > 0 for number in known)
    best = true + len(found) - len(known)
    reading = Reading(
        Fraction(100 * true, len(known)),
        Fraction(100 * true, len(found)),
        Fraction(100 * best, len(found)),
        len(known),
        ("rows_unknown",) if len(known) < len(found) else (),
        trace,
        coverage=coverage,
    )
    return _with_confirmation(reading, item, cells)


def _with_confirmation(reading: Reading, item: EvidenceItem, cells: Cells) -> Reading:
    """The share of links confirmed; none where that is not known or there is no link."""
    if item.confirmed is None or item.confirmable is None:
        return reading
    confirmed, links = cells.number(item.confirmed), cells.number(item.confirmable)
    share = Fraction(0)
    if isinstance(confirmed, Fraction) and isinstance(links, Fraction) and links > 0:
        share = confirmed / links
    reasons = reading.reasons if share == 1 else (*reading.reasons, "links_only_proposed")
    return replace(reading, reasons=reasons, confirmed=share)


def _number(address: Address, cell: object) -> Fraction | str:
    silence = _silence(cell)
    if silence:
        return silence
    if isinstance(cell, str):
        raise EvidenceError(f"{address}: found '{cell}'; expected a number")
    return exact(float(cell))  # type: ignore[arg-type]


def _silence(cell: object) -> str:
    """Why a cell says nothing: no_value, withheld; "" where it says something."""
    if cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and cell != cell):
        return "no_value"
    if isinstance(cell, str):
        return "withheld" if cell == WITHHELD else "" if cell.strip() else "no_value"
    return ""
