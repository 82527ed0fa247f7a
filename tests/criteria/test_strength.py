from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.criteria.computed import Reading
from napeval.criteria.evidence import Gathered
from napeval.criteria.questions import DOMAINS, EvidenceItem, Question, StrengthDomain
from napeval.criteria.strength import MARKS, Support, strength_of, support_of

RULES = tuple(
    StrengthDomain(code, Fraction(one), Fraction(two))
    for code, one, two in (
        ("few_sources", 3, 2), ("few_kinds", 3, 2), ("much_missing", "0.8", "0.5"),
        ("mostly_plan_evidence", "0.5", "0.25"), ("links_only_proposed", "0.8", "0.5"),
        ("disputed_figures", "0.1", "0.5"), ("evidence_disagrees", 40, 60),
    )
)  # fmt: skip
BEST = Support(
    sources=frozenset("abc"), kinds=frozenset(("computed_plan", "computed_implementation", "survey")),
    coverage=Fraction(1), implementation=Fraction(1), confirmed=Fraction(1), disputed=Fraction(0),
    spread=Fraction(0),
)  # fmt: skip


def question(name: str = "Q1", weight: int = 1) -> Question:
    return Question(name, "relevance", {}, {}, {}, {}, {}, Fraction(weight), (), (), (), True, ())


def item(kind: str = "computed", about: str = "implementation", weight: int = 1) -> EvidenceItem:
    return EvidenceItem("i", kind, about, weight=Fraction(weight))


def found(points: int | None = 50, *sources: str, at: str = "Q1", n: int = 1, **said) -> Gathered:
    """One piece of evidence of the kind and weight said; a reading without points where points is None."""
    item_said = {name: said.pop(name) for name in ("kind", "about", "weight") if name in said}
    value = None if points is None else Fraction(points)
    return Gathered(
        item(**item_said), question(at), Reading(value, value, value, n, sources=frozenset(sources), **said)
    )


def weighted(*pieces: Gathered) -> list[tuple[Fraction, Gathered]]:
    return [(one.item.weight if one.item.scored else Fraction(0), one) for one in pieces]


def test_all_that_is_asked_for_is_high_and_nothing_found_is_none():
    assert strength_of(BEST, RULES) == ("high", ())
    assert strength_of(support_of([]), RULES) == ("none", ())
    assert strength_of(support_of(weighted(found(None, n=0))), RULES) == ("none", ())


EDGES = [
    ("few_sources", "sources", frozenset("abc"), frozenset("ab"), frozenset("a")),
    ("few_kinds", "kinds", frozenset("abc"), frozenset("ab"), frozenset("a")),
    ("much_missing", "coverage", Fraction(4, 5), Fraction(1, 2), Fraction(499, 1000)),
    ("mostly_plan_evidence", "implementation", Fraction(1, 2), Fraction(1, 4), Fraction(249, 1000)),
    ("links_only_proposed", "confirmed", Fraction(4, 5), Fraction(1, 2), Fraction(499, 1000)),
    ("disputed_figures", "disputed", Fraction(1, 10), Fraction(1, 2), Fraction(501, 1000)),
    ("evidence_disagrees", "spread", Fraction(40), Fraction(60), Fraction(601, 10)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "kept", "one", "two"), EDGES)
def test_on_a_bound_a_domain_lowers_by_less_and_beyond_it_by_more(code, name, kept, one, two):
    assert strength_of(replace(BEST, **{name: kept}), RULES) == ("high", ())
    assert strength_of(replace(BEST, **{name: one}), RULES) == ("moderate", (code,))
    assert strength_of(replace(BEST, **{name: two}), RULES) == ("low", (code,))


def test_domains_add_up_and_never_fall_below_very_low():
    poor = replace(BEST, sources=frozenset("ab"), coverage=Fraction(1, 10))
    assert strength_of(poor, RULES) == ("very_low", ("few_sources", "much_missing"))
    poorest = Support(
        frozenset("a"), frozenset("k"), Fraction(0), Fraction(0), Fraction(0), Fraction(1), Fraction(100)
    )
    assert strength_of(poorest, RULES) == ("very_low", DOMAINS)


def test_the_reasons_stand_in_the_order_of_the_domains_and_not_of_the_rules():
    poor = replace(BEST, sources=frozenset("ab"), spread=Fraction(50))
    assert strength_of(poor, RULES[::-1]) == ("low", ("few_sources", "evidence_disagrees"))
    assert strength_of(poor, RULES[:1]) == ("moderate", ("few_sources",))


def test_what_cannot_be_measured_lowers_nothing():
    # Only an interview: no weight was found, so it cannot lie with the plan or with proposed links.
    support = support_of(weighted(found(None, "i", kind="interview_theme"), found(None, n=0)))
    assert (support.coverage, support.implementation, support.confirmed, support.spread) == (
        0,
        None,
        None,
        None,
    )
    assert strength_of(support, RULES)[1] == ("few_sources", "few_kinds", "much_missing")


def test_sources_are_counted_once_however_many_figures_they_give():
    support = support_of(
        weighted(found(50, "a", "b"), found(60, "b"), found(None, "c", kind="interview_theme"))
    )
    assert support.sources == {"a", "b", "c"}
    assert support.kinds == {"computed_implementation", "interview_theme"}


def test_ratings_and_context_count_for_nothing():
    evidence = [found(50, "a"), found(70, "b", kind="survey")]
    beside = [found(90, "x", kind="rating"), found(None, "y", kind="context", disputed_share=Fraction(1))]
    assert support_of(weighted(*evidence, *beside)) == support_of(weighted(*evidence))
    assert strength_of(support_of(weighted(*beside)), RULES) == ("none", ())


def test_shares_are_of_the_weight_found():
    support = support_of(
        weighted(
            found(50, "a", about="plan", weight=3, confirmed=Fraction(1, 3)),
            found(50, "b", weight=1, disputed_share=Fraction(1, 2)),
            found(None, n=0, weight=4),
        )
    )
    assert (support.coverage, support.implementation) == (Fraction(1, 2), Fraction(1, 4))
    assert (support.confirmed, support.disputed) == (Fraction(1, 2), Fraction(1, 8))


def test_items_disagree_within_a_question_and_not_across_questions():
    apart = [found(10, "a", at="Q1"), found(90, "b", at="Q2")]
    assert support_of(weighted(*apart)).spread is None
    # Q1 spreads by 20 at weight 2, Q2 by 80 at weight 4: 60 together.
    both = [*apart, found(30, "a", at="Q1"), found(10, "b", at="Q2", weight=3)]
    assert support_of(weighted(*both)).spread == 60


def test_the_score_changes_nothing():
    low, high = ([found(base, "a"), found(base + 20, "b", kind="survey")] for base in (0, 80))
    assert support_of(weighted(*low)) == support_of(weighted(*high))


shares = st.fractions(0, 1)
supports = st.builds(
    Support, st.frozensets(st.sampled_from("abcd"), min_size=1),
    st.frozensets(st.sampled_from("wxyz"), min_size=1), shares, shares, shares, shares, st.fractions(0, 100),
)  # fmt: skip


@given(supports, st.sampled_from(("coverage", "implementation", "confirmed", "disputed", "spread")), shares)
def test_more_trouble_never_raises_the_mark(support, name, step):
    worse = getattr(support, name) + step if name in ("disputed", "spread") else getattr(support, name) - step
    before, after = strength_of(support, RULES), strength_of(replace(support, **{name: worse}), RULES)
    assert MARKS.index(after[0]) >= MARKS.index(before[0])
    assert set(before[1]) <= set(after[1])
