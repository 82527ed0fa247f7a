"""Cronbach's alpha: do the questions of one scale measure one thing?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any

from scipy.stats import f as f_distribution

from napeval.criteria.agreement.ratings import Row, as_float, enough, read_table
from napeval.trends.least_lengths import unknown_setting
from napeval.trends.results import Assumption, Effect, Result
from napeval.trends.series import check_confidence

MISSING = ("listwise", "pairwise")
ASSUMPTIONS = (
    Assumption("items_measure_one_thing"),
    Assumption("items_equally_good"),
    Assumption("errors_of_items_independent"),
)

Covariances = list[list[Fraction]]


@dataclass(frozen=True, kw_only=True)
class CronbachAlpha(Result):
    """Reliability of the sum of several items; 1 = they rise and fall together.

    n: respondents used; n_missing: left out (listwise: with any gap; pairwise: with no answer). alpha as a
    number and as an exact fraction; alpha_standardised: of items brought to one spread, None where an item
    does not vary. alpha_if_item_dropped: one for each item, None with two items. item_rest: correlation of
    each item with the sum of the others; negative_items: numbers (from 1) of those where it is negative,
    which were perhaps asked the other way round. interval: Feldt's, at `confidence`.
    """

    OPTIONS = ("missing", "reverse", "confidence")

    missing: str
    reverse: tuple[int, ...]
    confidence: float
    items: int
    alpha: float | None = None
    alpha_fraction: Fraction | None = None
    alpha_standardised: float | None = None
    alpha_if_item_dropped: tuple[float | None, ...] = ()
    item_rest: tuple[float | None, ...] = ()
    negative_items: tuple[int, ...] = ()
    interval: tuple[float, float] | None = None
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS

    @property
    def effect(self) -> Effect | None:
        if self.alpha is None or not self.reportable:
            return None
        return Effect(self.alpha, "cronbach_alpha", self.interval, self.confidence if self.interval else None)


def cronbach_alpha(answers: Sequence[Sequence[Any]], *, missing: str = "listwise",
                   reverse: Sequence[int] = (), confidence: float = 0.95) -> CronbachAlpha:
    """Do the items of one scale go together, so that their sum may be used?

    answers: one row for each respondent, one cell for each item, numbers; None or NaN = not answered.
    missing: 'listwise' (respondents with a gap are dropped) or 'pairwise' (each covariance from those who
    answered both). reverse: numbers of the items, from 1, that were asked the other way round and are turned
    first. confidence: of the interval, 0-1.
    Refused with a reason: no_pairable_values (fewer than two respondents, or two items that not two
    answered), no_variation (the sum does not vary), reversed_item (an item falls where the others rise),
    too_few_units (below 10 respondents); the values stand beside the last two.
    Raises ValueError on an unknown rule for gaps, an item that is not there, or a table not of numbers.
    Source: Cronbach 1951; Feldt, Woodruff and Salih 1987 (interval).
    """
    if missing not in MISSING:
        raise ValueError(unknown_setting("missing", missing, MISSING))
    check_confidence(confidence)
    rows = read_table(answers, name="answers", columns="items")
    items = len(rows[0])
    _check_items(reverse, items)
    most_gaps = 0 if missing == "listwise" else items - 1
    used = [row for row in rows if row.count(None) <= most_gaps]
    frame: dict[str, Any] = {
        "n": len(used), "n_missing": len(rows) - len(used), "missing": missing, "reverse": tuple(reverse),
        "confidence": confidence, "items": items, "method": "covariances_exact",
    }  # fmt: skip
    covariances = _covariances(used, items)
    if covariances is None:
        return CronbachAlpha(**frame, reportable=False, reason="no_pairable_values")
    turned = _turned(covariances, reverse)
    alpha = alpha_of(turned)
    if alpha is None:
        return CronbachAlpha(**frame, reportable=False, reason="no_variation")
    frame |= _of_items(turned)
    reason = "reversed_item" if frame["negative_items"] else enough(len(used))
    return CronbachAlpha(
        **frame, alpha=float(alpha), alpha_fraction=alpha, reportable=reason is None, reason=reason,
        interval=_feldt(alpha, len(used), items, confidence),
    )  # fmt: skip


def _check_items(reverse: Sequence[int], items: int) -> None:
    for number in reverse:
        if number not in range(1, items + 1):
            raise ValueError(f"reverse: found item {number!r}; allowed: 1 to {items}.")


def _covariances(rows: Sequence[Row], items: int) -> Covariances | None:
    """Of every two items among those who answered both; None where not two did."""
    table: Covariances = [[Fraction(0)] * items for _ in range(items)]
    for i in range(items):
        for j in range(i, items):
            found = _covariance(rows, i, j)
            if found is None:
                return None
            table[i][j] = table[j][i] = found
    return table


def _pairs(rows: Sequence[Row], i: int, j: int) -> list[tuple[Fraction, Fraction]]:
    return [(a, b) for a, b in ((row[i], row[j]) for row in rows)
            if isinstance(a, Fraction) and isinstance(b, Fraction)]  # fmt: skip


def _covariance(rows: Sequence[Row], i: int, j: int) -> Fraction | None:
    pairs = _pairs(rows, i, j)
    if len(pairs) < 2:
        return None
    n, first, second = len(pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs)
    return (sum((a * b for a, b in pairs), Fraction(0)) - Fraction(first * second) / n) / (n - 1)


def _turned(covariances: Covariances, reverse: Sequence[int]) -> Covariances:
    signs = [-1 if item + 1 in reverse else 1 for item in range(len(covariances))]
    return [[signs[i] * signs[j] * cell for j, cell in enumerate(row)] for i, row in enumerate(covariances)]


def alpha_of(covariances: Covariances) -> Fraction | None:
    """k / (k - 1) x (1 - sum of variances / variance of the sum); None where the sum does not vary."""
    k = len(covariances)
    whole = sum((cell for row in covariances for cell in row), Fraction(0))
    if whole <= 0 or k < 2:
        return None
    return Fraction(k, k - 1) * (1 - sum(covariances[i][i] for i in range(k)) / whole)


def _of_items(covariances: Covariances) -> dict[str, Any]:
    items = range(len(covariances))
    item_rest = tuple(_item_rest(covariances, item) for item in items)
    return {
        "alpha_standardised": _standardised(covariances),
        "alpha_if_item_dropped": tuple(as_float(alpha_of(_without(covariances, item))) for item in items),
        "item_rest": item_rest,
        "negative_items": tuple(i + 1 for i, r in enumerate(item_rest) if r is not None and r < 0),
    }  # fmt: skip


def _without(covariances: Covariances, item: int) -> Covariances:
    return [row[:item] + row[item + 1 :] for i, row in enumerate(covariances) if i != item]


def _item_rest(covariances: Covariances, item: int) -> float | None:
    rest = _without(covariances, item)
    spread = covariances[item][item] * sum((cell for row in rest for cell in row), Fraction(0))
    together = sum(covariances[item], Fraction(0)) - covariances[item][item]
    return float(together) / sqrt(spread) if spread > 0 else None


def _standardised(covariances: Covariances) -> float | None:
    """k r / (1 + (k - 1) r), r the mean correlation of two items; None where an item does not vary."""
    k = len(covariances)
    variances = [covariances[item][item] for item in range(k)]
    if not all(variances):
        return None
    mean = sum(
        float(covariances[i][j]) / sqrt(variances[i] * variances[j]) for i in range(k) for j in range(i)
    ) / (k * (k - 1) / 2)
    return k * mean / (1 + (k - 1) * mean) if 1 + (k - 1) * mean else None


def _feldt(alpha: Fraction, n: int, items: int, confidence: float) -> tuple[float, float]:
    tail, df = (1 - confidence) / 2, n - 1
    low, high = (f_distribution.isf(share, df, df * (items - 1)) for share in (tail, 1 - tail))
    return float(1 - (1 - alpha) * low), float(1 - (1 - alpha) * high)
