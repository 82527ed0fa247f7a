"""What a review is and is not, who holds it, and what must be in place for one."""

from __future__ import annotations

from napeval.display.languages import N_ as _
from napeval.reports.document import team_names
from napeval.reports.report import Report
from napeval.reports.sections.brief import plan_sentence
from napeval.reports.sections.common import purpose


def opening(r: Report) -> None:
    """The introduction: what a review asks, what makes it unnecessary, who holds it and how."""
    r.heading(1, _("Introduction"), identifier="introduction")
    _what_it_is(r)
    _participation(r)


def _what_it_is(r: Report) -> None:
    r.heading(2, _("What a review is and is not"), identifier="what-it-is")
    r.paragraph(purpose(r))
    r.say(
        _(
            "A review looks at the plan «{title}» as a whole and asks whether its goals, results and"
            " activities still hold, more than what was achieved in all. What happened up to {cutoff} is"
            " considered, with what was known on {as_of}."
        ),
        title=r.in_language(r.cycle.meta.title),
        cutoff=r.cutoff,
        as_of=r.as_of,
    )
    r.bullets([r.word(rule) for rule in _RULES])
    if r.as_of > r.cycle.meta.end:
        r.say(
            _("The plan had ended on {end} when this was known: what the review finds serves the next plan."),
            end=r.cycle.meta.end,
        )
    r.say(
        _(
            "Before a review, indicators should be in place and it should be on record how things stood at"
            " the start."
        )
    )
    r.paragraph(plan_sentence(r))


_RULES = (
    _("A plan is reviewed at regular intervals, at least every second year."),
    _(
        "An evaluation, at mid-term or at the end, makes a review unnecessary. A review does not take the"
        " place of an evaluation: it gives no marks by criterion."
    ),
    _(
        "Six-month and annual reports say how the work advances; a review takes up what they say and asks"
        " whether it is still the right work."
    ),
    _(
        "The report goes round among those who take part, for comments and additions, and is then made"
        " public."
    ),
)


def _participation(r: Report) -> None:
    """Who holds the review and in which of the two ways."""
    r.heading(2, _("Who reviews, and how"), identifier="who-reviews")
    r.say(_MODES.get(str(r.evaluation.settings.get("mode", "")), _MODE_NOT_STATED))
    r.say(
        _("Prepared by: {team}"),
        team=r.quoted(team_names(r.evaluation.settings.get("team"))) or r.word(_("to be named")),
    )
    r.say(
        _(
            "The body in charge of the response leads the review and holds it together with the others; the"
            " coordinating body discusses and adopts its results. Where there is a national rapporteur, the"
            " rapporteur's part is made clear beforehand."
        )
    )
    r.slot("participation")


_MODES = {
    "participatory": _(
        "The review is participatory: the national coordinating structure starts and leads it with a wider"
        " group of those who decide and those who carry out. One or two experienced moderators guide one or"
        " two days of work in groups, until a view is shared by all or by most."
    ),
    "centralised": _(
        "The review is central: the strategic level answers the same questions by itself. The group stands"
        " at least for enabling framework, prevention, protection and prosecution, and hears at least one"
        " leading voice of those who carry out the plan."
    ),
}
_MODE_NOT_STATED = _(
    "How the review is held is not stated. It may be participatory, led by the national coordinating"
    " structure with a wider group and moderators, or central, by a group that stands at least for enabling"
    " framework, prevention, protection and prosecution and hears those who carry out the plan."
)
