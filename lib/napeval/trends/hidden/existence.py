"""Is there a best estimate at all? Sparse lists can leave none, and an iteration converges all the same.

Two questions. Fienberg and Rinaldo's linear programme: can every history that the model allows have a
positive mean that fits the margins? The rank of the design: do the margins say what each parameter is?
And the one that matters most here: do the histories that keep a positive mean pin down the unseen one?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from scipy.optimize import linprog

from napeval.trends.assumptions import ONE_DEFINITION, PERFECT_LINKAGE
from napeval.trends.hidden.hierarchy import Model, design, model_of, name_of, read_model
from napeval.trends.hidden.histories import Histories, read_histories
from napeval.trends.results import Assumption, Result
from napeval.trends.series import FloatArray

NO_ESTIMATE, NOT_IDENTIFIABLE = 1, 2
ABOVE_ZERO = 1e-7  # what the linear programme gives below this is zero
FOUND = 1e-5  # margins are whole numbers, so a mean that can be above zero can be well above it


def empty_terms(histories: Histories, model: Model) -> tuple[tuple[int, ...], ...]:
    """Interactions of the model that nobody shows: parameter minus infinity, histories empty."""
    return tuple(term for term in model if len(term) > 1 and not histories.persons_on_all_of(term))


def existence_code(histories: Histories, model: Model) -> int:
    """0 = there is one best estimate; 1 = none; 2 = more than one; 3 = both tests fail.

    Histories of empty interactions are left out first, with the parameters that are minus infinity there.
    Source: Fienberg and Rinaldo 2012; Chan, Silverman and Vincent 2021 (whose checkident gives these codes).
    """
    empty = empty_terms(histories, model)
    left_out = [histories.on_all_of(term) for term in empty]
    kept = np.sum(left_out, axis=0) == 0 if empty else np.ones(len(histories.keys), dtype=bool)
    matrix = design(histories.table, tuple(term for term in model if term not in empty))[kept]
    least = _largest_least_mean(matrix, histories.counts[kept])
    rank = np.linalg.matrix_rank(matrix)
    return NO_ESTIMATE * int(least <= ABOVE_ZERO) + NOT_IDENTIFIABLE * int(rank < matrix.shape[1])


def _largest_least_mean(matrix: FloatArray, counts: FloatArray) -> float:
    """max s with means x >= s that have the margins of the counts."""
    cells, parameters = matrix.shape
    answer = linprog(
        np.r_[np.zeros(cells), -1.0],
        A_ub=np.column_stack([-np.eye(cells), np.ones(cells)]), b_ub=np.zeros(cells),
        A_eq=np.column_stack([matrix.T, np.zeros(parameters)]), b_eq=matrix.T @ counts,
    )  # fmt: skip
    return float(-answer.fun) if answer.status == 0 else 0.0


def positive_cells(matrix: FloatArray, counts: FloatArray) -> np.ndarray:
    """Which histories keep a positive mean in the best fit, where it need not be an ordinary one.

    matrix: (histories, p), the design. counts: (histories,). Returns (histories,) of truth values; the others
    have mean 0 in the limit (extended maximum likelihood).
    Source: Fienberg and Rinaldo 2012, section 3: the face of the cone that holds the margins. A history is on
    it when some table with the same margins has it above zero; linear programmes find all such.
    """
    positive = counts > 0
    while not positive.all():
        means = _means_above_zero(matrix, counts, np.flatnonzero(~positive))
        found = ~positive & (means > FOUND)
        if not found.any():
            break
        positive = positive | found
    return np.asarray(positive)


def _means_above_zero(matrix: FloatArray, counts: FloatArray, wanted: np.ndarray) -> FloatArray:
    """A table with the margins of the counts and as many of the wanted histories above zero as may be.

    Each counts up to 1, so that none is given all there is.
    """
    cells, rows = len(counts), len(wanted)
    pick = np.zeros((rows, cells))
    pick[np.arange(rows), wanted] = -1.0
    answer = linprog(
        np.r_[np.zeros(cells), -np.ones(rows)],
        A_ub=np.column_stack([pick, np.eye(rows)]), b_ub=np.zeros(rows),
        A_eq=np.column_stack([matrix.T, np.zeros((matrix.shape[1], rows))]), b_eq=matrix.T @ counts,
        bounds=[(0, None)] * cells + [(0, 1)] * rows,
    )  # fmt: skip
    return np.asarray(answer.x[:cells]) if answer.status == 0 else np.zeros(cells)


def unseen_in_span(matrix: FloatArray) -> bool:
    """Do the rows of these histories determine the mean of the history of zeros, the constant alone?"""
    unseen = np.zeros(matrix.shape[1])
    unseen[0] = 1.0
    rank = np.linalg.matrix_rank(matrix)
    return bool(np.linalg.matrix_rank(np.vstack([matrix, unseen])) == rank)


@dataclass(frozen=True, kw_only=True)
class Existence(Result):
    """Whether a model has a best estimate with these lists.

    code: 0 = yes, 1 = it does not exist, 2 = it is not identifiable, 3 = both; None when the counts cannot be
    used. empty_overlaps: interactions of the model that nobody shows, such as ("24",): they are in the model
    at minus infinity. forced_to_zero: histories whose mean is 0 in the best fit. hidden_estimable: do the
    histories that are left say how many are unseen?
    """

    OPTIONS = ("model",)

    model: str
    code: int | None = None
    empty_overlaps: tuple[str, ...] = ()
    forced_to_zero: tuple[str, ...] = ()
    hidden_estimable: bool | None = None
    assumptions: tuple[Assumption, ...] = (PERFECT_LINKAGE, ONE_DEFINITION)


def model_existence(counts: Mapping[str, Any], lists: int | None = None, *,
                    model: str | Sequence[str] = ()) -> Existence:
    """Is there a best estimate of this model, and does it say how many persons are unseen?

    counts: persons by history, "101" = on lists 1 and 3; not given = 0. lists: how many; None = as the
    histories say. model: "[12,3]", "L1+L2+L3+L1:L2", or interactions such as ("12",); () = none.
    Refused with a reason: estimate_does_not_exist, not_identifiable (where the unseen are then not estimable
    either); count_missing, non_finite_value, not_a_count, no_events.
    Raises ValueError for a history or a model that is none.
    Source: Fienberg and Rinaldo 2012, Annals of Statistics 40; Chan, Silverman and Vincent 2021.
    """
    histories = read_histories(counts, lists)
    read = read_model(model, histories.lists)
    frame: dict[str, Any] = {
        "n": histories.observed, "n_missing": histories.n_missing, "model": name_of(read),
    }  # fmt: skip
    if histories.refusal is not None:
        return Existence(**frame, reportable=False, reason=histories.refusal, method="existence_check")
    code = existence_code(histories, read)
    matrix = design(histories.table, read)
    positive = positive_cells(matrix, histories.counts)
    estimable = unseen_in_span(matrix[positive])
    reason = None if estimable else no_estimate_reason(code)
    return Existence(
        **frame, code=code, hidden_estimable=estimable,
        empty_overlaps=tuple(_digits(term) for term in empty_terms(histories, read)),
        forced_to_zero=tuple(key for key, kept in zip(histories.keys, positive, strict=True) if not kept),
        reportable=reason is None, reason=reason, method="existence_check",
    )  # fmt: skip


def no_estimate_reason(code: int) -> str:
    return "not_identifiable" if code == NOT_IDENTIFIABLE else "estimate_does_not_exist"


def _digits(term: tuple[int, ...]) -> str:
    return "".join(str(one + 1) for one in term)


@dataclass(frozen=True, kw_only=True)
class PairExistence(Result):
    """The existence codes (0-3) of the models between main effects and all two-list interactions.

    main_effects, all_pairs: of the smallest and the largest. by_pair: (pair, code) with that pair alone;
    worst_pair: the highest of them. empty_pairs: pairs of lists with no person in common.
    """

    main_effects: int | None = None
    all_pairs: int | None = None
    by_pair: tuple[tuple[str, int], ...] = ()
    worst_pair: int | None = None
    empty_pairs: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = (PERFECT_LINKAGE, ONE_DEFINITION)


def pair_existence(counts: Mapping[str, Any], lists: int | None = None) -> PairExistence:
    """With which two-list interactions would there be no best estimate?

    counts, lists: as in model_existence.
    Refused with a reason: count_missing, non_finite_value, not_a_count, no_events.
    Raises ValueError for a history that is none.
    Source: as of model_existence.
    """
    histories = read_histories(counts, lists)
    frame: dict[str, Any] = {
        "n": histories.observed, "n_missing": histories.n_missing, "method": "existence_check",
    }  # fmt: skip
    if histories.refusal is not None:
        return PairExistence(**frame, reportable=False, reason=histories.refusal)
    pairs = list(combinations(range(histories.lists), 2))

    def code(*interactions: tuple[int, ...]) -> int:
        return existence_code(histories, model_of(histories.lists, interactions))

    by_pair = tuple((_digits(pair), code(pair)) for pair in pairs)
    return PairExistence(
        **frame, main_effects=code(), all_pairs=code(*pairs), by_pair=by_pair,
        worst_pair=max((found for _, found in by_pair), default=None),
        empty_pairs=tuple(_digits(pair) for pair in pairs if not histories.persons_on_all_of(pair)),
        reportable=True, reason=None,
    )  # fmt: skip
