"""The make-up of cases: how often a change between two periods is seen, where there is none or one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from napeval import trends
from napeval.trends.least_lengths import VERDICT_LEVEL
from trend_simulations.cells import FEWER_DRAWS, Cell, Draw, Rejecting

PERIODS = 2
HALVES, FOUR_TO_ONE = (0.5, 0.5), (0.8, 0.2)
THIRDS, FOUR_TO_ONE_TO_ONE = (1 / 3, 1 / 3, 1 / 3), (4 / 6, 1 / 6, 1 / 6)


def composition() -> Iterator[Cell]:
    """Two periods of the same number of cases, in two or three categories.

    n: periods. mean: cases in each.
    """
    for cases, before, after, change in (
        (10, HALVES, HALVES, "no change"), (10, HALVES, FOUR_TO_ONE, "a half becomes four fifths"),
        (20, HALVES, HALVES, "no change"), (20, HALVES, FOUR_TO_ONE, "a half becomes four fifths"),
        (10, THIRDS, THIRDS, "no change"), (10, THIRDS, FOUR_TO_ONE_TO_ONE, "a third becomes two thirds"),
    ):  # fmt: skip
        yield Cell("multinomial", PERIODS, cases, f"{len(before)} categories, {change}",
                   periods(cases, before, after), by_composition, FEWER_DRAWS)


def periods(cases: int, before: tuple[float, ...], after: tuple[float, ...]) -> Draw:
    """One row for each table: the first period's categories, then the second's."""
    return lambda rng, draws: np.hstack([rng.multinomial(cases, shares, draws) for shares in (before, after)])


def by_composition(rows: NDArray[np.float64]) -> Rejecting:
    """Tables with one category only have no p: not rejected. Tables equal but for the order of their
    categories are judged once."""
    tables = [tuple(sorted(zip(*row.reshape(PERIODS, -1).tolist(), strict=True))) for row in rows]
    places = {table: place for place, table in enumerate(dict.fromkeys(tables))}
    found = trends.composition_change_many([list(zip(*table, strict=True)) for table in places])
    judged = [places[table] for table in tables]
    return {
        f"composition_{name}": (found[column].astype(float) <= VERDICT_LEVEL)[judged]
        for name, column in (("exact", "p_exact"), ("chi2", "p_chi2"))
    }
