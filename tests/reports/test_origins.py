"""The rows that a trace names, and the sources behind them as far as they may be named."""

from __future__ import annotations

import pandas as pd
import pytest

from napeval.display.languages import Language
from napeval.reports.origins import (
    Origins,
    described,
    first_sources,
    input_rows,
    plan_document,
    rows_by_table,
    shortened,
)

ENGLISH = Language("en")
PLAN = "The plan"
SOURCES = pd.DataFrame(
    [
        ("report", "Yearly report", "Office", "2023-03-15", "https://demo.invalid/", "official", "published"),
        ("register", "Register of shelters", "Shelters", "2023-01-01", None, "administrative", "restricted"),
        ("paper", "An article", None, None, None, "press", "published"),
    ],
    columns=["source_id", "title", "publisher", "published", "url", "kind", "release_status"],
)  # fmt: skip
EVENTS = pd.DataFrame(
    {"event_id": ["one", "two", "three"], "source_id": ["report", "register", None]}, dtype="object"
)
REPORT = "Yearly report. Office, 2023-03-15. https://demo.invalid/"
WITHOUT_A_NAME = "a source that is not published"


def origins_of(trace: str) -> tuple[str, ...]:
    tables = {"monitoring/sources": SOURCES, "monitoring/events": EVENTS}
    return Origins(tables, PLAN, ENGLISH).of(input_rows(trace, ENGLISH))


def test_a_trace_is_parted_by_table_and_every_row_takes_the_place_of_single_ones() -> None:
    trace = "plan/targets#a|final|2024;plan/activities#I.1;plan/targets#b|final|2024;plan/activities#*"
    assert rows_by_table(trace) == {
        "plan/targets": ("a|final|2024", "b|final|2024"),
        "plan/activities": ("*",),
    }
    assert rows_by_table("") == {}


@pytest.mark.parametrize(
    ("trace", "line"),
    [
        ("plan/activities#I.1;plan/activities#I.2", "Activities: I.1; I.2"),
        ("plan/activities#1;plan/activities#2;plan/activities#3", "Activities: 1; 2; 3"),
        (";".join(f"plan/activities#{number}" for number in range(1001)), "Activities (1,001): 0; 1; 2; …"),
        ("plan/activities#*", "Activities: every row"),
    ],
)
def test_long_traces_are_shortened_to_their_number_and_the_first_keys(trace: str, line: str) -> None:
    (rows,) = input_rows(trace, ENGLISH)
    assert shortened(rows, ENGLISH) == line


def test_tables_are_named_in_the_language() -> None:
    (rows,) = input_rows("plan/activities#*", Language("sq"))
    assert rows.title == "Aktivitetet"


def test_a_source_is_told_as_far_as_it_is_described() -> None:
    first, _, last = SOURCES.to_dict("records")
    assert described(first) == REPORT
    assert described(last) == "An article"


@pytest.mark.parametrize(
    ("trace", "told"),
    [
        ("monitoring/events#one", (REPORT,)),
        ("monitoring/events#two", (WITHOUT_A_NAME,)),
        ("monitoring/events#three", ()),
        ("monitoring/events#*", (REPORT, WITHOUT_A_NAME)),
        ("plan/activities#I.1;plan/targets#*;monitoring/events#one", (PLAN, REPORT)),
        ("monitoring/sources#paper;monitoring/events#one;monitoring/events#one", ("An article", REPORT)),
        ("monitoring/observations#nowhere", ()),
        ("", ()),
    ],
)
def test_sources_are_those_of_the_rows_and_restricted_ones_have_no_name(
    trace: str, told: tuple[str, ...]
) -> None:
    assert origins_of(trace) == told


def test_the_plan_is_told_as_a_document_where_one_alone_is_listed() -> None:
    plans = SOURCES.assign(kind=["plan_document", "plan_document", "press"])
    assert plan_document(SOURCES) == ""
    assert plan_document(plans) == REPORT  # the other one is not published
    assert plan_document(plans.assign(release_status="published")) == ""


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (3, ("0", "1", "2")),
        (4, ("0", "1", "2", "3")),
        (5, ("0", "1", "2", "further sources: 2")),
    ],
)
def test_of_many_sources_the_first_few_are_told(count: int, shown: tuple[str, ...]) -> None:
    assert first_sources(tuple(str(number) for number in range(count)), ENGLISH) == shown
