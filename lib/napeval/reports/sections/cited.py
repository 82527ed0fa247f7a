"""A figure that the evaluators cite by its address: what it is of, what it tells, and the figure itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from napeval.display.blocks import Run, Text
from napeval.display.column_words import COLUMN_WORDS
from napeval.display.labels import code_words
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Claim, Row
from napeval.release.claims import split_address
from napeval.reports.report import Report
from napeval.reports.sections.parts import part_name

_CODED = ("code", "key", "flag")
"""Kinds of cells that are told by words, not by a figure."""
_PART = {"scope", "scope_id"}
"""Keys that together name a part of the plan."""
_ALL = "all"
"""The key of all years or levels together, which needs no word."""
_TITLED = ("activity_id", "indicator_id")
"""Keys that a title stands for, which is set off from the words around it."""
_COUNTED: Mapping[str, str] = {
    "delivery": _("{count:activity|activities}"),
    "period_delivery": _("{count:activity|activities}"),
    "rollup": _("{count:indicator|indicators}"),
    "period_movement": _("{count:indicator|indicators}"),
    "follow_up_counts": _("{count:recommendation|recommendations}"),
}
"""What the counts of a table count, where they all count the same."""
_THINGS = ("activities", "indicators", "recommendations")
"""Counts whose name says what is counted."""


class BrokenReference(ValueError):
    """A statement of the evaluators names a figure that is not there."""


def cited_figure(r: Report, address: str, *, place: str) -> Text:
    """The figure at an address in words: of what it is, which figure in which unit, and its value as a claim.

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
        what=_what(r, claim, column),
        figure=_shown(r, claim, table, column),
    )


def _subject(r: Report, row: Row, table: str) -> Text:
    """What a row is about, by the words for its keys."""
    keys = r.released[table].declaration.keys
    names: list[Text] = []
    if set(keys) >= _PART:
        part = part_name(r, row.text("scope"), row.text("scope_id"))
        names.append([replace(run, bold=False) for run in part])
    names += [
        _name(r, table, column, row.text(column))
        for column in keys
        if column not in {*_PART, "dimension"} and row.text(column) != _ALL
    ]
    return join_texts([name for name in names if name])


def _name(r: Report, table: str, column: str, code: str) -> Text:
    if not code:
        return []
    if column == "category":
        return r.quoted(r.category(code))
    if column == "period":
        return r.quoted(r.language.period(code))
    name = r.name(column, code)
    if name and column in _TITLED:
        return r.text(_("«{title}»"), title=name)
    return r.quoted(name or code_words(r.language, table, column, code))


def _what(r: Report, claim: Claim, column: str) -> Text:
    """Which figure of a row it is, with the unit of a number."""
    words = r.quoted(_small_first(r.language.translate(COLUMN_WORDS[column])))
    if claim.kind != "number" or not claim.unit:
        return words
    return [*words, Run(" ("), *r.word_of("unit", claim.unit), Run(")")]


def _shown(r: Report, claim: Claim, table: str, column: str) -> list[Run]:
    """The figure, with what is counted; a code by its words; that it is hidden, where it is."""
    if claim.state == "suppressed":
        return [*r.word(_("hidden to protect persons")), Run(" ("), *r.figure_run(claim), Run(")")]
    if claim.state == "shown" and claim.kind == "count" and table in _COUNTED and column not in _THINGS:
        return r.text(_COUNTED[table], count=claim)
    if claim.state != "shown" or claim.kind not in _CODED:
        return r.figure_run(claim, unit=True)
    code = str(claim.value)
    words = r.label("flag", code) if claim.kind == "flag" else code_words(r.language, table, column, code)
    return [Run(words)]


def _small_first(word: str) -> str:
    """A heading as it stands inside a sentence; a short form in capitals stays."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
