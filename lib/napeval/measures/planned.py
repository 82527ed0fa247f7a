"""What the plan sets for an indicator: baseline, targets on the way, the target, and that before revision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.cycle.identifiers import split_list
from napeval.cycle.trace import join_traces, key_text
from napeval.measures.exact import NotUsable, exact
from napeval.measures.path import Point, start_of
from napeval.measures.progress import relative_target
from napeval.measures.rows import KEYS
from napeval.measures.voices import text_of

TARGETS = "plan/targets"


@dataclass(frozen=True, kw_only=True)
class Target:
    """One target as a level: value (None where none can be had), upper end of a range, bound, moment due."""

    value: Fraction | None
    upper: Fraction | None = None
    bound: str | None = None
    year: int
    due: Fraction
    year_inferred: bool = False


Version = tuple[Fraction | None, Target]
"""A target with the moment it was set, None for the plan as adopted."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The baseline and targets of one indicator and category as set by a day.

    target: the final one, else the last interim one; original: what it was before a revision; versions: every
    final one there was with the moment it was set (None: with the plan). annual, interims: by year; earlier:
    what those of a year were before a revision, by role and year. first_due: moment of the first target with
    a value. flags: target_revised, target_year_inferred, or why a relative target cannot be had. trace: the
    rows it is made of.
    """

    baseline: Fraction | None = None
    baseline_year: int | None = None
    target: Target | None = None
    original: Target | None = None
    versions: tuple[Version, ...] = ()
    interims: tuple[Target, ...] = ()
    annual: Mapping[int, Target] = field(default_factory=dict)
    earlier: Mapping[tuple[str, int], Target] = field(default_factory=dict)
    first_due: Fraction | None = None
    flags: tuple[str, ...] = ()
    trace: str = ""

    def step_due(self, now: Fraction) -> Target | None:
        """The last interim target with a value that is due by a moment, None where none is."""
        due = [one for one in self.interims if one.value is not None and one.due <= now]
        return max(due, key=lambda one: one.due, default=None)

    def points(self, start: date) -> list[Point]:
        """The planned path: from the baseline (else 0 at the cycle's start) over interim targets."""
        target = self.target
        if target is None or target.value is None:
            return []
        first = start_of(start) if self.baseline_year is None else Fraction(self.baseline_year + 1)
        base = (min(first, target.due), self.baseline or Fraction(0))
        steps = [
            (one.due, one.value)
            for one in self.interims
            if one.value is not None and base[0] < one.due < target.due
        ]
        return [base, *steps, (target.due, target.value)]


def targets_by_indicator(targets: pd.DataFrame, as_of: date) -> dict[str, dict[tuple[str, str], list[Any]]]:
    """The rows of plan/targets set by a day, by indicator and by (dimension, category); blanks are ""."""
    known = targets[targets["set_on"].isna() | (targets["set_on"] <= pd.Timestamp(as_of))]
    grouped: dict[str, dict[tuple[str, str], list[Any]]] = {}
    for row in known.itertuples(index=False):
        places = grouped.setdefault(str(row.indicator_id), {})
        places.setdefault((text_of(row.dimension), text_of(row.category)), []).append(row)
    return grouped


def planned_of(rows: Sequence[Any]) -> Planned:
    """What these rows of plan/targets (one indicator and category) plan."""
    trace = join_traces(_trace(row) for row in rows)
    by_role: dict[str, list[Any]] = {}
    for row in sorted(rows, key=_set_then_year) if len(rows) > 1 else rows:
        by_role.setdefault(row.role, []).append(row)
    baseline, baseline_year = _baseline(by_role.get("baseline", []))
    flags: list[str] = []
    interims, interims_before = _per_year(by_role.get("interim", []), baseline, flags)
    annual, annual_before = _per_year(by_role.get("annual", []), baseline, flags)
    finals = [_target(row, baseline, flags) for row in by_role.get("final", [])]
    target = finals[-1] if finals and finals[-1].value is not None else None
    if target is None:
        valued = (one for one in interims.values() if one.value is not None)
        target = max(valued, key=lambda one: one.due, default=None)
    original = _original(by_role.get("final", []), finals)
    earlier = {
        **{("interim", year): one for year, one in interims_before.items()},
        **{("annual", year): one for year, one in annual_before.items()},
    }
    if original is not None or earlier:
        flags.append("target_revised")
    if target is not None and target.year_inferred:
        flags.append("target_year_inferred")
    due = [one.due for one in (*interims.values(), *finals, *annual.values()) if one.value is not None]
    return Planned(
        baseline=baseline, baseline_year=baseline_year, target=target, original=original,
        versions=_versions(by_role.get("final", []), finals) if original is not None else (),
        interims=tuple(sorted(interims.values(), key=lambda one: one.due)), earlier=earlier,
        annual={year: one for year, one in annual.items() if one.value is not None},
        first_due=min(due, default=None), flags=tuple(dict.fromkeys(flags)), trace=trace,
    )  # fmt: skip


def _set_then_year(row: Any) -> tuple[date, int]:
    """Rows of the plan as adopted come first, later revisions after; of one day the latest year last."""
    return (date.min if pd.isna(row.set_on) else row.set_on.date(), int(row.year))


def _per_year(
    rows: Sequence[Any], baseline: Fraction | None, flags: list[str]
) -> tuple[dict[int, Target], dict[int, Target]]:
    """By year, the target last set, and, where that is another than the first, the one first set."""
    last: dict[int, Target] = {}
    first: dict[int, tuple[date, Target]] = {}
    revised = set()
    for row in rows:
        year, (day, _) = int(row.year), _set_then_year(row)
        last[year] = _target(row, baseline, flags)
        first.setdefault(year, (day, last[year]))
        if day > first[year][0] and last[year] != first[year][1]:
            revised.add(year)
    return last, {year: first[year][1] for year in sorted(revised) if first[year][1].value is not None}


def _versions(rows: Sequence[Any], targets: Sequence[Target]) -> tuple[Version, ...]:
    """The target as set on each day, in order."""
    by_day = {_set_then_year(row)[0]: one for row, one in zip(rows, targets, strict=True)}
    return tuple((None if day == date.min else start_of(day), one) for day, one in by_day.items())


def _baseline(rows: Sequence[Any]) -> tuple[Fraction | None, int | None]:
    stated = [row for row in rows if pd.notna(row.value)]
    if not stated:
        return None, None
    return exact(stated[-1].value), int(stated[-1].year)


def _target(row: Any, baseline: Fraction | None, flags: list[str]) -> Target:
    value, upper = (None if pd.isna(cell) else exact(cell) for cell in (row.value, row.upper))
    basis, comparator = text_of(row.basis), text_of(row.comparator)
    if value is not None and basis in ("change", "percent_change"):
        try:
            value, upper = (_level(one, baseline, basis) for one in (value, upper))
        except NotUsable as problem:
            flags.append(problem.reason)
            value = upper = None
    return Target(
        value=value, upper=upper if comparator == "between" else None,
        bound=comparator if comparator in ("at_least", "at_most", "exactly") else None,
        year=int(row.year), due=Fraction(int(row.year) + 1),
        year_inferred=isinstance(row.inferred, str) and "year" in split_list(row.inferred),
    )  # fmt: skip


def _level(stated: Fraction | None, baseline: Fraction | None, basis: str) -> Fraction | None:
    if stated is None:
        return None
    if basis == "change":
        return relative_target(baseline, points=stated)
    return relative_target(baseline, change_share=stated / 100)


def _original(rows: Sequence[Any], finals: Sequence[Target]) -> Target | None:
    """The target as first set, where a later row replaced it with another value."""
    revised = len(rows) > 1 and _set_then_year(rows[0])[0] < _set_then_year(rows[-1])[0]
    if not revised:
        return None
    adopted = [
        one
        for row, one in zip(rows, finals, strict=True)
        if _set_then_year(row)[0] == _set_then_year(rows[0])[0]
    ]
    return adopted[-1] if adopted[-1].value is not None else None


def _trace(row: Any) -> str:
    return f"{TARGETS}#{key_text(getattr(row, key) for key in KEYS[TARGETS])}"
