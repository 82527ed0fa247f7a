"""Comments on a draft in words: where they stand, and what was said and answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from napeval.cycle import Evaluation
from napeval.cycle.trace import key_parts
from napeval.display.column_words import COLUMN_WORDS, TABLE_WORDS
from napeval.display.labels import code_words, label
from napeval.display.languages import Language
from napeval.display.section_words import SECTION_WORDS
from napeval.release import CATALOGUE, Row
from napeval.release.claims import split_address
from napeval.reports.slots import AREA, CRITERION


@dataclass(frozen=True)
class CommentWords:
    """The comments on one evaluation, by identifier, and their places in a language.

    name: gives the name of an identifier by the column it stands in, "" where it has none.
    """

    evaluation: Evaluation
    language: Language
    name: Callable[[str, str], str]

    def said(self, comment: str) -> str:
        """The comment as it was made."""
        return self._cell(comment, "text")

    def response(self, comment: str) -> str:
        """What the evaluators answered; "" where they have not."""
        return self._cell(comment, "response")

    def _cell(self, comment: str, column: str) -> str:
        value = self._rows.get(comment, {}).get(column)
        return value if isinstance(value, str) else ""

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, object]]:
        frame = self.evaluation.tables["evaluations/comments"]
        return {str(row["comment_id"]): row for row in frame.to_dict("records")}

    def place(self, row: Row) -> str:
        """Where a comment stands: its section by name, its figure in words, any other place as stated."""
        place = row.text("place")
        if row.text("place_kind") == "section":
            return self._section(place)
        return (self._figure(place) if row.text("place_kind") == "claim" else "") or place

    def _section(self, name: str) -> str:
        if name.startswith(AREA):
            return self.name("objective_id", name.removeprefix(AREA)) or name
        if name.startswith(CRITERION):
            return label(self.language, "criterion", name.removeprefix(CRITERION))
        return self.language.translate(SECTION_WORDS[name])

    def _figure(self, address: str) -> str:
        """The table, the row and the column of a figure; "" where the results have no such column."""
        table, key, column = split_address(address)
        if table not in CATALOGUE or column not in CATALOGUE[table].names:
            return ""
        parts = zip(CATALOGUE[table].keys, key_parts(key), strict=False)
        names = [
            self.name(name, part) or code_words(self.language, table, name, part)
            for name, part in parts
            if part
        ]
        words = [TABLE_WORDS[table], COLUMN_WORDS[column]]
        first, last = (self.language.translate(word) for word in words)
        return ", ".join([first, *names, last])
