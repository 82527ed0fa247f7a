"""Activity scopes: the parts of a plan that figures about its activities are given for."""

from __future__ import annotations

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.measures.budget import FUNDING_CLASSES, funding_class
from napeval.measures.scopes import NOT_NAMED, Scope, rows_by_scope

STATED, INFERRED, NONE = "stated", "inferred", "none"


def activities_by_scope(cycle: Cycle, activities: pd.DataFrame) -> dict[Scope, pd.DataFrame]:
    """The activities of every scope. activities: the frame of activities().

    Beside the plan, its pillars and objectives: institution (by lead), funding_source (each that is named),
    both in order of code, with not_named last; funding_class of all sources named; lead_basis: stated where
    the plan names a lead as such, inferred where it was taken from its list, none without one. An activity
    with several leads or sources counts with each of them.
    """
    institutions = cycle.table("plan/institutions")
    classes = dict(zip(institutions["institution"], institutions["funding_class"], strict=True))
    found = rows_by_scope(activities, cycle.table("plan/objectives"))
    found |= _by_code(activities, "institution", "lead")
    found |= _by_code(activities, "funding_source", "funded_by")
    of_class = activities["funded_by"].map(lambda named: funding_class(named, classes), na_action=None)
    for name in FUNDING_CLASSES:
        found["funding_class", name] = activities[of_class == name]
    basis = activities["lead_basis"].map(_lead_basis, na_action=None)
    for name in (STATED, INFERRED, NONE):
        found["lead_basis", name] = activities[basis == name]
    return found


def _by_code(activities: pd.DataFrame, kind: str, column: str) -> dict[Scope, pd.DataFrame]:
    named = activities[column].map(split_list, na_action=None)
    codes = sorted({code for listed in named for code in listed})
    scopes: dict[Scope, pd.DataFrame] = {
        (kind, code): activities[[code in listed for listed in named]] for code in codes
    }
    without = activities[[not listed for listed in named]]
    return scopes if without.empty else {**scopes, (kind, NOT_NAMED): without}


def _lead_basis(cell: object) -> str:
    bases = split_list(cell)
    return NONE if not bases else STATED if STATED in bases else INFERRED
