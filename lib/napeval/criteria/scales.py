"""Rating scales: from an exact score to a level, and from an evaluator's mark to points."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from napeval.criteria.naming import hint
from napeval.criteria.scale_rules import KnockOut, Level, OverallRule, PointsRule

_PLAIN_DIRECTIONS = ("higher_is_better", "lower_is_better")


class ScaleError(ValueError):
    """A scale is unknown, or cannot do what is asked of it."""


@dataclass(frozen=True)
class Scale:
    """A rating scale; levels from worst to best.

    direction: higher_is_better or lower_is_better (of the scale's own numbers), for some scales other words.
    verification: read, part_read or recall (from memory): how far the scale was checked against its source.
    missing_evidence: what the source says of it. criteria: those the scale is made for, by the names here;
    any_criterion: its levels serve every criterion that is asked. points_rule: how a score of 0 to 100 points
    finds its level. overall, knock_outs: how criteria become one mark.
    """

    id: str
    name: str
    levels: tuple[Level, ...]
    direction: str
    unit: str
    verification: str
    source: str
    notes: str
    missing_evidence: str
    criteria: tuple[str, ...]
    any_criterion: bool
    points_rule: PointsRule
    overall: OverallRule
    knock_outs: tuple[KnockOut, ...]

    @property
    def banded(self) -> bool:
        """Whether the levels' bands cover the scale without gap or overlap: every score has one level."""
        if self.direction not in _PLAIN_DIRECTIONS:
            return False
        bands = sorted(
            (level.lower, level.upper, level.lower_inclusive, level.upper_inclusive)
            for level in self.levels
            if level.lower is not None and level.upper is not None and level.lower < level.upper
        )
        if len(bands) < len(self.levels) or not (bands[0][2] and bands[-1][3]):
            return False
        return all(below[1] == above[0] and below[3] != above[2] for below, above in pairwise(bands))

    @property
    def marks(self) -> tuple[Fraction, Fraction]:
        """The worst and the best mark that an evaluator can give.

        The level codes where they are numbers (1 to 5), else the ends of the bands (0 to 100), else the
        ordinals.
        """
        worst, best = self.levels[0], self.levels[-1]
        if all(level.code.isdecimal() for level in self.levels):
            return Fraction(worst.code), Fraction(best.code)
        if self.banded:
            return self._ends
        return Fraction(worst.ordinal), Fraction(best.ordinal)

    @property
    def _ends(self) -> tuple[Fraction, Fraction]:
        lowest = min(level.lower for level in self.levels if level.lower is not None)
        highest = max(level.upper for level in self.levels if level.upper is not None)
        return (lowest, highest) if self.direction == "higher_is_better" else (highest, lowest)

    def points_of_mark(self, mark: Fraction) -> Fraction:
        """An evaluator's mark as points: the worst mark is 0, the best 100, straight between.

        Raises ScaleError for a mark outside the scale.
        """
        worst, best = self.marks
        if not min(worst, best) <= mark <= max(worst, best):
            raise ScaleError(
                f"scale {self.id}: found the mark {float(mark):g}; allowed: from {float(min(worst, best)):g} "
                f"to {float(max(worst, best)):g}"
            )
        return (mark - worst) / (best - worst) * 100

    @property
    def places_scores(self) -> bool:
        """Whether every score of 0 to 100 points has one level."""
        if self.points_rule.method == "bands":
            return self.banded
        return self.points_rule.method == "equal_bands" or len(self._whole_marks) == len(self.levels)

    def require_levels(self) -> None:
        """Raises ScaleError where a score has no level on this scale."""
        if not self.places_scores:
            raise ScaleError(
                f"scale {self.id} has no rule that places a score of 0 to 100 points; "
                f"scales with one: {', '.join(rating_scales())}"
            )

    def level(self, code: str) -> Level:
        """The level with a code. Raises ScaleError naming the nearest code."""
        for level in self.levels:
            if level.code == code:
                return level
        raise ScaleError(
            f"scale {self.id}: no level '{code}'; {hint(code, [one.code for one in self.levels])}"
        )

    def own_unit(self, score: Fraction) -> Fraction:
        """A score of 0 to 100 points in the unit of the scale; in ordinals where it has none of its own."""
        ordinals = Fraction(self.levels[0].ordinal), Fraction(self.levels[-1].ordinal)
        worst, best = ordinals if self.levels[0].lower is None else self._ends
        return worst + (best - worst) * score / 100

    def level_of(self, score: Fraction) -> Level:
        """The level of a score of 0 to 100 points by the points rule, exact at every threshold.

        Raises ScaleError for scales without a rule and for scores outside 0 to 100.
        """
        self.require_levels()
        if not 0 <= score <= 100:
            raise ScaleError(
                f"scale {self.id}: found the score {float(score):g}; allowed: from 0 to 100 points"
            )
        if self.points_rule.method == "equal_bands":
            number = min(int(score * len(self.levels) / 100), len(self.levels) - 1)
            return self.levels[number]
        own = self.own_unit(score)
        if self.points_rule.method == "nearest_level":
            distances = [abs(mark - own) for mark in self._whole_marks]
            return self.levels[distances.index(min(distances))]  # of two as near, the worse stands first
        return next(level for level in self.levels if level.holds(own))

    @property
    def _whole_marks(self) -> list[Fraction]:
        """The numbers of the levels, from worst to best, where each is one number and not a band."""
        return [
            level.lower for level in self.levels if level.lower is not None and level.lower == level.upper
        ]

    @property
    def thresholds(self) -> tuple[Fraction, ...]:
        """Points from 0 to 100 at which the level changes, from the lowest up.

        On a threshold stands the better level, by the rule nearest_level the worse one.
        """
        self.require_levels()
        if self.points_rule.method == "equal_bands":
            return tuple(Fraction(100 * number, len(self.levels)) for number in range(1, len(self.levels)))
        worst, best = self._ends
        if self.points_rule.method == "nearest_level":
            own = [(low + high) / 2 for low, high in pairwise(self._whole_marks)]
        elif self.direction == "higher_is_better":
            own = [level.lower for level in self.levels[1:] if level.lower is not None]
        else:
            own = [level.upper for level in self.levels[1:] if level.upper is not None]
        return tuple((value - worst) / (best - worst) * 100 for value in own)


def load_scale(scale_id: str) -> Scale:
    """A shipped scale by its id. Raises ScaleError naming the nearest id."""
    scales = _shipped()
    if scale_id not in scales:
        raise ScaleError(f"no rating scale '{scale_id}'; {hint(scale_id, scales)}")
    return scales[scale_id]


_ORDER = (
    "icmpd_5", "giz_100", "kfw_6", "ieg_6", "adb_2006", "adb_2016", "undp_icpe_4", "undp_gef_te_6",
)  # fmt: skip


def rating_scales() -> tuple[str, ...]:
    """Ids of the shipped scales on which criteria can be rated, in the order in which they are shown."""
    return _ORDER


@cache
def _shipped() -> Mapping[str, Scale]:
    text = (resources.files("napeval") / "reference" / "rating-scales.json").read_text(encoding="utf-8")
    entries = json.loads(text, parse_float=Fraction, parse_int=Fraction)["scales"]
    return {entry["id"]: _scale(entry) for entry in entries}


def _scale(entry: Mapping[str, Any]) -> Scale:
    levels = sorted(
        (_level(entry["id"], level) for level in entry["levels"]), key=lambda level: level.ordinal
    )
    rule = entry.get("points_rule", {"method": "bands", "basis": "published"})
    overall = entry.get("overall", {"method": "none", "basis": "published"})
    names = entry.get("criteria_read_as", {})
    return Scale(
        id=entry["id"],
        name=entry["name"],
        levels=tuple(levels),
        direction=entry["direction"],
        unit=entry["unit"] or "",
        verification=entry["verification"],
        source=entry["source"],
        notes=entry.get("notes", ""),
        missing_evidence=entry["missing_evidence"],
        criteria=tuple(names.get(criterion, criterion) for criterion in entry["criteria"]),
        any_criterion=entry.get("any_criterion", False),
        points_rule=PointsRule(rule["method"], rule["basis"]),
        overall=OverallRule(
            overall["method"], overall["basis"], MappingProxyType(overall.get("weights", {}))
        ),
        knock_outs=tuple(_knock_out(one) for one in entry.get("knock_outs", ())),
    )


def _knock_out(entry: Mapping[str, Any]) -> KnockOut:
    return KnockOut(
        tuple(entry["criteria"]),
        entry.get("at_or_worse", ""),
        entry.get("cap", ""),
        entry.get("not_above", False),
    )


def _level(scale_id: str, entry: Mapping[str, Any]) -> Level:
    return Level(
        code=entry["code"],
        ordinal=int(entry["ordinal"]),
        lower=entry["lower"],
        upper=entry["upper"],
        lower_inclusive=bool(entry["lower_inclusive"]),
        upper_inclusive=bool(entry["upper_inclusive"]),
        label=f"{scale_id}.{entry['code']}",
    )
