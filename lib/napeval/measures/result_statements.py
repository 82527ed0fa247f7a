"""Result statements: what the plan's expected results name as numbers."""

from __future__ import annotations

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import trace_of


def result_statements(cycle: Cycle) -> pd.DataFrame:
    """Which number does each result statement name?

    Returns one row per result statement: result_id, objective_id, value (as named in the wording; missing
    where it names none), trace.
    """
    frame = cycle.table("plan/results")[["result_id", "objective_id", "value"]].reset_index(drop=True)
    frame["trace"] = [trace_of("plan/results", frame.iloc[[at]], ["result_id"]) for at in range(len(frame))]
    return frame
