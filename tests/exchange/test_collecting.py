"""Collecting forms: what is new, what is there already, what corrects what, who has not answered."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from inbox import ANSWERED, COLLECTED, EN, REMARKS_LINE, Edits, Inbox

from napeval.cycle import CycleFaults, examine_cycle
from napeval.display.fault_words import fault_text
from napeval.exchange.collecting.collect import Response, collect, write_collected
from napeval.exchange.collecting.merge import TableMerge
from napeval.exchange.forms.kinds import NewRow

LATER = date(2023, 7, 20)
MSA, POL = "progress_2023-H1_MSA_en.xlsx", "progress_2023-H1_POL_en.xlsx"


def trained(value: float) -> Edits:
    """An answer to one indicator of the ministry."""
    return {
        ("Indicators", "State of the value", "II.1.ind1"): "measured",
        ("Indicators", "Value reached", "II.1.ind1"): value,
    }


def observations(inbox: Inbox) -> list[dict[str, str]]:
    with (inbox.cycle / "monitoring/observations.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["source_id"].startswith("form_")]


def state_of(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path, "MSA", "POL")


def test_nothing_is_written_by_collecting(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    before = state_of(inbox.cycle)
    collected = inbox.collect()
    assert set(collected.changes) == {"monitoring/sources.csv", "monitoring/observations.csv"}
    assert state_of(inbox.cycle) == before


def test_a_row_is_shown_with_where_it_comes_from(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    (row,) = inbox.collect().added["monitoring/observations"]
    assert (row.file, row.sheet, row.row) == (MSA, "Indicators", 10)
    assert row.values == {
        "indicator_id": "II.1.ind1", "period": "2023-H1", "source_id": "form_MSA_2023-H1",
        "reported_by": "MSA", "recorded_on": "2023-07-14", "value": "64", "state": "measured",
    }  # fmt: skip


def test_the_form_becomes_a_restricted_source(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64) | {("Who answers", "Answer", FUNCTION_LINE): "Head of unit"})
    (row,) = inbox.collect().added["monitoring/sources"]
    assert row.values == {
        "source_id": "form_MSA_2023-H1", "title": "Progress form, Ministry of Social Affairs, 2023-H1",
        "publisher": "Ministry of Social Affairs", "kind": "administrative", "release_status": "restricted",
        "retrieved": "2023-07-14", "extent_read": "complete", "note": f"{MSA}, Head of unit",
    }  # fmt: skip


FUNCTION_LINE = "Function of whoever answers, such as head of unit. No name."


def test_the_same_forms_again_change_nothing(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64) | {("Who answers", "Answer", REMARKS_LINE): "=1+1"})
    write_collected(inbox.collect(), inbox.cycle)
    before = state_of(inbox.cycle)
    again = inbox.collect(today=date(2024, 5, 1))
    assert [fault.code for fault in again.faults] == ["form_blank"]  # the other form of the folder
    assert (again.added, again.corrections, again.changes) == ({}, (), {})
    assert again.unchanged == {
        "monitoring/sources": 1, "monitoring/statements": 1, "monitoring/observations": 1
    }  # fmt: skip
    assert write_collected(again, inbox.cycle) == []
    assert state_of(inbox.cycle) == before


def test_the_same_answers_with_a_later_date_change_nothing(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    write_collected(inbox.collect(), inbox.cycle)
    inbox.answer("MSA", {}, LATER)
    assert inbox.collect().changes == {}


def test_a_correction_is_a_further_row(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    write_collected(inbox.collect(), inbox.cycle)
    before = (inbox.cycle / "monitoring/observations.csv").read_bytes()
    inbox.answer("MSA", trained(61), LATER)
    collected = inbox.collect()
    (correction,) = collected.corrections
    assert correction.changes == {"value": ("64", "61")}
    assert (correction.recorded_before, correction.recorded_on) == ("2023-07-14", "2023-07-20")
    assert correction.appended
    write_collected(collected, inbox.cycle)
    assert (inbox.cycle / "monitoring/observations.csv").read_bytes().startswith(before)
    assert [(row["recorded_on"], row["value"]) for row in observations(inbox)] == [
        ("2023-07-14", "64"),
        ("2023-07-20", "61"),
    ]
    assert examine_cycle(inbox.cycle).errors == ()
    assert inbox.collect().changes == {}


def test_a_correction_of_the_same_day_is_refused(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    write_collected(inbox.collect(), inbox.cycle)
    inbox.answer("MSA", trained(61))
    assert inbox.messages()[1:] == [
        f"error: {MSA}, sheet 'Indicators', cell H10, column 'Value reached': found '61'; "
        "monitoring/observations.csv has '64' here, recorded on the same day (2023-07-14). Mend: give the "
        "correction a later date of answer."
    ]


def test_two_forms_of_one_institution_that_agree_are_taken_once(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    shutil.copy(inbox.path("MSA"), inbox.folder / "copy.xlsx")
    collected = inbox.collect()
    assert len(collected.added["monitoring/observations"]) == 1
    assert collected.unchanged == {"monitoring/sources": 1, "monitoring/observations": 1}
    assert collected.errors == ()


def test_two_forms_that_contradict_one_another_are_both_named(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    other = inbox.folder / "second.xlsx"
    shutil.copy(inbox.path("MSA"), other)
    inbox.answer("MSA", trained(61), path=other)
    assert inbox.messages()[1:] == [
        f"error: second.xlsx, sheet 'Indicators', cell H10, column 'Value reached': found '61'; {MSA}, of "
        "the "
        "same date of answer, says '64' here. Mend: find out which holds; take the other form out, or give "
        "the correction a later date of answer."
    ]
    with pytest.raises(CycleFaults):
        write_collected(inbox.collect(), inbox.cycle)


def test_of_two_forms_the_later_one_corrects_with_a_warning(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    other = inbox.folder / "a_later_one.xlsx"
    shutil.copy(inbox.path("MSA"), other)
    inbox.answer("MSA", trained(61), LATER, path=other)
    assert inbox.messages()[1:] == [
        f"warning: a_later_one.xlsx, sheet 'Indicators', row 10: this row corrects that of {MSA} (answered "
        "2023-07-14); both are kept, the later one counts. Mend: take this form out of the folder if it is "
        "not the one that counts."
    ]
    write_collected(inbox.collect(), inbox.cycle)
    assert [row["value"] for row in observations(inbox)] == ["64", "61"]
    assert inbox.collect().changes == {}


def test_an_answer_of_before_the_last_one_is_kept_as_history(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(61), LATER)
    write_collected(inbox.collect(), inbox.cycle)
    inbox.answer("MSA", trained(64), ANSWERED)
    collected = inbox.collect()
    assert collected.corrections == ()
    write_collected(collected, inbox.cycle)
    assert [row["value"] for row in observations(inbox)] == ["61", "64"]


def test_money_is_reported_by_one_form_only(inbox: Inbox) -> None:
    expenditure = inbox.cycle / "monitoring/expenditure.csv"
    line = "II.1.1,2023-H1,committed,BUD;DON,,2023-07-02,700,EUR,form_SHN_2023-H1\n"
    expenditure.write_bytes(expenditure.read_bytes() + line.encode())
    sources = inbox.cycle / "monitoring/sources.csv"
    source = "form_SHN_2023-H1,Form,,,,administrative,,restricted,,,,\n"
    sources.write_bytes(sources.read_bytes() + source.encode())
    inbox.answer("MSA", {("Money", "Committed in the period", "II.1.1"): 900})
    assert inbox.messages()[1:] == [
        f"error: {MSA}, sheet 'Money', cell F8, column 'Committed in the period': found '900'; another form "
        "(form_SHN_2023-H1) has reported '700' of the same money. Mend: agree on who reports it, and name "
        "another cost category where both are right."
    ]


def test_a_table_without_days_of_recording_keeps_one_row(tmp_path: Path) -> None:
    on_record = {"item_id": "a", "subject": "plan", "answer": "yes"}
    new = NewRow({**on_record, "answer": "no"}, "List", 7, {"answer": ("C7", "Answer")})
    merge = TableMerge("evaluations/mid-term/checklist", (on_record,), replaces=False)
    merge.merge(new, "list.xlsx")
    (fault,) = merge.faults
    assert fault_text(fault, EN) == (
        "list.xlsx, sheet 'List', cell C7, column 'Answer': found 'no'; evaluations/mid-term/checklist.csv "
        "has 'yes' here, and a table without days of recording keeps only one. Mend: correct the row in the "
        "table by hand, or take the form out of the folder."
    )
    assert merge.added == []


def test_a_kind_that_replaces_puts_the_row_in_its_place() -> None:
    on_record = {"item_id": "a", "subject": "plan", "answer": "yes", "justification": "seen"}
    merge = TableMerge("evaluations/mid-term/checklist", (on_record,), replaces=True)
    merge.merge(NewRow({"item_id": "a", "subject": "plan", "answer": "no"}), "list.xlsx")
    assert merge.faults == [] and merge.added == []
    assert {key: cell for key, cell in merge.replaced[0].items() if cell} == {
        "item_id": "a", "subject": "plan", "answer": "no"
    }  # fmt: skip
    (correction,) = merge.corrections
    assert correction.changes == {"answer": ("yes", "no"), "justification": ("seen", "")}
    assert not correction.appended


def test_who_has_not_answered(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    assert inbox.collect().responses == (
        Response(
            "progress", "2023-H1", "MSA", "Ministry of Social Affairs", "answered", MSA, ANSWERED, 17, 1, 16
        ),
        Response("progress", "2023-H1", "POL", "Police of Demoland", "blank", POL, None, 6, 0, 6),
        Response("progress", "2023-H1", "MUN", "Municipalities", "missing"),
        Response("progress", "2023-H1", "NCO", "Office of the National Coordinator", "missing"),
        Response("progress", "2023-H1", "PRO", "Prosecution Service of Demoland", "missing"),
        Response("progress", "2023-H1", "SHN", 'Shelter Network "Harbour"', "missing"),
    )


def test_who_answered_earlier_is_not_called_missing(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    write_collected(inbox.collect(), inbox.cycle)
    inbox.path("MSA").unlink()
    inbox.answer("POL", {("Who answers", "Answer", REMARKS_LINE): "x"})
    status = {one.institution: one.status for one in inbox.collect().responses}
    assert status == {
        "POL": "answered", "MSA": "collected_before", "MUN": "missing", "NCO": "missing", "PRO": "missing",
        "SHN": "missing",
    }  # fmt: skip


def test_a_form_with_errors_keeps_everything_from_being_written(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    inbox.answer("POL", {("Who answers", "Answer", REMARKS_LINE): "x"}, day=None)
    collected = inbox.collect()
    assert {one.institution: one.status for one in collected.responses if one.file} == {
        "MSA": "answered", "POL": "refused"
    }  # fmt: skip
    assert set(collected.added) == {"monitoring/sources", "monitoring/observations"}
    before = state_of(inbox.cycle)
    with pytest.raises(CycleFaults):
        write_collected(collected, inbox.cycle)
    assert state_of(inbox.cycle) == before


def test_a_table_that_changed_meanwhile_is_not_overwritten(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64))
    collected = inbox.collect()
    table = inbox.cycle / "monitoring/observations.csv"
    table.write_bytes(table.read_bytes() + b"\n")
    with pytest.raises(CycleFaults) as refused:
        write_collected(collected, inbox.cycle)
    assert [fault_text(fault, EN) for fault in refused.value.faults] == [
        "monitoring/observations.csv: the table was changed while the forms were being collected. Mend: "
        "collect again."
    ]


def test_a_writing_that_was_cut_off_is_completed_by_collecting_again(inbox: Inbox) -> None:
    inbox.answer("MSA", trained(64) | {("Who answers", "Answer", REMARKS_LINE): "x"})
    collected = inbox.collect()
    first = next(iter(collected.changes))
    (inbox.cycle / first).write_bytes(collected.changes[first])
    rest = inbox.collect()
    assert set(rest.changes) == set(collected.changes) - {first}
    write_collected(rest, inbox.cycle)
    assert {name: (inbox.cycle / name).read_bytes() for name in collected.changes} == collected.changes


def test_a_table_in_another_encoding_is_not_written_to(inbox: Inbox) -> None:
    table = inbox.cycle / "monitoring/observations.csv"
    table.write_bytes(table.read_text("utf-8").encode("utf-16"))
    inbox.answer("MSA", trained(64))
    assert inbox.messages()[1:] == [
        "error: monitoring/observations.csv: rows cannot be added to this file: it is not CSV in UTF-8. "
        "Mend: save it as CSV in UTF-8."
    ]


def test_a_cycle_with_errors_takes_no_forms(inbox: Inbox) -> None:
    (inbox.cycle / "plan/activities.csv").unlink()
    collected = inbox.collect()
    assert [fault.code for fault in collected.errors if fault.file == "plan/activities.csv"] == [
        "file_missing"
    ]
    assert (collected.added, collected.changes, collected.responses) == ({}, {}, ())


@pytest.mark.parametrize("name", ["in", "nowhere"])
def test_a_folder_without_forms_is_said_to_be_so(inbox: Inbox, name: str) -> None:
    for path in inbox.folder.iterdir():
        path.unlink()
    found = collect(inbox.folder.with_name(name), inbox.cycle, COLLECTED, EN)
    assert [fault_text(fault, EN) for fault in found.faults] == [
        f"{name}: there is no filled form in this folder. Mend: check the name of the folder."
    ]


def test_what_is_no_workbook_is_named(inbox: Inbox) -> None:
    (inbox.folder / "old.xls").write_bytes(b"x")
    (inbox.folder / "notes.txt").write_bytes(b"x")
    (inbox.folder / "~$open.xlsx").write_bytes(b"x")
    assert inbox.messages()[0] == (
        "warning: old.xls: only workbooks of the kind .xlsx are read as forms. Mend: save the form as an "
        "Excel workbook."
    )
    assert len(inbox.messages()) == 3


def test_a_settled_acceptance_is_told_before_anything_is_written(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, "PRO")
    status = ("Activities", "Status", "IV.1.2")
    done = {status: "completed", ("Activities", "Share done", "IV.1.2"): 1}
    inbox.answer("PRO", done)
    assert [(fault.code, fault.file) for fault in inbox.collect().errors] == [
        ("acceptance_unmatched", "accepted.yml")
    ]


def test_no_form_ever_reaches_the_tables_half(tmp_path: Path) -> None:
    """A form for another plan among good ones: nothing of any is written."""
    inbox = Inbox(tmp_path, "MSA")
    inbox.answer("MSA", trained(64))
    package = inbox.cycle / "datapackage.json"
    package.write_text(
        package.read_text("utf-8").replace('"name": "demo-small"', '"name": "demo-other"', 1), "utf-8"
    )
    collected = inbox.collect()
    assert [fault.code for fault in collected.errors] == ["form_other_cycle"]
    assert collected.added == {}
