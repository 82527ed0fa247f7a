"""A small count of persons that is hidden in one table about achievement is not given back by another."""

from __future__ import annotations

import pandas as pd
import pytest

from napeval.release import Released, release
from napeval.release.catalogue import CATALOGUE
from napeval.release.policy import Policy, SignedLine

SOURCES = pd.DataFrame({"source_id": ["ministry"], "release_status": ["published"]})
SIGNED = SignedLine(("ministry",), ("public",), "A. Person", pd.Timestamp("2024-01-01").date(), "published")
TRACE = "plan/indicators#A;monitoring/observations#A|2022|||ministry||2024-01-15"


def released(*, signed: bool) -> Released:
    """Of 4 persons in 2022 and 20 in 2023, against 10 a year."""
    policy = Policy(
        {"public": 10, "partners": 5, "internal": 3}, frozenset({"persons"}), (SIGNED,) if signed else ()
    )
    years = [
        {
            "indicator_id": "A", "role": "annual", "year": year, "unit": "persons", "period": str(year),
            "target": 10.0, "actual": actual, "actual_low": actual, "actual_high": actual,
            "progress": actual / 10, "met": actual >= 10, "status": "behind" if actual < 10 else "exceeded",
            "state": "measured", "trace": TRACE.replace("2022", str(year)),
        }
        for year, actual in ((2022, 4.0), (2023, 20.0))
    ]  # fmt: skip
    together = {
        "indicator_id": "A", "unit": "persons", "years": 2, "years_due": 2, "years_with_data": 2,
        "years_met": 1, "progress_pooled": 24 / 20, "pooled_low": 1.2, "pooled_high": 1.2,
        "progress_mean_capped": 0.7, "sources": "ministry", "trace": TRACE,
    }  # fmt: skip
    methods = {
        "indicator_id": "A", "method": "actual_over_target", "unit": "persons", "value": 2.0,
        "value_low": 2.0, "value_high": 2.0, "track": "on_track", "sources": "ministry", "trace": TRACE,
    }  # fmt: skip

    whole = {"indicator_id": "A", "unit": "persons", "target": 10.0, "actual": 20.0, "trace": TRACE}
    tables = {
        "achievement": [whole], "achievement_years": years, "annual_targets": [together],
        "achievement_methods": [methods],
    }  # fmt: skip
    frames = {
        name: pd.DataFrame([{column: row.get(column) for column in CATALOGUE[name].names} for row in rows])
        for name, rows in tables.items()
    }
    for frame in frames.values():
        frame[["dimension", "category"]] = ""
    return release(frames, policy, SOURCES, audience="public")


@pytest.mark.parametrize("column", ["actual", "actual_low", "progress", "met", "status"])
def test_a_small_year_is_hidden_with_all_that_was_computed_from_it(column: str) -> None:
    table = released(signed=False)["achievement_years"]
    assert table.row("A", "", "", "annual", 2022)[column].state == "suppressed"
    assert table.row("A", "", "", "annual", 2023)[column].state == "shown"


@pytest.mark.parametrize("column", ["progress_pooled", "pooled_low", "progress_mean_capped", "years_met"])
def test_the_years_together_do_not_give_the_hidden_one_back(column: str) -> None:
    """1.2 of 20 less the 20 of 2023 would be the 4 of 2022."""
    assert released(signed=False)["annual_targets"].row("A", "", "")[column].state == "suppressed"
    assert released(signed=True)["annual_targets"].row("A", "", "")[column].state == "shown"


@pytest.mark.parametrize("column", ["value", "value_low", "track"])
def test_no_other_method_gives_it_back(column: str) -> None:
    key = ("A", "", "", "actual_over_target")
    assert released(signed=False)["achievement_methods"].row(*key)[column].state == "suppressed"
    assert released(signed=True)["achievement_methods"].row(*key)[column].state == "shown"
