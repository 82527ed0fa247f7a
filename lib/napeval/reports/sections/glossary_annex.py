"""Terms and abbreviations that the report uses, with what they are called in its other languages."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.blocks import Run, TableRow, plain, runs_of
from napeval.display.collation import sort_key
from napeval.display.glossary import Abbreviation, Term, abbreviations_in, terms_in
from napeval.display.languages import LANGUAGES
from napeval.display.languages import N_ as _
from napeval.display.term_words import MEANINGS
from napeval.reports.report import Report, TableSpec

_IN_LANGUAGE: Mapping[str, str] = {
    "en": _("In English"),
    "sq": _("In Albanian"),
    "sr": _("In Serbian"),
}
_GLOSSARY = _("glossary of the suite, after the plan and the guide of ICMPD")


def terms_and_abbreviations(r: Report) -> None:
    """The annex of terms, each with its meaning where it needs one. The last: it lists what was said."""
    terms = list(dict.fromkeys(term for text in sorted(r.said) for term in terms_in(text)))
    r.annex(_("Terms and abbreviations"), identifier="annex-terms")
    others = [code for code in LANGUAGES if code != r.language.code]
    columns = [
        TableSpec(_("Term"), width=1.3),
        TableSpec(_("Meaning"), width=3.4),
        *[TableSpec(_IN_LANGUAGE[code], width=1.3) for code in others],
    ]
    rows = [_term(r, term, others) for term in sorted(terms, key=lambda term: _place(r, term.words))]
    notes = [
        r.word(_("Each of these terms has one translation, which every report of the suite keeps to.")),
        r.word(_("A dash stands where a term has no other meaning than in everyday language.")),
    ]
    caption = r.word(_("Terms that this report uses"))
    r.table("tab-terms-used", columns, rows, caption, notes=notes, source=_GLOSSARY)
    _abbreviations(r)


def _place(r: Report, words: Mapping[str, str]) -> tuple[tuple[int, float], ...]:
    return sort_key(r.language.own(words), r.language.tag)


def _term(r: Report, term: Term, others: list[str]) -> TableRow:
    meaning = MEANINGS.get(term.id, "")
    return TableRow(
        [
            [Run(r.language.own(term.words), bold=True)],
            r.word(meaning or "–"),
            *[r.quoted(term.words[code]) for code in others],
        ]
    )


def _abbreviations(r: Report) -> None:
    """What the abbreviations in the text of the report stand for; nothing where it has none."""
    text = "\n".join(plain([run]) for block in r.shown for run in runs_of(block))
    found = sorted(abbreviations_in(text, r.language), key=lambda one: _place(r, one.short))
    if found:
        columns = [TableSpec(_("Abbreviation"), width=1.0), TableSpec(_("In full"), width=6.0)]
        rows = [_abbreviation(r, one) for one in found]
        caption = r.word(_("Abbreviations that this report uses"))
        r.table("tab-abbreviations", columns, rows, caption, source=_GLOSSARY)


def _abbreviation(r: Report, one: Abbreviation) -> TableRow:
    return TableRow([r.quoted(r.language.own(one.short), bold=True), [Run(r.language.own(one.full))]])
