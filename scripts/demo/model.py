"""The whole model: the plan, what really happened, and what was told of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from demo import plan
from demo.budgets import budget_rows
from demo.chance import Dice
from demo.courses import Course, courses
from demo.evaluations import EVALUATIONS, REPORTS, evaluation_tables, written_tables
from demo.indicators import indicator_rows, rules_by_indicator, target_rows
from demo.observations import observation_rows
from demo.outputs import output_stories
from demo.payments import Payment, expenditure_rows, payments
from demo.plan import Table
from demo.reports import Report, progress_reports, progress_rows
from demo.stories import Story, designed_stories
from demo.tables import design

NOBODY_LEADS = "JAC"
"""Who reports on the one activity that names no institution."""
WRITTEN = {
    "plan/revisions": "revisions",
    "plan/risks": "risks",
    "monitoring/risk_updates": "risk_updates",
    "monitoring/statements": "statements",
    "monitoring/events": "events",
    "monitoring/sources": "sources",
    "monitoring/categories": "categories",
    "monitoring/recommendations_received": "recommendations",
}
"""Tables that people wrote, as they stand in the design."""


@dataclass(frozen=True)
class Model:
    """What the cycle is drawn from. Everything in it is the same in every run."""

    @cached_property
    def activities(self) -> Table:
        """plan/activities."""
        return plan.activities()

    @cached_property
    def indicators(self) -> Table:
        """plan/indicators."""
        return indicator_rows()

    @cached_property
    def courses(self) -> dict[str, Course]:
        """What really happened to each activity."""
        return courses(self.activities)

    @cached_property
    def leads(self) -> dict[str, str]:
        """The institution that reports on each activity."""
        found = {str(row["activity_id"]): NOBODY_LEADS for row in self.activities}
        for row in reversed(plan.responsibilities()):
            if row["role"] == "lead":
                found[str(row["activity_id"])] = str(row["institution"])
        return found

    @cached_property
    def donors(self) -> dict[str, str]:
        """Names of the donors that pay for an activity."""
        donors = {
            row["institution"]: row["name_en"]
            for row in plan.institutions()
            if row["funding_class"] == "donor" and row["name_en"] and row["institution"] != "DON"
        }
        named = {
            str(row["activity_id"]): [
                donors[code] for code in str(row["funding_sources"]).split(";") if code in donors
            ]
            for row in self.activities
        }
        return {activity: "; ".join(map(str, names)) for activity, names in named.items() if names}

    @cached_property
    def stories(self) -> list[Story]:
        """The story of every indicator that has figures of its own."""
        rules = rules_by_indicator(self.indicators)
        return [*designed_stories(rules), *output_stories(self.indicators, self.courses, rules)]

    @cached_property
    def reports(self) -> list[Report]:
        """Every progress report."""
        return progress_reports(self.courses, self.leads, self.donors)

    @cached_property
    def budget(self) -> Table:
        """plan/budget."""
        return budget_rows(self.activities)

    @cached_property
    def payments(self) -> list[Payment]:
        """Every line of the reports on money."""
        return payments(self.budget, self.courses)

    @cached_property
    def evaluations(self) -> dict[str, dict[str, Table]]:
        """The tables of each evaluation that asks people."""
        dice, choices = Dice("survey"), Dice("choices")
        return {name: evaluation_tables(name, dice, choices) for name in EVALUATIONS}

    @cached_property
    def written_reports(self) -> dict[str, dict[str, Table]]:
        """The tables of each monitoring report and review."""
        return {name: written_tables(name) for name in REPORTS}

    def tables(self) -> dict[str, Table]:
        """Every table of the cycle."""
        reporters = {
            str(row["indicator_id"]): str(
                row.get("responsible") or self.leads.get(str(row.get("activity_id")), "")
            )
            for row in self.indicators
        }
        return {
            "plan/objectives": plan.objectives(),
            "plan/results": plan.results(),
            "plan/indicators": self.indicators,
            "plan/targets": target_rows(self.stories),
            "plan/activities": self.activities,
            "plan/responsibilities": plan.responsibilities(),
            "plan/institutions": plan.institutions(),
            "plan/budget": self.budget,
            "plan/printed_totals": plan.printed_totals(self.budget),
            "plan/reporting": plan.reporting(),
            "monitoring/observations": observation_rows(self.stories, reporters),
            "monitoring/progress": progress_rows(self.reports),
            "monitoring/expenditure": expenditure_rows(self.payments),
            **{name: [dict(row) for row in design(own)] for name, own in WRITTEN.items()},
        }
