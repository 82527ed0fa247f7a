"""The tables of a plan as its quality is asked about: read once, as known on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.measures import requirements as require
from napeval.measures.budget import budget_checks
from napeval.measures.rows import known_rows
from napeval.measures.scopes import Scope, objectives_by_scope

Met = require.Met
Find = Callable[["Facts"], Met]
WHOLE = "plan"
"""The one subject of what is asked of the plan as a whole."""


@dataclass(frozen=True)
class Requirement:
    """One thing that is asked of the subjects of one kind, and how those that meet it are found.

    table: where the rows stand that would show it, for a plan in which none does.
    """

    asked_of: str
    find: Find
    table: str = ""


class Facts:
    """A cycle as known on a day, with the parts that several questions share."""

    def __init__(self, cycle: Cycle, *, as_of: date) -> None:
        self.cycle = cycle
        self.as_of = as_of

    def table(self, name: str) -> pd.DataFrame:
        """A table of the plan ("activities")."""
        return self.cycle.table(f"plan/{name}")

    def monitored(self, name: str) -> pd.DataFrame:
        """A table of monitoring ("observations"), as far as known."""
        return known_rows(f"monitoring/{name}", self.cycle.table(f"monitoring/{name}"), self.as_of)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The plan's own indicators of impact and outcome."""
        return require.plan_indicators(self.cycle)

    @cached_property
    def outputs(self) -> pd.DataFrame:
        """The plan's outputs, each with its class."""
        return require.plan_outputs(self.cycle)

    @cached_property
    def targets(self) -> pd.DataFrame:
        """The targets set by the day."""
        return require.targets_known(self.cycle, as_of=self.as_of)

    @cached_property
    def budget_checks(self) -> pd.DataFrame:
        """Printed totals against their sums."""
        return budget_checks(self.cycle)

    @cached_property
    def scopes(self) -> Mapping[Scope, frozenset[str]]:
        """The objectives in each part of the plan."""
        return objectives_by_scope(self.table("objectives"))

    def within(self, objective: str) -> frozenset[str]:
        """An objective and every one below it."""
        for level in ("strategic", "specific"):
            if (level, objective) in self.scopes:
                return self.scopes[level, objective]
        return frozenset({objective})


def is_inferred(cells: pd.Series, column: str) -> pd.Series:
    """Rows in which the compilers chose a column that the plan does not state. cells: column `inferred`."""
    return cells.map(lambda cell: isinstance(cell, str) and column in split_list(cell)).astype(bool)


def the_plan(traces: Iterable[str]) -> Met:
    """The plan as a whole, where any row shows it."""
    found = [trace for trace in traces if trace]
    return {WHOLE: ";".join(found)} if found else {}
