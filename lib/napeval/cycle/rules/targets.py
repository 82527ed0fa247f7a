"""Baselines and targets against one another, and against the wanted direction.

A plan may print them so; then the warning is accepted by name, and the figures stay as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from napeval.cycle.faults import Fault
from napeval.cycle.rules.rows import CELL_KEYS, faults_of, group_number, looked_up
from napeval.cycle.trace import part_text

_TABLE = "plan/targets"


def target_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Targets of a year before the baseline, interim ones beyond the final one, and wrong directions."""
    targets = tables[_TABLE]
    yield from _limits(targets)
    if targets.empty:
        return
    baseline, final = (_last_of(targets, role) for role in ("baseline", "final"))
    beside = targets.assign(
        baseline_year=baseline["year"],
        baseline_value=baseline["value"],
        final_value=final["value"],
        direction=looked_up(targets["indicator_id"], tables["plan/indicators"], "indicator_id", "direction"),
        tolerance=looked_up(targets["indicator_id"], tables["plan/indicators"], "indicator_id", "tolerance"),
    )
    level = beside["basis"].fillna("absolute") == "absolute"
    promise = beside["role"] != "baseline"
    yield from faults_of(
        beside, promise & (beside["year"].astype("float64") < beside["baseline_year"]),
        "target_before_baseline", _TABLE, "year", severity="warning",
        arguments=lambda row: {"baseline": part_text(row["baseline_year"])},
    )  # fmt: skip
    low = beside[["baseline_value", "final_value"]].min(axis=1, skipna=False)
    high = beside[["baseline_value", "final_value"]].max(axis=1, skipna=False)
    beyond = level & (beside["role"] == "interim") & ((beside["value"] < low) | (beside["value"] > high))
    yield from faults_of(
        beside, beyond, "interim_beyond", _TABLE, "value", severity="warning",
        arguments=lambda row: {
            "baseline": part_text(row["baseline_value"]), "final": part_text(row["final_value"])
        },
    )  # fmt: skip
    yield from faults_of(
        beside, level & (beside["role"] == "final") & _against_direction(beside),
        "target_against_direction", _TABLE, "value", severity="warning",
        arguments=lambda row: {
            "baseline": part_text(row["baseline_value"]), "direction": str(row["direction"])
        },
    )  # fmt: skip


def _limits(targets: pd.DataFrame) -> Iterator[Fault]:
    """A range needs both limits in their order; no other comparator has an upper one."""
    between = targets["comparator"].fillna("") == "between"
    yield from faults_of(
        targets, between & targets["value"].notna() & targets["upper"].isna(), "upper_missing", _TABLE,
        "upper", shown=False,
    )  # fmt: skip
    yield from faults_of(
        targets, between & (targets["upper"] < targets["value"]), "upper_below_lower", _TABLE, "upper",
        arguments=lambda row: {"lower": part_text(row["value"])},
    )  # fmt: skip
    yield from faults_of(targets, ~between & targets["upper"].notna(), "upper_unused", _TABLE, "upper")


def _last_of(targets: pd.DataFrame, role: str) -> pd.DataFrame:
    """For each row, year and value of the last set baseline or target of its cell; missing where none is."""
    of_role = targets[targets["role"] == role].sort_values(["set_on", "year"], na_position="first")
    cell = group_number(targets, CELL_KEYS)
    years_with_values = of_role[["year", "value"]].astype("float64")
    latest = years_with_values.groupby(cell[of_role.index]).last()
    return latest.reindex(cell).set_axis(targets.index)


def _against_direction(beside: pd.DataFrame) -> pd.Series:
    """Final targets that lie on the wrong side of the baseline."""
    change = beside["value"] - beside["baseline_value"]
    tolerance = beside["tolerance"].astype("float64").fillna(0.0)
    direction = beside["direction"]
    return (
        (direction.eq("increase") & (change < 0))
        | (direction.eq("decrease") & (change > 0))
        | (direction.eq("maintain") & (change.abs() > tolerance))
    )
