"""Faults of the evaluators' own words: citations that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

WORDS: Mapping[str, FaultWords] = {
    "text_citation": FaultWords(
        N_("no figure of the results has this address."),
        N_("correct the address; napeval draft prints those of the chapter, ready to paste."),
    ),
    "text_citation_several": FaultWords(
        N_("several figures fit this address: {fitting}."), N_("write the whole address of the one you mean.")
    ),
    "text_citation_form": FaultWords(
        N_("this is not the address of a figure, which is table#key1|key2:column."),
        N_("correct the address, or write a backslash before the brace if it is plain text."),
    ),
    "text_citation_table": FaultWords(
        N_("there is no results table of this name."), N_("correct the name of the table.")
    ),
    "text_citation_column": FaultWords(
        N_("the results table has no such column to cite; allowed: {allowed}."),
        N_("correct the name of the column."),
    ),
}
