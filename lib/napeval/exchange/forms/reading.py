"""A filled form read back: its identification, then every sheet against the form that was handed out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from napeval.cycle.faults import Fault, Severity
from napeval.exchange.forms.cell_reading import same_word
from napeval.exchange.forms.identifying import Identified, identify
from napeval.exchange.forms.model import Form, FormSheet, Identification
from napeval.exchange.forms.sheet_reading import FilledRow, SheetReader
from napeval.exchange.workbooks.model import Sheet, Workbook

__all__ = ["FilledForm", "FilledRow", "read_form"]


@dataclass(frozen=True)
class FilledForm:
    """A form as it came back.

    identification: what it says of itself, None where that cannot be told. form: as it was handed out,
    None where it could not be made again. answers: the rows of each sheet by its machine name, only those
    in which something stands. With errors among the faults nothing of it may be used.
    """

    file: str
    identification: Identification | None
    form: Form | None
    answers: Mapping[str, tuple[FilledRow, ...]]
    faults: tuple[Fault, ...]

    def fault(
        self,
        code: str,
        sheet: str,
        row: FilledRow | None = None,
        column: str | None = None,
        *,
        value: str | None = None,
        arguments: Mapping[str, str] | None = None,
        severity: Severity = "error",
    ) -> Fault:
        """A fault at a row or cell of this form. sheet, column: machine names. Needs a form that was made."""
        assert self.form is not None
        of = self.form.sheet(sheet)
        heading = of.column(column).heading if column else None
        cell = row.cells.get(column) if row and column else None
        number = row.row if row else None
        return Fault(
            code,
            self.file,
            number,
            heading,
            value,
            arguments or {},
            severity,
            of.tab,
            cell,
        )


def read_form(
    workbook: Workbook, file: str, build: Callable[[Identification], Form | list[Fault]]
) -> FilledForm:
    """Read a filled form.

    build: makes the form again from what the workbook says of itself, or says what is wrong with that;
    the column of such a fault is the line of the identification it concerns ("period", "institution" ...).
    """
    identified = identify(workbook, file)
    own = identified.identification
    if own is None:
        return FilledForm(file, None, None, {}, identified.faults)
    form = build(own)
    if not isinstance(form, Form):
        told = tuple(identified.fault(fault.column or "", fault, file) for fault in form)
        return FilledForm(file, own, None, {}, told)
    return _read_sheets(workbook, file, form, identified)


def _read_sheets(workbook: Workbook, file: str, form: Form, identified: Identified) -> FilledForm:
    answers: dict[str, tuple[FilledRow, ...]] = {}
    faults: list[Fault] = []
    for sheet in form.sheets:
        there = _named(workbook, sheet)
        if there is None:
            faults.append(Fault("form_sheet_missing", file, sheet=sheet.tab))
            answers[sheet.name] = ()
            continue
        reader = SheetReader(sheet, there, file)
        reader.read()
        answers[sheet.name] = tuple(reader.rows)
        faults += reader.faults
    faults += _extra_sheets(workbook, file, form.sheets, identified)
    return FilledForm(file, form.identification, form, answers, tuple(faults))


def _named(workbook: Workbook, sheet: FormSheet) -> Sheet | None:
    return next((one for one in workbook.sheets if same_word(one.name) == same_word(sheet.tab)), None)


def _extra_sheets(
    workbook: Workbook, file: str, sheets: Sequence[FormSheet], identified: Identified
) -> list[Fault]:
    """Sheets of the user's own that hold anything: what stands there is not read."""
    ours = {same_word(sheet.tab) for sheet in sheets} | {same_word(identified.places["kind"].sheet)}
    return [
        Fault("form_sheet_extra", file, severity="warning", sheet=sheet.name)
        for sheet in workbook.sheets
        if not sheet.hidden and sheet.cells and same_word(sheet.name) not in ours
    ]
