"""The gate: small counts of persons do not pass it, nor what they could be worked out from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from result_tables import POLICY, SOURCES, counted, frame, signed, through

from broken_cycle import DEMO
from napeval.release import (
    CATALOGUE,
    Policy,
    ProtectionRefused,
    Released,
    UndeclaredResult,
    release,
    write_results,
)
from napeval.reports.compute import compute, read_inputs


def low_of(row: dict[str, Any], **options: Any) -> tuple[str, object]:
    """State and value of the figure of a series with this one row."""
    table = through(series=frame("series", row), **options)["series"]
    claim = table.cell(0, "low")
    assert claim.state == table.cell(0, "high").state
    return claim.state, claim.value


@pytest.mark.parametrize(
    ("audience", "value", "state"),
    [
        ("public", 9, "suppressed"),
        ("public", 10, "shown"),
        ("public", 11, "shown"),
        ("partners", 4, "suppressed"),
        ("partners", 5, "shown"),
        ("internal", 2, "suppressed"),
        ("internal", 3, "shown"),
        ("public", 1, "suppressed"),
        ("public", 0.5, "suppressed"),
        ("public", 9.999, "suppressed"),
        ("public", -3, "suppressed"),
    ],
)
def test_the_threshold(audience: str, value: float, state: str) -> None:
    assert low_of(counted(value), audience=audience) == (state, None if state == "suppressed" else value)


def test_zero_counts_nobody_and_stays() -> None:
    assert low_of(counted(0)) == ("shown", 0)


def test_what_is_not_known_stays_missing() -> None:
    assert low_of(counted(None)) == ("missing", None)


def test_only_protected_units_are_hidden() -> None:
    assert low_of(counted(3, unit="places")) == ("shown", 3)


@pytest.mark.parametrize(
    ("sources", "state"),
    [
        ("open", "shown"),
        ("open;also_open", "shown"),
        ("unsigned", "suppressed"),  # published, but nobody signed for it
        ("closed", "suppressed"),  # signed for, but not published
        ("open;closed", "suppressed"),
        ("open;unsigned", "suppressed"),
        ("open;nowhere", "suppressed"),
        ("", "suppressed"),
        (None, "suppressed"),
    ],
)
def test_small_counts_are_shown_only_where_every_source_is_published_and_signed_for(
    sources: str | None, state: str
) -> None:
    assert low_of(counted(4, sources))[0] == state


def test_a_signature_holds_for_its_audiences_only() -> None:
    policy = Policy(POLICY.thresholds, POLICY.protected_units, (signed("open", audiences=("internal",)),))
    assert low_of(counted(2, "open"), policy=policy, audience="internal")[0] == "shown"
    assert low_of(counted(2, "open"), policy=policy, audience="public")[0] == "suppressed"


def test_all_published_frees_the_published_and_no_other() -> None:
    policy = Policy(POLICY.thresholds, POLICY.protected_units, (signed("all_published"),))
    assert low_of(counted(4, "unsigned"), policy=policy)[0] == "shown"
    assert low_of(counted(4, "closed"), policy=policy)[0] == "suppressed"


ACHIEVED = {
    "indicator_id": "III.1.ind1", "unit": "persons", "baseline": 20, "target": 40, "actual": 7,
    "actual_period": "2022", "progress": -0.65, "met": False, "gap": 33, "expected": 30,
    "status": "regressed", "track": "off_track",
}  # fmt: skip
COMPUTED = ("progress", "met", "gap", "expected", "status", "track")


def test_what_was_computed_from_a_hidden_figure_is_hidden_with_it() -> None:
    row = through(achievement=frame("achievement", ACHIEVED))["achievement"].row("III.1.ind1", "", "")
    assert {name: row[name].state for name in ("actual", *COMPUTED)} == dict.fromkeys(
        ("actual", *COMPUTED), "suppressed"
    )
    assert all(row[name].value is None for name in COMPUTED)
    assert (row["baseline"].value, row["target"].value) == (20, 40)
    assert row["pace"].state == "missing"  # was not computed at all


def test_what_was_computed_from_shown_figures_is_shown() -> None:
    row = through(achievement=frame("achievement", {**ACHIEVED, "actual": 12}))["achievement"].row(
        "III.1.ind1", "", ""
    )
    assert [row[name].value for name in COMPUTED] == [ACHIEVED[name] for name in COMPUTED]


def test_a_trend_of_a_protected_series_is_hidden_whole() -> None:
    """A trend row holds no counts; whatever was computed from the counts of a closed source is hidden."""
    trend = {"indicator_id": "C.victims", "test": "mann_kendall", "unit": "persons", "n": 8, "p_low": 0.04,
             "sources": "closed"}  # fmt: skip
    row = through(trends=frame("trends", trend))["trends"].row("C.victims", "", "", "mann_kendall")
    assert (row["p_low"].state, row["n"].value) == ("suppressed", 8)
    free = through(trends=frame("trends", {**trend, "sources": "open"}))["trends"]
    assert free.cell(0, "p_low").value == 0.04


# --- margins -----------------------------------------------------------------------------------


def group(whole: float | None, **parts: tuple[float, str] | float) -> dict[str, str]:
    """States of a whole ("whole") and its parts, each a count, of the closed source where none is given."""
    rows = [counted(whole)]
    for category, part in parts.items():
        value, source = part if isinstance(part, tuple) else (part, "closed")
        rows.append(counted(value, source, dimension="age", category=category))
    table = through(series=frame("series", *rows))["series"]
    names = ["whole", *parts]
    return {name: table.cell(at, "low").state for at, name in enumerate(names)}


def test_the_other_part_is_hidden_too() -> None:
    """26 in all and 19 adults would give the 7 children back."""
    assert group(26, adults=19, children=7) == {
        "whole": "shown",
        "adults": "suppressed",
        "children": "suppressed",
    }


def test_parts_that_are_large_enough_stay() -> None:
    assert set(group(26, adults=14, children=12).values()) == {"shown"}


def test_a_part_that_counts_nobody_stays() -> None:
    assert group(40, adults=33, children=7, unknown=0)["unknown"] == "shown"


def test_where_the_other_part_is_published_the_whole_is_hidden() -> None:
    """The 19 adults are printed elsewhere; so the 26 may not stand beside them."""
    assert group(26, adults=(19, "open"), children=7) == {
        "whole": "suppressed",
        "adults": "shown",
        "children": "suppressed",
    }


def test_other_periods_and_other_dimensions_are_not_touched() -> None:
    rows = [
        counted(7, dimension="age", category="children"),
        counted(19, dimension="age", category="adults"),
        counted(14, dimension="age", category="adults", period="2023"),
        counted(13, dimension="sex", category="women"),
        counted(19, dimension="age", category="adults", indicator_id="C.other"),
    ]
    table = through(series=frame("series", *rows))["series"]
    assert [table.cell(at, "low").state for at in range(5)] == ["suppressed", "suppressed", *["shown"] * 3]


def test_a_part_hidden_in_one_table_is_hidden_in_every_table() -> None:
    """The adults have a target and stand in two tables; the children stand in one."""
    released = through(
        series=frame(
            "series",
            counted(26),
            counted(19, dimension="age", category="adults"),
            counted(7, dimension="age", category="children"),
        ),
        achievement=frame(
            "achievement",
            {**ACHIEVED, "indicator_id": "C.victims", "dimension": "age", "category": "adults", "actual": 19},
        ),
    )
    row = released["achievement"].row("C.victims", "age", "adults")
    assert (row["actual"].state, row["progress"].state) == ("suppressed", "suppressed")


COUNTS = st.lists(st.integers(0, 40), min_size=2, max_size=5)


@settings(max_examples=40)
@given(COUNTS)
def test_no_hidden_part_can_be_worked_out_from_the_whole(counts: list[int]) -> None:
    """Whatever the counts are: either nothing is hidden, or at least two unknowns stand in the sum."""
    states = group(sum(counts), **{f"part{number}": float(count) for number, count in enumerate(counts)})
    hidden = [name for name, state in states.items() if state == "suppressed"]
    small = [count for count in counts if 0 < count < 10]
    assert (len(hidden) == 0) == (not small)
    assert len(hidden) != 1


# --- what does not pass at all -------------------------------------------------------------------


def test_an_unknown_audience_is_refused() -> None:
    with pytest.raises(ProtectionRefused) as refused:
        through(audience="publik", series=frame("series", counted(12)))
    assert str(refused.value) == (
        "no threshold for the audience 'publik'; there are public, partners, internal. Did you mean 'public'?"
    )


def test_a_table_that_is_not_declared_is_refused() -> None:
    with pytest.raises(UndeclaredResult) as refused:
        release({"serie": frame("series")}, POLICY, SOURCES, audience="public")
    assert str(refused.value) == (
        "results table serie is not declared in the catalogue. Did you mean 'series'?"
    )


def test_missing_and_undeclared_columns_are_refused() -> None:
    with pytest.raises(UndeclaredResult) as refused:
        through(series=frame("series", counted(12)).drop(columns="unit").assign(units="persons"))
    assert str(refused.value) == (
        "results table series: missing columns ['unit'], undeclared columns ['units']"
    )


def test_a_repeated_key_is_refused() -> None:
    with pytest.raises(UndeclaredResult) as refused:
        through(series=frame("series", counted(12), counted(13)))
    assert str(refused.value) == "results table series: repeated keys ['C.victims', '', '', '2022']"


def test_a_blank_and_an_empty_key_are_the_same_key() -> None:
    with pytest.raises(UndeclaredResult):
        through(series=frame("series", counted(12), counted(13, dimension=None)))


def test_one_refused_table_stops_all() -> None:
    with pytest.raises(UndeclaredResult):
        through(series=frame("series", counted(12)), gap_counts=frame("series", counted(12)))


def test_the_frame_of_the_caller_is_not_changed() -> None:
    computed = frame("series", counted(7))
    kept = computed.copy()
    through(series=computed)
    pd.testing.assert_frame_equal(computed, kept)


# --- the demonstration cycle, whole --------------------------------------------------------------


def test_the_children_of_the_restricted_register_do_not_pass(tmp_path: Path) -> None:
    """The shelters counted 7 and 3 children among 26 and 24 persons; nobody signed for their register."""
    inputs = read_inputs(DEMO, "mid-term")
    results = compute(inputs, cutoff=date(2023, 6, 30), as_of=date(2023, 9, 30))
    children = results["series"].query("category == 'children' and indicator_id == 'C.victims_in_shelters'")
    assert children["low"].tolist() == [7, 3]  # what may not pass
    sources = inputs.cycle.table("monitoring/sources")
    released = release(results, inputs.policy, sources, audience="public")
    write_results(released, tmp_path)
    for table in ("series", "series_values"):
        assert_parts_of_shelters_are_hidden(released, table)
        assert_parts_of_shelters_are_in_no_line((tmp_path / f"{table}.csv").read_text(encoding="utf-8"))
    assert released["series"].row("C.victims_in_shelters", "", "", "2021")["low"].value == 26
    identified = released["series"].rows(indicator_id="C.victims_identified", category="")
    assert identified and {row["low"].state for row in identified} == {"shown"}


def assert_parts_of_shelters_are_hidden(released: Released, table: str) -> None:
    rows = [row for row in released[table].rows(indicator_id="C.victims_in_shelters") if row.text("category")]
    assert [row.text("category") for row in rows] == ["adults", "adults", "children", "children"]
    protected = [column.name for column in CATALOGUE[table].columns if column.protection == "by_unit"]
    assert {row[column].state for row in rows for column in protected} == {"suppressed"}
    assert not {row[column].value for row in rows for column in CATALOGUE[table].names} & {7, 3, 19, 21}


def assert_parts_of_shelters_are_in_no_line(text: str) -> None:
    lines = [line for line in text.splitlines() if line.startswith("C.victims_in_shelters,age_group,")]
    assert len(lines) == 4
    for line in lines:
        cells = line.partition(",monitoring/")[0].split(",")  # the trace names dates, no figures
        assert ":c" in cells
        assert not {"7", "3", "19", "21"} & set(cells)


@pytest.mark.parametrize(("baseline", "state"), [(7, "suppressed"), (10, "shown")])
def test_what_other_methods_make_of_a_hidden_baseline_is_hidden_too(baseline: int, state: str) -> None:
    """11 of 10 aimed at: 4/3 of the way from a baseline tells that it was 7."""
    figure = {"indicator_id": "a", "dimension": "", "category": "", "unit": "persons"}
    reached = {**figure, "baseline": baseline, "target": 10, "actual": 11, "progress": 4 / 3}
    own = frame("achievement", reached)
    methods = frame(
        "achievement_methods", {**figure, "method": "un_chart", "value": 4 / 3, "sources": "open"}
    )
    yearly = frame("annual_targets", {**figure, "progress_pooled": 1.1, "sources": "open"})
    told = through(achievement=own, achievement_methods=methods, annual_targets=yearly)
    assert told["achievement"].cell(0, "progress").state == state
    assert told["achievement_methods"].cell(0, "value").state == state
    assert told["annual_targets"].cell(0, "progress_pooled").state == state


@pytest.mark.parametrize("name", ["achievement_methods", "annual_targets"])
def test_a_table_made_from_achievement_does_not_pass_without_it(name: str) -> None:
    message = rf"^results table {name} hides what achievement hides; release the two together\.$"
    with pytest.raises(ProtectionRefused, match=message):
        through(**{name: frame(name)})
