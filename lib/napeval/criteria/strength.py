"""How strong the evidence is: a mark of its own, never mixed into the score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from napeval.criteria.evidence import Gathered
from napeval.criteria.exact import weighted_mean
from napeval.criteria.questions import DOMAINS, DOMAINS_OF_TROUBLE, StrengthDomain

MARKS = ("high", "moderate", "low", "very_low")
"""Marks of strength, from the highest."""
NONE = "none"
"""The mark where no evidence was found."""
_NO_EVIDENCE = ("rating", "context")


@dataclass(frozen=True)
class Support:
    """What stands behind a rating.

    sources: independent sources. kinds: independent kinds of evidence found: figures from the plan, figures
    about implementation, survey, collected evidence. coverage: share of all weight that was found (0-1).
    Of the weight found (0-1, None without any): implementation, the share that speaks of what happened or
    what people saw; confirmed, how much of the links behind it somebody has confirmed; disputed, the share
    that rests on rows that sources dispute.
    spread: points between the highest and the lowest of the scored items found of a question; of several
    questions their mean by weight; None where no question has two such items.
    """

    sources: frozenset[str]
    kinds: frozenset[str]
    coverage: Fraction
    implementation: Fraction | None
    confirmed: Fraction | None
    disputed: Fraction | None
    spread: Fraction | None


def support_of(weighted: Sequence[tuple[Fraction, Gathered]]) -> Support:
    """What stands behind a rating, from its items with their weights (0 for items that are not scored).

    Evaluators' ratings are judgements and not evidence, context says nothing on a question: both count for
    nothing here.
    """
    found = [(weight, one) for weight, one in weighted if one.available and one.item.kind not in _NO_EVIDENCE]

    def share(parts: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
        return weighted_mean(list(parts))

    all_weight = sum((weight for weight, _ in weighted), Fraction(0))
    weight_found = sum((weight for weight, _ in found), Fraction(0))
    return Support(
        sources=frozenset[str]().union(*(one.reading.sources for _, one in found)),
        kinds=frozenset(_kind(one) for _, one in found),
        coverage=weight_found / all_weight if all_weight else Fraction(0),
        implementation=share(
            (weight, Fraction(int(one.item.about == "implementation"))) for weight, one in found
        ),
        confirmed=share((weight, one.reading.confirmed) for weight, one in found),
        disputed=share((weight, one.reading.disputed_share) for weight, one in found),
        spread=_spread(found),
    )


def strength_of(support: Support, rules: Sequence[StrengthDomain]) -> tuple[str, tuple[str, ...]]:
    """How strong is the evidence, and what lowers it?

    Returns the mark (high, moderate, low, very_low, or none where nothing was found) and the codes of the
    domains that lowered it, in the order of DOMAINS. The mark starts high; each domain lowers it by one
    level beyond its bound `one` and by two beyond `two`, on the bound itself by none; it never falls below
    very_low.

    The model is GRADE (Guyatt et al., BMJ 2008;336:924-926): a start at high, reasons that lower by one or
    two levels, and the reasons told beside the mark. From there are inconsistency (evidence_disagrees),
    indirectness (mostly_plan_evidence: what was promised is no evidence of what happened) and imprecision
    (much_missing, few_sources). Ours are few_kinds (triangulation), links_only_proposed and disputed_figures,
    which stand where GRADE asks for risk of bias; the bounds, which the matrix sets; and that nothing raises
    a mark and publication bias is not measured. GRADE lets observational studies start low, and an evaluation
    of a plan is never anything else: a mark here compares questions of one plan, not a plan with a trial.
    """
    if not support.kinds:
        return NONE, ()
    levels = {rule.code: _levels(_measured(support, rule.code), rule) for rule in rules}
    lowered = tuple(code for code in DOMAINS if levels.get(code, 0))
    return MARKS[min(sum(levels.values()), len(MARKS) - 1)], lowered


def _measured(support: Support, code: str) -> Fraction | None:
    return {
        "few_sources": Fraction(len(support.sources)),
        "few_kinds": Fraction(len(support.kinds)),
        "much_missing": support.coverage,
        "mostly_plan_evidence": support.implementation,
        "links_only_proposed": support.confirmed,
        "disputed_figures": support.disputed,
        "evidence_disagrees": support.spread,
    }[code]


def _levels(measured: Fraction | None, rule: StrengthDomain) -> int:
    """By how many levels a domain lowers the mark; by none where there is nothing to measure."""
    if measured is None:
        return 0
    if rule.code in DOMAINS_OF_TROUBLE:
        return 2 if measured > rule.two else int(measured > rule.one)
    return 2 if measured < rule.two else int(measured < rule.one)


def _spread(found: Sequence[tuple[Fraction, Gathered]]) -> Fraction | None:
    """How far the items of a question lie apart. Items of different questions do not speak of the same."""
    by_question: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for weight, one in found:
        if one.item.scored and one.reading.value is not None:
            by_question.setdefault(one.question.id, []).append((weight, one.reading.value))
    spreads = []
    for pairs in by_question.values():
        if len(pairs) > 1:
            points = [value for _, value in pairs]
            weight = sum((weight for weight, _ in pairs), Fraction(0))
            spreads.append((weight, max(points) - min(points)))
    return weighted_mean(spreads)


def _kind(one: Gathered) -> str:
    return f"computed_{one.item.about}" if one.item.kind == "computed" else one.item.kind
