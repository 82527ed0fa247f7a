"""What has been reached by the cutoff, made from the observations of several periods and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from napeval.cycle.periods import Period, parse_period
from napeval.cycle.trace import join_traces
from napeval.measures.accumulation import added_up, last_total, persons_over_periods
from napeval.measures.exact import NotUsable
from napeval.measures.voices import OVER_TIME, Ancestry, Seen, Voices, voices_of

# What a missing value means where nobody measured, strongest statement last.
UNMEASURED_STATES = ("not_reported", "not_applicable", "not_due", "suppressed")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How the values of one indicator combine, and the stretch of time that counts."""

    measure: str
    accumulation: str
    additive_over: str
    start: date
    cutoff: date


@dataclass(frozen=True, kw_only=True)
class Observed:
    """The value at the cutoff.

    low, high: equal unless sources dispute it or persons may be counted twice; None where nothing is known.
    period: what it covers. state: measured, disputed, or why there is no value. sources: how many gave it.
    reason: why the values there are cannot be used. flags: incomplete_periods, double_counting_possible.
    """

    state: str
    low: Fraction | None = None
    high: Fraction | None = None
    period: str | None = None
    sources: int = 0
    flags: tuple[str, ...] = ()
    reason: str | None = None
    trace: str = ""


period_of = lru_cache(maxsize=4096)(parse_period)


def observed(rows: Sequence[Seen], rule: Rule, ancestry: Ancestry, *, until: date | None = None) -> Observed:
    """The value of an indicator at the cutoff.

    rows: its observations in one category. Periods that end before the cycle starts are history and do not
    count. until: from the start of the cycle to this day or the cutoff, values to be added up are owed.
    """
    inside = [row for row in rows if rule.start <= period_of(row.period).end <= rule.cutoff]
    by_period: dict[str, list[Seen]] = {}
    for row in inside:
        by_period.setdefault(row.period, []).append(row)
    try:
        voices = {
            period: heard
            for period, ones in by_period.items()
            if (
                heard := voices_of(ones, ancestry, measure=rule.measure, additive_over=rule.additive_over)
            ).stated
        }
        if not voices:
            return _unmeasured(inside)
        return _combined(voices, rule, inside, min(rule.cutoff, until or rule.cutoff))
    except NotUsable as problem:
        return Observed(
            state="measured", reason=problem.reason, trace=join_traces(row.trace for row in inside)
        )


def observed_in_year(rows: Sequence[Seen], year: int, rule: Rule, ancestry: Ancestry) -> Observed:
    """The value of one calendar year: as stated for it, else added up from its parts where that is allowed.

    Flag incomplete_periods: only some parts of the year are known, and no value is given.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    inside = [
        row for row in rows if first <= period_of(row.period).start and period_of(row.period).end <= last
    ]
    whole = [row for row in inside if period_of(row.period).is_full_year]
    yearly = Rule(
        measure=rule.measure, accumulation="stock" if whole else "cumulative",
        additive_over=rule.additive_over,
        start=first, cutoff=last,
    )  # fmt: skip
    found = observed(whole or inside, yearly, ancestry)
    if whole or found.low is None:
        return found
    if rule.additive_over not in OVER_TIME or "incomplete_periods" in found.flags:
        return Observed(state="not_reported", flags=("incomplete_periods",), trace=found.trace)
    return found


def _unmeasured(rows: Sequence[Seen]) -> Observed:
    if not rows:
        return Observed(state="not_reported")
    latest = max(period_of(row.period).end for row in rows)
    last = [row for row in rows if period_of(row.period).end == latest]
    state = max(
        (row.state for row in last if row.state in UNMEASURED_STATES),
        key=UNMEASURED_STATES.index,
        default="not_reported",
    )
    return Observed(state=state, trace=join_traces(row.trace for row in last))


def _combined(voices: Mapping[str, Voices], rule: Rule, rows: Sequence[Seen], until: date) -> Observed:
    if rule.accumulation == "cumulative":
        return _cumulative(_without_parts(voices), rule, rows, until)
    if rule.accumulation == "running_total":
        # Only what is undisputed can show that a total fell.
        last_total(
            {
                _sortable(period): one.admissible[0]
                for period, one in voices.items()
                if len(one.admissible) == 1
            }
            or {"": Fraction(0)}
        )
    elif rule.accumulation == "annual":
        return _last_year(voices, rule, rows)
    elif rule.accumulation == "" and rule.measure == "number" and len(voices) > 1:
        raise NotUsable("accumulation_missing")
    latest = max(voices, key=lambda period: (period_of(period).end, period_of(period).months))
    return _from({latest: voices[latest]}, voices[latest].admissible[0], voices[latest].admissible[-1])


def _last_year(voices: Mapping[str, Voices], rule: Rule, rows: Sequence[Seen]) -> Observed:
    """The last calendar year with a value; parts of a year count only where they make a whole one."""
    full = {period: one for period, one in voices.items() if period_of(period).is_full_year}
    years = {period_of(period).year for period in voices}
    tiled = {year: _parts_of_year(voices, year) for year in years} if rule.additive_over in OVER_TIME else {}
    tiled_years = [year for year, parts in tiled.items() if parts]
    last_full = max((period_of(period).year for period in full), default=None)
    last_tiled = max(tiled_years, default=None)
    if last_full is None and last_tiled is None:
        return Observed(
            state="not_reported", flags=("incomplete_periods",), trace=join_traces(r.trace for r in rows)
        )
    if last_tiled is None or (last_full is not None and last_full >= last_tiled):
        period = next(text for text in full if period_of(text).year == last_full)
        return _from({period: full[period]}, full[period].admissible[0], full[period].admissible[-1])
    parts = tiled[last_tiled]
    found = _from(parts, *_sums(parts))
    return replace(found, period=str(last_tiled))


def _parts_of_year(voices: Mapping[str, Voices], year: int) -> dict[str, Voices]:
    """Periods that make up one calendar year without gap or overlap, else none."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    within = {p: one for p, one in voices.items() if first <= period_of(p).start and period_of(p).end <= last}
    try:
        parts = _without_parts(within)
    except NotUsable:
        return {}
    return parts if sum(period_of(period).months for period in parts) == 12 else {}


def _without_parts(voices: Mapping[str, Voices]) -> dict[str, Voices]:
    """Longer periods in place of the shorter ones they contain. Raises NotUsable: overlapping_periods."""
    kept: dict[str, Voices] = {}
    for period in sorted(voices, key=lambda text: -period_of(text).months):
        stretch = period_of(period)
        meeting = [period_of(one) for one in kept if _meet(period_of(one), stretch)]
        if any(not (one.start <= stretch.start and stretch.end <= one.end) for one in meeting):
            raise NotUsable("overlapping_periods")
        if not meeting:
            kept[period] = voices[period]
    return dict(sorted(kept.items(), key=lambda item: period_of(item[0])))


def _meet(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def _sums(voices: Mapping[str, Voices]) -> tuple[Fraction, Fraction]:
    low = added_up({_sortable(period): one.admissible[0] for period, one in voices.items()})
    high = added_up({_sortable(period): one.admissible[-1] for period, one in voices.items()})
    return low.low, high.high


def _cumulative(voices: Mapping[str, Voices], rule: Rule, rows: Sequence[Seen], until: date) -> Observed:
    low, high = _sums(voices)
    flags: tuple[str, ...] = ()
    if rule.additive_over in ("none", "place") and len(voices) > 1:
        persons = persons_over_periods(
            {_sortable(period): one.admissible[0] for period, one in voices.items()}
        )
        low, flags = persons.low, persons.flags
    excused = {row.period for row in rows if row.state in ("not_due", "not_applicable")}
    if _months(voices.keys() | excused, rule.start, until) < _owed(rule.start, until):
        flags = (*flags, "incomplete_periods")
    return _from(voices, low, high, flags)


def _owed(start: date, until: date) -> int:
    """Whole months from the first day to the last."""
    full_last_month = (date.fromordinal(until.toordinal() + 1)).day == 1
    return (until.year - start.year) * 12 + until.month - start.month + int(full_last_month)


def _months(periods: set[str], start: date, until: date) -> int:
    covered: set[int] = set()
    for text in periods:
        stretch = period_of(text)
        first = stretch.start.year * 12 + stretch.start.month
        covered.update(range(first, first + stretch.months))
    return len(covered & set(range(start.year * 12 + start.month, until.year * 12 + until.month + 1)))


def _sortable(period: str) -> str:
    stretch = period_of(period)
    return f"{stretch.end.isoformat()}|{stretch.start.isoformat()}"


def _from(
    voices: Mapping[str, Voices], low: Fraction, high: Fraction, flags: tuple[str, ...] = ()
) -> Observed:
    periods = list(voices)
    disputed = any(len(one.admissible) > 1 for one in voices.values())
    return Observed(
        state="disputed" if disputed else "measured", low=low, high=high,
        period=periods[0] if len(periods) == 1 else f"{_first(periods[0])}/{_last(periods[-1])}",
        sources=len({source for one in voices.values() for source in one.sources}),
        flags=(*flags, "disputed") if disputed else flags,
        trace=join_traces(stated.trace for one in voices.values() for stated in one.stated),
    )  # fmt: skip


def _first(period: str) -> str:
    return period.partition("/")[0]


def _last(period: str) -> str:
    return period.rpartition("/")[2]
