"""The name that was probably meant, as the second half of an error text."""

from __future__ import annotations

from collections.abc import Iterable

from napeval.cycle.faults import nearest


def hint(name: str, allowed: Iterable[str]) -> str:
    """The nearest allowed name, or the list of them where none is near."""
    names = list(allowed)
    close = nearest(name, names)
    return f"did you mean '{close}'?" if close else "allowed: " + ", ".join(names)
