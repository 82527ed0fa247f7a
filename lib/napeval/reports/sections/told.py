"""What sources tell without a figure: directions and classes, and events since the start of the plan."""

from __future__ import annotations

from napeval.cycle.periods import Period, parse_period
from napeval.display.blocks import TableRow
from napeval.display.labels import LABELS
from napeval.display.languages import N_ as _
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import listed


def statements(r: Report) -> None:
    """What sources say without an amount: more or fewer than the year before, or a class."""
    frame = r.cycle.table("monitoring/statements")
    frame = frame[frame["kind"] != "text"].sort_values(["topic", "period"])
    rows = []
    for topic, said in frame.groupby("topic", sort=True):
        for value, same in said.groupby("value", sort=True):
            years = list(dict.fromkeys(r.language.period(period) for period in same["period"]))
            direction = same["kind"].iloc[0] == "direction"
            shown = r.word_of("movement", str(value)) if direction else r.quoted(str(value))
            rows.append(TableRow([r.word(_topic(r, str(topic))), shown, listed(r, years)]))
    if not rows:
        return
    r.heading(2, _("Statements without an amount"), identifier="statements")
    columns = [
        TableSpec(_("On what"), width=2.4),
        TableSpec(_("What is said"), width=1.6),
        TableSpec(_("For which years"), width=2.4),
    ]
    note = r.word(
        _("More or fewer: against the year before. Where a year stands under both, sources differ.")
    )
    caption = r.word(_("What sources say without giving an amount"))
    r.table("tab-statements", columns, rows, caption, notes=[note], source=_("statements of sources"))


def _topic(r: Report, code: str) -> str:
    """The words for a topic; a topic of the cycle's own as it is written there."""
    return r.label("topic", code) if code in LABELS["topic"] else code


def events(r: Report) -> None:
    """What happened between the start of the plan and the cutoff, as sources tell it."""
    frame = r.cycle.table("monitoring/events").sort_values(["date", "event_id"])
    inside = [event for event in frame.itertuples() if _in_plan(r, parse_period(event.date))]
    if inside:
        r.heading(2, _("Events since the start of the plan"), identifier="events")
        items = [
            r.text(
                _("{date}: {event} ({source})"),
                date=r.language.period(event.date),
                event=r.wording("monitoring/events", event.event_id),
                source=r.cell("monitoring/sources", event.source_id, "publisher") or event.source_id,
            )
            for event in inside
        ]
        r.bullets(items)
    r.slot("trafficking")


def _in_plan(r: Report, period: Period) -> bool:
    return r.cycle.meta.start <= period.end and period.start <= r.cutoff
