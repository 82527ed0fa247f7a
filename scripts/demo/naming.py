"""Names of the invented country in place of those in the model plan."""

from __future__ import annotations

from functools import cache

from demo.tables import design

LANGUAGES = ("sq", "en", "sr")


@cache
def institution_codes() -> dict[str, str]:
    """The invented code of each institution of the model plan."""
    return {row["old"]: row["institution"] for row in design("institutions")}


@cache
def _wording() -> tuple[tuple[str, str], ...]:
    return tuple((row["old"], row["new"]) for row in design("wording"))


def renamed(text: str) -> str:
    """A text of the model plan with the names of the invented country."""
    for old, new in _wording():
        text = text.replace(old, new)
    return text


def recoded(cell: str) -> str:
    """A list of institutions with their invented codes."""
    return ";".join(institution_codes()[code.strip()] for code in cell.split(";")) if cell else ""
