"""Tables as Parquet: the same columns, judged by the same rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pyarrow as pa

from bad_inputs.entries import (
    BUDGET,
    BadInput,
    as_parquet,
    bad,
    content,
    several,
    without,
)

ENTRIES: Mapping[str, BadInput] = {
    "no Parquet": bad(
        several(without(BUDGET), content("plan/budget.parquet", b"PK\x03\x04 a workbook")),
        "error: plan/budget.parquet: the file cannot be read as Parquet (PAR1). Mend: write the"
        " table anew, as Parquet or as CSV.",
    ),
    "an empty file": bad(
        several(without(BUDGET), content("plan/budget.parquet", b"")),
        "error: plan/budget.parquet: the file cannot be read as Parquet (PAR1). Mend: write the"
        " table anew, as Parquet or as CSV.",
    ),
    "lists in cells": bad(
        as_parquet("plan/risks.csv", owner=pa.array([["NCO"], ["PRO"], ["NCO"], ["NCO"]])),
        "error: plan/risks.parquet, row 1, column 'owner': the column holds lists, groups or raw"
        " bytes in place of single values. Mend: write one value in each cell.",
    ),
    "raw bytes in cells": bad(
        as_parquet("plan/risks.csv", owner=pa.array([b"NCO", b"PRO", b"NCO", b"NCO"], pa.binary())),
        "error: plan/risks.parquet, row 1, column 'owner': the column holds lists, groups or raw"
        " bytes in place of single values. Mend: write one value in each cell.",
    ),
    "an unknown column": bad(
        as_parquet("plan/risks.csv", __index_level_0__=pa.array([0, 1, 2, 3])),
        "error: plan/risks.parquet, row 1, column '__index_level_0__': the table has no such"
        " column; allowed: risk_id, objective_id, kind, statement_sq, statement_en, statement_sr,"
        " likelihood, effect, mitigation, owner. Mend: rename the column or take it out.",
    ),
    "a blank in a column that must be filled": bad(
        as_parquet("plan/risks.csv", kind=pa.array(["risk", None, "assumption", "risk"])),
        "error: plan/risks.parquet, row 3, column 'kind': the cell must be filled. Mend: fill the cell.",
    ),
    "days with a time": bad(
        as_parquet(
            "plan/revisions.csv",
            recorded_on=pa.array(
                [datetime(2023, 1, 9, 12, 30), *[datetime(2023, 1, 9)] * 3], pa.timestamp("s")
            ),
        ),
        "error: plan/revisions.parquet, row 2, column 'recorded_on': found '2023-01-09"
        " 12:30:00.000'; a date is expected, such as 2023-06-30. Mend: write the date as"
        " year-month-day. Did you mean '2023-01-09'?",
    ),
    "a fraction of a year": bad(
        as_parquet("plan/revisions.csv", year=pa.array([2022.5, 2023.0, 2023.0, 2023.0])),
        "error: plan/revisions.parquet, row 2, column 'year': found '2022.5'; a whole number is"
        " expected. Mend: write the number without decimals.",
    ),
    "an infinite amount": bad(
        as_parquet("plan/revisions.csv", new_amount=pa.array([float("inf"), None, None, None])),
        "error: plan/revisions.parquet, row 2, column 'new_amount': found 'inf'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not"
        " known.",
    ),
    "numbers as text with two readings": bad(
        as_parquet("plan/revisions.csv", new_amount=pa.array(["1.234", None, None, None])),
        "error: plan/revisions.parquet, row 2, column 'new_amount': found '1.234'; the number can"
        " be read as 1234 or as 1.234. Mend: write it without a thousands mark and with two"
        " decimals, or declare the decimal mark in datapackage.json (napeval.writing.decimal_mark).",
    ),
    "an amount below zero as a number": bad(
        as_parquet("plan/revisions.csv", new_amount=pa.array([-5.0, None, None, None])),
        "error: plan/revisions.parquet, row 2, column 'new_amount': found '-5'; the value must be"
        " at least 0. Mend: correct the cell.",
    ),
    "a number for a word": bad(
        as_parquet("plan/risks.csv", likelihood=pa.array([1, 2, 3, 1])),
        "error: plan/risks.parquet, row 2, column 'likelihood': found '1'; allowed: low, medium,"
        " high. Mend: use one of the allowed words.",
        "error: plan/risks.parquet, row 3, column 'likelihood': found '2'; allowed: low, medium,"
        " high. Mend: use one of the allowed words.",
        "error: plan/risks.parquet, row 4, column 'likelihood': found '3'; allowed: low, medium,"
        " high. Mend: use one of the allowed words.",
        "error: plan/risks.parquet, row 5, column 'likelihood': found '1'; allowed: low, medium,"
        " high. Mend: use one of the allowed words.",
    ),
    "an identifier that became a number": bad(
        as_parquet("plan/risks.csv", risk_id=pa.array([1, 2, 3, 4])),
        "error: monitoring/risk_updates.csv, row 2, column 'risk_id': found 'R1'; there is no such"
        " row in plan/risks.parquet. Mend: correct the cell, or add the row there. Did you mean '1'?",
        "error: monitoring/risk_updates.csv, row 3, column 'risk_id': found 'R1'; there is no such"
        " row in plan/risks.parquet. Mend: correct the cell, or add the row there. Did you mean '1'?",
        "error: monitoring/risk_updates.csv, row 4, column 'risk_id': found 'R2'; there is no such"
        " row in plan/risks.parquet. Mend: correct the cell, or add the row there. Did you mean '2'?",
        "error: monitoring/risk_updates.csv, row 5, column 'risk_id': found 'R2'; there is no such"
        " row in plan/risks.parquet. Mend: correct the cell, or add the row there. Did you mean '2'?",
        "error: monitoring/risk_updates.csv, row 6, column 'risk_id': found 'R3'; there is no such"
        " row in plan/risks.parquet. Mend: correct the cell, or add the row there. Did you mean '3'?",
        "error: monitoring/risk_updates.csv, row 7, column 'risk_id': found 'R4'; there is no such"
        " row in plan/risks.parquet. Mend: correct the cell, or add the row there. Did you mean '4'?",
    ),
}
