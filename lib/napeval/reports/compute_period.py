"""The results tables about the period of a monitoring report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from napeval import measures
from napeval.cycle import Cycle
from napeval.cycle.periods import Period


def in_period(
    cycle: Cycle, results: Mapping[str, pd.DataFrame], period: Period, *, as_of: date
) -> dict[str, pd.DataFrame]:
    """What became of activities, indicators and money in the period, before release.

    results: activities and achievement at the end of the period, as of the same day.
    """
    before = measures.achievement(cycle, cutoff=period.start - timedelta(days=1), as_of=as_of)
    activities = measures.period_activities(cycle, results["activities"], period=period, as_of=as_of)
    return {
        "period_activities": activities,
        "period_delivery": measures.period_delivery(cycle, results["activities"], activities),
        "period_indicators": measures.period_indicators(cycle, results["achievement"], before, period=period),
        "period_spending": measures.period_spending(cycle, period=period, as_of=as_of),
    }


def summed_up(cycle: Cycle, told: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What the period comes to by scope and by expected result.

    told: period_indicators and period_activities as their readers know them, hidden cells missing.
    """
    indicators, activities = told["period_indicators"], told["period_activities"]
    return {
        "period_movement": measures.period_movement(cycle, indicators),
        "result_progress": measures.result_progress(cycle, indicators, activities),
    }
