"""Random valid answers to the forms made from instruments, written into their workbooks."""

import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl

from napeval.exchange.forms.model import cell_rules

MADE, TODAY = date(2023, 7, 1), date(2023, 9, 30)
_WORDS = (
    *("raport", "ndihmë", "çështje", "žrtva", "đak", "šuma", "€", "“po”", "n'gjykatë;", "ngo"),
    *("=1+1", "@x", "+2", "-3", "a,b", "<b>", "100%", "&amp;"),
)


def editable_cells(form):
    """Every cell to be filled, as (sheet, row, column, rules)."""
    for sheet in form.sheets:
        for row in sheet.rows:
            for column in sheet.columns:
                rules = cell_rules(column, row)
                if rules.editable:
                    yield sheet, row, column, rules


def random_answers(form, seed, share=0.6):
    """A value for some of the cells to be filled, by (sheet, key of the row, column)."""
    choose = random.Random(seed)
    return {
        (sheet.name, sheet.key(row.values)[0], column.name): random_value(choose, rules)
        for sheet, row, column, rules in editable_cells(form)
        if choose.random() < share
    }


def random_value(choose, rules):
    if rules.choices:
        code = choose.choice(list(rules.choices))
        return Decimal(code) if rules.kind in ("number", "integer") else code
    low = 0 if rules.field is None or rules.field.minimum is None else rules.field.minimum
    high = 10_000 if rules.field is None or rules.field.maximum is None else rules.field.maximum
    if rules.kind == "integer":
        return Decimal(choose.randint(int(low), int(high)))
    if rules.kind == "number":
        return Decimal(choose.randint(int(low) * 100, int(high) * 100)).scaleb(-2).normalize() + Decimal(0)
    if rules.kind == "date":
        return MADE + timedelta(days=choose.randint(0, (TODAY - MADE).days))
    words = [choose.choice(_WORDS) for _ in range(choose.randint(1, 8))]
    return choose.choice((" ", "\n")).join(words)


def fill(path: Path, form, answers, target: Path | None = None):
    """Write answers into the workbook of a form, choices by their labels."""
    book = openpyxl.load_workbook(path)
    places = {sheet.name: _places(book[sheet.tab], sheet) for sheet in form.sheets}
    rules_of = {
        (sheet.name, sheet.key(row.values)[0], column.name): rules
        for sheet, row, column, rules in editable_cells(form)
    }
    for (name, key, column), value in answers.items():
        rows, columns, page = places[name]
        rules = rules_of.get((name, key, column))
        cell = page.cell(rows[key], columns[column])
        cell.value = _shown(value, rules)
        if isinstance(cell.value, str):
            cell.data_type = "s"
    book.save(target or path)


def _shown(value, rules):
    if rules and rules.choices:
        text = str(value)
        return rules.choices.get(text, text)
    return float(value) if isinstance(value, Decimal) else value


def _places(page, sheet):
    """Row number by key and column number by name."""
    headings = {column.heading: column.name for column in sheet.columns}
    head = next(
        row[0].row
        for row in page.iter_rows(max_row=60)
        if sum(cell.value in headings for cell in row) == len(headings)
    )
    columns = {headings[cell.value]: cell.column for cell in page[head] if cell.value in headings}
    identity = columns[sheet.identity[0]]
    rows = {}
    for number in range(head + 1, page.max_row + 1):
        rows.setdefault(str(page.cell(number, identity).value), number)
    return rows, columns, page


def cell_of(path: Path, form, sheet: str, key: str, column: str) -> str:
    """The name of a cell, such as C7."""
    page = openpyxl.load_workbook(path)[form.sheet(sheet).tab]
    rows, columns, _ = _places(page, form.sheet(sheet))
    return page.cell(rows[key], columns[column]).coordinate
