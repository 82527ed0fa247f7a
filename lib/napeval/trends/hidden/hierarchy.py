"""Hierarchical log-linear models over lists: their names, their terms, and which of them there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from math import comb

import numpy as np

from napeval.trends.series import FloatArray

Term = tuple[int, ...]
"""Lists that interact, counted from 0, ascending; one list alone is its main effect."""

Model = tuple[Term, ...]
"""All terms of a model besides the constant, with everything below them; main effects always."""

MOST_MODELS = 2000  # so many are fitted at most; beyond 5 lists only those with few interactions


def subsets(term: Term) -> Iterator[Term]:
    return chain.from_iterable(combinations(term, size) for size in range(1, len(term) + 1))


def model_of(lists: int, interactions: Iterable[Term]) -> Model:
    """The smallest hierarchical model with these interactions: main effects and all below them are in it."""
    terms: set[Term] = {(one,) for one in range(lists)}
    for interaction in interactions:
        terms.update(subsets(interaction))
    return tuple(sorted(terms, key=lambda term: (len(term), term)))


def name_of(model: Model) -> str:
    """[12,3]: the terms that no other term contains, largest first, lists numbered from 1."""
    top = [term for term in model if not any(set(term) < set(other) for other in model)]
    ordered = sorted(top, key=lambda term: (-len(term), term))
    return "[" + ",".join("".join(str(one + 1) for one in term) for term in ordered) + "]"


def design(table: FloatArray, model: Model) -> FloatArray:
    """(histories, 1 + terms): the constant, and 1 where a history is on all lists of a term."""
    columns = [np.ones(len(table)), *(table[:, list(term)].prod(axis=1) for term in model)]
    return np.column_stack(columns)


def read_model(text: str | Sequence[str], lists: int) -> Model:
    """The model that a name says.

    text: "[12,3]" by its largest terms; "L1+L2+L3+L1:L2" as a formula (L1*L2 = L1+L2+L1:L2); or the
    interactions alone, ("12",), to which the main effects are added.
    Raises ValueError for a name that is none, for a list that does not exist, for main effects left out, and
    for an interaction of all lists, of which nothing can be learnt.
    """
    if isinstance(text, str):
        terms = _bracketed(text) if text.strip().startswith("[") else _formula(text)
    else:
        terms = [_term(part, part) for part in text]
    for term in terms:
        _check_term(term, lists, text)
    named = {one for term in terms for one in term}
    if isinstance(text, str) and len(named) < lists:
        raise _fault(text, lists, "a model with every list in it")
    return model_of(lists, terms)


def _bracketed(text: str) -> list[Term]:
    inside = re.fullmatch(r"\[(.*)\]", text.strip())
    return [_term(part.strip(), text) for part in inside.group(1).split(",")] if inside else [_term("", text)]


def _formula(text: str) -> list[Term]:
    parts = [part.strip() for part in text.split("+")]
    return [_term("".join(re.split(r"\s*[:*]\s*|L", part)), text) for part in parts]


def _term(digits: str, text: object) -> Term:
    if not re.fullmatch(r"[1-9]+", digits) or len(set(digits)) < len(digits):
        raise ValueError(
            f"model: found {text!r}; allowed: a name such as '[12,3]', a formula such as 'L1+L2+L3+L1:L2', "
            "or interactions such as ('12',)."
        )
    return tuple(sorted(int(digit) - 1 for digit in digits))


def _check_term(term: Term, lists: int, text: object) -> None:
    if term[-1] >= lists:
        raise _fault(text, lists, f"lists 1 to {lists}")
    if len(term) == lists > 1:
        raise _fault(text, lists, "interactions of all lists but one at most")


def _fault(text: object, lists: int, allowed: str) -> ValueError:
    return ValueError(f"model: found {text!r} for {lists} lists; allowed: {allowed}.")


def all_models(lists: int, max_order: int) -> tuple[tuple[Model, ...], bool]:
    """Every hierarchical model with all main effects and interactions of at most max_order lists.

    Returns the models, simplest first, and whether they are all: where two-list interactions alone make more
    than MOST_MODELS, only models with the first so many interactions that stay below it.
    """
    pairs = list(combinations(range(lists), 2))
    if max_order < 2:
        return (model_of(lists, ()),), True
    most = _most_pairs(len(pairs))
    chosen = chain.from_iterable(combinations(pairs, size) for size in range(most + 1))
    models = [model_of(lists, faces) for pairs_in in chosen for faces in _filled(set(pairs_in), 3, max_order)]
    models.sort(key=lambda model: (len(model), [(len(term), term) for term in model]))
    return tuple(models), most == len(pairs)


def _most_pairs(pairs: int) -> int:
    """With how many pairs at once the number of models stays within MOST_MODELS."""
    most, models = 0, 1
    while most < pairs and models + comb(pairs, most + 1) <= MOST_MODELS:
        most += 1
        models += comb(pairs, most)
    return most


def _filled(faces: set[Term], order: int, max_order: int) -> Iterator[set[Term]]:
    """The faces with every choice of higher interactions all of whose parts are in."""
    if order > max_order:
        yield faces
        return
    known = sorted({one for face in faces for one in face})
    open_ = [
        term for term in combinations(known, order)
        if all(part in faces for part in combinations(term, order - 1))
    ]  # fmt: skip
    for size in range(len(open_) + 1):
        for more in combinations(open_, size):
            yield from _filled(faces | set(more), order + 1, max_order) if more else iter((faces,))
