"""The demonstration cycle, copied and broken on purpose, and what is said about it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

from napeval.cycle import CycleFaults, examine_cycle, read_evaluation
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from plans import SMALL, plan_folder

DEMO = plan_folder(SMALL)


def copy_of_demo(place: Path) -> Path:
    """The demonstration cycle in a folder of its own, free to be broken."""
    return Path(shutil.copytree(DEMO, place / "data" / "demo-small"))


def replace(cycle: Path, file: str, old: str, new: str) -> None:
    """Put one text for another that stands in the file exactly once."""
    path = cycle / file
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, f"{file}: '{old}' stands there {text.count(old)} times"
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def records(cycle: Path, file: str) -> list[list[str]]:
    """The rows of a table as a spreadsheet shows them: the heading is the first."""
    with (cycle / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def write(
    cycle: Path, file: str, rows: list[list[str]], *, line_end: str = "\n", encoding: str = "utf-8"
) -> None:
    with (cycle / file).open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, lineterminator=line_end).writerows(rows)


def set_cell(cycle: Path, file: str, row: int, column: str, value: str) -> None:
    """Write one cell. row: as a spreadsheet shows it."""
    rows = records(cycle, file)
    rows[row - 1][rows[0].index(column)] = value
    write(cycle, file, rows)


def add_row(cycle: Path, file: str, **cells: str) -> int:
    """Put a row at the end of a table, other cells empty; returns its number."""
    rows = records(cycle, file)
    assert set(cells) <= set(rows[0])
    write(cycle, file, [*rows, [cells.get(name, "") for name in rows[0]]])
    return len(rows) + 1


def without_table(cycle: Path, file: str) -> None:
    """Take a table out of the cycle and of its description."""
    (cycle / file).unlink()
    path = cycle / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["path"] != file]
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")


def messages(cycle: Path, language: str = "en") -> list[str]:
    """Every error of the cycle in words, as the command line prints it but for the folder."""
    return [fault_text(fault, Language(language)) for fault in examine_cycle(cycle).errors]


def evaluation_messages(cycle: Path, language: str = "en") -> list[str]:
    """Every error of the mid-term evaluation in words."""
    try:
        read_evaluation(cycle, "mid-term")
    except CycleFaults as found:
        return [fault_text(fault, Language(language)) for fault in found.faults]
    return []
