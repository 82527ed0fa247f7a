"""Faults of files as a whole, of their headings and rows, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

WORDS: Mapping[str, FaultWords] = {
    "file_missing": FaultWords(N_("the file is missing."), N_("add the file.")),
    "file_too_large": FaultWords(
        N_("the file is larger than {limit} bytes."), N_("check that it is the right file.")
    ),
    "file_unreadable": FaultWords(
        N_("the file cannot be opened."), N_("check who may read it, and that no other program holds it.")
    ),
    "file_misplaced": FaultWords(
        N_("no table is read from this folder; a table of this name belongs to {place}."),
        N_("move the file there, or take it out."),
    ),
    "heading_lower": FaultWords(
        N_("the headings stand in row {row} and not in the first."),
        N_("take out the rows above the headings."),
    ),
    "row_incomplete": FaultWords(
        N_("most cells that must be filled are blank ({columns})."),
        N_("fill them; if the row is a total, a note or a second heading, take it out."),
    ),
    "symlink": FaultWords(N_("links to other files are not followed."), N_("put the file itself here.")),
    "file_unknown": FaultWords(
        N_("no table of a cycle has this name; allowed here: {allowed}."),
        N_("rename the file or take it out."),
    ),
    "text_name": FaultWords(
        N_("the name of a text is section.language.md; allowed languages: {allowed}."), N_("rename the file.")
    ),
    "text_section": FaultWords(
        N_("no section of the report has this name; allowed: {allowed}."), N_("rename the file.")
    ),
    "text_not_utf8": FaultWords(N_("the file is not UTF-8 text."), N_("save it as text in UTF-8.")),
    "not_utf8": FaultWords(N_("the file is not UTF-8 text."), N_("save it as CSV in UTF-8.")),
    "not_csv": FaultWords(
        N_("from here on the file cannot be read as CSV."),
        N_("look for an open quotation mark or a cut line."),
    ),
    "not_json": FaultWords(N_("the file cannot be read as JSON ({reason})."), N_("correct the file.")),
    "no_heading": FaultWords(N_("the file has no heading."), N_("add the heading row.")),
    "column_missing": FaultWords(
        N_("the column is missing."), N_("add the column; leave its cells empty where nothing is known.")
    ),
    "column_unknown": FaultWords(
        N_("the table has no such column; allowed: {allowed}."), N_("rename the column or take it out.")
    ),
    "column_repeated": FaultWords(N_("the heading stands more than once."), N_("keep one of the columns.")),
    "row_length": FaultWords(
        N_("the row has {found} cells, the heading has {expected}."),
        N_("look for a missing or surplus comma, or a missing quotation mark."),
    ),
    "table_twice": FaultWords(
        N_("the same table is there as {other} too."), N_("keep one of the two files.")
    ),
    "table_needed": FaultWords(
        N_("the file is missing, and other tables refer to it ({by})."), N_("add the file.")
    ),
    "resource_missing": FaultWords(
        N_("datapackage.json names this table, and it is not there."),
        N_("add the file, or take the table out of datapackage.json."),
    ),
    "path_outside": FaultWords(
        N_("the path leads out of the folder of the cycle."), N_("put the file into the folder of the cycle.")
    ),
    "not_utf16": FaultWords(
        N_("the file begins as UTF-16 text and does not go on so."), N_("save it as CSV in UTF-8.")
    ),
    "utf8_broken": FaultWords(
        N_("from here on the file holds letters that are not UTF-8, among others that are."),
        N_("look for a piece that was pasted from another file or cut off; save the file again in UTF-8."),
    ),
    "utf16_without_mark": FaultWords(
        N_("the file seems to be UTF-16 text without the mark at its beginning."),
        N_("save it as CSV in UTF-8."),
    ),
    "encoding_undeclared": FaultWords(
        N_("the file is not UTF-8 text; read as {guess} it holds these words: {words}."),
        N_(
            "save it as CSV in UTF-8; or, if the words are right, declare the encoding in datapackage.json"
            " (napeval.writing.encoding)."
        ),
    ),
    "not_as_declared": FaultWords(
        N_("the file is neither UTF-8 nor {encoding}, which datapackage.json declares."),
        N_("save it as CSV in UTF-8."),
    ),
    "missing_mark": FaultWords(
        N_("a mark of missing values is a text that is not blank and not zero."),
        N_("correct the list; zero is a measurement."),
    ),
    "not_parquet": FaultWords(
        N_("the file cannot be read as Parquet ({reason})."),
        N_("write the table anew, as Parquet or as CSV."),
    ),
    "column_nested": FaultWords(
        N_("the column holds lists, groups or raw bytes in place of single values."),
        N_("write one value in each cell."),
    ),
    "quote_open": FaultWords(
        N_("a quotation mark is opened here and never closed."),
        N_("close it, or write two of them where one is meant as a sign."),
    ),
    "cell_too_long": FaultWords(
        N_("the cell holds more than {limit} characters."),
        N_("look for an open quotation mark; shorten the text."),
    ),
    "heading_blank": FaultWords(
        N_("the heading of column number {number} is blank, and there are values below it."),
        N_("write the heading, or empty the column."),
    ),
    "last_line_cut": FaultWords(
        N_("the last line is cut off: it has {found} cells, the heading has {expected}."),
        N_("save or copy the file again, whole."),
    ),
    "last_line_open": FaultWords(N_("the last line has no line end."), N_("check that the file is whole.")),
    "row_blank": FaultWords(N_("the row is blank and was passed over."), N_("take it out.")),
    "separator": FaultWords(
        N_("cells are separated by {mark} and were read so."), N_("nothing; a comma is usual.")
    ),
}
