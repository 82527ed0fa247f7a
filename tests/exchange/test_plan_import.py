"""Plans as people make them: what becomes of each column and row, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from plan_workbooks import HEADINGS, empty_cycle, imported, said, workbook, workbook_of, written

from napeval.cycle import examine_cycle
from napeval.display.languages import Language
from napeval.exchange.plans.importing import import_plan
from napeval.exchange.plans.report import import_lines

BILINGUAL: Sequence[Sequence[object]] = (
    ("National action plan 2024-2026",),
    (),
    ("No.", "Strategic objective", "Objektivi strategjik", "Activity", "Aktiviteti", "Deadline",
        "Budget 2024 (EUR)",
     "Budget 2025 (EUR)", "Source of funding", "Responsible institution", "Output", "Produkti"),
    ("1.1", "1. Prevention", "1. Parandalimi", "Campaign", "Fushatë", "Q4 2024", 1000, 2000.5, "State budget",
     "Ministry of Justice\nPolice", "One campaign", "Një fushatë"),
    ("1.2", "", "", "Teachers", "Mësues", "31.12.2025", "", "1,200.00", "UNICEF, IOM", "Police",
        "50 teachers", "50 mësues"),
    ("2.1", "2. Protection", "2. Mbrojtja", "Shelter", "Strehimore", "2024-2026", 0, "", "State budget",
        "NGOs", "", ""),
)  # fmt: skip


def test_a_well_formed_plan_in_both_languages_leaves_a_cycle_without_a_fault(tmp_path: Path) -> None:
    result = imported(tmp_path, BILINGUAL, write=True)
    assert result.faults == () and result.remaining == ()
    cycle = tmp_path / "data" / "xx-2024-2026"
    assert [fault for fault in examine_cycle(cycle).faults if fault.severity != "note"] == []
    assert [
        tuple(row[key] for key in ("objective_id", "level", "pillar", "title_en", "title_sq"))
        for row in written(cycle, "plan/objectives")
    ] == [
        ("1", "strategic", "prevention", "Prevention", "Parandalimi"),
        ("2", "strategic", "protection", "Protection", "Mbrojtja"),
    ]
    shown = (
        "activity_id",
        "objective_id",
        "title_en",
        "title_sq",
        "start",
        "end",
        "deadline_printed",
        "output_sq",
    )
    assert [tuple(row[key] for key in shown) for row in written(cycle, "plan/activities")] == [
        ("1.1", "1", "Campaign", "Fushatë", "", "2024-Q4", "Q4 2024", "Një fushatë"),
        ("1.2", "1", "Teachers", "Mësues", "", "2025-12", "31.12.2025", "50 mësues"),
        ("2.1", "2", "Shelter", "Strehimore", "2024", "2026", "2024-2026", ""),
    ]
    assert [
        (row["activity_id"], row["year"], row["funding_source"], row["amount"], row["amount_printed"])
        for row in written(cycle, "plan/budget")
    ] == [
        ("1.1", "2024", "SB", "1000", "1000"),
        ("1.1", "2025", "SB", "2000.5", "2000.5"),
        ("1.2", "2025", "UNICEF;IOM", "1200", "1,200.00"),
        ("2.1", "2024", "SB", "0", "0"),
    ]
    assert [
        (row["activity_id"], row["institution"], row["role"], row["basis"])
        for row in written(cycle, "plan/responsibilities")
    ] == [
        ("1.1", "MJ", "lead", "first_listed"),
        ("1.1", "Police", "support", "listed"),
        ("1.2", "Police", "lead", "only_listed"),
        ("2.1", "NGOs", "lead", "only_listed"),
    ]
    assert [
        (row["institution"], row["name_en"], row["name_basis"]) for row in written(cycle, "plan/institutions")
    ] == [
        ("MJ", "Ministry of Justice", "document"),
        ("Police", "Police", "document"),
        ("NGOs", "", "unknown"),
        ("SB", "State budget", "document"),
        ("UNICEF", "", "unknown"),
        ("IOM", "", "unknown"),
    ]


def test_it_is_shown_first_and_written_only_on_demand(tmp_path: Path) -> None:
    result = imported(tmp_path, BILINGUAL)
    cycle = tmp_path / "data" / "xx-2024-2026"
    assert result.written == () and len(result.rows["plan/activities"]) == 3
    assert written(cycle, "plan/activities") == []
    assert [path.name for path in (cycle / "import").iterdir()] == ["plan.mapping.yml"]


def test_the_report_names_columns_rows_and_what_is_new(tmp_path: Path) -> None:
    lines = list(import_lines(imported(tmp_path, BILINGUAL), Language("en"), every_row=True))
    assert lines[:5] == [
        "Columns of 'Plan':",
        "  A 'No.': number of the activity (sure)",
        "  B 'Strategic objective': strategic objective en (sure)",
        "  C 'Objektivi strategjik': strategic objective sq (sure)",
        "  D 'Activity': title of the activity en (sure)",
    ]
    assert "  G 'Budget 2024 (EUR)': planned amount 2024 (sure)" in lines
    place = lines.index("Rows:")
    assert lines[place + 1 : place + 6] == [
        "  activity: 3", "  headings: 1", "  before the headings, left out: 1", "  blank: 1",
        "  Plan 1: before the headings, left out: National action plan 2024-2026",
    ]  # fmt: skip
    assert "  MJ: Ministry of Justice" in lines and "  2: protection" in lines
    assert lines[-7:] == [
        "Would be written:", "  plan/objectives.csv: 2", "  plan/activities.csv: 3",
            "  plan/responsibilities.csv: 4",
        "  plan/institutions.csv: 6", "  plan/budget.csv: 4",
            "The mapping stands in import/plan.mapping.yml.",
    ]  # fmt: skip


SERBIAN: Sequence[Sequence[object]] = (
    ("R. br.", "Strateški cilj", "Aktivnost", "Rok", "Budžet", "", "", "Izvor finansiranja", "Nosilac",
        "Partneri",
     "Očekivani rezultat", "Napomena"),
    ("", "", "", "", 2024, 2025, 2026),
    (1, "Prevencija trgovine", "Sprovesti kampanju", "IV kvartal 2024", 1000, 2000, "", "Budžet", "MUP",
        "MP\nOCD", "Kampanja", "sa školama"),
    (2, "Prevencija trgovine", "Obuka", "kontinuirano", "", "", "", "", "MP", "", "Obuka"),
    (3, "Zaštita žrtava", "Sklonište", "do kraja 2026. godine", "", "", 500, "Donatori", "MRZ", "", "Radi"),
    ("Ukupno", "", "", "", 1000, 2000, 500),
)  # fmt: skip


def test_a_serbian_plan_with_budget_over_years_and_named_leads(tmp_path: Path) -> None:
    result = imported(tmp_path, SERBIAN, write=True)
    assert said(result) == said(result, "warning") == []
    assert said(result, "note") == [
        "plan.xlsx, sheet 'Plan', cell D4: found 'kontinuirano'; the deadline names no end; it is kept as"
        " printed."
        " Mend: leave it so, or write the last year in the plan where there is one."
    ]
    cycle = tmp_path / "data" / "xx-2024-2026"
    assert [
        (row["activity_id"], row["title_sr"], row["end"], row["note"])
        for row in written(cycle, "plan/activities")
    ] == [
        ("1", "Sprovesti kampanju", "2024-Q4", "sa školama"),
        ("2", "Obuka", "", ""),
        ("3", "Sklonište", "2026", ""),
    ]
    assert [(row["institution"], row["role"], row["basis"]) for row in written(cycle,
        "plan/responsibilities")] == [
        ("MUP", "lead", "stated"), ("MP", "support", "stated"), ("OCD", "support", "stated"),
        ("MP", "lead", "stated"), ("MRZ", "lead", "stated"),
    ]  # fmt: skip
    assert [(row["objective_id"], row["pillar"]) for row in written(cycle, "plan/objectives")] == [
        ("O1", "prevention"), ("O2", "protection"),
    ]  # fmt: skip
    assert [(row["activity_id"], row["year"], row["amount"]) for row in written(cycle, "plan/budget")] == [
        ("1", "2024", "1000"), ("1", "2025", "2000"), ("3", "2026", "500"),
    ]  # fmt: skip


UGLY: Sequence[Sequence[object]] = (
    ("Plani kombëtar i veprimit",),
    (),
    ("Nr.", "Objektivi specifik", "Aktiviteti", "Afati", "Kostoja në EUR", "", "", "Gjithsej",
        "Burimi i financimit", "Institucioni përgjegjës"),
    ("", "", "", "", 2024, 2025, 2026),
    ("PARANDALIMI",),
    ("1", "Vetëdijesimi", "Fushata\nkombëtare", "T1 2024 - T4 2025", "1.234,00", "2 000,00", "", "3.234,00",
        "BK\nUNICEF", "MPB\nMinistria e\nDrejtësisë"),
    ("", "", "", "", "", "", "500,00", "", "IOM", ""),
    ("2", "", "Trajnime", 45000, "100,00", "", "", "", "BK", "MASHT"),
    ("Nëntotali", "", "", "", "1.334,00", "2.000,00", "500,00", "3.834,00"),
    (),
    ("MBROJTJA",),
    ("3", "Strehimi", "Strehimore", 2026, "50,00", "-", "", "51,00", "BK; Donatorët", "MFPT (QPS)"),
    ("4", "Strehimi", "Pa shumë", "2025", "Nuk kërkohen fonde", "do të caktohet", "", "", "", "MPB"),
    ("Totali i përgjithshëm", "", "", "", "1.384,00", "2.000,00", "500,00"),
    ("* shumat janë vlerësime",),
)  # fmt: skip
UGLY_MERGED = (
    "A1:J1", "E3:G3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "H3:H4", "I3:I4", "J3:J4", "A5:J5", "A11:J11",
        "C6:C7",
    "A6:A7", "B6:B8",
)  # fmt: skip


def test_merged_cells_two_row_headings_bands_sub_totals_and_text_numbers(tmp_path: Path) -> None:
    result = imported(tmp_path, UGLY, *UGLY_MERGED, write=True)
    assert said(result) == []
    assert [fate.became for fate in result.fates] == [
        "before_headings", "blank", "heading", "heading", "objective", "activity", "continuation",
            "activity", "total",
        "blank", "objective", "activity", "activity", "total", "not_understood",
    ]  # fmt: skip
    cycle = tmp_path / "data" / "xx-2024-2026"
    assert [
        (row["objective_id"], row["parent_id"], row["level"], row["title_sq"])
        for row in written(cycle, "plan/objectives")
    ] == [
        ("O1", "", "strategic", "PARANDALIMI"), ("O1.1", "O1", "specific", "Vetëdijesimi"),
        ("O2", "", "strategic", "MBROJTJA"), ("O2.1", "O2", "specific", "Strehimi"),
    ]  # fmt: skip
    assert [
        (row["activity_id"], row["objective_id"], row["title_sq"], row["start"], row["end"], row["note"])
        for row in written(cycle, "plan/activities")
    ] == [
        ("1", "O1.1", "Fushata kombëtare", "2024-Q1", "2025-Q4", ""),
        ("2", "O1.1", "Trajnime", "", "", ""),
        ("3", "O2.1", "Strehimore", "", "2026", ""),
        ("4", "O2.1", "Pa shumë", "", "2025",
         "Kostoja në EUR | 2024: Nuk kërkohen fonde; Kostoja në EUR | 2025: do të caktohet"),
    ]  # fmt: skip
    assert [
        (row["activity_id"], row["year"], row["funding_source"], row["amount"]) for row in written(cycle,
            "plan/budget")
    ] == [
        ("1", "2024", "BK;UNICEF", "1234"), ("1", "2025", "BK;UNICEF", "2000"), ("1", "2026", "IOM", "500"),
        ("2", "2024", "BK", "100"), ("3", "2024", "BK;Donatorët", "50"),
    ]  # fmt: skip
    assert [(row["objective_id"], row["year"], row["amount"]) for row in written(cycle,
        "plan/printed_totals")] == [
        ("O1.1", "2024", "1334"), ("O1.1", "2025", "2000"), ("O1.1", "2026", "500"),
    ]  # fmt: skip
    assert said(result, "warning") == [
        "plan.xlsx, sheet 'Plan', cell A5: the heading does not say which level of objective it is; taken for"
        " 'strategic', by its place. Mend: check it; number the objectives, or write their level before"
        " them.",
        "plan.xlsx, sheet 'Plan', cell A11: the heading does not say which level of objective it is; taken"
        " for"
        " 'strategic', by its place. Mend: check it; number the objectives, or write their level before"
        " them.",
        "plan.xlsx, sheet 'Plan', cell A15: found '* shumat janë vlerësime'; the row is no activity,"
        " objective or"
        " total; it is left out. Mend: check it; an activity needs a number, or a deadline, institution,"
        " source,"
        " output or amount.",
        "plan.xlsx, sheet 'Plan', cell H12: found '51,00'; the total of the row is not the sum of its"
        " years (50)."
        " Mend: check the amounts.",
        "plan.xlsx, sheet 'Plan', cell F13: found 'do të caktohet'; the cell holds words instead of an"
        " amount; they"
        " are kept in the note of the activity. Mend: write the amount alone in the first line of the cell"
        " where"
        " there is one.",
    ]
    assert said(result, "note") == [
        "plan.xlsx, sheet 'Plan', cell D8: found '45000'; the deadline cannot be read with one meaning; it"
        " is kept as"
        " printed. Mend: fill start and end of the activity by hand, as 2023, 2023-Q4 or 2023-12.",
        "plan.xlsx, sheet 'Plan', cell F12: found '-'; a dash is no amount; nothing is known of this year."
        " Mend: write"
        " a zero where a zero is meant.",
        "plan.xlsx, sheet 'Plan', cell E13: found 'Nuk kërkohen fonde'; the cell says that no money is"
        " needed; this is"
        " kept in the note, no amount is made of it. Mend: leave it so, or write a zero where the plan"
        " plans none.",
    ]


def plan(*rows: Sequence[object]) -> list[Sequence[object]]:
    """Rows under the usual headings and an objective."""
    return [HEADINGS, ("Strategic objective 1: Prevention",), *rows]


def row(
    number: object = "1.1",
    *,
    deadline: object = "2024",
    first: object = 5,
    second: object = "",
    who: object = "MPB",
) -> Sequence[object]:
    return (number, "Do it", deadline, first, second, "BK", who)


@pytest.mark.parametrize(
    ("rows", "merged", "message"),
    [
        (
            plan(row(first="1.234")), (),
            "cell D3: found '1.234'; the amount can be read as 1234 or as 1.234. Mend: write it plainly,"
            " or name the"
            " decimal mark of the plan in the mapping, under decimal.",
        ),
        (
            plan(row(first="5 RSD")), (),
            "cell D3: found '5 RSD'; the sign RSD does not fit the unit of the column. Mend: check that"
            " the number"
            " stands in the right column; write it without the sign.",
        ),
        (plan(row(first=-3)), (),
            "cell D3: found '-3'; the value must be at least 0. Mend: correct the cell."),
        (
            plan(row(first="1.2.3,4,5")), (),
            "cell D3: found '1.2.3,4,5'; a number is expected, such as 1250.50. Mend: write the number;"
            " leave the cell"
            " empty where it is not known.",
        ),
        (
            plan(row(), row(first=6)), (),
            "row 4: found '1.1'; another activity has the same number already (row 3). Mend: give each"
            " activity its"
            " own number.",
        ),
        (
            plan(row(first=5)), ("D3:E3",),
            "cell D3: found '5'; the amount stands in a cell that is merged over several years. Mend:"
            " divide the"
            " amount among the years, or leave it to a column of totals.",
        ),
        (
            plan(row(), row("1.2", first="")), ("D3:D4",),
            "cell D3: found '5'; the amount stands in a cell that is merged over several activities. Mend:"
            " divide the"
            " amount among the activities.",
        ),
        (
            plan(row(who="#REF!")), (),
            "cell G3: found '#REF!'; the formula points to cells that have been deleted. Mend: correct the"
            " formula, or"
            " write the value.",
        ),
        (
            [HEADINGS, row(), ("Strategic objective 1: Prevention",)], (),
            "row 2: found '1.1'; no objective stands above the activity. Mend: put the heading of its"
            " objective in a"
            " row above it, or name it in a column.",
        ),
        (
            plan(row(), ("", "", "", 7, "", "BK", "")), (),
            "cell D4: found '7'; the activity has an amount of this source for 2024 already. Mend: add the"
            " amounts up,"
            " or name the source of each.",
        ),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)  # fmt: skip
def test_what_keeps_a_plan_out(
    tmp_path: Path, rows: Sequence[Sequence[object]], merged: Sequence[str], message: str
) -> None:
    result = imported(tmp_path, rows, *merged, write=True)
    assert said(result) == [f"plan.xlsx, sheet 'Plan', {message}"]
    assert result.written == () and written(tmp_path / "data" / "xx-2024-2026", "plan/activities") == []


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            plan(row(), ("Total", "", "", 6)),
            "row 4: found 'Total'; the total fits no objective and not the whole plan (2024: 6); it is"
            " left out. Mend:"
            " name the number of the objective in its row, or check the amounts.",
        ),
        (
            plan(row(), ("Total of objective 1", "", "", 6)),
            "cell D4: found '6'; the printed total of 1 for 2024 is not the sum of its activities (5)."
            " Mend: check the"
            " amounts; both are kept as printed.",
        ),
        (
            plan(row(), ("Total of objective 1", "", "", 5), ("Total of objective 1", "", "", 5)),
            "row 5: found 'Total of objective 1'; objective 1 has a total already; this one is left out."
            " Mend: check"
            " which one is right.",
        ),
        (
            plan(row("2.7")),
            "row 3: found '2.7'; the activity stands under objective 1, its number says otherwise. Mend:"
            " correct the"
            " number, or move the row.",
        ),
        (
            plan(row("first")),
            "row 3: found 'first'; the number of the activity cannot be read; it is called 1.1. Mend:"
            " correct the"
            " number.",
        ),
        (
            [HEADINGS, ("Strategic objective 1: Order",), row()],
            "row 2: found 'Order'; the words of objective 1 do not name its strategic area, which stays"
            " open. Mend:"
            " name the area in the mapping, under pillars, and import with that file.",
        ),
        (
            [HEADINGS, ("Specific objective 1.1: Prevention",), row("1.1.1")],
            "row 2: found 'Prevention'; the plan names no strategic objectives; those at its top are taken as"
            " strategic. Mend: leave it so, or add the strategic objectives to the plan.",
        ),
    ],
    ids=lambda value: value[:25] if isinstance(value, str) else "",
)
def test_what_is_said_and_does_not_keep_it_out(
    tmp_path: Path, rows: Sequence[Sequence[object]], message: str
) -> None:
    result = imported(tmp_path, rows, write=True)
    assert said(result) == []
    assert said(result, "warning") == [f"plan.xlsx, sheet 'Plan', {message}"]
    assert len(written(tmp_path / "data" / "xx-2024-2026", "plan/activities")) == 1


def test_another_currency_and_thousands_are_seen_in_the_headings(tmp_path: Path) -> None:
    headings = ("No.", "Activity", "Deadline", "Budget 2024 (thousand RSD)", "Responsible institution")
    rows = [headings, ("Strategic objective 1: Prevention",), ("1.1", "Do it", "2024", 5, "MPB")]
    result = imported(tmp_path, rows)
    place = "plan.xlsx, sheet 'Plan', row 1: found 'Budget 2024 (thousand RSD)'; "
    assert said(result) == [
        f"{place}the heading names another currency; the cycle is kept in EUR. Mend: convert the amounts,"
        f" or correct"
        " the currency in datapackage.json.",
        f"{place}the heading seems to say that amounts are in thousands or millions. Mend: write the"
        f" factor in the"
        " mapping: 1 where amounts are as they stand, 1000 for thousands.",
    ]


def test_several_sheets_are_one_plan(tmp_path: Path) -> None:
    headings = ("Activity", "Deadline", "Budget 2024", "Source", "Lead institution", "Indicators")
    sheets = {
        name: (
            [
                (f"Strategic objective {number}: {name}",),
                headings,
                (f"{number}.1 Do it", "2024", 5, "State", "Police", "1 done"),
            ],
            (),
        )
        for number, name in (("1", "Prevention"), ("2", "Protection"))
    }
    cycle = empty_cycle(tmp_path)
    result = import_plan(workbook_of(tmp_path / "plan.xlsx", sheets), cycle, write=True)
    assert result.faults == ()
    assert [
        (row["activity_id"], row["title_en"], row["output_en"], row["source_ref"])
        for row in written(cycle, "plan/activities")
    ] == [
        ("1.1", "Do it", "1 done", "plan.xlsx:Prevention!3"),
        ("2.1", "Do it", "1 done", "plan.xlsx:Protection!3"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_plan_as_csv(tmp_path: Path, separator: str) -> None:
    cycle = empty_cycle(tmp_path)
    rows = [
        [str(cell) for cell in line]
        for line in plan(row(first="5.00", who="MPB"), row("1.2", first="1250.50"))
    ]
    text = "\n".join(separator.join(line) for line in rows) + "\n"
    (tmp_path / "plan.csv").write_bytes(text.encode("utf-8"))
    result = import_plan(tmp_path / "plan.csv", cycle, write=True)
    assert result.faults == ()
    assert [row["amount"] for row in written(cycle, "plan/budget")] == ["5", "1250.5"]
    assert written(cycle, "plan/activities")[0]["source_ref"] == "plan.csv:3"


def test_tables_that_hold_rows_are_not_written_over(tmp_path: Path) -> None:
    assert imported(tmp_path, plan(row()), write=True).written
    cycle = tmp_path / "data" / "xx-2024-2026"
    before = {path: path.read_bytes() for path in cycle.rglob("*") if path.is_file()}
    again = import_plan(tmp_path / "plan.xlsx", cycle, write=True)
    assert said(again) == [
        f"{table}.csv: the table holds rows already (1); an import writes over none. Mend: import into an"
        f" empty cycle,"
        " or add the plan as an edition in another language."
        for table in ("plan/objectives", "plan/activities", "plan/responsibilities", "plan/budget")
    ]
    assert {path: path.read_bytes() for path in cycle.rglob("*") if path.is_file()} == before


def test_another_edition_must_be_of_the_same_plan(tmp_path: Path) -> None:
    imported(tmp_path, plan(row(), row("1.2", first="")), write=True)
    cycle = tmp_path / "data" / "xx-2024-2026"
    rows = [
        (
            "Nr.",
            "Aktiviteti",
            "Afati",
            "Buxheti 2024",
            "Buxheti 2025",
            "Burimi i financimit",
            "Institucioni përgjegjës",
        ),
        ("Objektivi strategjik 1: Parandalimi",),
        ("1.1", "Bëje", "2025", 6, "", "BK", "MPB"),
        ("1.3", "Tjetër", "2024", "", "", "BK", "MPB"),
    ]
    edition = workbook(tmp_path / "plani.xlsx", rows)
    result = import_plan(edition, cycle, add_language=True, write=True)
    assert said(result) == [
        "plani.xlsx, row 4: found '1.3'; the cycle has no such row; the editions do not number alike."
        " Mend: correct the"
        " number in the edition, or in the cycle."
    ]
    assert said(result, "warning") == [
        "plani.xlsx, row 3, column 'end': found '2025'; the cycle has '2024' for 1.1; it keeps that. Mend:"
        " check which"
        " edition is right.",
        "plani.xlsx: the edition lacks rows that the cycle has (1): 1.2. Mend: check the edition.",
        "plani.xlsx, row 3, column '2024': found '6'; the cycle has '5' for 1.1; it keeps that. Mend:"
        " check which"
        " edition is right.",
    ]
    assert [row["title_sq"] for row in written(cycle, "plan/activities")] == ["", ""]


def test_the_list_of_rows_starts_no_formula_from_data(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path)
    lines = ["Activity,Deadline,Budget 2024,Source", "Strategic objective 1: Prevention,,,", "=1+1,2024,5,BK"]
    (tmp_path / "plan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    import_plan(tmp_path / "plan.csv", cycle, write=True)
    assert written(cycle, "import/plan.rows")[2]["text"] == "'=1+1 | 2024 | 5 | BK"
    assert written(cycle, "plan/activities")[0]["title_en"] == "=1+1"
