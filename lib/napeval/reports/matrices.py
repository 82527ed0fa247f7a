"""The evaluation's matrix: the file it names, or the shipped one; and whether its addresses lead anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from napeval import criteria
from napeval.criteria.addresses import Address
from napeval.cycle import Evaluation, Fault
from napeval.cycle.faults import nearest
from napeval.cycle.settings import read_settings_text
from napeval.release import CATALOGUE

_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_FILE_NAME_SHOWN = "A-Z, a-z, 0-9, -, _, ."
_JUDGED = ("evidence", "questions", "criteria")
"""Results that are made with the matrix and so cannot be its evidence."""
_FIGURES = ("count", "number", "share", "money", "flag")


def matrix_of(cycle_folder: Path, evaluation: Evaluation) -> tuple[criteria.Matrix | None, list[Fault]]:
    """The matrix in the folder of the evaluation that its settings name, else the shipped one; its faults.

    The name is a plain one, and links are not followed, so that it cannot lead out of the folder.
    """
    name = evaluation.settings.get("matrix")
    if not isinstance(name, str) or not name:
        return criteria.default_matrix(), []
    place = f"evaluations/{evaluation.name}/{name}"
    path = cycle_folder / place
    if not _FILE_NAME.fullmatch(name):
        file = f"evaluations/{evaluation.name}/evaluation.yml"
        return None, [Fault("setting_form", file, None, "matrix", name, {"allowed": _FILE_NAME_SHOWN})]
    text = read_settings_text(path, place)
    if isinstance(text, Fault):
        return None, [text]
    try:
        matrix = criteria.load_matrix(text)
    except criteria.MatrixError as error:
        lines = str(error).splitlines()[1:]
        return None, [Fault("matrix", place, arguments={"reason": line.rstrip(".")}) for line in lines]
    faults = list(address_faults(matrix, place))
    return (None if faults else matrix), faults


def address_faults(matrix: criteria.Matrix, file: str) -> Iterator[Fault]:
    """Addresses that lead to no results table, to other keys than it has, or to a column without figures."""
    for question in matrix.questions:
        for item in question.evidence:
            for address in item.addresses:
                yield from _address_faults(address, matrix.tables[address.table], file, item.id)


def _address_faults(address: Address, keys: tuple[str, ...], file: str, item: str) -> Iterator[Fault]:
    tables = [name for name in CATALOGUE if name not in _JUDGED]
    if address.table not in tables:
        yield _unknown("address_table", file, item, address, address.table, tables)
        return
    declaration = CATALOGUE[address.table]
    if keys != declaration.keys:
        arguments = {"allowed": ", ".join(declaration.keys)}
        yield Fault("address_keys", file, None, f"tables.{address.table}", ", ".join(keys), arguments)
    columns = [column.name for column in declaration.columns if column.kind in _FIGURES]
    if address.column not in columns:
        yield _unknown("address_column", file, item, address, address.column, columns)


def _unknown(code: str, file: str, item: str, address: Address, name: str, allowed: list[str]) -> Fault:
    arguments = {"allowed": ", ".join(allowed), "nearest": nearest(name, allowed)}
    return Fault(code, file, None, item, str(address), arguments)
