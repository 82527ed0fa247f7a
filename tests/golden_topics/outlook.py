"""How the tasks of the reference on forecasts map to the public names: no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from napeval import trends

Offered = dict[str, Any]

COMPARATORS = {
    "increase": "at_least", "decrease": "at_most", "at_least": "at_least", "at_most": "at_most",
}  # fmt: skip


def as_list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def shaped_as(given: Any, per_time: Any) -> Any:
    """One value for one new time, a list for a list."""
    return per_time if per_time is None or isinstance(given, list) else per_time[0]


def forecast_linear(
    y: list[Any], t: list[Any], t_new: Any, target: Any = None, direction: str = "increase",
    level: float = 0.95,
) -> Offered:  # fmt: skip
    result = trends.forecast_linear(
        y, t, new_times=as_list(t_new), target=target, comparator=COMPARATORS[direction], confidence=level
    )
    per_time = {
        "forecast": result.forecast, "se_prediction": result.se_prediction, "pi95": result.interval,
        "p_at_least_target": result.p_at_least_target,
    }  # fmt: skip
    return {name: shaped_as(t_new, value) for name, value in per_time.items()} | {
        "df": result.df, "reportable": result.reportable, "reason": result.reason,
    }  # fmt: skip


def forecast_drift(y: list[Any], t: list[Any], h: Any = 1) -> Offered:
    return walk(trends.forecast_drift(y, t, steps=h))


def forecast_naive(y: list[Any], t: list[Any], h: Any = 1) -> Offered:
    return walk(trends.forecast_naive(y, t, steps=h))


def walk(result: trends.WalkForecast) -> Offered:
    return {"forecast": result.forecast, "pi80": result.interval80, "pi95": result.interval95}


def forecast_poisson_constant_rate(
    count: list[Any], exposure: list[Any] | None = None, future_exposure: Any = 1, target: Any = None,
    already: Any = 0, direction: str = "increase",
) -> Offered:  # fmt: skip
    result = trends.forecast_poisson_constant_rate(
        count, exposure, future_exposure=future_exposure, target=target, already=already,
        comparator=COMPARATORS[direction],
    )  # fmt: skip
    return {
        "mean_future": result.mean_future, "pi80_future": result.interval80_future,
        "pi95_future": result.interval95_future, "p_reach_target": result.p_reach_target,
        "p_reach_plugin_poisson": result.p_reach_plug_in, "already_reached": result.already_reached,
        "reportable": result.reportable, "reason": result.reason,
    }  # fmt: skip


def forecast_poisson_loglinear(count: list[Any], t: list[Any], t_new: Any) -> Offered:
    result = trends.forecast_poisson_loglinear(count, t, new_times=as_list(t_new))
    per_time = {"eta": result.eta, "mean": result.mean, "se_eta": result.se_eta}
    return {name: shaped_as(t_new, value) for name, value in per_time.items()} | {
        "reportable": result.reportable, "reason": result.reason,
    }  # fmt: skip


MAPPINGS: Mapping[str, Callable[..., Offered]] = {
    "forecast_linear": forecast_linear,
    "forecast_drift": forecast_drift,
    "forecast_naive": forecast_naive,
    "forecast_poisson_constant_rate": forecast_poisson_constant_rate,
    "forecast_poisson_loglinear": forecast_poisson_loglinear,
}

NOT_OFFERED: Mapping[str, str] = {}
"""Names of the vocabulary that are left out on purpose, and why."""
