"""Words of reports pass the gate only where every source of the row may be shown as published."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from napeval.release import Policy, release
from napeval.release.policy import ALL_PUBLISHED, SignedLine

SOURCES = pd.DataFrame({"source_id": ["open", "shut"], "release_status": ["published", "restricted"]})
REPORTED, REVISED = "monitoring/progress#a|2023|PK|2024-01-15", "plan/revisions#a|2023|2023-02-01"


def policy(*audiences):
    line = SignedLine((ALL_PUBLISHED,), tuple(audiences), "A person", date(2024, 1, 1), "Published")
    return Policy({"public": 10, "partners": 5, "internal": 3}, frozenset({"persons"}), (line,))


def counts(sources, trace=REPORTED):
    return pd.DataFrame(
        {"reason_number": [1], "basis": ["report"], "said": ["Three victims refused"], "activities": [1],
         "off_track": [1], "overdue": [0], "activity_ids": ["a"], "sources": [sources], "trace": [trace]}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "trace", "shown"),
    [
        ("open", REPORTED, True), ("shut", REPORTED, False), ("open;shut", REPORTED, False),
        (None, REPORTED, False), (None, REVISED, True), (None, f"{REPORTED};{REVISED}", False),
        ("unheard_of", REPORTED, False),
    ],
)  # fmt: skip
def test_words_are_shown_from_free_sources_and_from_the_plan_itself(sources, trace, shown):
    tables = {"reason_counts": counts(sources, trace)}
    row = release(tables, policy("public"), SOURCES, audience="public")["reason_counts"].row("1")
    assert (row["said"].state, row["said"].value) == (
        ("shown", "Three victims refused") if shown else ("suppressed", None)
    )
    assert row["activities"].value == 1


def test_words_signed_for_one_audience_are_hidden_from_another():
    tables = {"reason_counts": counts("open")}
    for audience, state in (("partners", "shown"), ("public", "suppressed")):
        released = release(tables, policy("partners"), SOURCES, audience=audience)
        assert released["reason_counts"].row("1")["said"].state == state
