"""Faults met when a plan is imported or a cycle is made, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

_MAPPING_MEND = N_("decide it in the mapping, under becomes, and import with that file.")
_LOOK = N_("check it; correct the mapping or the plan where it is wrong.")

WORDS: Mapping[str, FaultWords] = {
    # a cycle or an evaluation is made
    "cycle_name": FaultWords(
        N_("the folder of a cycle is named by country and years, such as {allowed}."),
        N_("choose such a name: two letters of the country, first year, last year."),
    ),
    "cycle_years": FaultWords(
        N_("the first year comes before the last, and both lie between {first} and {last}."),
        N_("correct the years in the name of the folder."),
    ),
    "place_taken": FaultWords(
        N_("something stands there already."), N_("choose another name, or move away what stands there.")
    ),
    "currency_code": FaultWords(
        N_("a currency is named by the three letters of its ISO code, such as EUR."),
        N_("correct the currency."),
    ),
    "evaluation_name": FaultWords(
        N_("the name becomes the name of a folder; allowed: {allowed}."), N_("choose such a name.")
    ),
    "no_cycle": FaultWords(
        N_("there is no cycle: the folder has no datapackage.json."),
        N_("name the folder of a cycle, or make one first."),
    ),
    # the file of a plan and its headings
    "plan_kind": FaultWords(
        N_("a plan is read from these kinds of files: {allowed}."), N_("save the plan as one of them.")
    ),
    "no_headings": FaultWords(
        N_("no row of headings was found: three known ones side by side, one of them of activities."),
        N_("put the headings in one row, or in two rows where a group such as Budget stands over years."),
    ),
    "sheet_unknown": FaultWords(
        N_("the workbook has no visible sheet of this name; there are: {allowed}."),
        N_("correct the name in the mapping."),
    ),
    "heading_changed": FaultWords(
        N_("the mapping was made for the heading '{expected}', the plan has '{found}' there."),
        N_("correct the mapping, or take its file away to have a new one proposed."),
    ),
    "columns_undecided": FaultWords(N_("several columns could be '{role}': {columns}."), _MAPPING_MEND),
    "no_activity_column": FaultWords(
        N_("no column holds the activities; the headings are: {columns}."), _MAPPING_MEND
    ),
    "column_without_year": FaultWords(
        N_("the column of amounts names no year; its amounts are kept as notes of the activities."),
        N_("name the year in the mapping where all amounts are of one year."),
    ),
    "column_unused": FaultWords(N_("the column is left out; cells filled: {count}."), _LOOK),
    "column_unsure": FaultWords(N_("the heading is only nearly known; it is taken for '{becomes}'."), _LOOK),
    "language_unclear": FaultWords(
        N_("the headings do not tell in which language the plan is."),
        N_("name the language: sq, en or sr, in the mapping or with the command."),
    ),
    "no_activities": FaultWords(
        N_("no activity was found below the headings."), N_("check the rows of headings in the mapping.")
    ),
    "table_not_empty": FaultWords(
        N_("the table holds rows already ({count}); an import writes over none."),
        N_("import into an empty cycle, or add the plan as an edition in another language."),
    ),
    # rows
    "row_not_understood": FaultWords(
        N_("the row is no activity, objective or total; it is left out."),
        N_("check it; an activity needs a number, or a deadline, institution, source, output or amount."),
    ),
    "rows_of_another_table": FaultWords(
        N_("from here on rows belong to a table of indicators or targets; rows left out: {count}."),
        N_("fill the tables of indicators and targets from them."),
    ),
    "level_assumed": FaultWords(
        N_("the heading does not say which level of objective it is; taken for '{level}', by its place."),
        N_("check it; number the objectives, or write their level before them."),
    ),
    "level_raised": FaultWords(
        N_("the plan names no strategic objectives; those at its top are taken as strategic."),
        N_("leave it so, or add the strategic objectives to the plan."),
    ),
    "objective_alone": FaultWords(
        N_("no strategic objective stands above this one; reports would leave it out of every area."),
        N_("put the heading of its strategic objective above it."),
    ),
    "no_objective": FaultWords(
        N_("no objective stands above the activity."),
        N_("put the heading of its objective in a row above it, or name it in a column."),
    ),
    "number_not_read": FaultWords(
        N_("the number of the activity cannot be read; it is called {of}."), N_("correct the number.")
    ),
    "number_elsewhere": FaultWords(
        N_("the activity stands under objective {of}, its number says otherwise."),
        N_("correct the number, or move the row."),
    ),
    "number_repeated": FaultWords(
        N_("another activity has the same number already (row {of})."),
        N_("give each activity its own number."),
    ),
    # deadlines
    "deadline_continuous": FaultWords(
        N_("the deadline names no end; it is kept as printed."),
        N_("leave it so, or write the last year in the plan where there is one."),
    ),
    "deadline_not_read": FaultWords(
        N_("the deadline cannot be read with one meaning; it is kept as printed."),
        N_("fill start and end of the activity by hand, as 2023, 2023-Q4 or 2023-12."),
    ),
    # amounts
    "currency_other": FaultWords(
        N_("the heading names another currency; the cycle is kept in {expected}."),
        N_("convert the amounts, or correct the currency in datapackage.json."),
    ),
    "in_thousands": FaultWords(
        N_("the heading seems to say that amounts are in thousands or millions."),
        N_("write the factor in the mapping: 1 where amounts are as they stand, 1000 for thousands."),
    ),
    "amount_words": FaultWords(
        N_("the cell holds words instead of an amount; they are kept in the note of the activity."),
        N_("write the amount alone in the first line of the cell where there is one."),
    ),
    "amount_no_cost": FaultWords(
        N_("the cell says that no money is needed; this is kept in the note, no amount is made of it."),
        N_("leave it so, or write a zero where the plan plans none."),
    ),
    "amount_dash": FaultWords(
        N_("a dash is no amount; nothing is known of this year."), N_("write a zero where a zero is meant.")
    ),
    "plan_number_ambiguous": FaultWords(
        N_("the amount can be read as {first} or as {second}."),
        N_("write it plainly, or name the decimal mark of the plan in the mapping, under decimal."),
    ),
    "plan_number_marks": FaultWords(
        N_("the mapping names '{decimal}' as the decimal mark."), N_("write the amount with that mark.")
    ),
    "amount_over_years": FaultWords(
        N_("the amount stands in a cell that is merged over several years."),
        N_("divide the amount among the years, or leave it to a column of totals."),
    ),
    "amount_over_activities": FaultWords(
        N_("the amount stands in a cell that is merged over several activities."),
        N_("divide the amount among the activities."),
    ),
    "amount_repeated": FaultWords(
        N_("the activity has an amount of this source for {year} already."),
        N_("add the amounts up, or name the source of each."),
    ),
    "amount_without_year": FaultWords(
        N_("a total stands here without amounts per year; it is kept in the note of the activity."),
        N_("divide it among the years where the plan says how."),
    ),
    # totals
    "row_total_differs": FaultWords(
        N_("the total of the row is not the sum of its years ({sum})."), N_("check the amounts.")
    ),
    "total_differs": FaultWords(
        N_("the printed total of {of} for {year} is not the sum of its activities ({sum})."),
        N_("check the amounts; both are kept as printed."),
    ),
    "total_not_placed": FaultWords(
        N_("the total fits no objective and not the whole plan ({amounts}); it is left out."),
        N_("name the number of the objective in its row, or check the amounts."),
    ),
    "total_repeated": FaultWords(
        N_("objective {of} has a total already; this one is left out."), N_("check which one is right.")
    ),
    # editions in another language
    "edition_no_table": FaultWords(
        N_("an edition in another language is added to a plan that is there; this table cannot be read."),
        N_("import the plan first, or mend the table."),
    ),
    "edition_unknown": FaultWords(
        N_("the cycle has no such row; the editions do not number alike."),
        N_("correct the number in the edition, or in the cycle."),
    ),
    "edition_lacks": FaultWords(
        N_("the edition lacks rows that the cycle has ({count}): {named}."), N_("check the edition.")
    ),
    "edition_differs": FaultWords(
        N_("the cycle has '{kept}' for {of}; it keeps that."), N_("check which edition is right.")
    ),
    # names
    "institution_unclear": FaultWords(
        N_("this was taken for the name of one new institution, and may be several or none."),
        N_("write its codes in the mapping, under institutions, and import with that file."),
    ),
    "pillar_open": FaultWords(
        N_("the words of objective {of} do not name its strategic area, which stays open."),
        N_("name the area in the mapping, under pillars, and import with that file."),
    ),
}
