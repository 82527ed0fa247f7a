"""Where one point of the guide stands in a report, or why it is left out."""

from __future__ import annotations

from dataclasses import dataclass

EACH = "*"
"""Stands for the identifier of each strategic objective."""


@dataclass(frozen=True)
class At:
    """A heading, table or section of the evaluator, by its identifier.

    pillar: where the identifier holds EACH, the strategic area whose objectives are meant; "" for all.
    """

    identifier: str
    pillar: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Why a point has no place of its own; a marked text."""

    reason: str


Place = At | LeftOut
