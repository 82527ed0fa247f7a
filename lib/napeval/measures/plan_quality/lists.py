"""The lists of the guide that are asked of a plan: their items, and of whom each is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from napeval.cycle.reference import instrument_items
from napeval.measures.plan_quality.rules import RULES

PLAN, RESULT, INDICATOR, OTHER = "plan", "result", "indicator", "other"
SMART = tuple(f"indicator_kinds.smart.{letter}" for letter in "smart")
"""The items that ask whether an indicator is SMART, letter by letter."""

LISTS: Mapping[str, str] = {
    "two_level_structure": PLAN,
    "annex1_self_assessment": PLAN,
    "results_indicators_checklist": RESULT,
    "indicator_kinds": PLAN,
    "financial_planning": PLAN,
    "theory_of_change": PLAN,
    "annex3_action_plan_form": PLAN,
    "annex4_me_plan": PLAN,
    "rbm_steps": PLAN,
}
"""The lists, in their order, with what each of their items is asked of."""

_PLAIN_CHOICES = ("yes", "partly", "no")
_NOT_ASKED = {"indicator_kinds": ("field",), "rbm_steps": ("question",)}
"""Kinds of items that explain a list instead of asking something."""


@dataclass(frozen=True)
class Item:
    """One item: its list, what it is asked of and the answers it allows.

    An item that allows other answers than yes, partly and no, such as the column of a form, is asked whether
    the plan has what it names.
    """

    item_id: str
    instrument: str
    asked_of: str
    choices: tuple[str, ...]


def items() -> Iterator[Item]:
    """Every item of the lists that asks something; the letters of SMART are asked elsewhere."""
    for instrument, asked_of in LISTS.items():
        for item in instrument_items(instrument):
            if _asks(instrument, item):
                yield Item(item["item_id"], instrument, asked_of, _choices(item))


def _asks(instrument: str, item: Mapping[str, Any]) -> bool:
    name = item["item_id"]
    if name in SMART or SMART[0].startswith(f"{name}."):
        return False
    if name in RULES:
        return True
    return item["answer_type"] != "none" and item["kind"] not in _NOT_ASKED.get(instrument, ())


def _choices(item: Mapping[str, Any]) -> tuple[str, ...]:
    own = tuple(choice["code"] for choice in item["choices"] or ())
    return own if set(own) <= set(_PLAIN_CHOICES) and own else _PLAIN_CHOICES
