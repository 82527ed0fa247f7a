"""The truth of what held: the last value within the plan against the one of the half-year after it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from demo.halves import AFTERWARDS, END, end_of, months_of, start_of
from demo.plan import Table
from demo.stories import Seen, Story
from demo.tables import design
from demo.verdicts import latest, measured_of, value_in_year

NO_LATER_VALUE, DEPENDS_ON_SOURCE = "no_later_value", "depends_on_source"

Ends = tuple[Fraction, Fraction]
"""The least and the greatest value that sources give."""


def lasting_truth(stories: Iterable[Story]) -> Table:
    """Every indicator that is followed up: its last values, whether it held, and why that is not known.

    Raises ValueError where the values say something else than the design, or are followed up without it.
    """
    planted = {row["indicator_id"]: row for row in design("lasting")}
    followed = {story.indicator: story for story in stories if _told_afterwards(story)}
    if set(followed) != set(planted):
        raise ValueError(f"followed up: {sorted(followed)}; the design names {sorted(planted)}")
    return [_row(followed[name], wanted["kept"], wanted["reason"]) for name, wanted in planted.items()]


def _row(story: Story, kept: str, reason: str) -> dict[str, object]:
    final, later = _final(story), _later(story)
    found = _held(story, final, later)
    if found != (kept, reason):
        raise ValueError(f"{story.indicator}: {found}; the design says {(kept, reason)}")
    return {
        "indicator_id": story.indicator,
        "kept": kept,
        "reason": reason,
        "final_low": final[0],
        "final_high": final[1],
        "later_low": None if later is None else later[0],
        "later_high": None if later is None else later[1],
    }


def _told_afterwards(story: Story) -> list[Seen]:
    """What is told of the time after the plan."""
    return [seen for seen in story.seen if start_of(seen.period) > END]


def _final(story: Story) -> Ends:
    """The last value within the plan; of a yearly count that of the last year."""
    within = [seen for seen in story.seen if end_of(seen.period) <= END]
    if story.rules["accumulation"] == "annual":
        year = value_in_year(story, within, END.year)
        assert year.low is not None and year.high is not None
        return year.low, year.high
    last = latest(measured_of(within))
    return last.low, last.high


def _later(story: Story) -> Ends | None:
    """The last value after the plan. Half of a year is not yet a value of a yearly count."""
    told = [seen for seen in measured_of(_told_afterwards(story)) if end_of(seen.period) <= AFTERWARDS]
    if story.rules["accumulation"] == "annual":
        told = [seen for seen in told if months_of(seen.period) == 12]
    last = latest(told) if told else None
    return None if last is None else (last.low, last.high)


def _held(story: Story, final: Ends, later: Ends | None) -> tuple[str, str]:
    """Whether the later value is no worse than the final one, by the tolerance; and why that is not known."""
    if later is None:
        return "", NO_LATER_VALUE
    allowed = Fraction(story.rules["tolerance"] or 0)
    answers = {_lack(story, now) <= _lack(story, then) + allowed for now in later for then in final}
    return ("", DEPENDS_ON_SOURCE) if len(answers) > 1 else ("true" if answers.pop() else "false", "")


def _lack(story: Story, value: Fraction) -> Fraction:
    """How bad a value is: the way below or above any other where one side is wanted, else off its target."""
    goal = story.goals("final", AFTERWARDS)[-1]
    rising = story.rules["direction"] == "increase" or goal.bound == "at_least"
    if rising or story.rules["direction"] == "decrease":
        return -value if rising else value
    return abs(value - goal.value)
