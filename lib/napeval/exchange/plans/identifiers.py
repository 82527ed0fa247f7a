"""Identifiers of objectives and activities, from the numbers that the plan prints and the order it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from napeval.cycle.faults import Fault, Severity
from napeval.exchange.plans.drafts import ActivityDraft, ObjectiveDraft, PlanDraft
from napeval.exchange.plans.numbers import depth, plain_number, same_number

_MADE = "O"
"""Begins the identifier of an objective for which the plan has no number."""


def give_identifiers(draft: PlanDraft, file: str) -> list[Fault]:
    """Fill in the identifiers of a draft. Faults: numbers that stand twice, or under another objective."""
    if not draft.objectives and draft.activities:
        _one_objective(draft)
    faults = list(_tops(draft, file))
    _objectives(draft)
    return [*faults, *_activities(draft, file), *_repeated(draft, file)]


def _tops(draft: PlanDraft, file: str) -> Iterator[Fault]:
    """Reports go by strategic objectives: where a plan names none, those at its top are taken for them."""
    names_none = not any(one.level == "strategic" for one in draft.objectives)
    for one in draft.objectives:
        if one.parent is None and one.level != "strategic":
            code = "level_raised" if names_none else "objective_alone"
            title = next(iter(one.titles.values()), None)
            yield Fault(code, file, one.row, None, title, {}, "warning", one.sheet or None)
            one.level = "strategic" if names_none else one.level


def _one_objective(draft: PlanDraft) -> None:
    """A plan without objectives gets one to hold its activities, without words: they have to be written."""
    first = draft.activities[0]
    made = ObjectiveDraft(first.sheet, first.row, "strategic", "", "", {}, None)
    draft.objectives.append(made)
    for activity in draft.activities:
        activity.objective = made


def _objectives(draft: PlanDraft) -> None:
    for objective in reversed(draft.objectives):  # the deepest ones know most of their numbers
        objective.number = objective.number or _number_from_below(objective, draft)
    taken: set[str] = set()
    made: Counter[str] = Counter()
    for objective in draft.objectives:
        above = objective.parent
        identifier = objective.number
        if identifier and above is not None and same_number(identifier.rpartition(".")[0], above.identifier):
            identifier = f"{above.identifier}.{identifier.rpartition('.')[2]}"
        elif identifier and above is not None and depth(identifier) == 1:
            identifier = f"{above.identifier}.{identifier}"
        while not identifier or identifier in taken:
            stem = f"{above.identifier}." if above is not None else _MADE
            made[stem] += 1
            identifier = f"{stem}{made[stem]}"
        taken.add(identifier)
        objective.identifier = identifier


def _number_from_below(objective: ObjectiveDraft, draft: PlanDraft) -> str:
    """The number that all rows right below begin with; "" where they differ or have none."""
    below = {plain_number(one.printed) for one in draft.activities if one.objective is objective}
    below |= {one.number for one in draft.objectives if one.parent is objective}
    stems = {number.rpartition(".")[0] for number in below}
    others = {one.number for one in draft.objectives if one is not objective}
    return stems.pop() if len(stems) == 1 and not stems & others else ""


def _activities(draft: PlanDraft, file: str) -> Iterator[Fault]:
    numbers = [plain_number(one.printed) for one in draft.activities]
    single = [number for number in numbers if number and depth(number) == 1]
    counted_through = len(single) == len(set(single))
    made: Counter[str] = Counter()
    for activity, number in zip(draft.activities, numbers, strict=True):
        objective = activity.objective
        if objective is None:
            yield _fault("no_objective", file, activity, activity.printed or None)
            objective = draft.objectives[0]
            activity.objective = objective
        stem, _, last = number.rpartition(".")
        if not number:
            made[objective.identifier] += 1
            activity.identifier = f"{objective.identifier}.{made[objective.identifier]}"
            if activity.printed:
                yield _fault(
                    "number_not_read", file, activity, activity.printed, activity.identifier, "warning"
                )
        elif stem and same_number(stem, objective.identifier):
            activity.identifier = f"{objective.identifier}.{last}"
        elif stem:
            activity.identifier = number
            if objective.number:
                yield _fault(
                    "number_elsewhere", file, activity, activity.printed, objective.identifier, "warning"
                )
        else:
            activity.identifier = number if counted_through else f"{objective.identifier}.{number}"


def _repeated(draft: PlanDraft, file: str) -> Iterator[Fault]:
    first: dict[str, ActivityDraft] = {}
    for activity in draft.activities:
        known = first.setdefault(activity.identifier, activity)
        if known is not activity:
            place = str(known.row) if known.sheet == activity.sheet else f"{known.sheet}!{known.row}"
            yield _fault("number_repeated", file, activity, activity.printed or activity.identifier, place)


def _fault(
    code: str,
    file: str,
    activity: ActivityDraft,
    value: str | None,
    of: str = "",
    severity: Severity = "error",
) -> Fault:
    sheet = activity.sheet or None
    return Fault(code, file, activity.row, None, value, {"of": of}, severity, sheet)
