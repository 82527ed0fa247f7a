"""Faults in words: file, row as a spreadsheet shows it, column, value, what is allowed, the mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from napeval.cycle.faults import Fault
from napeval.display.languages import N_, Language


@dataclass(frozen=True)
class FaultWords:
    """rule: what is allowed or wrong. mend: what to do. Both may name the fault's arguments."""

    rule: str
    mend: str


FAULT_WORDS: Mapping[str, FaultWords] = {
    "file_missing": FaultWords(N_("the file is missing."), N_("add the file.")),
    "file_too_large": FaultWords(
        N_("the file is larger than {limit} bytes."), N_("check that it is the right file.")
    ),
    "symlink": FaultWords(N_("links to other files are not followed."), N_("put the file itself here.")),
    "not_utf8": FaultWords(N_("the file is not UTF-8 text."), N_("save it as CSV in UTF-8.")),
    "not_csv": FaultWords(
        N_("the file cannot be read as CSV ({reason})."), N_("look for an open quotation mark or a cut line.")
    ),
    "not_json": FaultWords(N_("the file cannot be read as JSON ({reason})."), N_("correct the file.")),
    "not_yaml": FaultWords(N_("the file cannot be read as YAML ({reason})."), N_("correct the line.")),
    "alias": FaultWords(N_("the alias '{reason}' is not allowed."), N_("write the value out.")),
    "second_document": FaultWords(
        N_("a second document begins here."), N_("keep one document in a file.")
    ),
    "no_heading": FaultWords(N_("the file has no heading."), N_("add the heading row.")),
    "column_missing": FaultWords(
        N_("the column is missing."), N_("add the column; leave its cells empty where nothing is known.")
    ),
    "column_unknown": FaultWords(
        N_("the table has no such column."), N_("rename the column or take it out.")
    ),
    "column_repeated": FaultWords(N_("the heading stands more than once."), N_("keep one of the columns.")),
    "row_length": FaultWords(
        N_("the row has {found} cells, the heading has {expected}."),
        N_("look for a missing or surplus comma, or a missing quotation mark."),
    ),
    "cell_empty": FaultWords(N_("the cell must be filled."), N_("fill the cell.")),
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
    "key_repeated": FaultWords(
        N_("the same key stands in row {first} already."), N_("take out one of the rows, or correct its key.")
    ),
    "reference_unknown": FaultWords(
        N_("there is no such row in {table}."), N_("correct the cell, or add the row there.")
    ),
    "circle": FaultWords(N_("the row leads back to itself."), N_("correct the chain of parents or sources.")),
    "outside_cycle": FaultWords(
        N_("the period lies outside the cycle ({start} to {end})."),
        N_("check the period; observations from before or after are welcome, targets and progress are not."),
    ),
    "measured_without_value": FaultWords(
        N_("a measured observation needs a value; zero is a value."),
        N_("fill the value, or set the state to not_reported."),
    ),
    "value_without_measurement": FaultWords(
        N_("only a measured observation has a value."), N_("set the state to measured, or empty the value.")
    ),
    "numerator_over_denominator": FaultWords(
        N_("the denominator must be above zero and not below the numerator."),
        N_("correct numerator or denominator."),
    ),
    "percentage_out_of_range": FaultWords(
        N_("a percentage lies between 0 and 100."), N_("correct the value; write 45 for 45 %.")
    ),
    "currency_mixed": FaultWords(
        N_("the cycle is kept in {expected}."), N_("convert the amount, or correct the currency.")
    ),
    "title_missing": FaultWords(
        N_("the title is missing in this language."),
        N_("add the title; mark it as a translation of ours where it is one."),
    ),
    "setting_missing": FaultWords(N_("the setting is missing."), N_("add it.")),
    "setting_unknown": FaultWords(
        N_("there is no such setting; allowed: {allowed}."), N_("correct the name or take it out.")
    ),
    "setting_repeated": FaultWords(N_("a setting stands twice."), N_("keep one of them.")),
    "setting_type": FaultWords(
        N_("the setting has a value of the wrong kind."),
        N_("compare with the example of a setting in the guide."),
    ),
    "threshold_too_low": FaultWords(
        N_("the threshold must be at least {least} for this audience."), N_("raise the threshold.")
    ),
    "signature_incomplete": FaultWords(
        N_("a signed line needs sources, audiences, signed_by, on (a date) and reason."),
        N_("complete the line, or take it out."),
    ),
}
"""Rule and mend by fault code."""


def fault_text(fault: Fault, language: Language, folder: str = "") -> str:
    """One fault as one message: place, value, rule, mend.

    folder: shown before the file, as the user named it.
    """
    words = FAULT_WORDS[fault.code]
    place = f"{folder}/{fault.file}" if folder else fault.file
    parts = [place]
    if fault.row is not None:
        parts.append(language.translate(N_("row {row}")).format(row=fault.row))
    if fault.column:
        parts.append(language.translate(N_("column '{column}'")).format(column=fault.column))
    found = (
        language.translate(N_("found '{value}'; ")).format(value=fault.value)
        if fault.value is not None
        else ""
    )
    rule = language.translate(words.rule).format(**fault.arguments)
    mend = language.translate(words.mend).format(**fault.arguments)
    near = fault.arguments.get("nearest", "")
    hint = " " + language.translate(N_("Did you mean '{nearest}'?")).format(nearest=near) if near else ""
    mend_word = language.translate(N_("Mend:"))
    return f"{', '.join(parts)}: {found}{rule} {mend_word} {mend}{hint}"
