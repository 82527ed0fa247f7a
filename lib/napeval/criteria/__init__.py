"""What a plan is worth: rating scales, the evaluation matrix, evidence and ratings."""

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.comments import comments
from napeval.criteria.contribution import contribution
from napeval.criteria.criterion_rating import CriterionRating, criterion_score
from napeval.criteria.evidence import evidence_frame, gather
from napeval.criteria.follow_up import follow_up
from napeval.criteria.matrix import (
    CRITERIA,
    EvidenceItem,
    Matrix,
    Question,
    default_matrix,
    load_matrix,
    shipped_matrices,
    shipped_matrix,
)
from napeval.criteria.matrix_faults import MatrixError
from napeval.criteria.question_rating import QuestionRating
from napeval.criteria.raters import rater_agreement
from napeval.criteria.rating import Assessment, assess, rate
from napeval.criteria.reasoning import reasoning
from napeval.criteria.robustness import RobustnessTables, robustness
from napeval.criteria.scale_rules import Level
from napeval.criteria.scales import Scale, ScaleError, load_scale, rating_scales
from napeval.criteria.survey_reliability import survey_reliability

__all__ = [
    "CRITERIA",
    "Assessment",
    "CriterionRating",
    "EvidenceError",
    "EvidenceItem",
    "Level",
    "Matrix",
    "MatrixError",
    "Question",
    "QuestionRating",
    "RobustnessTables",
    "Scale",
    "ScaleError",
    "assess",
    "comments",
    "contribution",
    "criterion_score",
    "default_matrix",
    "evidence_frame",
    "follow_up",
    "gather",
    "load_matrix",
    "load_scale",
    "rate",
    "rater_agreement",
    "rating_scales",
    "reasoning",
    "robustness",
    "shipped_matrices",
    "shipped_matrix",
    "survey_reliability",
]
