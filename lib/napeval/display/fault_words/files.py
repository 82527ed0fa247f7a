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
}
