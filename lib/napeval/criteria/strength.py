"""How strong the evidence is: a mark of its own, never mixed into the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from napeval.criteria.evidence import Gathered
from napeval.criteria.questions import StrengthRule

NONE = "none"


@dataclass(frozen=True)
class Support:
    """What stands behind a rating.

    kinds: independent kinds of evidence found: figures from the plan, figures about implementation, survey,
    collected evidence. implementation, confirmed: shares of the weight found (0-1).
    coverage: share of all weight that was found.
    """

    kinds: frozenset[str]
    implementation: Fraction
    coverage: Fraction
    confirmed: Fraction


def support_of(weighted: Sequence[tuple[Fraction, Gathered]]) -> Support:
    """What stands behind a rating, from its items with their weights (0 for items that are not scored).

    Evaluators' ratings are judgements, not evidence, and count for nothing here.
    """
    found = [(weight, one) for weight, one in weighted if one.available and one.item.kind != "rating"]
    weight_found = sum((weight for weight, _ in found), Fraction(0))
    implementation = sum((weight for weight, one in found if one.item.about == "implementation"), Fraction(0))
    confirmed = sum((weight * one.reading.confirmed for weight, one in found), Fraction(0))
    return Support(
        frozenset(_kind(one) for _, one in found),
        implementation / weight_found if weight_found else Fraction(0),
        _share(weight_found, sum((weight for weight, _ in weighted), Fraction(0))),
        confirmed / weight_found if weight_found else Fraction(0),
    )


def strength_of(support: Support, rules: Sequence[StrengthRule]) -> tuple[str, tuple[str, ...]]:
    """The mark, and codes for what kept it from the next one up.

    rules: from the strongest mark down. Codes: few_kinds, mostly_plan_evidence, much_missing,
    links_only_proposed.
    """
    if not support.kinds:
        return NONE, ()
    lacking: tuple[str, ...] = ()
    for rule in rules:
        lacking_here = _lacking(support, rule)
        if not lacking_here:
            return rule.mark, lacking
        lacking = lacking_here
    return NONE, lacking


def _lacking(support: Support, rule: StrengthRule) -> tuple[str, ...]:
    tests = {
        "few_kinds": len(support.kinds) < rule.kinds,
        "mostly_plan_evidence": support.implementation < rule.implementation,
        "much_missing": support.coverage < rule.coverage,
        "links_only_proposed": support.confirmed < rule.confirmed,
    }
    return tuple(code for code, lacks in tests.items() if lacks)


def _kind(one: Gathered) -> str:
    return f"computed_{one.item.about}" if one.item.kind == "computed" else one.item.kind


def _share(part: Fraction, whole: Fraction) -> Fraction:
    return part / whole if whole else Fraction(0)
