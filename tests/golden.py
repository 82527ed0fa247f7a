"""Run reference files through the public names of the library.

    python tests/golden.py tests/data/golden/trend_reference.json ...

Prints one line per failing case, then for every task how many of its expected keys are offered, then how many
cases passed and failed. Exits with 1 when one failed, 2 when the call is wrong.

MAPPINGS holds one small function per task: it takes the inputs and options of a case as keywords, calls the
library and names the results as the file does. It holds no answers and no arithmetic. A key that a function
does not return is not offered; a case of which nothing is offered counts as not offered, never as passed. An
input or option that a function does not know is a failure, not something to overlook.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf, isnan
from pathlib import Path
from typing import Any

import golden_achievement
from napeval import trends

Offered = dict[str, Any]
Adapter = Callable[..., Offered]


def mann_kendall_sen(y: list[Any], t: list[Any], alternative: str = "two-sided") -> Offered:
    test = trends.mann_kendall(y, t, alternative=alternative)
    sen = trends.sen_slope(y, t)
    return {
        "n_valid": test.n, "S": test.S, "var_S": test.var_S, "tau_a": test.tau_a, "tau_b": test.tau_b,
        "z_continuity": test.z, "p_normal": test.p_normal,
        "p_exact": test.p_exact, "p_exact_fraction": written(test.p_exact_fraction),
        "p_floor": test.p_floor, "p_floor_fraction": written(test.p_floor_fraction),
        "can_reach_p05": test.can_reach_p05,
        "sen_slope": sen.slope, "sen_intercept_median": sen.intercept_median,
        "sen_intercept_joint": sen.intercept_joint, "sen_ci95_exact": sen.interval,
        "sen_ci95_exact_coverage": sen.interval_coverage,
        "reportable": test.reportable, "reason": test.reason,
    }


def poisson_rate_ratio_exact(count: list[Any], exposure: list[Any]) -> Offered:
    result = trends.rate_ratio(*count, *exposure)
    return {
        "rate_ratio_first_over_second": result.ratio, "ci95_exact": result.interval,
        "p_exact_central": result.p, "p_exact_minlike": result.p_minlike,
        "p_midp_central": result.p_midp, "p_blaker": result.p_blaker,
        "reportable": result.reportable, "reason": result.reason,
    }


def poisson_one_sample(count: Any, exposure: Any, null_rate: Any) -> Offered:
    interval = trends.poisson_interval(count, exposure)
    test = trends.poisson_against_rate(count, null_rate, exposure=exposure)
    return {
        "rate": interval.rate, "ci95_exact": interval.interval,
        "p_greater": test.p_greater, "p_less": test.p_less, "p_exact_minlike": test.p_minlike,
    }


def poisson_trend(count: list[Any], t: list[Any], exposure: list[Any] | None) -> Offered:
    # ci95_profile_log_slope is not offered: the file's limits lie beside the chi-square quantile that defines
    # them, as limits read off an interpolated curve do; tests/trends/test_count_trend.py measures it.
    result = trends.poisson_trend(count, t, exposure)
    offered: Offered = {
        "rate_ratio_per_period": result.rate_ratio_per_period, "df_resid": result.residual_df,
        "dispersion": result.dispersion, "p_pearson_dispersion": result.p_dispersion,
        "quasi_se": result.quasi_standard_error, "quasi_p_t": result.p_quasi,
        "p_LR": result.p_likelihood_ratio, "reportable": result.reportable, "reason": result.reason,
    }
    if result.exact is not None:
        offered |= {
            "exact_trend_T": result.exact.statistic, "exact_p_lower": result.exact.p_lower,
            "exact_p_upper": result.exact.p_upper, "exact_p_two_sided_central": result.exact.p_central,
            "exact_p_two_sided_minlike": result.exact.p_minlike,
        }
    if result.fit is not None:
        offered |= {
            "log_slope": result.fit.slope, "se_model": result.fit.standard_error,
            "LR": result.fit.likelihood_ratio, "deviance": result.fit.deviance,
            "pearson_X2": result.fit.pearson,
        }
    return offered


def constant_rate_test(count: list[Any]) -> Offered:
    result = trends.constant_rate_test(count)
    return {
        "X2": result.statistic, "df": result.df, "p_chi2": result.p_chi2,
        "p_exact_multinomial": result.p_exact, "reportable": result.reportable, "reason": result.reason,
    }


MAPPINGS: Mapping[str, Mapping[str, Adapter]] = {
    "trend-golden/1": {
        "mann_kendall_sen": mann_kendall_sen,
        "poisson_rate_ratio_exact": poisson_rate_ratio_exact,
        "poisson_one_sample": poisson_one_sample,
        "poisson_trend": poisson_trend,
        "constant_rate_test": constant_rate_test,
    },
    "achievement-golden/1": golden_achievement.MAPPINGS,
    "agreement-golden/1": {},
}

# Each schema calls its tasks by another name.
TASK_FIELDS = {"trend-golden/1": "task", "achievement-golden/1": "topic", "agreement-golden/1": "statistic"}
# Explanations and recommendations in a file; nothing to be computed from or compared.
REMARKS = ("definition",)
NOT_COMPARED = ("flags_recommended",)


@dataclass
class Tally:
    """What became of the cases of one task, and which expected keys were offered."""

    outcomes: Counter[str] = field(default_factory=Counter)
    expected: set[str] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)

    def add(self, outcome: str, expected: set[str], offered: set[str]) -> None:
        self.outcomes[outcome] += 1
        self.expected |= expected
        self.offered |= offered


def written(fraction: object) -> str | None:
    return None if fraction is None else str(fraction)


def agrees(got: Any, expected: Any, tolerance: Mapping[str, float]) -> bool:
    """|got - expected| <= abs + rel * |expected| for numbers, piecewise in lists and tables; else equal."""
    if isinstance(expected, dict):
        return isinstance(got, Mapping) and all(
            key in got and agrees(got[key], value, tolerance) for key, value in expected.items()
        )
    if isinstance(expected, list):
        if not isinstance(got, list | tuple) or len(got) != len(expected):
            return False
        return all(agrees(g, e, tolerance) for g, e in zip(got, expected, strict=True))
    if expected is None or isinstance(expected, bool) or isinstance(got, bool):
        return got is expected
    expected = inf if expected == "inf" else expected
    if isinstance(expected, str) or not isinstance(got, int | float) or isnan(got):
        return bool(got == expected)
    if expected in (inf, -inf):
        return bool(got == expected)
    return bool(abs(got - expected) <= tolerance.get("abs", 0) + tolerance.get("rel", 0) * abs(expected))


def key_agrees(key: str, got: Any, expected: Any, tolerance: Mapping[str, float]) -> bool:
    if key == "flags":  # the listed ones must be there; more may be
        return set(expected) <= set(got)
    return agrees(got, expected, tolerance)


def judge(case: Mapping[str, Any], adapter: Adapter | None) -> tuple[str, str, set[str]]:
    """(passed | failed | not offered, what differs, keys offered) for one case."""
    expected = {key: value for key, value in case["expected"].items() if key not in NOT_COMPARED}
    if adapter is None:
        return "not offered", "", set()
    options = {key: value for key, value in case.get("options", {}).items() if key not in REMARKS}
    inputs = {key: number_or_given(value) for key, value in case["input"].items()}
    try:
        got = adapter(**inputs, **options)
    except Exception as error:  # whatever goes wrong inside is a failing case, and the rest still runs
        return "failed", f"{type(error).__name__}: {error}", set()
    offered = {key for key in expected if key in got}
    wrong = [
        f"{key}: expected {expected[key]!r}, got {got[key]!r}"
        for key in expected
        if key in offered and not key_agrees(key, got[key], expected[key], case.get("tolerance", {}))
    ]
    if wrong:
        return "failed", "; ".join(wrong), offered
    return ("passed" if offered else "not offered"), "", offered


def number_or_given(value: Any) -> Any:
    """The file writes infinity as "inf"."""
    if isinstance(value, list):
        return [number_or_given(entry) for entry in value]
    return {"inf": inf, "-inf": -inf}.get(value, value) if isinstance(value, str) else value


def run(path: Path, tallies: dict[str, Tally]) -> None:
    """Judge every case of one file into the tallies of its tasks; prints the failing ones."""
    reference = json.loads(path.read_text(encoding="utf-8"))
    schema = reference["schema"]
    if schema not in MAPPINGS:
        raise ValueError(f"{path}: schema {schema!r} is not known; known: {', '.join(MAPPINGS)}.")
    for name in unknown_names(reference):
        print(f"NOT KNOWN {schema}: {name}")
    for case in reference["cases"]:
        task = case[TASK_FIELDS[schema]]
        outcome, difference, offered = judge(case, MAPPINGS[schema].get(task))
        tally = tallies.setdefault(f"{schema} {task}", Tally())
        tally.add(outcome, set(case["expected"]) - set(NOT_COMPARED), offered)
        if outcome == "failed":
            print(f"FAILED {case['id']} ({task}): {difference}")


def unknown_names(reference: Mapping[str, Any]) -> list[str]:
    """The tasks that a file's vocabulary names and no mapping here answers."""
    named = reference.get("vocabulary", {}).get("topics", ())
    return [name for name in named if name not in MAPPINGS[reference["schema"]]]


def main(arguments: list[str]) -> int:
    if not arguments:
        print("usage: python tests/golden.py FILE...", file=sys.stderr)
        return 2
    tallies: dict[str, Tally] = {}
    for argument in arguments:
        try:
            run(Path(argument), tallies)
        except (OSError, ValueError, KeyError) as error:
            print(f"{argument}: {type(error).__name__}: {error}", file=sys.stderr)
            return 2
    total = sum((tally.outcomes for tally in tallies.values()), Counter[str]())
    for task, tally in tallies.items():
        counted = ", ".join(f"{tally.outcomes[name]} {name}" for name in ("passed", "failed", "not offered"))
        print(f"{task}: {len(tally.offered)} of {len(tally.expected)} expected keys offered; {counted}")
    print(f"{total['not offered']} not offered")
    print(f"{total['passed']} passed, {total['failed']} failed")
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
