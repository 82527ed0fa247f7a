"""Observations that cannot be: no value, beyond a hundred percent, before their time, parts above totals."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    INDICATORS,
    OBSERVATIONS,
    TARGETS,
    BadInput,
    bad,
    cell,
    real,
    row,
    several,
)

ENTRIES: Mapping[str, BadInput] = {
    "measured and no value": bad(
        cell(OBSERVATIONS, 5, "value", ""),
        "error: monitoring/observations.csv, row 5, column 'value': a measured observation needs a"
        " value; zero is a value. Mend: fill the value, or set the state to not_reported.",
    ),
    "measured, and a numerator without a denominator": bad(
        several(cell(OBSERVATIONS, 2, "value", ""), cell(OBSERVATIONS, 2, "denominator", "")),
        "error: monitoring/observations.csv, row 2, column 'value': a measured observation needs a"
        " value; zero is a value. Mend: fill the value, or set the state to not_reported.",
    ),
    "not reported and a value": bad(
        cell(OBSERVATIONS, 5, "state", "not_reported"),
        "error: monitoring/observations.csv, row 5, column 'state': found 'not_reported'; only a"
        " measured observation has a value. Mend: set the state to measured, or empty the value.",
    ),
    "suppressed and a zero": bad(
        several(cell(OBSERVATIONS, 17, "value", "0"), cell(OBSERVATIONS, 17, "state", "suppressed")),
        "error: monitoring/observations.csv, row 17, column 'state': found 'suppressed'; only a"
        " measured observation has a value. Mend: set the state to measured, or empty the value.",
    ),
    "a numerator that cannot be read is not missing besides": bad(
        several(cell(OBSERVATIONS, 2, "numerator", "27 of 50"), cell(OBSERVATIONS, 2, "value", "")),
        "error: monitoring/observations.csv, row 2, column 'numerator': found '27 of 50'; a number"
        " is expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "nothing to divide by": bad(
        cell(OBSERVATIONS, 7, "denominator", "0"),
        "error: monitoring/observations.csv, row 7, column 'denominator': found '0'; the"
        " denominator must be above zero and not below the numerator. Mend: correct numerator or"
        " denominator.",
    ),
    "more than all": bad(
        cell(OBSERVATIONS, 2, "numerator", "51"),
        "error: monitoring/observations.csv, row 2, column 'denominator': found '50'; the"
        " denominator must be above zero and not below the numerator. Mend: correct numerator or"
        " denominator.",
    ),
    "a value unlike its ratio": bad(
        cell(OBSERVATIONS, 2, "value", "45"),
        "warning: monitoring/observations.csv, row 2, column 'value': found '45'; numerator and"
        " denominator give 54.0 percent. Mend: correct the value or one of the two. To accept it:"
        " code value_unlike_ratio, key I.1.ind1|2022|||annual_report_2022|NCO|2023-02-01.",
    ),
    "a share in place of a percentage, beside its ratio": bad(
        cell(OBSERVATIONS, 2, "value", "0.54"),
        "warning: monitoring/observations.csv, row 2, column 'value': found '0.54'; numerator and"
        " denominator give 54.0 percent. Mend: correct the value or one of the two. To accept it:"
        " code value_unlike_ratio, key I.1.ind1|2022|||annual_report_2022|NCO|2023-02-01.",
    ),
    "a percentage above a hundred": bad(
        cell(TARGETS, 40, "value", "155"),
        "error: plan/targets.csv, row 40, column 'value': found '155'; a percentage lies between 0"
        " and 100. Mend: correct the value; write 45 for 45 %.",
    ),
    "a percentage below zero": bad(
        cell(TARGETS, 39, "value", "-60"),
        "error: plan/targets.csv, row 39, column 'value': found '-60'; a percentage lies between 0"
        " and 100. Mend: correct the value; write 45 for 45 %.",
    ),
    "an indicator without a unit": bad(
        cell(INDICATORS, 5, "unit", ""),
        "error: plan/indicators.csv, row 5, column 'unit': the cell must be filled. Mend: fill the cell.",
    ),
    "recorded before its period": bad(
        cell(OBSERVATIONS, 5, "recorded_on", "2021-12-31"),
        "error: monitoring/observations.csv, row 5, column 'recorded_on': found '2021-12-31'; the"
        " day lies before the period that was measured (2022). Mend: correct the day or the period.",
    ),
    "parts above the total printed for them": bad(
        several(
            row(
                OBSERVATIONS,
                indicator_id="III.1.ind2",
                period="2022",
                dimension="age",
                category="adults",
                source_id="annual_report_2022",
                reported_by="MSA",
                recorded_on="2023-02-01",
                value="6",
                state="measured",
            ),
            row(
                OBSERVATIONS,
                indicator_id="III.1.ind2",
                period="2022",
                dimension="age",
                category="children",
                source_id="annual_report_2022",
                reported_by="MSA",
                recorded_on="2023-02-01",
                value="5",
                state="measured",
            ),
        ),
        "warning: monitoring/observations.csv, row 14, column 'value': found '9'; the parts that"
        " the same report gives by age add up to 11, which is more. Mend: correct the total or the"
        " parts. To accept it: code parts_over_total, key"
        " III.1.ind2|2022|||annual_report_2022|MSA|2023-02-01.",
    ),
    "parts above the total of their dimension": bad(
        several(
            row(
                OBSERVATIONS,
                indicator_id="III.1.ind2",
                period="2022",
                dimension="age",
                category="adults",
                source_id="annual_report_2022",
                reported_by="MSA",
                recorded_on="2023-02-01",
                value="4",
                state="measured",
            ),
            row(
                OBSERVATIONS,
                indicator_id="III.1.ind2",
                period="2022",
                dimension="age",
                category="children",
                source_id="annual_report_2022",
                reported_by="MSA",
                recorded_on="2023-02-01",
                value="5",
                state="measured",
            ),
            row(
                OBSERVATIONS,
                indicator_id="III.1.ind2",
                period="2022",
                dimension="age",
                category="printed_total",
                source_id="annual_report_2022",
                reported_by="MSA",
                recorded_on="2023-02-01",
                value="8",
                state="measured",
            ),
        ),
        "warning: monitoring/observations.csv, row 73, column 'value': found '8'; the parts that"
        " the same report gives by age add up to 9, which is more. Mend: correct the total or the"
        " parts. To accept it: code parts_over_total, key"
        " III.1.ind2|2022|age|printed_total|annual_report_2022|MSA|2023-02-01.",
    ),
    "a part typed with a digit too many": real(
        cell(OBSERVATIONS, 3, "value", "290"),
        "warning: monitoring/observations.csv, row 2, column 'value': found '54'; the parts that"
        " the same report gives by origin add up to 315, which is more. Mend: correct the total or"
        " the parts. To accept it: code parts_over_total, key"
        " C.victims_identified|2012|||infoks2013||2026-11-21.",
    ),
    "a count of victims with its state lost": real(
        cell(OBSERVATIONS, 2, "state", ""),
        "error: monitoring/observations.csv, row 2, column 'state': the cell must be filled. Mend:"
        " fill the cell.",
    ),
    "a measured zero that was left blank": real(
        cell(OBSERVATIONS, 2, "value", ""),
        "error: monitoring/observations.csv, row 2, column 'value': a measured observation needs a"
        " value; zero is a value. Mend: fill the value, or set the state to not_reported.",
    ),
}
