"""What other methods say of the same indicators, and where they contradict one another."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.labels import LABELS
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec

_OWN, _PRINTED_SHARE = "baseline_to_target", "actual_over_target"


def other_methods(r: Report) -> None:
    """The indicators of impact and outcome on which methods contradict each other, with every verdict."""
    shown = _own_and_shown(r)
    by_indicator: dict[str, dict[str, Row]] = {}
    for row in r.rows("achievement_methods"):
        if row.text("category") == "" and row.text("indicator_id") in shown:
            by_indicator.setdefault(row.text("indicator_id"), {})[row.text("method")] = row
    found = {one: rows for one, rows in by_indicator.items() if _contradict(rows)}
    if not found:
        return
    r.say(
        _(
            "Other methods are in use elsewhere, and they do not always agree. For the indicators below at"
            " least two of them contradict each other on whether the indicator is on track. Where a method"
            " gives no verdict, the reason stands in its place."
        )
    )
    rows = [
        TableRow(
            [r.quoted(identifier), *[_verdict(r, by_method.get(one)) for one in LABELS["achievement_method"]]]
        )
        for identifier, by_method in found.items()
    ]
    columns = [
        TableSpec(_("Indicator"), width=1.0),
        TableSpec(_("This report"), width=1.0),
        TableSpec(_("Actual over target"), "right", 0.9),
        TableSpec(_("Eurostat"), width=1.4),
        TableSpec(_("Progress chart of the United Nations"), width=1.4),
        TableSpec(_("Open SDG"), width=1.4),
    ]
    notes = [
        r.word(
            _(
                "This report: progress from the baseline, against the planned path. Actual over target: the"
                " share that many systems print; it takes no account of the baseline or of the time left, and"
                " is not counted as a contradiction."
            )
        ),
        r.word(
            _(
                "Eurostat and Open SDG: yearly growth against the growth that the target requires. The chart"
                " of the United Nations: where the indicator would stand at the end if it went on like this."
                " All figures and methods, outputs included, stand in the workbook."
            )
        ),
    ]
    caption = r.word(_("Indicators on which methods contradict each other"))
    figures = any(run.claim for row in rows for cell in row.cells for run in cell)
    source = "" if figures else _("computed by napeval from: the plan; observations")
    r.table("tab-methods", columns, rows, caption, notes=notes, source=source)


def _own_and_shown(r: Report) -> set[str]:
    """Indicators of impact and outcome of which nothing is hidden."""
    return {
        row.text("indicator_id")
        for row in r.rows("achievement")
        if row.text("level") != "output" and "suppressed" not in (row["status"].state, row["baseline"].state)
    }


def _contradict(rows: Mapping[str, Row]) -> bool:
    """Whether methods that compare with a path or a growth contradict each other."""
    tracks = {row.text("track") for method, row in rows.items() if method != _PRINTED_SHARE}
    return {"on_track", "off_track"} <= tracks


def _verdict(r: Report, row: Row | None) -> Text:
    """The class of a method with its mark; the share for the method that prints one; or why there is none."""
    if row is None:
        return r.word("–")
    if row["value"].state == "suppressed" or row["class"].state == "suppressed":
        return r.figure_run(row["class"])
    if row.text("reason"):
        return [Run("("), *r.word_of("remark", row.text("reason")), Run(")")]
    if row.text("method") == _PRINTED_SHARE:
        return r.figure_run(row["value"])
    verdict, track = row.text("class"), row.text("track")
    if not verdict:
        return r.word_of("track", track) or r.word("–")
    words = r.word_of("method_class", verdict)
    if row.text("method") == _OWN or not track:
        return words
    return [*words, Run(" ("), *r.word_of("track", track), Run(")")]
