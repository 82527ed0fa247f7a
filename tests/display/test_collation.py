"""Lists stand in the order of their language's alphabet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.display.collation import ALPHABETS, sort_key
from napeval.display.cyrillic import in_cyrillic

# Published orders: the alphabets as the orthographies print them.
ALBANIAN = [
    *("a", "b", "c", "ç", "d", "dh", "e", "ë", "f", "g", "gj", "h", "i", "j", "k", "l", "ll", "m", "n", "nj"),
    *("o", "p", "q", "r", "rr", "s", "sh", "t", "th", "u", "v", "x", "xh", "y", "z", "zh"),
]
SERBIAN = [
    *("a", "b", "c", "č", "ć", "d", "dž", "đ", "e", "f", "g", "h", "i", "j", "k", "l", "lj", "m", "n", "nj"),
    *("o", "p", "r", "s", "š", "t", "u", "v", "z", "ž"),
]
CYRILLIC = list("абвгдђежзијклљмнњопрстћуфхцчџш")


@pytest.mark.parametrize(
    ("language", "letters", "number"), [("sq", ALBANIAN, 36), ("sr", SERBIAN, 30), ("sr-Cyrl", CYRILLIC, 30)]
)
def test_the_letters_stand_in_the_order_of_the_alphabet(language, letters, number):
    assert len(letters) == number
    assert sorted(reversed(letters), key=lambda letter: sort_key(letter, language)) == letters


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sq", ["dorë", "dritë", "dhe ujë", "dhomë", "emër", "ëndërr"]),
        ("sq", ["gur", "gjykatë", "luan", "llum", "nuk", "njeri", "rojë", "rrugë", "sot", "shi"]),
        ("sq", ["cep", "çaj", "tani", "thes", "xixë", "xhep", "zë", "zhurmë"]),
        ("sr", ["cilj", "čas", "ćup", "dan", "duša", "džak", "đak", "evaluacija"]),
        ("sr", ["lopta", "luk", "ljubav", "noga", "nula", "njiva", "sunce", "šuma", "zub", "žrtva"]),
        ("sr-Cyrl", ["дан", "ђак", "евалуација", "живот", "зуб", "цар", "час", "џак", "шума"]),
        ("en", ["able", "baker", "charlie"]),
    ],
)
def test_words_follow_their_letters(language, words):
    assert sorted(reversed(words), key=lambda word: sort_key(word, language)) == words


@pytest.mark.parametrize("language", ALPHABETS)
def test_signs_come_before_figures_and_figures_before_letters(language):
    letter = ALPHABETS[language].split()[0]
    assert sorted([letter, "1", "«"], key=lambda text: sort_key(text, language)) == ["«", "1", letter]


def test_case_does_not_matter_and_a_word_comes_before_its_longer_kin():
    assert sort_key("Dhomë", "sq") == sort_key("dhomë", "sq")
    assert sort_key("plan", "sr") < sort_key("plana", "sr") < sort_key("plan", "sr") + sort_key("z", "sr")


def test_a_letter_of_another_language_has_a_place():
    words = ["Kosovo", "Québec", "lokalno", "Wilson", "zubi", "Цар"]
    assert sorted(reversed(words), key=lambda word: sort_key(word, "sr")) == words
    assert sort_key("é", "en") == sort_key("e", "en")


def test_an_unknown_language_is_refused():
    with pytest.raises(KeyError, match="xx"):
        sort_key("a", "xx")


@given(st.lists(st.text(alphabet="abcdefgijklmnoprstuvzčćđšž ", max_size=8), max_size=8))
def test_the_order_hangs_on_the_words_alone(words):
    ordered = sorted(words, key=lambda word: sort_key(word, "sr"))
    assert ordered == sorted(ordered, key=lambda word: sort_key(word, "sr"))
    assert all(sort_key(one, "sr") <= sort_key(other, "sr") for one, other in pairwise(ordered))


def test_the_two_scripts_of_serbian_have_orders_of_their_own():
    words = ["vera", "žrtva", "zakon", "đak"]
    latin = sorted(words, key=lambda word: sort_key(word, "sr"))
    cyrillic = sorted(map(in_cyrillic, words), key=lambda word: sort_key(word, "sr-Cyrl"))
    assert latin == ["đak", "vera", "zakon", "žrtva"]
    assert cyrillic == ["вера", "ђак", "жртва", "закон"]
