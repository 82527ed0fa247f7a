"""How the tables answer an item of a list by its rule."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from napeval.cycle.trace import join_traces
from napeval.measures.plan_quality.asked import Asked, Plan
from napeval.measures.plan_quality.rules import Rule

YES, PARTLY, NO = "yes", "partly", "no"


@dataclass(frozen=True)
class Answer:
    """What the tables say to an item.

    answer: yes, partly or no; None where they cannot tell. reason: all_have, some_have, none_has, one_has
    (one is enough), nothing_to_ask (the tables hold none of those to be asked), needs_person. count, of: how
    many of those asked meet the requirement that fewest meet. lacking: what is not met in full.
    """

    answer: str | None
    reason: str
    count: int | None = None
    of: int | None = None
    lacking: tuple[str, ...] = ()
    trace: str = ""


NEEDS_PERSON = Answer(None, "needs_person")


def answer_of(rule: Rule, plan: Plan, choices: Collection[str], subject: str | None = None) -> Answer:
    """What the tables of a plan say to the item of a rule.

    choices: the answers that the item allows; where it does not allow partly, partly is a no. subject: for
    an item asked of one subject at a time, the one.
    """
    asked = [_asked(plan, requirement, subject) for requirement in rule.requirements]
    trace = join_traces(one.trace for one in asked)
    if all(one.of == 0 for one in asked):
        return Answer(None, "nothing_to_ask", 0, 0, trace=trace)
    found = _fault(rule, asked) if rule.mode.startswith("fault") else _verdict(rule, asked, choices)
    if rule.reach == "disproves" and found.answer != NO:
        return Answer(None, "needs_person", trace=trace)
    return Answer(found.answer, found.reason, found.count, found.of, found.lacking, trace)


def _asked(plan: Plan, requirement: str, subject: str | None) -> Asked:
    asked = plan.ask(requirement)
    return asked if subject is None else asked.of_these([subject])


def _verdict(rule: Rule, asked: list[Asked], choices: Collection[str]) -> Answer:
    """Each requirement by itself, then together: yes where all are met, no where none is met at all."""
    askable = [one for one in asked if one.of]
    shares = [_met(one, rule.mode) for one in askable]
    least = min(askable, key=lambda one: len(one.meeting) / one.of)
    counts = (len(least.meeting), least.of)
    lacking = tuple(one.requirement for one, share in zip(askable, shares, strict=True) if share != YES)
    if not lacking:
        if len(askable) < len(asked):
            return Answer(None, "nothing_to_ask", 0, 0)
        return Answer(YES, "one_has" if rule.mode == "any" else "all_have", *counts)
    if all(share == NO for share in shares):
        return Answer(NO, "none_has", *counts, lacking)
    return Answer(PARTLY if PARTLY in choices else NO, "some_have", *counts, lacking)


def _met(asked: Asked, mode: str) -> str:
    if not asked.meeting:
        return NO
    return YES if mode == "any" or not asked.lacking else PARTLY


def _fault(rule: Rule, asked: list[Asked]) -> Answer:
    """Whether the fault that an item names is there."""
    one = asked[0]
    counts = (len(one.meeting), one.of)
    there = not one.meeting if rule.mode == "fault_if_none" else bool(one.lacking)
    reason = "none_has" if not one.meeting else "some_have" if one.lacking else "all_have"
    return Answer(YES if there else NO, reason, *counts, (one.requirement,) if there else ())
