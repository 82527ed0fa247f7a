"""Findings: what a test says over all admissible choices together, and which years decide it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from napeval.measures.over_time.choices import Choice
from napeval.measures.over_time.outcomes import Outcome, Registered, Test

MOST_LEFT_OUT = 256
"""With more choices than this, years are not left out in turn: it would take too long."""
TOO_SHORT = frozenset(
    {"n_too_small", "too_few_points", "too_few_events", "no_valid_data", "too_few_pre", "too_few_post"}
)
NO_VARIATION = frozenset({"no_variation", "no_events"})


def finding_row(asked: Registered, choices: Sequence[Choice]) -> dict[str, object]:
    """What one test says over all choices: the columns of trends() from choices to decided_by."""
    row = together(asked.shows, _outcomes(asked.test, choices))
    deciding = _deciding_years(asked, choices, str(row["finding"]))
    return {"effect_unit": asked.effect_unit, **row, "decided_by": deciding}


def together(shows: str, outcomes: Sequence[Outcome]) -> dict[str, object]:
    """The ranges over the outcomes of all choices, and the finding. shows: a trend, a change or a break."""
    judged = [one for one in outcomes if one.reportable]
    told = [one for one in outcomes if one.reportable or one.described]
    reasons = {one.reason for one in outcomes if one.reason}
    return {
        "choices": len(outcomes), "reportable": len(judged),
        **ends("statistic", [one.statistic for one in judged]),
        **ends("p", [one.p for one in judged]), "p_floor": _least([one.p_floor for one in outcomes]),
        **ends("effect", [one.effect for one in told]),
        "interval_low": _least([one.interval[0] for one in told if one.interval]),
        "interval_high": _most([one.interval[1] for one in told if one.interval]),
        "place_first": _least([one.place[0] for one in judged if one.place]),
        "place_last": _most([one.place[1] for one in judged if one.place]),
        "finding": _finding(shows, outcomes), "reason": ";".join(sorted(reasons)),
        "method": ";".join(sorted({one.method for one in told if one.method})),
    }  # fmt: skip


def refused_row(choices: int, reason: str) -> dict[str, object]:
    """The same columns for a test that was not made."""
    return {"choices": choices, "reportable": 0, "finding": "not_reportable", "reason": reason}


def _outcomes(test: Test, choices: Sequence[Choice]) -> list[Outcome]:
    return [_outcome(test, choice) for choice in choices]


@lru_cache(maxsize=8192)
def _outcome(test: Test, choice: Choice) -> Outcome:
    """What a test says of one choice; asked once, since choices without a year fall together."""
    return test(choice)


def _deciding_years(asked: Registered, choices: Sequence[Choice], finding: str) -> str | None:
    """The years on any one of which a finding of every choice rests; None where that is not asked.

    Each year is left out in turn: a finding that one value decides is not one of the series.
    """
    if not asked.years_in_turn or not finding.startswith("every_choice") or len(choices) > MOST_LEFT_OUT:
        return None
    years = sorted({year for choice in choices for year in choice.years})
    return ";".join(
        str(year)
        for year in years
        if _finding(asked.shows, _outcomes(asked.test, [choice.without(year) for choice in choices]))
        != finding
    )


def _finding(shows: str, outcomes: Sequence[Outcome]) -> str:
    if not any(one.reportable for one in outcomes):
        reasons = {one.reason for one in outcomes}
        if reasons <= TOO_SHORT:
            return "too_few_points"
        return "no_variation" if reasons <= NO_VARIATION else "not_reportable"
    # A choice that cannot be judged shows nothing.
    shown = {one.direction if one.reportable else 0 for one in outcomes}
    if shows == "trend":
        return _trend_finding(shown)
    moved = {direction != 0 for direction in shown}
    if len(moved) > 1:
        return "choices_disagree"
    return f"every_choice_shows_{shows}" if moved == {True} else f"no_choice_shows_{shows}"


def _trend_finding(shown: set[int]) -> str:
    if len(shown) > 1:
        return "choices_disagree"
    return {0: "no_choice_shows_trend", 1: "every_choice_shows_increase", -1: "every_choice_shows_decrease"}[
        next(iter(shown))
    ]


def ends(name: str, values: Sequence[float | None]) -> dict[str, float | None]:
    """The least and the greatest of the values that there are, as columns of this name."""
    return {f"{name}_low": _least(values), f"{name}_high": _most(values)}


def _least(values: Sequence[float | None]) -> float | None:
    return min((value for value in values if value is not None), default=None)


def _most(values: Sequence[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)
