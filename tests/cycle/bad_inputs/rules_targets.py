"""Baselines and targets against one another."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import TARGETS, BadInput, bad, cell, real, several

ENTRIES: Mapping[str, BadInput] = {
    "a target of a year before the baseline": bad(
        cell(TARGETS, 2, "year", "2024"),
        "warning: plan/targets.csv, row 3, column 'year': found '2023'; the target is for a year"
        " before that of the baseline (2024). Mend: correct one of the years. To accept it: code"
        " target_before_baseline, key I.1.ind1|interim|2023|||.",
    ),
    "an interim target beyond the final one": bad(
        cell(TARGETS, 3, "value", "65"),
        "warning: plan/targets.csv, row 3, column 'value': found '65'; the interim target does not"
        " lie between the baseline (40) and the final target (60). Mend: correct one of the values."
        " To accept it: code interim_beyond, key I.1.ind1|interim|2023|||.",
    ),
    "an interim target below the baseline": bad(
        cell(TARGETS, 3, "value", "35"),
        "warning: plan/targets.csv, row 3, column 'value': found '35'; the interim target does not"
        " lie between the baseline (40) and the final target (60). Mend: correct one of the values."
        " To accept it: code interim_beyond, key I.1.ind1|interim|2023|||.",
    ),
    "a final target against the direction": bad(
        cell(TARGETS, 29, "value", "30"),
        "warning: plan/targets.csv, row 29, column 'value': found '30'; the final target does not"
        " lie in the wanted direction (decrease) from the baseline (24). Mend: correct the direction"
        " or one of the values. To accept it: code target_against_direction, key"
        " IV.1.ind1|final|2024|||.",
    ),
    "a range without an upper limit": bad(
        cell(TARGETS, 20, "upper", ""),
        "error: plan/targets.csv, row 20, column 'upper': a range needs an upper limit. Mend: fill the cell.",
    ),
    "a range the wrong way round": bad(
        cell(TARGETS, 20, "upper", "1"),
        "error: plan/targets.csv, row 20, column 'upper': found '1'; the upper limit lies below the"
        " lower one (2). Mend: correct one of the limits.",
    ),
    "an upper limit without a range": bad(
        cell(TARGETS, 4, "upper", "70"),
        "error: plan/targets.csv, row 4, column 'upper': found '70'; only a range has an upper"
        " limit. Mend: set the comparator to between, or empty the cell.",
    ),
    "a comparator that cannot be read has no unused limit besides": bad(
        cell(TARGETS, 20, "comparator", "from to"),
        "error: plan/targets.csv, row 20, column 'comparator': found 'from to'; allowed: at_least,"
        " at_most, exactly, between. Mend: use one of the allowed words.",
    ),
    "a basis that cannot be read is not judged as a level": bad(
        several(cell(TARGETS, 4, "basis", "percent change"), cell(TARGETS, 4, "value", "150")),
        "error: plan/targets.csv, row 4, column 'basis': found 'percent change'; allowed: absolute,"
        " change, percent_change. Mend: use one of the allowed words. Did you mean 'percent_change'?",
    ),
    "a baseline above the interim target of the real plan": real(
        cell(TARGETS, 2, "value", "70"),
        "warning: plan/targets.csv, row 3, column 'value': found '60'; the interim target does not"
        " lie between the baseline (70) and the final target (90). Mend: correct one of the values."
        " To accept it: code interim_beyond, key I.ind1|interim|2023|||.",
    ),
    "a percentage of the plan with a digit too many": real(
        cell(TARGETS, 4, "value", "900"),
        "error: plan/targets.csv, row 4, column 'value': found '900'; a percentage lies between 0"
        " and 100. Mend: correct the value; write 45 for 45 %.",
    ),
}
