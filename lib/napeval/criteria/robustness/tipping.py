"""At which weight of one part a mark changes, the other weights keeping their proportions; exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from napeval.criteria.exact import weighted_mean
from napeval.criteria.scale_rules import Level
from napeval.criteria.scales import Scale

MORE, LESS, NEVER = "more", "less", "never"


@dataclass(frozen=True)
class Tipping:
    """The share of the whole weight that a part has, and the nearest one at which the level changes.

    direction: more, where the level is `level_to` if the part weighs more than `tipping`, less, where it
    weighs less. reason: never, where no share between 0 and 1 changes it.
    """

    subject: str
    share: Fraction
    tipping: Fraction | None = None
    direction: str = ""
    level_to: str = ""
    reason: str = NEVER


def tipping_of(
    subject: str, parts: Mapping[str, tuple[Fraction, Fraction]], scale: Scale, *, cap: Level | None = None
) -> Tipping:
    """The tipping weight of one part. parts: weight and points of each. cap: the best level knock-outs leave.

    With the share t the score is t times the points of the part plus (1 - t) times the mean of the rest: a
    straight line, from that mean (t = 0) to the part's own points (t = 1).
    """
    weight, points = parts[subject]
    share = weight / sum((other for other, _points in parts.values()), Fraction(0))
    rest = weighted_mean([pair for name, pair in parts.items() if name != subject])
    if rest is None or rest == points:
        return Tipping(subject, share)

    best = len(scale.levels) - 1 if cap is None else scale.levels.index(cap)
    now = min(scale.levels.index(scale.level_of(share * points + (1 - share) * rest)), best)
    found = []
    # The next better level begins at its lower threshold, the next worse one ends at that of the present.
    for threshold, place in ((now, now + 1), (now - 1, now - 1)):
        if not 0 <= place <= best:
            continue
        tipping = (scale.thresholds[threshold] - rest) / (points - rest)
        # No weight at all, or all of it, is no weight any more: that is what left_out tells.
        if 0 < tipping < 1:
            direction = MORE if (points > rest) == (place > now) else LESS
            found.append((abs(tipping - share), place, tipping, direction))
    if not found:
        return Tipping(subject, share)
    _distance, place, tipping, direction = min(found)
    return Tipping(subject, share, tipping, direction, scale.levels[place].code, "")
