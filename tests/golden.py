"""Run reference files through the public names of the library.

    python tests/golden.py tests/data/golden/trend_reference.json ...

Prints one line per failing case, then for every task how many of its expected keys are offered, then how many
cases passed and failed. Exits with 1 when one failed, 2 when the call is wrong.

golden_topics holds one small function per task: it takes the inputs and options of a case as keywords, calls
the library and names the results as the file does. It holds no answers and no arithmetic. A key that a
function does not return is not offered; a case of which nothing is offered is not offered, never passed. An
input or option that a function does not know is a failure, not something to overlook. Names of a file's
vocabulary that nothing here knows are listed, and so are those left out on purpose, with the reason.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from inspect import Parameter, signature
from math import inf, isnan
from pathlib import Path
from typing import Any

from golden_topics import (
    achievement,
    agreement,
    breaks,
    composition,
    counts,
    hidden,
    interrupted,
    outlook,
    ranks,
)
from napeval.display.labels import LABELS

Offered = dict[str, Any]
Adapter = Callable[..., Offered]


TREND_TOPICS = (ranks, counts, breaks, interrupted, outlook, composition, hidden)

MAPPINGS: Mapping[str, Mapping[str, Adapter]] = {
    "trend-golden/1": {task: adapter for topic in TREND_TOPICS for task, adapter in topic.MAPPINGS.items()},
    "achievement-golden/1": achievement.MAPPINGS,
    "agreement-golden/1": agreement.MAPPINGS,
}
NOT_OFFERED: Mapping[str, Mapping[str, str]] = {
    "trend-golden/1": {name: why for topic in TREND_TOPICS for name, why in topic.NOT_OFFERED.items()},
    "achievement-golden/1": achievement.NOT_OFFERED,
    "agreement-golden/1": agreement.NOT_OFFERED,
}

# The codes that the library can answer with: every one has its words. Measures are what a case asks for.
CODES: Mapping[str, Collection[str]] = {
    "reasons": LABELS["remark"], "flags": LABELS["remark"], "methods": LABELS["method"],
    "measures": achievement.MEASURES,
}  # fmt: skip
# Each schema calls its tasks by another name.
TASK_FIELDS = {"trend-golden/1": "task", "achievement-golden/1": "topic", "agreement-golden/1": "statistic"}
TOPIC_LISTS = ("topics", "tasks", "statistics")
# Explanations and recommendations in a file; nothing to be computed from or compared.
REMARKS = ("definition",)
NOT_COMPARED = ("flags_recommended",)


@dataclass
class Tally:
    """What became of the cases of one task, and which expected keys were offered."""

    outcomes: Counter[str] = field(default_factory=Counter)
    expected: set[str] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)

    def add(self, outcome: str, expected: set[str], offered: set[str]) -> None:
        self.outcomes[outcome] += 1
        self.expected |= expected
        self.offered |= offered


def agrees(got: Any, expected: Any, tolerance: Mapping[str, float]) -> bool:
    """|got - expected| <= abs + rel * |expected| for numbers, piecewise in lists and tables; else equal."""
    if isinstance(expected, dict):
        return isinstance(got, Mapping) and all(
            key in got and agrees(got[key], value, tolerance) for key, value in expected.items()
        )
    if isinstance(expected, list):
        if not isinstance(got, list | tuple) or len(got) != len(expected):
            return False
        return all(agrees(g, e, tolerance) for g, e in zip(got, expected, strict=True))
    if expected is None or isinstance(expected, bool) or isinstance(got, bool):
        return got is expected
    expected = inf if expected == "inf" else expected
    if isinstance(expected, str) or not isinstance(got, int | float) or isnan(got):
        return bool(got == expected)
    if expected in (inf, -inf):
        return bool(got == expected)
    return bool(abs(got - expected) <= tolerance.get("abs", 0) + tolerance.get("rel", 0) * abs(expected))


def key_agrees(key: str, got: Any, expected: Any, tolerance: Mapping[str, float]) -> bool:
    if key == "flags":  # the listed ones must be there; more may be
        return set(expected) <= set(got)
    return agrees(got, expected, tolerance)


def judge(case: Mapping[str, Any], adapter: Adapter | None) -> tuple[str, str, set[str]]:
    """(passed | failed | not offered, what differs, keys offered) for one case."""
    expected = {key: value for key, value in case["expected"].items() if key not in NOT_COMPARED}
    if adapter is None:
        return "not offered", "", set()
    options = {key: value for key, value in case.get("options", {}).items() if key not in REMARKS}
    inputs = {key: number_or_given(value) for key, value in case["input"].items()}
    try:
        got = adapter(**inputs, **options)
    except Exception as error:  # whatever goes wrong inside is a failing case, and the rest still runs
        return "failed", f"{type(error).__name__}: {error}", set()
    offered = {key for key in expected if key in got}
    wrong = [
        f"{key}: expected {expected[key]!r}, got {got[key]!r}"
        for key in expected
        if key in offered and not key_agrees(key, got[key], expected[key], case.get("tolerance", {}))
    ]
    if wrong:
        return "failed", "; ".join(wrong), offered
    return ("passed" if offered else "not offered"), "", offered


def number_or_given(value: Any) -> Any:
    """The file writes infinity as "inf"."""
    if isinstance(value, list):
        return [number_or_given(entry) for entry in value]
    return {"inf": inf, "-inf": -inf}.get(value, value) if isinstance(value, str) else value


def run(path: Path, tallies: dict[str, Tally]) -> None:
    """Judge every case of one file into the tallies of its tasks; prints the failing ones."""
    reference = json.loads(path.read_text(encoding="utf-8"))
    schema = reference["schema"]
    if schema not in MAPPINGS:
        raise ValueError(f"{path}: schema {schema!r} is not known; known: {', '.join(MAPPINGS)}.")
    for name in unknown_names(reference):
        print(f"NOT KNOWN {schema}: {name}")
    for name, why in NOT_OFFERED[schema].items():
        print(f"LEFT OUT {schema}: {name}: {why}")
    for case in reference["cases"]:
        task = case[TASK_FIELDS[schema]]
        outcome, difference, offered = judge(case, MAPPINGS[schema].get(task))
        tally = tallies.setdefault(f"{schema} {task}", Tally())
        tally.add(outcome, set(case["expected"]) - set(NOT_COMPARED), offered)
        if outcome == "failed":
            print(f"FAILED {case['id']} ({task}): {difference}")


def unknown_names(reference: Mapping[str, Any]) -> list[str]:
    """What a file's vocabulary names and nothing here knows: topics, inputs, options, reasons and so on.

    Inputs and options are known when the mapping of their topic takes them; reasons, flags, methods and
    measures when they stand in the list of codes that the library can answer with, or is asked in.
    """
    schema, vocabulary = reference["schema"], reference.get("vocabulary", {})
    topics = MAPPINGS[schema]
    named = [name for group in TOPIC_LISTS for name in vocabulary.get(group, ())]
    unknown = [name for name in named if name not in topics]
    for group in ("input_keys", "options_keys"):
        for topic, names in vocabulary.get(group, {}).items():
            taken = taken_by(topics[topic]) if topic in topics else None
            unknown += [f"{topic}: {name}" for name in names if taken is not None and name not in taken]
    for group, codes in CODES.items():
        unknown += [f"{group}: {name}" for name in vocabulary.get(group, ()) if name not in codes]
    return [name for name in unknown if name.rpartition(": ")[2] not in NOT_OFFERED[schema]]


def taken_by(adapter: Adapter) -> frozenset[str] | None:
    """The names that a mapping takes; None where it takes any and hands them on."""
    parameters = signature(adapter).parameters.values()
    if any(one.kind is Parameter.VAR_KEYWORD for one in parameters):
        return None
    return frozenset({one.name for one in parameters} | set(REMARKS))


def main(arguments: list[str]) -> int:
    if not arguments:
        print("usage: python tests/golden.py FILE...", file=sys.stderr)
        return 2
    tallies: dict[str, Tally] = {}
    for argument in arguments:
        try:
            run(Path(argument), tallies)
        except (OSError, ValueError, KeyError) as error:
            print(f"{argument}: {type(error).__name__}: {error}", file=sys.stderr)
            return 2
    total = sum((tally.outcomes for tally in tallies.values()), Counter[str]())
    for task, tally in tallies.items():
        counted = ", ".join(f"{tally.outcomes[name]} {name}" for name in ("passed", "failed", "not offered"))
        print(f"{task}: {len(tally.offered)} of {len(tally.expected)} expected keys offered; {counted}")
    print(f"{total['not offered']} not offered")
    print(f"{total['passed']} passed, {total['failed']} failed")
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
