"""The evaluation's matrix: whether its addresses lead anywhere, and whether it is older than the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from napeval import criteria
from napeval.criteria.addresses import Address
from napeval.criteria.questions import EvidenceItem
from napeval.criteria.written_before import written_faults
from napeval.cycle import Evaluation, Fault
from napeval.cycle.faults import errors_of, nearest
from napeval.exchange.chosen_matrix import chosen_matrix
from napeval.release import CATALOGUE

_NO_EVIDENCE = (
    "evidence", "questions", "criteria", "scale_levels", "robustness", "robustness_levels", "sensitivity",
    "left_out", "tipping_weights", "rater_agreement", "survey_reliability", "contribution",
    "contribution_tests", "reasoning", "reasoning_counts", "follow_up", "follow_up_counts",
    "comments", "comment_counts", "period_delivery", "period_activities", "period_indicators",
    "period_movement", "period_spending", "result_progress",
)  # fmt: skip
"""Results that cannot be the evidence of a matrix: made with it, or made in monitoring reports only."""
_FIGURES = ("address_column", frozenset({"count", "number", "share", "money", "flag"}))
_CODES = ("address_codes", frozenset({"code"}))
_ANY = ("address_context", _FIGURES[1] | _CODES[1] | {"text", "year", "period"})
"""Fault of an address that leads to no column of the kinds that go with an item, and these kinds."""


def matrix_of(cycle_folder: Path, evaluation: Evaluation) -> tuple[criteria.Matrix | None, list[Fault]]:
    """The matrix that the settings of an evaluation choose, and its faults; None where one is an error."""
    matrix, faults = chosen_matrix(cycle_folder, evaluation)
    if matrix is not None:
        file = f"evaluations/{evaluation.name}/{evaluation.settings.get('matrix') or 'evaluation.yml'}"
        faults = [*faults, *address_faults(matrix, file), *written_faults(evaluation, matrix, file)]
    return (None if errors_of(faults) else matrix), faults


def address_faults(matrix: criteria.Matrix, file: str) -> Iterator[Fault]:
    """Addresses that lead to no results table, to other keys than it has, or to a column that does not fit.

    Scored items read figures, the rule `codes` a column of codes; context may be either, and words.
    """
    for question in matrix.questions:
        for item in question.evidence:
            for address in item.addresses:
                yield from _address_faults(address, matrix.tables[address.table], file, item)


def _address_faults(
    address: Address, keys: tuple[str, ...], file: str, item: EvidenceItem
) -> Iterator[Fault]:
    tables = [name for name in CATALOGUE if name not in _NO_EVIDENCE]
    if address.table not in tables:
        yield _unknown("address_table", file, item.id, address, address.table, tables)
        return
    declaration = CATALOGUE[address.table]
    if keys != declaration.keys:
        arguments = {"allowed": ", ".join(declaration.keys)}
        yield Fault("address_keys", file, None, f"tables.{address.table}", ", ".join(keys), arguments)
    code, kinds = _fitting(item, address)
    columns = [column.name for column in declaration.columns if column.kind in kinds]
    if address.column not in columns:
        yield _unknown(code, file, item.id, address, address.column, columns)


def _fitting(item: EvidenceItem, address: Address) -> tuple[str, frozenset[str]]:
    """The kinds of column that an address of an item may lead to; how far a code is known is a figure."""
    if item.kind == "context":
        return _ANY
    return _CODES if item.rule == "codes" and address == item.address else _FIGURES


def _unknown(code: str, file: str, item: str, address: Address, name: str, allowed: list[str]) -> Fault:
    arguments = {"allowed": ", ".join(allowed), "nearest": nearest(name, allowed)}
    return Fault(code, file, None, item, str(address), arguments)
