"""How the tasks of the reference on joinpoints map to the public names: no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from napeval.trends import ContinuousBreak, Joinpoint, JoinpointModel, continuous_break, joinpoint

Offered = dict[str, Any]

# Spans that the vocabulary asks an average for.
SPANS = ((2010, 2021), (2014, 2018))


def joinpoints(*, t: Sequence[Any], y: Sequence[Any], log: bool = True, k: int | None = None,
               k_max: int | None = None, min_obs_each_end: int = 2, min_obs_between: int = 2,
               joinpoints_on_observed_times: bool = True) -> Offered:
    scale = "log" if log else "linear"
    grid = joinpoint(y, t, scale=scale, k=k, k_max=k_max, min_obs_each_end=min_obs_each_end,
                     min_obs_between=min_obs_between)
    bend = continuous_break(y, t, scale=scale, min_obs_each_end=min_obs_each_end)
    return {
        "reportable": grid.reportable, "reason": grid.reason, "k_max_allowed": grid.k_max_allowed,
        "k_by_bic": grid.k_by_bic, "k_by_bic3": grid.k_by_bic3,
        **{f"k{number}": one_number(grid, number) for number in (0, 1, 2)},
        **{f"aapc_{first}_{last}": average(grid, first, last) for first, last in SPANS},
        "aapc_full": grid.aapc_full,
        "segmented_continuous": one_bend(bend),
        **(chosen_line(grid) if joinpoints_on_observed_times else one_bend(bend)),
    }


def chosen_line(grid: Joinpoint) -> Offered:
    return {"joinpoints": grid.joinpoints, "slopes": grid.slopes, "apc": grid.apc, "sse": grid.sse}


def one_number(grid: Joinpoint, number: int) -> Offered | None:
    if number >= len(grid.models):
        return None
    model: JoinpointModel = grid.models[number]
    return {
        "joinpoints": model.joinpoints, "slopes": model.slopes, "apc": model.apc, "aapc": model.aapc,
        "aapc_full": model.aapc, "sse": model.sse, "bic": model.bic, "bic3": model.bic3, "wbic": model.wbic,
    }


def average(grid: Joinpoint, first: float, last: float) -> float | None:
    model = grid.model
    if model is None or grid.scale == "linear" or first < model.knots[0] or last > model.knots[-1]:
        return None
    return grid.aapc(first, last).value


def one_bend(bend: ContinuousBreak) -> Offered:
    """The same place and sum of squares under the names that other programs give them."""
    place = bend.breakpoint
    return {
        "joinpoints": None if place is None else (place,),
        "breakpoint": place, "break": place, "psi": place, "se": bend.breakpoint_error,
        "breakpoint_se": bend.breakpoint_error, "psi_se": bend.breakpoint_error, "slopes": bend.slopes,
        "slope_se": bend.slope_errors, "apc": bend.apc, "sse": bend.sse, "rss": bend.sse,
    }


MAPPINGS: Mapping[str, Callable[..., Offered]] = {"joinpoint": joinpoints}

NOT_OFFERED: Mapping[str, str] = {}
"""Names of the vocabulary that are left out on purpose, and why."""
