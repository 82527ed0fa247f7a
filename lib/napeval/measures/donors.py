"""Donors: who supports activities by the progress reports, beside who was to pay for them by the plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.trace import join_traces
from napeval.measures.last_words import last_words
from napeval.measures.reasons import joined_sources
from napeval.measures.rows import result_frame, row_trace

_DTYPES = {
    "donor_number": "Int64", "said": "str", "institution": "str", "activities": "Int64", "planned": "Int64",
    "not_planned": "Int64", "activity_ids": "str", "sources": "str", "trace": "str",
}  # fmt: skip
_NAMES = ("institution", "name_sq", "name_en", "name_sr")


def donors(cycle: Cycle, activities: pd.DataFrame, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """Which donors the last reports name, and whether the plan names them too.

    activities: the frame of activities() of the same days. Returns one row per donor as reported (several in
    a cell are separated by semicolons), in order of name: said, the words; institution, its code in the plan
    where the words are exactly its code, name or printed variant (missing otherwise: nothing is guessed);
    activities whose last reports name it; planned, not_planned: of these, those for which the plan names it
    as a source and those for which it does not (missing without a code); activity_ids joined by ;.
    donor_number counts the rows from 1.
    """
    codes = _codes(cycle.table("plan/institutions"))
    funded_by = dict(zip(activities["activity_id"], activities["funded_by"].map(split_list), strict=True))
    found: dict[str, dict[str, pd.DataFrame]] = {}
    for activity, word in last_words(cycle, cutoff=cutoff, as_of=as_of).items():
        if word.rows is None or activity not in funded_by:
            continue
        named = word.rows["donors"].map(split_list)
        for donor in dict.fromkeys(one for listed in named for one in listed):
            naming = word.rows[[donor in listed for listed in named]]
            found.setdefault(donor, {})[activity] = naming
    rows = (
        {"donor_number": number, **_row(donor, reports, codes.get(donor), funded_by)}
        for number, (donor, reports) in enumerate(sorted(found.items()), start=1)
    )
    return result_frame(rows, _DTYPES)


def _codes(institutions: pd.DataFrame) -> dict[str, str]:
    """The code that each name stands for; a name of two institutions stands for none."""
    found: dict[str, set[str]] = {}
    for row in institutions.itertuples(index=False):
        variants = split_list(row.printed_variants)
        for name in {*(getattr(row, column) for column in _NAMES), *variants}:
            if isinstance(name, str):
                found.setdefault(name, set()).add(row.institution)
    return {name: min(codes) for name, codes in found.items() if len(codes) == 1}


def _row(
    donor: str, reports: Mapping[str, pd.DataFrame], code: str | None, funded_by: Mapping[str, list[str]]
) -> dict[str, Any]:
    planned = None if code is None else sum(code in funded_by[activity] for activity in reports)
    stated = pd.concat([rows.rename(columns={"source_id": "sources"}) for rows in reports.values()])
    return {
        "said": donor,
        "institution": code,
        "activities": len(reports),
        "planned": planned,
        "not_planned": None if planned is None else len(reports) - planned,
        "activity_ids": ";".join(reports),
        "sources": joined_sources(stated),
        "trace": join_traces(row_trace("monitoring/progress", rows) for rows in reports.values()),
    }
