"""Drop-downs, limits and hints of a form's cells, as XlsxWriter takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from napeval.display.languages import Language
from napeval.exchange.forms import words
from napeval.exchange.forms.model import CellRules

_LONGEST_TITLE, _LONGEST_HINT = 32, 255
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
_EXAMPLE_DAY = "2023-06-30"
_LARGEST = 1e15


def validation_of(
    rules: CellRules, heading: str, language: Language, list_range: Callable[[Mapping[str, str]], str]
) -> dict[str, Any] | None:
    """What Excel is told of an editable cell; None where there is nothing to say.

    list_range: gives the range of the helper sheet in which the labels of choices stand.
    """
    limits, message = _limits(rules, language, list_range)
    hint = rules.help or (message if rules.kind in ("date", "period") and not rules.choices else "")
    if limits["validate"] == "any" and not hint:
        return None
    told: dict[str, Any] = {**limits, "ignore_blank": True}
    if limits["validate"] != "any":
        told |= {
            "error_title": language.translate(words.NOT_TAKEN)[:_LONGEST_TITLE],
            "error_message": message[:_LONGEST_HINT],
            "error_type": "stop",
        }
    if hint:
        told |= {"input_title": _cut(heading, _LONGEST_TITLE), "input_message": _cut(hint, _LONGEST_HINT)}
    return told


def _limits(
    rules: CellRules, language: Language, list_range: Callable[[Mapping[str, str]], str]
) -> tuple[dict[str, Any], str]:
    """The rule itself, and what a wrong entry is told."""
    if rules.choices:
        return {"validate": "list", "source": list_range(rules.choices)}, language.translate(words.CHOOSE)
    if rules.kind == "date":
        span = {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        return span, language.translate(words.DATE).format(example=_EXAMPLE_DAY)
    if rules.kind == "period":
        return {"validate": "any"}, language.translate(words.PERIOD).format(example="2023-H1")
    if rules.kind in ("number", "integer"):
        return _number_limits(rules, language)
    return {"validate": "any"}, ""


def _number_limits(rules: CellRules, language: Language) -> tuple[dict[str, Any], str]:
    low = rules.field.minimum if rules.field else None
    high = rules.field.maximum if rules.field else None
    limits = {
        "validate": "integer" if rules.kind == "integer" else "decimal",
        "criteria": "between",
        "minimum": -_LARGEST if low is None else low,
        "maximum": _LARGEST if high is None else high,
    }
    text = words.NUMBER if low is None else words.NUMBER_FROM if high is None else words.NUMBER_BETWEEN
    share = rules.unit == "share"
    shown = {
        name: language.share(limit) if share else language.number(limit)
        for name, limit in (("low", low), ("high", high))
        if limit is not None
    }
    return limits, language.translate(text).format(**shown)


def _cut(text: str, most: int) -> str:
    """A text shortened to what Excel shows, at a word where there is one."""
    if len(text) <= most:
        return text
    whole = text[: most - 1].rsplit(" ", 1)[0]
    return f"{whole.rstrip(',;:')}…"
