"""What tests of workbooks ask of one: its messages in English, and its cells by name."""

from __future__ import annotations

from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.workbooks.reading import read_workbook

ENGLISH = Language("en")


def messages(path, name="form.xlsx", **options):
    """(whether the workbook was read, the messages)."""
    workbook, faults = read_workbook(path, name, **options)
    return workbook is not None, [fault_text(fault, ENGLISH) for fault in faults]


def refused(path, **options):
    """The one message of a workbook that is refused."""
    read, (message,) = messages(path, **options)
    assert not read
    return message


def cells_of(path):
    """The cells of the first sheet by name, of a workbook without faults."""
    workbook, faults = read_workbook(path, "form.xlsx")
    assert faults == []
    return {cell.ref: cell for cell in workbook.sheets[0].cells.values()}


def values_of(path):
    """The values of the first sheet by the names of their cells."""
    return {ref: cell.value for ref, cell in cells_of(path).items()}
