"""The release gate: the one way from a computed table to any reader.

Counts of persons below the threshold are hidden, and with them every figure of the same row that was
computed from them, unless all sources of the row are published and signed for. Ratios from sources that
are not, and figures in units the library does not know, are protected too, and so are words that were
reported. Other parts of the same whole
are hidden where they would give a hidden part back. Traces do not say who answered. A table that is not
declared does not pass. Source: thresholds of the disclosure-control practice for victims' data (least
count 10 for public tables).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from napeval.cycle.faults import nearest
from napeval.cycle.trace import key_text
from napeval.release.catalogue import CATALOGUE, FOLLOWS
from napeval.release.claims import (
    SUPPRESSED_MARK,
    TEXT_KINDS,
    Claim,
    Declaration,
    ProtectionRefused,
    State,
    UndeclaredResult,
    address,
    declared,
    split_address,
    with_units,
)
from napeval.release.exposure import exposed_rows, told_rows, without_who_answered
from napeval.release.margins import NO_WHOLES, Place, places, with_their_margins
from napeval.release.policy import Policy

FIGURE_KEYS = ("indicator_id", "dimension", "category")
Figure = tuple[str, str, str]
"""A figure of achievement: indicator, dimension and category."""
_OF_ANOTHER_PERIOD = "baseline"
"""The protected column whose figures are not of the period of their row."""


class Row(Mapping[str, Claim]):
    """One row of a released table: its cells as claims by column name."""

    def __init__(self, table: ReleasedTable, position: int) -> None:
        self._table = table
        self._position = position

    def __getitem__(self, column: str) -> Claim:
        return self._table.cell(self._position, column)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.declaration.names)

    def __len__(self) -> int:
        return len(self._table.declaration.names)

    def text(self, column: str) -> str:
        """A code, key or text cell as a string; "" where it is missing."""
        value = self[column].value
        return "" if value is None else str(value)


@dataclass(frozen=True)
class ReleasedTable:
    """A results table after the gate. suppressed: true where a cell is hidden (its value is gone)."""

    declaration: Declaration
    frame: pd.DataFrame
    suppressed: pd.DataFrame

    @property
    def marked(self) -> pd.DataFrame:
        """The table as its files show it: hidden cells hold the mark and are not taken for unknown."""
        return self.frame.mask(self.suppressed, SUPPRESSED_MARK)

    @cached_property
    def _positions(self) -> dict[str, int]:
        keys = self.frame[list(self.declaration.keys)].itertuples(index=False, name=None)
        return {key_text(key): position for position, key in enumerate(keys)}

    @property
    def key_texts(self) -> tuple[str, ...]:
        """The keys of all rows, as they stand in addresses, in table order."""
        return tuple(self._positions)

    @cached_property
    def _values(self) -> dict[str, list[object]]:
        return {name: self.frame[name].astype("object").tolist() for name in self.declaration.names}

    @cached_property
    def _hidden(self) -> dict[str, list[bool]]:
        return {name: self.suppressed[name].astype(bool).tolist() for name in self.declaration.names}

    @cached_property
    def _addresses(self) -> list[str]:
        """The address of each row, without a column."""
        keys = self.frame[list(self.declaration.keys)].itertuples(index=False, name=None)
        return [address(self.declaration.name, key, "") for key in keys]

    def cell(self, position: int, column: str) -> Claim:
        """The claim at a position (0-based row) and column. Raises KeyError for an unknown column."""
        described = self.declaration.column(column)
        value = _plain(self._values[column][position])
        hidden = self._hidden[column][position]
        state: State = "suppressed" if hidden else "missing" if value is None else "shown"
        row = {"unit": _plain(self._values["unit"][position])} if "unit" in self._values else {}
        unit = with_units(self.declaration, row, column)
        trace = _plain(self._values["trace"][position])
        return Claim(self._addresses[position] + column, value, described.kind, unit, state, str(trace or ""))

    def row(self, *keys: object) -> Row:
        """The row with these keys. Raises KeyError naming the table and the keys."""
        key = key_text(keys)
        if key not in self._positions:
            raise KeyError(f"results table {self.declaration.name} has no row {key}")
        return Row(self, self._positions[key])

    def row_at(self, key: str) -> Row:
        """The row with this key as it stands in addresses. Raises KeyError where there is none."""
        return Row(self, self._positions[key])

    def has(self, *keys: object) -> bool:
        """Whether there is a row with these keys."""
        return key_text(keys) in self._positions

    def rows(self, **equal: object) -> list[Row]:
        """The rows whose columns equal these values, in table order."""
        chosen = range(len(self.frame))
        return [
            Row(self, at)
            for at in chosen
            if all(_plain(self._values[name][at]) == value for name, value in equal.items())
        ]


def _plain(value: object) -> object:
    """A cell as a plain Python value; blanks as None."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    return value.item() if hasattr(value, "item") else value


@dataclass(frozen=True)
class Released:
    """Every results table after the gate: all that notebooks, writers and readers ever see."""

    tables: Mapping[str, ReleasedTable]

    def __getitem__(self, name: str) -> ReleasedTable:
        return self.tables[name]

    def claim(self, text: str) -> Claim:
        """The claim at an address. Raises KeyError or ValueError where there is none."""
        table, key, column = split_address(text)
        found = self.tables[table]
        positions = found._positions
        if key not in positions:
            raise KeyError(f"no claim at {text}: results table {table} has no row {key}")
        return found.cell(positions[key], column)


def release(
    results: Mapping[str, pd.DataFrame],
    policy: Policy,
    sources: pd.DataFrame,
    *,
    audience: str,
    wholes: Mapping[str, str] = NO_WHOLES,
) -> Released:
    """Pass computed tables through the gate for one audience.

    results: frames by name, each as declared in the catalogue. sources: the cycle's sources table.
    wholes: the indicator that an indicator is part of.
    Raises UndeclaredResult for a table the catalogue does not know or that looks otherwise, and
    ProtectionRefused for an audience without a threshold, or for a table that follows another (FOLLOWS)
    without that one: nothing is released then.
    """
    if audience not in policy.thresholds:
        known = ", ".join(policy.thresholds)
        near = nearest(audience, policy.thresholds)
        raise ProtectionRefused(
            f"no threshold for the audience '{audience}'; there are {known}."
            + (f" Did you mean '{near}'?" if near else "")
        )
    for name in results:
        if name in FOLLOWS and FOLLOWS[name] not in results:
            raise ProtectionRefused(
                f"results table {name} hides what {FOLLOWS[name]} hides; release the two together."
            )
    free = policy.free_sources(sources, audience)
    checks = [
        _Check(_declared(name, frame), CATALOGUE[name], policy, free) for name, frame in results.items()
    ]
    threshold = policy.thresholds[audience]
    small = {place for check in checks for place in check.small_places(threshold)}
    coverable = {place for check in checks for place in check.coverable_places()}
    covered = with_their_margins(small, coverable, wholes)
    followed = {
        check.declaration.name: check.hidden_figures(threshold, covered)
        for check in checks
        if check.declaration.name in FOLLOWS.values()
    }
    return Released(
        {
            name: check.released(threshold, covered, followed.get(FOLLOWS.get(name, ""), frozenset()))
            for check in checks
            if (name := check.declaration.name)
        }
    )


def _declared(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    if name not in CATALOGUE:
        near = nearest(name, CATALOGUE)
        hint = f". Did you mean '{near}'?" if near else ""
        raise UndeclaredResult(f"results table {name} is not declared in the catalogue{hint}")
    return declared(frame, CATALOGUE[name])


class _Check:
    """One table on its way through the gate.

    Exposed are its rows about few persons that are not free to be shown (see exposure). Its figures are the
    cells of protected columns, without their sign; those of the period of the row are all but the baseline.
    Small are figures above zero and below the threshold, and every ratio in an exposed row. A row with a
    small figure, or covered to keep one hidden elsewhere, loses every figure of its period above zero and
    all that was computed from them; a covered row loses its baseline too.
    """

    def __init__(
        self, frame: pd.DataFrame, declaration: Declaration, policy: Policy, free: frozenset[str]
    ) -> None:
        self.declaration = declaration
        self._frame = frame
        self._counted = _with_protection(declaration, "by_unit")
        self._derived = _with_protection(declaration, "derived")
        none = pd.Series(False, index=frame.index)
        protected = bool(self._counted or self._derived)
        counts, self._ratio = exposed_rows(frame, policy, free) if protected else (none, none)
        self._exposed = counts | self._ratio
        self._words = _with_protection(declaration, "by_source")
        self._told = told_rows(frame, free) if self._words else none
        self._figures = frame[self._counted].apply(pd.to_numeric, errors="coerce").abs()
        self._places = places(frame, self._counted)

    def _small(self, threshold: int) -> pd.DataFrame:
        """Protected figures that are too small to be shown; a zero counts nobody, but 0 % may be of few."""
        small = (self._figures.gt(0) & self._figures.lt(threshold)).fillna(False).astype(bool)
        ratios = self._figures.notna().mul(self._ratio, axis=0)
        return small.mul(self._exposed, axis=0) | ratios

    def small_places(self, threshold: int) -> set[Place]:
        """Where figures are hidden for their own size."""
        return self._places_where(self._small(threshold))

    def coverable_places(self) -> set[Place]:
        """Where figures may be hidden to cover others."""
        above_zero = self._figures.gt(0).fillna(False).astype(bool)
        return self._places_where(above_zero.mul(self._exposed, axis=0))

    def _places_where(self, chosen: pd.DataFrame) -> set[Place]:
        return {place for names, each in self._places for place in each[chosen[names].any(axis=1)]}

    def _is_covered(self, threshold: int, covered: frozenset[Place]) -> pd.Series:
        """Rows hidden for the sake of others only."""
        is_at = pd.Series(False, index=self._frame.index)
        for _names, each in self._places:
            is_at |= each.isin(covered)
        return self._exposed & ~self._small(threshold).any(axis=1) & is_at

    def _row_hidden(self, threshold: int, covered: frozenset[Place]) -> pd.Series:
        """Rows that lose all that was computed from their figures."""
        if not self._counted:
            return self._exposed
        return self._small(threshold).any(axis=1) | self._is_covered(threshold, covered)

    def hidden_figures(self, threshold: int, covered: frozenset[Place]) -> frozenset[Figure]:
        """The figures of indicators from which nothing may be computed for readers."""
        return frozenset(self._figure_names()[self._row_hidden(threshold, covered)])

    def _figure_names(self) -> pd.Series:
        keys = self._frame[list(FIGURE_KEYS)].astype("object")
        named = keys.where(keys.notna(), "").itertuples(index=False, name=None)
        return pd.Series(list(named), index=self._frame.index, dtype="object")

    def released(
        self, threshold: int, covered: frozenset[Place], followed: frozenset[Figure] = frozenset()
    ) -> ReleasedTable:
        """The table with its hidden cells taken out.

        covered: where every protected figure is hidden. followed: figures hidden in the table that this one
        is computed from.
        """
        small = self._small(threshold)
        has_small = small.any(axis=1)
        hidden = pd.DataFrame(False, index=self._frame.index, columns=list(self.declaration.names))
        is_covered = self._is_covered(threshold, covered)
        for name in self._counted:
            with_others = is_covered if name == _OF_ANOTHER_PERIOD else is_covered | has_small
            above_zero = self._figures[name].gt(0).fillna(False).astype(bool)
            hidden[name] = small[name] | (with_others & above_zero)
        row_hidden = self._row_hidden(threshold, covered)
        if followed:
            follows = self._figure_names().isin(followed)
            row_hidden = row_hidden | follows
            for name in self._counted:
                above_zero = self._figures[name].gt(0).fillna(False).astype(bool)
                hidden[name] = hidden[name] | (follows & above_zero)
        for name in self._derived:
            hidden[name] = row_hidden & self._frame[name].notna()
        for name in self._words:
            hidden[name] = self._told & self._frame[name].notna()
        shown = self._frame.astype("object").where(self._frame.notna() & ~hidden, None)
        shown["trace"] = shown["trace"].map(without_who_answered)
        for column in self.declaration.columns:
            if column.kind in TEXT_KINDS:  # a text that is not there is missing, in memory as in the files
                shown[column.name] = shown[column.name].where(shown[column.name] != "", None)
        return ReleasedTable(self.declaration, shown, hidden)


def _with_protection(declaration: Declaration, protection: str) -> list[str]:
    return [column.name for column in declaration.columns if column.protection == protection]
