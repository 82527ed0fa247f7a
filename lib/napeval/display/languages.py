"""Languages of the reports: translation, numbers, dates, and sentences made of claims.

English texts stand in the code as they are printed; Albanian and Serbian stand in gettext catalogues
(locales/<language>.po). A sentence takes claims, never loose numbers: every figure it prints carries
the address of the released cell it came from.

Where a count decides on the form of a word, the text gives the forms: "{n:activity|activities}" prints the
figure and the form that goes with it, "{n:~was|were}" the form alone. English and Albanian have two forms
(one, other), Serbian three (one, few, other).
"""

from __future__ import annotations

import gettext
import io
import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from napeval.cycle.periods import parse_period
from napeval.display.blocks import Run, Text
from napeval.display.cyrillic import in_cyrillic
from napeval.release.claims import SUPPRESSED_MARK, Claim

SOURCE_LANGUAGE = "en"
LANGUAGES = ("sq", "en", "sr")
"""Languages of reports: their catalogues are complete."""

CYRILLIC = "sr-Cyrl"
REPORT_LANGUAGES = (*LANGUAGES, CYRILLIC)
"""What a report may be asked for in: a language, or Serbian in Cyrillic, transliterated from Latin."""

MESSAGE_LANGUAGES = ("sq", "en", "sr")
"""Languages of messages and forms."""

UNKNOWN_MARK = "–"
_LEAST_P = 0.001
_FORM_ALONE = "~"
_FORMS_WITH_FEW = 3
_ORDINAL = re.compile(r"\d\.$")
_SIGNS = (".", ",", ";", ":", ")", "?", "!", "–", "“", "»")
_MANY = 5
"""A count that takes the plural in every language."""
_NONE_AND_ALL = (0, 100)
"""What no figure may seem to be by rounding."""


def N_(message: str) -> str:
    """Mark a text for translation; it is translated where it is printed."""
    return message


@dataclass(frozen=True)
class Plural:
    """A sentence with two forms; the claim named `on` decides which is used."""

    singular: str
    plural: str
    on: str


def P_(singular: str, plural: str, *, on: str) -> Plural:
    """Mark a text with a plural for translation."""
    return Plural(singular, plural, on)


Message = str | Plural


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    source = resources.files("napeval.display") / "locales" / f"{code}.po"
    if not source.is_file():
        known = ", ".join(MESSAGE_LANGUAGES)
        raise ValueError(f"there is no catalogue for language '{code}'; there are {known}")
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@dataclass(frozen=True)
class Language:
    """How one language says things.

    tag: one of REPORT_LANGUAGES; code is the language in it, by which texts of the data are found.
    currency: ISO code printed after amounts of the plan's currency.
    """

    tag: str
    currency: str = "EUR"

    @property
    def code(self) -> str:
        """The language without its script."""
        return self.tag.partition("-")[0]

    def written(self, text: str) -> str:
        """A text of this language in the script asked for."""
        return in_cyrillic(text) if self.tag == CYRILLIC else text

    def own(self, texts: Mapping[str, str]) -> str:
        """Of texts by the code of their language, the one in this language, in its script; "" if none is."""
        text = texts.get(self.code)
        return self.written(text) if text else ""

    def translate(self, message: str) -> str:
        """A marked text in this language."""
        return self.written(_catalogue(self.code).gettext(message)) if message else ""

    def text(self, message: Message, /, **values: Claim | str | date | Run | Text) -> list[Run]:
        """A sentence as runs. Claims print as figures with their address, words as quoted text.

        Raises TypeError for a bare number: a figure is a claim.
        """
        template = self._form(message, values)
        runs: list[Run] = []
        for literal, name, forms, _ in string.Formatter().parse(template):
            if literal:
                runs = [*_before_sign(runs, literal), Run(self.written(literal))]
            if name is None:
                continue
            forms = forms or ""
            if not forms.startswith(_FORM_ALONE):
                runs.extend(self.value(values[name]))
            if forms:
                runs.append(Run(self._counted(values[name], forms)))
        return runs

    def _form(self, message: Message, values: Mapping[str, object]) -> str:
        """The template of a sentence, not yet in its script: names of placeholders are Latin."""
        catalogue = _catalogue(self.code)
        if isinstance(message, str):
            return catalogue.gettext(message) if message else ""
        count = _count(values[message.on])
        return catalogue.ngettext(message.singular, message.plural, int(count) if count == int(count) else 2)

    def _counted(self, value: object, forms: str) -> str:
        """The form of a noun or verb that goes with a count: "~" alone, else behind the figure."""
        words = forms.removeprefix(_FORM_ALONE).split("|")
        tags = ("one", "few", "other") if len(words) == _FORMS_WITH_FEW else ("one", "other")
        form = self._locale.plural_form(_count(value))
        word = words[tags.index(form) if form in tags else -1]  # a text left in English has no few
        gap = "" if forms.startswith(_FORM_ALONE) else "\N{NO-BREAK SPACE}"
        return gap + self.written(word)

    def value(self, value: Claim | str | date | Run | Text) -> list[Run]:
        """What stands in for a placeholder."""
        if isinstance(value, Claim):
            return [self.figure(value)]
        if isinstance(value, Run):
            return [value]
        if isinstance(value, str):
            return [Run(value, quoted=True)]
        if isinstance(value, date):
            return [Run(self.date(value), quoted=True)]
        if isinstance(value, Sequence) and not isinstance(value, str):
            return list(value)
        raise TypeError(
            f"a sentence takes claims and words, not {type(value).__name__} {value!r}: a figure is a claim"
        )

    def figure(self, claim: Claim, *, unit: bool = True, bold: bool = False) -> Run:
        """A claim as it is printed: value with unit, a dash where nothing is known, :c where it is hidden."""
        return Run(self.show(claim, unit=unit), claim=claim.address, bold=bold)

    def show(self, claim: Claim, *, unit: bool = True) -> str:
        """The printed form of a claim."""
        if claim.state == "suppressed":
            return SUPPRESSED_MARK
        if claim.state == "missing":
            return UNKNOWN_MARK
        value = claim.value
        if claim.kind == "period":
            return self.period(str(value))
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        if claim.kind == "share":
            return self.share(value)
        if claim.kind == "year":
            return str(value)
        if claim.kind == "money" or claim.unit == self.currency:
            return f"{self.number(value)}\N{NO-BREAK SPACE}{self.currency}" if unit else self.number(value)
        if claim.unit == "p":
            return self.probability(value)
        if claim.kind == "number":
            return self.number(value, most=1 if claim.unit == "points" else 2)
        return self.number(value)

    def number(self, value: float, *, most: int = 2) -> str:
        """A number with at most `most` decimals; what only rounds to a whole number keeps its noughts."""
        digits = _digits(value, most)
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        text = format_decimal(value, format=pattern, locale=self._locale, decimal_quantization=True)
        return text.replace("-", "\N{MINUS SIGN}")

    def share(self, value: float) -> str:
        """A share (0-1) as a percentage with one decimal at most, more where it would seem none or all."""
        return f"{self.number(value * 100, most=1)}\N{NO-BREAK SPACE}%"

    def probability(self, value: float) -> str:
        """A p-value with three decimals; a smaller one is said to be smaller, never zero."""
        return (
            f"<\N{NO-BREAK SPACE}{self.number(_LEAST_P, most=3)}"
            if value < _LEAST_P
            else self.number(value, most=3)
        )

    def day_of_year(self, value: date) -> str:
        """A day that comes every year, written out without its year."""
        return format_skeleton("MMMMd", value, locale=self._locale)

    def date(self, value: date) -> str:
        """A day, written out."""
        return format_date(value, format="long", locale=self._locale)

    def period(self, text: str, *, full: bool = False) -> str:
        """A period: a year as it is, a part of a year by its months; full: with their whole names."""
        period = parse_period(text)
        point = "." if full and self.code == "sr" else ""  # a year is an ordinal number
        if period.is_full_year:
            return f"{period.year}{point}"
        month = "LLLL" if full else "LLL"
        last = format_date(period.end, format=f"{month} y", locale=self._locale) + point
        if period.months == 1:
            return last
        if period.start.year == period.end.year:
            return f"{format_date(period.start, format=month, locale=self._locale)}–{last}"
        return f"{format_date(period.start, format=f'{month} y', locale=self._locale)}{point} – {last}"

    @property
    def _locale(self) -> Locale:
        return Locale.parse({"en": "en_GB", "sr": "sr_Latn", CYRILLIC: "sr_Cyrl"}.get(self.tag, self.tag))


def _count(value: object) -> float:
    """The number that decides on a form, whole where it is; the plural's where it is hidden or unknown."""
    if not isinstance(value, Claim) or value.state != "shown" or not isinstance(value.value, int | float):
        return _MANY
    return int(value.value) if value.value == int(value.value) else value.value


def _before_sign(runs: list[Run], literal: str) -> list[Run]:
    """The runs without the point of an ordinal number, as of a Serbian date, before another sign.

    Nor is any other point, as of initials, doubled by the one that ends the sentence.
    """
    if not runs or not runs[-1].quoted:
        return runs
    last, sign = runs[-1].text, literal.lstrip()[:1]
    if (_ORDINAL.search(last) and sign in _SIGNS) or (last.endswith(".") and literal.startswith(".")):
        return [*runs[:-1], replace(runs[-1], text=last[:-1])]
    return runs


def _digits(value: float, most: int) -> int:
    """How many decimals to print: as few as are exact, more than `most` only for a false none or all."""
    for digits in range(most + 1):
        if abs(value - round(value, digits)) < 1e-9:
            return digits
    digits = most
    while digits < most + 3 and round(value, digits) in _NONE_AND_ALL:
        digits += 1
    return digits


def join_texts(texts: Sequence[Text], separator: str = ", ") -> list[Run]:
    """Several texts one after another with a separator between."""
    joined: list[Run] = []
    for number, text in enumerate(texts):
        if number:
            joined.append(Run(separator))
        joined.extend(text)
    return joined
