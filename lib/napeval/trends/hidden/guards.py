"""Whether lists can carry an estimate of the unseen at all, and the table that shows how they overlap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from napeval.trends.assumptions import ONE_DEFINITION, PERFECT_LINKAGE
from napeval.trends.hidden.histories import Histories, read_histories
from napeval.trends.least_lengths import LEAST_IN_OVERLAPS, LEAST_LISTS, LEAST_PERSONS
from napeval.trends.results import Assumption, Result


@dataclass(frozen=True)
class TwoLists:
    """Two lists as if there were no others: a sensitivity value, for independence cannot be tested.

    lincoln_petersen: n1 x n2 / both. chapman: (n1 + 1)(n2 + 1) / (both + 1) - 1, with its standard error.
    All None without overlap, where Chapman would print a number all the same.
    """

    pair: str
    first: int
    second: int
    both: int
    lincoln_petersen: float | None
    chapman: float | None
    chapman_standard_error: float | None


def two_lists(histories: Histories, a: int, b: int) -> TwoLists:
    first, second, both = (histories.persons_on_all_of(lists) for lists in ((a,), (b,), (a, b)))
    pair = f"{a + 1}{b + 1}"
    if both == 0:
        return TwoLists(pair, first, second, both, None, None, None)
    larger = (first + 1) * (second + 1)
    variance = larger * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return TwoLists(pair, first, second, both, first * second / both, larger / (both + 1) - 1, variance**0.5)


def lists_refusal(histories: Histories) -> str | None:
    """Why these lists cannot carry an estimate, or None.

    Source of the least number in overlaps: Robson and Regier 1964 (seven recaptures keep the bias small).
    """
    if histories.refusal is not None:
        return histories.refusal
    if histories.lists < 2:
        return "too_few_lists"
    if histories.in_overlaps == 0:
        return "no_overlap"
    if histories.lists < LEAST_LISTS:
        return "too_few_lists"
    if not histories.linked:
        return "lists_not_linked"
    if histories.in_overlaps < LEAST_IN_OVERLAPS:
        return "too_few_in_overlaps"
    return "too_few_persons" if histories.observed < LEAST_PERSONS else None


@dataclass(frozen=True, kw_only=True)
class Linkage(Result):
    """How lists overlap, and whether that carries an estimate.

    n: persons on at least one list; n_missing: histories whose count is not known. on_list: persons on each.
    on_lists: persons on exactly 1, 2, ... lists. in_overlaps: on two or more. linked: does a chain of
    overlaps join all lists? pairs: each pair of lists by itself. empty_pairs: pairs with nobody in common.
    """

    lists: int
    on_list: tuple[int, ...] = ()
    on_lists: tuple[int, ...] = ()
    in_overlaps: int | None = None
    linked: bool | None = None
    pairs: tuple[TwoLists, ...] = ()
    empty_pairs: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = (PERFECT_LINKAGE, ONE_DEFINITION)


def linkage(counts: Mapping[str, Any], lists: int | None = None) -> Linkage:
    """Do these lists overlap enough to say anything about persons on none of them?

    counts: persons by history, "101" = on lists 1 and 3; not given = 0, None = not known. lists: how many;
    None = as the histories say. For one year and one group at a time: each must pass by itself.
    Refused with a reason: count_missing, non_finite_value, not_a_count, no_events, no_overlap,
    too_few_lists (below 3), lists_not_linked, too_few_in_overlaps (below 7), too_few_persons (below 100).
    Raises ValueError for a history that is none.
    Source: guards by rule of thumb, see least_lengths; Chapman 1951.
    """
    histories = read_histories(counts, lists)
    reason = lists_refusal(histories)
    frame: dict[str, Any] = {
        "n": histories.observed, "n_missing": histories.n_missing, "lists": histories.lists,
        "reportable": reason is None, "reason": reason, "method": "linkage_table",
    }  # fmt: skip
    if histories.refusal not in (None, "no_events"):
        return Linkage(**frame)
    pairs = tuple(two_lists(histories, a, b) for a, b in combinations(range(histories.lists), 2))
    captures = histories.table.sum(axis=1)
    return Linkage(
        **frame, pairs=pairs, empty_pairs=tuple(pair.pair for pair in pairs if pair.both == 0),
        on_list=tuple(histories.persons_on_all_of((one,)) for one in range(histories.lists)),
        on_lists=tuple(int(histories.counts[captures == k].sum()) for k in range(1, histories.lists + 1)),
        in_overlaps=histories.in_overlaps, linked=histories.linked,
    )  # fmt: skip
