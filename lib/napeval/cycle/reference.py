"""The guide's instruments, item by item, as reference data of the library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def _instruments() -> Mapping[str, Mapping[str, Any]]:
    text = (resources.files("napeval") / "reference" / "instruments.json").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in json.loads(text)}


def instrument_items(instrument: str) -> tuple[Mapping[str, Any], ...]:
    """The items of one instrument of the guide, in order.

    Each item has item_id, part_of, kind, text_en, text_sq, answer_type and others. Raises KeyError
    naming the instruments there are. Source: ICMPD, guide to designing, monitoring and evaluating
    national responses to trafficking in human beings.
    """
    known = _instruments()
    if instrument not in known:
        raise KeyError(f"no instrument '{instrument}'; there are {', '.join(known)}")
    return tuple(known[instrument]["items"])
