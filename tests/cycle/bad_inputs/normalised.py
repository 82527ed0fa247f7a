"""Writings that are read as another writing of the same: what is read, and the note that says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from bad_inputs.entries import (
    ACTIVITIES,
    BUDGET,
    EXPENDITURE,
    OBSERVATIONS,
    PROGRESS,
    TARGETS,
    Break,
    as_parquet,
    cell,
    encoded,
    raw,
    rows,
    several,
    writing,
)

Place = tuple[str, int, str]


def with_comma(cells: list[str], place: int) -> list[str]:
    """A row with a number as the region writes it: 2.280,00."""
    number = cells[place] and f"{float(cells[place]):,.2f}".translate(str.maketrans(",.", ".,"))
    return [*cells[:place], number, *cells[place + 1 :]]


def all_with_comma(cycle: Path) -> None:
    """Every number with decimals as the region writes it."""
    for file, place in ((BUDGET, 4), (EXPENDITURE, 6), (PROGRESS, 5)):
        rows(file, lambda found, place=place: [found[0], *(with_comma(cells, place) for cells in found[1:])])(
            cycle
        )


def separated(data: bytes, separator: str) -> bytes:
    """A table with another mark between its cells."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(
        csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    )
    return text.getvalue().encode("utf-8")


def only_cyrillic(found: list[list[str]]) -> list[list[str]]:
    """Rows without the letters that a Cyrillic encoding has not."""
    plain = str.maketrans("ëçËÇčćžšđČĆŽŠĐ", "ecECcczsdCCZSD")
    return [[cell.translate(plain) for cell in cells] for cells in found]


NORMALISED: Mapping[str, tuple[Break, Place, str, tuple[str, ...]]] = {
    "a comma between thousands": (
        cell(BUDGET, 2, "amount", "12,280.00"),
        (BUDGET, 2, "amount"),
        "12280",
        (
            "note: plan/budget.csv, row 2, column 'amount': found '12,280.00'; read as '12280'. Mend:"
            " nothing.",
        ),
    ),
    "commas between thousands and millions": (
        cell(BUDGET, 2, "amount", "1,234,567"),
        (BUDGET, 2, "amount"),
        "1234567",
        (
            "note: plan/budget.csv, row 2, column 'amount': found '1,234,567'; read as '1234567'. Mend:"
            " nothing.",
        ),
    ),
    "a space between thousands": (
        cell(BUDGET, 2, "amount", "12 280"),
        (BUDGET, 2, "amount"),
        "12280",
        ("note: plan/budget.csv, row 2, column 'amount': found '12 280'; read as '12280'. Mend: nothing.",),
    ),
    "a no-break space between thousands": (
        cell(BUDGET, 2, "amount", "12\xa0280.50"),
        (BUDGET, 2, "amount"),
        "12280.5",
        (
            "note: plan/budget.csv, row 2, column 'amount': found '12\xa0280.50'; read as '12280.5'."
            " Mend: nothing.",
        ),
    ),
    "a narrow space between thousands": (
        cell(BUDGET, 2, "amount", "12\u202f280.50"),
        (BUDGET, 2, "amount"),
        "12280.5",
        (
            "note: plan/budget.csv, row 2, column 'amount': found '12 280.50'; read as '12280.5'."
            " Mend: nothing.",
        ),
    ),
    "an apostrophe between thousands": (
        cell(BUDGET, 2, "amount", "12'280.50"),
        (BUDGET, 2, "amount"),
        "12280.5",
        (
            "note: plan/budget.csv, row 2, column 'amount': found '12'280.50'; read as '12280.5'. Mend:"
            " nothing.",
        ),
    ),
    "the currency before an amount": (
        cell(BUDGET, 2, "amount", "EUR 2000.00"),
        (BUDGET, 2, "amount"),
        "2000",
        (
            "note: plan/budget.csv, row 2, column 'amount': found 'EUR 2000.00'; read as '2000'. Mend:"
            " nothing.",
        ),
    ),
    "the sign of the currency behind an amount": (
        cell(BUDGET, 2, "amount", "2000.00 €"),
        (BUDGET, 2, "amount"),
        "2000",
        ("note: plan/budget.csv, row 2, column 'amount': found '2000.00 €'; read as '2000'. Mend: nothing.",),
    ),
    "a plus sign": (
        cell(BUDGET, 2, "amount", "+2000.00"),
        (BUDGET, 2, "amount"),
        "2000",
        ("note: plan/budget.csv, row 2, column 'amount': found '+2000.00'; read as '2000'. Mend: nothing.",),
    ),
    "zeros before a number": (
        cell(BUDGET, 2, "amount", "002000.00"),
        (BUDGET, 2, "amount"),
        "2000",
        ("note: plan/budget.csv, row 2, column 'amount': found '002000.00'; read as '2000'. Mend: nothing.",),
    ),
    "no zero before the point": (
        cell(PROGRESS, 2, "completion", ".6"),
        (PROGRESS, 2, "completion"),
        "0.6",
        (
            "note: monitoring/progress.csv, row 2, column 'completion': found '.6'; read as '0.6'."
            " Mend: nothing.",
        ),
    ),
    "a share in percent": (
        cell(PROGRESS, 2, "completion", "60 %"),
        (PROGRESS, 2, "completion"),
        "0.6",
        (
            "note: monitoring/progress.csv, row 2, column 'completion': found '60 %'; read as '0.6'."
            " Mend: nothing.",
        ),
    ),
    "a percent sign beside a percentage": (
        cell(TARGETS, 4, "value", "60 %"),
        (TARGETS, 4, "value"),
        "60",
        ("note: plan/targets.csv, row 4, column 'value': found '60 %'; read as '60'. Mend: nothing.",),
    ),
    "a true minus sign": (
        cell("plan/results.csv", 2, "value", "−60"),
        ("plan/results.csv", 2, "value"),
        "-60",
        ("note: plan/results.csv, row 2, column 'value': found '−60'; read as '-60'. Mend: nothing.",),
    ),
    "no number is below zero and zero": (
        cell("plan/results.csv", 2, "value", "-0"),
        ("plan/results.csv", 2, "value"),
        "0",
        (),
    ),
    "zeros at the end are the same number": (
        cell(BUDGET, 2, "amount", "2000.0000"),
        (BUDGET, 2, "amount"),
        "2000",
        (),
    ),
    "more than two decimals": (
        cell(TARGETS, 4, "value", "60.1255"),
        (TARGETS, 4, "value"),
        "60.1255",
        (),
    ),
    "three decimals after a zero": (
        cell(PROGRESS, 2, "completion", "0.625"),
        (PROGRESS, 2, "completion"),
        "0.625",
        (),
    ),
    "points between thousands and a decimal comma throughout": (
        rows(BUDGET, lambda found: [found[0], *(with_comma(cells, 4) for cells in found[1:])]),
        (BUDGET, 2, "amount"),
        "2000",
        ("note: plan/budget.csv, row 2, column 'amount': found '2.000,00'; read as '2000'. Mend: nothing.",),
    ),
    "a declared decimal comma makes one mark clear": (
        several(
            writing('{"decimal_mark": ","}'),
            cell("plan/revisions.csv", 2, "new_amount", "1.234"),
            all_with_comma,
        ),
        ("plan/revisions.csv", 2, "new_amount"),
        "1234",
        (
            "note: plan/revisions.csv, row 2, column 'new_amount': found '1.234'; read as '1234'. Mend:"
            " nothing.",
        ),
    ),
    "a declared decimal point makes one mark clear": (
        several(writing('{"decimal_mark": "."}'), cell("plan/revisions.csv", 2, "new_amount", "1.234")),
        ("plan/revisions.csv", 2, "new_amount"),
        "1.234",
        (),
    ),
    "a declared decimal point makes one comma clear": (
        several(writing('{"decimal_mark": "."}'), cell("plan/revisions.csv", 2, "new_amount", "1,234")),
        ("plan/revisions.csv", 2, "new_amount"),
        "1234",
        (
            "note: plan/revisions.csv, row 2, column 'new_amount': found '1,234'; read as '1234'. Mend:"
            " nothing.",
        ),
    ),
    "a year as a decimal number": (
        cell(BUDGET, 2, "year", "2022.0"),
        (BUDGET, 2, "year"),
        "2022",
        ("note: plan/budget.csv, row 2, column 'year': found '2022.0'; read as '2022'. Mend: nothing.",),
    ),
    "a year for a period as a decimal number": (
        cell(OBSERVATIONS, 2, "period", "2022.0"),
        (OBSERVATIONS, 2, "period"),
        "2022",
        (
            "note: monitoring/observations.csv, row 2, column 'period': found '2022.0'; read as '2022'."
            " Mend: nothing.",
        ),
    ),
    "a day with points": (
        cell(OBSERVATIONS, 2, "recorded_on", "01.02.2023"),
        (OBSERVATIONS, 2, "recorded_on"),
        "2023-02-01",
        (
            "note: monitoring/observations.csv, row 2, column 'recorded_on': found '01.02.2023'; read"
            " as '2023-02-01'. Mend: nothing.",
        ),
    ),
    "a day with points and without zeros": (
        cell(OBSERVATIONS, 2, "recorded_on", "1. 2. 2023."),
        (OBSERVATIONS, 2, "recorded_on"),
        "2023-02-01",
        (
            "note: monitoring/observations.csv, row 2, column 'recorded_on': found '1. 2. 2023.'; read"
            " as '2023-02-01'. Mend: nothing.",
        ),
    ),
    "a day with midnight": (
        cell(OBSERVATIONS, 2, "recorded_on", "2023-02-01 00:00:00"),
        (OBSERVATIONS, 2, "recorded_on"),
        "2023-02-01",
        (
            "note: monitoring/observations.csv, row 2, column 'recorded_on': found '2023-02-01"
            " 00:00:00'; read as '2023-02-01'. Mend: nothing.",
        ),
    ),
    "a truth in capitals": (
        cell(BUDGET, 21, "in_kind", "TRUE"),
        (BUDGET, 21, "in_kind"),
        "True",
        ("note: plan/budget.csv, row 21, column 'in_kind': found 'TRUE'; read as 'true'. Mend: nothing.",),
    ),
    "a space at the end": (
        cell(BUDGET, 2, "activity_id", "I.1.1 "),
        (BUDGET, 2, "activity_id"),
        "I.1.1",
        (
            "note: plan/budget.csv, row 2, column 'activity_id': found 'I.1.1 '; spaces at the ends"
            " were removed; read as 'I.1.1'. Mend: nothing.",
        ),
    ),
    "a no-break space at the beginning": (
        cell(BUDGET, 2, "activity_id", "\xa0I.1.1"),
        (BUDGET, 2, "activity_id"),
        "I.1.1",
        (
            "note: plan/budget.csv, row 2, column 'activity_id': found '\xa0I.1.1'; spaces at the ends"
            " were removed; read as 'I.1.1'. Mend: nothing.",
        ),
    ),
    "a line end in a cell": (
        cell(BUDGET, 2, "activity_id", "I.1.1\n"),
        (BUDGET, 2, "activity_id"),
        "I.1.1",
        (
            "note: plan/budget.csv, row 2, column 'activity_id': found 'I.1.1⏎'; spaces at the ends"
            " were removed; read as 'I.1.1'. Mend: nothing.",
        ),
    ),
    "a space with no width": (
        cell(BUDGET, 2, "activity_id", "I.1.\u200b1"),
        (BUDGET, 2, "activity_id"),
        "I.1.1",
        (
            "note: plan/budget.csv, row 2, column 'activity_id': found 'I.1.‹U+200B›1'; invisible marks"
            " were removed; read as 'I.1.1'. Mend: nothing.",
        ),
    ),
    "a soft hyphen": (
        cell(BUDGET, 2, "activity_id", "I.1.\xad1"),
        (BUDGET, 2, "activity_id"),
        "I.1.1",
        (
            "note: plan/budget.csv, row 2, column 'activity_id': found 'I.1.‹U+00AD›1'; invisible marks"
            " were removed; read as 'I.1.1'. Mend: nothing.",
        ),
    ),
    "a mark of the byte order inside": (
        cell(BUDGET, 2, "activity_id", "\ufeffI.1.1"),
        (BUDGET, 2, "activity_id"),
        "I.1.1",
        (
            "note: plan/budget.csv, row 2, column 'activity_id': found '‹U+FEFF›I.1.1'; invisible marks"
            " were removed; read as 'I.1.1'. Mend: nothing.",
        ),
    ),
    "a mark of the direction of writing": (
        cell(BUDGET, 2, "activity_id", "\u200eI.1.1"),
        (BUDGET, 2, "activity_id"),
        "I.1.1",
        (
            "note: plan/budget.csv, row 2, column 'activity_id': found '‹U+200E›I.1.1'; invisible marks"
            " were removed; read as 'I.1.1'. Mend: nothing.",
        ),
    ),
    "a letter in two pieces": (
        cell(ACTIVITIES, 2, "title_sq", "Drejtësia"),
        (ACTIVITIES, 2, "title_sq"),
        "Drejtësia",
        (
            "note: plan/activities.csv, row 2, column 'title_sq': found 'Drejtësia'; letters in two"
            " pieces were put together; read as 'Drejtësia'. Mend: nothing.",
        ),
    ),
    "a space and an invisible mark together": (
        cell(BUDGET, 2, "activity_id", " I.1.1\u200b"),
        (BUDGET, 2, "activity_id"),
        "I.1.1",
        (
            "note: plan/budget.csv, row 2, column 'activity_id': found ' I.1.1‹U+200B›'; invisible"
            " marks were removed; read as 'I.1.1'. Mend: nothing.",
            "note: plan/budget.csv, row 2, column 'activity_id': found ' I.1.1‹U+200B›'; spaces at the"
            " ends were removed; read as 'I.1.1'. Mend: nothing.",
        ),
    ),
    "only a space is a blank": (
        cell(BUDGET, 2, "secured", " "),
        (BUDGET, 2, "secured"),
        "",
        (
            "note: plan/budget.csv, row 2, column 'secured': found ' '; spaces at the ends were"
            " removed; read as ''. Mend: nothing.",
        ),
    ),
    "a declared mark of missing values": (
        several(
            writing('{"missing_marks": ["n/a", "-"]}'),
            cell(TARGETS, 2, "value", "n/a"),
            cell(TARGETS, 3, "printed", "-"),
        ),
        (TARGETS, 2, "value"),
        "",
        (),
    ),
    "semicolons between cells": (
        raw(BUDGET, lambda data: separated(data, ";")),
        (BUDGET, 2, "amount"),
        "2000",
        (
            "note: plan/budget.csv: cells are separated by ; and were read so. Mend: nothing; a comma"
            " is usual.",
        ),
    ),
    "tabulators between cells": (
        raw(BUDGET, lambda data: separated(data, "\t")),
        (BUDGET, 2, "amount"),
        "2000",
        (
            "note: plan/budget.csv: cells are separated by TAB and were read so. Mend: nothing; a comma"
            " is usual.",
        ),
    ),
    "a line that names the separator": (
        raw(BUDGET, lambda data: b"sep=;\r\n" + separated(data, ";")),
        (BUDGET, 2, "amount"),
        "2000",
        (
            "note: plan/budget.csv: cells are separated by ; and were read so. Mend: nothing; a comma"
            " is usual.",
        ),
    ),
    "a blank row in the middle": (
        rows(BUDGET, lambda found: [found[0], found[1], [""] * 12, *found[2:]]),
        (BUDGET, 4, "amount"),
        "3000",
        ("note: plan/budget.csv, row 3: the row is blank and was passed over. Mend: take it out.",),
    ),
    "blank rows at the end say nothing": (
        rows(BUDGET, lambda found: [*found, [""] * 12, [""] * 12]),
        (BUDGET, 2, "amount"),
        "2000",
        (),
    ),
    "blank columns at the end say nothing": (
        rows(BUDGET, lambda found: [[*cells, "", ""] for cells in found]),
        (BUDGET, 2, "amount"),
        "2000",
        (),
    ),
    "no end to the last line": (
        raw(BUDGET, lambda data: data.rstrip(b"\n")),
        (BUDGET, 2, "amount"),
        "2000",
        (
            "note: plan/budget.csv, row 22: the last line has no line end. Mend: check that the file is"
            " whole.",
        ),
    ),
    "the bytes of Windows, declared": (
        several(writing('{"encoding": "windows-1250"}'), encoded(ACTIVITIES, "windows-1250")),
        (ACTIVITIES, 2, "title_sq"),
        "Caktimi i personave kontaktues në komuna",
        (),
    ),
    "Cyrillic letters of Windows, declared": (
        several(
            writing('{"encoding": "windows-1251"}'),
            cell(ACTIVITIES, 2, "title_sr", "Контакт особе"),
            rows(ACTIVITIES, only_cyrillic),
            encoded(ACTIVITIES, "windows-1251"),
        ),
        (ACTIVITIES, 2, "title_sr"),
        "Контакт особе",
        (),
    ),
    "UTF-16 with its mark": (
        encoded(ACTIVITIES, "utf-16"),
        (ACTIVITIES, 2, "title_sq"),
        "Caktimi i personave kontaktues në komuna",
        (),
    ),
    "UTF-8 with its mark": (
        encoded(ACTIVITIES, "utf-8-sig"),
        (ACTIVITIES, 2, "title_sq"),
        "Caktimi i personave kontaktues në komuna",
        (),
    ),
    "line ends of Windows": (
        raw(ACTIVITIES, lambda data: data.replace(b"\n", b"\r\n")),
        (ACTIVITIES, 2, "title_sq"),
        "Caktimi i personave kontaktues në komuna",
        (),
    ),
    "line ends of an old Macintosh": (
        raw(ACTIVITIES, lambda data: data.replace(b"\n", b"\r")),
        (ACTIVITIES, 2, "title_sq"),
        "Caktimi i personave kontaktues në komuna",
        (),
    ),
    "a number stored as one, under a declared comma": (
        several(
            writing('{"decimal_mark": ","}'),
            as_parquet("plan/revisions.csv", new_amount=pa.array([1234.5, 1.234, None, None])),
            all_with_comma,
        ),
        ("plan/revisions.csv", 3, "new_amount"),
        "1.234",
        (),
    ),
    "an exact decimal with three places": (
        as_parquet(
            "plan/revisions.csv", new_amount=pa.array([Decimal("1.500"), *[None] * 3], pa.decimal128(9, 3))
        ),
        ("plan/revisions.csv", 2, "new_amount"),
        "1.5",
        (),
    ),
    "a day stored as one": (
        as_parquet("plan/revisions.csv", recorded_on=pa.array([date(2023, 1, 9)] * 4)),
        ("plan/revisions.csv", 2, "recorded_on"),
        "2023-01-09",
        (),
    ),
    "a day stored with midnight": (
        as_parquet("plan/revisions.csv", recorded_on=pa.array([datetime(2023, 1, 9)] * 4)),
        ("plan/revisions.csv", 2, "recorded_on"),
        "2023-01-09",
        (),
    ),
    "a year stored as a fraction that is whole": (
        as_parquet("plan/revisions.csv", year=pa.array([2023.0, 2023.0, 2023.0, 2024.0])),
        ("plan/revisions.csv", 2, "year"),
        "2023",
        (),
    ),
    "words stored once for many rows": (
        as_parquet("plan/revisions.csv", change=pa.array(["postponed", "added"] * 2).dictionary_encode()),
        ("plan/revisions.csv", 2, "change"),
        "postponed",
        (),
    ),
    "columns in another order": (
        rows(BUDGET, lambda found: [cells[::-1] for cells in found]),
        (BUDGET, 2, "amount"),
        "2000",
        (),
    ),
}
"""By name: what is done, the cell looked at, what is read there, and the notes on it or on its file."""
