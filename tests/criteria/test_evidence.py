from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from small_evaluations import cycle_of, evaluation_of

from napeval.criteria.addresses import EvidenceError, parse_address
from napeval.criteria.computed import Cells, read_computed, read_context
from napeval.criteria.evidence import evidence_frame, gather
from napeval.criteria.questions import EvidenceItem, Matrix, Question, Rules
from napeval.criteria.scales import load_scale

SCALE = load_scale("icmpd_5")
HALF = Fraction(1, 2)
TABLES = {"figures": ("name",), "places": ("scope", "place")}


def matrix_of(*items: EvidenceItem) -> Matrix:
    """A matrix with the question Q1, which has these items, and the question Q2, which has none."""
    questions = tuple(
        Question(name, "relevance", {}, {}, {}, {}, {}, Fraction(1), (), (), (), True, evidence)
        for name, evidence in (("Q1", items), ("Q2", ()))
    )
    return Matrix("small", None, Rules(HALF, HALF, HALF, 3, HALF, ()), TABLES, questions)


def item(address: str, rule: str = "share", **said) -> EvidenceItem:
    """A computed item Q1.a; addresses as texts."""
    others = {
        name: parse_address(said.pop(name)) for name in ("over", "confirmed", "confirmable") if name in said
    }
    return EvidenceItem(
        "Q1.a",
        "computed",
        "implementation",
        parse_address(address),
        rule,
        weight=Fraction(1),
        **others,
        **said,
    )


def read(one: EvidenceItem, results: dict[str, pd.DataFrame]):
    return read_computed(one, Cells(results, matrix_of(one)))


def figures(**columns) -> dict[str, pd.DataFrame]:
    return {"figures": pd.DataFrame({"name": ["a"], **{name: [value] for name, value in columns.items()}})}


SHARE = item("figures#a:x")
LINE = item("figures#a:x", "linear")
INTERVAL = item("figures#a:low", "interval", high="high")


@pytest.mark.parametrize(
    ("one", "value", "points"),
    [
        (SHARE, 1 / 4, 25),
        (SHARE, 0.0, 0),
        (item("figures#a:x", "inverse_share"), 1 / 4, 75),
        (LINE, 1 / 4, 25),
        (item("figures#a:x", "linear", start=Fraction(20), end=Fraction(10)), 12.5, 75),
    ],
)
def test_rules(one, value, points):
    reading = read(one, figures(x=value))
    assert (reading.value, reading.lower, reading.upper, reading.reasons) == (points, points, points, ())


@pytest.mark.parametrize(("value", "points"), [(-0.5, 0), (1.5, 100)])
def test_beyond_the_ends_of_a_line_is_said(value, points):
    reading = read(LINE, figures(x=value))
    assert (reading.value, reading.reasons) == (points, ("capped",))


def test_an_interval_counts_with_its_middle_and_bounds_with_its_ends():
    reading = read(INTERVAL, figures(low=0.5, high=0.8))
    assert (reading.value, reading.lower, reading.upper, reading.reasons) == (
        65,
        50,
        80,
        ("interval_middle",),
    )
    point = read(INTERVAL, figures(low=0.5, high=0.5))
    assert (point.value, point.reasons) == (50, ())


def test_an_interval_with_one_end_unknown_is_unknown():
    reading = read(INTERVAL, figures(low=0.5, high=float("nan")))
    assert (reading.value, reading.lower, reading.upper, reading.reasons) == (None, 0, 100, ("no_value",))


BOUNDED = item("figures#a:x", low="low", high="high", coverage="known")


def test_207_done_163_not_174_unreported():
    counts = figures(x=207 / 370, low=207 / 544, high=381 / 544, known=370 / 544)
    reading = read(BOUNDED, counts)
    assert [float(end) for end in (reading.value, reading.lower, reading.upper)] == pytest.approx(
        [55.9, 38.1, 70.0], abs=0.05
    )


@pytest.mark.parametrize(("known", "reasons"), [(0.499, ("too_little_known",)), (0.5, ()), (0.501, ())])
def test_a_figure_known_for_less_than_half_does_not_count(known, reasons):
    reading = read(BOUNDED, figures(x=0.9, low=0.4, high=0.95, known=known))
    assert reading.reasons == reasons
    assert (reading.value is None) == bool(reasons)


def test_one_cell_over_another():
    one = item("figures#a:x", "inverse_share", over="figures#a:y")
    assert read(one, figures(x=20.0, y=80.0)).value == 75
    assert read(one, figures(x=0.0, y=0.0)).reasons == ("nothing_to_share",)
    assert read(one, figures(x=1.0, y=float("nan"))).reasons == ("no_value",)


def places(*flags) -> dict[str, pd.DataFrame]:
    frame = pd.DataFrame(
        {"scope": "pillar", "place": [f"p{n}" for n in range(len(flags))], "x": pd.array(flags)}
    )
    other = pd.DataFrame(
        {"scope": ["plan"], "place": ["plan"], "x": pd.array([flags[0]]) if flags else pd.array([True])}
    )
    return {"places": pd.concat([frame, other], ignore_index=True)}


ROWS = item("places#pillar|*:x", "share_of_rows")


def test_share_of_rows():
    reading = read(ROWS, places(True, True, False, True))
    assert (reading.value, reading.n, reading.reasons) == (75, 4, ())
    assert read(ROWS, places(3, 0)).value == 50
    assert read(ROWS, places()).reasons == ("no_row",)


def test_rows_that_are_not_known_widen_the_bounds():
    reading = read(ROWS, places(True, False, None, None))
    assert (reading.value, reading.lower, reading.upper, reading.n) == (50, 25, 75, 2)
    assert reading.reasons == ("rows_unknown",)
    assert read(ROWS, places(True, None, None)).reasons == ("too_little_known",)


def test_links_nobody_confirmed():
    one = item("figures#a:x", confirmed="figures#a:c", confirmable="figures#a:n")
    proposed = read(one, figures(x=0.7, c=0, n=149))
    assert (proposed.value, proposed.confirmed, proposed.reasons) == (70, 0, ("links_only_proposed",))
    assert read(one, figures(x=0.7, c=149, n=149)).reasons == ()


@pytest.mark.parametrize(
    ("confirmed", "share", "reasons"),
    [(1, Fraction(1, 4), ("rows_unknown", "links_only_proposed")), (4, 1, ("rows_unknown",))],
)
def test_links_behind_rows_are_confirmed_or_not(confirmed, share, reasons):
    one = replace(ROWS, confirmed=parse_address("figures#a:c"), confirmable=parse_address("figures#a:n"))
    reading = read(one, {**places(True, False, None), **figures(c=confirmed, n=4)})
    assert (reading.value, reading.confirmed, reading.reasons) == (50, share, reasons)
    assert (reading.lower, reading.upper) == (Fraction(100, 3), Fraction(200, 3))


@pytest.mark.parametrize(
    ("cell", "reason"),
    [(float("nan"), "no_value"), (pd.NA, "no_value"), (None, "no_value"), (":c", "withheld")],
)
def test_a_cell_without_a_number_says_why(cell, reason):
    results = {"figures": pd.DataFrame({"name": ["a"], "x": pd.Series([cell], dtype="object")})}
    reading = read(SHARE, results)
    assert (reading.value, reading.lower, reading.upper, reading.reasons) == (None, 0, 100, (reason,))


@pytest.mark.parametrize(
    ("results", "message"),
    [
        ({"figure": pd.DataFrame()}, "figures#a:x: no results table 'figures'; did you mean 'figure'?"),
        (figures(xx=1.0), "figures#a:x: results table 'figures' has no column 'x'; did you mean 'xx'?"),
        (figures(x=1.5), "item Q1.a, figures#a:x: found 1.5; a share lies from 0 to 1"),
        (figures(x="many"), "figures#a:x: found 'many'; expected a number"),
        (
            {"figures": pd.DataFrame({"name": ["a", "a"], "x": [0.1, 0.2]})},
            "figures#a:x: 2 rows; expected one",
        ),
    ],
)
def test_wrong_names_and_values_stop(results, message):
    with pytest.raises(EvidenceError) as error:
        read(SHARE, results)
    assert str(error.value) == message


SURVEY = EvidenceItem("Q1.survey", "survey", "implementation", weight=Fraction(1))
RATING = EvidenceItem("Q1.rating", "rating")
COLLECTED = EvidenceItem("Q1.collected", "interview_theme")


def gathered(*items: EvidenceItem, results=None, cycle=None, **tables):
    """What is found for these items of Q1."""
    matrix = matrix_of(*items)
    return gather(
        evaluation_of(**tables), results or {}, matrix, SCALE, matrix.questions, cycle or cycle_of()
    )


def answers(question: str, *marks: float | None) -> list[dict[str, object]]:
    """One respondent per mark."""
    return [
        {"respondent": f"r{number}", "question_id": question, "item_id": "i1", "answer": mark}
        for number, mark in enumerate(marks, start=1)
    ]


def test_two_respondents_are_too_few_and_three_enough():
    (few,) = gathered(SURVEY, survey=answers("Q1", 5, 5, None))
    assert (few.available, few.reading.n, few.reading.reasons) == (False, 2, ("too_few_respondents",))
    # The marks of two persons are not handed on, and they count as no source.
    assert (few.reading.marks, few.reading.sources) == ((), frozenset())
    (enough,) = gathered(SURVEY, survey=answers("Q1", 5, 4, 1))
    assert (enough.available, enough.reading.n) == (True, 3)
    assert enough.reading.value == Fraction(100 + 75 + 0, 3)
    assert enough.reading.marks == (("r1", 100), ("r2", 75), ("r3", 0))
    assert enough.reading.sources == {"survey"}
    assert gathered(SURVEY)[0].reading.reasons == ("no_answers",)


def test_every_respondent_has_the_same_voice():
    more = [{"respondent": "r1", "question_id": "Q1", "item_id": f"i{n}", "answer": 1} for n in (2, 3, 4)]
    (found,) = gathered(SURVEY, survey=[*answers("Q1", 1, 5, 5), *more])
    assert found.reading.value == Fraction(0 + 100 + 100, 3)


def mark(evaluator: str, score: float | None, justification: str | None = "So.") -> dict[str, object]:
    return {"question_id": "Q1", "evaluator": evaluator, "score": score, "justification": justification}


def test_marks_of_evaluators_and_what_they_agreed_on():
    (found,) = gathered(RATING, ratings=[mark("A", 5), mark("B", 2), mark("consensus", 4)])
    reading = found.reading
    assert (reading.value, reading.lower, reading.upper, reading.n) == (Fraction(125, 2), 25, 100, 2)
    assert (reading.marks, reading.consensus, reading.reasons) == ((("A", 100), ("B", 25)), 75, ())
    assert reading.sources == frozenset()
    assert (
        reading.trace == "evaluations/ratings#Q1|A;evaluations/ratings#Q1|B;evaluations/ratings#Q1|consensus"
    )


@pytest.mark.parametrize("justification", [None, "", "  "])
def test_a_mark_without_a_justification_is_not_counted(justification):
    (found,) = gathered(RATING, ratings=[mark("A", 5), mark("consensus", 1, justification)])
    assert (found.reading.value, found.reading.consensus) == (100, None)
    assert found.reading.reasons == ("without_justification",)
    (none,) = gathered(RATING, ratings=[mark("A", 5, justification)])
    assert (none.available, none.reading.n, none.reading.reasons) == (False, 0, ("without_justification",))


def test_an_agreed_mark_alone_and_no_mark_at_all():
    (agreed,) = gathered(RATING, ratings=[mark("consensus", 3)])
    assert (agreed.available, agreed.reading.value, agreed.reading.n) == (True, None, 0)
    assert (agreed.reading.consensus, agreed.reading.reasons) == (50, ("only_consensus",))
    (none,) = gathered(RATING, ratings=[mark("A", None)])
    assert (none.available, none.reading.consensus, none.reading.reasons) == (False, None, ("not_rated",))


def piece(number: int, kind: str, consent: str | None, **said) -> dict[str, object]:
    return {"evidence_id": f"e{number}", "kind": kind, "consent": consent, "question_id": "Q1", **said}


def test_collected_evidence_is_counted_and_needs_consent():
    pieces = [
        piece(1, "interview", "yes"), piece(2, "interview", None), piece(3, "focus_group", "no"),
        piece(4, "document", None), piece(5, "observation", "not_applicable"),
    ]  # fmt: skip
    (found,) = gathered(COLLECTED, evidence=pieces)
    assert (found.available, found.reading.n, found.reading.value) == (True, 3, None)
    assert found.reading.reasons == ("without_consent",)
    assert found.reading.sources == {"evidence:e1", "evidence:e4", "evidence:e5"}
    (none,) = gathered(COLLECTED, evidence=[piece(1, "case", None)])
    assert (none.available, none.reading.reasons) == (False, ("without_consent",))
    assert gathered(COLLECTED)[0].reading.reasons == ("none_collected",)


def test_people_of_one_institution_are_one_source_and_documents_stand_for_themselves():
    pieces = [
        piece(1, "interview", "yes", pseudonym="P1", institution="I1"),
        piece(2, "interview", "yes", pseudonym="P2", institution="I1"),
        piece(3, "focus_group", "yes", pseudonym="P3"),
        piece(4, "interview", "yes", pseudonym="P3"),
        piece(5, "document", None, institution="I1"),
        piece(6, "document", None, institution="I1"),
        piece(7, "interview", "no", pseudonym="P9"),
    ]
    (found,) = gathered(COLLECTED, evidence=pieces)
    assert found.reading.n == 6
    assert found.reading.sources == {"institution:I1", "pseudonym:P3", "evidence:e5", "evidence:e6"}


def test_marks_outside_their_scale_stop():
    with pytest.raises(EvidenceError) as error:
        gathered(RATING, ratings=[mark("A", 6)])
    assert str(error.value) == (
        "evaluations/ratings, question Q1, evaluator A: scale icmpd_5: found the mark 6; allowed: from 1 to 5"
    )
    with pytest.raises(EvidenceError) as error:
        gathered(SURVEY, survey=answers("Q1", 3, 0))
    assert str(error.value) == (
        "evaluations/survey, respondent r2, item i1: found the answer 0; allowed: from 1 to 5"
    )


@pytest.mark.parametrize("table", ["ratings", "survey", "evidence"])
def test_answers_to_an_unknown_question_stop(table):
    with pytest.raises(EvidenceError) as error:
        gathered(**{table: [{"question_id": "X1"}]})
    assert str(error.value) == f"evaluations/{table}: the matrix has no question 'X1'; allowed: Q1, Q2"


CODES = item("figures#a:x", "codes", points={"yes": Fraction(100), "partly": Fraction(40), "no": Fraction(0)})


@pytest.mark.parametrize(
    ("cell", "points", "reasons"),
    [
        ("yes", 100, ()),
        ("partly", 40, ()),
        ("no", 0, ()),
        ("perhaps", None, ("code_without_points",)),
        ("Yes", None, ("code_without_points",)),
        ("", None, ("no_value",)),
        (None, None, ("no_value",)),
        (float("nan"), None, ("no_value",)),
        (":c", None, ("withheld",)),
    ],
)
def test_codes_have_the_points_that_the_matrix_gives(cell, points, reasons):
    results = {"figures": pd.DataFrame({"name": ["a"], "x": pd.Series([cell], dtype="object")})}
    reading = read(CODES, results)
    assert (reading.value, reading.reasons) == (points, reasons)
    assert (reading.lower, reading.upper) == ((0, 100) if points is None else (points, points))


def test_codes_with_bounds_and_without_a_row():
    bounded = replace(CODES, low="worst", high="best")
    reading = read(bounded, figures(x="partly", worst="no", best="yes"))
    assert (reading.value, reading.lower, reading.upper) == (40, 0, 100)
    assert read(CODES, {"figures": figures(x="yes")["figures"].iloc[:0]}).reasons == ("no_row",)


def test_how_much_is_known_is_said_also_where_it_is_too_little():
    assert read(BOUNDED, figures(x=0.9, low=0.4, high=0.95, known=0.75)).coverage == Fraction(3, 4)
    assert read(BOUNDED, figures(x=0.9, low=0.4, high=0.95, known=0.25)).coverage == Fraction(1, 4)
    assert read(BOUNDED, figures(x=0.9, low=0.4, high=0.95, known=float("nan"))).coverage is None
    assert read(SHARE, figures(x=0.9)).coverage is None
    assert read(ROWS, places(True, False, None)).coverage == Fraction(2, 3)
    assert read(ROWS, places(True, None, None)).coverage == Fraction(1, 3)


def context(address: str) -> EvidenceItem:
    return EvidenceItem("Q1.context", "context", address=parse_address(address))


def test_context_is_counted_and_never_scored():
    one = context("places#pillar|*:x")
    matrix = matrix_of(one)

    def told(results):
        return read_context(one, Cells(results, matrix))

    some = told(places("rising", None, ":c", "falling"))
    assert (some.value, some.lower, some.upper, some.n, some.reasons) == (None, None, None, 2, ())
    assert (told(places(None, ":c")).n, told(places(None, ":c")).reasons) == (0, ("no_value", "withheld"))
    assert told(places()).reasons == ("no_row",)
    (found,) = gathered(one, results=places("rising"))
    (nothing,) = gathered(one, results=places(None))
    assert (found.available, nothing.available, found.item.scored) == (True, False, False)


def test_context_under_a_wrong_name_stops():
    with pytest.raises(EvidenceError) as error:
        gathered(context("places#pillar|*:y"), results=places("rising"))
    assert str(error.value) == (
        "places#pillar|*:y: results table 'places' has no column 'y'; allowed: scope, place, x"
    )


LATER = {"recorded_on": pd.Timestamp("2024-01-31")}
# annual quotes police, police and court speak for themselves; plan_document is the plan.
CYCLE = {
    "monitoring/sources": [
        {"source_id": "police", "kind": "official"},
        {"source_id": "court", "kind": "official"},
        {"source_id": "annual", "kind": "official", "derived_from": "police"},
        {"source_id": "digest", "kind": "official", "derived_from": "annual;court"},
        {"source_id": "plan_document", "kind": "plan_document"},
    ],
    "monitoring/progress": [
        {"activity_id": "A1", "period": "2023", "reported_by": "NCO", **LATER, "source_id": "annual"},
        {"activity_id": "A2", "period": "2023", "reported_by": "NCO", **LATER},
    ],
}  # fmt: skip


def seen(source: str, period: str = "2023") -> str:
    return f"monitoring/observations#I1|{period}|||{source}|NCO|2024-01-31"


def progress(activity: str) -> str:
    return f"monitoring/progress#{activity}|2023|NCO|2024-01-31"


def grounded(*trace: str, **results: pd.DataFrame):
    """The reading of a figure made of these rows."""
    table = pd.DataFrame({"name": ["a"], "x": [0.5], "trace": [";".join(trace)]})
    return gathered(SHARE, results={"figures": table, **results}, cycle=cycle_of(CYCLE))[0].reading


@pytest.mark.parametrize(
    ("trace", "sources"),
    [
        ((seen("police"), seen("police", "2022")), {"police"}),
        ((seen("police"), seen("annual")), {"police"}),
        ((seen("annual"),), {"police"}),
        ((seen("digest"),), {"police", "court"}),
        ((seen("elsewhere"),), {"elsewhere"}),
        (("plan/activities#A1", "plan/budget#A1|2023||", "plan/targets#*"), {"plan"}),
        (("plan/activities#A1", seen("plan_document")), {"plan"}),
        ((progress("A1"), seen("court")), {"police", "court"}),
        ((progress("A2"), progress("A3")), {"monitoring/progress"}),
        (("monitoring/expenditure#*", "monitoring/observations#*"),
         {"monitoring/expenditure", "monitoring/observations"}),
        (("monitoring/risk_updates#R1|2023|2024-01-31",), {"monitoring/risk_updates"}),
        (("evaluations/checklist#*",), {"evaluations/checklist"}),
        ((), set()),
    ],
)  # fmt: skip
def test_sources_are_traced_to_their_origin(trace, sources):
    assert grounded(*trace).sources == sources


def marks_of(column: str, **flags: object) -> pd.DataFrame:
    """A results table that marks the figures made of these sources as disputed or not."""
    traces = [f"plan/targets#I1;{seen(source)}" for source in flags]
    return pd.DataFrame({column: pd.Series(flags.values(), dtype="object"), "trace": traces})


@pytest.mark.parametrize(
    ("quality", "share"),
    [
        (marks_of("disputed", police=True, court=False), Fraction(1, 2)),
        (marks_of("disputed", police=False, court=False), 0),
        (marks_of("disputed", police=pd.NA, court=":c"), 0),
        (marks_of("disputed", police=True, court=True), 1),
    ],
)
def test_a_figure_is_disputed_as_far_as_the_rows_behind_it_are(quality, share):
    # The target counts neither as disputed nor as undisputed.
    reading = grounded("plan/targets#I1", seen("police"), seen("court"), data_quality=quality)
    assert (reading.disputed_share, reading.disputed) == (share, share > 0)


def test_reports_that_contradict_each_other_are_a_dispute():
    activities = pd.DataFrame({"conflict": pd.array([True], dtype="boolean"), "trace": [progress("A1")]})
    assert grounded(progress("A1"), activities=activities).disputed
    assert not grounded(progress("A2"), activities=activities).disputed
    assert not grounded(progress("A1")).disputed
    assert grounded("plan/activities#A1", activities=activities).disputed_share == 0


def test_nothing_stands_behind_what_is_not_known():
    table = pd.DataFrame({"name": ["a"], "x": [float("nan")], "trace": [seen("police")]})
    (found,) = gathered(
        SHARE,
        results={"figures": table, "data_quality": marks_of("disputed", police=True)},
        cycle=cycle_of(CYCLE),
    )
    assert (found.reading.sources, found.reading.disputed) == (frozenset(), False)
    assert found.reading.trace == seen("police")


def test_the_table_of_evidence():
    table = pd.DataFrame({"name": ["a"], "x": [0.5], "known": [0.75], "trace": [seen("police")]})
    unknown_item = replace(SHARE, id="Q1.z", address=parse_address("figures#z:x"))
    frame = evidence_frame(
        gathered(
            replace(SHARE, coverage="known"), unknown_item, SURVEY, RATING, COLLECTED, context("figures#a:x"),
            results={"figures": table, "data_quality": marks_of("disputed", police=True)},
            cycle=cycle_of(CYCLE), survey=answers("Q1", 5, 5, 3),
        )
    ).set_index("item_id")  # fmt: skip
    assert frame["kind"].tolist() == [
        "computed",
        "computed",
        "survey",
        "rating",
        "interview_theme",
        "context",
    ]
    assert frame["coverage"].astype(object).where(frame["coverage"].notna(), None).tolist() == [
        0.75, None, None, None, None, None,
    ]  # fmt: skip
    assert frame["n_sources"].tolist() == [1, 0, 1, 0, 0, 1]
    assert frame["available"].tolist() == [True, False, True, False, False, True]
    assert [None if pd.isna(cell) else bool(cell) for cell in frame["disputed"]] == [
        True, None, None, None, None, True,
    ]  # fmt: skip
    assert frame["weight"].isna().tolist() == [False, False, False, True, True, True]
    assert frame.loc["Q1.z", "reason"] == "no_row"
    kinds = frame.dtypes[["coverage", "n_sources", "disputed"]].astype(str).tolist()
    assert kinds == ["float64", "Int64", "boolean"]


def test_the_table_of_evidence_without_items_has_its_columns():
    assert len(evidence_frame(()).columns) == 16
