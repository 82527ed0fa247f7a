"""The truth about an indicator at an evaluation: what was known of it, and how it stood to its target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from demo.arithmetic import Goal, Standing, due_share, moment, standing_by_limit, standing_by_ratio
from demo.halves import JUDGED, START, YEARS, end_of, months_of, start_of
from demo.stories import Seen, Story

WITHOUT_VALUE = frozenset(
    {"running_total_decreases", "overlapping_periods", "denominator_missing", "accumulation_missing"}
)
"""Reasons for which not even the value at the day is known; others leave it known, but not to be judged."""
UNMEASURED = ("not_reported", "not_applicable", "not_due", "suppressed")


@dataclass(frozen=True)
class Verdict:
    """What an evaluation should find. low, high: the value reached, equal unless open."""

    state: str
    status: str
    low: Fraction | None = None
    high: Fraction | None = None
    target: Fraction | None = None
    progress: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True)
class Reached:
    """The value reached, or the state in its place. missing: parts of a sum are not known."""

    state: str
    low: Fraction | None = None
    high: Fraction | None = None
    missing: bool = False


def verdict(story: Story, evaluation: str) -> Verdict:
    """How the indicator stands. Raises ValueError where that is not what the design says."""
    found = _verdict(story, *JUDGED[evaluation], *story.expected.get(evaluation, ("", "")))
    wanted = story.expected.get(evaluation, (found.status, ""))[0]
    if found.status != wanted:
        place = f"{story.indicator} {story.category}, {evaluation}"
        raise ValueError(f"{place}: {found}; the design says {wanted}")
    return found


def _verdict(story: Story, cutoff: date, as_of: date, wanted: str, reason: str) -> Verdict:
    if reason in WITHOUT_VALUE:
        return Verdict("measured", wanted, reason=reason, target=_goal_value(story, as_of))
    known = [one for seen in story.seen if (one := seen.as_known(as_of)) and end_of(one.period) <= cutoff]
    annual = story.goals("annual", as_of)
    if annual:
        return _annual(story, annual, known, moment(cutoff))
    goal = _goal(story, as_of)
    reached = _reached(story, known, goal, cutoff)
    if reached.low is None or reached.high is None:
        return _unmeasured(story, reached.state, goal, moment(cutoff), as_of)
    if reason or goal is None:
        state, target = reached.state, None if goal is None else goal.value
        return Verdict(state, "not_measurable", reached.low, reached.high, target, reason=reason)
    ends = [_standing(story, goal, value, moment(cutoff), as_of) for value in (reached.low, reached.high)]
    return _joined(story, reached, ends, goal, moment(cutoff), as_of)


def _goal(story: Story, as_of: date) -> Goal | None:
    finals = story.goals("final", as_of) or story.goals("interim", as_of)
    return finals[-1] if finals else None


def _goal_value(story: Story, as_of: date) -> Fraction | None:
    goal = _goal(story, as_of)
    return None if goal is None else goal.value


def measured_of(known: Sequence[Seen]) -> list[Seen]:
    """Those that have a value."""
    return [seen for seen in known if seen.state == "measured"]


def latest(known: Sequence[Seen]) -> Seen:
    """The one that ends last, of two the longer."""
    return max(known, key=lambda seen: (end_of(seen.period), months_of(seen.period)))


def _reached(story: Story, known: Sequence[Seen], goal: Goal | None, cutoff: date) -> Reached:
    measured = measured_of(known)
    if not measured:
        newest = max((end_of(one.period) for one in known), default=None)
        states = [seen.state for seen in known if end_of(seen.period) == newest]
        return Reached(max(states, key=UNMEASURED.index, default="not_reported"))
    if story.rules["accumulation"] == "cumulative":
        until = min(cutoff, date(goal.year, 12, 31)) if goal else cutoff
        return _sum(measured, known, until, persons=story.rules["additive_over"] in ("none", "place"))
    if story.rules["accumulation"] == "annual":
        years = [one for year in YEARS if (one := value_in_year(story, known, year)).low is not None]
        return years[-1] if years else Reached("not_reported")
    return _told(latest(measured))


def _told(seen: Seen) -> Reached:
    return Reached("measured" if seen.low == seen.high else "disputed", seen.low, seen.high)


def _sum(measured: Sequence[Seen], known: Sequence[Seen], until: date, *, persons: bool) -> Reached:
    """The sum of the longest periods. persons: some may be counted in several periods."""
    parts: list[Seen] = []
    for seen in sorted(measured, key=lambda one: -months_of(one.period)):
        if not any(_holds(one.period, seen.period) for one in parts):
            parts.append(seen)
    excused = [seen for seen in known if seen.state in ("not_due", "not_applicable")]
    covered = {month for seen in [*parts, *excused] for month in _months(seen.period)}
    owed = set(range((until.year - START.year) * 12 + until.month))
    total = sum((seen.low for seen in parts), Fraction(0))
    least = max(seen.low for seen in parts) if persons else total
    return Reached("measured", least, total, missing=not owed <= covered)


def _holds(longer: str, shorter: str) -> bool:
    return start_of(longer) <= start_of(shorter) and end_of(shorter) <= end_of(longer)


def _months(period: str) -> range:
    first = (start_of(period).year - START.year) * 12 + start_of(period).month - 1
    return range(first, first + months_of(period))


def value_in_year(story: Story, known: Sequence[Seen], year: int) -> Reached:
    """The value of one year: told for it, or added up from its halves where that is allowed."""
    inside = [seen for seen in known if start_of(seen.period).year == end_of(seen.period).year == year]
    whole = [seen for seen in inside if months_of(seen.period) == 12]
    measured = measured_of(whole or inside)
    if whole and measured:
        return _told(measured[0])
    halves = story.rules["additive_over"] in ("time", "time_place")
    if measured and halves and sum(months_of(seen.period) for seen in measured) == 12:
        total = sum((seen.low for seen in measured), Fraction(0))
        return Reached("measured", total, total)
    if measured or not inside:
        return Reached("not_reported")
    return Reached(max((seen.state for seen in inside), key=UNMEASURED.index))


def _annual(story: Story, goals: Sequence[Goal], known: Sequence[Seen], now: Fraction) -> Verdict:
    due = [goal for goal in goals if goal.year + 1 <= now]
    if not due:
        return Verdict("not_due", "not_due", target=goals[0].value)
    goal = due[-1]
    reached = value_in_year(story, known, goal.year)
    if reached.low is None or reached.high is None:
        status = "not_due" if reached.state == "not_due" else "not_reported"
        status = "not_measurable" if reached.state == "not_applicable" else status
        return Verdict(reached.state, status, target=goal.value)
    ends = [standing_by_ratio(value / goal.value, Fraction(1)) for value in (reached.low, reached.high)]
    if len({one.status for one in ends}) > 1:
        return Verdict(reached.state, "not_measurable", reached.low, reached.high, goal.value)
    progress = ends[0].progress if reached.low == reached.high else None
    return Verdict(reached.state, ends[0].status, reached.low, reached.high, goal.value, progress)


def _unmeasured(story: Story, state: str, goal: Goal | None, now: Fraction, as_of: date) -> Verdict:
    promised = [one.year + 1 for role in ("interim", "final") for one in story.goals(role, as_of)]
    if goal is None:
        return Verdict(state, "not_measurable", reason="target_missing")
    if state == "not_reported" and min(promised) > now:
        state = "not_due"
    status = {"not_due": "not_due", "not_applicable": "not_measurable"}.get(state, "not_reported")
    return Verdict(state, status, target=goal.value)


def _standing(story: Story, goal: Goal, value: Fraction, now: Fraction, as_of: date) -> Standing:
    rules, due = story.rules, goal.year + 1 <= now
    baseline = None if story.baseline is None else story.baseline.value
    if rules["measure"] == "ordinal":
        return standing_by_limit(value >= goal.value, due=due, kept=False)
    if goal.upper is not None:
        return standing_by_limit(goal.value <= value <= goal.upper, due=due, kept=False)
    if baseline == goal.value:
        return standing_by_limit(_is_kept(rules, goal, value), due=due, kept=True)
    if baseline is None and rules["direction"] == "decrease":
        return standing_by_limit(value <= goal.value, due=due, kept=False)
    start = baseline or Fraction(0)
    begins = 2022 if baseline is None or story.baseline is None else story.baseline.year + 1
    path = "step" if rules["measure"] == "milestone" else rules["path"] or "linear"
    planned = due_share(now, goal, start, begins, story.goals("interim", as_of), path)
    found = standing_by_ratio((value - start) / (goal.value - start), planned)
    if goal.bound == "at_most" and rules["direction"] == "increase" and value <= goal.value:
        return Standing(found.progress, "achieved")  # no more than so many, which is so
    return found


def _is_kept(rules: Mapping[str, str], goal: Goal, value: Fraction) -> bool:
    """Whether a value that was to stay at its baseline did so."""
    if rules["direction"] == "decrease":
        return value <= goal.value
    if rules["direction"] == "increase" or goal.bound == "at_least":
        return value >= goal.value
    return abs(value - goal.value) <= Fraction(rules["tolerance"] or 0)


def _joined(
    story: Story, reached: Reached, ends: Sequence[Standing], goal: Goal, now: Fraction, as_of: date
) -> Verdict:
    """One status where both ends of an open value have it; of a sum with gaps only what is enough is said."""
    single = reached.low == reached.high
    status = ends[0].status if len({one.status for one in ends}) == 1 else "not_measurable"
    if reached.missing and status not in ("exceeded", "achieved", "on_track", "not_measurable"):
        status = "not_reported"
    progress = ends[0].progress if single else None
    return Verdict(reached.state, status, reached.low, reached.high, goal.value, progress)
