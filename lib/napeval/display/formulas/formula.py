"""What is told of how a results table and its columns are computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Formulas:
    """Sentences on one results table, marked for translation.

    table: how its rows are made. columns: the rule of arithmetic, by column, for those that have one of
    their own; a key may name several columns, apart by spaces.
    """

    table: str
    columns: Mapping[str, str] = field(default_factory=dict)

    def own(self, column: str) -> str:
        """The sentence on one column alone; "" where that of the table speaks for it."""
        return next((text for names, text in self.columns.items() if column in names.split()), "")
