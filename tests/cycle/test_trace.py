"""Traces and keys: any row can be named, and is found again under its name."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.cycle.trace import every_row, join_traces, key_parts, key_text, trace_of


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (("I.1.1", 2022, "BUD", ""), "I.1.1|2022|BUD|"),
        (("a|b", "c;d"), "a%7Cb|c%3Bd"),
        (("#", ":", "*", "%"), "%23|%3A|%2A|%25"),
        (("ë",), "%C3%AB"),
        (("two words",), "two words"),
        ((2022.0,), "2022"),
        ((2.5,), "2.5"),
        (("2.0",), "2.0"),
        ((None, float("nan"), pd.NA, pd.NaT), "|||"),
        ((pd.Timestamp("2023-06-30"),), "2023-06-30"),
        ((True,), "True"),
    ],
)
def test_the_key_of_a_row(values: tuple[object, ...], text: str) -> None:
    assert key_text(values) == text


HOSTILE = st.lists(
    st.text("|;#:*% ëçŠ\n\"',abc123", max_size=8) | st.text(max_size=8), min_size=1, max_size=5
)


@given(HOSTILE)
def test_the_parts_of_a_key_come_back(parts: list[str]) -> None:
    assert key_parts(key_text(parts)) == parts


@given(HOSTILE)
def test_a_key_holds_no_mark_that_separates(parts: list[str]) -> None:
    text = key_text(parts)
    assert text.count("|") == len(parts) - 1
    assert not set(text) & set(";#:*\n") and text.isascii()


@given(HOSTILE, HOSTILE)
def test_two_keys_are_one_text_only_if_they_are_one_key(first: list[str], second: list[str]) -> None:
    assert (key_text(first) == key_text(second)) == (first == second)


ROWS = pd.DataFrame({"activity_id": ["I.2", "I.1"], "year": [2023, 2022], "amount": [1.0, 2.0]})


def test_a_trace_names_rows_in_their_order() -> None:
    trace = trace_of("plan/budget", ROWS, ["activity_id", "year"])
    assert trace == "plan/budget#I.2|2023;plan/budget#I.1|2022"


def test_a_trace_of_no_rows_is_empty_and_one_of_all_rows_short() -> None:
    assert trace_of("plan/budget", ROWS.iloc[:0], ["activity_id"]) == ""
    assert every_row("plan/budget") == "plan/budget#*"


def test_joined_traces_hold_each_row_once() -> None:
    assert join_traces(["a#1;a#2", "", "a#2;b#1", "a#1"]) == "a#1;a#2;b#1"
    assert join_traces([]) == ""
