"""Faults of edited reports that come back as Word documents, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

WORDS: Mapping[str, FaultWords] = {
    "document_other_kind": FaultWords(
        N_("the file is no Word document (.docx), whatever its name says."),
        N_("open it in Word or LibreOffice and save it as .docx."),
    ),
    "document_locked": FaultWords(
        N_("the document is locked with a password."), N_("remove the password and save it again.")
    ),
    "document_damaged": FaultWords(
        N_("the document is cut off or damaged."),
        N_("ask for it again, or open it in Word and save it again."),
    ),
    "document_too_large": FaultWords(
        N_("the document is far larger, packed or unpacked, than a report can be."),
        N_("check where it comes from; open it in Word and save it again."),
    ),
    "document_odd": FaultWords(
        N_("the document is put together in a way in which no word processor writes one."),
        N_("check where it comes from; open it in Word and save it again."),
    ),
    "document_active": FaultWords(
        N_("the document holds macros, controls or embedded files."),
        N_("take them out, or copy the text into the report as it was sent, and save it as .docx."),
    ),
    "document_foreign": FaultWords(
        N_("the document does not say of which report it is."),
        N_("take the Word file of the report itself, edit it and save it under another name."),
    ),
    "document_of_other": FaultWords(
        N_("the document is of another report: {found}."),
        N_("name the evaluation that it is of with --into, and the original with --against."),
    ),
    "document_no_original": FaultWords(
        N_("the report that the document was made from is not there."),
        N_("name its Word file with --against."),
    ),
    "document_other_state": FaultWords(
        N_("the document was made from another state of the report than the one it is compared with."),
        N_("name the Word file that it was made from with --against."),
    ),
    "document_cyrillic": FaultWords(
        N_("the Cyrillic report is written from the Latin one and cannot be brought back."),
        N_("edit the Latin report."),
    ),
    "text_moved": FaultWords(
        N_("the text was changed while the document was read."), N_("absorb the document again.")
    ),
    "comment_from": FaultWords(
        N_("the plan has no institution of this code; allowed: {allowed}."), N_("correct the code.")
    ),
    "comments_table": FaultWords(
        N_("rows cannot be added to this table ({reason})."), N_("save it as CSV in UTF-8.")
    ),
}
