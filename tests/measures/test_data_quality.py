"""What each figure rests on, how late it came, and which institution reported what it owed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from one_indicator import END_2023, LATER, cycle_of, indicator, seen, target

from napeval.measures.achievement import achievement
from napeval.measures.data_quality import data_quality
from napeval.measures.frequencies import months_between, periods_owed
from napeval.measures.reporting_completeness import reporting_completeness
from napeval.measures.series import series
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

SOURCES = [
    {"source_id": "ministry", "published": "2024-02-01", "release_status": "published"},
    {"source_id": "police", "published": "2024-03", "release_status": "restricted"},
    {"source_id": "paper", "derived_from": "police", "published": "2024", "release_status": "published"},
]
INSTITUTIONS = [{"institution": name} for name in ("MoI", "MoJ")]


def quality(told: list[dict[str, Any]], **cells: Any) -> pd.DataFrame:
    tables = {"monitoring/sources": SOURCES}
    cycle = cycle_of(indicator(**cells), [target("final", 2024, 10)], told, tables)
    days = {"cutoff": END_2023, "as_of": LATER}
    found = data_quality(cycle, achievement(cycle, **days), series(cycle, **days)[0], **days)
    return declared(found, CATALOGUE["data_quality"])


def test_a_source_published_later_was_not_yet_published() -> None:
    cycle = cycle_of(indicator(), [target("final", 2024, 10)], [seen("2023", 5, recorded_on="2024-01-20")],
                     {"monitoring/sources": SOURCES})  # fmt: skip
    for as_of, days_to_publish in ((date(2024, 1, 31), pd.NA), (date(2024, 2, 1), 32)):
        known = {"cutoff": END_2023, "as_of": as_of}
        found = data_quality(cycle, achievement(cycle, **known), series(cycle, **known)[0], **known)
        assert found["days_to_publish_greatest"].tolist() == [days_to_publish]


def test_sources_disputes_and_days_of_a_figure() -> None:
    told = [
        seen("2023-H1", 5, recorded_on="2023-09-30", reported_by="MoI"),
        seen("2023-H1", 7, "police", recorded_on="2023-07-10"), seen("2023-H1", 7, "paper"),
        seen("2022", 4), seen("2024", 9),
    ]  # fmt: skip
    row = quality(told).iloc[0]
    assert (row["rows"], row["reporters"], row["n_sources"], row["n_independent"]) == (3, 1, 3, 2)
    assert (row["disputed"], row["periods"], row["disputed_periods"]) == (True, 2, 1)
    assert row["restricted_sources"] == 1
    assert row["age_days"] == (date(2023, 12, 31) - date(2023, 6, 30)).days == 184
    assert (row["days_to_record_least"], row["days_to_record_greatest"]) == (10, 199)
    # the ministry on 1 February 2024, the police by the end of March; the year of the paper says too little
    assert (row["days_to_publish_least"], row["days_to_publish_greatest"]) == (216, 275)


def test_a_figure_without_a_value_has_no_quality() -> None:
    assert quality([seen("2023", None)]).empty


@pytest.mark.parametrize(
    ("word", "months"),
    [
        ("monthly", 1), ("Quarterly", 3), ("half-yearly", 6), ("half_yearly", 6), ("twice a  year", 6),
        ("dy herë në vit", 6), ("godišnje", 12), ("yearly", 12), ("once", None), ("when needed", None),
        (None, None),
    ],
)  # fmt: skip
def test_words_for_how_often(word: str | None, months: int | None) -> None:
    assert months_between(word) == months


def test_the_periods_owed() -> None:
    span = {"start": date(2022, 1, 1), "until": date(2023, 6, 30)}
    assert periods_owed(12, **span) == ["2022"]
    assert periods_owed(6, **span) == ["2022-H1", "2022-H2", "2023-H1"]
    assert periods_owed(3, **span)[-1] == "2023-Q2" and len(periods_owed(1, **span)) == 18


def completeness(ones: list[dict[str, Any]], told: list[dict[str, Any]]) -> pd.DataFrame:
    cycle = cycle_of(ones, [], told, {"plan/institutions": INSTITUTIONS})
    found = reporting_completeness(cycle, cutoff=END_2023, as_of=LATER)
    return declared(found, CATALOGUE["reporting_completeness"]).set_index(["institution", "period"])


def test_what_was_owed_and_what_came() -> None:
    half_yearly = indicator(frequency="half-yearly", responsible="MoI")
    yearly = indicator(indicator_id="B", frequency="yearly", responsible="MoI;MoJ")
    unstated = indicator(indicator_id="C", frequency="when needed", responsible="MoI")
    told = [
        seen("2022-H1", 3, reported_by="MoI"),
        seen("2022", 6, reported_by="MoI"),  # also the figure for the second half of 2022
        seen("2023-H1", 3, reported_by="MoJ"),  # not by whoever owed it
        seen("2022", 1, indicator_id="B", reported_by="MoI"),
        seen("2022", None, indicator_id="B", reported_by="MoJ"),
        seen("2023", None, indicator_id="B", reported_by="MoJ", state="not_due"),
        seen("2022", 1, indicator_id="C", reported_by="MoJ"),
    ]
    found = completeness([half_yearly, yearly, unstated], told)
    counts = found[["owed", "reported", "missing", "known_otherwise", "excused", "unasked"]]
    assert counts.loc[("MoI", "2022-H1")].tolist() == [1, 1, 0, 0, 0, 0]
    assert counts.loc[("MoI", "2022-H2")].tolist() == [1, 1, 0, 0, 0, 0]
    assert counts.loc[("MoI", "2022")].tolist() == [1, 1, 0, 0, 0, 0]
    assert counts.loc[("MoI", "2023-H1")].tolist() == [1, 0, 1, 1, 0, 0]
    assert counts.loc[("MoI", "2023-H2")].tolist() == [1, 0, 1, 0, 0, 0]
    assert counts.loc[("MoJ", "2022")].tolist() == [1, 0, 1, 1, 0, 1]
    assert counts.loc[("MoJ", "2023")].tolist() == [0, 0, 0, 0, 1, 0]
    assert counts.loc[("MoJ", "2023-H1")].tolist() == [0, 0, 0, 0, 0, 1]
    assert found["completeness"].loc[[("MoI", "2022-H1"), ("MoI", "2023-H1")]].tolist() == [1, 0]
    assert found.loc[("not_named", ""), "not_stated"] == 1
    assert "plan/indicators#C" in found.loc[("not_named", ""), "trace"]


def test_a_plan_that_names_no_duties_says_so() -> None:
    found = completeness([indicator()], [seen("2022", 3)])
    assert found.index.tolist() == [("not_named", "")] and found["not_stated"].tolist() == [1]


def test_what_no_plan_sets_is_not_counted_among_the_duties_that_it_leaves_open() -> None:
    found = completeness([indicator(), indicator(indicator_id="C", level="context")], [])
    assert found["not_stated"].tolist() == [1]
