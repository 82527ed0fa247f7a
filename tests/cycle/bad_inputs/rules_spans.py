"""Targets and progress outside the years of the plan."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import OBSERVATIONS, PROGRESS, TARGETS, BadInput, bad, cell, real, several

ENTRIES: Mapping[str, BadInput] = {
    "a target after the plan": bad(
        cell(TARGETS, 4, "year", "2030"),
        "error: plan/targets.csv, row 4, column 'year': found '2030'; the period lies outside the"
        " cycle (2022-01-01 to 2024-12-31). Mend: check the period; observations from before or"
        " after are welcome, targets and progress are not.",
    ),
    "a target before the plan": bad(
        cell(TARGETS, 3, "year", "2020"),
        "error: plan/targets.csv, row 3, column 'year': found '2020'; the period lies outside the"
        " cycle (2022-01-01 to 2024-12-31). Mend: check the period; observations from before or"
        " after are welcome, targets and progress are not.",
    ),
    "progress before the plan": bad(
        cell(PROGRESS, 2, "period", "2021-H2"),
        "error: monitoring/progress.csv, row 2, column 'period': found '2021-H2'; the period lies"
        " outside the cycle (2022-01-01 to 2024-12-31). Mend: check the period; observations from"
        " before or after are welcome, targets and progress are not.",
    ),
    "progress after the plan": bad(
        cell(PROGRESS, 20, "period", "2025-Q1"),
        "error: monitoring/progress.csv, row 20, column 'period': found '2025-Q1'; the period lies"
        " outside the cycle (2022-01-01 to 2024-12-31). Mend: check the period; observations from"
        " before or after are welcome, targets and progress are not.",
    ),
    "an observation from long ago is a note": bad(
        cell(OBSERVATIONS, 5, "period", "2012"),
        "note: monitoring/observations.csv, row 5, column 'period': found '2012'; the period lies"
        " outside the cycle (2022-01-01 to 2024-12-31). Mend: check the period; observations from"
        " before or after are welcome, targets and progress are not.",
    ),
    "an observation after the plan is a note": bad(
        several(cell(OBSERVATIONS, 5, "period", "2025"), cell(OBSERVATIONS, 5, "recorded_on", "2026-01-31")),
        "note: monitoring/observations.csv, row 5, column 'period': found '2025'; the period lies"
        " outside the cycle (2022-01-01 to 2024-12-31). Mend: check the period; observations from"
        " before or after are welcome, targets and progress are not.",
    ),
    "a final target two years too late": real(
        cell(TARGETS, 4, "year", "2026"),
        "error: plan/targets.csv, row 4, column 'year': found '2026'; the period lies outside the"
        " cycle (2022-01-01 to 2024-12-31). Mend: check the period; observations from before or"
        " after are welcome, targets and progress are not.",
    ),
}
