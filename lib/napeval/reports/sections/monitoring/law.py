"""Changes in policy and law in the period, and what international bodies have recommended."""

from __future__ import annotations

from napeval.cycle.periods import parse_period
from napeval.display.blocks import Text
from napeval.display.languages import N_ as _
from napeval.reports.report import Report
from napeval.reports.sections.common import listed
from napeval.reports.sections.international import answers, recommendation_text
from napeval.reports.sections.monitoring.period import period_of, touches

_KINDS = ("law", "regulation", "strategy", "institution")
"""Kinds of event that change policy, law or the institutions that carry them."""
_STATES = ("done", "partly", "not_done", "repeated", "not_stated")


def policy(r: Report) -> None:
    """What changed in policy and law in the period, with its source; then the authors' own words."""
    r.heading(1, _("National anti-trafficking policy and legal framework"), identifier="policy-and-law")
    r.heading(2, _("Changes in policy and the legal framework"), identifier="changes-in-law")
    changes = changes_in_law(r)
    if changes:
        r.bullets(changes)
    else:
        r.say(_("No change of policy, law or institutions in the reporting period is on record."))
    r.slot("law")


def changes_in_law(r: Report) -> list[Text]:
    """Events of the period that changed policy, law or institutions, in order of time."""
    frame = r.cycle.table("monitoring/events").sort_values(["date", "event_id"])
    return [
        r.text(
            _("{date}: {event} ({source})"),
            date=r.language.period(event.date),
            event=r.wording("monitoring/events", event.event_id),
            source=r.cell("monitoring/sources", event.source_id, "publisher") or event.source_id,
        )
        for event in frame.itertuples()
        if event.kind in _KINDS and touches(period_of(r), event.date)
    ]


def compliance(r: Report) -> None:
    """Recommendations of international bodies on record, their state and what answers them."""
    r.heading(1, _("Compliance with international legal standards"), identifier="compliance")
    r.heading(2, _("Recommendations of international bodies"), identifier="bodies")
    states = _states(r)
    if not states:
        r.say(_("No recommendation of an international body is on record up to the end of the period."))
    else:
        _of_the_period(r)
        r.say(
            _("By their state, as far as the record says (what each of them asks for stands in the annex):")
        )
        r.bullets(states)
    r.slot("compliance")
    answers(r)


def _states(r: Report) -> list[Text]:
    """Recommendations made by the end of the period, by what became of them."""
    found = _known(r)
    return [
        r.text(
            _("{state}: {recommendations}"),
            state=r.word_of("recommendation_status", state),
            recommendations=listed(r, [key for key, code in found.items() if code == state]),
        )
        for state in _STATES
        if state in found.values()
    ]


def _known(r: Report) -> dict[str, str]:
    """State of every recommendation of a year that had begun by the end of the period."""
    return {
        row.text("recommendation_id"): row.text("status")
        for row in r.rows("recommendations")
        if not row.text("year") or parse_period(row.text("year")).start <= period_of(r).end
    }


def _of_the_period(r: Report) -> None:
    """The recommendations made in the year of the period, in words."""
    new = [
        row.text("recommendation_id")
        for row in r.rows("recommendations")
        if row.text("year") and touches(period_of(r), row.text("year"))
    ]
    if not new:
        r.say(_("None was made in the year of the period."))
        return
    r.say(_("Made in the year of the period:"))
    r.bullets([r.text(_("{key}: {text}"), key=key, text=recommendation_text(r, key)) for key in new])
