"""The first sheet of every form: what it is, how it is filled in, and how persons are protected."""

from __future__ import annotations

from typing import Any

from babel import Locale

from napeval.display.languages import Language
from napeval.exchange.forms import words
from napeval.exchange.forms.model import Form
from napeval.exchange.forms.page import Formats, set_printing, text_height, write_wrapped

_WIDTHS = (30.0, 26.0, 74.0)


def write_first_sheet(book: Any, form: Form, language: Language, formats: Formats) -> None:
    """Write title, identification, instructions and the note on the protection of persons."""
    page = book.add_worksheet(language.translate(words.TAB))
    for number, width in enumerate(_WIDTHS):
        page.set_column(number, number, width)
    page.set_row(0, 24)
    page.write_string(0, 0, form.title, formats.title)
    page.write_string(1, 0, form.cycle_title, formats.subtitle)
    row = 2
    if form.mark:
        page.write_string(row, 0, form.mark, formats.mark)
        row += 1
    row = _write_identification(page, row + 1, form, language, formats)
    row = _write_legend(page, row + 1, language, formats)
    filling = [language.translate(text) for text in words.FILLING]
    row = _write_paragraphs(
        page, row + 1, language.translate(words.HOW_TO_FILL), [*form.instructions, *filling], formats
    )
    _write_paragraphs(page, row + 1, language.translate(words.ETHICS), form.ethics, formats)
    page.protect("", {"format_columns": True, "format_rows": True})
    set_printing(page, form, language, repeat_row=None, width=sum(_WIDTHS))


def _write_identification(page: Any, row: int, form: Form, language: Language, formats: Formats) -> int:
    """Label, code and words of each line; gives the next row. The codes are what the reader goes by."""
    own = form.identification
    spoken = {
        "kind": form.title,
        "cycle": form.cycle_title,
        "institution": form.institution_name,
        "period": form.period_name,
        "language": _language_name(own.language),
        "made_on": language.date(own.made_on),
    }
    style = formats.cell("@", False)
    for line, label in words.IDENTIFICATION_LABELS.items():
        value = getattr(own, line)
        text = value.isoformat() if line == "made_on" else str(value)
        if text:
            page.write_string(row, 0, language.translate(label), style)
            page.write_string(row, 1, text, style)
            page.write_string(row, 2, spoken.get(line, ""), style)
            page.set_row(row, text_height(spoken.get(line, ""), _WIDTHS[2]) + 2)
            row += 1
    return row


def _language_name(code: str) -> str:
    return str(Locale.parse({"sr": "sr_Latn"}.get(code, code)).get_language_name() or code)


def _write_legend(page: Any, row: int, language: Language, formats: Formats) -> int:
    for text, style in ((words.TO_FILL, formats.open_swatch), (words.GIVEN, formats.cell("@", False))):
        page.write_blank(row, 0, None, style)
        page.write_string(row, 1, language.translate(text), formats.plain)
        row += 1
    return row


def _write_paragraphs(
    page: Any, row: int, heading: str, paragraphs: list[str] | tuple[str, ...], formats: Formats
) -> int:
    if not paragraphs:
        return row
    page.write_string(row, 0, heading, formats.subtitle)
    for text in paragraphs:
        row += 1
        write_wrapped(page, row, _WIDTHS, f"– {text}", formats.text)
    return row + 1
