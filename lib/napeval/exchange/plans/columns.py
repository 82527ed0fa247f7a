"""Where the headings of a plan stand, and what each column is proposed to become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from napeval.exchange.plans.heading_words import CONFIDENCE, YEAR, HeadingWords, known_heading, read_heading
from napeval.exchange.plans.mapping import ROLES, UNUSED, WORDED, YEARLY, ColumnChoice, SheetChoice
from napeval.exchange.plans.sheet import PlanSheet

_LEAST_ROLES = 3
"""Roles that a row must show to be a row of headings."""


def find_headings(sheet: PlanSheet) -> tuple[int, ...]:
    """The rows that hold the headings of the plan; none where there is no such row.

    Without a row that names activities, the row that shows most headings: the rest can be mapped by hand.
    """
    rows = range(1, sheet.last_row + 1)
    row = next((row for row in rows if is_heading_row(sheet, row)), 0)
    if not row:
        row = next((row for row in rows if _is_nearly_one(sheet, row)), 0)
    if not row:
        shown = {row: len(set(_sure_roles(sheet, row))) for row in rows}
        row = max(shown, key=lambda row: (shown[row], -row), default=0)
        if not row or shown[row] < _LEAST_ROLES:
            return ()
    return tuple(sorted({*_rows_above(sheet, row), row, *_rows_below(sheet, row)}))


def is_heading_row(sheet: PlanSheet, row: int) -> bool:
    """Whether a row names an activity column and at least two others, all by known headings."""
    roles = set(_sure_roles(sheet, row))
    return "activity" in roles and len(roles) >= _LEAST_ROLES


def is_other_heading_row(sheet: PlanSheet, row: int) -> bool:
    """Whether a row heads a table of another kind, such as indicators with baselines and targets."""
    roles = _sure_roles(sheet, row)
    return "activity" not in roles and roles.count("target") >= 2


def _is_nearly_one(sheet: PlanSheet, row: int) -> bool:
    """Whether a row names an activity column and at least two others, if by headings that are less sure."""
    words = (read_heading(sheet.cells[row, column].one_line) for column in sheet.filled(row))
    roles = {one.role for one in words if one.role}
    return "activity" in roles and len(roles) >= _LEAST_ROLES


def _sure_roles(sheet: PlanSheet, row: int) -> list[str]:
    """What the cells of a row are known headings for."""
    words = (known_heading(sheet.cells[row, column].one_line) for column in sheet.filled(row))
    return [one.role for one in words if one.confidence == "high"]


def _rows_above(sheet: PlanSheet, row: int) -> Iterable[int]:
    """The row above where it groups columns, as Budget stands over years; a title over all does not."""
    above = sheet.filled(row - 1) if row > 1 else []
    words = [read_heading(sheet.cells[row - 1, column].one_line) for column in above]
    groups = any(one.role in YEARLY and one.confidence == "high" for one in words)
    if groups and all(sheet.width_at(row - 1, column) < sheet.last_column for column in above):
        yield row - 1


def _rows_below(sheet: PlanSheet, row: int) -> Iterable[int]:
    """Rows that carry headings on: years under a budget, or parts of a heading that spans columns."""
    while row < sheet.last_row:
        row += 1
        columns = [column for column in sheet.filled(row) if not sheet.is_below(row, column)]
        if not columns:
            if any(sheet.is_below(row, column) for column in range(1, sheet.last_column + 1)):
                continue
            return
        words = [read_heading(sheet.cells[row, column].one_line) for column in columns]
        if not all(one.role and (one.year or one.confidence == "high") for one in words):
            return
        if any(one.role == "activity" for one in words):
            return
        yield row


def propose(sheet: PlanSheet, rows: tuple[int, ...]) -> SheetChoice:
    """What each column with a heading is proposed to become; where two want the same, both stay undecided."""
    choices = [
        _choice(sheet, rows, column)
        for column in range(1, sheet.last_column + 1)
        if any(sheet.seen(row, column) for row in rows) or _has_data(sheet, rows, column)
    ]
    return SheetChoice(sheet.name, rows, tuple(_settled(choices)))


def _has_data(sheet: PlanSheet, rows: tuple[int, ...], column: int) -> bool:
    return any(row > rows[-1] and at == column for row, at in sheet.cells)


def heading_of(sheet: PlanSheet, rows: tuple[int, ...], column: int) -> str:
    """The heading of a column over all rows of headings, from the widest down."""
    parts: list[str] = []
    for row in rows:
        seen = sheet.seen(row, column)
        cell = seen.one_line if seen else _group_left(sheet, row, column, rows)
        if cell is not None and cell not in parts:
            parts.append(cell)
    return " | ".join(parts)


def _group_left(sheet: PlanSheet, row: int, column: int, rows: tuple[int, ...]) -> str | None:
    """The heading to the left that a year without one belongs to: Budget over years, not merged."""
    below = [sheet.own(other, column) for other in rows if other > row]
    if (row, column) in sheet.merged or not any(cell and YEAR.search(cell.text) for cell in below):
        return None
    for left in range(column - 1, 0, -1):
        cell = sheet.own(row, left)
        if cell is not None:
            return cell.one_line if read_heading(cell.one_line).role in YEARLY else None
    return None


def _choice(sheet: PlanSheet, rows: tuple[int, ...], column: int) -> ColumnChoice:
    heading = heading_of(sheet, rows, column)
    words = read_heading(heading.replace(" | ", " "))
    parts = [read_heading(part) for part in heading.split(" | ")]
    if len(parts) > 1 and words.confidence != "high":
        words = _of_parts(parts)
    role, why, confidence = words.role, "", words.confidence
    if role in ("indicator", "target") or not role:
        why = "no_heading" if not heading else "not_known" if not role else "not_imported"
        return ColumnChoice(column, heading, UNUSED, "", None, confidence, why)
    if role == "budget" and words.year is None:
        why = "year_missing"
    language = words.languages[0] if role in WORDED and len(words.languages) == 1 else ""
    year = words.year if role in YEARLY else None
    return ColumnChoice(column, heading, role, language, year, confidence, why)


def _of_parts(parts: list[HeadingWords]) -> HeadingWords:
    """A heading in two rows: what the upper one says, with the year of the lower; else the surer of them."""
    named = [part for part in parts if part.role and not (part.role == "budget" and part.confidence == "low")]
    year = next((part.year for part in parts if part.year), None)
    if not named:
        return parts[-1]
    best = named[-1] if named[-1].role == "budget_total" else min(named, key=_rank)
    return replace(best, year=year or best.year)


def _rank(words: HeadingWords) -> int:
    return CONFIDENCE.index(words.confidence)


def _settled(choices: list[ColumnChoice]) -> list[ColumnChoice]:
    """One column for each role, language and year: a surer one wins, and indicators stand in for outputs."""
    settled = list(choices)
    for role in ROLES:
        wanted: dict[tuple[str, int | None], list[int]] = {}
        for place, choice in enumerate(settled):
            if choice.becomes == role:
                wanted.setdefault((choice.language, choice.year), []).append(place)
        for places in wanted.values():
            ranks = {place: CONFIDENCE.index(settled[place].confidence) for place in places}
            best = [place for place in places if ranks[place] == min(ranks.values())]
            for place in places:
                if len(best) > 1 and place in best:
                    settled[place] = replace(settled[place], becomes="", why=f"several_{role}")
                elif place not in best:
                    settled[place] = replace(settled[place], becomes=UNUSED, why="another_is_surer")
    return _indicators_for_outputs(settled)


def _indicators_for_outputs(choices: list[ColumnChoice]) -> list[ColumnChoice]:
    """A plan that heads its outputs Indicators has no column of outputs besides."""
    if any(choice.becomes == "output" or choice.why == "several_output" for choice in choices):
        return choices
    places = [
        place for place, choice in enumerate(choices)
        if choice.why == "not_imported" and read_heading(choice.heading).role == "indicator"
    ]  # fmt: skip
    if len(places) == 1:
        language = read_heading(choices[places[0]].heading).languages
        choices[places[0]] = replace(
            choices[places[0]], becomes="output", why="indicator_as_output", confidence="medium",
            language=language[0] if len(language) == 1 else "",
        )  # fmt: skip
    return choices


def plan_language(choices: Iterable[ColumnChoice]) -> str:
    """The language of a plan by its headings: the one that most of them are words of; "" where two tie."""
    votes: Counter[str] = Counter()
    for choice in choices:
        languages = set(read_heading(choice.heading.rpartition(" | ")[2]).languages) | set(
            read_heading(choice.heading.partition(" | ")[0]).languages
        )
        if choice.becomes != UNUSED and len(languages) == 1:
            votes[languages.pop()] += 1
    ranked = votes.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else ""
