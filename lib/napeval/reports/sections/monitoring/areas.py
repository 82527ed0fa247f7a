"""The chapters of the strategic objectives in a monitoring report, in full and in short."""

from __future__ import annotations

from napeval.display.languages import N_ as _
from napeval.reports.report import Report
from napeval.reports.sections.common import strategic_objectives
from napeval.reports.sections.monitoring.activities_in_period import activities_of
from napeval.reports.sections.monitoring.pillar_tables import any_result_known, results_of


def every_area(r: Report) -> None:
    """Detailed progress: each strategic objective with its expected results and its activities."""
    r.heading(
        2, _("Detailed results and achievements in the reporting period"), identifier="detailed-results"
    )
    if not any_result_known(r):
        r.say(
            _(
                "Nothing is on record of any expected result of the plan: neither a value of its indicators"
                " for the period, nor a report on its activities, nor money spent."
            )
        )
    for objective in strategic_objectives(r):
        _head(r, objective)
        results_of(r, objective)
        activities_of(r, objective)
        r.slot(f"achievements_{objective}")


def activities_by_area(r: Report) -> None:
    """Each strategic objective with its activities only."""
    r.heading(2, _("Activities by strategic objective"), identifier="activities-by-objective")
    for objective in strategic_objectives(r):
        _head(r, objective)
        activities_of(r, objective)
        r.slot(f"achievements_{objective}")


def _head(r: Report, objective: str) -> None:
    pillar = r.label("pillar", r.cell("plan/objectives", objective, "pillar"))
    title = f"{pillar}: {r.wording('plan/objectives', objective)}"
    r.heading_text(3, title, identifier=f"area-{objective}")
