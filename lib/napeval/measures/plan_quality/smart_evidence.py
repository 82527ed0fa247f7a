"""What the tables show of an indicator that bears on whether it is SMART."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from napeval.cycle.identifiers import split_list
from napeval.cycle.trace import join_traces
from napeval.measures import requirements as require
from napeval.measures.plan_quality.facts import Facts
from napeval.measures.rows import row_traces

GOING_ON = ("final", "annual")
"""Roles of targets for the end of something; an interim one is a step on the way."""


@dataclass(frozen=True)
class Shown:
    """One indicator with its targets and what stands behind it.

    row: of plan/indicators, with output_class. targets: its rows of plan/targets as known. activities: those
    that should bring it about; of these with_amount and with_deadline. traces: of all of these rows.
    """

    row: Any
    targets: Sequence[Any]
    activities: Sequence[str]
    with_amount: int
    with_deadline: int
    traces: Sequence[str]

    def says(self, column: str) -> bool:
        """Whether the plan itself states something of the indicator."""
        return isinstance(getattr(self.row, column), str) and column not in split_list(self.row.inferred)

    def stated(self, *roles: str, value: bool = True) -> list[Any]:
        """Its targets of these roles, with a number or (value False) with or without."""
        return [one for one in self.targets if one.role in roles and (pd.notna(one.value) or not value)]

    @property
    def trace(self) -> str:
        """The rows that it is made of."""
        return join_traces(self.traces)

    @cached_property
    def against_direction(self) -> bool:
        """Whether a final target lies on the wrong side of the baseline, for the direction stated."""
        sign = {"increase": 1, "decrease": -1}.get(self.row.direction, 0) if self.says("direction") else 0
        bases = [one.value for one in self.stated("baseline")]
        finals = [one for one in self.stated("final") if pd.isna(one.basis) or one.basis == "absolute"]
        return bool(sign and bases and finals) and sign * (finals[-1].value - bases[-1]) < 0


def shown(facts: Facts) -> Iterator[Shown]:
    """Every indicator of impact, outcome and output that the plan itself sets."""
    targets = _by_indicator("plan/targets", facts.targets)
    objective_activities = _activities_of_objectives(facts)
    amounts, deadlines = _with(facts, "amount"), _with(facts, "deadline")
    activity_traces = _traces("plan/activities", facts.table("activities"), "activity_id")
    rows = pd.concat([facts.indicators.assign(output_class=None), facts.outputs])
    own = row_traces("plan/indicators", rows)
    for row, trace in zip(rows.itertuples(), own, strict=True):
        found = targets.get(str(row.indicator_id), [])
        activities = _behind(facts, row, objective_activities)
        yield Shown(
            row,
            [one for one, _ in found],
            activities,
            sum(one in amounts for one in activities),
            sum(one in deadlines for one in activities),
            [trace, *(one for _, one in found), *(activity_traces.get(one, "") for one in activities)],
        )


def _behind(facts: Facts, row: Any, of_objectives: Mapping[str, list[str]]) -> list[str]:
    """The activities that should bring an indicator about: an output's own, else those of its objective."""
    if isinstance(row.activity_id, str):
        return [row.activity_id]
    inside = facts.within(str(row.objective_id))
    return [one for objective in sorted(inside) for one in of_objectives.get(objective, ())]


def _activities_of_objectives(facts: Facts) -> dict[str, list[str]]:
    activities = facts.table("activities")
    return {
        str(name): found.tolist()
        for name, found in activities.groupby("objective_id", sort=False)["activity_id"]
    }


def _with(facts: Facts, what: str) -> require.Met:
    if what == "amount":
        return require.with_amount(facts.cycle)
    return require.stated(facts.table("activities"), "activity_id", "end")


def _by_indicator(table: str, rows: pd.DataFrame) -> dict[str, list[tuple[Any, str]]]:
    found: dict[str, list[tuple[Any, str]]] = {}
    ordered = rows.sort_values(["set_on", "year"], na_position="first", kind="stable")
    for row, trace in zip(ordered.itertuples(), row_traces(table, ordered), strict=True):
        found.setdefault(str(row.indicator_id), []).append((row, trace))
    return found


def _traces(table: str, rows: pd.DataFrame, key: str) -> dict[str, str]:
    return dict(zip(rows[key], row_traces(table, rows), strict=True))
