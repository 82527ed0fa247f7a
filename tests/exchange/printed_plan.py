"""The action plan of xk-2022-2024 as a workbook in its printed layout, made from the tables of the cycle."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

CYCLE = Path(__file__).resolve().parents[2] / "data" / "xk-2022-2024"
YEARS = ("2022", "2023", "2024")
Record = dict[str, str]


def table(name: str, cycle: Path = CYCLE) -> list[Record]:
    """The rows of a table of a cycle as they stand in its file."""
    with (cycle / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class _Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.row = sheet, 1

    def put(self, *values: object) -> None:
        for column, value in enumerate(values, start=1):
            if value not in (None, ""):
                self.sheet.cell(self.row, column, value)
        self.row += 1

    def merge(self, first: int, last: int, *, rows: int = 1) -> None:
        """Merge cells of the row that was put last."""
        self.sheet.merge_cells(
            start_row=self.row - 1, end_row=self.row - 2 + rows, start_column=first, end_column=last
        )


def amount_cell(row: Record | None, *, mended: bool) -> str:
    """A budget cell: the amount as printed, the costing note in the lines below.

    mended: the two amounts printed with a decimal comma written as all the others are.
    """
    if row is None:
        return ""
    printed = row["amount_printed"] or f"{float(row['amount']):,.2f}"
    if mended and printed == "500,00":
        printed = "500.00"
    return "\n".join(part for part in (printed, row["note"]) if part)


def _lines(codes: str, limited: str) -> str:
    """Codes in a line each; those that the printed cell limits to years keep that."""
    years = dict(re.findall(r"([A-Z]+) (\([^)]*[0-9]{4}[^)]*\))", limited))
    return "\n".join(f"{code} {years[code]}" if code in years else code for code in codes.split(";"))


WORDS = {
    "sq": {
        "title": "PLANI I VEPRIMIT PËR ZBATIMIN E STRATEGJISË KOMBËTARE",
        "strategic": "OBJEKTIVI STRATEGJIK", "specific": "OBJEKTIVI SPECIFIK",
        "targets": ("Nr.", "Objektivat strategjikë dhe specifikë, treguesit dhe veprimet", None, None,
            "Vlera bazë",
                    "Synimi i përkohshëm", None, "Synimi i vitit të fundit", None, "Rezultati"),
        "activities": ("Nr.", "Veprimi", "Afati i fundit", "Buxheti", None, None, "Burimi i financimit",
                       "Institucioni udhëheqës dhe mbështetës", "Produkti (Rezultati)",
                           "Dokumentet referente"),
        "year": "Viti {}", "total": "Buxheti i përgjithshëm për objektivin specifik {}:",
        "parts": ("Nga të cilat kapitale:", "Nga të cilat rrjedhëse:"),
    },
    "en": {
        "title": "ACTION PLAN", "strategic": "STRATEGIC OBJECTIVE", "specific": "SPECIFIC OBJECTIVE",
        "targets": ("No.", "Strategic and specific objectives, indicators and actions", None, None,
            "Baseline",
                    "Interim target", None, "Final-year target", None, "Result"),
        "activities": ("No.", "Action", "Deadline", "Budget", None, None, "Funding source",
                       "Lead and supporting institution", "Product (result)", "Reference documents"),
        "year": "Year {}", "total": "Total budget for specific objective {}:",
        "parts": ("Of which capital:", "Of which current:"),
    },
    "sr": {
        "title": "AKCIONI PLAN", "strategic": "STRATEŠKI CILJ", "specific": "SPECIFIČNI CILJ",
        "targets": ("Br.", "Strateški i specifični ciljevi, pokazatelji i aktivnosti", None, None,
            "Početna vrednost",
                    "Privremena ciljana vrednost", None, "Ciljana vrednost", None, "Rezultat"),
        "activities": ("Br.", "Aktivnost", "Rok", "Budžet", None, None, "Izvor finansiranja",
                       "Vodeća i podržavajuća institucija", "Proizvod (rezultat)", "Referentni dokumenti"),
        "year": "{}. godina", "total": "Ukupan budžet za specifični cilj {}:",
        "parts": ("Od toga kapitalni rashodi:", "Od toga tekući rashodi:"),
    },
}  # fmt: skip
"""The words of the plan's tables in each language, as data/reference has them."""


def printed_plan(path: Path, *, language: str = "sq", mended: bool = True, verbatim: bool = False) -> Path:
    """Write the plan as printed: objectives over the whole width, two rows of headings, totals after each.

    verbatim: institutions and sources in the words of the print, in one line; else one code in each line.
    """
    words = WORDS[language]
    book = Workbook()
    sheet = _Sheet(book.active)
    book.active.title = "Plani"
    sheet.put(words["title"])
    sheet.merge(1, 10)
    sheet.put("2022-2024")
    sheet.put()
    activities = defaultdict(list)
    totals = {(row["objective_id"], row["year"]): row for row in table("plan/printed_totals")}
    for row in table("plan/activities"):
        activities[row["objective_id"]].append(row)
    money = {(row["activity_id"], row["year"]): row for row in table("plan/budget")}
    leads = defaultdict(list)
    for row in table("plan/responsibilities"):
        leads[row["activity_id"]].append(row["institution"])
    for objective in table("plan/objectives"):
        identifier = objective["objective_id"]
        sheet.put(*words["targets"])
        heading = f"{words[objective['level']]} {identifier}:\n{objective[f'title_{language}']}"
        sheet.put(objective["printed_id"], heading)
        sheet.merge(2, 10)
        sheet.put(
            None, "Treguesi:\nsiç shtypet", None, None, "Viti 2021", "2023", None, "2024", None, "rezultati"
        )
        if not activities[identifier]:
            continue
        sheet.put(*words["activities"])
        sheet.merge(4, 6)
        sheet.put(None, None, None, *(words["year"].format(year) for year in YEARS))
        for column in (1, 2, 3, 7, 8, 9, 10):
            sheet.row -= 1
            sheet.merge(column, column, rows=2)
            sheet.row += 1
        for one in activities[identifier]:
            key = one["activity_id"]
            sheet.put(
                one["printed_id"], one[f"title_{language}"], one["deadline_printed"],
                *(amount_cell(money.get((key, year)), mended=mended) for year in YEARS),
                one["funding_printed"] if verbatim else _lines(one["funding_sources"],
                    one["funding_printed"]),
                one["institutions_printed"] if verbatim else "\n".join(leads[key]), one[f"output_{language}"],
                one["reference_documents"].replace("; ", "\n"),
            )  # fmt: skip
        sums = [totals.get((identifier, year), {}).get("amount", "") for year in YEARS]
        sheet.put(
            words["total"].format(identifier), None, None, *(float(text) if text else None for text in sums)
        )
        for part in words["parts"]:
            sheet.put(part)
        sheet.put()
    book.save(path)
    return path
