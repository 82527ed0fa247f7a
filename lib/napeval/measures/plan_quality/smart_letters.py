"""What the tables propose for each letter of SMART: only what they can show, the rest is for people.

The guide's letters: specific, measurable, achievable, realistic, timed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from napeval.cycle.identifiers import split_list
from napeval.measures.plan_quality.smart_evidence import GOING_ON, Shown

NEEDS_PERSON = "needs_person"


@dataclass(frozen=True)
class Proposal:
    """A verdict that the tables propose: yes, partly, no or needs_person; why; and what they show."""

    proposed: str
    reason: str
    evidence: tuple[str, ...]


def proposal(letter: str, shown: Shown) -> Proposal:
    """What the tables propose for one letter (s, m, a, r, t) of one indicator."""
    return _LETTERS[letter](shown)


def _stated(shown: Shown, column: str, name: str) -> str:
    return f"{name}_stated" if shown.says(column) else f"{name}_missing"


def _unit(shown: Shown) -> str:
    """A milestone is done or not done and needs no unit."""
    if shown.row.measure == "milestone":
        return "milestone"
    return "unit_stated" if shown.says("unit") else "unit_inferred"


def _specific(shown: Shown) -> Proposal:
    broken_down = any(isinstance(one.dimension, str) for one in shown.targets)
    evidence = (
        _stated(shown, "definition", "definition"),
        _unit(shown),
        "target_by_category" if broken_down else "no_category",
    )
    return Proposal(NEEDS_PERSON, NEEDS_PERSON, evidence)


def _measurable(shown: Shown) -> Proposal:
    """The item asks for a unit and a way to measure it."""
    unit, means = _unit(shown), _stated(shown, "means_of_verification", "means")
    evidence = [unit, means]
    if shown.row.output_class == "unquantified":
        return Proposal("no", "neither_number_nor_milestone", (*evidence, "no_number"))
    if shown.row.measure == "ordinal" and not shown.says("levels"):
        evidence.append("levels_missing")
        reason = "levels_missing" if means == "means_stated" else "levels_means_missing"
        return Proposal("partly" if means == "means_stated" else "no", reason, tuple(evidence))
    has_unit, has_means = unit != "unit_inferred", means == "means_stated"
    verdict, reason = _UNIT_WITH_MEANS[has_unit, has_means]
    return Proposal(verdict, reason, tuple(evidence))


_UNIT_WITH_MEANS: Mapping[tuple[bool, bool], tuple[str, str]] = {
    (True, True): ("yes", "unit_with_means"),
    (True, False): ("partly", "means_missing"),
    (False, True): ("partly", "unit_inferred"),
    (False, False): ("no", "unit_inferred_means_missing"),
}


def _target(shown: Shown) -> str:
    return "target_stated" if shown.stated(*GOING_ON) else "target_missing"


def _achievable(shown: Shown) -> Proposal:
    evidence = (
        _target(shown),
        _stated(shown, "responsible", "responsible"),
        "activity_behind" if shown.activities else "no_activity",
    )
    return Proposal(NEEDS_PERSON, NEEDS_PERSON, evidence)


def _realistic(shown: Shown) -> Proposal:
    """Only a target that contradicts its own baseline can be told from the tables not to fit it."""
    evidence = (
        "baseline_stated" if shown.stated("baseline") else "baseline_missing",
        _target(shown),
        _money(shown),
    )
    if shown.against_direction:
        return Proposal("no", "target_against_direction", evidence)
    return Proposal(NEEDS_PERSON, NEEDS_PERSON, evidence)


def _money(shown: Shown) -> str:
    if not shown.with_amount:
        return "no_money_behind"
    return "money_behind" if shown.with_amount == len(shown.activities) else "some_money_behind"


def _timed(shown: Shown) -> Proposal:
    """The item asks by when: a year that the plan states for a target, or the deadline of the activity."""
    valued = shown.stated(*GOING_ON)
    if any(_year_said(one) for one in valued):
        return Proposal("yes", "year_stated", ("year_stated",))
    if shown.row.level == "output" and shown.with_deadline:
        return Proposal("yes", "deadline_of_activity", ("deadline_of_activity",))
    if valued:
        return Proposal("partly", "year_inferred", ("year_inferred",))
    for roles, code in ((("interim",), "interim_year_only"), ((*GOING_ON, "interim"), "year_without_value")):
        dated = shown.stated(*roles, value=code == "interim_year_only")
        if any(_year_said(one) for one in dated):
            return Proposal("partly", code, (code,))
    return Proposal("no", "no_year", ("no_year",))


def _year_said(target: object) -> bool:
    return "year" not in split_list(getattr(target, "inferred", None))


_LETTERS: Mapping[str, Callable[[Shown], Proposal]] = {
    "s": _specific,
    "m": _measurable,
    "a": _achievable,
    "r": _realistic,
    "t": _timed,
}
LETTERS = tuple(_LETTERS)
