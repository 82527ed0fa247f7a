"""How every figure of the results tables is computed, in a sentence for readers."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.formulas.achievement import ACHIEVEMENT_FORMULAS
from napeval.display.formulas.criteria import CRITERIA_FORMULAS
from napeval.display.formulas.delivery import DELIVERY_FORMULAS
from napeval.display.formulas.formula import Formulas
from napeval.display.formulas.money import MONEY_FORMULAS
from napeval.display.formulas.monitoring import MONITORING_FORMULAS
from napeval.display.formulas.over_time import OVER_TIME_FORMULAS
from napeval.display.formulas.plan_quality import PLAN_QUALITY_FORMULAS
from napeval.display.formulas.survey import SURVEY_FORMULAS
from napeval.release.catalogue import CATALOGUE

__all__ = ["FORMULAS", "Formulas", "formula_of"]

FORMULAS: Mapping[str, Formulas] = {
    **ACHIEVEMENT_FORMULAS,
    **DELIVERY_FORMULAS,
    **MONEY_FORMULAS,
    **PLAN_QUALITY_FORMULAS,
    **OVER_TIME_FORMULAS,
    **CRITERIA_FORMULAS,
    **SURVEY_FORMULAS,
    **MONITORING_FORMULAS,
}
"""Sentences by results table."""


def formula_of(table: str, column: str) -> str:
    """How is the figure in this column computed? A marked text: the column's own, else that of its table.

    Raises KeyError for a table or a column that the catalogue does not know.
    """
    if table not in FORMULAS or table not in CATALOGUE:
        raise KeyError(f"there is no results table {table}")
    CATALOGUE[table].column(column)
    return FORMULAS[table].own(column) or FORMULAS[table].table
