"""Assessment by criterion: from evidence to question to criterion to mark."""

from __future__ import annotations

from napeval.display.figures import criteria_profile
from napeval.display.languages import N_ as _
from napeval.reports.report import Report
from napeval.reports.sections.criterion_page import criterion_page


def profile(r: Report) -> None:
    """All criteria in one figure, and how the marks came about."""
    r.heading(1, _("Assessment by criterion"), identifier="assessment")
    r.say(
        _(
            "Each criterion is judged by the questions of the evaluation matrix. A question"
            " is answered from evidence that"
            " is brought to a hundred points by a stated rule; the score is given with the"
            " range it would have if all that"
            " is missing were at its worst or at its best. How strong the evidence is, is"
            " marked apart and never mixed"
            " into the score."
        )
    )
    r.say(
        _("The scale of this evaluation: {scale}; {verification}; {bands}."),
        scale=r.word_of("scale", r.scale.id),
        verification=r.word_of("verification", r.scale.verification),
        bands=r.word_of("bands", r.scale.points_rule.basis),
    )
    picture = criteria_profile(r.released, r.language, r.scale)
    if picture:
        r.picture(
            "fig-criteria",
            picture,
            r.word(_("Criteria: range of the score, mark, strength of evidence and firmness of the mark")),
        )


def every_criterion(r: Report) -> None:
    """A page for each criterion."""
    for row in r.rows("criteria"):
        criterion_page(r, row)
