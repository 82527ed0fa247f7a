"""Forms made from the guide's instruments: what stands in them, and that they come back as filled in."""

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest
from form_workbooks import as_workbook
from instrument_answers import MADE, editable_cells, fill, random_answers

from napeval.cycle import read_cycle
from napeval.cycle.faults import CycleFaults
from napeval.cycle.reference import instrument_items, item_text
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.forms.instruments import INSTRUMENTS, instrument_form, write_instrument_forms
from napeval.exchange.forms.model import Identification
from napeval.exchange.forms.reading import read_form
from napeval.exchange.forms.writing import write_form
from plans import plan_folder

CYCLES = ("demo-small", "xk-2022-2024")
LANGUAGES = ("sq", "en", "sr")


@pytest.fixture(scope="module")
def cycles():
    return {name: read_cycle(plan_folder(name)) for name in CYCLES}


def identification(kind, cycle, language="en"):
    own = Identification(kind, 1, cycle.meta.name, language, MADE, evaluation="mid-term")
    if kind == "me_plan":
        return replace(own, evaluation="")
    if kind == "questionnaire":
        institution = "SHN" if cycle.meta.name == "demo-small" else "PK"
        return replace(own, institution=institution, person="R7")
    return replace(own, extra="E40") if kind == "interview" else own


def read_back(path, cycle):
    kind = {}

    def build(own):
        kind["of"] = INSTRUMENTS[own.kind]
        return kind["of"].rebuild(own, cycle)

    filled = read_form(as_workbook(path, path.name), path.name, build)
    return filled, kind["of"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CYCLES)
@pytest.mark.parametrize("kind", INSTRUMENTS)
def test_random_answers_come_back_as_they_were_written(kind, name, language, cycles, tmp_path):
    cycle = cycles[name]
    form = instrument_form(identification(kind, cycle, language), cycle)
    path = tmp_path / "form.xlsx"
    write_form(form, path)
    answers = random_answers(form, f"{kind} {name} {language}")
    assert len(answers) >= 5
    fill(path, form, answers)
    filled, _ = read_back(path, cycle)
    assert [fault for fault in filled.faults if fault.code != "form_small_percentage"] == []
    found = {
        (sheet.name, sheet.key(row.values)[0], column.name)
        for sheet, row, column, _ in editable_cells(form)
    }
    came = {
        (sheet, str(row.handed_out.values[form.sheet(sheet).identity[0]]), column): value
        for sheet, rows in filled.answers.items()
        for row in rows
        for column, value in row.values.items()
        if value is not None
    }
    given = {
        (sheet.name, sheet.key(row.values)[0], column.name): row.values.get(column.name)
        for sheet, row, column, _ in editable_cells(form)
        if row.values.get(column.name) is not None
    }
    assert {place: value for place, value in came.items() if place in found} == given | answers


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "instrument", "sheet"),
    [
        ("self_assessment", "annex1_self_assessment", "list"),
        ("indicator_checklist", "results_indicators_checklist", "results"),
        ("interview", "interview_principles", "principles"),
        ("terms_of_reference", "evaluation_tor", "terms"),
    ],
)
def test_every_item_of_the_instrument_stands_in_the_form(kind, instrument, sheet, language, cycles):
    form = instrument_form(identification(kind, cycles["demo-small"], language), cycles["demo-small"])
    shown = {row.values["item"] for row in form.sheet(sheet).rows} | {
        row.section for row in form.sheet(sheet).rows
    }
    assert {item_text(item, language) for item in instrument_items(instrument)} <= shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questionnaire_has_both_parts_of_the_guide(language, cycles):
    cycle = cycles["demo-small"]
    form = instrument_form(identification("questionnaire", cycle, language), cycle)
    shown = {row.values["item"] for part in ("p1", "p2") for row in form.sheet(part).rows}
    asked = [item for item in instrument_items("annex7_questionnaire") if item["kind"] == "question"]
    apart = "annex7_questionnaire.p1.4."  # areas: the objectives of the plan stand in their place
    wanted = {item_text(item, language) for item in asked if not item["item_id"].startswith(apart)}
    assert wanted <= shown
    objectives = [row.values["number"] for row in form.sheet("p1").rows if "1.4 " in row.values["number"]]
    assert objectives == ["1.4 I", "1.4 II", "1.4 III", "1.4 IV", "1.4 V"]
    activities = [row.values["number"] for row in form.sheet("activities").rows]
    assert activities == ["II.1.1", "II.1.3", "III.1.1", "III.1.2", "III.2.1", "III.2.2", "V.1.2", "V.1.3"]


def test_the_plan_of_monitoring_asks_only_what_the_plan_leaves_open(cycles):
    cycle = cycles["demo-small"]
    form = instrument_form(identification("me_plan", cycle), cycle)
    rows = {row.values["number"]: row for row in form.sheet("indicators").rows}
    assert "C.victims_identified" not in rows  # the evaluator's own series
    open_cells = {
        name: [c.name for s, r, c, _ in editable_cells(form) if r is row and s.name == "indicators"]
        for name, row in rows.items()
    }
    assert open_cells["I.1.ind1"] == []
    assert rows["I.1.ind1"].values["baseline"] == "2021: 40"
    assert rows["I.1.ind1"].values["target"] == "2023: 50\n2024: 60"
    assert rows["I.1.ind1"].section.startswith("Enabling framework · I.1.res1: In at least 60%")
    assert open_cells["II.1.ind2"] == ["target", "target_year"]
    assert open_cells["II.1.1.out1"] == ["baseline", "baseline_year", "means", "frequency", "responsible"]
    assert list(rows)[-2:] == ["V.1.ind2", "V.1.1.out1"]


def test_file_names_and_pseudonyms(cycles, tmp_path):
    numbers = itertools.count(1)
    paths = write_instrument_forms(
        cycles["demo-small"], list(INSTRUMENTS), tmp_path, Language("sr"), MADE, "mid-term",
        institutions=["POL"], records=2, pseudonym=lambda: f"R{next(numbers)}",
    )  # fmt: skip
    assert [path.name for path in paths] == [
        "me_plan_sr.xlsx",
        "questionnaire_POL_mid-term_R1_sr.xlsx",
        "self_assessment_mid-term_sr.xlsx",
        "indicator_checklist_mid-term_sr.xlsx",
        "interview_mid-term_E09_sr.xlsx",
        "interview_mid-term_E10_sr.xlsx",
        "terms_of_reference_mid-term_sr.xlsx",
    ]
    everybody = write_instrument_forms(
        cycles["demo-small"], ["questionnaire"], tmp_path / "all", Language("en"), MADE, "mid-term"
    )
    names = [path.stem.split("_") for path in everybody]
    assert [name[1] for name in names] == ["MSA", "MUN", "NCO", "POL", "PRO", "SHN"]
    assert len({name[3] for name in names}) == 6


def test_the_same_form_is_the_same_bytes(cycles, tmp_path):
    for place in ("one", "two"):
        write_instrument_forms(
            cycles["xk-2022-2024"], ["me_plan"], tmp_path / place, Language("sq"), MADE
        )
    one, two = (tmp_path / place / "me_plan_sq.xlsx" for place in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"evaluation": "midterm"}, "form_evaluation_unknown", "evaluation"),
        ({"institution": "POLL"}, "form_institution_unknown", "institution"),
    ],
)
def test_forms_for_nobody_are_refused(change, code, column, cycles):
    cycle = cycles["demo-small"]
    own = replace(identification("questionnaire", cycle), **change)
    with pytest.raises(CycleFaults) as caught:
        instrument_form(own, cycle)
    (fault,) = caught.value.faults
    assert (fault.code, fault.column, fault.file) == (code, column, "demo-small")
    assert fault.arguments["nearest"] in ("mid-term", "POL")


def test_an_unknown_kind_is_refused(cycles, tmp_path):
    with pytest.raises(CycleFaults) as caught:
        write_instrument_forms(cycles["demo-small"], ["interviews"], tmp_path, Language("en"), MADE)
    assert [fault_text(fault, Language("en")) for fault in caught.value.faults] == [
        "demo-small, setting 'kind': found 'interviews'; there is no such form; known: me_plan, "
        "questionnaire, self_assessment, indicator_checklist, interview, terms_of_reference. Mend: fill in "
        "the form as it was handed out; ask for a new one if it is lost. Did you mean 'interview'?"
    ]


def test_numbers_are_exact(cycles, tmp_path):
    cycle = cycles["demo-small"]
    form = instrument_form(identification("me_plan", cycle), cycle)
    path = tmp_path / "form.xlsx"
    write_form(form, path)
    fill(path, form, {("indicators", "II.1.ind2", "target"): Decimal("0.1")})
    filled, _ = read_back(path, cycle)
    values = {row.values["number"]: row.values["target"] for row in filled.answers["indicators"]}
    assert values["II.1.ind2"] == Decimal("0.1")
