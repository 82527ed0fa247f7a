"""What the caller of a joinpoint search chooses, checked; and what a row of numbers becomes on each scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from napeval.trends.breaks.grid import least_points
from napeval.trends.least_lengths import MOST_JOINPOINTS, POISSON_BELOW, most_joinpoints, unknown_setting
from napeval.trends.series import FloatArray, check_confidence

SCALES = ("log", "linear", "poisson")
CHOOSERS = ("bic3", "permutation", "wbic", "bic")
FEWEST_PERMUTATIONS = 99
FEWEST_APART = 2
HIGHEST_K = max(most for _, most in MOST_JOINPOINTS)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The options of a joinpoint search, as joinpoint() documents them."""

    scale: str
    k: int | None
    k_max: int | None
    min_obs_each_end: int
    min_obs_between: int
    choose: str
    permutations: int
    seed: int
    confidence: float
    add_half: bool

    def __post_init__(self) -> None:
        if self.scale not in SCALES:
            raise ValueError(unknown_setting("scale", self.scale, SCALES))
        if self.choose not in CHOOSERS:
            raise ValueError(unknown_setting("choose", self.choose, CHOOSERS))
        for name in ("k", "k_max"):
            if getattr(self, name) is not None:
                check_whole(name, getattr(self, name), 0, HIGHEST_K)
        for name in ("min_obs_each_end", "min_obs_between"):
            check_whole(name, getattr(self, name), FEWEST_APART)
        check_whole("permutations", self.permutations, FEWEST_PERMUTATIONS)
        check_whole("seed", self.seed, 0)
        check_confidence(self.confidence)
        check_add_half(self.add_half, self.scale)

    def allowed(self, n: int) -> int:
        """The most joinpoints that n points support: by the table, and by the room they need."""
        ends = {"each_end": self.min_obs_each_end, "between": self.min_obs_between}
        return max(k for k in range(most_joinpoints(n) + 1) if k == 0 or n >= least_points(k, **ends))

    def highest_fitted(self, n: int) -> int:
        """Up to how many joinpoints lines are fitted."""
        if self.k is not None:
            return max(self.k, self.k_max or 0)
        return self.allowed(n) if self.k_max is None else self.k_max

    def too_few(self, n: int) -> bool:
        """Do so few points not support what is asked?"""
        if n < least_points(0, each_end=0, between=0):
            return True
        if self.k is not None:
            return self.k > self.allowed(n)
        return self.allowed(n) == 0 and self.k_max != 0

    def as_options(self) -> dict[str, Any]:
        """Named as the fields of the result."""
        return {("k_given" if name == "k" else name): value for name, value in vars(self).items()}


def check_add_half(add_half: bool, scale: str) -> None:
    """Raises ValueError where a half is to be added on a scale that does not need it."""
    if add_half and scale != "log":
        raise ValueError(
            f"add_half: found True with scale={scale!r}; allowed: with scale='log' only, which needs it."
        )


def check_whole(name: str, found: object, least: int, most: int | None = None) -> None:
    """Raises ValueError unless found is a whole number from least to most."""
    whole = isinstance(found, int | np.integer) and not isinstance(found, bool)
    if not whole or int(found) < least or (most is not None and int(found) > most):  # type: ignore[call-overload]
        until = "up" if most is None else f"to {most}"
        raise ValueError(f"{name}: found {found!r}; allowed: a whole number from {least} {until}.")


def recommended_scale(values: FloatArray) -> str:
    """Which scale suits these values?

    poisson: whole numbers of which one is below POISSON_BELOW; a logarithm would give a 2 the weight of a
    200. log: all above zero. linear: the rest.
    """
    if (values >= 0).all() and (values == np.floor(values)).all() and values.min() < POISSON_BELOW:
        return "poisson"
    return "log" if (values > 0).all() else "linear"


@dataclass(frozen=True, eq=False)
class Scaled:
    """rows: (series, points), on the scale of the line. reasons: (series,), a refusal or None.

    half_added: (series,), was a zero counted as 0.5?
    """

    rows: FloatArray
    reasons: NDArray[Any]
    half_added: NDArray[np.bool_]


def on_scale(values: FloatArray, exposure: FloatArray, *, scale: str, add_half: bool) -> Scaled:
    """Rates, or their logarithms; 0.5 in the place of a count of zero where the caller asks for it.

    values, exposure: (series, points), no gaps. scale: 'linear' or 'log'.
    """
    reasons = np.full(len(values), None, dtype=object)
    half_added = np.zeros(len(values), dtype=bool)
    if scale == "linear":
        return Scaled(values / exposure, reasons, half_added)
    zero, negative = values == 0, (values < 0).any(axis=1)
    if add_half:
        half_added = zero.any(axis=1) & ~negative
        reasons[half_added & (values != np.floor(values)).any(axis=1)] = "not_a_count"
        values = np.where(zero, 0.5, values)
    else:
        reasons[zero.any(axis=1)] = "log_of_zero"
    reasons[negative] = "log_of_negative"
    return Scaled(np.log(np.where(values > 0, values, 1.0) / exposure), reasons, half_added)
