"""Kappa: agreement beyond chance of two raters (Cohen) and of several (Fleiss), with complete ratings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any

from scipy.stats import norm

from napeval.criteria.agreement.ratings import Rating, as_float, enough, read_row, read_table
from napeval.trends.least_lengths import unknown_setting
from napeval.trends.results import Assumption, Effect, Result
from napeval.trends.series import check_confidence

ASSUMPTIONS = (Assumption("raters_judge_independently"), Assumption("units_of_one_kind"))

# Disagreement of two levels, by how many steps lie between them and between the ends of the scale.
WEIGHTS: Mapping[str, Callable[[int, int], Fraction]] = {
    "unweighted": lambda steps, _: Fraction(steps > 0),
    "linear": lambda steps, most: Fraction(steps, most),
    "quadratic": lambda steps, most: Fraction(steps, most) ** 2,
}


@dataclass(frozen=True, kw_only=True)
class WeightedKappa(Result):
    """Agreement of two raters beyond chance: 1 = always, 0 = as by chance.

    n: units rated by both; n_missing: left out because one did not rate them. raw_agreement: share of units
    with the same rating (0-1), to be printed beside kappa, which falls where nearly all units are of one
    level. expected_agreement: by chance, on the weights used. interval: large-sample, of kappa.
    """

    OPTIONS = ("weights", "levels", "confidence")

    weights: str
    levels: tuple[Any, ...]
    confidence: float
    kappa: float | None = None
    kappa_fraction: Fraction | None = None
    raw_agreement: float | None = None
    expected_agreement: float | None = None
    standard_error: float | None = None
    interval: tuple[float, float] | None = None
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS

    @property
    def effect(self) -> Effect | None:
        if self.kappa is None or not self.reportable:
            return None
        return Effect(self.kappa, "kappa", self.interval, self.confidence if self.interval else None)


def weighted_kappa(rater1: Sequence[Any], rater2: Sequence[Any], *, levels: Sequence[Any],
                   weights: str = "quadratic", confidence: float = 0.95) -> WeightedKappa:
    """How far do two raters agree beyond chance?

    rater1, rater2: one rating for each unit; None or NaN = not rated (the unit is dropped, counted).
    levels: all levels of the scale in their order, used or not: leaving one out changes the weights.
    weights: of a disagreement by its steps on the scale: 'unweighted', 'linear' or 'quadratic'.
    confidence: of the interval, 0-1.
    Refused with a reason: no_pairable_values, no_variation (both raters gave one and the same level
    throughout), too_few_units (below 10; the value stands beside it).
    Raises ValueError on unknown weights, unequal lengths, a level named twice, or a rating that is no level.
    Source: Cohen 1960, 1968; Fleiss, Cohen and Everitt 1969 (standard error).
    """
    if weights not in WEIGHTS:
        raise ValueError(unknown_setting("weights", weights, tuple(WEIGHTS)))
    check_confidence(confidence)
    scale = _scale(levels)
    places = [_places(row, scale, name) for row, name in ((rater1, "rater1"), (rater2, "rater2"))]
    if len(places[0]) != len(places[1]):
        raise ValueError(f"rater2: found {len(places[1])} ratings for {len(places[0])} of rater1; "
                         "allowed: one for each.")  # fmt: skip
    both = [(a, b) for a, b in zip(*places, strict=True) if a is not None and b is not None]
    frame: dict[str, Any] = {
        "n": len(both), "n_missing": len(places[0]) - len(both), "weights": weights, "levels": tuple(levels),
        "confidence": confidence, "method": "cohen_kappa_exact",
    }  # fmt: skip
    if not both:
        return WeightedKappa(**frame, reportable=False, reason="no_pairable_values")
    return _kappa(Counter(both), len(scale), frame)


def _scale(levels: Sequence[Any]) -> dict[Rating, int]:
    read = read_row(levels, name="levels", words=True)
    places = {level: place for place, level in enumerate(read) if level is not None}
    if len(places) != len(read) or len(places) < 2:
        raise ValueError(f"levels: found {list(levels)!r}; allowed: at least two, each named once.")
    return places


def _places(row: Sequence[Any], scale: Mapping[Rating, int], name: str) -> list[int | None]:
    ratings = read_row(row, name=name, words=True)
    for place, rating in enumerate(ratings):
        if rating is not None and rating not in scale:
            raise ValueError(f"{name}, position {place} (counted from 0): found {row[place]!r}; allowed: "
                             f"{', '.join(map(str, scale))}.")  # fmt: skip
    return [None if rating is None else scale[rating] for rating in ratings]


def _kappa(cells: Counter[tuple[int, int]], levels: int, frame: dict[str, Any]) -> WeightedKappa:
    n = frame["n"]
    weight = WEIGHTS[frame["weights"]]
    first: Counter[int] = Counter()
    second: Counter[int] = Counter()
    for (a, b), count in cells.items():
        first[a] += count
        second[b] += count

    def apart(a: int, b: int) -> Fraction:
        return weight(abs(a - b), levels - 1)

    observed = sum((count * apart(a, b) for (a, b), count in cells.items()), Fraction(0)) / n
    expected = sum((first[a] * second[b] * apart(a, b) for a in first for b in second), Fraction(0)) / n**2
    raw = Fraction(sum(count for (a, b), count in cells.items() if a == b), n)
    frame |= {"raw_agreement": float(raw), "expected_agreement": float(1 - expected)}
    if expected == 0:
        return WeightedKappa(**frame, reportable=False, reason="no_variation")
    kappa = 1 - observed / expected
    error = _standard_error(cells, first, second, apart, kappa, 1 - expected)
    away = float(norm.isf((1 - frame["confidence"]) / 2)) * error
    reason = enough(n)
    return WeightedKappa(
        **frame, kappa=float(kappa), kappa_fraction=kappa, standard_error=error,
        interval=(max(-1.0, float(kappa) - away), min(1.0, float(kappa) + away)),
        reportable=reason is None, reason=reason,
    )  # fmt: skip


def _standard_error(cells: Counter[tuple[int, int]], first: Counter[int], second: Counter[int],
                    apart: Callable[[int, int], Fraction], kappa: Fraction, chance: Fraction) -> float:
    """Of Fleiss, Cohen and Everitt 1969, where agreement is not by chance."""
    n = first.total()
    along_rows = {a: 1 - sum(second[b] * apart(a, b) for b in second) / n for a in first}
    along_columns = {b: 1 - sum(first[a] * apart(a, b) for a in first) / n for b in second}
    squares = sum(
        (count * (1 - apart(a, b) - (along_rows[a] + along_columns[b]) * (1 - kappa)) ** 2
         for (a, b), count in cells.items()), Fraction(0),
    )  # fmt: skip
    variance = (squares / n - (kappa - chance * (1 - kappa)) ** 2) / (n * (1 - chance) ** 2)
    return sqrt(max(float(variance), 0.0))


@dataclass(frozen=True, kw_only=True)
class FleissKappa(Result):
    """Agreement of several raters on named categories beyond chance: 1 = always, 0 = as by chance.

    n: units that all rated; n_missing: left out because somebody did not. raw_agreement: mean share of pairs
    of raters with the same rating (0-1); expected_agreement: by chance.
    """

    raters: int
    kappa: float | None = None
    kappa_fraction: Fraction | None = None
    raw_agreement: float | None = None
    expected_agreement: float | None = None
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS

    @property
    def effect(self) -> Effect | None:
        return Effect(self.kappa, "kappa") if self.reportable and self.kappa is not None else None


def fleiss_kappa(ratings: Sequence[Sequence[Any]]) -> FleissKappa:
    """How far do several raters agree beyond chance on categories that have no order?

    ratings: one row for each unit, one cell for each rater; None or NaN = not rated (the unit is dropped,
    counted; krippendorff_alpha keeps it). Which rater gave which rating does not matter.
    Refused with a reason: no_pairable_values (no unit rated by all), no_variation, too_few_units (below 10;
    the value stands beside it).
    Raises ValueError for a table that is not one of ratings.
    Source: Fleiss 1971, Psychological Bulletin 76.
    """
    rows = read_table(ratings, name="ratings", words=True, columns="raters")
    units = [Counter(row) for row in rows if None not in row]
    raters = len(rows[0])
    frame: dict[str, Any] = {
        "n": len(units), "n_missing": len(rows) - len(units), "raters": raters,
        "method": "fleiss_kappa_exact",
    }  # fmt: skip
    if not units:
        return FleissKappa(**frame, reportable=False, reason="no_pairable_values")
    pairs = sum(count * (count - 1) for unit in units for count in unit.values())
    observed = Fraction(pairs, len(units) * raters * (raters - 1))
    totals = sum(units, Counter[Rating | None]())
    chance = Fraction(sum(count**2 for count in totals.values()), totals.total() ** 2)
    frame |= {"raw_agreement": float(observed), "expected_agreement": float(chance)}
    if chance == 1:
        return FleissKappa(**frame, reportable=False, reason="no_variation")
    kappa, reason = (observed - chance) / (1 - chance), enough(len(units))
    return FleissKappa(**frame, kappa=as_float(kappa), kappa_fraction=kappa, reportable=reason is None,
                       reason=reason)  # fmt: skip
