"""Rows of the results tables robustness, robustness_levels and sensitivity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from napeval.criteria.question_rating import NOT_DEMONSTRATED
from napeval.criteria.robustness.drawing import Drawn
from napeval.criteria.robustness.levels import shares_of
from napeval.criteria.scales import Scale

ROBUST, FAIRLY_ROBUST, FRAGILE = "robust", "fairly_robust", "fragile"
ROBUST_FROM, FAIRLY_FROM = 0.9, 0.7
"""Shares of draws with the published level from which a mark is robust or fairly robust; our convention."""
NOTHING_KNOWN, NOTHING_TO_VARY, ONE_EVALUATOR = "nothing_known", "nothing_to_vary", "one_evaluator"


@dataclass(frozen=True)
class Subject:
    """A criterion, or all together, as published on a scale, with its draws.

    level: its code, not_demonstrated, or "" where the scale has no overall mark. reason: why there are no
    draws, or what they could not vary.
    """

    criterion: str
    level: str
    trace: str
    drawn: Drawn | None
    reason: str = ""


def robustness_row(subject: Subject, scale: Scale) -> dict[str, Any]:
    """How often the published level comes out, and between which points the draws lie."""
    row: dict[str, Any] = {
        "criterion": subject.criterion, "scale_id": scale.id, "level": subject.level, "level_share": np.nan,
        "modal_level": "", "verdict": "", "leading_factor": "", "reason": subject.reason,
        "trace": subject.trace,
    }  # fmt: skip
    if subject.drawn is None:
        return row
    shares = shares_of(scale, subject.drawn.places(scale))
    low, median, high = np.quantile(subject.drawn.scores, (0.05, 0.5, 0.95))
    modal = int(shares.argmax())
    row |= {
        "draws": len(subject.drawn.scores),
        "modal_level": scale.levels[modal].code,
        "modal_share": float(shares[modal]),
        "median": float(median),
        "low": float(low),
        "high": float(high),
        "leading_factor": _leading(subject.drawn),
    }
    if subject.level == NOT_DEMONSTRATED:
        return {**row, "reason": NOT_DEMONSTRATED}
    at = scale.levels.index(scale.level(subject.level))
    row |= {
        "level_share": float(shares[at]),
        "below_share": float(shares[:at].sum()),
        "above_share": float(shares[at + 1 :].sum()),
    }
    if not subject.drawn.sample.mixed:  # a mark that nothing could move has stood no test
        return {**row, "reason": ";".join(filter(None, (NOTHING_TO_VARY, subject.reason)))}
    return {**row, "verdict": verdict_of(row["level_share"])}


def verdict_of(share: float) -> str:
    """robust, fairly_robust or fragile, by the share of draws with the published level."""
    return ROBUST if share >= ROBUST_FROM else FAIRLY_ROBUST if share >= FAIRLY_FROM else FRAGILE


def _leading(drawn: Drawn) -> str:
    told = [one for one in drawn.indices if not one.reason]
    return max(told, key=lambda one: one.total).factor if told else ""


def level_rows(subject: Subject, scale: Scale) -> Iterator[dict[str, Any]]:
    """The share of draws at each level of a scale, from the worst."""
    if subject.drawn is None:
        return
    shares = shares_of(scale, subject.drawn.places(scale))
    for level, share in zip(scale.levels, shares, strict=True):
        yield {
            "criterion": subject.criterion, "scale_id": scale.id, "level": level.code, "share": float(share),
            "trace": subject.trace,
        }  # fmt: skip


def sensitivity_rows(subject: Subject) -> Iterator[dict[str, Any]]:
    """The indices of every factor that can move the score."""
    for one in subject.drawn.indices if subject.drawn else ():
        yield {
            "criterion": subject.criterion,
            "factor": one.factor,
            "first_order": one.first,
            "first_low": one.first_low,
            "first_high": one.first_high,
            "total": one.total,
            "total_low": one.total_low,
            "total_high": one.total_high,
            "reason": one.reason,
            "trace": subject.trace,
        }


ROBUSTNESS = {
    **dict.fromkeys(("criterion", "scale_id"), "str"), "draws": "Int64", "level": "str",
    **dict.fromkeys(("level_share", "below_share", "above_share"), "float64"), "modal_level": "str",
    **dict.fromkeys(("modal_share", "median", "low", "high"), "float64"),
    **dict.fromkeys(("verdict", "leading_factor", "reason", "trace"), "str"),
}  # fmt: skip
LEVELS = {**dict.fromkeys(("criterion", "scale_id", "level"), "str"), "share": "float64", "trace": "str"}
SENSITIVITY = {
    **dict.fromkeys(("criterion", "factor"), "str"),
    **dict.fromkeys(
        ("first_order", "first_low", "first_high", "total", "total_low", "total_high"), "float64"
    ),
    **dict.fromkeys(("reason", "trace"), "str"),
}  # fmt: skip
