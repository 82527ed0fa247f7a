"""What headings stand for, how numbers of activities are counted, and which institutions a cell names."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from napeval.exchange.plans.heading_words import read_heading
from napeval.exchange.plans.institutions import InstitutionBook, Named
from napeval.exchange.plans.mapping import ROLES
from napeval.exchange.plans.numbers import Label, objective_label, objective_number, plain_number, same_number
from napeval.exchange.plans.pieces import pieces
from napeval.exchange.plans.sheet import PlanCell
from napeval.exchange.plans.words import fold, heading_words


def cell(text: str) -> PlanCell:
    return PlanCell(text, text, "A1")


@pytest.mark.parametrize(
    ("heading", "role", "year", "confidence"),
    [
        ("Veprimi", "activity", None, "high"),
        ("Afati i fundit", "deadline", None, "high"),
        ("Institucioni udhëheqës dhe mbështetës", "responsible", None, "high"),
        ("Produkti (Rezultati)", "output", None, "high"),
        ("Buxheti Viti 2022", "budget", 2022, "high"),
        ("Budget 2024 (EUR)", "budget", 2024, "high"),
        ("Budžet 2024. godina", "budget", 2024, "high"),
        ("Viti 2022", "budget", 2022, "low"),
        ("institucioni pergjegjes", "responsible", None, "high"),
        ("Активност", "activity", None, "high"),
        ("Рок за спровођење", "deadline", None, "high"),
        ("Responsible ministry", "responsible", None, "medium"),
        ("Activty", "activity", None, "low"),
        ("Total budget", "budget_total", None, "high"),
        ("Vlera bazë", "target", None, "high"),
        ("Telefoni", "", None, "none"),
    ],
)
def test_a_heading(heading: str, role: str, year: int | None, confidence: str) -> None:
    found = read_heading(heading)
    assert (found.role, found.year, found.confidence) == (role, year, confidence)


def test_every_heading_of_the_guides_annex_and_of_the_printed_plan_is_known() -> None:
    source = resources.files("napeval") / "reference" / "annex_headings.csv"
    rows = list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
    names = list(rows[0])
    listed = [
        row for row in rows if row[names[2]] in ("action_plan", "annex_3") and row[names[3]] == "column"
    ]
    printed = {row[names[5]] for row in listed} - {
        "Objektivat strategjikë dhe specifikë, treguesit dhe veprimet"
    }
    assert len(printed) >= 18
    assert {
        text for text in printed if read_heading(text).confidence not in ("high", "medium", "low")
    } == set()


def test_no_heading_stands_for_two_things_in_one_language() -> None:
    doubled = {
        words: pairs for words, pairs in heading_words().items() if len({role for role, _ in pairs}) > 1
    }
    assert doubled == {}
    assert {role for pairs in heading_words().values() for role, _ in pairs} == {
        *ROLES,
        "indicator",
        "target",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Žrtve ĐAČKI", "zrtve djacki"),
        ("Përgjegjës/it:", "pergjegjes it"),
        ("Ђачки План", "djacki plan"),
        ("  a\u00a0b ", "a b"),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("printed", "plain", "objective"),
    [
        ("I.1.2", "I.1.2", "I.1.2"), ("V. 1.14", "V.1.14", "V.1.14"), ("1.", "1", "1"), ("II.I", "II.I",
            "II.1"),
        ("a)", "a", ""), ("1.1.a", "1.1.a", ""), ("Nr. 4", "", ""), ("", "", ""), ("plan", "", ""),
    ],
)  # fmt: skip
def test_printed_numbers(printed: str, plain: str, objective: str) -> None:
    assert (plain_number(printed), objective_number(printed)) == (plain, objective)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("I.2", "1.2", True),
        ("IV", "4", True),
        ("IX.1", "9.1", True),
        ("I.2", "I.3", False),
        ("I", "I.1", False),
    ],
)
def test_roman_and_arabic_numbers_are_the_same(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("OBJEKTIVI STRATEGJIK II:\nForcimi i rolit", Label("strategic", "II", "Forcimi i rolit")),
        ("Objektivi specifik 1.1 Ngritja", Label("specific", "1.1", "Ngritja")),
        ("Specific objective 2.3: Better services", Label("specific", "2.3", "Better services")),
        ("Strateški cilj: Prevencija", Label("strategic", "", "Prevencija")),
        ("Masa kryesore 1.1.1 – Trajnime", Label("measure", "1.1.1", "Trajnime")),
        ("II. Prevention", Label("", "II", "Prevention")),
        ("1.2 Train judges", Label("", "1.2", "Train judges")),
        ("Masa mbrojtëse për viktimat", None),
        ("Objective evidence is collected", None),
        ("Train 20 judges", None),
    ],
)
def test_headings_of_objectives(text: str, label: Label | None) -> None:
    assert objective_label(text) == label


def book(**given: tuple[str, ...]) -> InstitutionBook:
    known = {
        "mpb": "MPB",
        "ministria e puneve te brendshme": "MPB",
        "ak": "AK",
        "mpb ak": "AK",
        "banka boterore": "BB",
    }
    return InstitutionBook(dict(known), given)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("MPB, PK; OJQ / GIZ", ["MPB", "PK", "OJQ", "GIZ"]),
        ("MPB\nPK\n\nOJQ", ["MPB", "PK", "OJQ"]),
        ("Ministria e\nDrejtësisë\nPolicia", ["Ministria e Drejtësisë", "Policia"]),
        ("Koordinatori\nkombëtar\n(KK)\nMPB", ["Koordinatori kombëtar (KK)", "MPB"]),
        ("UN (IOM, UNHCR), PK", ["UN (IOM, UNHCR)", "PK"]),
        ("MFPT, MPB,", ["MFPT", "MPB"]),
    ],
)
def test_the_parts_of_a_cell(text: str, parts: list[str]) -> None:
    assert pieces(cell(text)) == parts


@pytest.mark.parametrize(
    ("text", "codes", "new"),
    [
        ("MPB", ["MPB"], []),
        ("Ministria e Punëve të Brendshme", ["MPB"], []),
        ("MPB - AK", ["MPB", "AK"], []),
        ("AK-MPB", ["AK", "MPB"], []),
        ("MPB dhe Banka Botërore", ["MPB", "BB"], []),
        ("MPB-së", ["MPB"], []),
        ("OJQ-të", ["OJQ"], ["OJQ"]),
        ("Ministry of Justice (MoJ)", ["MoJ"], ["MoJ"]),
        ("Ministry of Justice", ["MJ"], ["MJ"]),
        ("MFPT (QPS)", ["MFPT", "QPS"], ["MFPT", "QPS"]),
        ("Komunat", ["Komunat"], ["Komunat"]),
        ("PK, PK", ["PK"], ["PK"]),
    ],
)
def test_the_institutions_of_a_cell(text: str, codes: list[str], new: list[str]) -> None:
    read = book()
    assert [named.code for named in read.read(cell(text))] == codes
    assert list(read.new) == new


def test_names_with_the_same_initials_get_codes_of_their_own() -> None:
    read = book()
    first = read.read(cell("Ministry of Justice, Municipality of Jezerc"))
    assert [named.code for named in first] == ["MJ", "MJ2"]
    assert [named.code for named in read.read(cell("Municipality of Jezerc"))] == ["MJ2"]


def test_years_in_brackets_limit_the_one_before_them() -> None:
    assert book().read(cell("GIZ (2022-2023) TDH")) == [Named("GIZ", (2022, 2023)), Named("TDH")]
    assert book().read(cell("GIZ (gjatë vitit 2022)")) == [Named("GIZ", (2022,))]


def test_abbreviations_side_by_side_are_several_only_where_each_is_known_to_stand_alone() -> None:
    read = book()
    read.look_over([cell("TDH"), cell("ILO")])
    assert [named.code for named in read.read(cell("TDH ILO"))] == ["TDH", "ILO"]
    assert [named.code for named in book().read(cell("UN WOMEN"))] == ["UW"]


def test_the_mapping_has_the_last_word() -> None:
    given = {"BK 10000 Euro Donatorët": ("BK", "Donatorët")}
    read = book(**given)
    assert [named.code for named in read.read(cell("BK 10000 Euro Donatorët"))] == ["BK", "Donatorët"]
    assert read.unclear == []
    unsure = book()
    unsure.read(cell("BK 10000 Euro Donatorët"))
    assert unsure.unclear == ["BK 10000 Euro Donatorët"]
    unsure.read(cell("UN (IOM, UNHCR)"))
    assert unsure.unclear[1:] == ["UN (IOM, UNHCR)"]
