"""What a plan is worth: rating scales, the evaluation matrix, evidence and ratings."""

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.evidence import evidence_frame, gather
from napeval.criteria.matrix import CRITERIA, EvidenceItem, Matrix, Question, default_matrix, load_matrix
from napeval.criteria.matrix_faults import MatrixError
from napeval.criteria.rating import Assessment, assess
from napeval.criteria.scales import Level, Scale, ScaleError, banded_scales, load_scale

__all__ = [
    "CRITERIA",
    "Assessment",
    "EvidenceError",
    "EvidenceItem",
    "Level",
    "Matrix",
    "MatrixError",
    "Question",
    "Scale",
    "ScaleError",
    "assess",
    "banded_scales",
    "default_matrix",
    "evidence_frame",
    "gather",
    "load_matrix",
    "load_scale",
]
