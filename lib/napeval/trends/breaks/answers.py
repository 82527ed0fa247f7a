"""From the best lines and the chosen number to what is said of each series."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from napeval.trends.assumptions import (
    INDEPENDENT_EVENTS,
    INDEPENDENT_OBSERVATIONS,
    JOINPOINT_NOT_BY_CHANCE,
    JOINPOINT_NUMBER_KNOWN,
    ONE_DEFINITION,
    PIECEWISE_LINEAR,
)
from napeval.trends.breaks.choosing import Chosen, Searched
from napeval.trends.breaks.grid import Places, rounding_floor
from napeval.trends.breaks.joinpoint_result import Joinpoint, JoinpointModel, Pair
from napeval.trends.breaks.search import Best
from napeval.trends.breaks.segments import knots_of
from napeval.trends.breaks.settings import Settings, recommended_scale
from napeval.trends.counts.loglinear import percent
from napeval.trends.least_lengths import FALSE_JOINPOINTS_RARE_FROM, VERDICT_LEVEL
from napeval.trends.results import Assumption
from napeval.trends.series import FloatArray
from napeval.trends.tails import both_limits, t_reach


def refused(values: FloatArray, n_missing: int, reason: str, settings: Settings) -> Joinpoint:
    """An answer without a line. values: the usable points of one series."""
    judged = len(values) and np.isfinite(values).all()
    return Joinpoint(
        n=len(values), n_missing=n_missing, reportable=False, reason=reason,
        method=f"joinpoint_{settings.scale}", k_max_allowed=settings.allowed(len(values)),
        scale_recommended=recommended_scale(values) if judged else None,
        assumptions=_assumptions(0, None, len(values), settings), **settings.as_options(),
    )


def answers(values: FloatArray, rows: FloatArray, times: FloatArray, n_missing: int, searched: Searched,
            chosen: Chosen, settings: Settings) -> list[Joinpoint]:
    """One answer for each series. values: as given; rows: on the scale of the line (rates for Poisson)."""
    models = _models(searched, chosen, times, settings.scale)
    constant = ((rows - rows.mean(axis=1, keepdims=True)) ** 2).sum(axis=1) <= rounding_floor(rows)
    too_few = settings.too_few(len(times))
    details: dict[int, dict[str, Any]] = {}
    for best in searched.all_best:
        these = np.flatnonzero(chosen.k == best.k)
        details |= zip(these.tolist(), _details(best, these, times, settings), strict=True)
    shared = {
        "n": len(times), "n_missing": n_missing, "method": f"joinpoint_{settings.scale}",
        "k_max_allowed": settings.allowed(len(times)), **settings.as_options(),
    }
    found = []
    for i in range(len(rows)):
        k = int(chosen.k[i])
        there = k < len(searched.all_best)
        reason = "n_too_small" if too_few else "no_variation" if constant[i] else None
        if reason is None and not (there and searched.all_best[k].settled[i]):
            reason = "separation"
        p = None if np.isnan(chosen.p[i]) else float(chosen.p[i])
        found.append(Joinpoint(
            reportable=reason is None, reason=reason, scale_recommended=recommended_scale(values[i]),
            models=models[i], k=k if there else None, p_permutation=p,
            assumptions=_assumptions(k, p, len(times), settings), **_picks(chosen, i), **details.get(i, {}),
            **shared,
        ))
    return found


def _picks(chosen: Chosen, place: int) -> dict[str, Any]:
    return {f"k_by_{rule}": int(numbers[place]) for rule, numbers in chosen.picks.items()}


def _assumptions(k: int, p: float | None, n: int, settings: Settings) -> tuple[Assumption, ...]:
    spread = INDEPENDENT_EVENTS if settings.scale == "poisson" else INDEPENDENT_OBSERVATIONS
    always = (spread, PIECEWISE_LINEAR, ONE_DEFINITION)
    if k == 0:
        return always
    return (*always, JOINPOINT_NUMBER_KNOWN, _not_by_chance(p, n, settings))


def _not_by_chance(p: float | None, n: int, settings: Settings) -> Assumption:
    """A criterion has no p; it bends straight lines in short series, plain BIC in longer ones too."""
    if p is not None:
        return replace(JOINPOINT_NOT_BY_CHANCE, state="holds" if p <= VERDICT_LEVEL else "doubtful", p=p)
    by_criterion = settings.k is None
    if by_criterion and (n < FALSE_JOINPOINTS_RARE_FROM or settings.choose == "bic"):
        return replace(JOINPOINT_NOT_BY_CHANCE, state="doubtful")
    return JOINPOINT_NOT_BY_CHANCE


def _models(searched: Searched, chosen: Chosen, times: FloatArray,
            scale: str) -> list[tuple[JoinpointModel, ...]]:
    """The lines for every number of joinpoints, series by series."""
    columns = [
        _models_of(best, {name: values[:, best.k].tolist() for name, values in chosen.values.items()},
                   times, scale)
        for best in searched.all_best
    ]
    return list(zip(*columns, strict=True))


def _models_of(best: Best, criteria: dict[str, list[float]], times: FloatArray,
               scale: str) -> list[JoinpointModel]:
    first, last = float(times[0]), float(times[-1])
    poisson = scale == "poisson"
    return [
        JoinpointModel(
            k=best.k, scale=scale, knots=(first, *joinpoints, last), slopes=tuple(slopes),
            sse=None if poisson else loss, deviance=loss if poisson else None,
            bic=bic, bic3=bic3, wbic=wbic,
        )
        for joinpoints, slopes, loss, bic, bic3, wbic in zip(
            times[best.places].tolist(), best.slopes.tolist(), best.loss.tolist(),
            criteria["bic"], criteria["bic3"], criteria["wbic"], strict=True,
        )
    ]


def _details(best: Best, these: Places, times: FloatArray, settings: Settings) -> list[dict[str, Any]]:
    """The fields of the chosen line for the series that chose this number of joinpoints."""
    reach = t_reach(settings.confidence, best.df)
    slopes, covariance, bends = best.slopes[these], best.covariance[these], times[best.places[these]]
    errors = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2)[:, : best.k + 1])
    spans = np.diff(knots_of(times, best.places[these])) / (times[-1] - times[0])
    average = (spans * slopes).sum(axis=1)
    weights = np.hstack([spans, np.full_like(bends, 1 / (times[-1] - times[0]))])
    error = np.sqrt(np.einsum("si,sij,sj->s", weights, covariance, weights))
    columns = {
        "joinpoints": bends, "joinpoint_ranges": best.ranges[these], "slopes": slopes, "errors": errors,
        "intervals": both_limits(slopes, reach * errors),
        "covariance": covariance, "average": average,
        "whole": both_limits(average, reach * error),
        "loss": best.loss[these], "dispersion": best.dispersion[these],
    }
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    return [_told(dict(zip(columns, row, strict=True)), best.df, settings.scale) for row in rows]


def _told(cells: dict[str, Any], df: int, scale: str) -> dict[str, Any]:
    spread = not np.isnan(cells["errors"]).any()
    in_percent = scale != "linear"
    intervals: tuple[Pair, ...] | None = _pairs(cells["intervals"]) if spread else None
    return {
        "joinpoints": tuple(cells["joinpoints"]),
        "joinpoint_ranges": _pairs(cells["joinpoint_ranges"]) if spread else None,
        "slopes": tuple(cells["slopes"]),
        "slope_errors": tuple(cells["errors"]) if spread else None,
        "slope_intervals": intervals,
        "covariance": tuple(map(tuple, cells["covariance"])) if spread else None,
        "apc": tuple(map(percent, cells["slopes"])) if in_percent else None,
        "apc_intervals": tuple((percent(low), percent(high)) for low, high in intervals)
        if intervals is not None and in_percent else None,
        "aapc_full": percent(cells["average"]) if in_percent else None,
        "aapc_full_interval": tuple(map(percent, cells["whole"])) if spread and in_percent else None,
        "sse": cells["loss"] if scale != "poisson" else None,
        "deviance": cells["loss"] if scale == "poisson" else None,
        "dispersion": cells["dispersion"] if scale == "poisson" else None,
        "df": df,
    }


def _pairs(pairs: list[list[float]]) -> tuple[Pair, ...]:
    return tuple((low, high) for low, high in pairs)
