"""What the plan prints, or promises in all, without adding it up itself."""

from __future__ import annotations

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.requirements import plan_outputs
from napeval.measures.rows import result_frame, traces_by

TRAINED_UNITS = frozenset({"persons_trained", "professionals", "professionals_trained"})
"""Units that count people who were trained; only these are compared between results and outputs."""


def years_with_plan_total(cycle: Cycle) -> list[int]:
    """The years for which the totals printed in the plan cover the whole of it.

    An objective is covered by its own printed total or by those of all objectives below it.
    """
    objectives = cycle.table("plan/objectives")
    printed = cycle.table("plan/printed_totals").dropna(subset=["amount"])
    below = {
        parent: list(rows) for parent, rows in objectives.groupby("parent_id", sort=False)["objective_id"]
    }
    tops = objectives.loc[objectives["parent_id"].isna(), "objective_id"]
    years = []
    for year, rows in printed.groupby("year"):
        known = set(rows["objective_id"])
        if all(_covered(top, known, below) for top in tops):
            years.append(int(year))
    return years


def planned_trained(cycle: Cycle, targets: pd.DataFrame) -> pd.DataFrame:
    """How many people each output of the plan is to train.

    targets: the rows of plan/targets that count. Returns one row per output with such a number: indicator_id,
    objective_id, planned (places in trainings: the final target last set, else the yearly ones added up;
    whoever is trained twice takes two), trace. Shares of a staff of unknown size are no number of people:
    left out.
    """
    outputs = plan_outputs(cycle)
    trained = outputs[outputs["unit"].isin(TRAINED_UNITS)].set_index("indicator_id")["objective_id"]
    whole = targets["value"].notna() & targets["dimension"].isna() & targets["role"].isin(["final", "annual"])
    rows = []
    for indicator, found in targets[whole & targets["indicator_id"].isin(trained.index)].groupby(
        "indicator_id", sort=False
    ):
        # A target set again, even for another year, takes the place of the one before.
        final = found[found["role"] == "final"].sort_values(["set_on", "year"], na_position="first").tail(1)
        counted = found if final.empty else final
        trace = join_traces(traces_by("plan/targets", counted, "indicator_id").values())
        planned = float(counted["value"].sum())
        rows.append(
            {
                "indicator_id": indicator,
                "objective_id": trained[indicator],
                "planned": planned,
                "trace": trace,
            }
        )
    return result_frame(
        rows, {"indicator_id": "str", "objective_id": "str", "planned": "float64", "trace": "str"}
    )


def _covered(objective: str, known: set[str], below: dict[str, list[str]]) -> bool:
    return objective in known or (
        objective in below and all(_covered(one, known, below) for one in below[objective])
    )
