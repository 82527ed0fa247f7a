"""How likely an explanation is after its tests, in exact fractions."""

from __future__ import annotations

from fractions import Fraction

from napeval.criteria.contribution.claims import PASSED, Claim
from napeval.criteria.scales import load_scale

CONFIDENCE_SCALE = "contribution_confidence"


def posterior_of(claim: Claim) -> Fraction | str:
    """The probability of an explanation after its tests by Bayes' rule, or why there is none.

    Posterior odds are prior odds times p_if_true / p_if_false of each test; of a test that was failed, which
    is a finding not made, 1 minus these. The tests are taken to be independent of one another once it is
    given whether the explanation holds: two tests that rest on the same finding count it twice. Tests whose
    result is unknown change nothing.
    Codes: not_tested (no test has a known result), no_probabilities (the prior or a probability of a known
    test is missing), impossible_probabilities (what was found could happen neither way).
    Source: contribution tracing, Befani and Mayne, IDS Bulletin 45(6), 2014.
    """
    if not claim.known:
        return "not_tested"
    if claim.prior is None:
        return "no_probabilities"
    holds, fails = claim.prior, 1 - claim.prior
    for test in claim.known:
        if test.p_if_true is None or test.p_if_false is None:
            return "no_probabilities"
        found = test.result == PASSED
        holds *= test.p_if_true if found else 1 - test.p_if_true
        fails *= test.p_if_false if found else 1 - test.p_if_false
    return holds / (holds + fails) if holds + fails else "impossible_probabilities"


def confidence_in(posterior: Fraction) -> str:
    """The level of the shipped scale contribution_confidence; exact at its thresholds."""
    return load_scale(CONFIDENCE_SCALE).level_of(100 * posterior).code
