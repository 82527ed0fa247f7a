"""Explanations of a change and their tests, as the evaluators wrote them down."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.exact import exact
from napeval.criteria.naming import hint
from napeval.cycle.cycle import Evaluation
from napeval.cycle.identifiers import split_list
from napeval.measures.voices import text_of

CLAIMS = "evaluations/contribution_claims"
TESTS = "evaluations/contribution_tests"
CONTRIBUTION, RIVAL = "contribution", "rival"
PASSED, FAILED, UNKNOWN = "passed", "failed", "unknown"
STRAW, HOOP, SMOKING_GUN, DOUBLY_DECISIVE = "straw_in_the_wind", "hoop", "smoking_gun", "doubly_decisive"


@dataclass(frozen=True)
class ClaimTest:
    """One test of an explanation.

    based_on: addresses and identifiers of evidence. grounded: whether it says what its result rests on or
    why the evaluators judge so. p_if_true, p_if_false: how likely the finding is where the explanation holds
    and where it does not (0-1), None where nobody said.
    """

    test_id: str
    claim_id: str
    test: str
    result: str
    based_on: tuple[str, ...]
    grounded: bool
    p_if_true: Fraction | None
    p_if_false: Fraction | None

    @property
    def known(self) -> bool:
        """Whether it is known if the finding was made."""
        return self.result in (PASSED, FAILED)


@dataclass(frozen=True)
class Claim:
    """One explanation with its tests. rival_of: the contribution it would explain away, if it is a rival."""

    claim_id: str
    kind: str
    rival_of: str
    question_id: str
    objective_id: str
    prior: Fraction | None
    tests: tuple[ClaimTest, ...]

    @property
    def known(self) -> tuple[ClaimTest, ...]:
        """The tests with a known result."""
        return tuple(one for one in self.tests if one.known)


def tests_of(evaluation: Evaluation) -> tuple[ClaimTest, ...]:
    """Every test, in the order of the table."""
    return tuple(
        ClaimTest(
            test_id=str(row["test_id"]),
            claim_id=str(row["claim_id"]),
            test=str(row["test"]),
            result=str(row["result"]),
            based_on=tuple(split_list(row["based_on"])),
            grounded=bool(split_list(row["based_on"]) or text_of(row["justification"]).strip()),
            p_if_true=_probability(row["p_if_true"]),
            p_if_false=_probability(row["p_if_false"]),
        )
        for row in evaluation.table(TESTS).to_dict("records")
    )


def claims_of(evaluation: Evaluation) -> tuple[Claim, ...]:
    """Every explanation with its tests, in the order of the table.

    Raises EvidenceError for a test of an explanation that is not there, and for a rival of nothing.
    """
    tests = tests_of(evaluation)
    claims = tuple(
        Claim(
            claim_id=str(row["claim_id"]),
            kind=str(row["kind"]),
            rival_of=text_of(row["rival_of"]) if row["kind"] == RIVAL else "",
            question_id=text_of(row["question_id"]),
            objective_id=text_of(row["objective_id"]),
            prior=_probability(row["prior"]),
            tests=tuple(one for one in tests if one.claim_id == str(row["claim_id"])),
        )
        for row in evaluation.table(CLAIMS).to_dict("records")
    )
    names = [one.claim_id for one in claims]
    contributions = [one.claim_id for one in claims if one.kind == CONTRIBUTION]
    for test in tests:
        if test.claim_id not in names:
            raise EvidenceError(
                f"{TESTS}, {test.test_id}: no explanation '{test.claim_id}'; {hint(test.claim_id, names)}"
            )
    for claim in claims:
        if claim.kind == RIVAL and claim.rival_of not in contributions:
            raise EvidenceError(
                f"{CLAIMS}, {claim.claim_id}: rival of '{claim.rival_of}', which is no contribution; "
                f"{hint(claim.rival_of, contributions)}"
            )
    return claims


def _probability(cell: object) -> Fraction | None:
    return None if pd.isna(cell) else exact(float(cell))  # type: ignore[arg-type]
