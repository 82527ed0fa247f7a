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

    Each item has item_id, part_of, kind, text_en, text_sq, answer_type and others; item_text and
    item_choices give its words in a language. Raises KeyError naming the instruments there are.
    Source: ICMPD, guide to designing, monitoring and evaluating national responses to trafficking in
    human beings.
    """
    return tuple(_instrument(instrument)["items"])


def instrument_item(item_id: str) -> Mapping[str, Any]:
    """One item by its identifier ("annex1_self_assessment.A7"). Raises KeyError naming what there is."""
    items = {item["item_id"]: item for item in instrument_items(item_id.split(".")[0])}
    if item_id not in items:
        raise KeyError(f"no item '{item_id}'; there are {', '.join(items)}")
    return items[item_id]


def instrument_title(instrument: str, language: str) -> str:
    """The title of an instrument; English where it has none in the language. Raises KeyError as above."""
    return _in_language(_instrument(instrument), "title", language)


def item_text(item: Mapping[str, Any], language: str) -> str:
    """The wording of an item; English where it has none in the language."""
    return _in_language(item, "text", language)


def item_texts(item: Mapping[str, Any]) -> Mapping[str, str]:
    """The wording of an item in every language it has, by the language's code."""
    return {key.removeprefix("text_"): text for key, text in item.items() if key.startswith("text_") and text}


def item_choices(item: Mapping[str, Any], language: str) -> Mapping[str, str]:
    """The answers an item allows, as code and words, in order; empty where any answer is allowed."""
    return {choice["code"]: _in_language(choice, "label", language) for choice in item["choices"] or ()}


def instruments_in(language: str) -> tuple[str, ...]:
    """The instruments whose title, items and choices all have words of their own in a language."""
    return tuple(name for name, instrument in _instruments().items() if _is_complete(instrument, language))


def _instrument(name: str) -> Mapping[str, Any]:
    known = _instruments()
    if name not in known:
        raise KeyError(f"no instrument '{name}'; there are {', '.join(known)}")
    return known[name]


def _in_language(entry: Mapping[str, Any], what: str, language: str) -> str:
    return str(entry.get(f"{what}_{language}") or entry[f"{what}_en"])


def _is_complete(instrument: Mapping[str, Any], language: str) -> bool:
    words = [instrument.get(f"title_{language}")]
    for item in instrument["items"]:
        words.append(item.get(f"text_{language}"))
        words += [choice.get(f"label_{language}") for choice in item["choices"] or ()]
    return all(words)
