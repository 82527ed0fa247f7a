"""Completeness of reporting: what each institution owed for each period, and what came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.exact import as_float, exact
from napeval.measures.frequencies import months_between, periods_owed
from napeval.measures.rows import known_rows, result_frame, row_traces, traces_by
from napeval.measures.scopes import NOT_NAMED
from napeval.measures.told import EXCUSED_STATES, period_of
from napeval.measures.voices import OBSERVATIONS, text_of

_CONTEXT = "context"
"""Level of what no plan sets and somebody else counts."""
REPORTED_STATES = frozenset({"measured", "suppressed"})
_DTYPES = {
    "institution": "str", "period": "str", "owed": "Int64", "reported": "Int64", "missing": "Int64",
    "known_otherwise": "Int64", "excused": "Int64", "unasked": "Int64", "completeness": "float64",
    "not_stated": "Int64", "trace": "str",
}  # fmt: skip

_Duty = tuple[str, str]
"""An institution and an indicator."""


@dataclass
class _Cell:
    """What one institution owed for one period, by indicator, and what became of it."""

    reported: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    excused: set[str] = field(default_factory=set)
    unasked: set[str] = field(default_factory=set)
    traces: list[str] = field(default_factory=list)


def reporting_completeness(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """How complete are the reports of each institution, period by period?

    A value is owed where the plan names how often an indicator is measured (in a word of frequencies) and by
    which institution (a code of plan/institutions), for every such period of the cycle up to the cutoff, and
    wherever an observation says that it was not reported. One row per institution and period with anything
    owed or reported; counts of indicators: owed; reported (a value by that institution, known on as_of, for
    the period or for a longer one that ends with it; hidden ones count); missing; known_otherwise (of the
    missing, with a value from elsewhere); excused (not due or not applicable); unasked (reported, not owed).
    completeness: reported of owed, a share, missing where nothing was owed. The row not_named, without
    a period, counts the indicators of the plan of which it does not say who owes what (not_stated).
    """
    told = known_rows(OBSERVATIONS, cycle.table(OBSERVATIONS), as_of)
    told = told.assign(trace=row_traces(OBSERVATIONS, told))
    inside = [
        cycle.meta.start <= period_of(text).start and period_of(text).end <= cutoff for text in told["period"]
    ]
    duties, unstated = _duties(cycle)
    cells = _cells(told.loc[inside], duties, cycle, cutoff)
    indicators = traces_by("plan/indicators", cycle.table("plan/indicators"), "indicator_id")
    order = sorted(cells, key=lambda key: (key[0], period_of(key[1]).end, -period_of(key[1]).months, key[1]))
    rows = [_row(key, cells[key], indicators) for key in order]
    trace = join_traces(indicators[name] for name in unstated) or every_row("plan/indicators")
    nobody = {"institution": NOT_NAMED, "period": "", "not_stated": len(unstated), "trace": trace}
    return result_frame([*rows, nobody], _DTYPES)


def _duties(cycle: Cycle) -> tuple[dict[_Duty, int], list[str]]:
    """How often each institution owes each indicator, in months, and the indicators nobody is said to owe."""
    known = set(cycle.table("plan/institutions")["institution"])
    duties: dict[_Duty, int] = {}
    unstated = []
    for row in cycle.table("plan/indicators").itertuples(index=False):
        months = months_between(row.frequency)
        owing = [name for name in split_list(row.responsible) if name in known]
        if months is None or not owing:
            if row.level != _CONTEXT:
                unstated.append(str(row.indicator_id))
            continue
        duties |= {(name, str(row.indicator_id)): months for name in owing}
    return duties, unstated


def _cells(
    told: pd.DataFrame, duties: Mapping[_Duty, int], cycle: Cycle, cutoff: date
) -> dict[tuple[str, str], _Cell]:
    cells: dict[tuple[str, str], _Cell] = {}
    by_indicator = {str(name): list(_said(rows)) for name, rows in told.groupby("indicator_id")}
    answered: set[int] = set()
    until = min(cutoff, cycle.meta.end)  # nothing is owed for the time after the plan
    for (institution, indicator), months in duties.items():
        said = by_indicator.get(indicator, [])
        for period in periods_owed(months, start=cycle.meta.start, until=until):
            about = [one for one in said if _covers(one.period, period)]
            own = [one for one in about if one.reporter == institution]
            cell = cells.setdefault((institution, period), _Cell())
            _settle(cell, indicator, own, about)
            answered |= {one.place for one in own}
    for indicator, said in by_indicator.items():
        for one in said:
            if one.reporter and one.place not in answered:
                cell = cells.setdefault((one.reporter, one.period), _Cell())
                _without_duty(cell, indicator, one)
    return cells


@dataclass(frozen=True)
class _Said:
    place: int
    period: str
    reporter: str
    state: str
    trace: str


def _said(rows: pd.DataFrame) -> Iterator[_Said]:
    columns = (rows[name] for name in ("period", "reported_by", "state", "trace"))
    for place, (period, reporter, state, trace) in zip(
        rows.index, zip(*columns, strict=True), strict=True
    ):
        yield _Said(int(place), period, text_of(reporter), state, trace)


def _covers(told: str, owed: str) -> bool:
    return period_of(told).end == period_of(owed).end and period_of(told).start <= period_of(owed).start


def _settle(cell: _Cell, indicator: str, own: list[_Said], about: list[_Said]) -> None:
    states = {one.state for one in own}
    cell.traces += [one.trace for one in own]
    if states & REPORTED_STATES:
        cell.reported.add(indicator)
    elif states & set(EXCUSED_STATES):
        cell.excused.add(indicator)
    else:
        cell.missing.add(indicator)
        others = [one for one in about if one.state in REPORTED_STATES]
        if others:
            cell.elsewhere.add(indicator)
            cell.traces += [one.trace for one in others]


def _without_duty(cell: _Cell, indicator: str, one: _Said) -> None:
    """A report that the plan does not ask for; that a value was not reported says that it was owed."""
    cell.traces.append(one.trace)
    if one.state in REPORTED_STATES:
        cell.unasked.add(indicator)
    elif one.state in EXCUSED_STATES:
        cell.excused.add(indicator)
    else:
        cell.missing.add(indicator)


def _row(key: tuple[str, str], cell: _Cell, indicators: Mapping[str, str]) -> dict[str, object]:
    owed = len(cell.reported) + len(cell.missing)
    whole = exact(owed)
    complete = None if not whole else (exact(len(cell.reported)) or 0) / whole
    named = sorted(cell.reported | cell.missing | cell.excused | cell.unasked)
    return {
        "institution": key[0], "period": key[1], "owed": owed, "reported": len(cell.reported),
        "missing": len(cell.missing), "known_otherwise": len(cell.elsewhere), "excused": len(cell.excused),
        "unasked": len(cell.unasked), "completeness": None if complete is None else as_float(complete),
        "trace": join_traces([*(indicators[name] for name in named), *cell.traces]),
    }  # fmt: skip
