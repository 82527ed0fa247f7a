"""Lessons: whether the arrangements suit the task and the means were enough, and what was learnt."""

from __future__ import annotations

from napeval.display.languages import N_ as _
from napeval.reports.report import Report
from napeval.reports.sections.plan_analysis import response_structure
from napeval.reports.sections.responsibility import responsibility
from napeval.reports.sections.statements import own_statements


def arrangements(r: Report) -> None:
    """The chapter on institutions: who carries the plan and with what load."""
    r.heading(1, _("Do the institutional arrangements suit the task?"), identifier="arrangements")
    responsibility(r)
    response_structure(r)


def lessons(r: Report) -> None:
    """The chapter of lessons: what the guide asks, and what those who review have learnt."""
    r.heading(1, _("Lessons"), identifier="lessons-learnt")
    r.say(_("Asked of everybody who takes part:"))
    r.bullets([r.word(question) for question in _QUESTIONS])
    own_statements(r, "lessons", _("Lessons learnt from the plan"))
    r.slot("lessons")


_QUESTIONS = (
    _("Were the right things done?"),
    _("Do the institutional arrangements suit the task?"),
    _("Were the means enough, and wisely spent?"),
    _("What could or should be done differently?"),
    _("What brought good results and could be taken up elsewhere?"),
)
