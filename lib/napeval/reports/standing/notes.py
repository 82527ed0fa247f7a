"""The notes under a table or figure: what of it is hidden or disputed, then unit, period and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from napeval.display.blocks import Run, Text, plain
from napeval.display.languages import N_, Language, join_texts
from napeval.release import Released
from napeval.reports.standing.periods import Times, period_words, says_period
from napeval.reports.standing.shown import Shown, ShownRow
from napeval.reports.standing.sources import Titles, source_words
from napeval.reports.standing.units import unit_words

HIDDEN = N_("Cells marked :c are hidden to protect persons.")
NOT_DRAWN = N_("Values hidden to protect persons are not drawn.")
SOURCES_DIFFER = N_("Disputed: sources differ on some of the values.")
RESULTS = N_("the results tables that go with this report")
REPORTS_DIFFER = N_("Disputed: reports contradict each other on some of the activities.")

_DISPUTED: Mapping[str, frozenset[str]] = {
    "state": frozenset({"disputed"}),
    "dispute": frozenset({"values", "direction"}),
    "reason": frozenset({"disputed"}),
    "flags": frozenset({"disputed"}),
}
"""Codes that say that sources differ, by column."""


@dataclass(frozen=True)
class Standing:
    """What stands under the tables and figures of one report."""

    released: Released
    language: Language
    times: Times
    titles: Titles

    def notes(
        self, addresses: Iterable[str], *, caption: Text, named: str, unit: str = "", source: str = ""
    ) -> list[Text]:
        """The notes under a table or figure that shows these claims.

        caption: what it says is not said again. named: where units stand that differ from row to row.
        unit: a marked text in place of what the claims tell. source: a marked text for a table of words; the
        figures that its words cite have their places elsewhere, so neither unit nor period is said. Where
        neither a text nor a claim tells the source, it is the results that the report was made from.
        """
        shown = Shown(self.released, list(addresses))
        if source:
            return [*self._hidden(shown), self._said([], [Run(self.language.translate(source))])]
        if not shown.claims:
            return [self._said([], [Run(self.language.translate(RESULTS))])]
        words = source_words(shown, self.language, self.titles)
        parts: list[Text] = []
        if units := self._unit(shown, caption, named, unit):
            parts.append(self.language.text(N_("Unit: {unit}."), unit=units))
        if not says_period(shown, plain(caption), self.language, self.times):
            period = period_words(shown, self.language, self.times)
            parts.append(self.language.text(N_("Period: {period}."), period=period))
        return [*self._hidden(shown), *self._disputed(shown), self._said(parts, words)]

    def _said(self, parts: Sequence[Text], source: Text) -> Text:
        return join_texts([*parts, self.language.text(N_("Source: {source}."), source=source)], " ")

    def _unit(self, shown: Shown, caption: Text, named: str, unit: str) -> Text:
        words = [self.language.translate(unit)] if unit else unit_words(shown, self.language, named=named)
        if words == [self.language.currency] and words[0] in plain(caption):
            return []
        return [Run("; ".join(words))] if words else []

    def _hidden(self, shown: Shown) -> list[Text]:
        hidden = any(claim.state == "suppressed" for claim in shown.claims)
        return [[Run(self.language.translate(HIDDEN))]] if hidden else []

    def _disputed(self, shown: Shown) -> list[Text]:
        messages = [SOURCES_DIFFER] if any(map(is_disputed, shown.rows)) else []
        messages += [REPORTS_DIFFER] if any(map(is_contradicted, shown.rows)) else []
        return [[Run(self.language.translate(message))] for message in messages]


def is_disputed(row: ShownRow) -> bool:
    """Whether a row of results says that sources differ on its values, or was made from all their choices."""
    coded = any(codes & set(str(row.sibling.value(column)).split(";")) for column, codes in _DISPUTED.items())
    choices = row.value("choices")
    return coded or row.value("disputed") is True or (isinstance(choices, int) and choices > 1)


def is_contradicted(row: ShownRow) -> bool:
    """Whether a row of results says that reports on its activities contradict each other."""
    counted = [row.value(column) for column in ("conflicts", "disputed")]
    some = any(isinstance(count, int) and not isinstance(count, bool) and count > 0 for count in counted)
    return some or row.value("conflict") is True or row.value("punctuality") == "disputed"
