"""Rules across the tables of a cycle: what each table allows by itself but the plan as a whole does not.

An error is what cannot be; a warning is what can be, seldom is, and may be accepted by name; a note informs.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from napeval.cycle.cycle import Meta
from napeval.cycle.faults import Fault
from napeval.cycle.rules.money import money_faults
from napeval.cycle.rules.observed import observation_faults
from napeval.cycle.rules.reported import progress_faults
from napeval.cycle.rules.spans import span_faults
from napeval.cycle.rules.structure import structure_faults
from napeval.cycle.rules.targets import target_faults

__all__ = ["HANGS_ON", "JUDGED_BY", "rule_faults"]

Signs = Mapping[str, Mapping[str, Mapping[int, str]]]
"""Units written beside numbers: by table, column and row."""


HANGS_ON: Mapping[str, tuple[str, ...]] = {
    "measured_without_value": ("value", "numerator", "denominator", "state"),
    "value_without_measurement": ("value", "numerator", "denominator"),
    "numerator_over_denominator": ("numerator",),
    "percentage_out_of_range": ("basis",),
    "interim_beyond": ("basis", "role"),
    "target_against_direction": ("basis", "role"),
    "target_before_baseline": ("role",),
    "outside_cycle": ("role",),
    "upper_missing": ("comparator",),
    "upper_unused": ("comparator",),
    "completed_on_unfinished": ("status",),
    "completed_in_part": ("status",),
    "parts_over_total": ("bound", "state"),
    "weights_partial": ("parent_id", "objective_id"),
    "weights_sum": ("parent_id", "objective_id"),
}
"""Cells of a row that a rule judges besides the one it names: where one cannot be used, it says nothing."""

JUDGED_BY = {"spending_above_budget": "plan/budget", "target_against_direction": "plan/indicators"}
"""Tables whose faults may make a rule speak of another table without cause."""


def rule_faults(
    tables: Mapping[str, pd.DataFrame], meta: Meta | None, signs: Signs | None = None
) -> list[Fault]:
    """Every breach of a rule across tables, by severity.

    meta: None where the description of the cycle has faults; what needs its dates and currency is not judged.
    """
    return [
        *structure_faults(tables),
        *(span_faults(tables, meta) if meta else ()),
        *target_faults(tables),
        *observation_faults(tables, signs or {}),
        *progress_faults(tables),
        *money_faults(tables, meta),
    ]
