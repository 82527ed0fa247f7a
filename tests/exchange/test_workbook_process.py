"""The process that reads is limited, kept apart, and started again when it dies."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile

import pytest
from hostile_workbooks import (
    filled_rows,
    ole,
    plain,
    workbook_parts,
    write_rows,
    zipped,
)
from workbook_checks import ENGLISH, messages, refused

from napeval.display.fault_words import fault_text
from napeval.exchange.workbooks import process as workbook_process
from napeval.exchange.workbooks.process import ProcessDied, ReadingProcess, TooSlow
from napeval.exchange.workbooks.reading import LIMITS, WorkbookLimits, read_workbooks

COPY = "Mend: copy the sheets that are asked for into a new workbook."


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit the memory of a process")
def test_too_much_memory_is_refused_and_the_next_workbook_read(tmp_path):
    big = write_rows(tmp_path / "big.xlsx", filled_rows(5_000, 30))
    small = write_rows(tmp_path / "small.xlsx", filled_rows(2, 2))
    limits = WorkbookLimits(memory_bytes=50_000_000)
    refused_one, read_one = read_workbooks([(big, "big.xlsx"), (small, "small.xlsx")], limits=limits)
    assert refused_one[0] is None
    assert [fault_text(fault, ENGLISH) for fault in refused_one[1]] == [
        f"big.xlsx: reading the workbook took more than 50 MB of memory and was ended. {COPY}"
    ]
    assert read_one[0] is not None and read_one[1] == []
    assert messages(big) == (True, [])


def test_too_much_time_is_refused_and_the_process_ended(tmp_path):
    path = write_rows(tmp_path / "a.xlsx", filled_rows(5_000, 30))
    assert refused(path, limits=WorkbookLimits(seconds=0.05)) == (
        f"form.xlsx: reading the workbook took more than 0.05 seconds and was ended. {COPY}"
    )
    with ReadingProcess(WorkbookLimits(seconds=0.05)) as process:
        with pytest.raises(TooSlow):
            process.ask(path)
        assert process._process is None


def test_one_process_reads_many_and_each_is_judged_alone(tmp_path):
    good = write_rows(tmp_path / "good.xlsx", filled_rows(3, 3))
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(ole("Workbook"))
    files = [(good, "1.xlsx"), (bad, "2.xlsx"), (tmp_path / "none.xlsx", "3.xlsx"), (good, "4.xlsx")]
    results = read_workbooks(files)
    assert [workbook is not None for workbook, _ in results] == [True, False, False, True]
    assert [[(fault.file, fault.code) for fault in faults] for _, faults in results] == [
        [], [("2.xlsx", "workbook_old")], [("3.xlsx", "file_missing")], []
    ]  # fmt: skip
    assert results[0][0].sheets == results[3][0].sheets
    assert read_workbooks([]) == []


def test_a_process_that_dies_between_two_workbooks_is_started_again(tmp_path):
    path = write_rows(tmp_path / "a.xlsx", filled_rows(1, 1))
    with ReadingProcess(LIMITS) as process:
        process.ask(path)
        first = process._process
        first.kill()
        first.wait()
        assert process.ask(path)["sheets"][0]["last_row"] == 1
        assert process._process is not first
    assert process._process is None


def test_memory_that_workbooks_before_it_took_does_not_count_against_a_workbook(tmp_path, monkeypatch):
    """A stand-in answers its first question well and has no memory left for the second."""
    good, spent = json.dumps({"findings": []}), json.dumps({"findings": [], "spent": True})
    answers = f"zip(sys.stdin, [{good!r}, {spent!r}])"
    program = f"import sys\nfor line, answer in {answers}: print(answer, flush=True)"
    monkeypatch.setattr("napeval.exchange.workbooks.process._START", program)
    with ReadingProcess(LIMITS) as process:
        assert process.ask(tmp_path) == {"findings": []}
        first = process._process
        assert process.ask(tmp_path) == {"findings": []}
        assert process._process is not first


def _saying(monkeypatch, answer):
    """Puts a program in the place of the reading process that answers every question with this line."""
    program = f"import sys\nfor line in sys.stdin: print({answer!r}, flush=True)"
    monkeypatch.setattr("napeval.exchange.workbooks.process._START", program)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("no JSON", "ProcessDied"),
        ("[1]", "ProcessDied"),
        ("{}", "KeyError"),
        (json.dumps({"findings": [{"code": 1}]}), "KeyError"),
        (json.dumps({"findings": [], "sheets": [1], "formats": []}), "TypeError"),
        ("[" * 100_000, "ProcessDied"),
    ],
)
def test_an_answer_that_is_none_refuses_the_workbook(tmp_path, monkeypatch, answer, reason):
    _saying(monkeypatch, answer)
    path = write_rows(tmp_path / "a.xlsx", filled_rows(1, 1))
    assert refused(path) == f"form.xlsx: the workbook could not be read ({reason}). {COPY}"


def test_a_process_that_says_nothing_and_ends_refuses_the_workbook(tmp_path, monkeypatch):
    monkeypatch.setattr("napeval.exchange.workbooks.process._START", "")
    path = write_rows(tmp_path / "a.xlsx", filled_rows(1, 1))
    with ReadingProcess(LIMITS) as process, pytest.raises(ProcessDied):
        process.ask(path)
    assert refused(path) == f"form.xlsx: the workbook could not be read (ProcessDied). {COPY}"


def test_the_process_takes_no_module_from_the_folder_it_is_started_in(tmp_path, monkeypatch):
    """A data folder from outside may hold anything, also a file called json.py."""
    path = write_rows(tmp_path / "a.xlsx", filled_rows(1, 1))
    for name in ("json.py", "zipfile.py", "sitecustomize.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert messages(path) == (True, [])
    assert not (tmp_path / "ran").exists()


def test_the_process_imports_no_large_library():
    program = workbook_process._START.replace("main()", "print(*(n for n, m in sys.modules.items() if m))")
    command = [sys.executable, "-I", "-c", program, str(workbook_process._LIBRARY)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    loaded = {name.split(".")[0] for name in said.split()}
    assert "openpyxl" in loaded
    assert loaded & {"pandas", "numpy", "lxml", "PIL"} == set()


def test_a_name_with_odd_letters_is_found(tmp_path):
    path = write_rows(tmp_path / "Peć – Prishtinë 'x' (1).xlsx", filled_rows(1, 1))
    assert messages(path) == (True, [])


def test_a_workbook_is_read_where_it_is_whole_and_nowhere_is_left_open(tmp_path):
    """The file may be replaced right after it was read, as on Windows only closed files may."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(plain())
    with ReadingProcess(LIMITS) as process:
        process.ask(path)
        path.write_bytes(zipped(workbook_parts("<row><c><v>2</v></c></row>"), zipfile.ZIP_STORED))
        assert process.ask(path)["sheets"][0]["cells"][0][3] == 2
