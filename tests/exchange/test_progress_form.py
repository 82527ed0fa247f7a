"""The progress form: who is asked what, and what stands in the form already."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from napeval.cycle import Cycle, CycleFaults, read_cycle
from napeval.cycle.reference import instrument_item, item_text
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.forms.assignments import assign, national_coordinator
from napeval.exchange.forms.model import Form, FormRow
from napeval.exchange.forms.progress import progress_form, rebuild, write_progress_forms
from plans import plan_folder

MADE = date(2023, 7, 1)
LANGUAGES = ("sq", "en", "sr")
EN = Language("en")


@pytest.fixture(scope="module")
def demo() -> Cycle:
    return read_cycle(plan_folder("demo-small"))


@pytest.fixture(scope="module")
def xk() -> Cycle:
    return read_cycle(plan_folder("xk-2022-2024"))


def edited(tmp_path: Path, table: str, old: str, new: str) -> Cycle:
    """The synthetic cycle with a text replaced in one table."""
    folder = tmp_path / "demo-small"
    shutil.copytree(plan_folder("demo-small"), folder)
    (folder / "accepted.yml").unlink()
    path = folder / f"{table}.csv"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return read_cycle(folder)


def row_of(form: Form, sheet: str, code: str) -> FormRow:
    name = form.sheet(sheet).columns[0].name
    return next(row for row in form.sheet(sheet).rows if row.values[name] == code)


def shown(form: Form, sheet: str, code: str, *names: str) -> list[object]:
    return [row_of(form, sheet, code).values[name] for name in names]


# -- who is asked what -----------------------------------------------------------------------------------


def test_the_coordinator_is_the_first_author_of_reports_with_a_part_in_the_plan(
    demo: Cycle, xk: Cycle
) -> None:
    assert national_coordinator(demo) == "NCO"
    assert national_coordinator(xk) == "KK"  # the secretariat named first has no activity


def test_what_each_institution_of_the_small_plan_is_asked(demo: Cycle) -> None:
    asked = assign(demo, "2023-H1", MADE)
    # Left out: what was reported completed in 2022 (I.1.1, II.1.2), completed by the police but not by the
    # prosecution stays (IV.1.2), dropped (V.1.1), not yet begun (III.1.2).
    assert {name: [row["activity_id"] for row in one.activities] for name, one in asked.items()} == {
        "MSA": ["II.1.1", "II.1.3", "III.1.1", "III.2.1"],
        "MUN": ["II.1.3", "III.2.1"],
        "NCO": ["I.1.2", "V.1.2", "V.1.3"],
        "POL": ["I.1.2", "IV.1.2"],
        "PRO": ["I.1.2", "III.2.2", "IV.1.1", "IV.1.2"],
        "SHN": ["II.1.1", "II.1.3", "III.1.1", "III.2.1", "III.2.2", "V.1.2", "V.1.3"],
    }
    assert asked["SHN"].roles["III.2.2"] == ("lead", "stated")
    assert asked["MSA"].led == ("II.1.1", "III.1.1", "III.2.1")
    assert {name: [row["risk_id"] for row in one.risks] for name, one in asked.items() if one.risks} == {
        "MSA": ["R1"], "NCO": ["R3", "R4"], "PRO": ["R2"]
    }  # fmt: skip
    assert [row["indicator_id"] for row in asked["POL"].indicators] == ["III.1.ind3", "IV.1.2.out1"]


@pytest.mark.parametrize("name", ["demo", "xk"])
@pytest.mark.parametrize("period", ["2022-H1", "2023", "2024-Q4"])
def test_nothing_of_the_plan_is_lost(name: str, period: str, request: pytest.FixtureRequest) -> None:
    cycle: Cycle = request.getfixturevalue(name)
    asked = assign(cycle, period, MADE).values()
    indicators = cycle.table("plan/indicators")
    wanted = set(indicators.loc[indicators["level"] != "context", "indicator_id"])
    assert {row["indicator_id"] for one in asked for row in one.indicators} == wanted
    results = set(cycle.table("plan/results")["result_id"])
    assert {row["result_id"] for one in asked for row in one.results} == results
    risks = [row["risk_id"] for one in asked for row in one.risks]
    assert sorted(risks) == sorted(cycle.table("plan/risks")["risk_id"])
    led = [activity for one in asked for activity in one.led]
    assert len(led) == len(set(led))  # one institution reports the money of each activity
    assert set(led) == {row["activity_id"] for one in asked for row in one.activities}


def test_an_indicator_without_a_responsible_goes_to_whoever_leads(tmp_path: Path) -> None:
    cycle = edited(tmp_path, "plan/indicators", "Survey in secondary schools,yearly,MUN,", "Survey,yearly,,")
    asked = assign(cycle, "2023-H1", MADE)
    owners = [
        name for name, one in asked.items() if "II.1.ind2" in [row["indicator_id"] for row in one.indicators]
    ]
    assert owners == ["MSA", "MUN", "NCO"]


def test_a_responsible_may_be_written_as_a_name(tmp_path: Path) -> None:
    cycle = edited(
        tmp_path, "plan/indicators", "Survey in secondary schools,yearly,MUN,",
        "Survey,yearly,Tužilaštvo Demolanda; police of demoland,",
    )  # fmt: skip
    asked = assign(cycle, "2023-H1", MADE)
    owners = [
        name for name, one in asked.items() if "II.1.ind2" in [row["indicator_id"] for row in one.indicators]
    ]
    assert owners == ["POL", "PRO"]


def test_an_activity_without_an_institution_goes_to_the_coordinator(tmp_path: Path) -> None:
    cycle = edited(tmp_path, "plan/responsibilities", "IV.1.1,PRO,lead,stated,\n", "")
    asked = assign(cycle, "2023-H1", MADE)
    assert asked["NCO"].roles["IV.1.1"] == ("", "")
    assert "IV.1.1" in asked["NCO"].led
    form = progress_form(cycle, "NCO", "2023-H1", EN, MADE)
    assert shown(form, "activities", "IV.1.1", "role") == ["no institution named in the plan"]


# -- what stands in it -----------------------------------------------------------------------------------


def test_baseline_targets_and_last_value_stand_in_the_form(demo: Cycle) -> None:
    form = progress_form(demo, "MSA", "2023-H1", EN, MADE)
    columns = ("unit", "baseline", "target", "last")
    assert shown(form, "indicators", "II.1.ind1", *columns) == [
        "professionals", "2021: 0", "2023: 120\n2024: 200", "2023-H1: 60"
    ]  # fmt: skip
    assert shown(form, "indicators", "III.1.ind1", "target") == ["2024: 30"]  # revised from 40
    assert shown(form, "indicators", "III.1.ind2", "target") == ["2023: 10"]  # annual: of the year only
    assert shown(form, "indicators", "II.1.1.out1", "target") == ["2023: at least 12"]
    assert shown(form, "indicators", "III.2.ind2", "baseline", "target", "last") == [
        "2021: basic", "2022: partial\n2023: good\n2024: full", "2022: partial"
    ]  # fmt: skip
    police = progress_form(demo, "POL", "2023-H1", EN, MADE)
    assert shown(police, "indicators", "III.1.ind3", "target", "last") == ["2024: 2–5", "2022: 4"]
    nco = progress_form(demo, "NCO", "2023-H1", EN, MADE)
    assert shown(nco, "indicators", "V.1.ind2", "last") == ["2023-H1: at least 6"]


def test_a_form_knows_only_what_was_recorded_before_its_day(demo: Cycle) -> None:
    # 6,400 was recorded on 30 June, the correction 6,100 on 2 October 2023.
    july = progress_form(demo, "NCO", "2023-H1", EN, MADE)
    october = progress_form(demo, "NCO", "2023-H1", EN, date(2023, 10, 3))
    assert shown(july, "indicators", "II.1.ind3", "last") == ["2023-H1: 6,400"]
    assert shown(october, "indicators", "II.1.ind3", "last") == ["2023-H1: 6,100"]
    on_the_day = progress_form(demo, "NCO", "2023-H1", EN, date(2023, 6, 30))
    assert shown(on_the_day, "indicators", "II.1.ind3", "last") == ["2022: 3,000"]


def test_activities_show_part_deadline_and_last_report(demo: Cycle) -> None:
    form = progress_form(demo, "MUN", "2023-H1", EN, MADE)
    assert shown(form, "activities", "II.1.3", "output", "role", "deadline", "last") == [
        "Campaign in 30 schools", "leading (inferred: first listed)", "2023", "2023-H1, MUN: delayed"
    ]  # fmt: skip
    assert shown(form, "activities", "III.2.1", "role", "deadline", "last") == ["supporting", "Mar 2023", ""]
    instructions = " ".join(form.sheet("activities").instructions)
    assert "The plan does not say who leads." in instructions
    stated = progress_form(demo, "MSA", "2023-H1", EN, MADE)
    assert "The plan does not say who leads." not in " ".join(stated.sheet("activities").instructions)


def test_money_has_a_row_for_each_source_planned_and_empty_ones(demo: Cycle) -> None:
    sheet = progress_form(demo, "MSA", "2023-H1", EN, MADE).sheet("money")
    assert [
        tuple(row.values[name] for name in ("activity_id", "funding_source", "planned")) for row in sheet.rows
    ] == [
        ("II.1.1", "BUD;DON", 6000),
        ("III.1.1", "BUD", 10000),
        ("III.2.1", None, None),
    ]
    assert sheet.spare_rows == 12
    assert dict(sheet.column("funding_source").choices) == {
        "BUD": "State Budget", "DON": "Joint Donor Fund", "SHN": 'Shelter Network "Harbour"',
        "BUD;DON": "State Budget; Joint Donor Fund",
    }  # fmt: skip


def test_breakdowns_of_targets_have_rows_of_their_own(tmp_path: Path) -> None:
    cycle = edited(
        tmp_path, "plan/targets", "III.1.ind2,baseline,2021,,,,6,,,absolute,,,,,\n",
        "III.1.ind2,baseline,2021,,,,6,,,absolute,,,,,\n"
        "III.1.ind2,annual,2023,age_group,children,,4,,,absolute,,,,,\n",
    )  # fmt: skip
    sheet = progress_form(cycle, "MSA", "2023-H1", Language("sq"), MADE).sheet("indicators")
    assert sheet.identity == ("indicator_id", "dimension", "category")
    rows = [row.values for row in sheet.rows if row.values["indicator_id"] == "III.1.ind2"]
    assert [(row["dimension"], row["category"], row["target"]) for row in rows] == [
        (None, None, "2023: 10"),
        ("age_group", "children", "2023: 4"),
    ]
    assert sheet.column("dimension").choices == {"age_group": "Grupmosha"}
    assert sheet.column("category").choices == {"children": "fëmijë"}


def test_only_shares_are_asked_for_numerator_and_denominator(demo: Cycle) -> None:
    sheet = progress_form(demo, "MSA", "2023-H1", EN, MADE).sheet("indicators")
    asked = {row.values["indicator_id"]: row.rules["numerator"].editable for row in sheet.rows}
    assert asked == {
        "II.1.ind1": False, "II.1.1.out1": False, "III.1.ind1": False, "III.1.ind2": False,
        "III.2.ind1": True, "III.2.ind2": False,
    }  # fmt: skip


def test_the_form_is_the_same_again_after_its_answers_are_recorded(tmp_path: Path, demo: Cycle) -> None:
    later = edited(
        tmp_path, "monitoring/progress", "II.1.1,2023-H1,MSA,2023-10-02,",
        "II.1.1,2023-H1,MSA,2023-07-01,completed,1,2022-04-04,2023-06-01,on_track,,,,,half_year_report_2023\n"
        "II.1.1,2023-H1,MSA,2023-10-02,",
    )  # fmt: skip
    form = progress_form(demo, "MSA", "2023-H1", EN, MADE)
    assert rebuild(form.identification, later) == form


# -- languages -------------------------------------------------------------------------------------------


def texts_of(form: Form) -> dict[str, str]:
    """Every text of a form that is ours, by where it stands."""
    found = {"title": form.title}
    found |= {f"instruction {n}": text for n, text in enumerate(form.instructions)}
    found |= {f"ethics {n}": text for n, text in enumerate(form.ethics)}
    for sheet in form.sheets:
        found[f"{sheet.name}"] = sheet.tab
        found |= {f"{sheet.name} {n}": text for n, text in enumerate(sheet.instructions)}
        found |= {f"{sheet.name}.{column.name}": column.heading for column in sheet.columns}
        for column in sheet.columns:
            if column.help:
                found[f"{sheet.name}.{column.name} help"] = column.help
            if column.name in ("state", "own_mark", "status"):
                found |= {f"{sheet.name}.{column.name}={code}": text for code, text in column.choices.items()}
    return found


SAME = {"sq": set(), "sr": {"activities.status", "risks.status"}}
"""Words that are the same in English."""


@pytest.mark.parametrize("code", ["sq", "sr"])
def test_every_text_of_the_form_is_in_its_language(demo: Cycle, code: str) -> None:
    english = texts_of(progress_form(demo, "NCO", "2023-H1", EN, MADE))
    other = texts_of(progress_form(demo, "NCO", "2023-H1", Language(code), MADE))
    assert other.keys() == english.keys()
    assert {place for place in english if english[place] == other[place]} == SAME[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_wording_of_annex_five_comes_from_the_guide(demo: Cycle, code: str) -> None:
    form = progress_form(demo, "NCO", "2023-H1", Language(code), MADE)
    headings: Mapping[str, tuple[str, str]] = {
        "result": ("results", ""), "planned": ("results", "planned"), "achieved": ("results", "achieved"),
        "indicator": ("indicators", "title"), "itarget": ("indicators", "target"),
        "ibaseline": ("indicators", "baseline"), "iactivities": ("activities", "comment"),
        "idonors": ("activities", "donors"), "imark": ("activities", "own_mark"),
    }  # fmt: skip
    for item, (sheet, column) in headings.items():
        wording = item_text(instrument_item(f"annex5_progress_form.{item}"), code)
        if column:
            assert wording.startswith(form.sheet(sheet).column(column).heading)
    assert (
        item_text(instrument_item("annex5_progress_form.r3"), code) in form.sheet("indicators").instructions
    )
    lines = {row.values["line"]: row.values["question"] for row in form.sheet("answer").rows}
    assert lines["remarks"] == item_text(instrument_item("annex5_progress_form.remarks"), code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_form_of_both_plans_can_be_made(demo: Cycle, xk: Cycle, code: str) -> None:
    for cycle in (demo, xk):
        for institution in assign(cycle, "2023-H1", MADE):
            form = progress_form(cycle, institution, "2023-H1", Language(code), MADE)
            assert bool(form.mark) == (cycle is demo)
            assert form.ethics and form.institution_name
            for sheet in form.sheets:
                assert len(sheet.tab) <= 31
                headings = [column.heading for column in sheet.columns]
                assert len(set(headings)) == len(headings)
                keys = [sheet.key(row.values) for row in sheet.rows]
                assert len(set(keys)) == len(keys)
                for column in sheet.columns:
                    labels = [text.casefold() for text in column.choices.values()]
                    assert len(set(labels)) == len(labels)


# -- files and refusals ----------------------------------------------------------------------------------


def test_one_workbook_for_each_institution(demo: Cycle, tmp_path: Path) -> None:
    paths = write_progress_forms(demo, "2023-H1", tmp_path / "out", Language("sq"), MADE)
    assert [path.name for path in paths] == [
        f"progress_2023-H1_{name}_sq.xlsx" for name in ("MSA", "MUN", "NCO", "POL", "PRO", "SHN")
    ]
    assert sorted(tmp_path.joinpath("out").iterdir()) == sorted(paths)


@pytest.mark.parametrize(
    ("institution", "period", "code"),
    [
        ("MSX", "2023-H1", "form_institution_unknown"),
        ("DON", "2023-H1", "form_institution_not_asked"),
        ("MSA", "2021-H1", "form_period_outside"),
        ("MSA", "2023-H3", "not_a_period"),
    ],
)
def test_what_the_plan_does_not_have_is_refused(
    demo: Cycle, institution: str, period: str, code: str
) -> None:
    with pytest.raises(CycleFaults) as refused:
        progress_form(demo, institution, period, EN, MADE)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_period_outside_the_plan_is_refused_before_anything_is_written(demo: Cycle, tmp_path: Path) -> None:
    with pytest.raises(CycleFaults) as refused:
        write_progress_forms(demo, "2025-H1", tmp_path / "out", EN, MADE)
    assert [fault_text(fault, EN) for fault in refused.value.faults] == [
        "demo-small, setting 'period': found '2025-H1'; the period lies outside the plan (2022-01-01 to "
        "2024-12-31). Mend: correct the period, or put the form into the folder of its own plan."
    ]
    assert not (tmp_path / "out").exists()
