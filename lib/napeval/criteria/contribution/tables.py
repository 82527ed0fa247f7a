"""The results tables `contribution` and `contribution_tests`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd

from napeval.criteria.contribution.bayes import confidence_in, posterior_of
from napeval.criteria.contribution.claims import (
    CLAIMS,
    FAILED,
    PASSED,
    TESTS,
    UNKNOWN,
    Claim,
    ClaimTest,
    claims_of,
    tests_of,
)
from napeval.criteria.contribution.verdicts import (
    CONFIRMED,
    REJECTED,
    STRENGTHENED,
    WEAKENED,
    Verdict,
    meaning_of,
    verdicts,
)
from napeval.criteria.exact import number
from napeval.cycle.cycle import Evaluation
from napeval.cycle.trace import join_traces, key_text
from napeval.measures.rows import result_frame

_CLAIM_TYPES = {
    "claim_id": "str", "kind": "str", "rival_of": "str", "question_id": "str", "objective_id": "str",
    "tests": "Int64", "passed": "Int64", "failed": "Int64", "unknown": "Int64", "verdict": "str",
    "decided_by": "str", "rivals": "Int64", "rivals_open": "Int64", "prior": "float64",
    "posterior": "float64", "confidence": "str", "reason": "str", "trace": "str",
}  # fmt: skip
_TEST_TYPES = {
    "test_id": "str", "claim_id": "str", "test": "str", "result": "str", "meaning": "str", "based_on": "str",
    "trace": "str",
}  # fmt: skip
_EVEN = Fraction(1, 2)


def contribution(evaluation: Evaluation) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Did the plan contribute to the changes, or does something else explain them?

    Returns two tables. The first has one row per explanation: how many tests it has and how many were passed,
    failed or are unknown; verdict (confirmed, strengthened, undecided, weakened, rejected, contradictory,
    not_tested) and decided_by, the tests that decided it; for a contribution, rivals and rivals_open (not
    rejected), missing for a rival; prior and posterior, probabilities before and after the tests (0-1,
    missing where the evaluators did not put numbers on them), and confidence, the level of the posterior.
    reason, codes joined by semicolons: no_tests, results_unknown, no_rival_considered, rivals_open,
    rival_confirmed and claim_confirmed (a competing explanation is), without_basis (a test that decided says
    neither what it rests on nor why), no_probabilities, impossible_probabilities, probabilities_disagree
    (tests and probabilities point to different sides). The second has one row per test, with what its result
    means.

    Verdict and probability stand side by side: neither is made from the other, and none enters a score.
    Methods: see verdicts and posterior_of. Raises EvidenceError for names that are not there.
    """
    claims = claims_of(evaluation)
    found = verdicts(claims)
    rows = [_claim_row(claim, found[claim.claim_id], claims) for claim in claims]
    tests = [_test_row(test) for test in tests_of(evaluation)]
    return result_frame(rows, _CLAIM_TYPES), result_frame(tests, _TEST_TYPES)


def _claim_row(claim: Claim, verdict: Verdict, claims: tuple[Claim, ...]) -> dict[str, object]:
    likely = posterior_of(claim)
    posterior = likely if isinstance(likely, Fraction) else None
    results = [test.result for test in claim.tests]
    rivals = [other for other in claims if other.rival_of == claim.claim_id]
    return {
        "claim_id": claim.claim_id, "kind": claim.kind, "rival_of": claim.rival_of,
        "question_id": claim.question_id, "objective_id": claim.objective_id, "tests": len(results),
        **{result: results.count(result) for result in (PASSED, FAILED, UNKNOWN)},
        "verdict": verdict.code, "decided_by": ";".join(test.test_id for test in verdict.decided_by),
        "rivals": verdict.rivals, "rivals_open": verdict.rivals_open,
        "prior": number(claim.prior), "posterior": number(posterior),
        "confidence": "" if posterior is None else confidence_in(posterior),
        "reason": ";".join(dict.fromkeys(_reasons(claim, verdict, likely))),
        "trace": join_traces(
            [
                *(f"{CLAIMS}#{key_text([one.claim_id])}" for one in (claim, *rivals)),
                *(_trace(test) for test in (*claim.tests, *verdict.decided_by)),
                *(_trace(test) for rival in rivals for test in rival.tests),
            ]
        ),
    }  # fmt: skip


def _reasons(claim: Claim, verdict: Verdict, likely: Fraction | str) -> Iterator[str]:
    yield from verdict.reasons
    if not all(test.grounded for test in verdict.decided_by):
        yield "without_basis"
    if isinstance(likely, Fraction):
        if _disagree(claim, verdict, likely):
            yield "probabilities_disagree"
    elif claim.known:
        yield likely


def _disagree(claim: Claim, verdict: Verdict, posterior: Fraction) -> bool:
    """Whether the probability says the opposite of the tests."""
    prior = claim.prior or Fraction(0)
    return {
        CONFIRMED: posterior < _EVEN,
        REJECTED: posterior > _EVEN,
        STRENGTHENED: posterior < prior,
        WEAKENED: posterior > prior,
    }.get(verdict.code, False)


def _test_row(test: ClaimTest) -> dict[str, object]:
    return {
        "test_id": test.test_id, "claim_id": test.claim_id, "test": test.test, "result": test.result,
        "meaning": meaning_of(test), "based_on": ";".join(test.based_on), "trace": _trace(test),
    }  # fmt: skip


def _trace(test: ClaimTest) -> str:
    return f"{TESTS}#{key_text([test.test_id])}"
