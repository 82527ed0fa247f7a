"""Theory of change: how the plan is meant to lead from money to goals, and on what that rests."""

from __future__ import annotations

from napeval.display.figures import results_chain
from napeval.display.languages import N_ as _
from napeval.reports.report import Report


def theory_of_change(r: Report) -> None:
    """The results chain as a section."""
    r.heading(2, _("How the plan is meant to work"), identifier="theory-of-change")
    _told(r)


def as_chapter(r: Report) -> None:
    """The results chain as a chapter of its own."""
    r.heading(1, _("How the plan is meant to work"), identifier="theory-of-change")
    _told(r)


def _told(r: Report) -> None:
    picture = results_chain(r.released, r.language)
    if picture is None:
        r.say(_("The plan has no activities, so no chain from activities to goals can be drawn."))
        return
    r.say(
        _(
            "A plan is meant to work step by step: money pays for activities, activities bring"
            " results, results bring"
            " goals nearer. Where a step is empty, nothing in the plan says how the next one should"
            " come about."
        )
    )
    r.picture(
        "fig-theory", picture, r.word(_("Results chain of the plan by strategic area, as it was adopted"))
    )
