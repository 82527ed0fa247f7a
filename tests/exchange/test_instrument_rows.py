"""From filled forms of instruments to rows of the tables: written once, never twice, refused where wrong."""

import csv
import random
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from instrument_answers import MADE, TODAY, cell_of, fill, random_answers

from napeval.criteria.evaluation_faults import evaluation_faults
from napeval.criteria.evidence import gather
from napeval.criteria.matrix import default_matrix
from napeval.criteria.scales import load_scale
from napeval.cycle import examine_cycle, read_cycle
from napeval.cycle.reading import examine_evaluation, read_evaluation
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.collecting.collect import collect, write_collected
from napeval.exchange.forms.instruments import instrument_form
from napeval.exchange.forms.model import Identification
from napeval.exchange.forms.writing import write_form
from plans import plan_folder

ENGLISH = Language("en")


@pytest.fixture
def cycle(tmp_path):
    shutil.copytree(plan_folder("demo-small"), tmp_path / "demo-small")
    return read_cycle(tmp_path / "demo-small")


def handed_out(cycle, folder, kind, language="en", **more):
    """A form, and the workbook of it in a folder of its own."""
    own = Identification(kind, 1, cycle.meta.name, language, MADE, evaluation="mid-term")
    form = instrument_form(replace(own, **more), cycle)
    path = folder / "forms" / "form.xlsx"
    path.parent.mkdir(exist_ok=True)
    write_form(form, path)
    return form, path


def collected(cycle, path, today=TODAY):
    return collect(path.parent, cycle.folder, today, ENGLISH)


def messages(found):
    return [fault_text(fault, ENGLISH) for fault in found.faults]


def table(cycle, name):
    with (cycle.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(cycle, path, *tables):
    """The rows that a form adds to tables, once collected and written; a second time changes nothing."""
    before = [table(cycle, name) for name in tables]
    first = collected(cycle, path)
    assert messages(first) == []
    write_collected(first, cycle.folder)
    assert examine_cycle(cycle.folder).errors == ()
    assert examine_evaluation(cycle.folder, "mid-term").errors == ()
    again = collected(cycle, path, date(2024, 2, 1))
    assert messages(again) == []
    assert again.changes == {} and again.added == {}
    return [
        [row for row in table(cycle, name) if row not in old]
        for name, old in zip(tables, before, strict=True)
    ]


def given(answers, sheet):
    """Answers of a sheet by key, then by column."""
    rows = {}
    for (of, key, column), value in answers.items():
        if of == sheet:
            rows.setdefault(key, {})[column] = value
    return rows


def text(value):
    return format(value, "f") if isinstance(value, Decimal) else str(value) if value is not None else ""


def same(rows, expected):
    """Whether two lists hold the same rows in whatever order."""
    return Counter(tuple(row.items()) for row in rows) == Counter(tuple(row.items()) for row in expected)


def listed(item_id, subject, line):
    """A row of the checklist as the answers of one line give it."""
    return {
        "item_id": item_id,
        "subject": subject,
        "answer": line["answer"],
        "justification": text(line.get("reason")),
        "by": "A.B.",
        "on": "2023-07-20",
    }


WHO = {("who", "by"): "A.B.", ("who", "on"): date(2023, 7, 20)}


def who(form):
    """The lines of who answers, by the words they have in the form."""
    words = {row.values["code"]: row.values["line"] for row in form.sheet("who").rows}
    return {("who", words[code], "entry"): value for (_, code), value in WHO.items() if code in words}


def without_lone_reasons(answers, sheet, columns=("answer",)):
    lines = given(answers, sheet)
    return {
        place: value
        for place, value in answers.items()
        if place[0] != sheet or place[2] != "reason" or any(name in lines[place[1]] for name in columns)
    }


@pytest.mark.parametrize(("seed", "language"), [(1, "sq"), (2, "en"), (3, "sr")])
def test_the_self_assessment_goes_to_the_checklist(seed, language, cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "self_assessment", language)
    answers = without_lone_reasons(random_answers(form, seed), "list")
    for number in ("A3b", "A7"):  # on record already
        answers = {place: value for place, value in answers.items() if place[1] != number}
    fill(path, form, answers | who(form))
    (rows,) = written(cycle, path, "evaluations/mid-term/checklist")
    expected = [
        listed(f"annex1_self_assessment.{key}", "plan", line) for key, line in given(answers, "list").items()
    ]
    assert len(rows) > 10 and same(rows, expected)


@pytest.mark.parametrize("seed", range(2))
def test_the_indicator_checklist_has_results_and_indicators_as_subjects(seed, cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "indicator_checklist", "sq")
    smart = [f"indicator_kinds.smart.{letter}" for letter in "smart"]
    answers = without_lone_reasons(random_answers(form, seed), "results")
    answers = without_lone_reasons(answers, "indicators", smart)
    answers = {place: value for place, value in answers.items() if place[1] != "III.1.res1 / 3"}  # on record
    fill(path, form, answers | who(form))
    (rows,) = written(cycle, path, "evaluations/mid-term/checklist")
    expected = []
    for key, line in given(answers, "results").items():
        subject, number = key.split(" / ")
        expected.append(listed(f"results_indicators_checklist.{number}", subject, line))
    for key, line in given(answers, "indicators").items():
        expected += [listed(name, key, {**line, "answer": line[name]}) for name in smart if name in line]
    assert len(rows) > 60 and same(rows, expected)


QUESTIONS = {"1.4": "EFF3", "1.6b": "COH1", "1.7": "REL3", "1.8b": "REL4", "2.5a": "EFF4", "2.6d": "IMP1"}
"""Questions of the shipped matrix to which some items go."""


@pytest.mark.parametrize(("seed", "language"), [(1, "sq"), (2, "en"), (3, "sr")])
def test_the_questionnaire_goes_to_the_survey(seed, language, cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "questionnaire", language, institution="SHN", person="R7A")
    answers = random_answers(form, seed)
    denied = {place[1] for place, value in answers.items() if place[2] == "took" and value == "no"}
    answers = {
        place: value
        for place, value in answers.items()
        if not (place[1] in denied and place[2] in ("done", "grade"))
    }
    fill(path, form, answers)
    (rows,) = written(cycle, path, "evaluations/mid-term/survey")
    assert {(row["respondent"], row["institution_kind"]) for row in rows} == {("R7A", "ngo")}
    by_item = {row["item_id"]: row for row in rows}
    assert len(by_item) == len(rows)
    expected = {}
    of = "annex7_questionnaire"
    choices = {"1.2", "1.7", "2.2a", "2.5a", "2.5b", "1.6a", "1.6b", "1.6c"}
    for part in ("p1", "p2"):
        for key, line in given(answers, part).items():
            number, _, objective = key.partition(" ")
            name = f"{of}.p{number}".replace("p1.7a", "p1.7why") + (f":{objective}" if objective else "")
            if number in choices:
                expected |= {name: ("", line["answer"])} if "answer" in line else {}
                expected |= {f"{name}.c": ("", line["comment"])} if "comment" in line else {}
            else:
                expected[name] = (text(line.get("answer")), text(line.get("comment")))
    for key, line in given(answers, "activities").items():
        for column in ("took", "done"):
            expected |= {f"{of}.p2.8.{column}:{key}": ("", line[column])} if column in line else {}
        if "grade" in line or "remark" in line:
            expected[f"{of}.p2.8.grade:{key}"] = (text(line.get("grade")), text(line.get("remark")))
    for key, line in given(answers, "p3").items():
        expected[f"matrix.{key}"] = (text(line.get("answer")), text(line.get("comment")))
        assert by_item[f"matrix.{key}"]["question_id"] == key
    assert {name: (row["answer"], row["comment"]) for name, row in by_item.items()} == expected
    for name, row in by_item.items():
        number = name.removeprefix(f"{of}.p").partition(":")[0].removesuffix(".c")
        if number in QUESTIONS:
            assert row["question_id"] == QUESTIONS[number]
        if number.startswith("2.8"):
            assert row["question_id"] == "EFF1"
    evaluation = read_evaluation(cycle.folder, "mid-term")
    assert evaluation_faults(evaluation, default_matrix()) == []


def test_marks_are_understood_by_the_matrix(tmp_path):
    """Four institutions mark the real plan; its evaluation had no survey before."""
    shutil.copytree(plan_folder("xk-2022-2024"), tmp_path / "xk-2022-2024")
    plan = read_cycle(tmp_path / "xk-2022-2024")
    marks = {}
    for number, institution in enumerate(("PK", "MPB", "KK", "MFPT"), start=1):
        own = {"institution": institution, "person": f"R{number}"}
        form, path = handed_out(plan, tmp_path, "questionnaire", "sq", **own)
        path = path.rename(path.with_name(f"{number}.xlsx"))
        answers = {
            place: value
            for place, value in random_answers(form, number, share=1).items()
            if place[0] in ("p1", "p3") and isinstance(value, Decimal)
        }
        fill(path, form, answers)
        for (sheet, key, _), mark in answers.items():
            question = "EFF3" if sheet == "p1" else key
            marks.setdefault(question, {}).setdefault(number, []).append(mark)
    write_collected(collected(plan, path), plan.folder)
    matrix = default_matrix()
    asked = tuple(
        replace(one, evidence=tuple(item for item in one.evidence if item.kind == "survey"))
        for one in matrix.questions
        if one.id in marks
    )
    scale = load_scale("icmpd_5")
    found = gather(read_evaluation(plan.folder, "mid-term"), {}, matrix, scale, asked, plan)
    assert len(found) > 10
    for one in found:
        means = [sum(given, Decimal(0)) / len(given) for given in marks[one.question.id].values()]
        assert one.reading.n == len(means) == 4
        assert float(one.reading.value) == pytest.approx(float(sum(means) / len(means) - 1) / 4 * 100)


def interview_answers(form, seed):
    choose = random.Random(seed)
    line = {row.values["code"]: row.values["line"] for row in form.sheet("record").rows}
    record = {
        "kind": choose.choice(["interview", "focus_group"]),
        "pseudonym": "P17",
        "institution": "I03",
        "institution_kind": "ngo",
        "date": date(2023, 7, 15),
        "consent": "yes",
        "release_status": "restricted",
        "by": "E.F.",
    }
    answers = {("record", line[code], "entry"): value for code, value in record.items()}
    drawn = random_answers(form, seed, share=0.5)
    for key in {place[1] for place in drawn if place[0] == "said"} | {"1"}:
        answers |= {("said", key, "theme"): "strehim", ("said", key, "summary"): f"Përmbledhje {key}\nfundi"}
        if ("said", key, "question") in drawn:
            answers[("said", key, "question")] = drawn[("said", key, "question")]
    for row in form.sheet("principles").rows:
        answer = choose.choice(["yes", "no", "not_applicable"])
        answers[("principles", row.values["number"], "answer")] = answer
        if answer != "yes":
            answers[("principles", row.values["number"], "reason")] = "Jo për këtë bisedë"
    return answers, record


@pytest.mark.parametrize(("seed", "language"), [(1, "sq"), (2, "en"), (3, "sr")])
def test_an_interview_goes_to_evidence_and_checklist(seed, language, cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "interview", language, extra="E09")
    answers, record = interview_answers(form, seed)
    fill(path, form, answers)
    evidence, checklist = written(
        cycle, path, "evaluations/mid-term/evidence", "evaluations/mid-term/checklist"
    )
    said = sorted(given(answers, "said").items(), key=lambda item: int(item[0]))
    assert evidence == [
        {
            "evidence_id": "E09" if place == 1 else f"E09-{place}",
            "kind": record["kind"],
            "pseudonym": "P17",
            "institution": "I03",
            "institution_kind": "ngo",
            "date": "2023-07-15",
            "consent": "yes",
            "theme": "strehim",
            "question_id": line.get("question", ""),
            "summary": f"Përmbledhje {key}\nfundi",
            "release_status": "restricted",
        }
        for place, (key, line) in enumerate(said, start=1)
    ]
    assert checklist == [
        {
            "item_id": f"interview_principles.{key}",
            "subject": "E09",
            "answer": line["answer"],
            "justification": line.get("reason", ""),
            "by": "E.F.",
            "on": "2023-07-15",
        }
        for key, line in given(answers, "principles").items()
    ]
    assert len(checklist) == 10


def test_the_institution_of_an_interview_may_stay_blank(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "interview", extra="E09")
    answers, _ = interview_answers(form, 1)
    del answers[("record", "Pseudonym of the institution (no name)", "entry")]
    fill(path, form, answers)
    evidence, _ = written(cycle, path, "evaluations/mid-term/evidence", "evaluations/mid-term/checklist")
    assert {(row["institution"], row["institution_kind"]) for row in evidence} == {("", "ngo")}


@pytest.mark.parametrize("consent", ["no", None])
def test_without_consent_nothing_is_taken_in(consent, cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "interview", extra="E09")
    answers, _ = interview_answers(form, 1)
    place = ("record", "Consent to the use of what was said", "entry")
    answers[place] = consent
    answers = {name: value for name, value in answers.items() if value is not None}
    fill(path, form, answers)
    found = collected(cycle, path)
    cell = f"form.xlsx, sheet 'Record', cell {cell_of(path, form, *place)}, column 'Entry'"
    if consent:
        assert messages(found) == [
            f"{cell}: the person did not consent: nothing of this record is taken in. "
            "Mend: hand the record back or destroy it."
        ]
        assert [fault.severity for fault in found.faults] == ["warning"]
    else:
        assert messages(found) == [
            f"{cell}: the record does not say whether the person consented: nothing of it is taken in. "
            "Mend: say whether the person consented; without consent, hand the record back or destroy it."
        ]
        assert len(found.errors) == 1
    assert found.added == {} and found.changes == {}
    assert not any("Përmbledhje" in message or "P17" in message for message in messages(found))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_same_rows_come_after_libreoffice_has_saved_the_form(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, "questionnaire", "sq", institution="SHN", person="R9")
    answers = {place: value for place, value in random_answers(form, 5).items() if place[2] != "took"}
    fill(path, form, answers)
    saved = tmp_path / "saved"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to"]
    command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    first, second = collected(cycle, path), collected(cycle, saved / path.name)
    assert messages(second) == []
    assert first.changes and second.changes == first.changes
