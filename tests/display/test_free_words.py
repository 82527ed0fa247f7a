"""Words of free columns of the data stand for themselves; codes of the library must have a label."""

from __future__ import annotations

import pytest

from napeval.display.labels import code_words, label
from napeval.display.languages import Language

ENGLISH = Language("en")


@pytest.mark.parametrize("group", ["institution_kind", "dimension", "timing", "unit"])
def test_a_word_of_the_data_without_a_label_is_shown_as_it_stands(group: str) -> None:
    assert label(ENGLISH, group, "parliament") == "parliament"
    assert label(Language("sq"), group, "parliament") == "parliament"


@pytest.mark.parametrize("group", ["pillar", "timing", "relevance"])
def test_what_is_not_stated_has_a_word(group: str) -> None:
    assert label(ENGLISH, group, "not_stated") == "not stated"
    assert label(Language("sq"), group, "not_stated") != "not_stated"


def test_a_code_of_the_library_without_a_label_is_an_error() -> None:
    with pytest.raises(KeyError, match="no label for code 'parliament' of group 'status'"):
        label(ENGLISH, "status", "parliament")


def test_several_words_of_a_cell() -> None:
    assert code_words(ENGLISH, "responsibilities", "kind", "ministry;parliament") == "ministry; parliament"
