"""Faults of single cells, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

WORDS: Mapping[str, FaultWords] = {
    "cell_empty": FaultWords(N_("the cell must be filled."), N_("fill the cell.")),
    "control_character": FaultWords(
        N_("the cell holds a character that cannot be printed."), N_("type the cell again.")
    ),
    "not_a_number": FaultWords(
        N_("a number is expected, such as 1250.50, without thousands marks."),
        N_("write the number plainly; leave the cell empty where it is not known."),
    ),
    "not_an_integer": FaultWords(N_("a whole number is expected."), N_("write the number without decimals.")),
    "not_a_boolean": FaultWords(N_("allowed: true, false."), N_("write true or false.")),
    "not_a_date": FaultWords(
        N_("a date is expected, such as 2023-06-30."), N_("write the date as year-month-day.")
    ),
    "not_a_period": FaultWords(
        N_("a period is expected: 2023, 2023-H1, 2023-Q3, 2023-05 or 2013-01/2013-05."),
        N_("write the period in one of these forms."),
    ),
    "word_not_allowed": FaultWords(N_("allowed: {allowed}."), N_("use one of the allowed words.")),
    "wrong_form": FaultWords(
        N_("the cell has not the form that is asked for ({allowed})."), N_("correct the cell.")
    ),
    "out_of_range": FaultWords(
        N_("the value is outside its range ({low} to {high})."), N_("correct the cell.")
    ),
    "below_least": FaultWords(N_("the value must be at least {low}."), N_("correct the cell.")),
    "above_most": FaultWords(N_("the value must be at most {high}."), N_("correct the cell.")),
    "key_repeated": FaultWords(
        N_("the same key stands in row {first} already."), N_("take out one of the rows, or correct its key.")
    ),
    "reference_unknown": FaultWords(
        N_("there is no such row in {table}."), N_("correct the cell, or add the row there.")
    ),
}
