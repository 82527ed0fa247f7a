"""What the four tests of process tracing say of an explanation.

A hoop is necessary: to fail it rejects. A smoking gun is sufficient: to pass it confirms. A doubly decisive
test is both, and what it confirms excludes the rivals. A straw in the wind is neither: it only leans.
Source: Van Evera, Guide to Methods for Students of Political Science (1997), 31-32; Collier, Understanding
Process Tracing, PS: Political Science and Politics 44 (2011), 823-830.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from napeval.criteria.contribution.claims import (
    CONTRIBUTION,
    DOUBLY_DECISIVE,
    FAILED,
    HOOP,
    PASSED,
    SMOKING_GUN,
    Claim,
    ClaimTest,
)

CONFIRMED, REJECTED, CONTRADICTORY, NOT_TESTED = "confirmed", "rejected", "contradictory", "not_tested"
STRENGTHENED, WEAKENED, UNDECIDED = "strengthened", "weakened", "undecided"
_CONFIRMS = {(SMOKING_GUN, PASSED), (DOUBLY_DECISIVE, PASSED)}
_REJECTS = {(HOOP, FAILED), (DOUBLY_DECISIVE, FAILED)}


@dataclass(frozen=True)
class Verdict:
    """What the tests say of one explanation.

    code: confirmed, strengthened, undecided, weakened, rejected, contradictory, not_tested. decided_by: the
    tests that decided, those of rivals among them. rivals, rivals_open: of a contribution, how many rivals it
    has and how many of them are not rejected; None for a rival. reasons: codes.
    """

    code: str
    decided_by: tuple[ClaimTest, ...]
    reasons: tuple[str, ...]
    rivals: int | None = None
    rivals_open: int | None = None


def verdicts(claims: Sequence[Claim]) -> Mapping[str, Verdict]:
    """The verdict on every explanation, by its identifier.

    Tests that reject and tests that confirm the same explanation leave it contradictory. A contribution is
    confirmed only where rivals were considered and every one of them is rejected; else it is strengthened.
    """
    alone = {claim.claim_id: _of_tests(claim, _competitors(claim, claims)) for claim in claims}
    return {
        claim.claim_id: _beside_rivals(claim, alone, claims)
        if claim.kind == CONTRIBUTION
        else alone[claim.claim_id]
        for claim in claims
    }


def meaning_of(test: ClaimTest) -> str:
    """What a result says, as a code such as hoop_failed; not_known where there is none."""
    return f"{test.test}_{test.result}" if test.known else "not_known"


def _competitors(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The explanations of the same change: for a rival the contribution and its other rivals."""
    change = claim.rival_of or claim.claim_id
    return [
        other for other in claims
        if other.claim_id != claim.claim_id and change in (other.claim_id, other.rival_of)
    ]  # fmt: skip


def _of_tests(claim: Claim, competitors: Sequence[Claim]) -> Verdict:
    """The verdict of the tests, without regard to rivals that stand open."""
    confirming = _with_meaning(claim, _CONFIRMS)
    excluded = {other.claim_id: _excluding(other) for other in competitors}
    rejecting = [*_with_meaning(claim, _REJECTS), *(test for tests in excluded.values() for test in tests)]
    reasons = [
        "claim_confirmed" if other.kind == CONTRIBUTION else "rival_confirmed"
        for other in competitors
        if excluded[other.claim_id]
    ]
    if not claim.known:
        reasons.append("results_unknown" if claim.tests else "no_tests")
    why = tuple(dict.fromkeys(reasons))
    if confirming and rejecting:
        return Verdict(CONTRADICTORY, (*confirming, *rejecting), why)
    if confirming or rejecting:
        return Verdict(CONFIRMED if confirming else REJECTED, (*confirming, *rejecting), why)
    if not claim.known:
        return Verdict(NOT_TESTED, (), why)
    # What is left leans: found or not found, none of it settles anything.
    passed = tuple(one for one in claim.known if one.result == PASSED)
    failed = tuple(one for one in claim.known if one.result == FAILED)
    if passed and failed:
        return Verdict(UNDECIDED, (), why)
    return Verdict(STRENGTHENED if passed else WEAKENED, passed or failed, why)


def _with_meaning(claim: Claim, wanted: set[tuple[str, str]]) -> list[ClaimTest]:
    return [one for one in claim.tests if (one.test, one.result) in wanted]


def _excluding(claim: Claim) -> list[ClaimTest]:
    """The tests by which an explanation excludes its competitors; none where its own tests contradict."""
    if _with_meaning(claim, _REJECTS):
        return []
    return _with_meaning(claim, {(DOUBLY_DECISIVE, PASSED)})


def _beside_rivals(claim: Claim, alone: Mapping[str, Verdict], claims: Sequence[Claim]) -> Verdict:
    """The verdict on a contribution once its rivals are regarded."""
    own = alone[claim.claim_id]
    rivals = [alone[other.claim_id] for other in claims if other.rival_of == claim.claim_id]
    still_open = [one for one in rivals if one.code != REJECTED]
    reasons = list(own.reasons)
    if own.code != REJECTED:
        reasons += ["no_rival_considered"] if not rivals else []
        reasons += ["rivals_open"] if still_open else []
    reasons += ["rival_confirmed"] if any(one.code == CONFIRMED for one in rivals) else []
    unsettled = own.code == CONFIRMED and (not rivals or still_open)
    return replace(
        own,
        code=STRENGTHENED if unsettled else own.code,
        reasons=tuple(dict.fromkeys(reasons)),
        rivals=len(rivals),
        rivals_open=len(still_open),
    )
