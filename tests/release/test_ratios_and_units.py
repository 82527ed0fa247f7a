"""Percentages of closed sources, and figures in units that the library does not know."""

from __future__ import annotations

import pytest
from result_tables import counted, frame, through

from napeval.display.labels import LABELS
from napeval.release.units import OTHER, PERSONS, RATIOS, unit_class

PLAN_ONLY = "plan/indicators#I;plan/targets#I|final|2024|||"


def observed(source: str) -> str:
    return f"{PLAN_ONLY};monitoring/observations#I|2022|||{source}|NCO|2023-02-01"


def state(unit: str, value: float, sources: str = "closed") -> str:
    return through(series=frame("series", counted(value, sources, unit=unit)))["series"].cell(0, "low").state


@pytest.mark.parametrize("value", [0, 3, 33.3, 100])
@pytest.mark.parametrize("unit", sorted(RATIOS))
def test_a_ratio_of_a_closed_source_is_hidden_whatever_its_size(unit: str, value: float) -> None:
    """1 of 3 persons is 33.3 %: the size of the figure does not say how many persons it is about."""
    assert state(unit, value) == "suppressed"
    assert state(unit, value, "open;closed") == "suppressed"
    assert state(unit, value, "open") == "shown"


def achieved(unit: str, trace: str, actual: float = 40) -> tuple[str, str]:
    """States of the actual value and of the progress."""
    cells = {"indicator_id": "I", "unit": unit, "actual": actual, "progress": 0.4, "trace": trace}
    table = through(achievement=frame("achievement", cells))["achievement"]
    return table.cell(0, "actual").state, table.cell(0, "progress").state


@pytest.mark.parametrize(
    ("trace", "expected"),
    [
        (observed("open"), "shown"),
        (observed("closed"), "suppressed"),
        (observed("unsigned"), "suppressed"),
        (f"{observed('open')};{observed('closed')}", "suppressed"),
        ("monitoring/observations#*", "suppressed"),  # which rows is not said
        (PLAN_ONLY, "shown"),  # printed in the plan
    ],
)
def test_a_percentage_achieved_is_as_free_as_the_observations_it_was_made_from(
    trace: str, expected: str
) -> None:
    assert achieved("percent", trace) == (expected, expected)


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("beneficiaries", 7, "suppressed"),
        ("beneficiaries", 12, "shown"),
        ("unspecified", 7, "suppressed"),
        ("", 7, "suppressed"),
        ("children", 7, "suppressed"),  # persons, though the policy does not name them
        ("meetings", 7, "shown"),
    ],
)
def test_what_an_unknown_unit_counts_may_be_persons(unit: str, value: float, expected: str) -> None:
    assert state(unit, value) == expected
    assert state(unit, value, "open") == "shown"


def test_an_unknown_unit_of_free_observations_is_shown() -> None:
    assert achieved("beneficiaries", observed("open"), 7) == ("shown", "shown")
    assert achieved("beneficiaries", PLAN_ONLY, 7) == ("suppressed", "suppressed")


def test_every_unit_with_a_word_has_one_class() -> None:
    assert {unit for unit in LABELS["unit"] if unit_class(unit) == "unknown"} == {"unspecified"}
    assert not PERSONS & RATIOS and not PERSONS & OTHER and not RATIOS & OTHER
