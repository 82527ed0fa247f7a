"""Expenditure: planned, committed and spent, and nothing said where nothing was reported."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from napeval.measures.expenditure import expenditure

TABLES = {
    "plan/objectives": [
        {"objective_id": "A", "level": "strategic", "pillar": "prevention"},
        {"objective_id": "A.1", "parent_id": "A", "level": "specific", "pillar": "prevention"},
    ],
    "plan/activities": [{"activity_id": name, "objective_id": "A.1", "end": "2024"} for name in ("x", "y")],
    "plan/budget": [
        {"activity_id": name, "year": year, "amount": amount, "currency": "EUR", "basis": "printed"}
        for name, year, amount in (("x", 2022, 100.0), ("x", 2023, 200.0), ("y", 2023, 0.0))
    ],
}


def paid(activity, period, amount, stage="spent", on="2024-02-01", source=None):
    return {
        "activity_id": activity, "period": period, "stage": stage, "funding_source": source,
        "recorded_on": on,
        "amount": amount, "currency": "EUR",
    }  # fmt: skip


def computed(make_cycle, *rows, cutoff=date(2023, 12, 31), as_of=date(2024, 6, 30)):
    cycle = make_cycle({**TABLES, "monitoring/expenditure": list(rows)})
    frame = expenditure(cycle, cutoff=cutoff, as_of=as_of)
    return frame.set_index(["scope", "scope_id", "year"])


def test_without_reports_nothing_is_known_to_be_spent(make_cycle):
    row = computed(make_cycle).loc[("plan", "plan", "all")]
    assert row["planned"] == 300.0
    assert row[["committed", "spent", "execution"]].isna().all()
    assert not row["reported"]


def test_execution_is_what_was_spent_of_what_was_planned(make_cycle):
    got = computed(make_cycle, paid("x", "2022", 25.0), paid("x", "2023", 50.0, "committed"))
    assert got.loc[("plan", "plan", "2022"), ["planned", "spent", "execution"]].tolist() == [
        100.0,
        25.0,
        25 / 100,
    ]
    later = got.loc[("specific", "A.1", "2023")]
    assert (later["committed"], bool(later["reported"])) == (50.0, True)
    assert later[["spent", "execution"]].isna().all()
    assert got.loc[("plan", "plan", "all"), "execution"] == 25 / 300


def test_a_reported_zero_is_a_figure(make_cycle):
    row = computed(make_cycle, paid("x", "2022", 0.0)).loc[("plan", "plan", "2022")]
    assert (row["spent"], row["execution"]) == (0.0, 0.0)


def test_nothing_planned_gives_no_execution(make_cycle):
    tables = {**TABLES, "plan/budget": [], "monitoring/expenditure": [paid("x", "2022", 5.0)]}
    frame = expenditure(make_cycle(tables), cutoff=date(2022, 12, 31), as_of=date(2024, 6, 30))
    row = frame.iloc[0]
    assert row["spent"] == 5.0 and pd.isna(row["planned"]) and pd.isna(row["execution"])


def test_years_that_have_not_begun_by_the_cutoff_are_left_out(make_cycle):
    for cutoff, years in ((date(2022, 12, 31), ["2022", "all"]), (date(2023, 1, 1), ["2022", "2023", "all"])):
        rows = computed(make_cycle, cutoff=cutoff).reset_index()
        assert rows.loc[rows["scope"] == "plan", "year"].tolist() == years


@pytest.mark.parametrize(("cutoff", "spent"), [(date(2023, 6, 29), None), (date(2023, 6, 30), 40.0)])
def test_only_periods_that_ended_by_the_cutoff_count(make_cycle, cutoff, spent):
    found = computed(make_cycle, paid("x", "2023-H1", 40.0), cutoff=cutoff).loc[
        ("plan", "plan", "2023"), "spent"
    ]
    assert (None if pd.isna(found) else found) == spent


def test_a_correction_takes_the_place_of_what_it_corrects(make_cycle):
    rows = [paid("x", "2022", 25.0), paid("x", "2022", 30.0, on="2024-05-01")]
    assert computed(make_cycle, *rows).loc[("plan", "plan", "2022"), "spent"] == 30.0
    assert computed(make_cycle, *rows, as_of=date(2024, 4, 30)).loc[("plan", "plan", "2022"), "spent"] == 25.0


def test_a_year_takes_the_place_of_its_parts_of_the_same_money(make_cycle):
    rows = [
        paid("x", "2022-Q1", 10.0),
        paid("x", "2022-H2", 15.0),
        paid("x", "2022", 40.0),
        paid("y", "2022-Q1", 1.0),
    ]
    assert computed(make_cycle, *rows).loc[("plan", "plan", "2022"), "spent"] == 41.0
    other_money = paid("x", "2022-Q1", 10.0, source="GIZ")
    assert (
        computed(make_cycle, paid("x", "2022", 40.0), other_money).loc[("plan", "plan", "2022"), "spent"]
        == 50.0
    )


def test_one_year_written_in_two_ways_counts_once_as_recorded_last(make_cycle):
    rows = [paid("x", "2022-01/2022-12", 30.0, on="2024-05-01"), paid("x", "2022", 25.0)]
    assert computed(make_cycle, *rows).loc[("plan", "plan", "2022"), "spent"] == 30.0


def test_a_period_across_years_belongs_to_all_years_only(make_cycle):
    got = computed(make_cycle, paid("x", "2022-07/2023-06", 60.0))
    assert got.loc[("plan", "plan", ["2022", "2023"]), "spent"].isna().all()
    assert got.loc[("plan", "plan", "all"), "spent"] == 60.0
    assert got.loc[("plan", "plan", "all"), "trace"].endswith(
        "monitoring/expenditure#x|2022-07/2023-06|spent|||2024-02-01"
    )


def test_a_report_across_years_does_not_hide_one_within_a_year(make_cycle):
    got = computed(make_cycle, paid("x", "2022-H2", 50.0), paid("x", "2022-07/2023-06", 120.0))
    assert got.loc[("plan", "plan", "2022"), "spent"] == 50.0
    assert bool(got.loc[("plan", "plan", "2022"), "reported"])
    assert got.loc[("plan", "plan", "all"), "spent"] == 120.0
    assert pd.isna(got.loc[("plan", "plan", "2023"), "spent"])


@pytest.mark.parametrize(
    ("periods", "spent"),
    [
        ({"2022-01/2022-06": 10.0, "2022-04/2022-12": 25.0}, 25.0),  # 9 months before 6
        ({"2022-01/2022-06": 10.0, "2022-04/2022-09": 25.0}, 10.0),  # 6 months each: the earlier
        ({"2022-Q1": 10.0, "2022-03/2022-10": 25.0, "2022-Q4": 7.0}, 25.0),  # 8 months before 3 + 3
        ({"2022-H1": 10.0, "2022-03/2022-10": 25.0, "2022-Q4": 7.0}, 10.0 + 7.0),  # 6 + 3 months before 8
        ({"2022": 40.0, "2022-H1": 10.0, "2022-H2": 25.0}, 40.0),  # 12 months each: one report
    ],
)
def test_periods_that_overlap_are_never_added(make_cycle, periods, spent):
    rows = [paid("x", period, amount) for period, amount in periods.items()]
    for given in (rows, rows[::-1]):
        got = computed(make_cycle, *given)
        assert got.loc[("plan", "plan", "2022"), "spent"] == spent
        assert got.loc[("plan", "plan", "all"), "spent"] == spent


def test_over_all_years_the_reports_that_cover_the_most_months_count(make_cycle):
    rows = [paid("x", "2022", 40.0), paid("x", "2022-H1", 15.0), paid("x", "2022-07/2023-06", 60.0)]
    got = computed(make_cycle, *rows)
    assert got.loc[("plan", "plan", "2022"), "spent"] == 40.0
    assert got.loc[("plan", "plan", "all"), "spent"] == 15.0 + 60.0
