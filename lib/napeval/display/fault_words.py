"""Faults in words: file, row as a spreadsheet shows it, column, value, what is allowed, the mend.

In files of settings the place is a line and a setting.
"""

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
    "not_yaml": FaultWords(N_("the file cannot be read as YAML ({reason})."), N_("correct the line.")),
    "no_settings": FaultWords(
        N_("the file holds no settings."), N_("write one setting in a line, as name: value.")
    ),
    "alias": FaultWords(N_("the alias '{reason}' is not allowed."), N_("write the value out.")),
    "second_document": FaultWords(N_("a second document begins here."), N_("keep one document in a file.")),
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
    "name_unknown": FaultWords(
        N_("{folder} holds no such name; allowed: {allowed}."), N_("use one of the allowed words.")
    ),
    "nothing_there": FaultWords(
        N_("{folder} holds nothing to choose from."), N_("check the folder that the request stands in.")
    ),
    "request_name": FaultWords(
        N_("the name of the file becomes the name of a folder; allowed: {allowed}."), N_("rename the file.")
    ),
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
    "end_before_start": FaultWords(
        N_("the end lies before the start ({start})."), N_("correct one of the dates.")
    ),
    "midterm_outside": FaultWords(
        N_("the mid-term date lies outside the cycle ({start} to {end})."), N_("correct the date.")
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
    "setting_repeated": FaultWords(N_("the setting stands twice."), N_("keep one of them.")),
    "word_repeated": FaultWords(N_("the word stands twice in the list."), N_("keep one of them.")),
    "not_a_text_setting": FaultWords(
        N_("a text is expected."),
        N_("write one text, in quotation marks where it looks like a number or a date."),
    ),
    "not_a_list_setting": FaultWords(N_("a list is expected."), N_("write it as [first, second].")),
    "not_a_mapping_setting": FaultWords(
        N_("a group of named values is expected."), N_("write name: value, each in a line of its own.")
    ),
    "not_a_date_setting": FaultWords(
        N_("a date is expected, such as 2023-06-30."), N_("write the date as year-month-day.")
    ),
    "not_a_whole_number_setting": FaultWords(
        N_("a whole number is expected."), N_("write the number without decimals.")
    ),
    "setting_form": FaultWords(
        N_("the setting has not the form that is asked for; allowed: {allowed}."), N_("correct the setting.")
    ),
    "unit_unprotected": FaultWords(
        N_("counts of {least} are protected in every cycle."), N_("add {least} to the list.")
    ),
    "threshold_too_low": FaultWords(
        N_("the threshold must be at least {least} for this audience."), N_("raise the threshold.")
    ),
    "source_unknown": FaultWords(
        N_("monitoring/sources.csv holds no such source."), N_("correct the name, or add the source there.")
    ),
    "audience_wider": FaultWords(
        N_("the evaluation is for a narrower audience ({audience})."),
        N_("ask for its own audience or a narrower one."),
    ),
    "cutoff_before_start": FaultWords(
        N_("the plan starts later ({start})."), N_("correct one of the dates.")
    ),
    "as_of_before_cutoff": FaultWords(
        N_("the date lies before the end of the period that is judged ({cutoff})."),
        N_("correct one of the dates."),
    ),
    "not_a_weight": FaultWords(N_("a number above zero is expected."), N_("correct the setting.")),
    "question_unknown": FaultWords(
        N_("the evaluation matrix has no such question."), N_("correct the cell.")
    ),
    "links_unequal": FaultWords(
        N_("activities named: {expected}; strengths of the link: {found}."),
        N_("write direct or partial for each activity, in the same order."),
    ),
    "matrix": FaultWords(N_("the evaluation matrix cannot be used ({reason})."), N_("correct the matrix.")),
    "address_table": FaultWords(
        N_("the address leads to no results table; allowed: {allowed}."), N_("correct the matrix.")
    ),
    "address_keys": FaultWords(
        N_("the results table has other key columns: {allowed}."), N_("correct the matrix.")
    ),
    "address_column": FaultWords(
        N_("the address leads to no column with figures; allowed: {allowed}."), N_("correct the matrix.")
    ),
    "signature_incomplete": FaultWords(
        N_("sources, audiences, signed_by, on (a date) and reason are needed; not filled: {missing}."),
        N_("complete the line, or take it out."),
    ),
}
"""Rule and mend by fault code."""


def fault_text(fault: Fault, language: Language, folder: str = "") -> str:
    """One fault as one message: place, value, rule, mend.

    folder: shown before the file, as the user named it.
    """
    words = FAULT_WORDS[fault.code]
    place = ", ".join(_place(fault, language, folder))
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
    return f"{place}: {found}{rule} {mend_word} {mend}{hint}"


def _place(fault: Fault, language: Language, folder: str) -> list[str]:
    """Where the fault is: file, row and column of a table, line and setting of any other file."""
    is_table = fault.file.endswith(".csv")
    parts = [f"{folder}/{fault.file}" if folder else fault.file]
    if fault.row is not None:
        row = N_("row {row}") if is_table else N_("line {row}")
        parts.append(language.translate(row).format(row=fault.row))
    if fault.column:
        column = N_("column '{column}'") if is_table else N_("setting '{column}'")
        parts.append(language.translate(column).format(column=fault.column))
    return parts
