"""The mapping of columns: proposed, written down, edited and used again; refused where it does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_workbooks import HEADINGS, empty_cycle, said, workbook, written

from napeval.cycle.strict_yaml import read_yaml
from napeval.display.languages import Language
from napeval.exchange.plans.importing import import_plan
from napeval.exchange.plans.mapping import (
    ROLES,
    UNUSED,
    ColumnChoice,
    PlanMapping,
    SheetChoice,
    mapping_text,
)
from napeval.exchange.plans.mapping_reading import read_mapping
from napeval.exchange.starting.settings_text import quoted

OBJECTIVE = ("Strategic objective 1: Prevention",)
PLAIN = ("1.1", "Do it", "2024", 5, "", "BK", "MPB")
NOTED = "import/plan.mapping.yml"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
codes = st.text(
    st.characters(exclude_characters=";", exclude_categories=("Cs", "Cc", "Zs")), min_size=1, max_size=8
)


@given(words)
def test_every_text_is_read_back_as_it_was_quoted(text: str) -> None:
    assert read_yaml(f"a: {quoted(text)}\n") == {"a": text}


@given(
    heading=words.filter(lambda text: text == text.strip()),
    institutions=st.dictionaries(
        words.filter(str.strip), st.lists(codes, min_size=1, max_size=3).map(tuple), max_size=3
    ),
)
def test_a_mapping_is_read_back_as_it_was_written(
    heading: str, institutions: dict[str, tuple[str, ...]]
) -> None:
    columns = tuple(
        ColumnChoice(
            place,
            heading,
            role,
            "sq" if role == "activity" else "",
            2024 if role == "budget" else None,
            "high",
            "",
        )
        for place, role in enumerate((*ROLES, UNUSED, ""), start=1)
    )
    mapping = PlanMapping(
        "plan.xlsx",
        "sq",
        (SheetChoice("Plani", (3, 4), columns),),
        ",",
        1000,
        institutions,
        {"I": "prevention"},
    )
    for language in ("sq", "en", "sr"):
        path = Path("mapping.yml")
        read = read_text(mapping_text(mapping, Language(language)), path)
        assert read == mapping


def read_text(text: str, path: Path) -> PlanMapping | None:
    """The mapping in a text, read as a file is."""
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        (Path(place) / path).write_text(text, encoding="utf-8")
        mapping, faults = read_mapping(Path(place) / path, path.name)
    assert faults == []
    return mapping


def test_two_columns_for_one_thing_are_refused_and_decided_in_the_mapping(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path)
    plan = workbook(
        tmp_path / "plan.xlsx",
        [
            ("Nr.", "Aktiviteti", "Aktivitetet", "Afati", "Buxheti 2024", "Institucioni"),
            ("Objektivi strategjik 1: Parandalimi",),
            ("1.1", "kodi A", "Bëje", "2024", 5, "MPB"),
        ],
    )
    assert said(import_plan(plan, cycle)) == [
        "plan.xlsx, sheet 'Plan', cell B1, column 'Aktiviteti': several columns could be 'activity': B"
        " 'Aktiviteti',"
        " C 'Aktivitetet'. Mend: decide it in the mapping, under becomes, and import with that file."
    ]
    noted = cycle / NOTED
    replace(noted, 'heading: "Aktiviteti", becomes: ""', 'heading: "Aktiviteti", becomes: nothing')
    replace(noted, 'heading: "Aktivitetet", becomes: ""', 'heading: "Aktivitetet", becomes: activity')
    result = import_plan(plan, cycle, write=True)  # the mapping noted in the cycle is used again
    assert said(result) == []
    assert said(result, "warning") == [
        "plan.xlsx, sheet 'Plan', cell B1, column 'Aktiviteti': the column is left out; cells filled: 1."
        " Mend: check it;"
        " correct the mapping or the plan where it is wrong."
    ]
    assert written(cycle, "plan/activities")[0]["title_sq"] == "Bëje"


def test_a_plan_without_a_known_heading_for_activities_is_mapped_by_hand(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path)
    plan = workbook(
        tmp_path / "plan.xlsx",
        [
            ("Nr.", "Çfarë bëhet", "Afati", "Buxheti 2024", "Institucioni"),
            ("Objektivi strategjik 1: Parandalimi",),
            ("1.1", "Bëje", "2024", 5, "MPB"),
        ],
    )
    assert said(import_plan(plan, cycle)) == [
        "plan.xlsx, sheet 'Plan', row 1: no column holds the activities; the headings are: A 'Nr.', B"
        " 'Çfarë bëhet',"
        " C 'Afati', D 'Buxheti 2024', E 'Institucioni'. Mend: decide it in the mapping, under becomes,"
        " and import with"
        " that file."
    ]
    replace(cycle / NOTED, "becomes: nothing, confidence: none, why: not_known", "becomes: activity")
    assert import_plan(plan, cycle, write=True).errors == ()
    assert written(cycle, "plan/activities")[0]["title_sq"] == "Bëje"


def test_a_factor_and_a_decimal_mark_are_declared_in_the_mapping(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path)
    headings = (*HEADINGS[:3], "Budget 2024 (thousand EUR)", *HEADINGS[4:])
    plan = workbook(
        tmp_path / "plan.xlsx", [headings, OBJECTIVE, ("1.1", "Do it", "2024", "1.234", "", "BK", "MPB")]
    )
    assert len(import_plan(plan, cycle).errors) == 2
    replace(cycle / NOTED, "factor:\n", "factor: 1000\n")
    replace(cycle / NOTED, 'decimal: ""', 'decimal: "."')
    result = import_plan(plan, cycle, write=True)
    assert result.errors == ()
    assert [row["amount"] for row in written(cycle, "plan/budget")] == ["1234"]


def test_a_mapping_for_other_headings_is_refused(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path)
    import_plan(workbook(tmp_path / "plan.xlsx", [HEADINGS, OBJECTIVE, PLAIN]), cycle)
    changed = ("No.", "Deadline", "Activity", *HEADINGS[3:])
    result = import_plan(workbook(tmp_path / "plan.xlsx", [changed, OBJECTIVE, PLAIN]), cycle)
    assert said(result)[0] == (
        "plan.xlsx, sheet 'Plan', cell B1, column 'Activity': the mapping was made for the heading"
        " 'Activity', the plan"
        " has 'Deadline' there. Mend: correct the mapping, or take its file away to have a new one proposed."
    )


def test_a_mapping_for_another_sheet_is_refused(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path)
    import_plan(workbook(tmp_path / "plan.xlsx", [HEADINGS, OBJECTIVE, PLAIN]), cycle)
    result = import_plan(workbook(tmp_path / "plan.xlsx", [HEADINGS, OBJECTIVE, PLAIN], sheet="Other"), cycle)
    assert said(result) == [
        "plan.xlsx: found 'Plan'; the workbook has no visible sheet of this name; there are: Other."
        " Mend: correct the name in the mapping."
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "becomes: deadline", "becomes: dedline",
            "edited.yml, setting 'sheets[1].columns[3].becomes': found 'dedline'; allowed: number,"
            " strategic, specific,"
            " measure, activity, start, deadline, budget, budget_total, funding, lead, support,"
            " responsible, output,"
            " reference, remarks, nothing. Mend: use one of the allowed words. Did you mean 'deadline'?",
        ),
        (
            "column: C", "column: 3a",
            "edited.yml, setting 'sheets[1].columns[3].column': found '3a'; the setting has not the form"
            " that is asked"
            " for; allowed: A, B, AA. Mend: correct the setting.",
        ),
        (
            "\nfactor: 1\n", "\nfactors: 1\n",
            "edited.yml, setting 'factors': there is no such setting; allowed: source, language, decimal,"
            " factor,"
            " sheets, institutions, pillars. Mend: correct the name or take it out. Did you mean 'factor'?",
        ),
        (
            '"1": "prevention"', '"1": "prevent"',
            "edited.yml, setting 'pillars.1': found 'prevent'; allowed: enabling_framework, prevention,"
            " protection,"
            " prosecution, partnership. Mend: use one of the allowed words. Did you mean 'prevention'?",
        ),
        (
            '"MPB": ["MPB"]', '"MPB": ["MPB;PK"]',
            "edited.yml, setting 'institutions.MPB': found '['MPB;PK']'; a list is expected."
            " Mend: write it as [first, second].",
        ),
        (
            'language: "en"', 'language: "de"',
            "edited.yml, setting 'language': found 'de'; allowed: sq, en, sr. Mend: use one of the allowed"
            " words.",
        ),
    ],
)  # fmt: skip
def test_a_slip_in_the_mapping_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    cycle = empty_cycle(tmp_path)
    plan = workbook(tmp_path / "plan.xlsx", [HEADINGS, OBJECTIVE, PLAIN])
    import_plan(plan, cycle)
    edited = tmp_path / "edited.yml"
    text = (cycle / NOTED).read_text(encoding="utf-8")
    assert text.count(old) == 1
    edited.write_text(text.replace(old, new), encoding="utf-8")
    assert said(import_plan(plan, cycle, mapping=edited, write=True)) == [message]
    assert written(cycle, "plan/activities") == []


def test_a_language_that_headings_do_not_tell_has_to_be_named(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path)
    headings = ("Nr.", "Activity", "Afati", "Budget 2024")
    plan = workbook(tmp_path / "plan.xlsx", [headings, OBJECTIVE, ("1.1", "Do it", "2024", 5)])
    assert said(import_plan(plan, cycle)) == [
        "plan.xlsx: the headings do not tell in which language the plan is."
        " Mend: name the language: sq, en or sr, in the mapping or with the command."
    ]
    assert import_plan(plan, cycle, plan_language="en").errors == ()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("plan.ods", b"",
            "plan.ods: a plan is read from these kinds of files: .xlsx, .csv. Mend: save the plan as one of"
            " them."),
        ("plan.csv", None, "plan.csv: the file is missing. Mend: add the file."),
        (
            "plan.csv", b"a,b\n1,2\n",
            "plan.csv: no row of headings was found: three known ones side by side, one of them of"
            " activities. Mend: put"
            " the headings in one row, or in two rows where a group such as Budget stands over years.",
        ),
        (
            "plan.csv", b'No.,Activity,Deadline\n1,"x\n',
            "plan.csv: from here on the file cannot be read as CSV. Mend: look for an open quotation mark"
            " or a cut line.",
        ),
        (
            "plan.csv", b"No.,Activity,Deadline,Budget 2024\n,,,\n",
            "plan.csv: no activity was found below the headings. Mend: check the rows of headings in the"
            " mapping.",
        ),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_plan(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    cycle = empty_cycle(tmp_path)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert said(import_plan(tmp_path / name, cycle, write=True)) == [message]


def test_a_link_in_the_place_of_the_mapping_is_not_followed(tmp_path: Path) -> None:
    cycle = empty_cycle(tmp_path)
    plan = workbook(tmp_path / "plan.xlsx", [HEADINGS, OBJECTIVE, PLAIN])
    (cycle / "import").mkdir()
    (cycle / NOTED).symlink_to(tmp_path / "elsewhere.yml")
    assert said(import_plan(plan, cycle, write=True)) == [
        f"{NOTED}: links to other files are not followed. Mend: put the file itself here."
    ]
    assert not (tmp_path / "elsewhere.yml").exists()


def test_a_plan_goes_into_a_cycle(tmp_path: Path) -> None:
    plan = workbook(tmp_path / "plan.xlsx", [HEADINGS, OBJECTIVE, PLAIN])
    assert said(import_plan(plan, tmp_path)) == ["datapackage.json: the file is missing. Mend: add the file."]
