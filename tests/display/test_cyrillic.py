"""Serbian in Cyrillic is the Latin text letter by letter, but for what stays in Latin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.display.cyrillic import CYRILLIC, LATIN, in_cyrillic

LETTERS = list(zip(LATIN.split(), CYRILLIC.split(), strict=True))
BACK = {cyrillic: latin for latin, cyrillic in LETTERS}


def test_there_are_thirty_letters_and_each_has_one_of_its_own():
    assert len(LETTERS) == len(BACK) == len(set(LATIN.split())) == 30


@pytest.mark.parametrize(("latin", "cyrillic"), LETTERS)
def test_every_letter_in_small_and_in_capitals(latin, cyrillic):
    assert in_cyrillic(f"o{latin}o") == f"о{cyrillic}о"
    assert in_cyrillic(f"{latin.capitalize()}oo") == f"{cyrillic.upper()}оо"


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Ljubav, njiva i džep", "Љубав, њива и џеп"),
        ("Žrtve trgovine ljudima: očekivani ishod", "Жртве трговине људима: очекивани исход"),
        ("SINTETIČKI PODACI", "СИНТЕТИЧКИ ПОДАЦИ"),
        ("«Četiri» (đak)…", "«Четири» (ђак)…"),
        ("početna/ciljana vrednost", "почетна/циљана вредност"),
        ("nadživeti, injekcija, konjunkcija", "надживети, инјекција, конјункција"),
        ("Injekcije", "Инјекције"),
        ("u SAD i UN", "у САД и УН"),
        ("p-vrednost", "p-вредност"),
        ("{count} od {n:aktivnost|aktivnosti}", "{count} од {n:активност|активности}"),
    ],
)
def test_words(latin, cyrillic):
    assert in_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    "same",
    [
        "EUR", "SMART", "GRETA", "III.1", "I.1.ind1", "2023-H1", "04/L-218", "https://www.example.org/lica",
        "budget#plan|plan:amount", "not_reported", "evaluation.yml", "ex-post", "Mann-Kendall", "Wilson",
        "Eurostat", ":c", "ime@primer.rs",
    ],
)  # fmt: skip
def test_what_stays_in_latin(same):
    assert in_cyrillic(same) == same


@pytest.mark.parametrize(
    ("latin", "cyrillic"), [("OECD-a", "OECD-а"), ("GRETA-e", "GRETA-е"), ("NVO-ima", "НВО-има")]
)
def test_an_ending_behind_an_abbreviation_is_written(latin, cyrillic):
    assert in_cyrillic(latin) == cyrillic


def test_what_is_cyrillic_already_stays():
    assert in_cyrillic("Циљ је 5 %.") == "Циљ је 5 %."


@given(st.lists(st.sampled_from([latin for latin, _ in LETTERS]), min_size=2))
def test_every_word_can_be_read_back(letters):
    word = "".join(letters)
    written = in_cyrillic(word)
    assert "".join(BACK[letter] for letter in written) == word
    assert not set(written) & set("abcdefghijklmnopqrstuvwxyzčćđšž")
