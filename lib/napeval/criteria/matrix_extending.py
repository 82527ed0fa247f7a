"""A matrix that extends a shipped one: what it leaves out, adds, replaces and weighs otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from napeval.criteria.matrix_faults import Entry, Faults
from napeval.criteria.questions import CRITERIA
from napeval.cycle.faults import nearest

EXTENDS = "extends"
_KEYS = ("name", "written", EXTENDS, "leave_out", "rules", "tables", "weights", "criteria")

_Criteria = dict[str, list[dict[str, Any]]]


def extended(
    value: dict[str, Any], names: Sequence[str], shipped: Callable[[str], Any], file: str = ""
) -> dict[str, Any]:
    """The values of the whole matrix: those of the shipped one, changed as `value` says.

    extends: one of `names`, whose values `shipped` gives. leave_out: criteria, questions or items of it by
    name. rules, tables: the keys that change or are added. criteria: questions by criterion; one that has the
    id of a question there takes its place. weights: weight and why, by the id of a question that stays.
    file: named in faults, unless "". Raises MatrixError with every name that is not there.
    """
    faults = Faults(file)
    entry = Entry.of(value, "top", faults, _KEYS)
    base = entry.choice(EXTENDS, names)
    faults.stop_if_any()
    whole: dict[str, Any] = deepcopy(shipped(base))
    whole["name"], whole["written"] = value.get("name"), value.get("written")
    for key in ("rules", "tables"):
        if key in value:
            whole[key] = _merged(whole[key], value[key])
    changes = _Changes(whole["criteria"], faults)
    changes.leave_out(entry)
    if "criteria" in value:
        changes.put(Entry.of(value["criteria"], "criteria", faults, CRITERIA))
    if "weights" in value:
        changes.weigh(value["weights"])
    faults.stop_if_any()
    whole["criteria"] = {name: changes.criteria[name] for name in CRITERIA if changes.criteria.get(name)}
    return whole


def _merged(base: Any, changes: Any) -> Any:
    """A mapping with the keys that change, mappings within it likewise."""
    if not isinstance(base, dict) or not isinstance(changes, dict):
        return changes
    return {**base, **{key: _merged(base.get(key), value) for key, value in changes.items()}}


class _Changes:
    """The questions of a matrix while it is changed. owners: the criterion of each question that stays."""

    def __init__(self, criteria: _Criteria, faults: Faults) -> None:
        self.criteria, self.faults = criteria, faults
        self.owners = {question["id"]: name for name, question in self._questions()}
        self.own: set[str] = set()
        self.gone: set[str] = set()

    def _questions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        return ((name, question) for name, questions in self.criteria.items() for question in questions)

    def leave_out(self, top: Entry) -> None:
        """Without the criteria, questions and items of these names."""
        names = top.words("leave_out") if "leave_out" in top.values else ()
        items = {item["id"] for _name, question in self._questions() for item in question["evidence"]}
        known = [*self.criteria, *self.owners, *sorted(items)]
        for name, times in Counter(names).items():
            if name not in known:
                self.faults.add(
                    "leave_out", f"no criterion, question or item '{name}'; {_meant(name, known)}"
                )
            elif times > 1:
                self.faults.add("leave_out", f"'{name}' stands {times} times; once is enough.")
        self.gone = {
            question["id"] for name, question in self._questions() if {name, question["id"]} & set(names)
        }
        for name, questions in self.criteria.items():
            self.criteria[name] = [question for question in questions if question["id"] not in self.gone]
        for _name, question in self._questions():
            question["evidence"] = [item for item in question["evidence"] if item["id"] not in names]
        self.owners = {question: name for question, name in self.owners.items() if question not in self.gone}

    def put(self, added: Entry) -> None:
        """With these questions: in the place of the one that has the same id, else at the end."""
        for criterion in added.values:
            for number, question in enumerate(added.entries(criterion), start=1):
                place = f"{criterion}, question {number}"
                read = Entry.of(question, place, self.faults, question if isinstance(question, dict) else ())
                name = read.text("id") if read.values is question else ""
                if name and self._may_stand(name, criterion, place):
                    self._put(question, name, criterion)

    def _may_stand(self, name: str, criterion: str, place: str) -> bool:
        owner = self.owners.get(name, criterion)
        if name in self.own:
            self.faults.add(place, f"'{name}' stands twice under 'criteria'.")
        elif owner != criterion:
            self.faults.add(
                place,
                f"'{name}' stands under '{owner}' in the shipped matrix; to move it, leave it out there.",
            )
        else:
            return True
        return False

    def _put(self, question: Any, name: str, criterion: str) -> None:
        self.own.add(name)
        questions = self.criteria.setdefault(criterion, [])
        found = [number for number, one in enumerate(questions) if one["id"] == name]
        at = found[0] if found else len(questions)
        questions[at : at + 1] = [question]

    def weigh(self, weights: Any) -> None:
        """With other weights, and the reasons for them."""
        by_id = {question["id"]: question for _name, question in self._questions()}
        entry = Entry.of(weights, "weights", self.faults, weights if isinstance(weights, dict) else ())
        for name in entry.values:
            place = f"weights, {name}"
            if name in self.own:
                self.faults.add(place, "the question stands under 'criteria'; say its weight there.")
            elif name in self.gone:
                self.faults.add(place, "the question is left out.")
            elif name not in by_id:
                self.faults.add(place, f"no such question; {_meant(name, list(by_id))}")
            else:
                changed = Entry.of(weights[name], place, self.faults, ("weight", "why"))
                if changed.values is weights[name]:
                    changed.weight()
                    changed.texts("why")
                    by_id[name] |= changed.values


def _meant(name: str, known: Sequence[str]) -> str:
    """The name that was probably meant; all that there are would be too many to read."""
    near = nearest(name, known)
    return f"did you mean '{near}'?" if near else "none is like it."
