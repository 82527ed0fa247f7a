"""A figure that the evaluators cite by its address: what it is of, what it tells, and the figure itself."""

from __future__ import annotations

from napeval.display.blocks import Run, Text
from napeval.display.column_words import COLUMN_WORDS
from napeval.display.labels import code_words
from napeval.display.languages import N_ as _
from napeval.release import Claim, Row
from napeval.release.claims import split_address
from napeval.reports.report import Report
from napeval.reports.sections.parts import part_name

_CODED = ("code", "key", "flag")
"""Kinds of cells that are told by words, not by a figure."""


class BrokenReference(ValueError):
    """A statement of the evaluators names a figure that is not there."""


def cited_figure(r: Report, address: str, *, place: str) -> Text:
    """The figure at an address in words: of what it is, which figure, and its value as a claim.

    place: where the address is written. Raises BrokenReference naming it where there is no such figure.
    """
    try:
        claim = r.released.claim(address)
        table, _key, column = split_address(address)
    except (KeyError, ValueError) as error:
        raise BrokenReference(f"{place}: no figure is at '{address}': {error.args[0]}") from error
    row = next(row for row in r.rows(table) if row[column].address == address)
    return r.text(
        _("{subject}, {what}: {figure}"),
        subject=_subject(r, row, table) or r.table_word(table),
        what=r.quoted(_small_first(r.language.translate(COLUMN_WORDS[column]))),
        figure=_shown(r, claim, table, column),
    )


def _subject(r: Report, row: Row, table: str) -> Text:
    """What a row is about, by the words for its keys."""
    keys = r.released[table].declaration.keys
    if {"scope", "scope_id"} <= set(keys):
        return part_name(r, row.text("scope"), row.text("scope_id"))
    names = [_name(r, table, column, row.text(column)) for column in keys if column != "dimension"]
    return r.quoted(", ".join(name for name in names if name))


def _name(r: Report, table: str, column: str, code: str) -> str:
    if not code:
        return ""
    if column == "category":
        return r.category(code)
    if column == "period":
        return r.language.period(code)
    return r.name(column, code) or code_words(r.language, table, column, code)


def _shown(r: Report, claim: Claim, table: str, column: str) -> list[Run]:
    """The figure; a code by its words."""
    if claim.state != "shown" or claim.kind not in _CODED:
        figure = r.figure_run(claim, unit=True)
        unit = claim.unit if claim.kind == "number" else ""
        return [*figure, Run(" ("), *r.word_of("unit", unit), Run(")")] if unit else figure
    code = str(claim.value)
    words = r.label("flag", code) if claim.kind == "flag" else code_words(r.language, table, column, code)
    return [Run(words)]


def _small_first(word: str) -> str:
    """A heading as it stands inside a sentence; a short form in capitals stays."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
