"""Numbers that have no reading, or two, or that do not belong where they stand."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    ACCEPTED,
    BUDGET,
    EXPENDITURE,
    OBSERVATIONS,
    PROGRESS,
    TARGETS,
    BadInput,
    bad,
    cell,
    content,
    real,
    rows,
    several,
    writing,
)

ENTRIES: Mapping[str, BadInput] = {
    "a footnote mark beside a number": bad(
        cell(BUDGET, 2, "amount", "26*"),
        "error: plan/budget.csv, row 2, column 'amount': found '26*'; a number is expected, such as"
        " 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "a number with a footnote in brackets": bad(
        cell(BUDGET, 2, "amount", "2000 (1)"),
        "error: plan/budget.csv, row 2, column 'amount': found '2000 (1)'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "about so many": bad(
        cell(OBSERVATIONS, 5, "value", "approx. 70"),
        "error: monitoring/observations.csv, row 5, column 'value': found 'approx. 70'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "a sign for about": bad(
        cell(OBSERVATIONS, 5, "value", "~70"),
        "error: monitoring/observations.csv, row 5, column 'value': found '~70'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "more than so many": bad(
        cell(OBSERVATIONS, 5, "value", ">70"),
        "error: monitoring/observations.csv, row 5, column 'value': found '>70'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "from so many to so many": bad(
        cell(OBSERVATIONS, 5, "value", "10-15"),
        "error: monitoring/observations.csv, row 5, column 'value': found '10-15'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "n/a in place of a blank": bad(
        cell(OBSERVATIONS, 5, "value", "n/a"),
        "error: monitoring/observations.csv, row 5, column 'value': found 'n/a'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "a hyphen in place of a blank": bad(
        cell(OBSERVATIONS, 5, "value", "-"),
        "error: monitoring/observations.csv, row 5, column 'value': found '-'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "a dash in place of a blank": bad(
        cell(OBSERVATIONS, 5, "value", "–"),
        "error: monitoring/observations.csv, row 5, column 'value': found '–'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "three dots in place of a blank": bad(
        cell(OBSERVATIONS, 5, "value", "…"),
        "error: monitoring/observations.csv, row 5, column 'value': found '…'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "one mark before three digits": bad(
        cell(BUDGET, 2, "amount", "1.234"),
        "error: plan/budget.csv, row 2, column 'amount': found '1.234'; the number can be read as"
        " 1234 or as 1.234. Mend: write it without a thousands mark and with two decimals, or"
        " declare the decimal mark in datapackage.json (napeval.writing.decimal_mark).",
    ),
    "one comma before three digits": bad(
        cell(BUDGET, 2, "amount", "12,345"),
        "error: plan/budget.csv, row 2, column 'amount': found '12,345'; the number can be read as"
        " 12345 or as 12.345. Mend: write it without a thousands mark and with two decimals, or"
        " declare the decimal mark in datapackage.json (napeval.writing.decimal_mark).",
    ),
    "thousands grouped in twos": bad(
        cell(BUDGET, 2, "amount", "12,34,567"),
        "error: plan/budget.csv, row 2, column 'amount': found '12,34,567'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "two decimal marks": bad(
        cell(BUDGET, 2, "amount", "12.34.56"),
        "error: plan/budget.csv, row 2, column 'amount': found '12.34.56'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "a thousands mark in the wrong place": bad(
        cell(BUDGET, 2, "amount", "1.50.00"),
        "error: plan/budget.csv, row 2, column 'amount': found '1.50.00'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "digits set apart in twos": bad(
        cell(BUDGET, 2, "amount", "1 23 45"),
        "error: plan/budget.csv, row 2, column 'amount': found '1 23 45'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "two spaces between two numbers": bad(
        cell(BUDGET, 2, "amount", "12  500"),
        "error: plan/budget.csv, row 2, column 'amount': found '12  500'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "two numbers in two lines of a cell": bad(
        cell(BUDGET, 2, "amount", "12\n500"),
        "error: plan/budget.csv, row 2, column 'amount': found '12⏎500'; a number is expected, such"
        " as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "two numbers with a tabulator between": bad(
        cell(BUDGET, 2, "amount", "12\t500"),
        "error: plan/budget.csv, row 2, column 'amount': found '12⇥500'; a number is expected, such"
        " as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "eastern digits": bad(
        cell(OBSERVATIONS, 5, "value", "٧٠"),
        "error: monitoring/observations.csv, row 5, column 'value': found '٧٠'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "digits of full width": bad(
        cell(OBSERVATIONS, 5, "value", "７０"),
        "error: monitoring/observations.csv, row 5, column 'value': found '７０'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "the letter O for a zero": bad(
        cell(OBSERVATIONS, 5, "value", "7O"),
        "error: monitoring/observations.csv, row 5, column 'value': found '7O'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "the letter l for a one": bad(
        cell(OBSERVATIONS, 5, "value", "l2"),
        "error: monitoring/observations.csv, row 5, column 'value': found 'l2'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "a number with an exponent": bad(
        cell(BUDGET, 2, "amount", "2E+03"),
        "error: plan/budget.csv, row 2, column 'amount': found '2E+03'; a number is expected, such"
        " as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "an underscore between thousands": bad(
        cell(BUDGET, 2, "amount", "2_000"),
        "error: plan/budget.csv, row 2, column 'amount': found '2_000'; a number is expected, such"
        " as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "brackets for a number below zero": bad(
        cell(BUDGET, 2, "amount", "(500)"),
        "error: plan/budget.csv, row 2, column 'amount': found '(500)'; a number is expected, such"
        " as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "the minus sign behind the number": bad(
        cell(BUDGET, 2, "amount", "500-"),
        "error: plan/budget.csv, row 2, column 'amount': found '500-'; a number is expected, such"
        " as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "a dash for no cents": bad(
        cell(BUDGET, 2, "amount", "500,-"),
        "error: plan/budget.csv, row 2, column 'amount': found '500,-'; a number is expected, such"
        " as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "a fraction as one sign": bad(
        cell(OBSERVATIONS, 5, "value", "70½"),
        "error: monitoring/observations.csv, row 5, column 'value': found '70½'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "a sum in words": bad(
        cell(BUDGET, 2, "amount", "dy mijë"),
        "error: plan/budget.csv, row 2, column 'amount': found 'dy mijë'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "a currency in words": bad(
        cell(BUDGET, 2, "amount", "2000 Euro"),
        "error: plan/budget.csv, row 2, column 'amount': found '2000 Euro'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "a formula in place of its value": bad(
        cell(BUDGET, 2, "amount", "=SUM(E3:E9)"),
        "error: plan/budget.csv, row 2, column 'amount': found '=SUM(E3:E9)'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "an error of a spreadsheet": bad(
        cell(BUDGET, 2, "amount", "#REF!"),
        "error: plan/budget.csv, row 2, column 'amount': found '#REF!'; a number is expected, such"
        " as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "not a number, as programs write it": bad(
        cell(TARGETS, 2, "value", "NaN"),
        "error: plan/targets.csv, row 2, column 'value': found 'NaN'; a number is expected, such as"
        " 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "infinitely many": bad(
        cell(TARGETS, 2, "value", "inf"),
        "error: plan/targets.csv, row 2, column 'value': found 'inf'; a number is expected, such as"
        " 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "a day among numbers": bad(
        cell(BUDGET, 2, "amount", "1.5.2023"),
        "error: plan/budget.csv, row 2, column 'amount': found '1.5.2023'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "a time among numbers": bad(
        cell(OBSERVATIONS, 5, "value", "7:30"),
        "error: monitoring/observations.csv, row 5, column 'value': found '7:30'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "more digits than a number can hold": bad(
        cell(BUDGET, 2, "amount", "12345678901234567.50"),
        "error: plan/budget.csv, row 2, column 'amount': found '12345678901234567.50'; the number"
        " has more than 15 digits. Mend: check the number; round it.",
    ),
    "the rarer of two decimal marks is refused": bad(
        cell(BUDGET, 2, "amount", "2000,00"),
        "error: plan/budget.csv, row 2, column 'amount': found '2000,00'; the decimal mark differs"
        " from that of another number in the column ('3000.00'). Mend: write all numbers of the"
        " column in one way.",
    ),
    "of two decimal marks equally rare the later one": bad(
        several(cell(TARGETS, 4, "value", "60.5"), cell(TARGETS, 9, "value", "200,5")),
        "error: plan/targets.csv, row 9, column 'value': found '200,5'; the decimal mark differs"
        " from that of another number in the column ('60.5'). Mend: write all numbers of the column"
        " in one way.",
    ),
    "another mark than the package declares": bad(
        several(
            writing('{"decimal_mark": ","}'),
            cell(TARGETS, 9, "value", "200.5"),
            rows(BUDGET, lambda found: found[:1]),
            rows(EXPENDITURE, lambda found: found[:1]),
            rows(PROGRESS, lambda found: found[:1]),
            content(ACCEPTED, "accepted: []"),
        ),
        "error: plan/targets.csv, row 9, column 'value': found '200.5'; the package declares ',' as"
        " its decimal mark. Mend: write the number with that mark.",
    ),
    "another currency beside an amount": bad(
        cell(BUDGET, 2, "amount", "USD 2000.00"),
        "error: plan/budget.csv, row 2, column 'amount': found 'USD 2000.00'; the sign USD does not"
        " fit the unit of the column. Mend: check that the number stands in the right column; write"
        " it without the sign.",
    ),
    "a sign of another currency": bad(
        cell(BUDGET, 2, "amount", "$2000.00"),
        "error: plan/budget.csv, row 2, column 'amount': found '$2000.00'; the sign USD does not"
        " fit the unit of the column. Mend: check that the number stands in the right column; write"
        " it without the sign.",
    ),
    "a percent sign beside an amount": bad(
        cell(BUDGET, 2, "amount", "20 %"),
        "error: plan/budget.csv, row 2, column 'amount': found '20 %'; the sign % does not fit the"
        " unit of the column. Mend: check that the number stands in the right column; write it"
        " without the sign.",
    ),
    "a percent sign beside a count": bad(
        cell(OBSERVATIONS, 2, "numerator", "27%"),
        "error: monitoring/observations.csv, row 2, column 'numerator': found '27%'; the sign %"
        " does not fit the unit of the column. Mend: check that the number stands in the right"
        " column; write it without the sign.",
    ),
    "a percent sign beside a number of persons": bad(
        cell(OBSERVATIONS, 5, "value", "70 %"),
        "error: monitoring/observations.csv, row 5, column 'value': found '70 %'; the sign % does"
        " not fit the unit of the indicator (professionals). Mend: check that the number belongs to"
        " this indicator; write it without the sign.",
    ),
    "a currency beside a percentage": bad(
        cell(TARGETS, 4, "value", "60 €"),
        "error: plan/targets.csv, row 4, column 'value': found '60 EUR'; the sign EUR does not fit"
        " the unit of the indicator (percent). Mend: check that the number belongs to this"
        " indicator; write it without the sign.",
    ),
    "an amount below zero": bad(
        cell(BUDGET, 2, "amount", "−2000"),
        "error: plan/budget.csv, row 2, column 'amount': found '−2000'; the value must be at least"
        " 0. Mend: correct the cell.",
    ),
    "a share of sixty in place of sixty percent": bad(
        cell(PROGRESS, 2, "completion", "60"),
        "error: monitoring/progress.csv, row 2, column 'completion': found '60'; the value is"
        " outside its range (0 to 1). Mend: correct the cell.",
    ),
    "a share below zero": bad(
        cell(PROGRESS, 2, "completion", "-0.1"),
        "error: monitoring/progress.csv, row 2, column 'completion': found '-0.1'; the value is"
        " outside its range (0 to 1). Mend: correct the cell.",
    ),
    "repeated no times": bad(
        cell("monitoring/recommendations_received.csv", 5, "repeated", "0"),
        "error: monitoring/recommendations_received.csv, row 5, column 'repeated': found '0'; the"
        " value must be at least 1. Mend: correct the cell.",
    ),
    "a year with a fraction": bad(
        cell(BUDGET, 2, "year", "2022.5"),
        "error: plan/budget.csv, row 2, column 'year': found '2022.5'; a whole number is expected."
        " Mend: write the number without decimals.",
    ),
    "two years in one cell": bad(
        cell(BUDGET, 2, "year", "2022/23"),
        "error: plan/budget.csv, row 2, column 'year': found '2022/23'; a whole number is expected."
        " Mend: write the number without decimals.",
    ),
    "a year in two digits": bad(
        cell(BUDGET, 2, "year", "22"),
        "error: plan/budget.csv, row 2, column 'year': found '22'; the value is outside its range"
        " (1990 to 2100). Mend: correct the cell.",
    ),
    "a year with a point": bad(
        cell(BUDGET, 2, "year", "2022."),
        "error: plan/budget.csv, row 2, column 'year': found '2022.'; a whole number is expected."
        " Mend: write the number without decimals.",
    ),
    "a year with a mark between thousands": bad(
        cell(BUDGET, 2, "year", "2,022"),
        "error: plan/budget.csv, row 2, column 'year': found '2,022'; the number can be read as"
        " 2022 or as 2.022. Mend: write it without a thousands mark and with two decimals, or"
        " declare the decimal mark in datapackage.json (napeval.writing.decimal_mark).",
    ),
    "what is neither true nor false": bad(
        cell("plan/budget.csv", 21, "in_kind", "po"),
        "error: plan/budget.csv, row 21, column 'in_kind': found 'po'; allowed: true, false. Mend:"
        " write true or false.",
    ),
    "a printed amount typed as it stands": real(
        cell(BUDGET, 9, "amount", "2.280"),
        "error: plan/budget.csv, row 9, column 'amount': found '2.280'; the number can be read as"
        " 2280 or as 2.280. Mend: write it without a thousands mark and with two decimals, or"
        " declare the decimal mark in datapackage.json (napeval.writing.decimal_mark).",
    ),
    "a percent sign beside a number of persons in the real plan": real(
        cell(OBSERVATIONS, 2, "value", "54 %"),
        "error: monitoring/observations.csv, row 2, column 'value': found '54 %'; the sign % does"
        " not fit the unit of the indicator (persons). Mend: check that the number belongs to this"
        " indicator; write it without the sign.",
    ),
    "number and unit in one cell": real(
        cell(OBSERVATIONS, 2, "value", "54 viktima"),
        "error: monitoring/observations.csv, row 2, column 'value': found '54 viktima'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "a value with its source": real(
        cell(OBSERVATIONS, 3, "value", "29 [2]"),
        "error: monitoring/observations.csv, row 3, column 'value': found '29 [2]'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "one amount of 245 with a decimal comma": real(
        cell(BUDGET, 9, "amount", "500,00"),
        "error: plan/budget.csv, row 9, column 'amount': found '500,00'; the decimal mark differs"
        " from that of another number in the column ('0.00'). Mend: write all numbers of the column"
        " in one way.",
    ),
}
