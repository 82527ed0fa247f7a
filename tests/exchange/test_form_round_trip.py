"""Forms filled with random valid answers come back with exactly those answers, also through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from random_answers import Filling, fill

from napeval.cycle import read_cycle
from napeval.display.languages import Language
from napeval.exchange.forms.model import Form
from napeval.exchange.forms.progress import file_name, progress_form
from napeval.exchange.forms.reading import FilledForm, read_form
from napeval.exchange.forms.writing import LISTS_TAB, write_form
from napeval.exchange.workbooks.reading import read_workbooks
from plans import plan_folder

MADE = date(2023, 7, 1)
DEMO = ("MSA", "MUN", "NCO", "POL", "PRO", "SHN")
XK = ("KK", "MPB", "PK", "MFPT", "Donatorët", "KE")
FORMS = [
    (cycle, institution, language)
    for cycle, institutions in (("demo-small", DEMO), ("xk-2022-2024", XK))
    for institution in institutions
    for language in ("sq", "en", "sr")
]
ROUNDS = 3  # with 36 forms: 108


def answers_of(filled: FilledForm) -> Mapping[str, Mapping[tuple[object, ...], Mapping[str, object]]]:
    """What came back, as random_answers says what was written: cells that hold something."""
    assert filled.form is not None
    found = {}
    for sheet in filled.form.sheets:
        rows = {}
        for row in filled.answers[sheet.name]:
            given = row.handed_out.values if row.handed_out else {}
            here = {name: value for name, value in row.values.items() if value is not None}
            here = {name: value for name, value in here.items() if given.get(name) != value}
            if here:
                rows[sheet.key(row.values)] = here
        found[sheet.name] = rows
    return found


def written(tmp_path: Path, forms: list[tuple[str, str, str]], seed: int) -> dict[Path, tuple[Form, Filling]]:
    """Forms written and filled, by path."""
    cycles = {name: read_cycle(plan_folder(name)) for name in ("demo-small", "xk-2022-2024")}
    made = {}
    for number, (cycle, institution, language) in enumerate(forms):
        form = progress_form(cycles[cycle], institution, "2023-H1", Language(language), MADE)
        path = tmp_path / f"{cycle}_{file_name(form.identification)}"
        write_form(form, path)
        made[path] = (form, fill(form, path, seed * 1000 + number))
    return made


def compare(made: Mapping[Path, tuple[Form, Filling]], folder: Path) -> int:
    """Read the forms from a folder and compare every answer; gives how many answers there were."""
    paths = list(made)
    read = read_workbooks([(folder / path.name, path.name) for path in paths], known_hidden=(LISTS_TAB,))
    count = 0
    for path, (workbook, faults) in zip(paths, read, strict=True):
        form, filling = made[path]
        assert workbook is not None and faults == []
        filled = read_form(
            workbook, path.name, lambda own, form=form: form if own == form.identification else []
        )
        told = [fault for fault in filled.faults if fault.code != "form_small_percentage"]
        assert told == []
        assert answers_of(filled) == filling.expected
        count += sum(len(cells) for rows in filling.expected.values() for cells in rows.values())
    return count


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_was_answered_comes_back(tmp_path: Path, seed: int) -> None:
    assert compare(written(tmp_path, FORMS, seed), tmp_path) > 1000


@pytest.mark.tool("soffice", "libreoffice")
def test_what_was_answered_comes_back_through_libreoffice(tmp_path: Path) -> None:
    forms = [("demo-small", "MSA", "en"), ("demo-small", "NCO", "sr"), ("xk-2022-2024", "MPB", "sq")]
    made = written(tmp_path, forms, seed=77)
    again = tmp_path / "again"
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office
    subprocess.run(
        [
            office, "--headless", f"-env:UserInstallation=file://{tmp_path}/office",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(again), *map(str, made),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    assert compare(made, again) > 150
