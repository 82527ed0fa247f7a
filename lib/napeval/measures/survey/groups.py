"""Whether groups of people answered a question differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from napeval.cycle.cycle import Evaluation
from napeval.measures.exact import plainest_ratio
from napeval.measures.rows import result_frame
from napeval.measures.survey.answered import ALL, LEAST_RESPONDENTS, NOT_STATED, TRACE, answers
from napeval.measures.survey.exact_ranks import (
    RankTest,
    doubled_ranks,
    epsilon_squared,
    several_groups,
    superiority,
    two_groups,
)
from napeval.measures.survey.marks import NUMBER_WITHHELD, median
from napeval.trends import family_of_tests
from napeval.trends.least_lengths import VERDICT_LEVEL

LEAST_OF_A_GROUP = 3
BY_KIND, STATE_AND_OTHERS = "institution_kind", "state_and_others"
STATE_KINDS = ("ministry", "agency", "police", "prosecution", "court", "municipality", "state_budget")
"""Kinds of institutions of the state; the others are those that are stated and are none of these."""
STATE, OTHERS = "state", "others"
DIFFERENCE, NONE_SHOWN, TOO_FEW = "difference", "no_difference_shown", "too_few"
SEED = 20220101
"""The seed where the evaluation states none."""
_TYPES = {
    **dict.fromkeys(("question_id", "grouping"), "str"),
    **dict.fromkeys(("groups", "n", "left_out"), "Int64"), "test": "str",
    **dict.fromkeys(("statistic", "p", "p_adjusted", "effect"), "float64"),
    **dict.fromkeys(("effect_unit", "lowest_group", "highest_group", "finding", "reason", "trace"), "str"),
}  # fmt: skip
_COUNT_TYPES = {"grouping": "str", "tests": "Int64", "different": "Int64", "trace": "str"}
Groups = Mapping[str, Sequence[Fraction]]


def survey_groups(
    evaluation: Evaluation, *, minimum: int = LEAST_RESPONDENTS
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Did kinds of institutions, or the state and the others, answer the questions differently?

    Each person counts once in a question, by the mean of the marks on its items. Two groupings:
    institution_kind, and state_and_others. Groups below 3 people, or below `minimum`, are left out; left_out
    counts their people and those of no stated kind. Where these are too few to hide among each other, the
    next smallest group is left out with them: the ties of the others would tell what mark was left out.

    Returns two results tables. `survey_groups`, a row for each question with marks and grouping:
    - groups, n: groups compared, and people in them
    - test: kruskal_exact, kruskal_drawn, rank_sum_exact or rank_sum_drawn (permutation tests; drawn from the
      setting seed); statistic: H, or the rank sum of the state
    - p: two-sided; p_adjusted: by Benjamini and Hochberg over the questions of the grouping
    - effect: by effect_unit epsilon_squared (0-1), or superiority: chance that somebody of the state gives
      the higher mark (0-1, 0.5 where the groups do not differ)
    - lowest_group, highest_group: by median, where medians are equal by mean rank
    - finding: difference (p_adjusted at most 0.05), no_difference_shown, or too_few where nothing could be
      tested; reason: too_few_groups (fewer than two), number_withheld (fewer than two beside the next
      smallest), p_floor_too_high (no answers of such groups could reach 0.05), no_variation (all gave the
      same mark).
    `survey_group_counts`: tests made and differences found, of both groupings (`all`) and of each; no row
    where there are no marks.
    Raises ValueError for a seed below 0.
    """
    marks = _people_by_question(answers(evaluation))
    stated = evaluation.settings.get("seed")
    seed = SEED if stated is None else int(stated)
    least = max(LEAST_OF_A_GROUP, minimum)
    rows: list[dict[str, object]] = []
    for grouping in (BY_KIND, STATE_AND_OTHERS):
        rows += _judged([_tested(name, grouping, people, least, seed) for name, people in marks.items()])
    return result_frame(rows, _TYPES), result_frame(_counts(rows), _COUNT_TYPES)


def _people_by_question(rows: pd.DataFrame) -> Mapping[str, list[tuple[str, Fraction]]]:
    """By question: the kind of institution and the mean mark of each person."""
    found: dict[str, list[tuple[str, Fraction]]] = {}
    marked = rows[rows["answer"].notna()]
    for (question, _), own in marked.groupby(["question_id", "respondent"], sort=True):
        total = sum((plainest_ratio(float(mark)) for mark in own["answer"]), Fraction(0))
        found.setdefault(str(question), []).append((own["institution_kind"].iloc[0], total / len(own)))
    return found


def _grouped(people: Sequence[tuple[str, Fraction]], grouping: str, least: int) -> Groups:
    """The groups of at least so many, state first, else in the order of their codes."""
    groups: dict[str, list[Fraction]] = {}
    for kind, mark in people:
        if kind != NOT_STATED:
            name = kind if grouping == BY_KIND else STATE if kind in STATE_KINDS else OTHERS
            groups.setdefault(name, []).append(mark)
    ordered = sorted(groups, key=lambda name: (name != STATE, name))
    return {name: groups[name] for name in ordered if len(groups[name]) >= least}


def _without_the_smallest(groups: Groups) -> Groups:
    smallest = min(groups, key=lambda name: len(groups[name]))
    return {name: marks for name, marks in groups.items() if name != smallest}


def _tested(
    question: str, grouping: str, people: Sequence[tuple[str, Fraction]], least: int, seed: int
) -> tuple[dict[str, object], RankTest | None]:
    """The row of a question, and its test where there is one that can reach a verdict."""
    enough = groups = _grouped(people, grouping, least)
    if groups and 0 < len(people) - sum(map(len, groups.values())) < least:
        groups = _without_the_smallest(groups)
    n = sum(map(len, groups.values()))
    row: dict[str, object] = {
        "question_id": question, "grouping": grouping, "groups": len(groups), "n": n,
        "left_out": len(people) - n, "finding": TOO_FEW, "reason": "", "trace": TRACE,
    }  # fmt: skip
    if len(groups) < 2:
        return {**row, "reason": NUMBER_WITHHELD if len(enough) > 1 else "too_few_groups"}, None
    # Of its own for each question, so that one more or less changes no other.
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple(question.encode())))
    marks = list(groups.values())
    test = several_groups(marks, rng) if grouping == BY_KIND else two_groups(marks[0], marks[1], rng)
    if test is None:
        return {**row, "finding": NONE_SHOWN, "reason": "no_variation"}, None
    if test.p_floor is not None and test.p_floor > VERDICT_LEVEL:
        return {**row, "reason": "p_floor_too_high"}, None
    if grouping == BY_KIND:
        name, effect, unit = "kruskal", epsilon_squared(test.statistic, n), "epsilon_squared"
    else:
        name, effect, unit = "rank_sum", float(superiority(marks[0], marks[1])), "superiority"
    order = _by_height(groups)
    row |= {
        "test": f"{name}_{test.method}", "statistic": test.statistic, "p": test.p, "effect": effect,
        "effect_unit": unit, "lowest_group": order[0], "highest_group": order[-1],
    }  # fmt: skip
    return row, test


def _by_height(groups: Groups) -> list[str]:
    """The groups from the lowest median up, where medians are equal from the lowest mean rank up."""
    ranks = iter(doubled_ranks([mark for group in groups.values() for mark in group]))
    mean = {name: Fraction(sum(next(ranks) for _ in own), len(own)) for name, own in groups.items()}
    return sorted(groups, key=lambda name: (median(groups[name]), mean[name]))


def _judged(tested: Sequence[tuple[dict[str, object], RankTest | None]]) -> Iterator[dict[str, object]]:
    """The rows of a grouping, its tests judged together."""
    family = family_of_tests([test for _, test in tested if test is not None], level=VERDICT_LEVEL)
    verdicts = iter(zip(family.p_adjusted, family.rejected, strict=True))
    for row, test in tested:
        if test is not None:
            adjusted, rejected = next(verdicts)
            row |= {"p_adjusted": adjusted, "finding": DIFFERENCE if rejected else NONE_SHOWN}
        yield row


def _counts(rows: Sequence[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    for grouping in (ALL, BY_KIND, STATE_AND_OTHERS) if rows else ():
        own = [row for row in rows if grouping in (ALL, row["grouping"])]
        yield {
            "grouping": grouping, "tests": sum("p" in row for row in own),
            "different": sum(row["finding"] == DIFFERENCE for row in own), "trace": TRACE,
        }  # fmt: skip
