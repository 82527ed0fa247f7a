"""The real plan of xk-2022-2024, printed as a workbook from its tables and imported back: nothing changes."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from plan_workbooks import empty_cycle, said, written
from printed_plan import CYCLE, printed_plan, table

from napeval.cycle import examine_cycle
from napeval.exchange.plans.importing import PlanImport, import_plan

COMPARED = {
    "plan/objectives": (
        ("objective_id",),
        ("parent_id", "level", "pillar", "printed_id"),
    ),
    "plan/activities": (
        ("activity_id",),
        (
            "printed_id",
            "objective_id",
            "start",
            "end",
            "deadline_printed",
            "reference_documents",
            "funding_sources",
        ),
    ),
    "plan/budget": (("activity_id", "year"), ("funding_source", "currency", "note")),
    "plan/responsibilities": (("activity_id", "institution", "role"), ("basis",)),
    "plan/printed_totals": (("objective_id", "year"), ()),
}
AMOUNTS = ("plan/budget", "plan/printed_totals")
ROWS = {
    "plan/objectives": 17,
    "plan/activities": 101,
    "plan/budget": 245,
    "plan/responsibilities": 273,
    "plan/printed_totals": 36,
}


def by_key(name: str, cycle: Path, words: tuple[str, ...] = ()) -> dict[tuple[str, ...], tuple[object, ...]]:
    """What is compared of a table, by key; amounts as numbers."""
    keys, columns = COMPARED[name]
    found = {}
    for row in table(name, cycle):
        amount = (float(row["amount"]) if row["amount"] else None,) if name in AMOUNTS else ()
        found[tuple(row[key] for key in keys)] = (*(row[column] for column in (*columns, *words)), *amount)
    return found


def words_of(name: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    stems = {"plan/objectives": ("title",), "plan/activities": ("title", "output")}.get(name, ())
    return tuple(f"{stem}_{language}" for stem in stems for language in languages)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("real")


@pytest.fixture(scope="module")
def cycle(place: Path) -> Path:
    return empty_cycle(place, "XK-2022-2024")


@pytest.fixture(scope="module")
def result(place: Path, cycle: Path) -> PlanImport:
    return import_plan(printed_plan(place / "plani.xlsx"), cycle, write=True)


def test_it_is_imported_without_an_error(result: PlanImport) -> None:
    assert said(result) == []
    assert said(result, "note") == []
    assert said(result, "warning") == [
        "plani.xlsx, sheet 'Plani', row 22: from here on rows belong to a table of indicators or targets;"
        " rows left"
        " out: 30. Mend: fill the tables of indicators and targets from them.",
        "plani.xlsx, sheet 'Plani', cell D46: found '14974'; the printed total of I.3 for 2022 is not the"
        " sum of its"
        " activities (15034). Mend: check the amounts; both are kept as printed.",
    ]


@pytest.mark.parametrize("name", ROWS)
def test_every_row_comes_back_as_it_was(result: PlanImport, cycle: Path, name: str) -> None:
    assert result.written
    words = words_of(name, ("sq",))
    assert by_key(name, cycle, words) == by_key(name, CYCLE, words)
    assert len(by_key(name, cycle)) == ROWS[name]


def test_every_institution_and_source_gets_the_code_it_has(result: PlanImport, cycle: Path) -> None:
    named = {row["institution"] for row in table("plan/responsibilities")}
    named |= {code for row in table("plan/activities") for code in row["funding_sources"].split(";") if code}
    assert {row["institution"] for row in written(cycle, "plan/institutions")} == named


def test_every_row_of_the_sheet_has_a_fate(result: PlanImport, cycle: Path) -> None:
    assert [fate.row for fate in result.fates] == list(range(1, 227))
    assert Counter(fate.became for fate in result.fates) == {
        "activity": 101, "objective": 17, "total": 12, "total_part": 24, "heading": 24, "other_table": 30,
        "blank": 12, "before_headings": 6,
    }  # fmt: skip
    listed = {row["row"]: row for row in written(cycle, "import/plani.rows")}
    assert listed["12"] == {
        "sheet": "Plani", "row": "12", "became": "activity", "identifier": "I.1.1",
        "text": "I.1.1 | Caktimi i anëtarëve në Autoritetin Kombëtar nga secili institucion/orga…",
    }  # fmt: skip
    assert len(listed) == 226


def test_source_ref_leads_back_to_the_row(result: PlanImport, cycle: Path) -> None:
    rows = {fate.identifier: fate.row for fate in result.fates if fate.became == "activity"}
    assert {row["activity_id"]: row["source_ref"] for row in written(cycle, "plan/activities")} == {
        identifier: f"plani.xlsx:{row}" for identifier, row in rows.items()
    }


def test_what_is_left_to_do_are_the_titles_in_the_other_language(result: PlanImport) -> None:
    assert {fault.code for fault in result.remaining} == {"title_missing"}
    assert {fault.column for fault in result.remaining} == {"title_en"}
    assert len(result.remaining) == 101 + 17


def test_the_other_editions_fill_what_is_missing_and_leave_no_fault(
    result: PlanImport, place: Path, cycle: Path
) -> None:
    for language in ("en", "sr"):
        plan = printed_plan(place / f"plan-{language}.xlsx", language=language)
        added = import_plan(plan, cycle, add_language=True, write=True)
        assert said(added) == [] and added.mapping is not None and added.mapping.language == language
        assert added.filled == {"plan/objectives": 17, "plan/activities": 202}
        assert added.remaining == ()
    for name in ROWS:
        words = words_of(name, ("sq", "en", "sr"))
        assert by_key(name, cycle, words) == by_key(name, CYCLE, words)
    assert examine_cycle(cycle).errors == ()


def test_names_as_printed_are_told_apart_with_the_institutions_that_the_cycle_has(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path, "XK-2022-2024")
    shutil.copy(CYCLE / "plan" / "institutions.csv", cycle / "plan" / "institutions.csv")
    plan = printed_plan(tmp_path / "plani.xlsx", verbatim=True)
    shown = import_plan(plan, cycle)
    assert said(shown, "warning")[1] == (
        "plani.xlsx: found 'BK 10000 Euro Donatorët'; this was taken for the name of one new institution,"
        " and may be"
        " several or none. Mend: write its codes in the mapping, under institutions, and import with that"
        " file."
    )
    mapping = cycle / shown.mapping_file
    text = mapping.read_text(encoding="utf-8")
    unsure = '"BK 10000 Euro Donatorët": ["B1ED"]'
    assert text.count(unsure) == 1
    edited = tmp_path / "edited.yml"
    edited.write_text(text.replace(unsure, '"BK 10000 Euro Donatorët": [BK, Donatorët]'), encoding="utf-8")
    before = (cycle / "plan" / "institutions.csv").read_bytes()
    result = import_plan(plan, cycle, mapping=edited, write=True)
    assert result.errors == () and result.rows["plan/institutions"] == []
    assert (cycle / "plan" / "institutions.csv").read_bytes() == before
    for name in ROWS:
        assert by_key(name, cycle) == by_key(name, CYCLE)


def test_the_two_amounts_printed_with_another_decimal_mark_keep_the_plan_out(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path, "XK-2022-2024")
    result = import_plan(printed_plan(tmp_path / "plani.xlsx", mended=False), cycle, write=True)
    assert said(result) == [
        f"plani.xlsx, sheet 'Plani', cell {cell}: found '500,00'; the decimal mark differs from that of"
        f" another number"
        " in the column ('0.00'). Mend: write all numbers of the column in one way."
        for cell in ("D113", "E113")
    ]
    assert result.written == () and written(cycle, "plan/activities") == []
