"""Faults of filled forms and of what they bring in, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words import instrument_forms
from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

_AS_HANDED_OUT = N_("fill in the form as it was handed out; ask for a new one if it is lost.")
_NEW_FORM = N_("ask for a new form and copy the answers into it.")

WORDS: Mapping[str, FaultWords] = {
    **instrument_forms.WORDS,
    # what form it is
    "form_unknown": FaultWords(
        N_("the workbook does not say what form it is."),
        N_(
            "send the form that was handed out, with its first sheet; take any other workbook out of the "
            "folder."
        ),
    ),
    "form_line_missing": FaultWords(N_("the line '{line}' of the first sheet is missing."), _AS_HANDED_OUT),
    "form_line_wrong": FaultWords(N_("this line of the first sheet cannot be read."), _AS_HANDED_OUT),
    "form_kind_unknown": FaultWords(N_("there is no such form; known: {allowed}."), _AS_HANDED_OUT),
    "form_layout": FaultWords(
        N_("the form is of an older or newer version; the one in use is {expected}."), _NEW_FORM
    ),
    "form_other_cycle": FaultWords(
        N_("the form belongs to another plan; the one it is collected into is {expected}."),
        N_("put the form into the folder of its own plan."),
    ),
    "form_institution_unknown": FaultWords(
        N_("the plan names no such institution."), N_("correct the code, or add the institution to the plan.")
    ),
    "form_institution_not_asked": FaultWords(
        N_("the plan asks nothing of this institution in this period."),
        N_("check institution and period on the first sheet."),
    ),
    "form_period_outside": FaultWords(
        N_("the period lies outside the plan ({start} to {end})."),
        N_("correct the period, or put the form into the folder of its own plan."),
    ),
    # sheets, headings, rows
    "form_sheet_missing": FaultWords(N_("this sheet of the form is missing."), _AS_HANDED_OUT),
    "form_sheet_extra": FaultWords(
        N_("the form has no such sheet; what stands in it is not read."),
        N_("move what is needed into the cells of the form, or write it as a comment."),
    ),
    "form_headings_missing": FaultWords(
        N_("the headings of the table are not there; the first should be '{expected}'."), _AS_HANDED_OUT
    ),
    "form_column_missing": FaultWords(N_("this column of the form is missing."), _AS_HANDED_OUT),
    "form_column_extra": FaultWords(
        N_("the form has no such column; what stands in it is not read."),
        N_("move what is needed into the cells of the form, or write it as a comment."),
    ),
    "form_row_unknown": FaultWords(
        N_("the row belongs to none that was handed out."),
        N_("put the answers into the rows of the form; leave its codes as they are."),
    ),
    "form_row_repeated": FaultWords(
        N_("the same row stands in row {first} already."), N_("keep one of the two.")
    ),
    "form_row_missing": FaultWords(
        N_("the row '{row}' was handed out and is no longer there; it counts as not answered."),
        N_("answer in the form as it was handed out, if there is anything to report."),
    ),
    # cells
    "form_cell_changed": FaultWords(
        N_("'{expected}' was handed out in this locked cell; the change is not taken over."),
        N_("write in the comment what should be corrected."),
    ),
    "form_cell_not_asked": FaultWords(
        N_("nothing is asked in this cell; what stands there is not taken over."),
        N_("move it into a cell that is to be filled."),
    ),
    "form_sign": FaultWords(
        N_("the sign '{sign}' does not fit the unit asked for."),
        N_("write the number in the unit of the row."),
    ),
    "form_number_ambiguous": FaultWords(
        N_("the number can be read as {first} or as {second}."),
        N_("write it without a thousands mark, so that the cell takes it for a number."),
    ),
    "form_share": FaultWords(
        N_("a share is expected, from 0 % to 100 %."), N_("write it with the percent sign, such as 60 %.")
    ),
    "form_small_percentage": FaultWords(
        N_("less than one percent is rare; should it be {meant} %?"),
        N_("write 45 for 45 %; leave the cell as it is if it is right."),
    ),
    "form_text_too_long": FaultWords(N_("the text is longer than {most} characters."), N_("shorten it.")),
    # answers of the progress form
    "form_blank": FaultWords(
        N_("nothing is answered in this form."), N_("fill it in, or take it out of the folder.")
    ),
    "form_date_missing": FaultWords(
        N_("the date of the answer is missing; without it nobody knows what was known when."),
        N_("write the date."),
    ),
    "form_date_too_early": FaultWords(
        N_("the date lies before the day on which the form was made ({made})."), N_("correct the date.")
    ),
    "form_date_in_future": FaultWords(
        N_("the date of the answer lies in the future (today is {today})."), N_("correct the date.")
    ),
    "form_state_missing": FaultWords(
        N_("something is written in this row, but not how it stands with the value."),
        N_("choose the state of the value."),
    ),
    "form_value_missing": FaultWords(
        N_("the value is said to be measured, but there is none; zero is a value."),
        N_("write the value, or choose another state."),
    ),
    "form_value_unmeasured": FaultWords(
        N_("there is a value, though it is said not to be measured."),
        N_("choose the state that says it is measured, or empty the value."),
    ),
    "form_share_differs": FaultWords(
        N_("numerator and denominator give {share} %."), N_("correct whichever of the three is wrong.")
    ),
    "form_status_missing": FaultWords(
        N_("something is written in this row, but no status."), N_("choose the status.")
    ),
    "form_activity_missing": FaultWords(
        N_("something is written in this row, but not for which activity."), N_("choose the activity.")
    ),
    "form_amount_missing": FaultWords(
        N_("the row names an activity but no amount."), N_("write the amount, or empty the row.")
    ),
    # forms against one another and against what is on record
    "forms_contradict": FaultWords(
        N_("{other}, of the same date of answer, says '{old}' here."),
        N_("find out which holds; take the other form out, or give the correction a later date of answer."),
    ),
    "forms_corrected": FaultWords(
        N_("this row corrects that of {other} (answered {day}); both are kept, the later one counts."),
        N_("take this form out of the folder if it is not the one that counts."),
    ),
    "form_same_day": FaultWords(
        N_("{other} has '{old}' here, recorded on the same day ({day})."),
        N_("give the correction a later date of answer."),
    ),
    "form_key_taken": FaultWords(
        N_("{other} has '{old}' here, and a table without days of recording keeps only one."),
        N_("correct the row in the table by hand, or take the form out of the folder."),
    ),
    "form_money_of_another": FaultWords(
        N_("another form ({source}) has reported '{old}' of the same money."),
        N_("agree on who reports it, and name another cost category where both are right."),
    ),
    # the folder and the tables
    "form_not_a_workbook": FaultWords(
        N_("only workbooks of the kind .xlsx are read as forms."), N_("save the form as an Excel workbook.")
    ),
    "form_folder_empty": FaultWords(
        N_("there is no filled form in this folder."), N_("check the name of the folder.")
    ),
    "form_table_unwritable": FaultWords(
        N_("rows cannot be added to this file: it is not CSV in UTF-8."), N_("save it as CSV in UTF-8.")
    ),
    "form_table_moved": FaultWords(
        N_("the table was changed while the forms were being collected."), N_("collect again.")
    ),
}
