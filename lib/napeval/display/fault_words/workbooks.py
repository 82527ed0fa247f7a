"""Faults of foreign workbooks, found before and while they are opened, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

_KINDS: Mapping[str, FaultWords] = {
    "workbook_empty": FaultWords(
        N_("the file is empty; it has no bytes at all."), N_("copy the file again, or ask for it again.")
    ),
    "workbook_zeros": FaultWords(
        N_("the file holds nothing but zeros; copying or synchronising it has failed."),
        N_("copy the file again, or ask for it again."),
    ),
    "workbook_lock": FaultWords(
        N_("this is a mark that Excel leaves beside a workbook that is open; it holds no data."),
        N_("close the workbook in Excel, then take this file out if it is still there."),
    ),
    "workbook_shadow": FaultWords(
        N_("this is a mark that a Mac leaves beside a file; it holds no data."), N_("take the file out.")
    ),
    "workbook_not_opened": FaultWords(
        N_("the file cannot be opened ({reason})."),
        N_("close it in other programs, and check that you may read it."),
    ),
    "workbook_old": FaultWords(
        N_("this is a workbook of the old kind (.xls)."), N_("open it in Excel and save it as .xlsx.")
    ),
    "workbook_binary": FaultWords(
        N_("this is a binary workbook (.xlsb)."), N_("open it in Excel and save it as .xlsx.")
    ),
    "workbook_opendocument": FaultWords(
        N_("this is an OpenDocument spreadsheet (.ods)."), N_("open it in LibreOffice and save it as .xlsx.")
    ),
    "workbook_encrypted": FaultWords(
        N_("the workbook is locked with a password or with rights."),
        N_("open it with the password, remove the password, and save it as .xlsx."),
    ),
    "workbook_text": FaultWords(
        N_("the file is plain text, such as CSV, whatever its name says."),
        N_("open it in Excel, check that every column is right, and save it as .xlsx."),
    ),
    "workbook_web_page": FaultWords(
        N_("the file is a web page, whatever its name says."),
        N_("open it in Excel, check that every column is right, and save it as .xlsx."),
    ),
    "workbook_xml_table": FaultWords(
        N_("the file is an XML spreadsheet of the old kind, whatever its name says."),
        N_("open it in Excel and save it as .xlsx."),
    ),
    "workbook_other_kind": FaultWords(
        N_("the file is of another kind ({kind}), whatever its name says."),
        N_("put the workbook itself here, saved as .xlsx."),
    ),
    "workbook_unknown": FaultWords(
        N_("the file is no Excel workbook, whatever its name says."),
        N_("put the workbook itself here, saved as .xlsx."),
    ),
    "workbook_cut": FaultWords(
        N_("the file is cut off or damaged."), N_("copy the file again, or ask for it again.")
    ),
    "workbook_damaged": FaultWords(
        N_("this part of the workbook is damaged or missing."),
        N_("open the workbook in Excel, let it be repaired, check it and save it."),
    ),
}

_AMOUNTS: Mapping[str, FaultWords] = {
    "workbook_parts": FaultWords(
        N_("the workbook is made of more than {limit} parts."),
        N_("copy the sheets that are asked for into a new workbook."),
    ),
    "workbook_unpacked_size": FaultWords(
        N_("unpacked, the workbook takes more than {limit} MB."),
        N_("copy the sheets that are asked for into a new workbook."),
    ),
    "workbook_ratio": FaultWords(
        N_("this part is packed more than {limit} times smaller than it is; no real table is."),
        N_("do not open the file; ask for it again."),
    ),
    "workbook_far_cell": FaultWords(
        N_("a cell is filled too far out; allowed: rows to {rows}, columns to {column}."),
        N_("delete the rows below the data and the columns beside them, then save."),
    ),
    "workbook_too_many_rows": FaultWords(
        N_("more than {limit} rows are filled."), N_("check that it is the right file, or divide it.")
    ),
    "workbook_too_many_cells": FaultWords(
        N_("more than {limit} cells are filled."), N_("check that it is the right file, or divide it.")
    ),
    "workbook_too_much_text": FaultWords(
        N_("the cells hold more than {limit} letters."), N_("check that it is the right file, or divide it.")
    ),
    "workbook_long_text": FaultWords(
        N_("the cell holds more than {limit} letters."), N_("shorten the text, or divide it.")
    ),
    "workbook_too_complex": FaultWords(
        N_("this part of the workbook holds far more than any real table."),
        N_("copy the sheets that are asked for into a new workbook."),
    ),
    "workbook_too_slow": FaultWords(
        N_("reading the workbook took more than {limit} seconds and was ended."),
        N_("copy the sheets that are asked for into a new workbook."),
    ),
    "workbook_too_much_memory": FaultWords(
        N_("reading the workbook took more than {limit} MB of memory and was ended."),
        N_("copy the sheets that are asked for into a new workbook."),
    ),
    "workbook_reader_failed": FaultWords(
        N_("the workbook could not be read ({reason})."),
        N_("copy the sheets that are asked for into a new workbook."),
    ),
}

_DANGERS: Mapping[str, FaultWords] = {
    "workbook_macros": FaultWords(
        N_("the workbook holds macros."), N_("save it as .xlsx, which leaves the macros out.")
    ),
    "workbook_ribbon": FaultWords(
        N_("the workbook brings buttons of its own into Excel."),
        N_("copy the sheets that are asked for into a new workbook."),
    ),
    "workbook_links": FaultWords(
        N_("the workbook takes contents from other files or from the web."),
        N_("open it in Excel, break the links (Data, Edit Links) and save it."),
    ),
    "workbook_connections": FaultWords(
        N_("the workbook takes data from a connection or a query."),
        N_("open it in Excel, remove them (Data, Queries & Connections) and save it."),
    ),
    "workbook_embedded": FaultWords(
        N_("another file or a control is embedded in the workbook."), N_("delete the object and save.")
    ),
    "workbook_dde": FaultWords(
        N_("the formula calls another program."), N_("delete the formula, write its value and save.")
    ),
    "workbook_entities": FaultWords(
        N_("this part declares a document type of its own, which Excel never does."),
        N_("do not open the file; ask for it again."),
    ),
    "workbook_packing": FaultWords(
        N_("this part is packed in a way that Excel does not use."),
        N_("open the workbook in Excel and save it."),
    ),
    "workbook_name_repeated": FaultWords(
        N_("two parts of the workbook have the same name, so that one hides the other."),
        N_("do not open the file; ask for it again."),
    ),
    "workbook_name_unsafe": FaultWords(
        N_("the name of this part leads out of the workbook."), N_("do not open the file; ask for it again.")
    ),
}

_SHEETS: Mapping[str, FaultWords] = {
    "workbook_no_sheet": FaultWords(
        N_("no sheet with cells can be seen in the workbook."), N_("unhide the sheet that is asked for.")
    ),
    "workbook_cell_place": FaultWords(
        N_("the cell stands twice or in the wrong row of the file."),
        N_("open the workbook in Excel, let it be repaired, check it and save it."),
    ),
    "workbook_cell_value": FaultWords(
        N_("what the file stores for this cell cannot be read."),
        N_("open the workbook in Excel, let it be repaired, check it and save it."),
    ),
    "workbook_comments": FaultWords(
        N_("the workbook holds comments; they are not read."), N_("write into the cells what is to be read.")
    ),
    "workbook_text_boxes": FaultWords(
        N_("a text stands in a box over the cells; it is not read."),
        N_("write into the cells what is to be read."),
    ),
    "workbook_calculated_by_hand": FaultWords(
        N_("the workbook calculates only on demand, so results of formulas may be old."),
        N_("open it in Excel, calculate it (F9), set it to automatic (Formulas) and save it."),
    ),
    "sheet_hidden": FaultWords(
        N_("the sheet is hidden; it is not read."), N_("unhide the sheet if it holds answers.")
    ),
}

_CELLS: Mapping[str, FaultWords] = {
    "cell_ref_error": FaultWords(
        N_("the formula points to cells that have been deleted."),
        N_("correct the formula, or write the value."),
    ),
    "cell_division_error": FaultWords(
        N_("the formula divides by zero or by an empty cell."), N_("correct the formula, or write the value.")
    ),
    "cell_not_available": FaultWords(
        N_("the formula has not found what it looks for."),
        N_("correct the formula, or write the value; leave the cell empty where nothing is known."),
    ),
    "cell_name_error": FaultWords(
        N_("the formula uses a name or a function that is not known here."),
        N_("correct the formula, or write the value."),
    ),
    "cell_error": FaultWords(
        N_("the formula has no result."), N_("correct the formula, or write the value.")
    ),
    "formula_without_value": FaultWords(
        N_("the formula has never been calculated, so its result is not known."),
        N_("open the workbook in Excel, let it calculate, and save it."),
    ),
    "cell_struck": FaultWords(
        N_("the value or a part of it is struck through."),
        N_("delete what no longer holds, or remove the line through it."),
    ),
    "row_hidden": FaultWords(
        N_("the row is hidden and holds data; it is read."),
        N_("unhide the row or remove the filter, and check it."),
    ),
    "column_hidden": FaultWords(
        N_("the column is hidden and holds data; it is read."), N_("unhide the column and check it.")
    ),
    "cells_merged": FaultWords(
        N_("cells of the table are merged; only the first of them keeps a value."),
        N_("unmerge them and fill each cell."),
    ),
}

WORDS: Mapping[str, FaultWords] = {**_KINDS, **_AMOUNTS, **_DANGERS, **_SHEETS, **_CELLS}
