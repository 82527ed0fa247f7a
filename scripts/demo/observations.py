"""monitoring/observations: what the stories let be seen, series beside the plan, and hand-written rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from demo.chance import Dice
from demo.halves import END, MIDTERM, end_of, recorded_on, source_of
from demo.plan import Table
from demo.stories import Seen, Story
from demo.tables import design

PLAN_ADOPTED = date(2022, 1, 10)
CORRECTION = "Correction"


def observation_rows(stories: Iterable[Story], reporters: Mapping[str, str]) -> Table:
    """All observations. reporters: the institution that reports on an indicator, by indicator."""
    dice = Dice("reports")
    special = design("special")
    by_hand = {(row["indicator_id"], row["period"]) for row in special if not row["dimension"]}
    rows: Table = []
    for story in stories:
        for seen in story.seen:
            if (story.indicator, seen.period) not in by_hand:
                rows += _rows(story, seen, reporters.get(story.indicator, ""), dice)
    rows += [dict(row) for row in special]
    return [*rows, *_series_rows()]


def _rows(story: Story, seen: Seen, reporter: str, dice: Dice) -> Table:
    row: dict[str, object] = {
        "indicator_id": story.indicator,
        "period": seen.period,
        "dimension": story.dimension,
        "category": story.category,
        "source_id": source_of(seen.period),
        "reported_by": reporter,
        "recorded_on": recorded_on(seen.period),
        "state": seen.state,
    }
    if seen.state != "measured":
        return [row]
    own = "" if end_of(seen.period) > END else _own_mark(story, seen, dice)
    row |= {"value": seen.low, "numerator": seen.part, "denominator": seen.whole, "own_mark": own}
    if seen.corrected is None:
        return [row]
    return [row, {**row, "value": seen.corrected, "recorded_on": seen.corrected_on, "note": CORRECTION}]


def _own_mark(story: Story, seen: Seen, dice: Dice) -> str:
    """What the institution says itself of a value: from mid-term on, of an indicator as a whole."""
    mark = ("on_track", "on_track", "on_track", "off_track", "")[dice.below(5)]
    return mark if not story.category and end_of(seen.period) >= MIDTERM else ""


def _series_rows() -> Table:
    """The series beside the plan; their history was recorded when the plan was adopted."""
    rows: Table = []
    for line in design("series"):
        for told in line["values"].split(";"):
            period, _, value = told.partition("=")
            part, _, whole = value.partition("/")
            share = Fraction(round(Fraction(1000 * int(part), int(whole))), 10) if whole else None
            rows.append(
                {
                    **{name: line[name] for name in ("indicator_id", "dimension", "category", "source_id")},
                    "period": period,
                    "reported_by": line["reported_by"],
                    "recorded_on": line["recorded_on"] or max(recorded_on(period), PLAN_ADOPTED),
                    "value": share if whole else Fraction(value),
                    "state": "measured",
                    "numerator": int(part) if whole else None,
                    "denominator": int(whole) if whole else None,
                }
            )
    return rows
