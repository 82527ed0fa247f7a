"""What each language says of a figure, a count, a day and a period."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from napeval.display.blocks import Run, plain
from napeval.display.languages import LANGUAGES, P_, REPORT_LANGUAGES, Language
from napeval.display.noted import NotedLanguage
from napeval.release.claims import Claim

NOUNS = {
    "en": "{n:activity|activities}",
    "sq": "{n:aktivitet|aktivitete}",
    "sr": "{n:aktivnost|aktivnosti|aktivnosti-}",  # the mark tells the third form from the second
    "sr-Cyrl": "{n:aktivnost|aktivnosti|aktivnosti-}",
}
ONE, FEW, OTHER = range(3)
SENTENCES = {
    message.id[0]: message.id[1]
    for message in read_po((files("napeval.display") / "locales" / "sr.po").open("rb"))
    if isinstance(message.id, tuple | list)
}
FORMS = {
    "en": ("activity", "", "activities"),
    "sq": ("aktivitet", "", "aktivitete"),
    "sr": ("aktivnost", "aktivnosti", "aktivnosti-"),
    "sr-Cyrl": ("активност", "активности", "активности-"),
}


def claim(value, kind="count", unit="", state="shown"):
    """A released figure."""
    return Claim("delivery#plan|plan:activities", value, kind, unit, state, "")


def counted(language, value, state="shown", text=None):
    """A count with its noun, as printed."""
    return plain(Language(language).text(text or NOUNS[language], n=claim(value, state=state)))


@pytest.mark.parametrize("language", ["en", "sq"])
@pytest.mark.parametrize(
    ("value", "form"), [(0, OTHER), (1, ONE), (2, OTHER), (5, OTHER), (11, OTHER), (21, OTHER), (22, OTHER)]
)
def test_two_forms_of_a_counted_noun(language, value, form):
    assert counted(language, value) == f"{value}\N{NO-BREAK SPACE}{FORMS[language][form]}"


@pytest.mark.parametrize("language", ["sr", "sr-Cyrl"])
@pytest.mark.parametrize(
    ("value", "form"),
    [(0, OTHER), (1, ONE), (2, FEW), (4, FEW), (5, OTHER), (11, OTHER), (12, OTHER), (21, ONE), (22, FEW),
     (25, OTHER), (101, ONE), (111, OTHER), (112, OTHER), (122, FEW)],
)  # fmt: skip
def test_three_forms_of_a_counted_noun(language, value, form):
    assert counted(language, value) == f"{value}\N{NO-BREAK SPACE}{FORMS[language][form]}"


@pytest.mark.parametrize("language", REPORT_LANGUAGES)
def test_a_fraction_takes_the_last_form_and_a_whole_number_is_whole_whatever_its_type(language):
    point = "." if language == "en" else ","
    assert counted(language, 2.5) == f"2{point}5\N{NO-BREAK SPACE}{FORMS[language][OTHER]}"
    assert counted(language, 1.0) == counted(language, 1)
    assert counted(language, 2.0) == counted(language, 2)


@pytest.mark.parametrize("language", REPORT_LANGUAGES)
@pytest.mark.parametrize(("state", "mark"), [("suppressed", ":c"), ("missing", "–")])
def test_a_hidden_or_unknown_count_takes_the_last_form(language, state, mark):
    assert counted(language, None, state) == f"{mark}\N{NO-BREAK SPACE}{FORMS[language][OTHER]}"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "{n:~is|are} due", {1: "is due", 2: "are due", 5: "are due"}),
        ("sq", "{n:~është|janë}", {1: "është", 2: "janë", 5: "janë"}),
        ("sr", "{n:~dospela je|dospele su|dospelo je}", {1: "dospela je", 3: "dospele su", 7: "dospelo je"}),
        ("sr-Cyrl", "{n:~dospela je|dospele su|dospelo je}", {21: "доспела је", 12: "доспело је"}),
    ],
)
def test_a_form_alone_prints_no_figure(language, text, said):
    assert {value: counted(language, value, text=text) for value in said} == said


def test_a_figure_keeps_its_address_and_its_noun_has_none():
    figure, noun = Language("sr").text(NOUNS["sr"], n=claim(3))
    assert (figure.text, figure.claim) == ("3", "delivery#plan|plan:activities")
    assert (noun.text, noun.claim) == ("\N{NO-BREAK SPACE}aktivnosti", None)


@pytest.mark.parametrize("language", REPORT_LANGUAGES)
def test_a_text_left_in_english_still_finds_a_form(language):
    assert counted(language, 2, text=NOUNS["en"]).split("\N{NO-BREAK SPACE}")[0] == "2"


def test_a_sentence_of_two_forms_in_serbian_has_three():
    singular = next(text for text in SENTENCES if text.startswith("{recommendations} recommendation of"))
    message = P_(singular, SENTENCES[singular], on="recommendations")
    others = dict.fromkeys(("direct", "partial", "without", "confirmed"), claim(0))
    said = [
        plain(Language("sr").text(message, recommendations=claim(count), **others)) for count in (1, 2, 5, 21)
    ]
    figures, words = zip(*(text.split(" ", maxsplit=1) for text in said), strict=True)
    assert figures == ("1", "2", "5", "21")
    assert words[0] == words[3] and len(set(words)) == 3


@pytest.mark.parametrize(
    ("language", "day", "period", "money", "share", "least"),
    [
        ("en", "31 December 2023", "Jan–Jun 2023", "785,359.25 EUR", "51.3 %", "< 0.001"),
        ("sq", "31 dhjetor 2023", "jan–qer 2023", "785 359,25 EUR", "51,3 %", "< 0,001"),
        ("sr", "31. decembar 2023.", "jan–jun 2023", "785.359,25 EUR", "51,3 %", "< 0,001"),
        ("sr-Cyrl", "31. децембар 2023.", "јан–јун 2023", "785.359,25 EUR", "51,3 %", "< 0,001"),
    ],
)
def test_a_day_a_period_and_figures(language, day, period, money, share, least):
    words = Language(language)

    def spaced(text):
        return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")

    assert words.date(date(2023, 12, 31)) == day
    assert words.show(claim("2023-H1", "period")) == period
    assert words.show(claim("2023", "period")) == "2023"
    assert spaced(words.show(claim(785359.25, "money"))) == money
    assert spaced(words.show(claim(0.513, "share"))) == share
    assert spaced(words.show(claim(0.0004, "number", "p"))) == least
    assert words.show(claim(-2)) == "\N{MINUS SIGN}2"


@pytest.mark.parametrize(
    ("language", "half", "two_years", "year", "day"),
    [
        ("en", "January–June 2023", "July 2022 – June 2023", "2023", "31 July"),
        ("sq", "janar–qershor 2023", "korrik 2022 – qershor 2023", "2023", "31 korrik"),
        ("sr", "januar–jun 2023.", "jul 2022. – jun 2023.", "2023.", "31. jul"),
    ],
)
def test_a_period_in_full_and_a_day_of_every_year(language, half, two_years, year, day):
    words = Language(language)
    periods = ("2023-H1", "2022-07/2023-06", "2023")
    assert [words.period(one, full=True) for one in periods] == [half, two_years, year]
    assert words.day_of_year(date(2024, 7, 31)) == day


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.4, "40"), (0.4802, "48.0"), (0.48998, "49.0"), (0.2903, "29.0"), (0.513, "51.3"), (0, "0"),
        (1, "100"), (0.9999, "99.99"), (0.0001, "0.01"), (1.0004, "100.04"), (-0.0004, "\N{MINUS SIGN}0.04"),
    ],
)  # fmt: skip
def test_a_share_has_one_decimal_at_most_and_never_seems_none_or_all(share, shown):
    assert Language("en").share(share) == f"{shown}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(("text", "said"), [("By {who}.", "By G.H."), ("By {who}, then", "By G.H., then")])
def test_the_point_of_initials_is_not_doubled(text, said):
    assert plain(Language("en").text(text, who="G.H.")) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kraj: {day}.", "Kraj: 31. decembar 2023."),
        ("Kraj ({day}), zatim", "Kraj (31. decembar 2023), zatim"),
        ("{day}, zatim", "31. decembar 2023, zatim"),
        ("{day} – kraj", "31. decembar 2023 – kraj"),
        ("{day} je kraj", "31. decembar 2023. je kraj"),
    ],
)
def test_the_point_of_a_serbian_date_gives_way_to_another_sign(text, said):
    assert plain(Language("sr").text(text, day=date(2023, 12, 31))) == said


def test_the_point_of_other_words_stays():
    assert plain(Language("sr").text("({word})", word="itd.")) == "(itd.)"
    assert plain(Language("en").text("{day}.", day=date(2023, 12, 31))) == "31 December 2023."


def test_of_several_texts_the_one_of_the_language_is_taken_in_its_script():
    texts = {"en": "plan", "sr": "Žrtve", "sq": "viktima"}
    assert {code: Language(code).own(texts) for code in REPORT_LANGUAGES} == {
        "sq": "viktima", "en": "plan", "sr": "Žrtve", "sr-Cyrl": "Жртве",
    }  # fmt: skip
    assert Language("sr").own({"en": "plan"}) == ""


def test_a_quoted_value_is_never_written_in_another_script():
    runs = Language("sr-Cyrl").text("Naslov: {title}", title="Decision")
    assert [(run.text, run.quoted) for run in runs] == [("Наслов: ", False), ("Decision", True)]


def test_a_language_that_notes_keeps_the_english_and_says_the_same():
    noted = NotedLanguage("sq")
    assert noted.translate("Executive summary") == Language("sq").translate("Executive summary")
    assert noted.text("{day}", day=date(2023, 1, 2)) == Language("sq").text("{day}", day=date(2023, 1, 2))
    assert noted.said == {"Executive summary", "{day}"}
    assert NotedLanguage("sq").said == set()


def test_a_loose_number_is_refused():
    with pytest.raises(TypeError, match="a figure is a claim"):
        Language("sr").text("{n}", n=3)


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="there is no catalogue for language 'xx'"):
        Language("xx").translate("Executive summary")


def test_the_report_languages_are_the_languages_and_cyrillic():
    assert set(REPORT_LANGUAGES) - set(LANGUAGES) == {"sr-Cyrl"}
    assert {Language(tag).code for tag in REPORT_LANGUAGES} == set(LANGUAGES)


def test_runs_are_taken_as_they_are():
    assert Language("sr-Cyrl").value(Run("Wilson")) == [Run("Wilson")]
