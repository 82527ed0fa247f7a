"""How figures are computed is told for every results table and column that holds one, and for no other."""

import re

import pytest

from napeval.display.formulas import FORMULAS, formula_of
from napeval.release import CATALOGUE
from napeval.release.claims import NUMERIC_KINDS

FIGURES = [
    (table.name, column.name)
    for table in CATALOGUE.values()
    for column in table.columns
    if column.kind in NUMERIC_KINDS
]
TEXTS = sorted({text for one in FORMULAS.values() for text in (one.table, *one.columns.values())})


def test_every_results_table_has_a_sentence_and_no_other():
    assert set(FORMULAS) == set(CATALOGUE)


def test_every_column_that_holds_a_figure_leads_to_a_sentence():
    assert [place for place in FIGURES if not formula_of(*place).endswith(".")] == []


def test_a_column_is_named_once_and_is_there():
    keys = [(table, names) for table, one in FORMULAS.items() for names in one.columns]
    named = [(table, column) for table, names in keys for column in names.split()]
    assert len(named) == len(set(named))
    assert [place for place in named if place[1] not in CATALOGUE[place[0]].names] == []


def test_a_column_has_its_own_sentence_or_that_of_its_table():
    assert formula_of("rollup", "coverage").startswith("Weight of the indicators that are known, divided by")
    assert formula_of("rollup", "behind") == FORMULAS["rollup"].table
    assert formula_of("delivery", "off_track") == formula_of("delivery", "on_track")
    assert formula_of("delivery", "off_track") != FORMULAS["delivery"].table


@pytest.mark.parametrize("place", [("rolup", "value"), ("rollup", "valeu")])
def test_an_unknown_place_is_refused(place):
    with pytest.raises(KeyError):
        formula_of(*place)


def test_sentences_hold_no_digits_no_placeholders_and_no_code_words():
    assert [text for text in TEXTS if re.search(r"\d|[{}]|_", text)] == []
