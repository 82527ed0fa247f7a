"""Chapters of a monitoring report that hold several sections."""

from __future__ import annotations

from napeval.display.languages import N_ as _
from napeval.reports.report import Report


def progress(r: Report) -> None:
    """Opens the chapter on how far the plan was carried out."""
    r.heading(1, _("Progress in implementing the National Action Plan"), identifier="progress-of-the-plan")


def ahead(r: Report) -> None:
    """Opens the chapter on what stands in the way and what comes next."""
    r.heading(1, _("Challenges, risks and next steps"), identifier="ahead")
