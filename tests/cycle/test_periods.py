"""Periods: what is one, its first and last day, and what is refused."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.cycle.periods import Period, is_period, parse_period


@pytest.mark.parametrize(
    ("text", "start", "end", "months"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), 12),
        ("2023-H1", date(2023, 1, 1), date(2023, 6, 30), 6),
        ("2023-H2", date(2023, 7, 1), date(2023, 12, 31), 6),
        ("2023-Q1", date(2023, 1, 1), date(2023, 3, 31), 3),
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31), 3),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), 1),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 1),
        ("2013-01/2013-05", date(2013, 1, 1), date(2013, 5, 31), 5),
        ("2022-Q4/2023-H1", date(2022, 10, 1), date(2023, 6, 30), 9),
        ("2022/2024", date(2022, 1, 1), date(2024, 12, 31), 36),
        ("2023/2023", date(2023, 1, 1), date(2023, 12, 31), 12),
    ],
)
def test_first_and_last_day(text: str, start: date, end: date, months: int) -> None:
    period = parse_period(text)
    assert (period, period.months) == (Period(start, end), months)
    assert is_period(text)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("2023", True),
        ("2023-01/2023-12", True),
        ("2023-H1/2023-H2", True),
        ("2022-07/2023-06", False),  # twelve months, but of two years
        ("2023-H1", False),
        ("2022/2023", False),
    ],
)
def test_only_a_calendar_year_is_a_full_year(text: str, full: bool) -> None:
    assert parse_period(text).is_full_year is full


def test_a_period_belongs_to_the_year_it_ends_in() -> None:
    assert parse_period("2022-07/2023-06").year == 2023


def test_periods_are_ordered_by_their_days() -> None:
    texts = ["2023-H2", "2022", "2023-Q1", "2023-H1", "2021-12"]
    assert sorted(texts, key=parse_period) == ["2021-12", "2022", "2023-Q1", "2023-H1", "2023-H2"]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "23", "02023", "2023 ", " 2023", "2023\n", "2023-", "2023-1", "2023-13", "2023-00",
        "2023-H0", "2023-H3", "2023-h1", "2023-Q0", "2023-Q5", "2023-01-15", "2023/", "/2023", "2023/2022",
        "2023-06/2023-05", "2023/2023-06", "2022/2023/2024", "0000", "٢٠٢٣", "x",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_and_what_is_allowed_is_said(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_period(text)
    assert str(refused.value) == (
        f"'{text}' is not a period; allowed: 2023, 2023-H1, 2023-Q3, 2023-05"
        " or an interval such as 2013-01/2013-05"
    )
    assert not is_period(text)


YEARS = st.integers(1990, 2100)


@given(year=YEARS)
def test_the_parts_of_a_year_cover_it_without_a_gap(year: int) -> None:
    for parts in (["H1", "H2"], ["Q1", "Q2", "Q3", "Q4"], [f"{month:02}" for month in range(1, 13)]):
        periods = [parse_period(f"{year}-{part}") for part in parts]
        assert (periods[0].start, periods[-1].end) == (date(year, 1, 1), date(year, 12, 31))
        for earlier, later in pairwise(periods):
            assert (later.start - earlier.end).days == 1


@given(year=YEARS, first=st.integers(1, 12), last=st.integers(1, 12))
def test_an_interval_counts_its_months(year: int, first: int, last: int) -> None:
    text = f"{year}-{first:02}/{year + 1}-{last:02}"
    assert parse_period(text).months == 12 + last - first + 1


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_is_refused(text: str) -> None:
    if is_period(text):
        assert parse_period(text).start <= parse_period(text).end
