"""What has been reached by the cutoff, made from the observations of several periods and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from napeval.measures.accumulation import last_total, persons_over_periods
from napeval.measures.ancestry import Ancestry
from napeval.measures.exact import NotUsable
from napeval.measures.spans import months_covered, months_owed, parts_of_year, sortable, without_parts
from napeval.measures.together import Range, pooled_over_periods, sums_over_periods
from napeval.measures.told import UNMEASURED_STATES, Heard, Rule, Told, Voiced, period_of, rows_told
from napeval.measures.voices import OVER_TIME, SHARES, Counts

LEVELS_ONLY = frozenset({"ordinal", "milestone"})
"""Measures whose values are levels: what was reached last counts, whatever the plan says of adding up."""
INCOMPLETE = "incomplete_periods"


@dataclass(frozen=True, kw_only=True)
class Observed:
    """The value at the cutoff.

    low, high: equal unless sources dispute it or persons may be counted twice; None where nothing is known.
    period: what it covers. state: measured, disputed, or why there is no value. sources: how many gave it;
    independent: how many of these rest on no other, in the period with the most. bounds: at_least, at_most
    or approximate where the values are not exact. counts: numerator and denominator behind low and high.
    reason: why the values there are cannot be used. flags: incomplete_periods, double_counting_possible,
    disputed. heard: what it is made of; rows: the rows it is made of where that is something else.
    """

    state: str
    low: Fraction | None = None
    high: Fraction | None = None
    period: str | None = None
    sources: int = 0
    independent: int = 0
    flags: tuple[str, ...] = ()
    bounds: frozenset[str] = frozenset()
    counts: tuple[Counts | None, Counts | None] = (None, None)
    reason: str | None = None
    heard: tuple[Heard, ...] = ()
    rows: str = ""

    @property
    def trace(self) -> str:
        """The rows it is made of. Put together when it is asked for: there may be thousands."""
        return self.rows or ";".join(one.trace for one in self.heard)


def observed(told: Sequence[Told], rule: Rule, ancestry: Ancestry, *, until: date | None = None) -> Observed:
    """The value of an indicator at the cutoff.

    told: its observations in one category, by period. Periods that end before the cycle starts are history
    and do not count. until: from the start of the cycle to this day or the cutoff, values to be added up are
    owed.
    """
    inside = [one for one in told if rule.start <= period_of(one.text).end <= rule.cutoff]
    given = {one.text: one for one in inside if one.measured}
    if not given:
        return _unmeasured(inside)
    heard = _Ear(given, rule, ancestry)
    try:
        return _combined(heard, rule, inside, min(rule.cutoff, until or rule.cutoff))
    except NotUsable as problem:
        return Observed(state="measured", reason=problem.reason, rows=rows_told(inside))


def observed_in_year(told: Sequence[Told], year: int, rule: Rule, ancestry: Ancestry) -> Observed:
    """The value of one calendar year: as stated for it, else made of its parts where that is allowed.

    Flag incomplete_periods: only some parts of the year are known, and no value is given.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    inside = [one for one in told if first <= period_of(one.text).start and period_of(one.text).end <= last]
    whole = [one for one in inside if period_of(one.text).is_full_year]
    yearly = replace(rule, accumulation="stock" if whole else "cumulative", start=first, cutoff=last)
    found = observed(whole or inside, yearly, ancestry)
    if whole or found.low is None:
        return found
    if rule.additive_over not in OVER_TIME or INCOMPLETE in found.flags:
        return Observed(state="not_reported", flags=(INCOMPLETE,), rows=found.trace)
    return found


class _Ear:
    """Hears a period when it is asked for: what does not count need not be usable."""

    def __init__(self, given: dict[str, Told], rule: Rule, ancestry: Ancestry) -> None:
        self.given, self._rule, self._ancestry = given, rule, ancestry

    def __call__(self, *texts: str) -> dict[str, Heard]:
        return {text: self.given[text].voices(self._rule, self._ancestry) for text in texts}


def _unmeasured(told: Sequence[Told]) -> Observed:
    if not told:
        return Observed(state="not_reported")
    latest = max(period_of(one.text).end for one in told)
    last = [one for one in told if period_of(one.text).end == latest]
    states = [one.unmeasured for one in last if one.unmeasured]
    state = max(states, key=UNMEASURED_STATES.index, default="not_reported")
    return Observed(state=state, rows=rows_told(last))


def _combined(heard: _Ear, rule: Rule, told: Sequence[Told], until: date) -> Observed:
    accumulation = "stock" if rule.measure in LEVELS_ONLY else rule.accumulation
    if accumulation == "cumulative":
        return _cumulative(heard(*without_parts(heard.given)), rule, told, until)
    if accumulation == "annual":
        return _last_year(heard, rule, told)
    if accumulation == "" and rule.measure == "number" and len(heard.given) > 1:
        raise NotUsable("accumulation_missing")
    if accumulation == "running_total":
        _check_rising(heard(*heard.given))
    latest = max(heard.given, key=lambda text: (period_of(text).end, period_of(text).months))
    return _from(heard(latest), rule)


def _check_rising(voices: Voiced) -> None:
    """Only what is undisputed can show that a total fell. Raises NotUsable: running_total_decreases."""
    sure = {sortable(text): one.admissible[0] for text, one in voices.items() if len(one.admissible) == 1}
    last_total(sure or {"": Fraction(0)})


def _last_year(heard: _Ear, rule: Rule, told: Sequence[Told]) -> Observed:
    """The last calendar year with a value; parts of a year count only where they make a whole one."""
    full = {period_of(text).year: text for text in reversed(heard.given) if period_of(text).is_full_year}
    years = {period_of(text).year for text in heard.given}
    adds = rule.additive_over in OVER_TIME
    made = {year: parts for year in years if adds and (parts := parts_of_year(heard.given, year))}
    last_full, last_made = max(full, default=None), max(made, default=None)
    if last_full is None and last_made is None:
        return Observed(state="not_reported", flags=(INCOMPLETE,), rows=rows_told(told))
    if last_made is None or (last_full is not None and last_full >= last_made):
        return _from(heard(full[last_full or 0]), rule)
    return replace(_from(heard(*made[last_made]), rule), period=str(last_made))


def _cumulative(voices: Voiced, rule: Rule, told: Sequence[Told], until: date) -> Observed:
    found = _from(voices, rule)
    if rule.measure not in SHARES and rule.additive_over in ("none", "place") and len(voices) > 1:
        # Persons counted in several years may be the same ones: at least the fullest period, at most the sum.
        persons = persons_over_periods({sortable(text): one.admissible[0] for text, one in voices.items()})
        found = replace(found, low=persons.low, flags=(*persons.flags, *found.flags), counts=(None, None))
    excused = {one.text for one in told if one.excused}
    if months_covered(voices.keys() | excused, rule.start, until) < months_owed(rule.start, until):
        found = replace(found, flags=_before_dispute(found.flags, INCOMPLETE))
    return found


def _before_dispute(flags: tuple[str, ...], flag: str) -> tuple[str, ...]:
    return (*(one for one in flags if one != "disputed"), flag, *(one for one in flags if one == "disputed"))


def _from(voices: Voiced, rule: Rule) -> Observed:
    """The value made of these periods: the one, or all of them added up or pooled."""
    periods = list(voices)
    made = _value(voices, rule)
    disputed = any(len(one.admissible) > 1 for one in voices.values())
    return Observed(
        state="disputed" if disputed else "measured", low=made.low, high=made.high,
        period=periods[0] if len(periods) == 1 else f"{_first(periods[0])}/{_last(periods[-1])}",
        sources=len({source for one in voices.values() for source in one.sources}),
        independent=max(one.independent for one in voices.values()),
        flags=("disputed",) if disputed else (), bounds=_bounds(voices), counts=made.counts,
        heard=tuple(voices.values()),
    )  # fmt: skip


def _value(voices: Voiced, rule: Rule) -> Range:
    if len(voices) == 1:
        (only,) = voices.values()
        low, high = only.admissible[0], only.admissible[-1]
        return Range(low, high, (only.counts_of(low), only.counts_of(high)))
    if rule.measure in SHARES:
        return pooled_over_periods(voices, rule)
    return sums_over_periods(voices)


def _bounds(voices: Voiced) -> frozenset[str]:
    return frozenset(bound for one in voices.values() for bound in one.bounds)


def _first(period: str) -> str:
    return period.partition("/")[0]


def _last(period: str) -> str:
    return period.rpartition("/")[2]
