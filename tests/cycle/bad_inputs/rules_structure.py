"""Circles, missing titles, and weights that do not fit together."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    ACTIVITIES,
    INDICATORS,
    OBJECTIVES,
    SOURCES,
    BadInput,
    bad,
    cell,
    real,
    several,
)

ENTRIES: Mapping[str, BadInput] = {
    "its own parent": bad(
        cell(OBJECTIVES, 2, "parent_id", "I"),
        "error: plan/objectives.csv, row 2, column 'parent_id': found 'I'; the row leads back to"
        " itself. Mend: correct the chain of parents or sources.",
    ),
    "two that are parents of one another": bad(
        cell(OBJECTIVES, 2, "parent_id", "I.1"),
        "error: plan/objectives.csv, row 2, column 'parent_id': found 'I.1'; the row leads back to"
        " itself. Mend: correct the chain of parents or sources.",
        "error: plan/objectives.csv, row 7, column 'parent_id': found 'I'; the row leads back to"
        " itself. Mend: correct the chain of parents or sources.",
    ),
    "a source derived from itself": bad(
        cell(SOURCES, 3, "derived_from", "annual_report_2022"),
        "error: monitoring/sources.csv, row 3, column 'derived_from': found 'annual_report_2022';"
        " the row leads back to itself. Mend: correct the chain of parents or sources.",
    ),
    "a part of itself": bad(
        cell(INDICATORS, 4, "part_of", "II.1.ind1"),
        "error: plan/indicators.csv, row 4, column 'part_of': found 'II.1.ind1'; the row leads back"
        " to itself. Mend: correct the chain of parents or sources.",
    ),
    "no Albanian title": bad(
        cell(ACTIVITIES, 2, "title_sq", ""),
        "error: plan/activities.csv, row 2, column 'title_sq': the title is missing in this"
        " language. Mend: add the title; mark it as a translation of ours where it is one.",
    ),
    "no English title": bad(
        cell(INDICATORS, 2, "title_en", " "),
        "error: plan/indicators.csv, row 2, column 'title_en': the title is missing in this"
        " language. Mend: add the title; mark it as a translation of ours where it is one.",
    ),
    "weights beside some": bad(
        cell(OBJECTIVES, 2, "weight", "0.5"),
        "error: plan/objectives.csv, row 3, column 'weight': weights stand beside some rows of the"
        " group '–' and not beside this one. Mend: give every row of the group a weight, or none.",
        "error: plan/objectives.csv, row 4, column 'weight': weights stand beside some rows of the"
        " group '–' and not beside this one. Mend: give every row of the group a weight, or none.",
        "error: plan/objectives.csv, row 5, column 'weight': weights stand beside some rows of the"
        " group '–' and not beside this one. Mend: give every row of the group a weight, or none.",
        "error: plan/objectives.csv, row 6, column 'weight': weights stand beside some rows of the"
        " group '–' and not beside this one. Mend: give every row of the group a weight, or none.",
    ),
    "weights that add up to neither one nor a hundred": bad(
        several(*(cell(OBJECTIVES, place, "weight", "0.3") for place in range(2, 7))),
        "warning: plan/objectives.csv, row 2, column 'weight': the weights of the group '–' add up"
        " to 1.5, neither to 1 nor to 100. Mend: correct the weights, or accept them as mere"
        " proportions. To accept it: code weights_sum, key I.",
    ),
    "a weight that cannot be read is not missing besides": bad(
        several(
            *(cell(OBJECTIVES, place, "weight", "20") for place in range(2, 6)),
            cell(OBJECTIVES, 6, "weight", "a fifth"),
        ),
        "error: plan/objectives.csv, row 6, column 'weight': found 'a fifth'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "a real objective under itself": real(
        cell(OBJECTIVES, 3, "parent_id", "I.1"),
        "error: plan/objectives.csv, row 3, column 'parent_id': found 'I.1'; the row leads back to"
        " itself. Mend: correct the chain of parents or sources.",
    ),
    "a real activity without its English title": real(
        cell(ACTIVITIES, 5, "title_en", ""),
        "error: plan/activities.csv, row 5, column 'title_en': the title is missing in this"
        " language. Mend: add the title; mark it as a translation of ours where it is one.",
    ),
}
