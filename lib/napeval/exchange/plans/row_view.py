"""One sheet of a plan with its mapping, row by row: what stands in which role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from napeval.cycle.faults import Fault, Severity
from napeval.exchange.plans.mapping import SheetChoice
from napeval.exchange.plans.numbers import depth, objective_label, plain_number
from napeval.exchange.plans.sheet import PlanCell, PlanSheet
from napeval.exchange.plans.words import fold

LEVELS = ("strategic", "specific", "measure")
"""Levels of objectives, from the top."""
_DETAILS = (
    "start",
    "deadline",
    "funding",
    "lead",
    "support",
    "responsible",
    "output",
    "reference",
    "remarks",
)
"""Roles that tell something of an activity besides its amounts."""


class RowView:
    """The cells of rows by their roles. faults: what was said of them so far."""

    def __init__(self, file: str, sheet: PlanSheet, choice: SheetChoice, language: str) -> None:
        self.file, self.sheet, self.choice, self.language = file, sheet, choice, language
        self.faults: list[Fault] = []
        self.usual_depth = self._usual_depth()

    def label(self, row: int) -> str:
        """The first words of a row that stand in no column of amounts."""
        money = {one.column for one in self.choice.columns if one.becomes in ("budget", "budget_total")}
        for column in self.sheet.filled(row):
            text = self.sheet.cells[row, column].one_line
            if column not in money and any(letter.isalpha() for letter in text) and not plain_number(text):
                return text
        return ""

    def details(self, row: int) -> bool:
        """Whether a row tells more of an activity than its title and amounts."""
        return any(self.sheet.own(row, one.column) for role in _DETAILS for one in self.choice.of(role))

    def _usual_depth(self) -> int:
        """How many parts the numbers of activities have, counted where a row tells more of one."""
        after = self.choice.heading_rows[-1] if self.choice.heading_rows else 0
        counted: Counter[int] = Counter()
        for row in range(after + 1, self.sheet.last_row + 1):
            number = self.number(row)
            if number and self.details(row):
                counted[depth(number)] += 1
        return counted.most_common(1)[0][0] if counted else 0

    def number(self, row: int) -> str:
        return plain_number(self.printed_number(row)[0])

    def printed_number(self, row: int) -> tuple[str, bool]:
        """The number of an activity as printed, and whether it stands before the title in the same cell."""
        columns = self.choice.of("number")
        for one in columns:
            cell = self.sheet.own(row, one.column)
            if cell is not None:
                return cell.one_line, False
        for one in self.choice.of("activity") if not columns else ():
            cell = self.sheet.own(row, one.column)
            label = objective_label(cell.text) if cell else None
            if cell is not None and label is not None and not label.level:
                return cell.text.split()[0], True
        return "", False

    def amounts(self, row: int) -> dict[int, tuple[str, PlanCell]]:
        """The filled cells of amounts in a row by year, each with its heading; year 0 where none is named."""
        found = {}
        for one in self.choice.of("budget"):
            cell = self.sheet.own(row, one.column)
            if cell is not None:
                found[one.year or 0] = (one.heading, cell)
        return found

    def say(
        self,
        code: str,
        row: int,
        cell: str | None,
        value: str | None = None,
        *,
        arguments: Mapping[str, str] | None = None,
        severity: Severity = "error",
    ) -> None:
        """Note a fault of a row."""
        sheet = self.sheet.name or None
        self.faults.append(Fault(code, self.file, row, None, value, arguments or {}, severity, sheet, cell))


def begins_with(label: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text begins with one of these folded phrases."""
    folded = fold(label)
    return any(folded == phrase or folded.startswith(f"{phrase} ") for phrase in phrases)
