"""The evaluation matrix: criterion, question, evidence."""

from __future__ import annotations

from importlib import resources

from napeval.criteria.matrix_reading import matrix_of
from napeval.criteria.questions import CRITERIA, EvidenceItem, Matrix, Question, Rules, StrengthRule

__all__ = [
    "CRITERIA",
    "EvidenceItem",
    "Matrix",
    "Question",
    "Rules",
    "StrengthRule",
    "default_matrix",
    "load_matrix",
]


def load_matrix(text: str) -> Matrix:
    """The matrix of a YAML 1.2 text.

    Raises MatrixError listing every fault: unknown or repeated names, missing texts, weights, addresses
    and rules.
    """
    return matrix_of(text)


def default_matrix() -> Matrix:
    """The shipped matrix: the six OECD-DAC criteria (2019), asked of an action plan against trafficking."""
    return load_matrix(
        (resources.files("napeval.criteria") / "matrices" / "anti_trafficking.yml").read_text(
            encoding="utf-8"
        )
    )
