"""The evaluation matrix: criterion, question, evidence; shipped, or a cycle's own."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from napeval.criteria.matrix_extending import EXTENDS, extended
from napeval.criteria.matrix_faults import MatrixError
from napeval.criteria.matrix_reading import matrix_of
from napeval.criteria.naming import hint
from napeval.criteria.questions import CRITERIA, EvidenceItem, Matrix, Question, Rules, StrengthDomain
from napeval.cycle.strict_yaml import YamlFault, read_yaml

__all__ = [
    "CRITERIA",
    "DEFAULT",
    "EvidenceItem",
    "Matrix",
    "Question",
    "Rules",
    "StrengthDomain",
    "default_matrix",
    "load_matrix",
    "matrix_in",
    "shipped_matrices",
    "shipped_matrix",
]

DEFAULT = "anti_trafficking"
_TOP = "matrix"
"""File of a matrix in several files that says all but the questions."""


def load_matrix(text: str) -> Matrix:
    """A cycle's own matrix, of a YAML 1.2 text.

    One that states `extends: <a shipped matrix>` says only what differs: leave_out (criteria, questions,
    items), rules, tables, criteria (questions that are added or replaced) and weights. Both kinds state
    `written`, the day on which questions and rubrics were written.
    Raises MatrixError listing every fault: unknown or repeated names, missing texts, weights, addresses
    and rules.
    """
    value = _read(text)
    if isinstance(value, dict) and EXTENDS in value:
        value = extended(value, shipped_matrices(), _shipped_values)
    return matrix_of(value, dated=True)


def default_matrix() -> Matrix:
    """The shipped matrix: the six OECD-DAC criteria (2019), asked of an action plan against trafficking."""
    return shipped_matrix(DEFAULT)


def shipped_matrices() -> tuple[str, ...]:
    """Names of the matrices that the library ships, as the settings of an evaluation may give them."""
    return _names(_folder())


@cache
def shipped_matrix(name: str) -> Matrix:
    """A shipped matrix by its name. Raises MatrixError naming the nearest one."""
    return matrix_in(_folder(), name)


def matrix_in(folder: Traversable, name: str) -> Matrix:
    """The matrix of a name in a folder of matrices: `<name>.yml`, or `<name>/` with a file per criterion.

    Raises MatrixError with every fault and the file that it stands in.
    """
    values = _values_in(folder, name)
    if not (folder / name).is_dir():
        return matrix_of(values, dated=False, file=f"{name}.yml")
    parts = {criterion: f"{name}/{criterion}.yml" for criterion in CRITERIA}
    return matrix_of(values, dated=False, file=f"{name}/{_TOP}.yml", parts=parts)


@cache
def _shipped_values(name: str) -> Any:
    return _values_in(_folder(), name)


def _values_in(folder: Traversable, name: str) -> Any:
    """What the files of a matrix say, with the matrix that it extends."""
    names = _names(folder)
    if name not in names:
        raise MatrixError(f"no evaluation matrix '{name}'; {hint(name, names)}")
    if not (folder / name).is_dir():
        value = _read_file(folder, f"{name}.yml")
        if not (isinstance(value, dict) and EXTENDS in value):
            return value
        others = [other for other in names if other != name]
        return extended(value, others, lambda base: _values_in(folder, base), f"{name}.yml")
    top = _read_file(folder, f"{name}/{_TOP}.yml")
    there = {entry.name for entry in (folder / name).iterdir()}
    questions = {
        criterion: _read_file(folder, f"{name}/{criterion}.yml")
        for criterion in CRITERIA
        if f"{criterion}.yml" in there
    }
    return {**top, "criteria": questions} if isinstance(top, dict) else top


def _names(folder: Traversable) -> tuple[str, ...]:
    return tuple(
        sorted(
            entry.name.removesuffix(".yml")
            for entry in folder.iterdir()
            if entry.is_dir() or entry.name.endswith(".yml")
        )
    )


def _folder() -> Traversable:
    return resources.files("napeval.criteria") / "matrices"


def _read_file(folder: Traversable, file: str) -> object:
    return _read(folder.joinpath(*file.split("/")).read_text(encoding="utf-8"), file)


def _read(text: str, file: str = "") -> object:
    try:
        return read_yaml(text)
    except YamlFault as fault:
        place = f"{file}, " if file else ""
        raise MatrixError(f"evaluation matrix:\n{place}{fault}") from fault
