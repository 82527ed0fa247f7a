"""The guide's instruments: their words by language."""

import json
import re
from importlib import resources

import pytest

from napeval.cycle.reference import (
    instrument_item,
    instrument_items,
    instrument_title,
    instruments_in,
    item_choices,
    item_text,
    item_texts,
)


def test_every_instrument_is_complete_in_all_three_languages():
    assert len(instruments_in("en")) == 36
    assert instruments_in("sq") == instruments_in("sr") == instruments_in("en")


@pytest.mark.parametrize("instrument", instruments_in("en"))
def test_a_serbian_text_is_in_latin_script_and_holds_the_numbers_of_the_english_one(instrument):
    for item in instrument_items(instrument):
        text = item_text(item, "sr")
        assert not re.search(r"[\u0400-\u04ff]", text)
        assert re.findall(r"\d+", text) == re.findall(r"\d+", item_text(item, "en")), item["item_id"]
        assert text[-1] == item_text(item, "en")[-1], item["item_id"]


def test_words_by_language():
    item = instrument_item("annex7_questionnaire.p1.6b")
    assert item_text(item, "sr").startswith("Uloge i nadležnosti institucija i organizacija dobro su")
    assert item_choices(item, "sq") == {
        "agree_fully": "pajtohem krejtësisht",
        "agree_partly": "pajtohem deri diku",
        "disagree": "nuk pajtohem",
        "no_position": "nuk kam qëndrim",
    }
    assert instrument_title("evaluation_tor", "sr") == "Projektni zadatak za evaluatore"


def test_where_a_language_lacks_words_the_english_ones_stand():
    item = instrument_items("lessons_learned")[0]
    assert "text_de" not in item
    assert item_text(item, "de") == item_text(item, "en")
    assert set(item_texts(item)) == {"en", "sq", "sr"}
    assert instrument_title("lessons_learned", "de") == instrument_title("lessons_learned", "en")
    asked = instrument_item("annex1_self_assessment.A1")
    assert item_choices(asked, "de") == {"yes": "yes", "partly": "partly", "no": "no"}
    assert item_choices(instrument_item("evaluation_tor.1"), "sr") == {}


def test_unknown_names_are_answered_with_what_there_is():
    with pytest.raises(KeyError, match="no instrument 'annex9'; there are two_level_structure, "):
        instrument_item("annex9.1")
    with pytest.raises(KeyError, match=r"no item 'evaluation_ethics\.5'; there are evaluation_ethics\.1, "):
        instrument_item("evaluation_ethics.5")


def test_the_file_is_one_line_with_languages_side_by_side():
    text = (resources.files("napeval") / "reference" / "instruments.json").read_text(encoding="utf-8")
    assert text.count("\n") == 1 and text.endswith("]\n")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")) + "\n"
    keys = list(instrument_items("evaluation_ethics")[0])
    assert keys[3:6] == ["text_en", "text_sq", "text_sr"]
    choice = instrument_item("evaluation_ethics.1")["choices"][0]
    assert list(choice) == ["code", "label_en", "label_sq", "label_sr"]
