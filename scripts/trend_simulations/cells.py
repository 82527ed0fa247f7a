"""A cell of a table: what is true, what is drawn, and which methods judge it; and the ways to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS, FEWER_DRAWS = 20_000, 2_000

Draw = Callable[[np.random.Generator, int], NDArray[np.float64]]
Rejecting = Mapping[str, NDArray[np.bool_]]


@dataclass(frozen=True)
class Cell:
    """One setting: what is true, what is drawn, and which methods judge the same draws.

    n: points of a series. mean: events per period without a trend, None for values that are no counts.
    draw: (generator, draws) -> one row for each series. judge: rows -> for each method, which it rejects.
    """

    truth: str
    n: int
    mean: float | None
    setting: str
    draw: Draw
    judge: Callable[[NDArray[np.float64]], Rejecting]
    draws: int = DRAWS

    def shares(self, seed: int) -> dict[str, float]:
        """For each method, the share of the draws that it rejects."""
        drawn = self.draw(np.random.default_rng(seed), self.draws)
        return {method: float(rejecting.mean()) for method, rejecting in self.judge(drawn).items()}


@dataclass(frozen=True)
class Worked:
    """One setting whose shares are worked out: nothing is drawn, so there are 0 draws and no seed.

    share: for each method, the function that gives its share. The rest as in Cell.
    """

    truth: str
    n: int
    mean: float | None
    setting: str
    share: Mapping[str, Callable[[], float]]
    draws: int = 0

    def shares(self, seed: int) -> dict[str, float]:
        """For each method, the share it rejects; the seed is not used."""
        return {method: worked_out() for method, worked_out in self.share.items()}


Table = Callable[[], Iterator[Cell | Worked]]


def normal_values(n: int, slope: float) -> Draw:
    """Independent normal values of standard deviation 1 around a line."""
    return around(slope * np.arange(n))


def around(path: NDArray[np.float64]) -> Draw:
    """Independent normal values of standard deviation 1 around a path, one number for each point."""
    return lambda rng, draws: rng.standard_normal((draws, len(path))) + path


def following_one_another(n: int, rho: float) -> Draw:
    """Normal errors that follow one another: rho of the last, and a shock of standard deviation 1."""

    def draw(rng: np.random.Generator, draws: int) -> NDArray[np.float64]:
        errors = rng.standard_normal((draws, n))
        errors[:, 0] /= np.sqrt(1 - rho**2)  # as far apart at the first point as at any later one
        for place in range(1, n):
            errors[:, place] += rho * errors[:, place - 1]
        return errors

    return draw


def counts(mean: float, factors: NDArray[np.float64], alpha: float = 0.0) -> Draw:
    """Counts of means mean x factors: Poisson, or negative binomial with variance mean + alpha x mean^2."""

    def draw(rng: np.random.Generator, draws: int) -> NDArray[np.float64]:
        shape = (draws, len(factors))
        noise = rng.gamma(1 / alpha, alpha, shape) if alpha else np.ones(shape)
        return rng.poisson(mean * factors * noise).astype(float)

    return draw


def source_of(alpha: float) -> str:
    """The words of the column truth for a spread."""
    return f"negative binomial, alpha {alpha:g}" if alpha else "Poisson"
