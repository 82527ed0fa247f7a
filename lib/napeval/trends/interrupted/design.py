"""What stands before and after the date: the columns of a straight line with a jump and a bend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from napeval.trends.assumptions import SAME_SLOPE_AFTER
from napeval.trends.interrupted.gls_ar1 import steps_of
from napeval.trends.least_lengths import LEAST_RESIDUAL_DF, VERDICT_LEVEL, least_length
from napeval.trends.results import Assumption
from napeval.trends.series import FloatArray, as_numbers

INTERCEPT, TREND, LEVEL, SLOPE = "intercept", "trend", "level_change", "slope_change"
LEVEL_AND_SLOPE, LEVEL_ONLY = "level_and_slope", "level_only"
SEASON = "season_"
ALLOWED_SEASONS = "allowed: a code for each point, or a whole number from 2 up"

Season = int | Sequence[Any] | np.ndarray | None


@dataclass(frozen=True)
class Design:
    """Columns of a model of the series: intercept, trend, level_change, slope_change (unless level only), and
    one for every season but the first.

    matrix: (points, p), with time counted from the date so that calendar years lose no digits. at_time_zero:
    (p, p), turns its coefficients into those with time as given. end: (p,), weights of the effect at the last
    time. after: (points,), True from the date on. full_rank: can the columns be told apart?
    """

    names: tuple[str, ...]
    matrix: FloatArray
    at_time_zero: FloatArray
    end: FloatArray
    times: FloatArray
    after: np.ndarray

    @property
    def df(self) -> int:
        return int(self.matrix.shape[0] - self.matrix.shape[1])

    @property
    def full_rank(self) -> bool:
        # Every column on its own scale: a slope per day is no fault of the design.
        size = np.linalg.norm(self.matrix, axis=0)
        if self.df < 0 or not (size > 0).all():
            return False
        return bool(np.linalg.matrix_rank(self.matrix / size, tol=1e-9) == self.matrix.shape[1])

    def without_the_change(self) -> FloatArray:
        """The rows of the points after the date, as if it had changed nothing: (points after, p)."""
        rows = self.matrix[self.after].copy()
        for place, name in enumerate(self.names):
            if name in (LEVEL, SLOPE):
                rows[:, place] = 0.0
        return rows


def design_of(times: FloatArray, intervention_time: float, seasons: Sequence[Any] | None,
              model: str) -> Design:
    """times: ascending. seasons: a code for each point. model: 'level_and_slope' or 'level_only'."""
    since = times - intervention_time
    after = since >= 0
    columns = {INTERCEPT: np.ones_like(since), TREND: since, LEVEL: after.astype(float)}
    if model == LEVEL_AND_SLOPE:
        columns[SLOPE] = np.where(after, since, 0.0)
    for code in _sorted_codes(seasons)[1:]:
        columns[f"{SEASON}{code}"] = np.array([float(one == code) for one in seasons or ()])
    names = tuple(columns)
    turn = np.eye(len(names))
    turn[0, 1] = -intervention_time
    last = max(float(since[-1]), 0.0) if len(since) else 0.0
    end = np.array([{LEVEL: 1.0, SLOPE: last}.get(name, 0.0) for name in names])
    return Design(names, np.column_stack(list(columns.values())), turn, end, times, after)


def as_given(season: Season) -> int | tuple[Any, ...] | None:
    """The caller's seasons as one option of a result."""
    if season is None or isinstance(season, int | np.integer):
        return None if season is None else int(season)
    return tuple(season.tolist() if isinstance(season, np.ndarray) else season)


def seasons_at(seasons: list[Any] | None, columns: np.ndarray) -> list[Any] | None:
    """The seasons of these points."""
    return None if seasons is None else [seasons[column] for column in columns]


def _sorted_codes(seasons: Sequence[Any] | None) -> list[Any]:
    codes = set(seasons or ())
    try:
        return sorted(codes)
    except TypeError:
        raise ValueError(
            f"season: found codes of different kinds, {', '.join(sorted(map(repr, codes)))}; "
            "allowed: all numbers or all text."
        ) from None


def read_seasons(season: Season, times: FloatArray) -> list[Any] | None:
    """The season of every point, in the caller's order; None where there are none.

    season: a code for each point, or the number of seasons in a round, counted in steps of the times.
    Raises ValueError when codes are missing, too many or too few, or when times fall between the steps.
    """
    if season is None:
        return None
    if isinstance(season, int | np.integer) and not isinstance(season, bool):
        return _counted_off(int(season), times)
    if isinstance(season, str | float | bool):
        raise ValueError(f"season: found {season!r}; {ALLOWED_SEASONS}.")
    codes = season.tolist() if isinstance(season, np.ndarray) else list(season)
    if len(codes) != len(times):
        raise ValueError(
            f"season: found {len(codes)} entries for {len(times)} values; allowed: one for each."
        )
    for place, code in enumerate(codes):
        if code is None or code != code:
            raise ValueError(
                f"season, position {place} (counted from 0): found {code!r}; allowed: a code for each point."
            )
    # A whole number is one code however it is written: 2 and 2.0 name one column.
    return [int(code) if isinstance(code, float) and code.is_integer() else code for code in codes]


def _counted_off(period: int, times: FloatArray) -> list[Any]:
    if period < 2:
        raise ValueError(f"season: found {period}; {ALLOWED_SEASONS}.")
    distinct = np.unique(times[np.isfinite(times)])
    if len(distinct) < 2:
        return [1] * len(times)
    if not steps_of(distinct).whole:
        raise ValueError(
            f"season: found {period} for times that are not whole steps apart; allowed with such times: "
            "a code for each point."
        )
    step = np.diff(distinct).min()
    places = np.round((np.where(np.isfinite(times), times, distinct[0]) - distinct[0]) / step).astype(int)
    return (places % period + 1).tolist()


def read_date(intervention_time: float) -> float:
    """Raises ValueError unless the date is one finite number."""
    date = float(as_numbers([intervention_time], name="intervention_time")[0])
    if not np.isfinite(date):
        raise ValueError(f"intervention_time: found {intervention_time!r}; allowed: a finite number.")
    return date


def sides_refusal(before: int, after: int, method: str) -> str | None:
    """Which side has too few points: too_few_pre, too_few_post, or n_too_small where both have."""
    least = least_length(method)
    short_before, short_after = before < least.describe_from, after < least.describe_from
    if short_before and short_after:
        return least.below
    if short_before:
        return "too_few_pre"
    return "too_few_post" if short_after else None


def design_refusal(full: Design) -> str | None:
    """Too little left to judge by after the seasons, or seasons that move with the change."""
    if full.df < LEAST_RESIDUAL_DF:
        return least_length("interrupted_level").below
    return None if full.full_rank else "season_not_separable"


def model_for(before: int, after: int) -> str:
    """Which model may carry the verdict: a change of slope needs more points on the shorter side."""
    enough = min(before, after) >= least_length("interrupted_slope").verdict_from
    return LEVEL_AND_SLOPE if enough else LEVEL_ONLY


def few_points(before: int, after: int) -> bool:
    """So few on the shorter side that only large changes can show?"""
    return min(before, after) < least_length("interrupted_useful").verdict_from


def slope_taken_as_unchanged(p: float | None) -> Assumption:
    """p: of a change of slope in the full model; so few points can speak against this, hardly for it."""
    doubtful = p is not None and p <= VERDICT_LEVEL
    return replace(SAME_SLOPE_AFTER, state="doubtful" if doubtful else "not_checkable", p=p)
