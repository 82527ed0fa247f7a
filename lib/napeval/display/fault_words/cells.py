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
        N_("a number is expected, such as 1250.50."),
        N_("write the number; leave the cell empty where it is not known."),
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
    "nul_character": FaultWords(
        N_("the cell holds a NUL character, as damaged files do."), N_("save the file again from its source.")
    ),
    "letters_lost": FaultWords(
        N_("the cell holds the sign that programs put for letters that they could not read."),
        N_("type the cell again, or save the file again from its source in UTF-8."),
    ),
    "script_alien": FaultWords(
        N_("the letters only look like those of the other words of the column ({scripts})."),
        N_("type the identifier again in one script."),
    ),
    "mixed_scripts": FaultWords(
        N_("letters of two scripts that look alike are mixed ({scripts})."),
        N_("type the identifier again in one script."),
    ),
    "number_ambiguous": FaultWords(
        N_("the number can be read as {first} or as {second}."),
        N_(
            "write it without a thousands mark and with two decimals, or declare the decimal mark in"
            " datapackage.json (napeval.writing.decimal_mark)."
        ),
    ),
    "number_marks": FaultWords(
        N_("the package declares '{decimal}' as its decimal mark."), N_("write the number with that mark.")
    ),
    "number_too_long": FaultWords(
        N_("the number has more than {digits} digits."), N_("check the number; round it.")
    ),
    "conventions_mixed": FaultWords(
        N_("the decimal mark differs from that of another number in the column ('{example}')."),
        N_("write all numbers of the column in one way."),
    ),
    "sign_unfit": FaultWords(
        N_("the sign {sign} does not fit the unit of the column."),
        N_("check that the number stands in the right column; write it without the sign."),
    ),
    "sign_unfit_indicator": FaultWords(
        N_("the sign {sign} does not fit the unit of the indicator ({unit})."),
        N_("check that the number belongs to this indicator; write it without the sign."),
    ),
    "date_ambiguous": FaultWords(
        N_("the date can be read as {first} or as {second}."), N_("write the date as year-month-day.")
    ),
    "date_slashes": FaultWords(
        N_("a date with slashes is not read, for its order differs from country to country."),
        N_("write the date as year-month-day."),
    ),
    "date_serial": FaultWords(
        N_("a number is no date; as a day count of a spreadsheet it can be {first} or {second}."),
        N_("write the date as year-month-day."),
    ),
    "row_repeated": FaultWords(
        N_("the same row stands in row {first} already."), N_("take out one of the rows.")
    ),
    "spaces_removed": FaultWords(N_("spaces at the ends were removed; read as '{becomes}'."), N_("nothing.")),
    "invisible_removed": FaultWords(N_("invisible marks were removed; read as '{becomes}'."), N_("nothing.")),
    "letters_composed": FaultWords(
        N_("letters in two pieces were put together; read as '{becomes}'."), N_("nothing.")
    ),
    "cell_normalised": FaultWords(N_("read as '{becomes}'."), N_("nothing.")),
}
