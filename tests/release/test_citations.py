"""Citations: which claim an address stands for, and what is said where it stands for none or for several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from result_tables import counted, frame, through

from napeval.release.citations import CitationError, check_form, citations, resolve, stands_for

ROLLUP = frame(
    "rollup",
    {"scope": "plan", "scope_id": "plan", "level": "all", "value": 0.5},
    {"scope": "plan", "scope_id": "plan", "level": "outcome", "value": 0.6},
    {"scope": "strategic", "scope_id": "II", "level": "outcome", "value": 0.7},
    {"scope": "strategic", "scope_id": "II", "level": "all", "value": 0.8},
    {"scope": "strategic", "scope_id": "III", "level": "outcome", "value": 0.2},
    {"scope": "strategic", "scope_id": "III", "level": "output", "value": 0.3},
    {"scope": "specific", "scope_id": "III.1", "level": "output", "value": 0.9},
)
BUDGET = frame("budget", {"scope": "plan", "scope_id": "plan", "year": "2023", "amount": 7.0})
SERIES = frame("series", counted(4), counted(40, indicator_id="A.b:c|d"))
RELEASED = through(rollup=ROLLUP, budget=BUDGET, series=SERIES)


@pytest.mark.parametrize(
    ("address", "full"),
    [
        ("rollup#strategic|II|outcome:value", "rollup#strategic|II|outcome:value"),
        ("rollup#III.1:value", "rollup#specific|III.1|output:value"),  # one row fits
        ("rollup#II:value", "rollup#strategic|II|all:value"),  # "strategic" is shared, "all" is understood
        ("rollup#II|outcome:value", "rollup#strategic|II|outcome:value"),
        ("rollup#plan:value", "rollup#plan|plan|all:value"),
        ("rollup# II | outcome :value", "rollup#strategic|II|outcome:value"),
        ("budget#2023:amount", "budget#plan|plan|2023:amount"),
    ],
)
def test_parts_that_are_understood_may_be_left_out(address, full):
    assert resolve(address, RELEASED).address == full
    assert stands_for(address, full)


def test_a_part_with_reserved_signs_may_be_written_either_way():
    full = resolve("series#A.b%3Ac%7Cd:low", RELEASED).address
    assert resolve(full, RELEASED).value == 40


def test_a_hidden_figure_is_cited_as_hidden():
    assert resolve("series#C.victims:low", RELEASED).state == "suppressed"


def test_of_several_rows_the_full_addresses_are_listed():
    with pytest.raises(CitationError) as caught:
        resolve("rollup#III:value", RELEASED)
    assert caught.value.code == "text_citation_several"
    assert caught.value.arguments == {
        "fitting": "{rollup#strategic|III|outcome:value}, {rollup#strategic|III|output:value}"
    }


def test_of_very_many_rows_the_first_twelve_are_listed():
    rows = [{"scope": "specific", "scope_id": f"I.{n}", "level": "output"} for n in range(13)]
    with pytest.raises(CitationError) as caught:
        resolve("rollup#output:value", through(rollup=frame("rollup", *rows)))
    listed = caught.value.arguments["fitting"].split(", ")
    assert len(listed) == 13
    assert listed[-2:] == ["{rollup#specific|I.11|output:value}", "…"]


@pytest.mark.parametrize(
    ("address", "code", "nearest"),
    [
        ("rollup#IV:value", "text_citation", "rollup#strategic|II|all:value"),
        ("rollup#outcome|II:value", "text_citation", "rollup#strategic|II|outcome:value"),
        ("rolup#II:value", "text_citation_table", "rollup"),
        ("delivery#plan:completed", "text_citation_table", ""),  # known, but not among these results
        ("rollup#II:values", "text_citation_column", "value"),
        ("rollup#II:trace", "text_citation_column", "on_track"),
        ("rollup#II:scope", "text_citation_column", "scored"),
    ],
)
def test_what_leads_nowhere_is_said_with_the_nearest(address, code, nearest):
    with pytest.raises(CitationError) as caught:
        resolve(address, RELEASED)
    assert (caught.value.code, caught.value.arguments["nearest"]) == (code, nearest)
    assert caught.value.address == address


@pytest.mark.parametrize("address", ["rollup#II", "rollup#", "rollup#:", "#II:value", "rollup"])
def test_what_is_no_address(address):
    with pytest.raises(CitationError) as caught:
        check_form(address)
    assert caught.value.code == "text_citation_form"


def test_the_form_says_nothing_of_rows():
    assert check_form("rollup#nowhere:value").name == "rollup"


def test_braces_that_are_no_citation_are_none():
    others = "{a} {a: b} {#x:y} {1#x:y} {x#y\nz:w} {é#b:c} \\{a#b:c}"
    text = f"{others} {{rollup#II:value}} {{rollup#II}} {{{{budget#2023:amount}}}}"
    assert list(citations(text)) == ["rollup#II:value", "rollup#II", "budget#2023:amount"]


@pytest.mark.parametrize(
    ("address", "full"),
    [
        ("rollup#II:lower", "rollup#strategic|II|all:value"),
        ("budget#II:value", "rollup#strategic|II|all:value"),
        ("rollup#all|II:value", "rollup#strategic|II|all:value"),
        ("no address", "rollup#strategic|II|all:value"),
        ("rollup#II:value", ""),
    ],
)
def test_a_citation_does_not_stand_for_another_address(address, full):
    assert not stands_for(address, full)


@given(st.data())
def test_whatever_is_left_out_a_citation_never_means_a_row_that_lacks_a_given_part(data):
    row = data.draw(st.sampled_from(RELEASED["rollup"].key_texts))
    parts = row.split("|")
    given_parts = data.draw(st.lists(st.sampled_from(range(3)), min_size=1, unique=True).map(sorted))
    address = f"rollup#{'|'.join(parts[at] for at in given_parts)}:value"
    try:
        claim = resolve(address, RELEASED)
    except CitationError as error:
        assert error.code == "text_citation_several"
        assert f"{{rollup#{row}:value}}" in error.arguments["fitting"]
    else:
        assert stands_for(address, claim.address)
