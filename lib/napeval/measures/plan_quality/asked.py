"""The questions that the tables of a plan can be asked: of whom, and who meets each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from napeval.cycle.trace import every_row, join_traces
from napeval.measures.budget import plan_years
from napeval.measures.plan_quality.carrying_out import BUDGET, CARRYING_OUT, amount_names
from napeval.measures.plan_quality.facts import WHOLE, Facts, Met, Requirement
from napeval.measures.plan_quality.goals import GOALS, OBJECTIVES
from napeval.measures.plan_quality.measuring import INDICATORS, MEASURING
from napeval.measures.plan_quality.watching import WATCHING
from napeval.measures.rows import KEYS, row_traces

REQUIREMENTS: Mapping[str, Requirement] = {**GOALS, **MEASURING, **CARRYING_OUT, **WATCHING}
"""Everything that can be asked of a plan: by requirement, of which subjects, and who meets it."""


@dataclass(frozen=True)
class Subjects:
    """Those that are asked: the trace and the objective ("" for none) of each, and where they would stand."""

    traces: Mapping[str, str]
    objectives: Mapping[str, str]
    table: str


@dataclass(frozen=True)
class Asked:
    """One requirement asked of its subjects. lacking: those that do not meet it, in order."""

    requirement: str
    subjects: Subjects
    met: Met

    @cached_property
    def meeting(self) -> tuple[str, ...]:
        """Those that meet it, in order."""
        return tuple(one for one in self.subjects.traces if one in self.met)

    @cached_property
    def lacking(self) -> tuple[str, ...]:
        """Those that do not meet it, in order."""
        return tuple(one for one in self.subjects.traces if one not in self.met)

    @property
    def of(self) -> int:
        """How many were asked."""
        return len(self.subjects.traces)

    @property
    def trace(self) -> str:
        """The rows of those asked and the rows that show who meets it; the whole table where none does."""
        shown = [self.met[one] for one in self.meeting]
        return join_traces([*self.subjects.traces.values(), *shown]) or every_row(self.subjects.table)

    def within(self, objectives: frozenset[str]) -> Asked:
        """The same asked only of what hangs on these objectives."""
        hangs_on = self.subjects.objectives
        return self.of_these([one for one, where in hangs_on.items() if where in objectives])

    def of_these(self, chosen: Iterable[str]) -> Asked:
        """The same asked only of some of them."""
        names = list(chosen)
        traces = {one: self.subjects.traces[one] for one in names}
        objectives = {one: self.subjects.objectives[one] for one in names}
        return replace(self, subjects=Subjects(traces, objectives, self.subjects.table))


class Plan:
    """A plan that can be asked; each answer is found once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._subjects: dict[str, Subjects] = {}
        self._met: dict[str, Met] = {}

    def subjects(self, name: str) -> Subjects:
        """Those of one kind ("activities"). Raises KeyError for a kind that is not known."""
        if name not in self._subjects:
            self._subjects[name] = _SUBJECTS[name](self.facts)
        return self._subjects[name]

    def ask(self, requirement: str) -> Asked:
        """Who meets a requirement. Raises KeyError for one that is not known."""
        wanted = REQUIREMENTS[requirement]
        if requirement not in self._met:
            self._met[requirement] = wanted.find(self.facts)
        subjects = self.subjects(wanted.asked_of)
        if wanted.table:
            subjects = replace(subjects, table=wanted.table)
        return Asked(requirement, subjects, self._met[requirement])


def _of_rows(table: str, rows: pd.DataFrame, names: list[str] | None = None) -> Subjects:
    """The rows of a table, by their key or by other names, with the objective each hangs on."""
    own = names if names is not None else [str(name) for name in rows[KEYS[table][0]]]
    objectives = rows["objective_id"].tolist() if "objective_id" in rows else [""] * len(rows)
    hangs_on = [name if isinstance(name, str) else "" for name in objectives]
    return Subjects(
        dict(zip(own, row_traces(table, rows), strict=True)), dict(zip(own, hangs_on, strict=True)), table
    )


def _objectives(*levels: str) -> Callable[[Facts], Subjects]:
    def find(facts: Facts) -> Subjects:
        objectives = facts.table("objectives")
        return _of_rows(OBJECTIVES, objectives[objectives["level"].isin(levels)])

    return find


def _table(name: str) -> Callable[[Facts], Subjects]:
    return lambda facts: _of_rows(f"plan/{name}", facts.table(name))


def _whole(facts: Facts) -> Subjects:
    return Subjects({WHOLE: ""}, {WHOLE: ""}, OBJECTIVES)


def _amounts(facts: Facts) -> Subjects:
    """The amounts of a plan that says of any whether it is secured; of another plan none."""
    amounts = facts.table("budget")
    if amounts["secured"].isna().all():
        amounts = amounts.head(0)
    activities = facts.table("activities")
    objective_of = dict(zip(activities["activity_id"], activities["objective_id"], strict=True))
    placed = amounts.assign(objective_id=amounts["activity_id"].map(objective_of))
    return _of_rows(BUDGET, placed, amount_names(amounts))


def _totals(facts: Facts) -> Subjects:
    """Printed totals that can be compared with the amounts of their activities."""
    checks = facts.budget_checks
    checks = checks[checks["agrees"].notna()]
    names = [f"{row.objective_id}|{row.year}" for row in checks.itertuples()]
    return Subjects(
        dict(zip(names, checks["trace"], strict=True)),
        dict(zip(names, checks["objective_id"], strict=True)),
        "plan/printed_totals",
    )


def _years(facts: Facts) -> Subjects:
    """The years of the cycle and of its budget."""
    years = [str(year) for year in plan_years(facts.cycle)]
    return Subjects(dict.fromkeys(years, ""), dict.fromkeys(years, ""), "plan/printed_totals")


def _leading(facts: Facts) -> Subjects:
    """Institutions that lead an activity."""
    roles = facts.table("responsibilities")
    leading = set(roles.loc[roles["role"] == "lead", "institution"])
    institutions = facts.table("institutions")
    return _of_rows("plan/institutions", institutions[institutions["institution"].isin(leading)])


def _received(facts: Facts) -> Subjects:
    table = "monitoring/recommendations_received"
    return _of_rows(table, facts.cycle.table(table))


_SUBJECTS: Mapping[str, Callable[[Facts], Subjects]] = {
    "plan": _whole,
    "strategic": _objectives("strategic"),
    "specific": _objectives("specific"),
    "objectives": _objectives("strategic", "specific"),
    "results": _table("results"),
    "indicators": lambda facts: _of_rows(INDICATORS, facts.indicators),
    "outputs": lambda facts: _of_rows(INDICATORS, facts.outputs),
    "activities": _table("activities"),
    "amounts": _amounts,
    "totals": _totals,
    "years": _years,
    "leading": _leading,
    "reports": _table("reporting"),
    "risks": _table("risks"),
    "recommendations": _received,
}
