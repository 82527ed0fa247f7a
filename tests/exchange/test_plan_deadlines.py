"""Deadlines of plans: a period where only one can be meant, otherwise what is printed and nothing else."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from napeval.cycle.periods import is_period
from napeval.exchange.plans.deadlines import Deadline, periods_of, read_deadline
from napeval.exchange.plans.sheet import PlanCell

READ = {
    "2023": ("", "2023"),
    "2023.": ("", "2023"),
    "T4 2023": ("", "2023-Q4"),
    "TM4 2023": ("", "2023-Q4"),
    "Q4 2023": ("", "2023-Q4"),
    "Q4/2023": ("", "2023-Q4"),
    "2023-Q4": ("", "2023-Q4"),
    "Tremujori IV 2023": ("", "2023-Q4"),
    "Tremujori i parë 2023": ("", "2023-Q1"),
    "Tremujori i katërt 2023": ("", "2023-Q4"),
    "Kuartali I 2024": ("", "2024-Q1"),
    "IV kvartal 2023": ("", "2023-Q4"),
    "4. kvartal 2023.": ("", "2023-Q4"),
    "četvrti kvartal 2023. godine": ("", "2023-Q4"),
    "H1 2023": ("", "2023-H1"),
    "first half of 2023": ("", "2023-H1"),
    "gjashtëmujori i dytë 2023": ("", "2023-H2"),
    "drugo polugodište 2023": ("", "2023-H2"),
    "dhjetor 2023": ("", "2023-12"),
    "December 2023": ("", "2023-12"),
    "Dec 2023": ("", "2023-12"),
    "decembar 2023": ("", "2023-12"),
    "u decembru 2023. godine": ("", "2023-12"),
    "12/2023": ("", "2023-12"),
    "31.12.2023": ("", "2023-12"),
    "31. 12. 2023.": ("", "2023-12"),
    "2023-12-31": ("", "2023-12"),
    "31 December 2023": ("", "2023-12"),
    "Deri më 31 dhjetor 2023": ("", "2023-12"),
    "deri në fund të vitit 2023": ("", "2023"),
    "by the end of 2023": ("", "2023"),
    "do kraja 2023. godine": ("", "2023"),
    "2022-2024": ("2022", "2024"),
    "2022 – 2024": ("2022", "2024"),
    "2022, 2023, 2024": ("2022", "2024"),
    "T1 2022 - T4 2023": ("2022-Q1", "2023-Q4"),
    "Q1-Q4 2023": ("2023-Q1", "2023-Q4"),
    "janar - dhjetor 2023": ("2023-01", "2023-12"),
    "January to December 2023": ("2023-01", "2023-12"),
    "1.6.2023 - 31.12.2023": ("2023-06", "2023-12"),
}
NOT_READ = [
    "mid-2023", "mesi i 2023", "from 2023", "after 2023", "pas vitit 2023", "2021/22", "2022-24",
        "2022, 2024",
    "2024-2022", "01/02/2023", "44227", "15 mars", "spring 2023", "5 T 2023", "Q5 2023", "H3 2023", "I 2023",
    "një herë në vit", "every year", "2023 ose 2024", "three months after adoption", "1.13.2023", "-", "?",
]  # fmt: skip


def cell(text: str, value: object = None) -> PlanCell:
    return PlanCell(text, text if value is None else value, "D7")  # type: ignore[arg-type]


@pytest.mark.parametrize("printed", READ)
def test_what_has_one_reading_is_read(printed: str) -> None:
    assert periods_of(printed) == READ[printed]
    assert all(is_period(part) for part in READ[printed] if part)
    assert read_deadline(cell(printed)) == Deadline(*READ[printed], printed)


@pytest.mark.parametrize("printed", NOT_READ)
def test_what_has_none_or_several_is_only_kept(printed: str) -> None:
    assert read_deadline(cell(printed)) == Deadline("", "", printed, "deadline_not_read")


@pytest.mark.parametrize(
    "printed", ["vazhdueshëm", "Në vazhdimësi", "continuous", "Ongoing activity", "kontinuirano", "stalno"]
)
def test_what_never_ends_is_said_to_be_so(printed: str) -> None:
    assert read_deadline(cell(printed)) == Deadline("", "", printed, "deadline_continuous")


def test_a_date_cell_is_its_month_and_keeps_its_day() -> None:
    expected = Deadline("", "2023-12", "2023-12-31")
    assert read_deadline(cell("2023-12-31", date(2023, 12, 31))) == expected
    assert read_deadline(cell("2023-12-31 00:00", datetime(2023, 12, 31, 8))) == expected


def test_no_cell_is_no_deadline() -> None:
    assert read_deadline(None) == Deadline()
