"""A plan cycle: what was promised and what happened, as read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Meta:
    """What the datapackage says of the cycle as a whole. Titles and notes by language code."""

    name: str
    title: Mapping[str, str]
    country: str
    start: date
    end: date
    midterm: date | None
    currency: str
    data_status: str
    predecessor: str | None
    designation_note: Mapping[str, str]
    inferred: tuple[str, ...] = ()

    @property
    def synthetic(self) -> bool:
        """Whether the data are invented; every page says so then."""
        return self.data_status == "synthetic"


@dataclass(frozen=True)
class Cycle:
    """One plan cycle, read and checked.

    tables: frames by "folder/table" name ("plan/activities"), every table of the schemas present
    (without rows where the cycle has no such file), columns as in the Table Schema. Text columns
    hold str or missing, numbers float64, integers Int64, booleans boolean, dates datetime64,
    periods text. Frames are not to be changed; table() gives a copy.
    """

    folder: Path
    meta: Meta
    tables: Mapping[str, pd.DataFrame]

    def table(self, name: str) -> pd.DataFrame:
        """A copy of one table. Raises KeyError naming the tables there are."""
        if name not in self.tables:
            raise KeyError(f"no table '{name}' in a cycle; there are {', '.join(sorted(self.tables))}")
        return self.tables[name].copy()


@dataclass(frozen=True)
class Evaluation:
    """One evaluation of a cycle: its settings, tables ("evaluations/ratings" ...) and the evaluator's texts.

    texts: by (section id, language code).
    """

    name: str
    settings: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]
    texts: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def table(self, name: str) -> pd.DataFrame:
        """A copy of one table of the evaluation. Raises KeyError naming the tables there are."""
        if name not in self.tables:
            raise KeyError(f"no table '{name}' in an evaluation; there are {', '.join(sorted(self.tables))}")
        return self.tables[name].copy()
