"""What an evaluation matrix is made of: questions, evidence, and the rules for rating."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from napeval.criteria.addresses import Address

CRITERIA = ("relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability")
CROSS_CUTTING = ("gender", "human_rights", "unintended_effects", "participation", "risk")
METHODS = ("desk_review", "data_analysis", "survey", "interviews", "focus_groups", "case_studies")
SOURCES = (
    "plan", "budget", "progress_reports", "observations", "expenditure", "recommendations_received",
    "institutions", "service_providers", "survivors", "civil_society", "donors", "court_records",
)  # fmt: skip
KINDS = ("computed", "rating", "survey", "interview_theme", "context")
SCORED_KINDS = ("computed", "survey")
RULES = ("share", "inverse_share", "linear", "interval", "share_of_rows", "codes")
RUNGS = ("1", "2", "3", "4", "5")
"""Rungs of a rubric, from the worst: anchors of the guide's marks, at 0, 25, 50, 75 and 100 points."""
DOMAINS = (
    "few_sources", "few_kinds", "much_missing", "mostly_plan_evidence", "links_only_proposed",
    "disputed_figures", "evidence_disagrees",
)  # fmt: skip
"""What lowers the strength of evidence."""
DOMAINS_OF_TROUBLE = ("disputed_figures", "evidence_disagrees")
"""Those that lower it where there is more of them, not less."""


@dataclass(frozen=True)
class EvidenceItem:
    """One piece of evidence that a question asks for.

    kind: computed (a cell of a results table), survey (marks of respondents), rating (evaluators' marks,
    never in the computed score), interview_theme (collected evidence, counted and never scored), context
    (results that are shown beside the question and never scored).
    about: plan (what was promised) or implementation (what happened or what people saw); "" where not scored.
    rule: how a computed figure x becomes points of 0 to 100:
    - share: 100 x. inverse_share: 100 (1 - x)
    - linear: from start (0) to end (100); beyond them the ends
    - interval: the middle of address and high, bounded by both
    - share_of_rows: the share of rows whose flag is true or whose number is above 0.
    - codes: the points that the matrix gives to the code in the cell.
    over: x is the cell divided by this one. low, high: columns with the bounds of x. coverage: column that
    says how much of x is known.
    confirmed, confirmable: how many of the links behind x somebody has confirmed, of how many.
    points: points by code, for the rule codes.
    text: what a computed figure is, by language code.
    why: reason for the weight. required: without it the question is not demonstrated.
    """

    id: str
    kind: str
    about: str = ""
    address: Address | None = None
    rule: str = ""
    start: Fraction = Fraction(0)
    end: Fraction = Fraction(1)
    over: Address | None = None
    low: str = ""
    high: str = ""
    coverage: str = ""
    confirmed: Address | None = None
    confirmable: Address | None = None
    weight: Fraction = Fraction(0)
    why: str = ""
    required: bool = False
    points: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    text: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def scored(self) -> bool:
        """Whether it goes into the computed score."""
        return self.kind in SCORED_KINDS

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Every cell it reads."""
        if self.address is None:
            return ()
        beside = [self.address.beside(column) for column in (self.low, self.high, self.coverage) if column]
        others = [address for address in (self.over, self.confirmed, self.confirmable) if address is not None]
        return (self.address, *beside, *others)


@dataclass(frozen=True)
class Question:
    """One evaluation question.

    text, standard (what would be good), why (reason for the weight) and limits: by language code.
    rubric: by rung (RUNGS), what each looks like, by language code; written before the evidence is seen.
    mid_term: whether it is asked before the end of the cycle.
    """

    id: str
    criterion: str
    text: Mapping[str, str]
    standard: Mapping[str, str]
    why: Mapping[str, str]
    limits: Mapping[str, str]
    rubric: Mapping[str, Mapping[str, str]]
    weight: Fraction
    cross_cutting: tuple[str, ...]
    methods: tuple[str, ...]
    sources: tuple[str, ...]
    mid_term: bool
    evidence: tuple[EvidenceItem, ...]


@dataclass(frozen=True)
class StrengthDomain:
    """One reason to lower the strength of evidence, of DOMAINS, and from where on.

    one, two: bounds at which it lowers the mark by one and by two levels. A domain that counts or measures
    what is there (sources, kinds, coverage ...) lowers below them, one that measures trouble
    (disputed_figures, evidence_disagrees) lowers above them.
    """

    code: str
    one: Fraction
    two: Fraction


@dataclass(frozen=True)
class Rules:
    """When evidence is enough, and how strong it is.

    minimum_coverage: share of a question's weight with evidence, and of a criterion's weight in questions
    with a computed score, below which nothing is demonstrated.
    minimum_known: share of a figure that must be known for it to count.
    minimum_respondents: of a survey item.
    minimum_judged: share of question weight that evaluators must have rated for a judged criterion.
    plan_evidence_at_most: share of a question's weight that evidence about the plan may carry.
    strength: what lowers the mark, which starts at the highest.
    """

    minimum_coverage: Fraction
    minimum_known: Fraction
    minimum_judged: Fraction
    minimum_respondents: int
    plan_evidence_at_most: Fraction
    strength: tuple[StrengthDomain, ...]


@dataclass(frozen=True)
class Matrix:
    """An evaluation matrix. tables: key columns, in order, of each results table that its addresses name.

    written: the day on which its rubrics were written; None for the one that the library ships.
    """

    name: str
    written: date | None
    rules: Rules
    tables: Mapping[str, tuple[str, ...]]
    questions: tuple[Question, ...]

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria it has questions on, in its order."""
        return tuple(dict.fromkeys(question.criterion for question in self.questions))
