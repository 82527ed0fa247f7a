"""Money scopes: the parts of a plan and the kinds of money that amounts are given for."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.measures.budget import FUNDING_CLASSES, funding_class
from napeval.measures.scopes import NOT_NAMED, Scope, rows_by_scope

NOT_STATED = "not_stated"


def money_by_scope(cycle: Cycle, *tables: pd.DataFrame) -> dict[Scope, tuple[pd.DataFrame, ...]]:
    """The rows of each table of amounts that count in every scope; every scope for all tables.

    tables: with the columns activity_id, objective_id, funding_source and cost_category. Scopes: the plan,
    its pillars and objectives; funding_source as named for the amount (not_named last), funding_class of all
    sources named, cost_category (not_stated last), those that any of the tables names.
    """
    objectives, institutions = cycle.table("plan/objectives"), cycle.table("plan/institutions")
    classes = dict(zip(institutions["institution"], institutions["funding_class"], strict=True))
    by_objective = [rows_by_scope(rows, objectives) for rows in tables]
    found = {scope: tuple(scoped[scope] for scoped in by_objective) for scope in by_objective[0]}
    sources = [rows["funding_source"].fillna(NOT_NAMED) for rows in tables]
    kinds = [
        rows["funding_source"].map(lambda named: funding_class(named, classes), na_action=None)
        for rows in tables
    ]
    categories = [rows["cost_category"].fillna(NOT_STATED) for rows in tables]
    for kind, columns, names in (
        ("funding_source", sources, _names(sources, NOT_NAMED)),
        ("funding_class", kinds, list(FUNDING_CLASSES)),
        ("cost_category", categories, _names(categories, NOT_STATED)),
    ):
        for name in names:
            found[kind, name] = tuple(
                rows[column == name] for rows, column in zip(tables, columns, strict=True)
            )
    return found


def with_objective(cycle: Cycle, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with an activity_id, and the objective of the activity beside it."""
    objective_of = cycle.table("plan/activities").set_index("activity_id")["objective_id"]
    return rows.assign(objective_id=rows["activity_id"].map(objective_of))


def _names(columns: Sequence[pd.Series], last: str) -> list[str]:
    named = {name for column in columns for name in column}
    return sorted(named, key=lambda name: (name == last, name))
