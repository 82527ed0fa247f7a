"""What the values of a series are: numbers of events, or levels, shares and amounts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from napeval.measures.voices import text_of

OUTPUT = "output"
"""Level of the indicators whose quantities are delivery, not a course over time."""
RUNNING_TOTAL = "running_total"
"""Accumulation of values that can only rise."""
# A stock of inspectors or a sum of money is a number, but not a number of events.
EVENT_ACCUMULATIONS = frozenset({"annual", "cumulative", ""})


def are_events(indicator: Any, values: pd.DataFrame, currency: str) -> bool:
    """Whether the values of an indicator are numbers of events, which chance makes scatter as counts do.

    values: columns low and high. An amount of money is none, in the currency of the cycle or another.
    """
    unit = text_of(indicator.unit)
    money = unit == currency or (len(unit) == 3 and unit.isupper())
    whole = all(
        float(value).is_integer() and value >= 0 for column in ("low", "high") for value in values[column]
    )
    accumulation = text_of(indicator.accumulation)
    return indicator.measure == "number" and accumulation in EVENT_ACCUMULATIONS and whole and not money
