"""The monitoring and evaluation plan collected: it fills what the plan leaves open and changes nothing."""

import csv
import shutil
from datetime import date
from decimal import Decimal

import pytest
from instrument_answers import MADE, cell_of, fill

from napeval.cycle import examine_cycle, read_cycle
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.collecting.collect import collect, write_collected
from napeval.exchange.forms.instruments import instrument_form
from napeval.exchange.forms.model import Identification
from napeval.exchange.forms.writing import write_form
from plans import plan_folder

ENGLISH = Language("en")
ON = date(2023, 7, 20)


def copied(name, folder):
    shutil.copytree(plan_folder(name), folder / name)
    return read_cycle(folder / name)


@pytest.fixture
def cycle(tmp_path):
    return copied("demo-small", tmp_path)


def handed_out(cycle, folder, language="en", file="form.xlsx"):
    form = instrument_form(Identification("me_plan", 1, cycle.meta.name, language, MADE), cycle)
    path = folder / "forms" / file
    path.parent.mkdir(exist_ok=True)
    write_form(form, path)
    return form, path


def day(form):
    return {("who", form.sheet("who").rows[0].values["line"], "entry"): ON}


def collected(cycle, path):
    return collect(path.parent, cycle.folder, date(2024, 3, 1), ENGLISH)


def messages(found):
    return [fault_text(fault, ENGLISH) for fault in found.faults]


def table(cycle, name):
    with (cycle.folder / "plan" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(cycle, name):
    return (cycle.folder / "plan" / f"{name}.csv").read_text(encoding="utf-8").splitlines()


ANSWERS = {
    ("indicators", "II.1.ind2", "target"): Decimal(60),
    ("indicators", "II.1.ind2", "target_year"): Decimal(2024),
    ("indicators", "II.1.1.out1", "baseline"): Decimal("1.5"),
    ("indicators", "II.1.1.out1", "baseline_year"): Decimal(2021),
    ("indicators", "II.1.1.out1", "means"): "Lists, signed; “kept” at MSA",
    ("indicators", "II.1.1.out1", "frequency"): "half_yearly",
    ("indicators", "II.1.1.out1", "responsible"): "MSA",
    ("indicators", "I.1.1.out1", "target"): Decimal(1),
    ("indicators", "I.1.1.out1", "target_year"): Decimal(2023),
}


@pytest.mark.parametrize("language", ["sq", "en", "sr"])
def test_open_cells_are_filled_and_nothing_else_changes(language, cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path, language)
    fill(path, form, ANSWERS | day(form))
    before, targets = lines(cycle, "indicators"), lines(cycle, "targets")
    found = collected(cycle, path)
    assert messages(found) == []
    write_collected(found, cycle.folder)
    changed = [(old, new) for old, new in zip(before, lines(cycle, "indicators"), strict=True) if old != new]
    assert len(changed) == 1
    (row,) = [one for one in table(cycle, "indicators") if one["indicator_id"] == "II.1.1.out1"]
    assert row["means_of_verification"] == "Lists, signed; “kept” at MSA"
    assert (row["frequency"], row["responsible"], row["title_sr"]) == ("half_yearly", "MSA", "Obuke")
    assert lines(cycle, "targets") == [
        *targets,
        "I.1.1.out1,interim,2023,,,2023-07-20,1,,,absolute,,,,,",
        "II.1.ind2,final,2024,,,2023-07-20,60,,,absolute,,,,,",
        "II.1.1.out1,baseline,2021,,,2023-07-20,1.5,,,absolute,,,,,",
    ]
    assert examine_cycle(cycle.folder).errors == ()
    again = collected(cycle, path)
    assert (messages(again), dict(again.changes), dict(again.added)) == ([], {}, {})


def test_the_calendar_of_reports_is_filled_in_the_real_plan(tmp_path):
    cycle = copied("xk-2022-2024", tmp_path)
    form, path = handed_out(cycle, tmp_path, "sr")
    answers = {
        ("reports", "annual", "addressed_to"): "Vlada",
        ("reports", "annual", "due"): "31. mart",
        ("indicators", "I.1.ind1", "target"): Decimal(150),
        ("indicators", "I.1.ind1", "target_year"): Decimal(2024),
        ("indicators", "I.1.ind1", "responsible"): "PK",
    }
    fill(path, form, answers | day(form))
    found = collected(cycle, path)
    assert [fault for fault in found.faults if fault.severity == "error"] == []
    before = table(cycle, "reporting")
    write_collected(found, cycle.folder)
    after = table(cycle, "reporting")
    assert [row for row in after if row not in before] == [
        {**before[1], "addressed_to": "Vlada", "due": "31. mart"}
    ]
    assert lines(cycle, "targets")[-1] == "I.1.ind1,final,2024,,,2023-07-20,150,,,absolute,,,,,"
    assert dict(collected(cycle, path).changes) == {}


def test_another_value_than_the_plan_says_is_an_error_that_names_both(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path)
    fill(path, form, ANSWERS | day(form))
    write_collected(collected(cycle, path), cycle.folder)
    other = {
        ("indicators", "II.1.ind2", "target"): Decimal(70),
        ("indicators", "II.1.1.out1", "responsible"): "SHN",
        ("indicators", "II.1.1.out1", "baseline_year"): Decimal(2020),
    }
    fill(path, form, other)
    places = {name: cell_of(path, form, *name) for name in other}
    mend = "Mend: write what the plan says; where the plan itself was changed, change its table."
    say = "already; a form cannot change what the plan says."
    baseline = cell_of(path, form, "indicators", "II.1.1.out1", "baseline")
    assert sorted(messages(collected(cycle, path))) == sorted(
        [
            f"form.xlsx, sheet 'Indicators', cell {places['indicators', 'II.1.ind2', 'target']}, "
            f"column 'Target': found '2024: 70'; the plan says '2024: 60' {say} {mend}",
            f"form.xlsx, sheet 'Indicators', cell {places['indicators', 'II.1.1.out1', 'responsible']}, "
            f"column 'Who answers for collecting the data': found 'SHN'; the plan says 'MSA' {say} {mend}",
            f"form.xlsx, sheet 'Indicators', cell {baseline}, "
            f"column 'Baseline': found '2020: 1.5'; the plan says '2021: 1.5' {say} {mend}",
        ]
    )
    assert dict(collected(cycle, path).changes) == {}


def test_what_was_locked_and_is_changed_is_an_error_too(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path)
    fill(path, form, {("indicators", "I.1.ind1", "means"): "Nothing"} | day(form))
    cell = cell_of(path, form, "indicators", "I.1.ind1", "means")
    assert messages(collected(cycle, path)) == [
        f"form.xlsx, sheet 'Indicators', cell {cell}, column 'Means of verification': found 'Nothing'; the "
        "plan says 'Half-yearly reports of the municipalities' already; a form cannot change what "
        "the plan says. Mend: write what the plan says; where the plan itself was changed, change its table."
    ]


def test_value_and_year_go_together_and_the_day_is_needed(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path)
    fill(path, form, {("indicators", "II.1.ind2", "target"): Decimal(60)} | day(form))
    year = cell_of(path, form, "indicators", "II.1.ind2", "target_year")
    assert messages(collected(cycle, path)) == [
        f"form.xlsx, sheet 'Indicators', cell {year}, column 'Year of the target': a baseline or a target "
        "needs both its value and its year. Mend: fill in the empty one of the two, or empty both."
    ]
    form, path = handed_out(cycle, tmp_path)
    fill(path, form, ANSWERS)
    entry = cell_of(path, form, "who", "Date of the answers", "entry")
    assert messages(collected(cycle, path)) == [
        f"form.xlsx, sheet 'Who answers', cell {entry}, column 'Entry': the line 'Date of the answers' is "
        "empty. Mend: fill in the line."
    ]


def test_wrong_years_and_shares_are_refused(cycle, tmp_path):
    form, path = handed_out(cycle, tmp_path)
    wrong = {
        ("indicators", "II.1.ind2", "target"): Decimal(160),
        ("indicators", "II.1.ind2", "target_year"): Decimal(2030),
    }
    fill(path, form, wrong | day(form))
    cells = [cell_of(path, form, *name) for name in wrong]
    start = "form.xlsx, sheet 'Indicators', cell"
    assert messages(collected(cycle, path)) == [
        f"{start} {cells[0]}, column 'Target': found '160'; the value is outside its range (0 to 100). "
        "Mend: correct the cell.",
        f"{start} {cells[1]}, column 'Year of the target': found '2030'; the value is outside its range "
        "(2022 to 2024). Mend: correct the cell.",
    ]


def test_two_forms_that_contradict_are_refused(cycle, tmp_path):
    for file, target in (("a.xlsx", 60), ("b.xlsx", 65)):
        form, path = handed_out(cycle, tmp_path, file=file)
        changed = {("indicators", "II.1.ind2", "target"): Decimal(target)}
        fill(path, form, ANSWERS | changed | day(form))
    found = collected(cycle, path)
    assert [fault.code for fault in found.errors] == ["forms_contradict"]
    assert found.errors[0].file == "b.xlsx"
    assert "'65'" in messages(found)[0] and "a.xlsx" in messages(found)[0]
