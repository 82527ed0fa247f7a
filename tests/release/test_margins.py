"""Margins: parts of a whole, indicators that are part of another, periods inside longer ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from result_tables import POLICY, SOURCES, counted, frame

from napeval.release import release
from napeval.release.margins import Place, with_their_margins

YEAR = "2022"
WHOLES = {"assisted": "identified", "not_assisted": "identified"}


def place(
    indicator: str = "identified", period: str = YEAR, dimension: str = "", category: str = ""
) -> Place:
    return indicator, dimension, category, period


def test_the_other_part_of_an_indicator_is_hidden() -> None:
    parts = [place("assisted"), place("not_assisted")]
    found = with_their_margins([parts[0]], [*parts, place()], WHOLES)
    assert found == set(parts)


def test_the_whole_is_hidden_where_no_other_part_can_be() -> None:
    found = with_their_margins([place("assisted")], [place("assisted"), place()], WHOLES)
    assert found == {place("assisted"), place()}


def test_without_the_plan_saying_so_indicators_are_no_parts() -> None:
    parts = [place("assisted"), place("not_assisted"), place()]
    assert with_their_margins([parts[0]], parts) == {parts[0]}


def test_the_parts_of_a_hidden_whole_are_hidden_in_every_dimension() -> None:
    """The lone child hides the whole; women and men would add up to it."""
    child, women, men = (
        place(dimension=d, category=c) for d, c in (("age", "c"), ("sex", "w"), ("sex", "m"))
    )
    every = [child, women, men, place()]
    assert with_their_margins([child], every) == set(every)


@pytest.mark.parametrize("longer", ["2022", "2021/2022", "2022-01/2022-06"])
def test_a_period_around_a_hidden_one_is_hidden(longer: str) -> None:
    short, around, apart = place(period="2022-Q1"), place(period=longer), place(period="2023")
    assert with_their_margins([short], [short, around, apart]) == {short, around}


def test_the_other_half_of_the_year_is_hidden_with_the_year() -> None:
    halves = [place(period="2022-H1"), place(period="2022-H2")]
    assert with_their_margins([halves[0]], [*halves, place()]) == {*halves, place()}


def test_periods_of_other_categories_are_not_touched() -> None:
    short = place(period="2022-H1", dimension="age", category="children")
    other = place(dimension="age", category="adults")
    assert with_their_margins([short], [short, other]) == {short}


PLACES = st.tuples(
    st.sampled_from(["identified", "assisted", "not_assisted"]),
    st.sampled_from(["", "age", "sex"]),
    st.sampled_from(["", "a", "b"]),
    st.sampled_from(["2022", "2022-H1", "2022-H2", "2023", ""]),
)


@settings(max_examples=60)
@given(st.sets(PLACES, max_size=12), st.sets(PLACES, max_size=3))
def test_nothing_more_can_be_hidden_the_second_time(coverable: set[Place], hidden: set[Place]) -> None:
    once = with_their_margins(hidden, coverable, WHOLES)
    assert hidden <= once <= hidden | coverable
    assert with_their_margins(once, coverable, WHOLES) == once


def test_sums_of_parts_stand_where_the_whole_does() -> None:
    """The whole is hidden to keep the children hidden; so is the sum of its parts in another table."""
    sums = {"indicator_id": "C.victims", "dimension": "age", "period": YEAR, "source_id": "closed",
            "unit": "persons", "total": 26, "parts": 26, "difference": 0, "sources": "closed"}  # fmt: skip
    tables = {
        "series": frame(
            "series", counted(26), counted(19, "open", dimension="age", category="adults"),
            counted(7, dimension="age", category="children"),
        ),
        "part_sums": frame("part_sums", sums),
    }  # fmt: skip
    released = release(tables, POLICY, SOURCES, audience="public")
    states = [released["part_sums"].cell(0, name).state for name in ("total", "parts", "difference")]
    assert states == ["suppressed"] * 3


def test_the_gate_knows_which_indicators_are_parts() -> None:
    rows = [counted(value, indicator_id=name) for name, value in
            (("identified", 26), ("assisted", 19), ("not_assisted", 7))]  # fmt: skip
    released = release({"series": frame("series", *rows)}, POLICY, SOURCES, audience="public", wholes=WHOLES)
    assert [released["series"].cell(at, "low").state for at in range(3)] == [
        "shown", "suppressed", "suppressed",
    ]  # fmt: skip


def test_the_larger_of_two_disputed_figures_is_hidden_with_the_smaller() -> None:
    released = release({"series": frame("series", counted(7, high=12))}, POLICY, SOURCES, audience="public")
    assert [released["series"].cell(0, name).state for name in ("low", "high")] == ["suppressed"] * 2
