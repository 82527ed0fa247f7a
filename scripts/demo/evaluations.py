"""The invented evaluations and reports: what people wrote, and surveys drawn around known means."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from demo.chance import Dice
from demo.plan import Table
from demo.tables import design, read_rows

WORDS = Path(__file__).parent / "words"
EVALUATIONS = {"mid-term": 34, "ex-post": 41}
"""Evaluations that ask people, with how many of them answer the questionnaire."""
REPORTS = ("annual-2023", "six-month-2023-h1", "review")
"""Monitoring reports and reviews: words only, without a questionnaire or marks."""
FEW = 2
"""How many answer the one question that is asked of few."""
KINDS = (
    "ministry",
    "police",
    "prosecution",
    "court",
    "municipality",
    "municipality",
    "ngo",
    "ngo",
    "agency",
    "international",
)
REMARKS = (
    "Invented remark: the yearly plan helps",
    "Invented remark: contracts come too late",
    "Invented remark: more staff is needed",
)
WRITTEN = (
    "ratings",
    "evidence",
    "checklist",
    "findings",
    "conclusions",
    "recommendations",
    "lessons",
    "responses",
    "comments",
    "contribution_claims",
    "contribution_tests",
)
CONSENSUS = "consensus"
"""Who stands beside a mark that the evaluators agreed on after talking."""
QUESTIONNAIRE = "annex7_questionnaire"


def evaluation_tables(evaluation: str, dice: Dice, choices: Dice) -> dict[str, Table]:
    """Every table of one evaluation, by file. dice, choices: for marks, and for answers by words."""
    marks = _survey(evaluation, dice)
    survey = [*marks, *_choices(evaluation, choices), *_part_two(evaluation, choices)]
    return {**written_tables(evaluation), "survey": survey}


def written_tables(evaluation: str) -> dict[str, Table]:
    """The tables of one evaluation or report that people wrote, by file."""
    paths = {name: WORDS / evaluation / f"{name}.csv" for name in WRITTEN}
    return {name: [dict(row) for row in read_rows(path)] for name, path in paths.items() if path.is_file()}


def evaluation_texts(evaluation: str) -> dict[str, str]:
    """The settings of one evaluation and the evaluators' own words, by file."""
    folder = WORDS / evaluation
    paths = [folder / "evaluation.yml", *sorted((folder / "text").glob("*.md"))]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _survey(evaluation: str, dice: Dice) -> Table:
    """Answers from 1 to 5 that lie around the mean of each question; some are left out."""
    rows: Table = []
    questions = read_rows(WORDS / evaluation / "questions.csv")
    for number in range(1, EVALUATIONS[evaluation] + 1):
        for question in questions:
            if question["respondents"] == "few" and number > FEW:
                continue
            mood = dice.between(-8, 8)
            for item in question["items"].split(";"):
                tenths = int(question["tenths"]) + mood + dice.between(-6, 6)
                silent, remark = dice.happens(6), dice.below(60)
                mark = min(max((tenths + 5) // 10, 1), 5)
                rows.append(
                    _answer(
                        f"S{number:02}",
                        question["question_id"],
                        item,
                        KINDS[number % len(KINDS)],
                        None if silent else mark,
                        REMARKS[remark] if remark < len(REMARKS) else "",
                    )
                )
    return rows


def _respondents(evaluation: str) -> list[tuple[str, str]]:
    """The people who answer, each with the kind of institution."""
    return [(f"S{number:02}", KINDS[number % len(KINDS)]) for number in range(1, EVALUATIONS[evaluation] + 1)]


def _choices(evaluation: str, dice: Dice) -> Table:
    """Questions of the guide that are answered by one of several words, drawn around known shares."""
    rows: Table = []
    for respondent, kind in _respondents(evaluation):
        for question in design("choices"):
            shares = [int(share) for share in question["percent"].split(";")]
            draw, chosen = dice.below(100), 0
            while draw >= sum(shares[: chosen + 1]):
                chosen += 1
            choice = question["choices"].split(";")[chosen]
            rows.append(_answer(respondent, question["question_id"], question["item_id"], kind, None, choice))
    return rows


def _part_two(evaluation: str, dice: Dice) -> Table:
    """Part two of the guide's questionnaire: who took part in an activity, and the mark given to it."""
    rows: Table = []
    for respondent, kind in _respondents(evaluation):
        for own in design("part_two"):
            if own["institution_kind"] != kind:
                continue
            took = "yes" if dice.happens(80) else "no"
            item, activity = f"{QUESTIONNAIRE}.p2.8", own["activity_id"]
            rows.append(_answer(respondent, "EFF1", f"{item}.took:{activity}", kind, None, took))
            if took == "yes":
                mark = dice.between(2, 5)
                rows.append(_answer(respondent, "EFF1", f"{item}.grade:{activity}", kind, mark, ""))
    return rows


def _answer(
    respondent: str, question: str, item: str, kind: str, mark: int | None, comment: str
) -> dict[str, object]:
    return {
        "respondent": respondent,
        "question_id": question,
        "item_id": item,
        "institution_kind": kind,
        "answer": mark,
        "comment": comment,
    }


def survey_truth(evaluation: str, survey: Table) -> Table:
    """By question: who answered, and the mean of their means, so that every respondent has one voice."""
    answers: dict[str, dict[str, list[int]]] = {}
    for row in survey:
        of_question = answers.setdefault(str(row["question_id"]), {})
        if row["answer"] is not None:
            of_question.setdefault(str(row["respondent"]), []).append(int(str(row["answer"])))
    return [
        {
            "evaluation": evaluation,
            "question_id": question,
            "respondents": len(found),
            "mean": _ratio(
                sum((Fraction(sum(marks), len(marks)) for marks in found.values()), Fraction(0)) / len(found)
            ),
        }
        for question, found in answers.items()
    ]


def ratings_truth(evaluation: str, ratings: Table) -> Table:
    """By question: how many evaluators rated it, and their mean mark; what they agreed on stands apart."""
    marks: dict[str, list[int]] = {}
    for row in ratings:
        if row["evaluator"] == CONSENSUS:
            continue
        marks.setdefault(str(row["question_id"]), []).append(int(str(row["score"])))
    return [
        {
            "evaluation": evaluation,
            "question_id": question,
            "raters": len(found),
            "mean": _ratio(Fraction(sum(found), len(found))),
        }
        for question, found in marks.items()
    ]


def _ratio(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"
