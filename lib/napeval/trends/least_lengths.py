"""How long a series must be before a method may speak, and the codes it answers with below that.

One table for the whole room, so that a threshold is read and argued with in one place. Lengths count usable
points (missing ones are already dropped).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

# A verdict needs a test that could at least have reached this level.
VERDICT_LEVEL = 0.05
# Fewer events than this in all periods together carry no usable slope.
LEAST_TOTAL_FOR_TREND = 5


@dataclass(frozen=True)
class LeastLength:
    """From how many usable points a method describes, and from how many it may support a verdict."""

    describe_from: int
    verdict_from: int
    below: str  # reason code given below describe_from


LEAST_LENGTHS: Mapping[str, LeastLength] = MappingProxyType(
    {
        "mann_kendall": LeastLength(3, 5, "n_too_small"),
        "sen_slope": LeastLength(3, 5, "n_too_small"),
        "poisson_trend": LeastLength(3, 4, "n_too_small"),
        "overdispersion": LeastLength(5, 5, "n_too_small"),
        "constant_rate_test": LeastLength(2, 2, "n_too_small"),
        "rate_ratio": LeastLength(2, 2, "count_missing"),
        "poisson_interval": LeastLength(1, 1, "count_missing"),
        "wilson": LeastLength(1, 1, "no_valid_data"),
    }
)

# Every reason a result of this room can carry; sentences for them live where languages live.
REASON_CODES: tuple[str, ...] = (
    "count_missing",
    "duplicate_time",
    "exposure_missing",
    "exposure_not_positive",
    "n_too_small",
    "no_events",
    "no_valid_data",
    "no_variation",
    "non_finite_value",
    "not_a_count",
    "separation",
    "too_few_events",
    "too_few_points",
)


def least_length(method: str) -> LeastLength:
    """The least lengths of one method.

    Raises ValueError naming the nearest method when the name is unknown.
    """
    if method not in LEAST_LENGTHS:
        raise ValueError(unknown_setting("method", method, tuple(LEAST_LENGTHS)))
    return LEAST_LENGTHS[method]


def unknown_setting(setting: str, found: object, allowed: tuple[str, ...]) -> str:
    """The message for a setting outside its allowed names, with the nearest name as the mend."""
    near = get_close_matches(str(found), allowed, n=1, cutoff=0.3)
    mend = f" Did you mean {near[0]!r}?" if near else ""
    return f"{setting}: found {found!r}; allowed: {', '.join(allowed)}.{mend}"
