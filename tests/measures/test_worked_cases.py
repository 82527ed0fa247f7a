"""Cases that go wrong elsewhere, worked out by hand: from the rows of a cycle to the figure."""

from __future__ import annotations

from fractions import Fraction
from math import isnan

import pandas as pd
import pytest
from one_indicator import END_2022, END_2023, END_2024, indicator, judged, seen, target

from napeval.measures.pooling import weighted_score

FALL = [target("baseline", 2021, 40), target("final", 2024, 20)]


@pytest.mark.parametrize(
    ("reached", "progress", "status", "met"),
    [(30, 0.5, "behind", False), (45, -0.25, "regressed", False), (10, 1.5, "exceeded", True)],
)
def test_from_40_to_20(reached: float, progress: float, status: str, met: bool) -> None:
    """Actual over target would call 30 of 20 a success of 150 %, and 10 of 20 half a failure."""
    row = judged(indicator(direction="decrease"), FALL, [seen("2023", reached)])
    assert (row["progress"], row["status"], row["met"]) == (progress, status, met)
    assert row["progress_capped"] == min(max(progress, 0), 1)


def test_four_of_ten_and_one_of_one_are_five_of_eleven() -> None:
    """The mean of 40 % and 100 % is 70 %, and says nothing of eleven people."""
    told = [
        seen("2023", 40, reported_by="north", numerator=4, denominator=10),
        seen("2023", 100, reported_by="south", numerator=1, denominator=1),
    ]
    one = indicator(measure="percentage", unit="percent")
    row = judged(one, [target("baseline", 2021, 0), target("final", 2024, 100)], told)
    assert row["actual"] == pytest.approx(45.45454545)
    assert row["progress"] == pytest.approx(5 / 11)
    assert (row["interval_method"], round(row["interval_low"], 1), round(row["interval_high"], 1)) == (
        "wilson", 21.3, 72.0,
    )  # fmt: skip


def test_207_done_163_not_174_unreported_of_544() -> None:
    """55.9 % of what is reported; of all it lies between 38.1 % and 70.0 %."""
    done, not_done, unreported = 207, 163, 174
    known = weighted_score([1] * done + [0] * not_done + [None] * unreported, [1] * 544)
    assert round(float(100 * known.capped), 1) == 55.9
    assert known.coverage == Fraction(done + not_done, 544)
    worst = weighted_score([1] * done + [0] * (not_done + unreported), [1] * 544)
    best = weighted_score([1] * (done + unreported) + [0] * not_done, [1] * 544)
    assert [round(float(100 * one.capped), 1) for one in (worst, best)] == [38.1, 70.0]


def test_the_count_falls_and_the_rate_rises() -> None:
    """From 741 of 1,347 to 362 of 532: half as many convictions, but a larger share of those charged."""
    count = judged(
        indicator(unit="convictions", accumulation="annual", additive_over="none"),
        [target("baseline", 2021, 741), target("final", 2024, 800)],
        [seen("2023", 362)],
    )
    rate = judged(
        indicator(measure="percentage", unit="percent"),
        [target("baseline", 2021, 100 * 741 / 1347), target("final", 2024, 75)],
        [seen("2023", None, numerator=362, denominator=532)],
    )
    assert (count["status"], count["progress"]) == ("regressed", (362 - 741) / (800 - 741))
    assert rate["actual"] == pytest.approx(68.04511278)
    assert rate["progress"] == pytest.approx((362 / 532 - 741 / 1347) / (0.75 - 741 / 1347))
    assert rate["status"] == "behind" and rate["progress"] == pytest.approx(0.6521, abs=1e-4)


def test_one_of_ten_when_a_third_of_the_time_has_passed() -> None:
    plan = [target("baseline", 2021, 0), target("final", 2024, 10)]
    row = judged(indicator(), plan, [seen("2022", 1)], cutoff=END_2022)
    assert (row["progress"], row["expected"], row["status"]) == (0.1, pytest.approx(10 / 3), "behind")
    assert row["pace"] == pytest.approx(0.3)


def test_from_20_to_0_at_half_time() -> None:
    """A target of zero divides nothing by zero: 10 is half the way, and half the way is due."""
    plan = [target("baseline", 2021, 20), target("final", 2023, 0)]
    one = indicator(direction="decrease")
    half = judged(one, plan, [seen("2022", 10)], cutoff=END_2022)
    assert (half["progress"], half["expected"], half["pace"], half["status"]) == (0.5, 10, 1, "on_track")
    done = judged(one, plan, [seen("2023", 0)], cutoff=END_2023)
    assert (done["progress"], done["status"], done["met"]) == (1, "achieved", True)


def test_what_was_not_reported_is_not_zero() -> None:
    plan = [target("baseline", 2021, 0), target("final", 2024, 10)]
    row = judged(indicator(), plan, [seen("2024", None)], cutoff=END_2024)
    assert (row["status"], row["lower"], row["upper"]) == ("not_reported", 0, 1)
    assert isnan(row["progress"]) and row["met"] is pd.NA
