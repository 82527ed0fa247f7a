from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_evaluations import evaluation_of

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.contribution import contribution, contribution_faults
from napeval.criteria.contribution.bayes import confidence_in, posterior_of
from napeval.criteria.contribution.claims import Claim, ClaimTest
from napeval.criteria.questions import Matrix, Question, Rules
from napeval.cycle.faults import Fault
from napeval.release.catalogue import CATALOGUE

HOOP, GUN, BOTH, STRAW = "hoop", "smoking_gun", "doubly_decisive", "straw_in_the_wind"


def claim(name: str = "C1", rival_of: str | None = None, **said) -> dict[str, object]:
    return {
        "claim_id": name,
        "kind": "rival" if rival_of else "contribution",
        "rival_of": rival_of,
        **said,
    }


def trial(name: str, claim_id: str, test: str, result: str, **said) -> dict[str, object]:
    return {
        "test_id": name, "claim_id": claim_id, "test": test, "result": result, "based_on": "X1", **said,
    }  # fmt: skip


def trials(claim_id: str, *results: tuple[str, str]) -> list[dict[str, object]]:
    """Tests of an explanation, named after it: C1.1, C1.2 ..."""
    return [
        trial(f"{claim_id}.{number}", claim_id, test, result)
        for number, (test, result) in enumerate(results, start=1)
    ]


def judged(claims, rows) -> pd.DataFrame:
    frame, _ = contribution(evaluation_of(contribution_claims=claims, contribution_tests=rows))
    return frame.set_index("claim_id")


REJECTED_RIVAL = [claim(), claim("R1", "C1")]
RIVAL_OUT = trials("R1", (HOOP, "failed"))


@pytest.mark.parametrize(
    ("results", "verdict", "decided_by"),
    [
        ([(HOOP, "failed")], "rejected", "C1.1"),
        ([(HOOP, "passed")], "strengthened", "C1.1"),
        ([(GUN, "passed")], "confirmed", "C1.1"),
        ([(GUN, "failed")], "weakened", "C1.1"),
        ([(BOTH, "passed")], "confirmed", "C1.1"),
        ([(BOTH, "failed")], "rejected", "C1.1"),
        ([(STRAW, "passed")], "strengthened", "C1.1"),
        ([(STRAW, "failed")], "weakened", "C1.1"),
        ([(STRAW, "passed"), (HOOP, "passed")], "strengthened", "C1.1;C1.2"),
        ([(STRAW, "failed"), (GUN, "failed")], "weakened", "C1.1;C1.2"),
        ([(STRAW, "passed"), (STRAW, "failed")], "undecided", ""),
        ([(HOOP, "passed"), (GUN, "failed")], "undecided", ""),
        ([(STRAW, "failed"), (GUN, "passed")], "confirmed", "C1.2"),
        ([(STRAW, "passed"), (HOOP, "failed")], "rejected", "C1.2"),
        ([(HOOP, "failed"), (GUN, "passed")], "contradictory", "C1.2;C1.1"),
        ([(BOTH, "passed"), (BOTH, "failed")], "contradictory", "C1.1;C1.2"),
        ([(HOOP, "unknown")], "not_tested", ""),
        ([(HOOP, "unknown"), (STRAW, "passed")], "strengthened", "C1.2"),
        ([], "not_tested", ""),
    ],
)
def test_what_the_four_tests_say(results, verdict, decided_by):
    # Its only rival is rejected, so what the contribution's own tests say stands.
    found = judged(REJECTED_RIVAL, [*trials("C1", *results), *RIVAL_OUT]).loc["C1"]
    assert (found["verdict"], found["decided_by"]) == (verdict, decided_by)
    assert (found["rivals"], found["rivals_open"]) == (1, 0)
    known = [result for _, result in results]
    assert [found[name] for name in ("tests", "passed", "failed", "unknown")] == [
        len(known), known.count("passed"), known.count("failed"), known.count("unknown"),
    ]  # fmt: skip


def test_no_tests_and_no_known_result_are_told_apart():
    reasons = judged([claim("C1"), claim("C2")], trials("C2", (GUN, "unknown")))["reason"]
    assert reasons.tolist() == ["no_tests;no_rival_considered", "results_unknown;no_rival_considered"]


@pytest.mark.parametrize("test", [GUN, BOTH])
def test_nothing_is_confirmed_before_a_rival_was_considered(test):
    found = judged([claim()], trials("C1", (test, "passed"))).loc["C1"]
    assert (found["verdict"], found["decided_by"]) == ("strengthened", "C1.1")
    assert (found["rivals"], found["rivals_open"]) == (0, 0)
    assert found["reason"] == "no_rival_considered;no_probabilities"


def test_a_rival_that_stands_open_keeps_a_smoking_gun_from_confirming():
    claims = [claim(), claim("R1", "C1"), claim("R2", "C1")]
    rows = [*trials("C1", (GUN, "passed")), *RIVAL_OUT]
    found = judged(claims, rows)
    assert (found.loc["C1", "verdict"], found.loc["C1", "rivals_open"]) == ("strengthened", 1)
    assert found.loc["C1", "reason"] == "rivals_open;no_probabilities"
    both_out = judged(claims, [*rows, *trials("R2", (BOTH, "failed"))])
    assert (both_out.loc["C1", "verdict"], both_out.loc["C1", "reason"]) == ("confirmed", "no_probabilities")


def test_a_doubly_decisive_test_excludes_the_rivals():
    claims = [claim(), claim("R1", "C1"), claim("R2", "C1"), claim("C2"), claim("S1", "C2")]
    rows = [
        *trials("C1", (BOTH, "passed")),
        *trials("R2", (STRAW, "passed")),
        *trials("S1", (STRAW, "passed")),
    ]
    found = judged(claims, rows)
    assert found["verdict"].to_dict() == {
        "C1": "confirmed", "R1": "rejected", "R2": "rejected", "C2": "not_tested", "S1": "strengthened",
    }  # fmt: skip
    assert (found.loc["R1", "decided_by"], found.loc["R1", "reason"]) == ("C1.1", "claim_confirmed;no_tests")
    assert found.loc["R2", "reason"] == "claim_confirmed;no_probabilities"


def test_a_rival_can_exclude_the_contribution_and_its_other_rivals():
    claims = [claim(), claim("R1", "C1"), claim("R2", "C1")]
    found = judged(claims, [*trials("C1", (STRAW, "passed")), *trials("R1", (BOTH, "passed"))])
    assert found["verdict"].to_dict() == {"C1": "rejected", "R1": "confirmed", "R2": "rejected"}
    assert (found.loc["C1", "decided_by"], found.loc["C1", "rivals_open"]) == ("R1.1", 1)
    assert found.loc["C1", "reason"] == "rival_confirmed;no_probabilities"


def test_a_confirmed_rival_is_told_where_both_may_be_true():
    found = judged(REJECTED_RIVAL, [*trials("C1", (GUN, "passed")), *trials("R1", (GUN, "passed"))])
    assert found["verdict"].tolist() == ["strengthened", "confirmed"]
    assert found.loc["C1", "reason"] == "rivals_open;rival_confirmed;no_probabilities"


def test_two_that_exclude_each_other_contradict_and_one_in_contradiction_excludes_nobody():
    found = judged(REJECTED_RIVAL, [*trials("C1", (BOTH, "passed")), *trials("R1", (BOTH, "passed"))])
    assert found["verdict"].tolist() == ["contradictory", "contradictory"]
    assert found["decided_by"].tolist() == ["C1.1;R1.1", "R1.1;C1.1"]
    broken = judged(REJECTED_RIVAL, trials("C1", (BOTH, "passed"), (HOOP, "failed")))
    assert broken["verdict"].tolist() == ["contradictory", "not_tested"]


def test_rivals_of_a_rival_are_not_counted():
    found = judged(REJECTED_RIVAL, RIVAL_OUT).loc["R1"]
    assert pd.isna(found["rivals"])
    assert pd.isna(found["rivals_open"])


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"based_on": None, "justification": None}, True),
        ({"based_on": " ; ", "justification": " "}, True),
        ({"based_on": None, "justification": "Two ministers say so."}, False),
        ({"based_on": "X1"}, False),
    ],
)
def test_a_test_that_decides_without_basis_is_told(said, reason):
    rows = [trial("T1", "C1", HOOP, "failed", **said), trial("T2", "C1", STRAW, "failed", based_on=None)]
    assert ("without_basis" in judged([claim()], rows).loc["C1", "reason"].split(";")) is reason


MEANINGS = [
    (test, result, f"{test}_{result}") for test in (HOOP, GUN, BOTH, STRAW) for result in ("passed", "failed")
]


@pytest.mark.parametrize(("test", "result", "meaning"), [*MEANINGS, (HOOP, "unknown", "not_known")])
def test_what_each_result_means(test, result, meaning):
    row = trial("T1", "C1", test, result, based_on="X2; rollup#plan|plan|all:value")
    _, frame = contribution(evaluation_of(contribution_claims=[claim()], contribution_tests=[row]))
    assert frame.drop(columns="trace").to_dict("records") == [
        {
            "test_id": "T1", "claim_id": "C1", "test": test, "result": result, "meaning": meaning,
            "based_on": "X2;rollup#plan|plan|all:value",
        }
    ]  # fmt: skip


def likely(*pairs: tuple[str, float | None, float | None], prior: float | None = 0.5) -> pd.Series:
    """What becomes of an explanation by straws with these results, p_if_true and p_if_false."""
    rows = [
        trial(f"T{number}", "C1", STRAW, result, p_if_true=true, p_if_false=false)
        for number, (result, true, false) in enumerate(pairs, start=1)
    ]
    return judged([claim(prior=prior)], rows).loc["C1"]


def test_the_posterior_by_hand():
    # Odds 1:1, times 0.8/0.2, times (1 - 0.9)/(1 - 0.6): 4 x 1/4 = 1:1.
    found = likely(("passed", 0.8, 0.2), ("failed", 0.9, 0.6))
    assert (found["prior"], found["posterior"], found["confidence"]) == (0.5, 0.5, "more_than_not")
    assert found["reason"] == "no_rival_considered"
    assert likely(("passed", 0.8, 0.2))["posterior"] == 0.8
    assert likely(("passed", 0.8, 0.2), ("unknown", None, None))["posterior"] == 0.8
    assert likely(("passed", 0.6, 0.0), prior=0.01)["posterior"] == 1
    assert likely(("passed", 0.0, 0.6), prior=0.99)["posterior"] == 0


@pytest.mark.parametrize(
    ("pairs", "prior", "reason"),
    [
        ([("passed", 0.8, 0.2)], None, "no_probabilities"),
        ([("passed", 0.8, None)], 0.5, "no_probabilities"),
        ([("passed", 0.8, 0.2), ("failed", None, 0.2)], 0.5, "no_probabilities"),
        ([("passed", 0.0, 0.0)], 0.5, "impossible_probabilities"),
        ([("failed", 1.0, 1.0)], 0.5, "impossible_probabilities"),
        ([("passed", 0.0, 0.5), ("failed", 0.5, 1.0)], 0.5, "impossible_probabilities"),
    ],
)
def test_without_sound_probabilities_there_is_no_posterior(pairs, prior, reason):
    found = likely(*pairs, prior=prior)
    assert pd.isna(found["posterior"])
    assert found["confidence"] == ""
    assert found["reason"].split(";")[-1] == reason


def test_a_prior_alone_is_no_confidence():
    found = likely(("unknown", 0.8, 0.2), prior=0.9)
    assert (found["prior"], pd.isna(found["posterior"]), found["confidence"]) == (0.9, True, "")


@pytest.mark.parametrize(
    ("posterior", "level"),
    [
        ("0", "not_supported"), ("0.4999999999", "not_supported"), ("0.5", "more_than_not"),
        ("0.6999999999", "more_than_not"), ("0.7", "cautious"), ("0.8499999999", "cautious"),
        ("0.85", "high"), ("0.9499999999", "high"), ("0.95", "reasonable_certainty"),
        ("0.9899999999", "reasonable_certainty"), ("0.99", "practical_certainty"),
        ("1", "practical_certainty"),
    ],
)  # fmt: skip
def test_confidence_is_exact_at_its_thresholds(posterior, level):
    assert confidence_in(Fraction(posterior)) == level


@pytest.mark.parametrize(
    ("test", "result", "prior", "pair", "disagree"),
    [
        (HOOP, "failed", 0.5, (0.1, 0.8), True),  # 0.9 x 0.5 against 0.2 x 0.5: more likely than not
        (HOOP, "failed", 0.5, (0.9, 0.2), False),
        (HOOP, "failed", 0.5, (0.5, 0.5), False),  # an even chance takes no side
        (STRAW, "passed", 0.2, (0.4, 0.3), False),  # less likely than not, but more than before
        (STRAW, "passed", 0.2, (0.3, 0.4), True),
        (STRAW, "failed", 0.2, (0.3, 0.4), True),
        (STRAW, "failed", 0.2, (0.4, 0.3), False),
    ],
)
def test_probabilities_that_say_the_opposite_are_told(test, result, prior, pair, disagree):
    row = trial("T1", "C1", test, result, p_if_true=pair[0], p_if_false=pair[1])
    found = judged([claim(prior=prior)], [row]).loc["C1"]
    assert ("probabilities_disagree" in found["reason"].split(";")) is disagree


def test_a_confirmed_contribution_that_is_unlikely_is_told():
    rows = [trial("T1", "C1", GUN, "passed", p_if_true=0.1, p_if_false=0.3), *RIVAL_OUT]
    found = judged([claim(prior=0.5), claim("R1", "C1")], rows).loc["C1"]
    assert (found["verdict"], found["posterior"]) == ("confirmed", 0.25)
    assert found["reason"] == "probabilities_disagree"


shares = st.fractions(0, 1)


@given(
    st.fractions(Fraction(1, 100), Fraction(99, 100)),
    st.lists(st.tuples(st.sampled_from(("passed", "failed")), shares, shares), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_tests_does_not_matter_and_the_rival_gets_the_rest(prior, results, random):
    made = [ClaimTest("T", "C", STRAW, result, (), True, true, false) for result, true, false in results]
    posterior = posterior_of(Claim("C", "contribution", "", "", "", prior, tuple(made)))
    shuffled = random.sample(made, len(made))
    assert posterior_of(Claim("C", "contribution", "", "", "", prior, tuple(shuffled))) == posterior
    turned = tuple(
        ClaimTest("T", "C", STRAW, one.result, (), True, one.p_if_false, one.p_if_true) for one in made
    )
    opposite = posterior_of(Claim("C", "contribution", "", "", "", 1 - prior, turned))
    if isinstance(posterior, Fraction):
        assert 0 <= posterior <= 1
        assert opposite == 1 - posterior
    else:
        assert opposite == posterior == "impossible_probabilities"


def test_the_rows_behind_a_verdict():
    rows = [*trials("C1", (BOTH, "passed")), *trials("R1", (STRAW, "passed"))]
    traces = judged(REJECTED_RIVAL, rows)["trace"].str.replace("evaluations/contribution_", "")
    assert traces.tolist() == [
        "claims#C1;claims#R1;tests#C1.1;tests#R1.1",
        "claims#R1;tests#R1.1;tests#C1.1",
    ]


def test_columns_are_those_that_the_catalogue_declares():
    frames = contribution(evaluation_of())
    for name, frame in zip(("contribution", "contribution_tests"), frames, strict=True):
        declared = CATALOGUE[name]
        assert [*declared.names] == frame.columns.tolist()
        assert frame.empty


@pytest.mark.parametrize(
    ("claims", "rows", "message"),
    [
        (
            [claim("C1")],
            trials("C2", (HOOP, "passed")),
            "evaluations/contribution_tests, C2.1: no explanation 'C2'; allowed: C1",
        ),
        (
            [claim("school_1"), claim("R1", "school_2")],
            [],
            "evaluations/contribution_claims, R1: rival of 'school_2', which is no contribution; "
            "did you mean 'school_1'?",
        ),
        (
            [claim("C1"), {"claim_id": "R1", "kind": "rival"}],
            [],
            "evaluations/contribution_claims, R1: rival of '', which is no contribution; allowed: C1",
        ),
    ],
)
def test_names_that_are_not_there_stop(claims, rows, message):
    with pytest.raises(EvidenceError) as error:
        judged(claims, rows)
    assert str(error.value) == message


def faults_of(claims, rows=()) -> list[Fault]:
    half = Fraction(1, 2)
    question = Question("EFF1", "effectiveness", {}, {}, {}, {}, {}, half, (), (), (), True, ())
    matrix = Matrix("small", None, Rules(half, half, half, 3, half, ()), {}, (question,))
    evaluation = evaluation_of("final", contribution_claims=claims, contribution_tests=rows)
    return contribution_faults(evaluation, matrix)


CLAIMS_FILE = "evaluations/final/contribution_claims.csv"
TESTS_FILE = "evaluations/final/contribution_tests.csv"


def test_sound_tables_have_no_faults():
    claims = [claim(question_id="EFF1"), claim("R1", "C1")]
    assert faults_of(claims, trials("R1", (HOOP, "failed"))) == []
    assert faults_of([]) == []


def test_faults_name_the_row_and_what_was_probably_meant():
    claims = [
        claim("school_1", question_id="EFF2"),
        claim("R1", "school_2"),
        claim("R2", "R1"),
        {"claim_id": "R3", "kind": "rival"},
    ]
    rows = trials("school_3", (HOOP, "failed"))
    there = {"table": CLAIMS_FILE, "nearest": "school_1"}
    assert faults_of(claims, rows) == [
        Fault("cell_empty", CLAIMS_FILE, 5, "rival_of"),
        Fault("word_not_allowed", CLAIMS_FILE, 4, "rival_of", "R1", {"allowed": "school_1", "nearest": ""}),
        Fault("reference_unknown", CLAIMS_FILE, 3, "rival_of", "school_2", there),
        Fault("question_unknown", CLAIMS_FILE, 2, "question_id", "EFF2", {"nearest": "EFF1"}),
        Fault("reference_unknown", TESTS_FILE, 2, "claim_id", "school_3", there),
    ]  # fmt: skip
