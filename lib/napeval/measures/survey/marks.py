"""Marks of a survey by item: spread, median, mean and what the silent could change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor

import pandas as pd

from napeval.cycle.cycle import Evaluation
from napeval.measures.exact import plainest_ratio
from napeval.measures.rows import result_frame
from napeval.measures.survey.answered import (
    ALL,
    HIGHEST,
    LEAST_RESPONDENTS,
    LOWEST,
    TRACE,
    answers,
    asked,
    is_of_activity,
    marks_given,
    respondents,
)
from napeval.measures.survey.response import invited_by_kind
from napeval.trends import wilson

LEAST_FOR_SPREAD = 10
"""Fewer marks than this are not spread out: who gave the one low mark among a few is soon guessed."""
HIGH_FROM = 4
"""From this mark on it counts as a high one."""
TOO_FEW, FEW_FOR_SPREAD, NUMBER_WITHHELD = "too_few_respondents", "few_for_distribution", "number_withheld"
_COUNTS = tuple(f"mark_{mark}" for mark in range(LOWEST, HIGHEST + 1))
_TYPES = {
    **dict.fromkeys(("item_id", "institution_kind", "question_id"), "str"),
    **dict.fromkeys(("respondents", "n", "silent"), "Int64"),
    **dict.fromkeys(("median", "mean", "mean_lower", "mean_upper"), "float64"),
    **dict.fromkeys(_COUNTS, "Int64"),
    **dict.fromkeys(("share_top", "top_low", "top_high"), "float64"), "reason": "str", "trace": "str",
}  # fmt: skip


def survey_answers(evaluation: Evaluation, *, minimum: int = LEAST_RESPONDENTS) -> pd.DataFrame:
    """What marks from 1 to 5 did people give, by item, and what could those who gave none change?

    Returns the results table `survey_answers`, for each item with marks a row `all` and one for each kind of
    institution. respondents: people who answered the survey (of an activity: who took part in it); n of them
    gave a mark, silent did not. median: exact. For `all` only:
    - mean; mean_lower, mean_upper: with a mark of 1, and of 5, from everybody who gave none: of all invited
      where their number is stated for every kind that answered, else of all respondents; of an activity
      always of those who took part
    - mark_1 to mark_5: people by mark, one between two marks (3.5) counted at the lower
    - share_top: share of marks from 4 up (0-1), with Wilson's interval top_low, top_high (95 %).

    People are protected by what is left out. reason says what:
    - too_few_respondents: fewer than `minimum` marks; there is no figure
    - few_for_distribution: fewer than 10 marks; neither counts by mark nor a share
    - number_withheld: where one kind alone is hidden, its number would follow from `all` and the other
      kinds; so the number of the kind with the next fewest marks is left out too, its median stands. No kind
      has a median where the medians and `all` together would tell what a hidden kind answered.
    A kind has no mean and no counts by mark: from those of `all` and of the other kinds the answers of a
    hidden kind could be worked out.
    """
    rows = answers(evaluation)
    given = marks_given(rows)
    everybody = _everybody(evaluation, rows)
    found: list[dict[str, object]] = []
    for item, own in given.groupby("item_id", sort=True):
        people = asked(str(item), rows)
        cells = {
            "item_id": item, "question_id": ";".join(sorted(own["question_id"].unique())), "trace": TRACE,
        }  # fmt: skip
        reach = len(people) if is_of_activity(str(item)) else everybody
        found.append({**cells, **_of_all(_marks(own), len(people), reach, minimum)})
        found += [{**cells, **row} for row in _of_kinds(own, people, minimum)]
    return result_frame(found, _TYPES)


def _everybody(evaluation: Evaluation, rows: pd.DataFrame) -> int:
    """How many could have given a mark: those invited, where stated of every kind that answered."""
    answered = respondents(rows)["institution_kind"].value_counts().to_dict()
    invited = invited_by_kind(evaluation)
    if not set(answered) <= set(invited):
        return sum(answered.values())
    return sum(max(number, answered.get(kind, 0)) for kind, number in invited.items())


def _marks(rows: pd.DataFrame) -> list[Fraction]:
    return [plainest_ratio(float(mark)) for mark in rows["answer"]]


def _of_all(marks: Sequence[Fraction], people: int, everybody: int, minimum: int) -> dict[str, object]:
    row: dict[str, object] = {"institution_kind": ALL}
    n, total = len(marks), sum(marks, Fraction(0))
    if n < minimum:
        return {**row, "reason": TOO_FEW}
    row |= {
        "respondents": people, "n": n, "silent": people - n, "median": float(median(marks)),
        "mean": float(total / n),
        "mean_lower": float((total + (everybody - n) * LOWEST) / everybody),
        "mean_upper": float((total + (everybody - n) * HIGHEST) / everybody),
    }  # fmt: skip
    if n < LEAST_FOR_SPREAD:
        return {**row, "reason": FEW_FOR_SPREAD}
    whole = [floor(mark) for mark in marks]
    top = sum(mark >= HIGH_FROM for mark in marks)
    low, high = wilson(top, n).interval or (None, None)
    counts = {name: whole.count(LOWEST + place) for place, name in enumerate(_COUNTS)}
    return {**row, **counts, "share_top": top / n, "top_low": low, "top_high": high, "reason": ""}


def _of_kinds(given: pd.DataFrame, people: pd.DataFrame, minimum: int) -> Iterator[dict[str, object]]:
    sizes = people["institution_kind"].value_counts().to_dict()
    marks = {kind: _marks(given[given["institution_kind"] == kind]) for kind in sizes}
    partner = kind_withheld({kind: len(own) for kind, own in marks.items()}, minimum)
    told = medians_tell(marks, minimum)
    for kind in sorted(sizes):
        row: dict[str, object] = {"institution_kind": kind}
        n = len(marks[kind])
        if n < minimum:
            yield {**row, "reason": TOO_FEW}
            continue
        row |= {
            "median": None if told else float(median(marks[kind])),
            "reason": NUMBER_WITHHELD if told else "",
        }
        if kind == partner:
            yield {**row, "reason": NUMBER_WITHHELD}
        else:
            yield {**row, "respondents": sizes[kind], "n": n, "silent": sizes[kind] - n}


def kind_withheld(numbers: Mapping[str, int], minimum: int) -> str | None:
    """The kind whose number is left out beside that of the only hidden one; None where there is no need.

    numbers: of marks, by kind. minimum: below it a kind is hidden.
    """
    rest = sorted((number, kind) for kind, number in numbers.items() if number >= minimum)
    return rest[0][1] if len(rest) == len(numbers) - 1 and rest else None


def medians_tell(marks: Mapping[str, Sequence[Fraction]], minimum: int) -> bool:
    """Whether what is shown would look different, had somebody of a hidden kind given another mark.

    It looks the same where a hidden mark can change places with a different one of a shown kind and leave the
    median there as it is: `all` holds the same marks then, and which hidden kind the new one is of nobody can
    tell. marks: by kind. minimum: below it a kind is hidden.
    """
    hidden = [mark for own in marks.values() if len(own) < minimum for mark in own]
    shown = [own for own in marks.values() if len(own) >= minimum]
    return bool(hidden) and not any(_changes_places(mark, own) for mark in hidden for own in shown)


def _changes_places(mark: Fraction, others: Sequence[Fraction]) -> bool:
    middle = median(others)
    return any(
        other != mark and median([*others[:place], mark, *others[place + 1 :]]) == middle
        for place, other in enumerate(others)
    )


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, or the mean of the two in the middle. values: at least one."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
