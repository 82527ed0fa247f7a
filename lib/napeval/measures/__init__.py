"""Measures: what the data say about a plan cycle, as typed results tables.

Beside the tables, single figures can be asked for, each by its own rules: progress_to_target and
the functions like it take plain numbers and answer with exact ones.
"""

from napeval.measures.accumulation import added_up, last_total, persons_over_periods, year_by_year
from napeval.measures.achievement import achievement
from napeval.measures.budget import budget, budget_checks, funding, money_after_deadline
from napeval.measures.delivery import activities, delivery
from napeval.measures.evaluability import evaluability
from napeval.measures.expenditure import expenditure
from napeval.measures.gap_counts import gap_counts
from napeval.measures.gaps import gaps
from napeval.measures.part_sums import part_sums
from napeval.measures.path import projected_year_end
from napeval.measures.pooling import pooled_progress, pooled_share, weighted_score
from napeval.measures.profile import profile
from napeval.measures.progress import progress_in_range, progress_to_target, relative_target
from napeval.measures.recommendations import alignment, recommendations
from napeval.measures.responsibilities import responsibilities
from napeval.measures.result_statements import result_statements
from napeval.measures.rollup import rollup
from napeval.measures.series import admissible_series, series
from napeval.measures.series_trends import trends
from napeval.measures.sources import reporting, sources
from napeval.measures.stages import milestone, ordinal, steps_done, timing

__all__ = [
    "achievement",
    "activities",
    "added_up",
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
    "last_total",
    "milestone",
    "money_after_deadline",
    "ordinal",
    "part_sums",
    "persons_over_periods",
    "pooled_progress",
    "pooled_share",
    "profile",
    "progress_in_range",
    "progress_to_target",
    "projected_year_end",
    "recommendations",
    "relative_target",
    "reporting",
    "responsibilities",
    "result_statements",
    "rollup",
    "series",
    "sources",
    "steps_done",
    "timing",
    "trends",
    "weighted_score",
    "year_by_year",
]
