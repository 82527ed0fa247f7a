"""Finding out what form a workbook is: the lines of identification on its first sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from napeval.cycle.dates import Day, parse_date
from napeval.cycle.faults import Fault
from napeval.display.languages import MESSAGE_LANGUAGES, SOURCE_LANGUAGE, Language
from napeval.exchange.forms.cell_reading import cell_text, same_word
from napeval.exchange.forms.model import Identification
from napeval.exchange.forms.words import IDENTIFICATION_LABELS, labels_of_identification
from napeval.exchange.workbooks.model import Cell, Sheet, Workbook

_NEEDED = ("kind", "layout", "cycle", "language", "made_on")
_MOST_ROWS = 60
_CODE = re.compile(r"[^\s/\\](?:[^/\\\n]{0,118}[^\s/\\])?")


@dataclass(frozen=True)
class Place:
    """Where a line of the identification stands: its sheet, label, and the cell with the value."""

    sheet: str
    label: str
    cell: Cell


@dataclass(frozen=True)
class Identified:
    """The identification of a workbook with the place of each line, None where it has none of ours."""

    identification: Identification | None
    places: Mapping[str, Place]
    faults: tuple[Fault, ...]

    def fault(self, line: str, fault: Fault, file: str) -> Fault:
        """A fault of one line, placed in the workbook."""
        place = self.places.get(line)
        return Fault(
            fault.code,
            file,
            place.cell.row if place else None,
            place.label if place else None,
            fault.value,
            fault.arguments,
            fault.severity,
            place.sheet if place else None,
            place.cell.ref if place else None,
        )


def identify(workbook: Workbook, file: str) -> Identified:
    """What a workbook says of itself, and what is wrong with that."""
    places = _places(workbook)
    if "kind" not in places:
        return Identified(None, {}, (Fault("form_unknown", file),))
    found = {line: cell_text(place.cell.value) for line, place in places.items()}
    nothing = Identified(None, places, ())
    spoken = found.get("language") if found.get("language") in MESSAGE_LANGUAGES else SOURCE_LANGUAGE

    def say(line: str) -> str:
        return Language(str(spoken)).translate(IDENTIFICATION_LABELS[line])

    faults = [
        Fault("form_line_missing", file, sheet=places["kind"].sheet, arguments={"line": say(line)})
        for line in _NEEDED
        if not found.get(line)
    ]
    day = parse_date(found["made_on"]) if found.get("made_on") else None
    for line, text in found.items():
        right = _RIGHT.get(line, _is_code)
        if text and not right(text):
            faults.append(nothing.fault(line, Fault("form_line_wrong", file, value=text[:60]), file))
    if faults:
        return Identified(None, places, tuple(faults))
    texts = {line: text for line, text in found.items() if line not in ("layout", "made_on")}
    made_on = day.value if isinstance(day, Day) else date.min
    own = Identification(layout=int(found["layout"]), made_on=made_on, **texts)
    return Identified(own, places, ())


def _is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


_RIGHT: Mapping[str, Callable[[str], bool]] = {
    "layout": lambda text: text.isdecimal() and len(text) < 6,
    "made_on": lambda text: isinstance(parse_date(text), Day),
    "language": lambda text: text in MESSAGE_LANGUAGES,
    "period": lambda text: len(text) < 40,  # whether it is one is for the kind of form to say
}


def _places(workbook: Workbook) -> Mapping[str, Place]:
    """The lines of the first sheet that has a line for the kind of form and one for its layout."""
    labels = {same_word(label): line for label, line in labels_of_identification().items()}
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        lines = _lines(sheet, labels)
        if "kind" in lines and "layout" in lines:
            return lines
    return {}


def _lines(sheet: Sheet, labels: Mapping[str, str]) -> Mapping[str, Place]:
    """The lines of one sheet: a label, and a value in the cell to its right."""
    lines: dict[str, Place] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > _MOST_ROWS or not isinstance(cell.value, str):
            continue
        line = labels.get(same_word(cell.value))
        beside = sheet.cells.get((row, column + 1))
        if line and line not in lines and beside is not None:
            lines[line] = Place(sheet.name, cell.value, beside)
    return lines
