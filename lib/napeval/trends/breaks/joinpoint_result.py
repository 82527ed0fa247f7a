"""What a joinpoint search answers: the line for every number of joinpoints, and the chosen one in full."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from napeval.trends.breaks.segments import weights_of_average
from napeval.trends.counts.loglinear import percent
from napeval.trends.results import Effect, Result
from napeval.trends.tails import t_reach

Pair = tuple[float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinpointModel:
    """The best line with k joinpoints.

    knots: first time, joinpoints, last time. slopes: of each segment, per unit of time, on the fitted scale.
    sse: sum of squares on that scale (None on the Poisson scale); deviance: on the Poisson scale only. bic,
    bic3, wbic: the smallest of a series points to the number of joinpoints; -inf for a perfect fit.
    """

    k: int
    scale: str
    knots: tuple[float, ...]
    slopes: tuple[float, ...]
    sse: float | None
    deviance: float | None
    bic: float
    bic3: float
    wbic: float

    @property
    def joinpoints(self) -> tuple[float, ...]:
        return self.knots[1:-1]

    @property
    def apc(self) -> tuple[float, ...] | None:
        """Percent change per unit of time in each segment; None on the linear scale."""
        return None if self.scale == "linear" else tuple(percent(slope) for slope in self.slopes)

    @property
    def aapc(self) -> float | None:
        """Average percent change per unit of time over the whole series; None on the linear scale."""
        lengths = np.diff(self.knots)
        mean = float(lengths @ np.array(self.slopes) / lengths.sum())
        return None if self.scale == "linear" else percent(mean)


@dataclass(frozen=True, kw_only=True)
class Joinpoint(Result):
    """Where the trend bends, and how fast it changed in between.

    n, n_missing: points used, points dropped. scale_recommended: the scale that suits these values (a code).
    k_max_allowed: the most joinpoints that this many points support. models: the best line for 0, 1, ...
    joinpoints. k_by_bic, k_by_bic3, k_by_wbic, k_by_permutation: the number each rule points to, among the
    models; k: the number of the answer (given, or by `choose` within k_max_allowed). p_permutation: of
    any joinpoint (or the given k) against none, the search for their place included and corrected for the
    number of tests; None unless choose = 'permutation'.

    Of the chosen line: joinpoints (times) and joinpoint_ranges (between which times each may lie, at
    `confidence`); slopes per unit of time on the fitted scale, slope_errors, slope_intervals; apc and
    apc_intervals: percent per unit of time in each segment (None on the linear scale); aapc_full and
    aapc_full_interval: the average over the whole series; sse or deviance, df (points less 2k + 2, as the
    places are estimated too) and dispersion (Pearson X2 / df, Poisson scale only). covariance: of the slopes,
    then of a shift of the line at each joinpoint, which stands for the uncertainty of its place. Ranges,
    errors and intervals are None for a perfect fit: no spread to judge by. Intervals allow for the place of a
    joinpoint, not for a wrong number of them; after a weak bend near an end they are too narrow. A bend
    between two observations shows at either of them: see continuous_break().

    Options: k_given is the caller's k, None where it was left to `choose`.
    """

    OPTIONS = ("scale", "k_given", "k_max", "min_obs_each_end", "min_obs_between", "choose", "permutations",
               "seed", "confidence", "add_half")

    scale: str
    k_given: int | None
    k_max: int | None
    min_obs_each_end: int
    min_obs_between: int
    choose: str
    permutations: int
    seed: int
    confidence: float
    add_half: bool
    k_max_allowed: int
    scale_recommended: str | None = None
    models: tuple[JoinpointModel, ...] = ()
    k: int | None = None
    k_by_bic: int | None = None
    k_by_bic3: int | None = None
    k_by_wbic: int | None = None
    k_by_permutation: int | None = None
    p_permutation: float | None = None
    joinpoints: tuple[float, ...] | None = None
    joinpoint_ranges: tuple[Pair, ...] | None = None
    slopes: tuple[float, ...] | None = None
    slope_errors: tuple[float, ...] | None = None
    slope_intervals: tuple[Pair, ...] | None = None
    covariance: tuple[tuple[float, ...], ...] | None = None
    apc: tuple[float, ...] | None = None
    apc_intervals: tuple[Pair, ...] | None = None
    aapc_full: float | None = None
    aapc_full_interval: Pair | None = None
    sse: float | None = None
    deviance: float | None = None
    dispersion: float | None = None
    df: int | None = None

    @property
    def p(self) -> float | None:
        """The p to print and to hand to family(): p_permutation."""
        return self.p_permutation

    @property
    def p_floor(self) -> float:
        """The smallest p that so many permutations and tests can give."""
        most = self.k_max_allowed if self.k_max is None else min(self.k_max, self.k_max_allowed)
        return (1 if self.k_given is not None else max(1, most)) / (1 + self.permutations)

    @property
    def model(self) -> JoinpointModel | None:
        """The line with the chosen number of joinpoints."""
        return None if self.k is None or self.k >= len(self.models) else self.models[self.k]

    def average_slope(self, first: float | None = None, last: float | None = None) -> Effect:
        """How fast did the line change on average from one time to another, on the fitted scale?

        first, last: times within the series; None = its own first and last. The mean of the slopes of the
        segments, each weighted by the time it covers. Unit code: 'slope_per_time'.
        Raises ValueError when the span is not within the series, or when there is no chosen line.
        """
        model = self.model
        if model is None:
            raise ValueError(f"average_slope: found no chosen line (reason: {self.reason}); allowed: results "
                             "that have one.")
        start = model.knots[0] if first is None else first
        end = model.knots[-1] if last is None else last
        weights = weights_of_average(np.array(model.knots), start, end)
        mean = float(weights[: len(model.slopes)] @ np.array(model.slopes))
        if self.covariance is None or not self.df:
            return Effect(mean, "slope_per_time", None, self.confidence)
        error = float(np.sqrt(weights @ np.array(self.covariance) @ weights))
        reach = t_reach(self.confidence, self.df) * error
        return Effect(mean, "slope_per_time", (mean - reach, mean + reach), self.confidence)

    def aapc(self, first: float | None = None, last: float | None = None) -> Effect:
        """By how many percent per unit of time did it change on average from one time to another?

        As average_slope, turned into percent. Unit code: 'percent_per_time'.
        Raises ValueError as average_slope, and on the linear scale, which knows no percent.
        Source: Clegg et al. 2009 (average annual percent change); t instead of the normal quantile as in
        Kim, Luo, Chen, Green, Buckman, Byrne and Feuer 2017.
        """
        if self.scale == "linear":
            raise ValueError("aapc: found scale 'linear'; allowed: log, poisson. Use average_slope().")
        mean = self.average_slope(first, last)
        interval = None if mean.interval is None else (percent(mean.interval[0]), percent(mean.interval[1]))
        return Effect(percent(mean.value), "percent_per_time", interval, self.confidence)

    @property
    def effect(self) -> Effect | None:
        """The average change over the whole series per unit of time: percent; on the linear scale, units."""
        if not self.reportable:
            return None
        return self.average_slope() if self.scale == "linear" else self.aapc()
