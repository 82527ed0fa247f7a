"""What ten thousand draws of every mark cost, against drawing one score after the other."""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "criteria"))

from robustness_cases import evidence, known, missing, tables_of

from napeval.criteria.matrix import CRITERIA
from napeval.criteria.question_rating import QuestionRating
from napeval.criteria.robustness.arrays import Arrays, arrays_of
from napeval.criteria.robustness.sampling import drawn_rows, generator, independent
from napeval.criteria.robustness.scoring import Draws, Rows, scores

DRAWS, QUESTIONS, ITEMS = 10_000, 4, 3
SAMPLE = 1_000
MOST_SECONDS, LEAST_RATIO, SAME = 1.0, 15.0, 1e-9
RUNS = 3


def ratings() -> dict[str, list[QuestionRating]]:
    """Six criteria of four questions of three items: a third is missing or lies within bounds."""
    rng = np.random.default_rng(24)

    def item(name: str):
        low, value, high = sorted(int(points) for points in rng.integers(0, 101, 3))
        kind = rng.integers(0, 6)
        return (
            missing(name) if kind == 0 else known(name, value, low, high) if kind == 1 else known(name, value)
        )

    return {
        criterion: [
            evidence(
                *(item(f"{criterion}.{number}.{place}") for place in range(ITEMS)),
                name=f"{criterion}.{number}", criterion=criterion, weight=int(rng.integers(1, 4)),
            )
            for number in range(QUESTIONS)
        ]
        for criterion in CRITERIA
    }  # fmt: skip


def best_of(runs: int, call: Callable[[], object]) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def one_by_one(own: Arrays, rows: Rows, draws: Draws, count: int) -> list[float]:
    """The score of one draw after the other, as one would write it without arrays."""
    lower, upper, values = own.lower.tolist(), own.upper.tolist(), own.values.tolist()
    places = [[item for item, of in enumerate(own.items) if of == place] for place in range(len(own.weights))]
    found = []
    for draw in range(count):
        rule = min(int(3 * draws.aggregation[draw]), 2)
        points = []
        for item, value in enumerate(values):
            if lower[item] < upper[item]:
                part = draws.missing if math.isnan(value) else draws.bounds
                value = lower[item] + (upper[item] - lower[item]) * part[draw, item]
            points.append(value if draws.normalisation[draw] < 0.5 else 20 * min(value // 20, 4) + 10)
        weights = rows.item_weights[draws.item_weights[draw]]
        questions = [
            together([points[item] for item in mine], [weights[item] for item in mine], rule)
            for mine in places
        ]
        found.append(together(questions, rows.question_weights[draws.question_weights[draw]], rule))
    return found


def together(points: Sequence[float], weights: Sequence[float], rule: int) -> float:
    if rule == 0:
        return sum(weight * point for weight, point in zip(weights, points, strict=True))
    if rule == 1:
        logs = (weight * math.log(point + 1) for weight, point in zip(weights, points, strict=True))
        return math.exp(sum(logs)) - 1
    reached = 0.0
    for point, weight in sorted(zip(points, weights, strict=True)):
        reached += weight
        if reached >= 0.5 - 1e-12:
            return point
    raise AssertionError("weights of less than a half")


def test_ten_thousand_draws_of_six_criteria_within_a_second() -> None:
    given = ratings()
    found = tables_of(given, prevails="computed", draws=DRAWS)
    assert found.robustness["draws"].tolist() == [DRAWS] * 7
    taken = best_of(RUNS, lambda: tables_of(given, prevails="computed", draws=DRAWS))
    parts = [arrays_of(questions, judged=False) for questions in given.values()]
    prepared = []
    for name, own in zip(given, parts, strict=True):
        assert own is not None
        rng = generator(1, name)
        prepared.append((own, drawn_rows(own, rng, DRAWS), independent(own, rng, DRAWS)))
    at_once = best_of(RUNS, lambda: [scores(*one) for one in prepared])
    loop = best_of(1, lambda: [one_by_one(*one, SAMPLE) for one in prepared]) * DRAWS / SAMPLE
    apart = max(np.abs(scores(*one)[:SAMPLE] - one_by_one(*one, SAMPLE)).max() for one in prepared)
    print(
        f"\n{DRAWS:,} draws of {len(CRITERIA)} criteria, {len(CRITERIA) * QUESTIONS} questions,"
        f" {len(CRITERIA) * QUESTIONS * ITEMS} items, {os.cpu_count()} processors, load"
        f" {os.getloadavg()[0]:.2f}: all five tables {taken:.3f} s\n"
        f"scores alone {at_once:.3f} s; one draw after the other (extrapolated from {SAMPLE:,}) {loop:.2f} s,"
        f" {loop / at_once:.0f} times as long\n"
        f"largest difference {apart:.1e} points"
    )
    assert taken <= MOST_SECONDS
    assert loop / at_once >= LEAST_RATIO
    assert apart <= SAME
