"""All tables with given margins: how probable is one that is no likelier than the observed table?

Given its margins, a table x has a probability proportional to 1 / product of x!. The columns are gone through
one by one. After each, tables with the same cases left per row and the same product so far are one; those
whose likeliest end is no likelier than the observed table count whole, those whose unlikeliest end is
likelier are dropped, and only the rest goes on.
Source: Freeman and Halton 1951; Mehta and Patel 1983 (network algorithm).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp
from scipy.stats import random_table

from napeval.trends.series import FloatArray

Whole = NDArray[np.int64]

# Above these sizes the exact answer takes more than a few seconds on one core.
STATES_WORK_LIMIT = 30_000_000  # states x fillings of all columns
TABLES_WORK_LIMIT = 8_000_000  # open tables x fillings of the next column
# Tables whose probabilities differ by less than this, relative, are equally likely.
SAME_PROBABILITY = 1e-7
_WHOLE = 1e-12  # rounding by which all tables together may fall short of 1
_DIGITS = 10  # of a logarithm, to which products are taken for the same
_DRAWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class _Stage:
    """One column: every way to fill it, and the likeliest and unlikeliest end from each state after it.

    fillings: (ways, rows). weight: (ways,), minus the sum of log x!. likeliest, unlikeliest: of the columns
    still to come, by the cases left in all rows but the last, one axis for each of those rows.
    """

    fillings: Whole
    weight: FloatArray
    likeliest: FloatArray
    unlikeliest: FloatArray


def share_no_likelier(table: Whole) -> float | None:
    """P(a table with these margins is no likelier than this one), or None when that is too large to work out.

    table: whole numbers; no row and no column empty.
    """
    found = _laid_out(table)
    return None if found is None else _share_below(found, float(-gammaln(table + 1).sum()))


def smallest_share(table: Whole) -> float | None:
    """The smallest such probability that any table with these margins has, or None when too large."""
    found = _laid_out(table)
    if found is None:
        return None
    _, rows, stages = found
    first = stages[0]
    ends = first.weight + first.unlikeliest[_places(rows - first.fillings)]
    return _share_below(found, float(ends.min()))


_Layout = tuple[Whole, Whole, list[_Stage]]


def _laid_out(table: Whole) -> _Layout | None:
    """Columns, rows and stages: the shorter side as rows, and the largest column first."""
    upright = table if table.shape[0] <= table.shape[1] else table.T
    rows, columns = np.sort(upright.sum(axis=1)), np.sort(upright.sum(axis=0))[::-1]
    shape = tuple(rows[:-1] + 1)
    ways = [_number_of_fillings(int(column), len(rows)) for column in columns]
    if int(np.prod(shape, dtype=float)) * sum(ways) > STATES_WORK_LIMIT:
        return None
    stages: list[_Stage] = []
    high, low = np.full(shape, -np.inf), np.full(shape, np.inf)
    high[(0,) * len(shape)] = low[(0,) * len(shape)] = 0.0
    for column in columns[::-1]:
        fillings = _fillings(int(column), rows)
        weight = -gammaln(fillings + 1).sum(axis=1)
        stages.append(_Stage(fillings, weight, high, low))
        high, low = _before(fillings, weight, high, low)
    return columns, rows, stages[::-1]


def _number_of_fillings(cases: int, rows: int) -> int:
    """An upper bound: every way to share the cases out over the rows."""
    ways = 1.0
    for place in range(1, rows):
        ways *= (cases + place) / place
    return round(min(ways, 1e15))


def _fillings(cases: int, rows: Whole) -> Whole:
    """Every way to share out the cases of a column over the rows, none above what its row holds."""
    free = [range(min(cases, int(row)) + 1) for row in rows[:-1]]
    heads = np.array(list(product(*free)), dtype=np.int64).reshape(-1, len(free))
    last = cases - heads.sum(axis=1)
    possible = (last >= 0) & (last <= rows[-1])
    return np.column_stack([heads[possible], last[possible]])


def _before(fillings: Whole, weight: FloatArray, high: FloatArray,
            low: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The likeliest and unlikeliest ends one column earlier."""
    higher, lower = np.full(high.shape, -np.inf), np.full(low.shape, np.inf)
    for filling, own in zip(fillings, weight, strict=True):
        to = tuple(slice(step, None) for step in filling[:-1])
        since = tuple(slice(None, size - step) for step, size in zip(filling[:-1], high.shape, strict=True))
        higher[to] = np.maximum(higher[to], high[since] + own)
        lower[to] = np.minimum(lower[to], low[since] + own)
    return higher, lower


def _places(left: Whole) -> tuple[Whole, ...]:
    return tuple(left[..., :-1].T)


def _share_below(layout: _Layout, observed: float) -> float | None:
    columns, rows, stages = layout
    border = observed + SAME_PROBABILITY
    whole = float(gammaln(rows.sum() + 1) - gammaln(rows + 1).sum() - gammaln(columns + 1).sum())
    left, past, ways, share, work = rows[None, :], np.zeros(1), np.ones(1), 0.0, 0
    for place, stage in enumerate(stages):
        work += len(past) * len(stage.weight)
        if work > TABLES_WORK_LIMIT:
            return None
        left, past, ways = _filled(stage, left, past, ways)
        counted = past + stage.likeliest[_places(left)] <= border
        ends = _ends(left[counted], columns[place + 1 :])
        if counted.any():
            share += float(np.exp(logsumexp(past[counted] + ends, b=ways[counted]) - whole))
        open_ = ~counted & (past + stage.unlikeliest[_places(left)] <= border)
        left, past, ways = _merged(left[open_], past[open_], ways[open_])
    return 1.0 if share > 1 - _WHOLE else share


def _filled(stage: _Stage, left: Whole, past: FloatArray,
            ways: FloatArray) -> tuple[Whole, FloatArray, FloatArray]:
    """Every open table with every filling of the next column that leads to an end."""
    after = (left[:, None, :] - stage.fillings[None, :, :]).reshape(-1, left.shape[1])
    product_ = (past[:, None] + stage.weight[None, :]).ravel()
    possible = np.flatnonzero((after >= 0).all(axis=1))
    after = after[possible]
    return after, product_[possible], np.repeat(ways, len(stage.weight))[possible]


def _ends(left: Whole, columns: Whole) -> FloatArray:
    """Log of the summed 1 / product of x! over all tables with these rows left and these columns to come."""
    cases = left.sum(axis=1)
    return np.asarray(gammaln(cases + 1) - gammaln(left + 1).sum(axis=1) - gammaln(columns + 1).sum())


def _merged(left: Whole, past: FloatArray, ways: FloatArray) -> tuple[Whole, FloatArray, FloatArray]:
    """Tables with the same cases left and the same product so far become one."""
    if not len(past):
        return left, past, ways
    near = np.round(past, _DIGITS)
    order = np.lexsort((near, *left[:, :-1].T))
    left, past, ways, near = left[order], past[order], ways[order], near[order]
    new = np.ones(len(past), dtype=bool)
    new[1:] = (near[1:] != near[:-1]) | (left[1:] != left[:-1]).any(axis=1)
    starts = np.flatnonzero(new)
    return left[starts], past[starts], np.add.reduceat(ways, starts)


def drawn_share_no_likelier(table: Whole, *, draws: int, seed: int) -> tuple[float, float]:
    """The same probability from random tables with these margins, and its standard error.

    The observed table counts as one of the draws, so the answer is never 0.
    """
    border = float(-gammaln(table + 1).sum()) + SAME_PROBABILITY
    margins = random_table(table.sum(axis=1), table.sum(axis=0))
    generator = np.random.default_rng(seed)
    hits, done = 0, 0
    while done < draws:
        size = min(_DRAWS_AT_ONCE, draws - done)
        tables = margins.rvs(size=size, random_state=generator)
        hits += int((-gammaln(tables + 1).sum(axis=(1, 2)) <= border).sum())
        done += size
    share = (hits + 1) / (draws + 1)
    return share, float(np.sqrt(share * (1 - share) / (draws + 1)))
