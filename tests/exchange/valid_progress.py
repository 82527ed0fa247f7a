"""Progress forms filled so that they can be collected, and the rows that must come of it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
from random_answers import WORDS

from napeval.cycle.numbers import number_text
from napeval.exchange.forms.model import Form, FormRow, FormSheet, all_rows, cell_rules
from napeval.exchange.forms.progress_answer import source_of

Row = Mapping[str, str]
ANSWERED = date(2023, 7, 14)
_TEXTS = tuple(word for word in WORDS if word != "tab\tinside")


def fill_progress(form: Form, path: Path, seed: int) -> dict[str, list[Row]]:
    """Answer every second row or so; gives the rows by table, without blanks."""
    return _Filler(form, path, random.Random(seed)).fill()


class _Filler:
    def __init__(self, form: Form, path: Path, chance: random.Random) -> None:
        self._form, self._path, self._chance = form, path, chance
        self._book = openpyxl.load_workbook(path)
        self._rows: dict[str, list[Row]] = {}
        self._own = form.identification
        self._source = source_of(self._own)

    def fill(self) -> dict[str, list[Row]]:
        self._words()
        self._each("indicators", "monitoring/observations", self._indicator)
        self._each("activities", "monitoring/progress", self._activity)
        self._each("risks", "monitoring/risk_updates", self._risk)
        self._each("money", "monitoring/expenditure", self._money)
        self._book.save(self._path)
        return self._rows

    def _sheet(self, name: str) -> FormSheet | None:
        return next((sheet for sheet in self._form.sheets if sheet.name == name), None)

    def _numbers(self, sheet: FormSheet) -> list[tuple[int, FormRow | None]]:
        page = self._book[sheet.tab]
        number = next(row[0].row for row in page.iter_rows() if row[0].value == sheet.columns[0].heading)
        placed = []
        for row, section in all_rows(sheet):
            number += 2 if section else 1
            placed.append((number, row))
        return placed

    def _each(self, name: str, table: str, answer: object) -> None:
        sheet = self._sheet(name)
        for number, row in self._numbers(sheet) if sheet else ():
            if row is None or self._chance.random() < 0.4:
                continue
            given = answer(row)  # type: ignore[operator]
            self._write(sheet, number, row, given)  # type: ignore[arg-type]
            self._expect(table, sheet, row, given)  # type: ignore[arg-type]

    def _write(self, sheet: FormSheet, number: int, row: FormRow, given: Mapping[str, object]) -> None:
        page = self._book[sheet.tab]
        for place, column in enumerate(sheet.columns, start=1):
            if column.name in given:
                rules = cell_rules(column, row)
                value = given[column.name]
                text = number_text(value) if isinstance(value, Decimal) else str(value)
                shown = rules.choices.get(text, value)
                cell = page.cell(number, place)
                cell.value = float(shown) if isinstance(shown, Decimal) else shown
                if isinstance(cell.value, str):
                    cell.data_type = "s"

    def _expect(self, table: str, sheet: FormSheet, row: FormRow, given: Mapping[str, object]) -> None:
        common = {
            "period": self._own.period,
            "recorded_on": ANSWERED.isoformat(),
            "source_id": self._source,
            "reported_by": self._own.institution,
        }
        if table == "monitoring/expenditure":
            for stage in ("committed", "spent"):
                if stage in given:
                    amount = {"stage": stage, "amount": given[stage], "currency": "EUR"}
                    self._keep(table, sheet, row, {**common, **amount}, without=("reported_by",))
            return
        without = ("source_id", "reported_by") if table == "monitoring/risk_updates" else ()
        self._keep(table, sheet, row, {**common, **given}, without=without)

    def _keep(
        self,
        table: str,
        sheet: FormSheet,
        row: FormRow,
        values: Mapping[str, object],
        without: tuple[str, ...],
    ) -> None:
        identity = {name: row.values.get(name) for name in sheet.identity}
        texts = {name: _text(value) for name, value in {**identity, **values}.items() if name not in without}
        self._rows.setdefault(table, []).append({name: text for name, text in texts.items() if text})

    def _words(self) -> None:
        sheet = self._sheet("answer")
        assert sheet is not None
        for number, row in self._numbers(sheet):
            assert row is not None
            line = row.values["line"]
            if line == "answered_on":
                self._write(sheet, number, row, {"answer": ANSWERED})
            elif line in ("remarks", "risks"):
                text = self._chance.choice(_TEXTS)
                self._write(sheet, number, row, {"answer": text})
                self._statement({"remarks": "remarks", "risks": "risks_met"}[str(line)], text)
        results = self._sheet("results")
        for number, row in self._numbers(results) if results else ():
            if row is not None and self._chance.random() < 0.6:
                text = self._chance.choice(_TEXTS)
                self._write(results, number, row, {"achieved": text})  # type: ignore[arg-type]
                self._statement(f"result:{row.values['result_id']}", text)

    def _statement(self, topic: str, text: str) -> None:
        day = ANSWERED.isoformat()
        self._rows.setdefault("monitoring/statements", []).append(
            {
                "statement_id": f"{self._source}.{topic.replace(':', '.')}.{day}",
                "topic": topic, "period": self._own.period, "kind": "text", "value": text,
                "source_id": self._source, "recorded_on": day,
            }
        )  # fmt: skip

    def _some(self, *names: str) -> dict[str, object]:
        return {name: self._chance.choice(_TEXTS) for name in names if self._chance.random() < 0.5}

    def _indicator(self, row: FormRow) -> dict[str, object]:
        given: dict[str, object] = {"own_mark": self._chance.choice(("on_track", "off_track"))}
        given |= self._some("note")
        state = self._chance.choice(("measured", "measured", "not_reported", "not_due", "not_applicable"))
        given["state"] = state
        if state != "measured":
            return given
        rule = row.rules["value"]
        if rule.choices:
            given["value"] = Decimal(self._chance.choice(sorted(rule.choices)))
        elif rule.unit == "percent":
            numerator = Decimal(self._chance.randrange(1, 200))
            given |= {"numerator": numerator, "denominator": Decimal(200), "value": numerator / 2}
        else:
            given["value"] = Decimal(self._chance.randrange(0, 5000)) / self._chance.choice((1, 4))
        return given

    def _activity(self, row: FormRow) -> dict[str, object]:
        status = self._chance.choice(("completed", "ongoing", "delayed", "not_started", "cancelled"))
        given: dict[str, object] = {"status": status, "own_mark": "on_track"}
        if status == "completed":
            given |= {
                "completion": Decimal(1),
                "started_on": date(2023, 1, 9),
                "completed_on": date(2023, 5, 30),
            }
        elif status == "ongoing":
            given["completion"] = Decimal(self._chance.randrange(1, 99)) / 100
        return given | self._some("reason", "difficulty", "donors", "comment")

    def _risk(self, row: FormRow) -> dict[str, object]:
        status = self._chance.choice(("open", "occurred", "mitigated", "closed"))
        return {"status": status} | self._some("action", "escalated_to", "note")

    def _money(self, row: FormRow) -> dict[str, object]:
        amounts = [Decimal(self._chance.randrange(1, 10**5)) / 100 for _ in range(2)]
        return dict(zip(("committed", "spent"), amounts, strict=True))


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return number_text(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")
