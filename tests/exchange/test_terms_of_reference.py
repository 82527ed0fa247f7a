"""Terms of reference: filled into the settings of the evaluation, every other line of the file left alone."""

import shutil
from datetime import date
from decimal import Decimal

import pytest
from instrument_answers import MADE, cell_of, fill

from napeval.cycle import read_cycle
from napeval.cycle.reading import read_evaluation
from napeval.cycle.strict_yaml import read_yaml
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.collecting.collect import collect, write_collected
from napeval.exchange.forms.instruments import instrument_form
from napeval.exchange.forms.model import Identification
from napeval.exchange.forms.terms_of_reference_rows import with_terms
from napeval.exchange.forms.writing import write_form
from plans import plan_folder

ENGLISH = Language("en")
ADDED = {
    "approach": "Reading: plans, reports\ninterviews # forty of them",
    "days": 30,
    "fee": 1200.5,
    "deliverables": ["note: first", "report"],
    "access": True,
    "place": "NO",
    "profile": "2023-01-01",
}


def copied(name, folder):
    shutil.copytree(plan_folder(name), folder / name)
    return read_cycle(folder / name)


def handed_out(cycle, folder, language="en", file="form.xlsx"):
    own = Identification("terms_of_reference", 1, cycle.meta.name, language, MADE, evaluation="mid-term")
    form = instrument_form(own, cycle)
    path = folder / "forms" / file
    path.parent.mkdir(exist_ok=True)
    write_form(form, path)
    return form, path


def collected(cycle, path):
    return collect(path.parent, cycle.folder, date(2023, 12, 1), ENGLISH)


def messages(found):
    return [fault_text(fault, ENGLISH) for fault in found.faults]


def settings_of(cycle):
    return (cycle.folder / "evaluations/mid-term/evaluation.yml").read_text(encoding="utf-8")


def test_suggestions_come_from_the_cycle_and_settled_points_are_locked(tmp_path):
    cycle = copied("demo-small", tmp_path)
    form, _ = handed_out(cycle, tmp_path)
    rows = {row.values["number"]: row for row in form.sheet("terms").rows}
    assert rows["2b"].values["entry"] == "Office of the National Coordinator"
    assert rows["2c"].values["entry"].startswith("Ministry of Social Affairs; Municipalities; ")
    assert rows["3b"].values["entry"].startswith("REL1: How far does the plan answer")
    assert rows["4a"].values["entry"] == Decimal(30)
    assert rows["4c"].values["entry"] == "inception note\ndraft report\nfinal report"
    locked = [number for number, row in rows.items() if row.rules["entry"].editable is False]
    assert locked == ["4a", "4b", "4c", "5a"]


@pytest.mark.parametrize("language", ["sq", "en", "sr"])
@pytest.mark.parametrize("name", ["demo-small", "xk-2022-2024"])
def test_answers_go_to_the_settings_and_no_other_line_changes(name, language, tmp_path):
    cycle = copied(name, tmp_path)
    form, path = handed_out(cycle, tmp_path, language)
    answers = {
        ("terms", "3a", "entry"): "Lexim dokumentesh\nintervista: dyzet",
        ("terms", "4d", "entry"): Decimal("12500.50"),
        ("terms", "5b", "entry"): "yes",
        ("terms", "6a", "entry"): "Nezavisan, stručan",
    }
    if name == "xk-2022-2024":
        answers |= {("terms", "4a", "entry"): Decimal(25), ("terms", "4c", "entry"): "Raport\n Seminar "}
    fill(path, form, answers)
    before = settings_of(cycle)
    told = read_yaml(before)
    found = collected(cycle, path)
    assert messages(found) == []
    write_collected(found, cycle.folder)
    after = settings_of(cycle)
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line for line in after.splitlines() if line not in new] == before.splitlines()
    terms = read_evaluation(cycle.folder, "mid-term").settings["terms_of_reference"]
    expected = {
        "approach": "Lexim dokumentesh\nintervista: dyzet",
        "fee": 12500.5,
        "access": True,
        "profile": "Nezavisan, stručan",
    }
    if name == "xk-2022-2024":
        expected |= {"days": 25, "deliverables": ["Raport", "Seminar"]}
    suggested = {
        row.values["key"]: row.values["entry"]
        for row in form.sheet("terms").rows
        if row.values["entry"] is not None and row.rules["entry"].editable is not False
    }
    assert terms == {**told.get("terms_of_reference", {}), **suggested, **expected}
    again = collected(cycle, path)
    assert (messages(again), dict(again.changes)) == ([], {})


def test_a_form_with_suggestions_only_counts_as_blank(tmp_path):
    cycle = copied("demo-small", tmp_path)
    _, path = handed_out(cycle, tmp_path)
    found = collected(cycle, path)
    assert messages(found) == [
        "form.xlsx: nothing is answered in this form. Mend: fill it in, or take it out of the folder."
    ]
    assert dict(found.changes) == {}


def test_another_value_than_the_settings_say_is_an_error_that_names_both(tmp_path):
    cycle = copied("demo-small", tmp_path)
    form, path = handed_out(cycle, tmp_path)
    changed = {("terms", "4a", "entry"): Decimal(45), ("terms", "4b", "entry"): "Elsewhere"}
    fill(path, form, changed)
    cells = [cell_of(path, form, *place) for place in changed]
    place = "Capital of Demoland and five municipalities"
    mend = "Mend: write what stands there, or change the line in evaluation.yml by hand."
    start = "form.xlsx, sheet 'Terms of reference', cell"
    assert messages(collected(cycle, path)) == [
        f"{start} {cells[0]}, column 'Entry': found '45'; evaluation.yml says '30' already under "
        f"terms_of_reference.days; a form cannot change it. {mend}",
        f"{start} {cells[1]}, column 'Entry': found 'Elsewhere'; evaluation.yml says '{place}' already under "
        f"terms_of_reference.place; a form cannot change it. {mend}",
    ]


def test_two_forms_cannot_change_the_settings_at_once(tmp_path):
    cycle = copied("demo-small", tmp_path)
    for file in ("a.xlsx", "b.xlsx"):
        form, path = handed_out(cycle, tmp_path, file=file)
        fill(path, form, {("terms", "6a", "entry"): f"Profile of {file}"})
    found = collected(cycle, path)
    assert messages(found) == [
        "b.xlsx: the form changes evaluations/mid-term/evaluation.yml, which a.xlsx changes too. "
        "Mend: collect the two forms one after the other."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "kind: mid_term\nscale: icmpd_5",
        "kind: mid_term  # why\n\nterms_of_reference: {}\n# last\nstatus: draft\n",
        "terms_of_reference:\n    # where\n    support: |\n        rooms\n\n# about kind\nkind: mid_term\n",
        "terms_of_reference:\n  support: [desk, car]  # both\n\n\nkind: mid_term\n",
        "kind: mid_term\nterms_of_reference:\nstatus: draft\n",
    ],
)
def test_lines_are_put_in_their_place(text):
    new = with_terms(text, ADDED)
    there = read_yaml(text)
    assert read_yaml(new) == {
        **there, "terms_of_reference": {**(there.get("terms_of_reference") or {}), **ADDED}
    }  # fmt: skip
    kept = [line for line in text.splitlines() if line.strip() and "terms_of_reference" not in line]
    assert [line for line in new.splitlines() if line in kept] == kept


@pytest.mark.parametrize(
    "text",
    [
        "kind: mid_term # why\nterms_of_reference: {support: rooms}  # one line\nstatus: draft\n",
        "terms_of_reference:\n  support: |\n    rooms\n    # not a comment\nkind: mid_term # why\n",
        "'terms_of_reference':\n  support: rooms\nkind: mid_term # why\n",
    ],
)
def test_where_lines_have_no_place_the_file_is_written_anew_with_its_comments(text):
    new = with_terms(text, ADDED)
    there = read_yaml(text)
    assert read_yaml(new) == {
        **there, "terms_of_reference": {**there["terms_of_reference"], **ADDED}
    }  # fmt: skip
    assert "# why" in new
