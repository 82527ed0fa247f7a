"""The plan's own words in the language of a report: titles, names and statements by identifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from napeval.criteria import Matrix
from napeval.cycle import Cycle
from napeval.cycle.reference import instrument_item, item_texts
from napeval.display.languages import Language
from napeval.reports.standing import Titles

FALLBACKS = ("en", "sq", "sr")
"""Languages a text is taken from, in this order, where it does not exist in the report's own."""

_NAMED: Mapping[str, tuple[str, str]] = {
    "indicator_id": ("plan/indicators", "title"),
    "activity_id": ("plan/activities", "title"),
    "objective_id": ("plan/objectives", "title"),
    "result_id": ("plan/results", "statement"),
    "institution": ("plan/institutions", "name"),
    "report": ("plan/reporting", "title"),
}
"""Where the words for an identifier stand, by the column it stands in."""


@dataclass(frozen=True)
class Wording:
    """The words of one cycle and matrix in one language.

    audience: sources that are not published have no name before the public.
    """

    cycle: Cycle
    matrix: Matrix
    language: Language
    audience: str = "public"

    def choose(self, texts: Mapping[str, str]) -> str:
        """The text in the report's language, or in another where it has none; "" where there is none."""
        return self.language.own(texts) or next((texts[code] for code in FALLBACKS if texts.get(code)), "")

    def of(self, table: str, key: str, stem: str = "title") -> str:
        """The wording of a row by its first key column; the key itself where the row has no words.

        Raises KeyError where there is no such row.
        """
        words = self._words(table, stem)
        if key not in words:
            raise KeyError(f"{table} has no row {key}")
        return words[key] or key

    def _words(self, table: str, stem: str) -> Mapping[str, str]:
        """The wording of every row of a table by its first key column; found once, then kept."""
        if (table, stem) not in self._found:
            frame = self.cycle.tables[table]
            languages = [code for code in FALLBACKS if f"{stem}_{code}" in frame.columns]
            texts = zip(*(frame[f"{stem}_{code}"] for code in languages), strict=True)
            self._found[table, stem] = {
                str(key): self.choose(_present(dict(zip(languages, row, strict=True))))
                for key, row in zip(frame.iloc[:, 0], texts, strict=True)
            }
        return self._found[table, stem]

    def name(self, column: str, code: str) -> str:
        """The words for an identifier in a column of a results table; "" where it has none."""
        if column == "question_id":
            return next((self.choose(one.text) for one in self.matrix.questions if one.id == code), "")
        if column == "source_id":
            return self._titles_of_sources.get(code, "")
        if column == "item_id":
            return self.choose(_item_of_the_guide(code))
        if column not in _NAMED:
            return ""
        return self._words(*_NAMED[column]).get(code, "")

    @cached_property
    def _titles_of_sources(self) -> Mapping[str, str]:
        sources = self.cycle.tables["monitoring/sources"]
        short = Titles.for_audience(sources, self.audience).of
        titles = zip(sources["source_id"], sources["title"], strict=True)
        return {source: title for source, title in titles if short[source]}

    @cached_property
    def _found(self) -> dict[tuple[str, str], Mapping[str, str]]:
        return {}


def _present(texts: Mapping[str, object]) -> dict[str, str]:
    """The texts that are there; a blank cell is none."""
    return {code: text for code, text in texts.items() if isinstance(text, str)}


def _item_of_the_guide(code: str) -> Mapping[str, str]:
    """The wording of an item of the guide's lists; none for an item of another kind."""
    try:
        return item_texts(instrument_item(code))
    except KeyError:
        return {}
