"""The filled forms of a folder, each read by its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from napeval.cycle.cycle import Cycle
from napeval.cycle.faults import Fault, errors_of, nearest
from napeval.exchange.forms.kinds import FormRows
from napeval.exchange.forms.model import Form, Identification
from napeval.exchange.forms.reading import FilledForm, read_form
from napeval.exchange.forms.registry import FORM_KINDS
from napeval.exchange.forms.writing import LISTS_TAB
from napeval.exchange.workbooks.reading import read_workbooks

_WORKBOOKS = (".xlsx",)
_OTHER_TABLES = (".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv")
_PASSED_OVER = ("~$", ".")


@dataclass(frozen=True)
class ReadForm:
    """One workbook of the folder. filled: None where it was refused unopened. rows: what it gives."""

    file: str
    filled: FilledForm | None
    rows: FormRows
    faults: tuple[Fault, ...]

    @property
    def refused(self) -> bool:
        """Whether it has errors, so that nothing of it may be used."""
        return bool(errors_of(self.faults))


def read_forms(folder: Path, cycle: Cycle) -> tuple[list[ReadForm], list[Fault]]:
    """Every workbook of a folder in the order of their names, and what is wrong with the folder."""
    entries = sorted(folder.iterdir()) if folder.is_dir() else []
    visible = [path for path in entries if not path.name.startswith(_PASSED_OVER)]
    books = [path for path in visible if path.suffix.lower() in _WORKBOOKS and not path.is_dir()]
    faults = [
        Fault("form_not_a_workbook", path.name, severity="warning")
        for path in visible
        if path.suffix.lower() in _OTHER_TABLES
    ]
    if not books:
        return [], [*faults, Fault("form_folder_empty", folder.name)]
    read = read_workbooks([(path, path.name) for path in books], known_hidden=(LISTS_TAB,))
    forms = []
    for path, (workbook, found) in zip(books, read, strict=True):
        if workbook is None:
            forms.append(ReadForm(path.name, None, FormRows({}), tuple(found)))
            continue
        filled = read_form(workbook, path.name, lambda own: _rebuilt(own, cycle))
        forms.append(_with_rows(filled, found, cycle))
    return forms, faults


def _with_rows(filled: FilledForm, found: Sequence[Fault], cycle: Cycle) -> ReadForm:
    """The rows of a form; none where the form could not be read at all."""
    if filled.form is None or filled.identification is None:
        return ReadForm(filled.file, filled, FormRows({}), (*found, *filled.faults))
    rows = FORM_KINDS[filled.identification.kind].rows(filled, cycle)
    return ReadForm(filled.file, filled, rows, (*found, *filled.faults, *rows.faults))


def _rebuilt(own: Identification, cycle: Cycle) -> Form | list[Fault]:
    """The form as it was handed out; what is wrong with its kind, layout or plan comes first."""
    kind = FORM_KINDS.get(own.kind)
    if kind is None:
        arguments = {"allowed": ", ".join(FORM_KINDS), "nearest": nearest(own.kind, FORM_KINDS)}
        return [Fault("form_kind_unknown", "", None, "kind", own.kind, arguments)]
    if own.cycle != cycle.meta.name:
        return [Fault("form_other_cycle", "", None, "cycle", own.cycle, {"expected": cycle.meta.name})]
    if own.layout != kind.layout:
        arguments = {"expected": str(kind.layout)}
        return [Fault("form_layout", "", None, "layout", str(own.layout), arguments)]
    return kind.rebuild(own, cycle)
