"""Measures: what the data say about a plan cycle, as typed results tables."""

from napeval.measures.achievement import achievement
from napeval.measures.budget import budget, budget_checks, funding, money_after_deadline
from napeval.measures.delivery import activities, delivery
from napeval.measures.evaluability import evaluability
from napeval.measures.expenditure import expenditure
from napeval.measures.gap_counts import gap_counts
from napeval.measures.gaps import gaps
from napeval.measures.part_sums import part_sums
from napeval.measures.profile import profile
from napeval.measures.recommendations import alignment, recommendations
from napeval.measures.responsibilities import responsibilities
from napeval.measures.result_statements import result_statements
from napeval.measures.rollup import rollup
from napeval.measures.series import admissible_series, series
from napeval.measures.series_trends import trends
from napeval.measures.sources import reporting, sources

__all__ = [
    "achievement",
    "activities",
    "admissible_series",
    "alignment",
    "budget",
    "budget_checks",
    "delivery",
    "evaluability",
    "expenditure",
    "funding",
    "gap_counts",
    "gaps",
    "money_after_deadline",
    "part_sums",
    "profile",
    "recommendations",
    "reporting",
    "responsibilities",
    "result_statements",
    "rollup",
    "series",
    "sources",
    "trends",
]
