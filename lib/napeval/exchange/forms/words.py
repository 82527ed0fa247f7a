"""Texts that every form has: labels of the identification, headings, legend, what a wrong entry is told."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import MESSAGE_LANGUAGES, N_, Language

IDENTIFICATION_LABELS: Mapping[str, str] = {
    "kind": N_("Form"),
    "cycle": N_("Action plan"),
    "institution": N_("Institution"),
    "person": N_("Person (code only)"),
    "period": N_("Reporting period"),
    "evaluation": N_("Evaluation"),
    "extra": N_("Concerning"),
    "language": N_("Language of the form"),
    "made_on": N_("Made on"),
    "layout": N_("Version of the form"),
}
"""Label of each line of the identification, in the order in which they are printed."""

TAB = N_("Instructions")
HOW_TO_FILL = N_("How to fill in this form")
ETHICS = N_("Protection of persons")
TO_FILL = N_("To be filled in")
GIVEN = N_("Already filled in, locked")

FILLING: tuple[str, ...] = (
    N_(
        "Fill in the yellow cells only. The grey cells come from the plan and are locked; "
        "if something in them is wrong, say so in a comment."
    ),
    N_("Where a list opens in the cell, choose a word from it."),
    N_("An empty cell means that nothing is known. Zero is an answer: write it only where you counted none."),
    N_(
        "Do not add, delete, rename or copy sheets, rows or columns. "
        "Do not write formulas that lead to other files."
    ),
    N_("Save the form as an Excel workbook under the name it came with, and send it back."),
)

CHOOSE = N_("Choose one of the words in the list.")
NUMBER = N_("Write a number.")
NUMBER_FROM = N_("Write a number that is not below {low}.")
NUMBER_BETWEEN = N_("Write a number from {low} to {high}.")
DATE = N_("Write a date as year-month-day, such as {example}.")
PERIOD = N_("Write a period, such as {example}.")
NOT_TAKEN = N_("This cannot be taken over")
PAGE = N_("Page")


def labels_of_identification() -> Mapping[str, str]:
    """Line of the identification by its label, in every language that forms are written in."""
    return {
        Language(code).translate(text): line
        for code in MESSAGE_LANGUAGES
        for line, text in IDENTIFICATION_LABELS.items()
    }
