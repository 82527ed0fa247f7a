"""Rating scales: from an exact score to a level, and from an evaluator's mark to points."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from napeval.criteria.naming import hint

_PLAIN_DIRECTIONS = ("higher_is_better", "lower_is_better")


class ScaleError(ValueError):
    """A scale is unknown, or cannot do what is asked of it."""


@dataclass(frozen=True)
class Level:
    """One level. ordinal: higher is better. lower, upper: its band in the scale's own unit, None where open.

    label: code under which the words for the level are kept.
    """

    code: str
    ordinal: int
    lower: Fraction | None
    upper: Fraction | None
    lower_inclusive: bool
    upper_inclusive: bool
    label: str

    def holds(self, value: Fraction) -> bool:
        """Whether a value in the scale's own unit lies in the band."""
        if self.lower is None or self.upper is None:
            return False
        above = value > self.lower or (self.lower_inclusive and value == self.lower)
        below = value < self.upper or (self.upper_inclusive and value == self.upper)
        return above and below


@dataclass(frozen=True)
class Scale:
    """A rating scale; levels from worst to best.

    direction: higher_is_better or lower_is_better (of the scale's own numbers), for some scales other words.
    verification: read, part_read or recall: how far the scale was checked against its source.
    """

    id: str
    levels: tuple[Level, ...]
    direction: str
    unit: str
    verification: str

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

    def require_bands(self) -> None:
        """Raises ScaleError where a score has no level on this scale."""
        if not self.banded:
            raise ScaleError(
                f"scale {self.id} has no bands that cover 0 to 100 points, so a score has no level on it; "
                f"scales with bands: {', '.join(banded_scales())}"
            )

    def level_of(self, score: Fraction) -> Level:
        """The level of a score of 0 to 100 points, exact at every threshold.

        Points are brought to the scale's own unit first (0 is its worst end, 100 its best), then looked up.
        Raises ScaleError for scales without bands and for scores outside 0 to 100.
        """
        self.require_bands()
        if not 0 <= score <= 100:
            raise ScaleError(
                f"scale {self.id}: found the score {float(score):g}; allowed: from 0 to 100 points"
            )
        worst, best = self._ends
        own = worst + (best - worst) * score / 100
        return next(level for level in self.levels if level.holds(own))


def load_scale(scale_id: str) -> Scale:
    """A shipped scale by its id. Raises ScaleError naming the nearest id."""
    scales = _shipped()
    if scale_id not in scales:
        raise ScaleError(f"no rating scale '{scale_id}'; {hint(scale_id, scales)}")
    return scales[scale_id]


def banded_scales() -> tuple[str, ...]:
    """Ids of the shipped scales on which a score has a level."""
    return tuple(scale.id for scale in _shipped().values() if scale.banded)


@cache
def _shipped() -> Mapping[str, Scale]:
    text = (resources.files("napeval") / "reference" / "rating-scales.json").read_text(encoding="utf-8")
    entries = json.loads(text, parse_float=Fraction, parse_int=Fraction)["scales"]
    return {entry["id"]: _scale(entry) for entry in entries}


def _scale(entry: Mapping[str, Any]) -> Scale:
    levels = sorted(
        (_level(entry["id"], level) for level in entry["levels"]), key=lambda level: level.ordinal
    )
    return Scale(entry["id"], tuple(levels), entry["direction"], entry["unit"] or "", entry["verification"])


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
