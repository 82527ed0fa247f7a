"""Faults of requests, policies, evaluations and the evaluation matrix, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

WORDS: Mapping[str, FaultWords] = {
    "not_yaml": FaultWords(N_("the file cannot be read as YAML ({reason})."), N_("correct the line.")),
    "no_settings": FaultWords(
        N_("the file holds no settings."), N_("write one setting in a line, as name: value.")
    ),
    "alias": FaultWords(N_("the alias '{reason}' is not allowed."), N_("write the value out.")),
    "second_document": FaultWords(N_("a second document begins here."), N_("keep one document in a file.")),
    "name_unknown": FaultWords(
        N_("{folder} holds no such name; allowed: {allowed}."), N_("use one of the allowed words.")
    ),
    "nothing_there": FaultWords(
        N_("{folder} holds nothing to choose from."), N_("check the folder that the request stands in.")
    ),
    "request_name": FaultWords(
        N_("the name of the file becomes the name of a folder; allowed: {allowed}."), N_("rename the file.")
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
    "setting_for_other_kind": FaultWords(
        N_("the setting belongs to other kinds of evaluation; allowed: {allowed}."), N_("take it out.")
    ),
    "report_period": FaultWords(
        N_("this kind of report is about one period, written as {allowed}."), N_("correct the period.")
    ),
    "cutoff_not_period_end": FaultWords(
        N_("the period of the report ends on {end}."), N_("set the cutoff to that day.")
    ),
    "notebook_for_other_kind": FaultWords(
        N_("the evaluation is of the kind {kind}; allowed: {allowed}."),
        N_("name an evaluation of that kind, or the notebook for this kind."),
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
    "address_codes": FaultWords(
        N_("the address leads to no column with codes; allowed: {allowed}."), N_("correct the matrix.")
    ),
    "address_context": FaultWords(
        N_("the address leads to no column of the results table; allowed: {allowed}."),
        N_("correct the matrix."),
    ),
    "matrix_after_evidence": FaultWords(
        N_("the evaluation matrix was written after the first evidence or mark ({day})."),
        N_("correct the day if it is wrong; else say in the report why the rubrics came later."),
    ),
    "signature_incomplete": FaultWords(
        N_("sources, audiences, signed_by, on (a date) and reason are needed; not filled: {missing}."),
        N_("complete the line, or take it out."),
    ),
    "too_deep": FaultWords(
        N_("more than {reason} levels stand inside one another."), N_("write fewer levels.")
    ),
    "acceptance_unmatched": FaultWords(
        N_("no warning '{code}' stands at a row of {table} with this key."),
        N_("take the key out of the list, or correct it."),
    ),
}
