"""Result statements: what is measurable and bound in time about each expected result."""

from __future__ import annotations

from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures import requirements as require
from napeval.measures.rows import result_frame, row_trace

_DTYPES = {
    "result_id": "str", "objective_id": "str", "value": "float64", "indicators": "Int64",
    "with_target": "Int64", "with_year": "Int64", "trace": "str",
}  # fmt: skip


def result_statements(cycle: Cycle, *, as_of: date) -> pd.DataFrame:
    """What can be computed of the question whether an expected result is measurable and timed?

    Returns one row per result statement: result_id, objective_id, value (the number its wording names;
    missing where it names none), indicators (of the plan that measure it), with_target (of these, with a
    target value) and with_year (of these, with a year for a target, valued or not), trace. Whether a result
    is specific, achievable and relevant only people can judge.
    """
    indicators = require.plan_indicators(cycle)
    targets = require.targets_known(cycle, as_of=as_of)
    targets = targets[targets["role"].isin(list(require.TARGET_ROLES))]
    results = cycle.table("plan/results")
    rows = []
    for index, result in results.iterrows():
        measuring = indicators[indicators["result_id"] == result["result_id"]]
        own = targets[targets["indicator_id"].isin(measuring["indicator_id"])]
        rows.append(
            {
                "result_id": result["result_id"],
                "objective_id": result["objective_id"],
                "value": result["value"],
                "indicators": len(measuring),
                "with_target": own.loc[own["value"].notna(), "indicator_id"].nunique(),
                "with_year": own["indicator_id"].nunique(),
                "trace": join_traces(
                    [
                        row_trace("plan/results", results.loc[[index]]),
                        row_trace("plan/indicators", measuring) if not measuring.empty else "",
                        row_trace("plan/targets", own) if not own.empty else "",
                    ]
                ),
            }
        )
    return result_frame(rows, _DTYPES)
