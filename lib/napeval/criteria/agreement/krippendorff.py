"""Krippendorff's alpha: do raters agree beyond chance, on any scale, with gaps?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from napeval.criteria.agreement.ratings import Rating, as_float, enough, read_table
from napeval.trends.least_lengths import unknown_setting
from napeval.trends.results import Assumption, Effect, Result

MEASURES = ("nominal", "ordinal", "interval", "ratio")
ASSUMPTIONS = (Assumption("raters_judge_independently"), Assumption("units_of_one_kind"))

Coincidences = dict[tuple[Rating, Rating], Fraction]
Distance = Callable[[Any, Any], Fraction]


@dataclass(frozen=True, kw_only=True)
class KrippendorffAlpha(Result):
    """Agreement of any number of raters: 1 = always, 0 = as by chance, below 0 = less than by chance.

    n: units rated at least twice; n_missing: units left out because rated once or never. missing_ratings:
    gaps in the table. pairable_values: ratings in the units used. alpha as a number and as an exact fraction
    = 1 - observed_disagreement / expected_disagreement, both on the scale of `measure`.
    """

    OPTIONS = ("measure",)

    measure: str
    raters: int
    missing_ratings: int
    pairable_values: int = 0
    alpha: float | None = None
    alpha_fraction: Fraction | None = None
    observed_disagreement: Fraction | None = None
    expected_disagreement: Fraction | None = None
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS

    @property
    def effect(self) -> Effect | None:
        return Effect(self.alpha, "alpha") if self.reportable and self.alpha is not None else None


def krippendorff_alpha(ratings: Sequence[Sequence[Any]], *, measure: str = "ordinal") -> KrippendorffAlpha:
    """How far do raters agree beyond chance, where not everybody rated everything?

    ratings: one row for each rater, one cell for each unit; None or NaN = not rated. Words are allowed for
    the nominal measure. measure: what differences mean, fixed before looking: 'nominal', 'ordinal',
    'interval' or 'ratio'.
    Refused with a reason: no_pairable_values (no unit rated twice), no_variation (one value only: alpha is
    undefined, not 1), negative_value (ratio measure), too_few_units (below 10; the value stands beside it).
    Raises ValueError on an unknown measure or a table that is not one of ratings.
    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; 2004, Content Analysis, chapter 11.
    """
    if measure not in MEASURES:
        raise ValueError(unknown_setting("measure", measure, MEASURES))
    rows = read_table(ratings, name="ratings", words=measure == "nominal", columns="units", least=1)
    units = [[value for value in unit if value is not None] for unit in zip(*rows, strict=True)]
    pairable = [unit for unit in units if len(unit) > 1]
    frame: dict[str, Any] = {
        "n": len(pairable), "n_missing": len(units) - len(pairable), "measure": measure, "raters": len(rows),
        "missing_ratings": sum(value is None for row in rows for value in row),
        "pairable_values": sum(map(len, pairable)), "method": "coincidence_matrix_exact",
    }  # fmt: skip
    counts = Counter(value for unit in pairable for value in unit)
    reason = _refusal(counts, measure)
    if reason is not None:
        return KrippendorffAlpha(**frame, reportable=False, reason=reason)
    observed, expected = disagreements(coincidences(pairable), counts, distance(measure, counts))
    reason, alpha = enough(len(pairable)), 1 - observed / expected
    return KrippendorffAlpha(
        **frame, alpha=as_float(alpha), alpha_fraction=alpha, observed_disagreement=observed,
        expected_disagreement=expected, reportable=reason is None, reason=reason,
    )  # fmt: skip


def _refusal(counts: Counter[Rating], measure: str) -> str | None:
    if not counts:
        return "no_pairable_values"
    if len(counts) == 1:
        return "no_variation"
    negative = measure == "ratio" and any(isinstance(value, Fraction) and value < 0 for value in counts)
    return "negative_value" if negative else None


def coincidences(units: Sequence[Sequence[Rating]]) -> Coincidences:
    """How often two values meet in one unit, each unit weighing as many as it has ratings."""
    met: Coincidences = {}
    for unit in units:
        share = Fraction(1, len(unit) - 1)
        for one, other in combinations(unit, 2):
            for pair in ((one, other), (other, one)):
                met[pair] = met.get(pair, Fraction(0)) + share
    return met


def disagreements(met: Coincidences, counts: Counter[Rating], apart: Distance) -> tuple[Fraction, Fraction]:
    """(observed, expected) mean distance of two ratings: within units, and over all of them."""
    total = sum(counts.values())
    observed = sum((share * apart(a, b) for (a, b), share in met.items() if a != b), Fraction(0))
    expected = sum((2 * counts[a] * counts[b] * apart(a, b) for a, b in combinations(counts, 2)), Fraction(0))
    return observed / total, expected / (total * (total - 1))


def distance(measure: str, counts: Counter[Rating]) -> Distance:
    """The squared difference of two values on this measure."""
    if measure == "ordinal":
        return _ordinal(counts)
    return {"nominal": _nominal, "interval": _interval, "ratio": _ratio}[measure]


def _nominal(one: Rating, other: Rating) -> Fraction:
    return Fraction(one != other)


def _interval(one: Fraction, other: Fraction) -> Fraction:
    return (one - other) ** 2


def _ratio(one: Fraction, other: Fraction) -> Fraction:
    return ((one - other) / (one + other)) ** 2


def _ordinal(counts: Counter[Any]) -> Distance:
    """Values are as far apart as there are ratings between them, the two halves at the ends included."""
    middle: dict[Rating, Fraction] = {}
    below = Fraction(0)
    for value in sorted(counts):
        middle[value] = below + Fraction(counts[value], 2)
        below += counts[value]
    return lambda one, other: (middle[one] - middle[other]) ** 2
