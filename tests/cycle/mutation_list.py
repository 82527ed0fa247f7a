"""Changes to tables by name: those that must be accepted, and those that must be refused."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Mapping
from random import Random

from table_mutations import (
    Change,
    Table,
    Wanted,
    amounts,
    another,
    free,
    grouped,
    in_all,
    in_cell,
    in_column,
    in_rows,
    is_reference,
    of_kind,
    shuffled,
    with_new_key,
    with_same_key,
    within_range,
)

from napeval.cycle.schemas import Field


def exact(table: Table, field: Field) -> bool:
    """Columns whose words are compared letter by letter."""
    return bool(field.enum or field.type == "period") and field.name not in table.schema.primary_key


def with_enum(table: Table, field: Field) -> bool:
    return bool(field.enum) and field.name not in table.schema.primary_key


def of_unit(unit: str) -> Wanted:
    return lambda table, field: field.unit == unit


def any_text(table: Table, field: Field) -> bool:
    return field.type == "string" and not field.enum and not field.pattern


def required(table: Table, field: Field) -> bool:
    return field.required


def optional(table: Table, field: Field) -> bool:
    return not field.required and field.name not in table.schema.primary_key


def with_low(table: Table, field: Field) -> bool:
    return field.minimum is not None


def with_high(table: Table, field: Field) -> bool:
    return field.maximum is not None


def without_low(table: Table, field: Field) -> bool:
    return amounts()(table, field) and field.minimum is None


def identifier(table: Table, field: Field) -> bool:
    return field.form.get("en", "").startswith("letters, digits")


def formed(column: str) -> Wanted:
    return lambda table, field: field.name == column and bool(field.pattern)


def key_of_words(table: Table, field: Field) -> bool:
    named = field.name in table.schema.primary_key or is_reference(table, field)
    return named and field.type == "string" and not field.enum


def encoded(encoding: str) -> Change:
    def change(table: Table, chance: Random) -> bytes | None:
        text = table.file()
        return text.encode(encoding) if table.rows and not text.isascii() else None

    return change


def without_rows(table: Table, chance: Random) -> bytes | None:
    return Table(table.schema, table.heading, []).bytes() if table.rows else None


def last_row_with_open_quotation(table: Table, chance: Random) -> bytes | None:
    return table.bytes().rstrip(b"\n") + b',"and so on\n' if table.rows else None


def first_row_as_heading(table: Table, chance: Random) -> bytes | None:
    return Table(table.schema, table.rows[0], table.rows[1:]).bytes() if table.rows else None


def with_last_cell(rows: list[list[str]], chance: Random, *, more: bool) -> list[list[str]]:
    number = chance.randrange(len(rows))
    rows[number] = [*rows[number], "more"] if more else rows[number][:-1]
    return rows


def two_marks(cells: list[str]) -> list[str]:
    return ["2,280.50", "2.280,50", *cells[2:]] if len(cells) > 1 else ["2.280,50,1"]


ACCEPTED: Mapping[str, Change] = {
    "nothing changed": lambda table, chance: table.bytes(),
    "rows in another order": in_rows(lambda table, rows, chance: chance.sample(rows, len(rows))),
    "rows left out": in_rows(lambda table, rows, chance: chance.sample(rows, len(rows) // 2)),
    "no rows": without_rows,
    "a row with a new key": in_rows(with_new_key),
    "a cell emptied that may be empty": in_cell(optional, lambda before, field, chance: ""),
    "other words": in_cell(free, lambda before, field, chance: 'Ëndrra, "čas"\nšume; 50 %'),
    "another allowed word": in_cell(
        with_enum, lambda before, field, chance: another(field.enum)(before, field, chance)
    ),
    "another number": in_cell(of_kind("number", "integer"), within_range),
    "another date": in_cell(of_kind("date"), another(["2022-02-28", "2024-02-29"])),
    "another period": in_cell(of_kind("period"), another(["2022", "2023-H2", "2023-Q4", "2013-01/2013-05"])),
    "another truth": in_cell(of_kind("boolean"), another(["true", "false"])),
    "every cell in quotation marks": lambda table, chance: table.file(quoting=csv.QUOTE_ALL).encode(),
    "line ends of Windows": lambda table, chance: table.file(end="\r\n").encode(),
    "a byte order mark": lambda table, chance: codecs.BOM_UTF8 + table.bytes(),
    "no end to the last line": lambda table, chance: table.bytes().rstrip(b"\n"),
    "columns in another order": in_all(shuffled),
    "spaces round a word": in_cell(exact, lambda before, field, chance: f" {before} "),
    "an invisible mark in a word": in_cell(exact, lambda before, field, chance: f"{before}\u200b"),
    "spaces round a heading": in_all(lambda cells, chance: [f" {cells[0]} ", *cells[1:]], with_rows=False),
    "thousands with commas": in_column(amounts(), grouped(",", ".")),
    "thousands with points": in_column(amounts(), grouped(".", ",")),
    "thousands with narrow spaces": in_column(amounts(), grouped("\N{NARROW NO-BREAK SPACE}", ".")),
    "a true minus sign": in_cell(without_low, lambda before, field, chance: "\N{MINUS SIGN}5"),
    "a year with a decimal": in_cell(of_unit("year"), lambda before, field, chance: f"{before}.0"),
    "a share in percent": in_cell(of_unit("share"), lambda before, field, chance: "60 %"),
    "an amount with its currency": in_cell(
        of_unit("currency"), lambda before, field, chance: f"EUR {before}"
    ),
    "a date with points": in_cell(of_kind("date"), lambda before, field, chance: "31.12.2021"),
    "an empty row between": in_rows(
        lambda table, rows, chance: [rows[0], [""] * len(rows[0]), *rows[1:]] if rows[1:] else None
    ),
    "an empty column at the end": in_all(lambda cells, chance: [*cells, ""]),
    "semicolons between cells": lambda table, chance: table.file(separator=";").encode(),
    "UTF-16": lambda table, chance: table.file().encode("utf-16"),
}
"""Changes that leave a table valid."""

REFUSED: Mapping[str, Change] = {
    "a word for a number": in_cell(of_kind("number", "integer"), lambda before, field, chance: "many"),
    "a number with two points": in_cell(amounts(), lambda before, field, chance: "1.2.3"),
    "two decimal marks in a column": in_column(amounts(), two_marks),
    "a fraction of a year": in_cell(of_unit("year"), lambda before, field, chance: f"{before}.5"),
    "too small a number": in_cell(with_low, lambda before, field, chance: f"{field.minimum - 1:g}"),
    "too great a number": in_cell(with_high, lambda before, field, chance: f"{field.maximum + 1:g}"),
    "a date that is none": in_cell(of_kind("date"), lambda before, field, chance: "2023-02-30"),
    "a date with slashes": in_cell(of_kind("date"), lambda before, field, chance: "31/12/2021"),
    "a date in words": in_cell(of_kind("date"), lambda before, field, chance: "in spring"),
    "a date as a bare number": in_cell(of_kind("date"), lambda before, field, chance: "44561"),
    "a period that is none": in_cell(of_kind("period"), lambda before, field, chance: "2023-H3"),
    "a word for a truth": in_cell(of_kind("boolean"), lambda before, field, chance: "maybe"),
    "a word that is not allowed": in_cell(with_enum, lambda before, field, chance: "something"),
    "an allowed word in capitals": in_cell(with_enum, lambda before, field, chance: before.upper()),
    "an identifier with a space": in_cell(identifier, lambda before, field, chance: f"{before} b"),
    "an identifier with a semicolon": in_cell(identifier, lambda before, field, chance: f"{before};b"),
    "an address without its beginning": in_cell(
        formed("url"), lambda before, field, chance: "www.example.org"
    ),
    "a currency in small letters": in_cell(formed("currency"), lambda before, field, chance: before.lower()),
    "a translation that is not marked so": in_cell(
        formed("translation"), lambda before, field, chance: "en,sr"
    ),
    "a cell emptied that must be filled": in_cell(required, lambda before, field, chance: ""),
    "a row twice": in_rows(lambda table, rows, chance: [*rows, chance.choice(rows)]),
    "another row with the same key": in_rows(with_same_key),
    "a row cut short": in_rows(lambda table, rows, chance: with_last_cell(rows, chance, more=False)),
    "a row too long": in_rows(lambda table, rows, chance: with_last_cell(rows, chance, more=True)),
    "an unknown column": in_all(lambda cells, chance: [*cells, "costs"]),
    "a missing column": in_all(lambda cells, chance: cells[:-1]),
    "a heading twice": in_all(lambda cells, chance: [*cells, cells[0]]),
    "a misspelt heading": in_all(lambda cells, chance: [f"{cells[0]}s", *cells[1:]], with_rows=False),
    "a heading in capitals": in_all(lambda cells, chance: [cells[0].upper(), *cells[1:]], with_rows=False),
    "no heading": first_row_as_heading,
    "an empty heading": in_all(lambda cells, chance: ["" for _ in cells], with_rows=False),
    "an empty file": lambda table, chance: b"",
    "letters in the bytes of Windows": encoded("cp1250"),
    "a quotation mark left open": last_row_with_open_quotation,
    "one mark before three digits": in_cell(amounts(), lambda before, field, chance: "1.234"),
    "a number with an exponent": in_cell(amounts(), lambda before, field, chance: "1e3"),
    "a number that is none": in_cell(without_low, lambda before, field, chance: "NaN"),
    "an underscore in a number": in_cell(amounts(), lambda before, field, chance: "1_000"),
    "a number too long for its digits": in_cell(
        amounts(), lambda before, field, chance: "12345678901234567.5"
    ),
    "a date without zeros": in_cell(of_kind("date"), lambda before, field, chance: "2022-1-5"),
    "a period that ends before it begins": in_cell(
        of_kind("period"), lambda before, field, chance: "2023/2022"
    ),
    "a period in the year nought": in_cell(of_kind("period"), lambda before, field, chance: "0000"),
    "a figure for a truth": in_cell(of_kind("boolean"), lambda before, field, chance: "1"),
    "a character that cannot be printed": in_cell(any_text, lambda before, field, chance: f"{before}\x07"),
    "letters of two scripts in an identifier": in_cell(
        key_of_words, lambda before, field, chance: f"{before}аa"
    ),
}
"""Changes that spoil a table."""
