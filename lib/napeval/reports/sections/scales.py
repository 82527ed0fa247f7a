"""The same evidence on every rating scale, with where each scale comes from."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.criteria import load_scale
from napeval.criteria.question_rating import NOT_DEMONSTRATED
from napeval.criteria.scale_levels import IMPLEMENTATION, OVERALL
from napeval.display.blocks import TableRow, Text
from napeval.display.labels import LABELS
from napeval.display.languages import N_ as _
from napeval.release import Claim, Row
from napeval.reports.report import Report, TableSpec


def all_scales(r: Report) -> None:
    """What the same evidence would be called elsewhere, criterion by criterion and overall."""
    rows = r.rows("scale_levels")
    criteria = [row.text("criterion") for row in r.rows("criteria")]
    scales = list(dict.fromkeys(row.text("scale_id") for row in rows))
    dac = [
        scale
        for scale in scales
        if any(row.text("criterion") != IMPLEMENTATION for row in rows if row.text("scale_id") == scale)
    ]
    r.heading(2, _("The overall mark, and the same evidence on other scales"), identifier="all-scales")
    _overall(r)
    if any(_is_shown(row) for row in rows):
        _on_all(r, dac, criteria)
    else:
        r.say(_("Nothing is demonstrated, so no other scale gives a mark either."))
    _implementation(r)


def _on_all(r: Report, scales: Sequence[str], criteria: Sequence[str]) -> None:
    """The same evidence on each scale."""
    r.say(
        _(
            "The choice of a scale is a choice. The table shows how the same scores would be called"
            " on each of"
            " the scales in use; a dash stands where a scale has no such criterion or nothing is"
            " demonstrated."
        )
    )
    columns = [
        TableSpec(_("Scale"), width=1.7),
        *[TableSpec(LABELS["criterion"][name], width=1.0) for name in criteria],
        TableSpec(_("Overall"), width=1.1),
    ]
    r.table(
        "tab-all-scales",
        columns,
        [_row(r, scale, criteria) for scale in scales],
        r.word(_("Marks of the same evidence on all rating scales")),
        notes=[_source(r, scale) for scale in scales],
        source=_("scores and marks of the evaluation, read on the bands of each scale"),
    )


def _is_shown(row: Row) -> bool:
    """Whether a mark of a criterion or of the whole stands on a scale."""
    return row.text("criterion") != IMPLEMENTATION and row.text("level") not in ("", NOT_DEMONSTRATED)


def _row(r: Report, scale: str, criteria: Sequence[str]) -> TableRow:
    cells: list[Text] = [r.word_of("scale", scale, bold=scale == r.scale.id)]
    for name in (*criteria, OVERALL):
        found = [one for one in r.rows("scale_levels", scale_id=scale, criterion=name) if one.text("level")]
        shown = bool(found) and found[0].text("level") != NOT_DEMONSTRATED
        cells.append(r.level(found[0].text("level"), scale=scale) if shown else r.word("–"))
    return TableRow(cells)


def _source(r: Report, scale_id: str) -> Text:
    """Where a scale comes from, how far it was checked, and whose its bands are."""
    row = r.rows("scale_levels", scale_id=scale_id)[0]
    return r.text(
        _("{scale}: {verification}; {bands}. Source: {source}"),
        scale=r.word_of("scale", scale_id),
        verification=r.word_of("verification", row.text("verification")),
        bands=r.word_of("bands", row.text("bands")),
        source=r.quoted(load_scale(scale_id).source),
    )


def _overall(r: Report) -> None:
    """The overall mark on the chosen scale, or why there is none and what it could be."""
    found = r.rows("scale_levels", scale_id=r.scale.id, criterion=OVERALL)
    if not found:
        return
    row = found[0]
    if row.text("level") not in ("", NOT_DEMONSTRATED):
        r.say(
            _("Overall mark on the scale of this evaluation: {mark} ({basis}; {score} points)."),
            mark=r.level(row.text("level"), bold=True),
            basis=r.word_of("basis", row.text("basis")),
            score=_points(row),
        )
        if row.text("knocked_by"):
            r.say(
                _(
                    "Without the knock-out rule of the scale it would be {before}; the rule was set off by"
                    " {criteria}."
                ),
                before=r.level(row.text("level_before")),
                criteria=r.words_of("criterion", row.text("knocked_by")),
            )
        return
    reasons = r.words_of("remark", row.text("reason"))
    r.say(_("There is no overall mark on the scale of this evaluation: {reasons}."), reasons=reasons)
    if row.text("level_low"):
        r.say(
            _("It could lie from {low} to {high}."),
            low=r.level(row.text("level_low")),
            high=r.level(row.text("level_high")),
        )


def _points(row: Row) -> Claim:
    return row["judged"] if row.text("basis") == "judged" else row["score"]


def _implementation(r: Report) -> None:
    """The one scale that speaks of implementation and not of criteria."""
    for row in r.rows("scale_levels", criterion=IMPLEMENTATION):
        scale = row.text("scale_id")
        if row.text("level") in ("", NOT_DEMONSTRATED):
            r.say(
                _("{scale} rates implementation only; no rate can be given here: {reasons}."),
                scale=r.word_of("scale", scale),
                reasons=r.words_of("remark", row.text("reason")) or r.word(_("nothing reported")),
            )
        else:
            r.say(
                _("{scale} rates implementation only: {mark}, {points} points of its own."),
                scale=r.word_of("scale", scale),
                mark=r.level(row.text("level"), scale=scale),
                points=row["own"],
            )
        r.paragraph(_source(r, scale), style="note")
