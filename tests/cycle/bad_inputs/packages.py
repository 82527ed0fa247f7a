"""What the package says of the cycle, and of how its tables are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bad_inputs.entries import PACKAGE, BadInput, bad, content, encoded, text, without, writing


def retitled(cycle: Path, name: str, **settings: str) -> None:
    """Other settings of one table of the package."""
    package = json.loads((cycle / PACKAGE).read_text(encoding="utf-8"))
    for table in package["resources"]:
        if table["name"] == name:
            table.update(settings)
    (cycle / PACKAGE).write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")


ENTRIES: Mapping[str, BadInput] = {
    "no description of the cycle": bad(
        without(PACKAGE),
        "error: datapackage.json: the file is missing. Mend: add the file.",
    ),
    "no JSON": bad(
        content(PACKAGE, '{"name": }'),
        "error: datapackage.json, line 1: the file cannot be read as JSON (Expecting value). Mend:"
        " correct the file.",
    ),
    "a list in place of a description": bad(
        content(PACKAGE, "[]"),
        "error: datapackage.json, setting 'name': the setting is missing. Mend: add it.",
        "error: datapackage.json, setting 'napeval': the setting is missing. Mend: add it.",
    ),
    "a name twice": bad(
        text(PACKAGE, '"country": "XX"', '"country": "XX", "country": "YY"'),
        "error: datapackage.json, setting 'country': the setting stands twice. Mend: keep one of them.",
    ),
    "a number of five thousand digits": bad(
        text(PACKAGE, '"midterm": "2023-06-30"', '"midterm": ' + "1" * 5000),
        "error: datapackage.json: the file cannot be read as JSON (Exceeds the limit (4300 digits)"
        " for integer string conversion: value has 5000 digits). Mend: correct the file.",
    ),
    "half of a letter": bad(
        text(PACKAGE, '"country": "XX"', '"country": "\\ud800"'),
        "error: datapackage.json: the file cannot be read as JSON (\\u). Mend: correct the file.",
    ),
    "thousands of brackets inside one another": bad(
        content(PACKAGE, "[" * 30_000),
        "error: datapackage.json: the file cannot be read as JSON ([[[…). Mend: correct the file.",
    ),
    "the bytes of Windows in the description": bad(
        encoded(PACKAGE, "windows-1250"),
        "error: datapackage.json: the file is not UTF-8 text. Mend: save it as text in UTF-8.",
    ),
    "a description of many megabytes": bad(
        content(PACKAGE, " " * 6_000_000),
        "error: datapackage.json: the file is larger than 1000000 bytes. Mend: check that it is the"
        " right file.",
    ),
    "a currency in words": bad(
        text(PACKAGE, '"currency": "EUR"', '"currency": "Euro"'),
        "error: datapackage.json, setting 'napeval.currency': found 'Euro'; the setting has not the"
        " form that is asked for; allowed: ISO 4217 (EUR, CHF …). Mend: correct the setting.",
    ),
    "no English title of the cycle": bad(
        text(PACKAGE, '"en": "Action plan of Demoland', '"de": "Action plan of Demoland'),
        "error: datapackage.json, setting 'napeval.title.en': the title is missing in this"
        " language. Mend: add the title; mark it as a translation of ours where it is one.",
    ),
    "a text where a group belongs": bad(
        text(PACKAGE, '"data_status": "synthetic",', '"data_status": "synthetic", "writing": "utf-8",'),
        "error: datapackage.json, setting 'napeval.writing': found 'utf-8'; a group of named values"
        " is expected. Mend: write name: value, each in a line of its own.",
    ),
    "a mid-term that no calendar has": bad(
        text(PACKAGE, "2023-06-30", "2023-06-31"),
        "error: datapackage.json, setting 'napeval.midterm': found '2023-06-31'; a date is"
        " expected, such as 2023-06-30. Mend: write the date as year-month-day.",
    ),
    "a mid-term after the end": bad(
        text(PACKAGE, '"midterm": "2023-06-30"', '"midterm": "2025-06-30"'),
        "error: datapackage.json, setting 'napeval.midterm': found '2025-06-30'; the mid-term date"
        " lies outside the cycle (2022-01-01 to 2024-12-31). Mend: correct the date.",
    ),
    "an end before the start": bad(
        text(PACKAGE, '"end": "2024-12-31"', '"end": "2020-12-31"'),
        "error: datapackage.json, setting 'napeval.end': found '2020-12-31'; the end lies before"
        " the start (2022-01-01). Mend: correct one of the dates.",
    ),
    "neither real nor synthetic": bad(
        text(PACKAGE, '"data_status": "synthetic"', '"data_status": "draft"'),
        "error: datapackage.json, setting 'napeval.data_status': found 'draft'; allowed: real,"
        " synthetic. Mend: use one of the allowed words.",
    ),
    "a setting of ours": bad(
        text(PACKAGE, '"country": "XX"', '"country": "XX", "territory": "YY"'),
        "error: datapackage.json, setting 'napeval.territory': there is no such setting; allowed:"
        " title, country, start, end, midterm, currency, data_status, predecessor, designation_note,"
        " inferred, writing. Mend: correct the name or take it out.",
    ),
    "no country": bad(
        text(PACKAGE, '"country": "XX"', '"country": " "'),
        "error: datapackage.json, setting 'napeval.country': the setting is missing. Mend: add it.",
    ),
    "a decimal mark that is none": bad(
        writing('{"decimal_mark": ";"}'),
        "error: datapackage.json, setting 'napeval.writing.decimal_mark': found ';'; allowed: ., ,."
        " Mend: use one of the allowed words.",
    ),
    "zero as a mark of missing values": bad(
        writing('{"missing_marks": ["n/a", "0"]}'),
        "error: datapackage.json, setting 'napeval.writing.missing_marks': found '0'; a mark of"
        " missing values is a text that is not blank and not zero. Mend: correct the list; zero is a"
        " measurement.",
    ),
    "a blank as a mark of missing values": bad(
        writing('{"missing_marks": ["  "]}'),
        "error: datapackage.json, setting 'napeval.writing.missing_marks': found '  '; a mark of"
        " missing values is a text that is not blank and not zero. Mend: correct the list; zero is a"
        " measurement.",
    ),
    "a number as a mark of missing values": bad(
        writing('{"missing_marks": [-9]}'),
        "error: datapackage.json, setting 'napeval.writing.missing_marks': found '-9'; a mark of"
        " missing values is a text that is not blank and not zero. Mend: correct the list; zero is a"
        " measurement.",
    ),
    "missing marks as one text": bad(
        writing('{"missing_marks": "n/a"}'),
        "error: datapackage.json, setting 'napeval.writing.missing_marks': found 'n/a'; a list is"
        " expected. Mend: write it as [first, second].",
    ),
    "a setting of the writing that is none": bad(
        writing('{"decimal": ","}'),
        "error: datapackage.json, setting 'napeval.writing.decimal': there is no such setting;"
        " allowed: encoding, decimal_mark, missing_marks. Mend: correct the name or take it out. Did"
        " you mean 'decimal_mark'?",
    ),
    "an encoding of one table that nobody knows": bad(
        lambda cycle: retitled(cycle, "budget", encoding="cp1250"),
        "error: datapackage.json, setting 'resources.8.encoding': found 'cp1250'; allowed:"
        " windows-1250, windows-1251, windows-1252, iso-8859-1, iso-8859-2, iso-8859-5, iso-8859-15,"
        " iso-8859-16, cp852, mac-latin2, mac-roman. Mend: use one of the allowed words.",
    ),
    "a table outside of the cycle": bad(
        lambda cycle: retitled(cycle, "budget", path="../elsewhere/budget.csv"),
        "error: datapackage.json, setting 'resources.8.path': found '../elsewhere/budget.csv'; the"
        " path leads out of the folder of the cycle. Mend: put the file into the folder of the cycle.",
    ),
    "a table at the root of the machine": bad(
        lambda cycle: retitled(cycle, "budget", path="/data/budget.csv"),
        "error: datapackage.json, setting 'resources.8.path': found '/data/budget.csv'; the path"
        " leads out of the folder of the cycle. Mend: put the file into the folder of the cycle.",
    ),
    "a table on another machine": bad(
        lambda cycle: retitled(cycle, "budget", path="https://example.org/budget.csv"),
        "error: datapackage.json, setting 'resources.8.path': found"
        " 'https://example.org/budget.csv'; the path leads out of the folder of the cycle. Mend: put"
        " the file into the folder of the cycle.",
    ),
    "a table that is named and not there": bad(
        lambda cycle: retitled(cycle, "budget", path="plan/buxheti.csv"),
        "error: plan/buxheti.csv: datapackage.json names this table, and it is not there. Mend: add"
        " the file, or take the table out of datapackage.json.",
    ),
}
