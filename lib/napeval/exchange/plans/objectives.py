"""The objectives of a plan: headings over the whole width, in rows of their own, or in columns."""

from __future__ import annotations

from napeval.exchange.plans.drafts import ObjectiveDraft, PlanDraft
from napeval.exchange.plans.numbers import depth, objective_label, objective_number, plain_number
from napeval.exchange.plans.row_view import LEVELS, RowView


class ObjectiveReader:
    """Reads objectives into a draft. current: the one of each level that the next activities stand under."""

    def __init__(self, view: RowView, draft: PlanDraft) -> None:
        self.view, self.draft = view, draft
        self.current: dict[str, ObjectiveDraft] = {}
        self._untitled: ObjectiveDraft | None = None
        self._two_bands = False

    @property
    def deepest(self) -> ObjectiveDraft | None:
        """The objective that an activity here belongs to."""
        found = [self.current[level] for level in LEVELS if level in self.current]
        return found[-1] if found else None

    def activity_follows(self) -> None:
        """Say that an activity has come: a heading without words gets none any more."""
        self._untitled = None

    def names_level(self, row: int) -> bool:
        """Whether a cell of the row begins as the heading of an objective and says of which level."""
        labels = (
            objective_label(self.view.sheet.cells[row, column].text) for column in self.view.sheet.filled(row)
        )
        return any(label is not None and label.level for label in labels)

    def of_row(self, row: int) -> ObjectiveDraft | None:
        """The objective that a row is the heading of; None where it is no such row."""
        words = [
            (column, self.view.sheet.cells[row, column])
            for column in self.view.sheet.filled(row)
            if any(letter.isalpha() for letter in self.view.sheet.cells[row, column].text)
            and not plain_number(self.view.sheet.cells[row, column].text)
        ]
        if len(words) != 1 or self.view.amounts(row):
            return None
        column, cell = words[0]
        number = next(
            (
                found
                for at in self.view.sheet.filled(row)
                if (found := plain_number(self.view.sheet.cells[row, at].text))
            ),
            "",
        )
        printed = next(
            (self.view.sheet.cells[row, at].one_line for at in self.view.sheet.filled(row) if at != column),
            "",
        )
        if self._untitled is not None and objective_label(cell.text) is None and not number:
            titled, self._untitled = self._untitled, None
            titled.titles[self.view.language] = cell.one_line
            return titled
        label = objective_label(cell.text)
        wide = self.view.sheet.width_at(row, column) > len(self.view.choice.columns) // 2
        in_column = any(one.column == column for role in LEVELS for one in self.view.choice.of(role))
        if in_column and not wide:
            return None  # the column of objectives is read with its activities
        shallow = (
            bool(number)
            and self.view.usual_depth > 0
            and depth(number) < self.view.usual_depth
            and objective_number(number) != ""
        )
        if label is not None and not label.level and not wide and not shallow:
            own = depth(label.number)
            label = label if self.view.usual_depth and own < self.view.usual_depth and not number else None
        if label is None and not wide and not shallow:
            return None
        level = label.level if label else ""
        named = label.number if label and label.number else objective_number(number)
        title = label.title if label else cell.one_line
        return self._new_objective(row, level or self._level_of(named, row), named, printed or named, title)

    def _level_of(self, number: str, row: int) -> str:
        """The level of an objective whose heading does not say it: by its number, else by its place."""
        if number:
            return LEVELS[min(depth(number), len(LEVELS)) - 1]
        following = next(
            (r for r in range(row + 1, self.view.sheet.last_row + 1) if self.view.sheet.filled(r)), 0
        )
        above_another = (
            bool(following) and not self.view.details(following) and not self.view.amounts(following)
        )
        self._two_bands = self._two_bands or above_another
        below = "strategic" in self.current and self._two_bands and not above_another
        level = "specific" if below and not self.view.choice.of("specific") else "strategic"
        place = self.view.sheet.cells[row, self.view.sheet.filled(row)[0]].ref
        self.view.say("level_assumed", row, place, arguments={"level": level}, severity="warning")
        return level

    def _new_objective(self, row: int, level: str, number: str, printed: str, title: str) -> ObjectiveDraft:
        above = [self.current[one] for one in LEVELS[: LEVELS.index(level)] if one in self.current]
        for known in self.draft.objectives:  # the same heading printed again
            if number and known.number == number and known.level == level:
                self._set_current(known)
                return known
        titles = {self.view.language: title} if title else {}
        objective = ObjectiveDraft(
            self.view.sheet.name, row, level, number, printed, titles, above[-1] if above else None
        )
        self.draft.objectives.append(objective)
        self._untitled = None if title else objective
        self._set_current(objective)
        return objective

    def _set_current(self, objective: ObjectiveDraft) -> None:
        place = LEVELS.index(objective.level)
        self.current = {level: one for level, one in self.current.items() if LEVELS.index(level) < place}
        self.current[objective.level] = objective

    def of_columns(self, row: int) -> None:
        """Objectives named in columns of their own: a merged or blank cell carries the one above on."""
        for level in LEVELS:
            columns = self.view.choice.of(level)
            cells = {
                one.language or self.view.language: self.view.sheet.own(row, one.column) for one in columns
            }
            filled = {language: cell for language, cell in cells.items() if cell}
            if not filled:
                continue
            first = next(iter(filled.values()))
            label = objective_label(first.text)
            title = label.title if label and label.title else first.one_line
            same = self.current.get(level)
            if same is not None and title in same.titles.values():
                continue
            number = label.number if label else ""
            objective = self._known_title(level, title) or self._new_objective(
                row, level, number, number, title
            )
            for language, cell in filled.items():
                inner = objective_label(cell.text)
                objective.titles[language] = inner.title if inner and inner.title else cell.one_line
            self._untitled = None
            self._set_current(objective)

    def _known_title(self, level: str, title: str) -> ObjectiveDraft | None:
        above = [self.current[one] for one in LEVELS[: LEVELS.index(level)] if one in self.current]
        parent = above[-1] if above else None
        matches = (one for one in self.draft.objectives if one.level == level and one.parent is parent)
        return next((one for one in matches if title in one.titles.values()), None)
