"""The results tables about what came after mid-term and what lasts, made from what readers know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from napeval import measures
from napeval.cycle import Cycle

AsKnown = Callable[[pd.DataFrame], pd.DataFrame]


def since_mid_term(
    cycle: Cycle, now: Mapping[str, pd.DataFrame], *, cutoff: date, as_of: date, as_known: AsKnown
) -> pd.DataFrame:
    """How the states of indicators and activities shifted since the mid-term date of the cycle.

    now: the results tables rollup and delivery at the cutoff. as_known: what readers may know of a frame of
    achievement. Without a mid-term date before the cutoff the table has no rows.
    """
    middle = cycle.meta.midterm
    if middle is None or middle >= cutoff:
        return measures.since_mid_term(None, now)
    known = as_known(measures.achievement(cycle, cutoff=middle, as_of=as_of))
    activities = measures.activities(cycle, cutoff=middle, as_of=as_of)
    then = {"rollup": measures.rollup(cycle, known), "delivery": measures.delivery(cycle, activities)}
    return measures.since_mid_term(then, now)
