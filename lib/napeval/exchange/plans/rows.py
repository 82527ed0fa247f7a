"""The rows of a plan, one after another: objectives, activities, totals, and what is none of these."""

from __future__ import annotations

from collections.abc import Iterator

from napeval.exchange.plans.columns import is_heading_row, is_other_heading_row
from napeval.exchange.plans.drafts import (
    ActivityDraft,
    BudgetLine,
    ObjectiveDraft,
    PlanDraft,
    RowFate,
    TotalDraft,
)
from napeval.exchange.plans.mapping import UNUSED, WORDED
from napeval.exchange.plans.numbers import objective_number
from napeval.exchange.plans.objectives import ObjectiveReader
from napeval.exchange.plans.row_view import LEVELS, RowView, begins_with
from napeval.exchange.plans.words import TOTAL_PARTS, TOTALS, fold

_TEXT_SHOWN = 80
_NOT_TAKEN_OVER = ("", UNUSED, "number", "budget", "budget_total", *LEVELS)
"""Roles that are read apart from the other cells of an activity."""


class RowReader:
    """Reads the rows of one sheet into a draft."""

    def __init__(self, view: RowView, draft: PlanDraft) -> None:
        self.view, self.draft = view, draft
        self.objectives = ObjectiveReader(view, draft)
        self._elsewhere = False

    def read(self) -> Iterator[RowFate]:
        """What became of each row of the sheet."""
        elsewhere: list[int] = []
        for row in range(1, self.view.sheet.last_row + 1):
            became, of = self._row(row)
            columns = self.view.sheet.filled(row)
            text = " | ".join(self.view.sheet.cells[row, column].one_line for column in columns)
            shown = text if len(text) <= _TEXT_SHOWN else text[: _TEXT_SHOWN - 1] + "…"
            if became == "not_understood":
                cell = self.view.sheet.cells[row, columns[0]].ref
                self.view.say("row_not_understood", row, cell, shown, severity="warning")
            elsewhere += [row] if became == "other_table" else []
            yield RowFate(self.view.sheet.name, row, became, shown, of)
        if elsewhere:
            counted = {"count": str(len(elsewhere))}
            self.view.say("rows_of_another_table", elsewhere[0], None, arguments=counted, severity="warning")

    def _row(self, row: int) -> tuple[str, ActivityDraft | ObjectiveDraft | None]:
        """What a row is. The order matters: a total may stand in the column of activities."""
        rows = self.view.choice.heading_rows
        if not self.view.sheet.filled(row):
            return ("heading" if row in rows else "blank"), None
        if rows and row <= rows[-1]:
            if row in rows:
                return "heading", None
            early = self.objectives.of_row(row) if self.objectives.names_level(row) else None
            return ("objective" if early else "before_headings"), early
        if is_heading_row(self.view.sheet, row) or self._repeats_heading(row):
            self._elsewhere = False
            return "heading", None
        if is_other_heading_row(self.view.sheet, row):
            self._elsewhere = True
            return "other_table", None
        label = self.view.label(row)
        if begins_with(label, TOTAL_PARTS) and not self.view.details(row):
            return "total_part", None
        if begins_with(label, TOTALS) and not self.view.details(row):
            return "total", self._total(row, label)
        objective = self.objectives.of_row(row)
        if objective is not None:
            return "objective", objective
        if self._elsewhere:
            return "other_table", None
        return self._activity(row)

    def _repeats_heading(self, row: int) -> bool:
        """Whether a row prints the headings once more: most of its cells are those above them."""
        columns = self.view.sheet.filled(row)
        same = 0
        for column in columns:
            heads = (self.view.sheet.seen(head, column) for head in self.view.choice.heading_rows)
            same += any(
                head and fold(head.text) == fold(self.view.sheet.cells[row, column].text) for head in heads
            )
        return len(columns) >= 2 and same * 3 >= len(columns) * 2

    def _activity(self, row: int) -> tuple[str, ActivityDraft | None]:
        """The activity that a row begins or carries on."""
        columns = self.view.choice.of("activity")
        last = self.draft.activities[-1] if self.draft.activities else None
        here = last if last is not None and last.sheet == self.view.sheet.name else None
        if any(self.view.sheet.own(row, one.column) for one in columns):
            number = self.view.number(row)
            if not number and not self.view.details(row) and not self.view.amounts(row):
                return "not_understood", None
            self.objectives.of_columns(row)
            printed, in_title = self.view.printed_number(row)
            activity = ActivityDraft(self.view.sheet.name, row, printed, self.objectives.deepest, in_title)
            self.draft.activities.append(activity)
            self.objectives.activity_follows()
            self._fill(activity, row, merged=True)
            return "activity", activity
        below = any(self.view.sheet.is_below(row, one.column) for one in columns)
        if here is not None and (below or self.view.details(row)):
            self._fill(here, row, merged=False)
            return "continuation", here
        return "not_understood", None

    def _fill(self, activity: ActivityDraft, row: int, *, merged: bool) -> None:
        """Take over the cells of a row. merged: with what ranges show that begin in a row above."""
        for one in self.view.choice.columns:
            if one.becomes in _NOT_TAKEN_OVER:
                continue
            cell = self.view.sheet.seen(row, one.column) if merged else self.view.sheet.own(row, one.column)
            if cell is not None:
                language = (one.language or self.view.language) if one.becomes in WORDED else ""
                activity.cells.setdefault((one.becomes, language), []).append(cell)
        amounts = self.view.amounts(row)
        self._judge_areas(row)
        total = [self.view.sheet.own(row, one.column) for one in self.view.choice.of("budget_total")]
        if amounts or any(total):
            funding = {
                one.year: self.view.sheet.own(row, one.column) or self.view.sheet.seen(row, one.column)
                for one in self.view.choice.of("funding")
            }
            activity.budget.append(BudgetLine(row, funding, amounts, total[0] if total else None))

    def _judge_areas(self, row: int) -> None:
        """An amount in a merged range belongs to no single year or activity."""
        columns = {one.column for one in self.view.choice.of("budget")}
        for column in columns:
            area = self.view.sheet.merged.get((row, column))
            cell = self.view.sheet.seen(row, column)
            if area is None or cell is None or not any(letter.isdigit() for letter in cell.text):
                continue
            years = len(columns & set(range(area[1], area[3] + 1)))
            if (row, column) == area[:2] and years > 1:
                self.view.say("amount_over_years", row, cell.ref, cell.one_line)
            elif row != area[0] and self._begins_activity(row):
                self.view.say("amount_over_activities", row, cell.ref, cell.one_line)

    def _begins_activity(self, row: int) -> bool:
        return any(self.view.sheet.own(row, one.column) for one in self.view.choice.of("activity"))

    # -- totals

    def _total(self, row: int, label: str) -> ObjectiveDraft | None:
        words = [objective_number(word.rstrip(":;,")) for word in label.split()[1:]]
        number = next((word for word in words if word), "")
        objective = self.objectives.deepest
        self.draft.totals.append(
            TotalDraft(self.view.sheet.name, row, label, number, objective, self.view.amounts(row))
        )
        return None
