"""Small computed tables for the tests of the gate: what matters is given, the rest is blank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from napeval.release import CATALOGUE, Policy, Released, release
from napeval.release.policy import SignedLine

SOURCES = pd.DataFrame(
    {
        "source_id": ["open", "also_open", "unsigned", "closed"],
        "release_status": ["published", "published", "published", "restricted"],
    }
)


def signed(*sources: str, audiences: tuple[str, ...] = ("public",)) -> SignedLine:
    return SignedLine(sources, audiences, "A. Signatory", date(2024, 1, 1), "printed in the yearly report")


POLICY = Policy(
    {"public": 10, "partners": 5, "internal": 3},
    frozenset({"persons"}),
    (signed("open", "also_open", "closed"),),
)


def frame(name: str, *rows: Mapping[str, Any]) -> pd.DataFrame:
    """A computed table as declared, of rows of which only the given cells are filled."""
    declaration = CATALOGUE[name]
    blank = {column: "" if column in declaration.keys else None for column in declaration.names}
    filled = [{**blank, "trace": f"monitoring/{name}#*", **row} for row in rows]
    assert all(set(row) == set(blank) for row in filled), f"{name} has {list(blank)}"
    return pd.DataFrame(filled, columns=list(declaration.names)).astype("object")


def counted(value: float | None, sources: str = "closed", **cells: Any) -> dict[str, Any]:
    """A row of series: one figure on persons."""
    place = {"indicator_id": "C.victims", "period": "2022"}
    return {**place, "unit": "persons", "low": value, "high": value, "sources": sources, **cells}


def through(*, policy: Policy = POLICY, audience: str = "public", **tables: pd.DataFrame) -> Released:
    return release(tables, policy, SOURCES, audience=audience)
