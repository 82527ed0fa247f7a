"""From evidence to findings, conclusions, recommendations and lessons: does each rest on the one before?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from napeval.cycle.cycle import Evaluation
from napeval.cycle.identifiers import split_list
from napeval.cycle.trace import every_row, key_text
from napeval.measures.rows import result_frame
from napeval.measures.voices import text_of

EVIDENCE = "evidence"
FINDING, CONCLUSION, RECOMMENDATION, LESSON = "finding", "conclusion", "recommendation", "lesson"
KINDS = (FINDING, CONCLUSION, RECOMMENDATION, LESSON)
"""Kinds of statements, in the order in which one rests on the other."""

PREFERRED: Mapping[str, tuple[str, ...]] = {
    FINDING: (EVIDENCE, FINDING, CONCLUSION),
    CONCLUSION: (FINDING, CONCLUSION, EVIDENCE),
    RECOMMENDATION: (CONCLUSION, FINDING, EVIDENCE, RECOMMENDATION),
    LESSON: (FINDING, EVIDENCE, CONCLUSION, RECOMMENDATION, LESSON),
}
"""What an identifier stands for, by the kind that names it, where several tables have it."""
_DEMANDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    FINDING: (("no_evidence", EVIDENCE),),
    CONCLUSION: (("no_finding", FINDING), ("no_evidence", EVIDENCE)),
    RECOMMENDATION: (
        ("no_conclusion", CONCLUSION), ("no_finding", FINDING), ("no_evidence", EVIDENCE),
    ),
    LESSON: (("no_evidence", EVIDENCE),),
}  # fmt: skip
"""What has to lie beneath a statement, and the reason where it does not."""
_ASKED_OF_RECOMMENDATIONS = (
    ("no_addressee", "addressed_to"), ("no_deadline", "due"), ("no_priority", "priority"),
)  # fmt: skip

_TYPES = dict.fromkeys(
    (
        "kind", "id", "objective_id", "criterion", "rests_on", "conclusions", "findings", "evidence",
        "addressed_to", "due", "priority", "complete", "reason", "trace",
    ),
    "str",
) | {"complete": "boolean"}  # fmt: skip
_COUNT_TYPES = {
    "kind": "str", "statements": "Int64", "complete": "Int64", "lacking": "Int64", "trace": "str",
}  # fmt: skip

Node = tuple[str, str]
"""A statement or a piece of evidence: its kind and its identifier or address."""


@dataclass(frozen=True)
class _Statements:
    """Every statement with what it names, and the identifiers of the collected evidence."""

    named: Mapping[Node, tuple[str, ...]]
    evidence: frozenset[str]

    def stands_for(self, kind: str, part: str) -> Node | None:
        """What a part of based_on stands for; None where there is nothing of that name."""
        if "#" in part:  # the address of a figure
            return (EVIDENCE, part)
        for wanted in PREFERRED[kind]:
            if part in self.evidence if wanted == EVIDENCE else (wanted, part) in self.named:
                return (wanted, part)
        return None

    def beneath(self, node: Node) -> list[Node]:
        """All that a statement rests on, directly or through others, each once, nearest first.

        The statement itself is among it where it rests on itself.
        """
        found: dict[Node, None] = {}
        ahead = [node]
        for one in ahead:
            for part in self.named.get(one, ()):
                below = self.stands_for(one[0], part)
                if below is not None and below not in found:
                    found[below] = None
                    ahead.append(below)
        return list(found)


def reasoning(evaluation: Evaluation) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Does what the evaluators recommend rest on what they found?

    Returns two tables. The first has one row per finding, conclusion, recommendation and lesson: rests_on,
    what its based_on names; conclusions, findings and evidence (addresses of figures and identifiers of
    collected evidence) that lie beneath it, directly or through others, each joined by semicolons; complete,
    whether nothing is lacking; reason, codes joined by semicolons: no_conclusion, no_finding, no_evidence
    (nothing of that kind beneath a recommendation, conclusion, finding or lesson that needs it),
    unknown_reference (it names what is not there), circular (it rests on itself), and of recommendations
    no_addressee, no_deadline, no_priority. The second counts them by kind: statements, complete, lacking.

    The chain is that of the guide's evaluation report (annex 8): findings from evidence, conclusions from
    findings, recommendations from conclusions; a lesson may rest on any of them or on evidence itself.
    """
    tables = {kind: evaluation.table(f"evaluations/{kind}s") for kind in KINDS}
    statements = _Statements(
        {
            (kind, str(name)): tuple(split_list(parts))
            for kind, table in tables.items()
            for name, parts in zip(table["id"], table["based_on"], strict=True)
        },
        frozenset(evaluation.table("evaluations/evidence")["evidence_id"].dropna().astype(str)),
    )
    rows = [
        _row(kind, cells, statements) for kind, table in tables.items() for cells in table.to_dict("records")
    ]
    return result_frame(rows, _TYPES), result_frame(_counts(rows), _COUNT_TYPES)


def _row(kind: str, cells: Mapping[object, object], statements: _Statements) -> dict[str, object]:
    node = (kind, str(cells["id"]))
    beneath = statements.beneath(node)
    reasons = tuple(_reasons(node, cells, beneath, statements))
    names = {
        wanted: ";".join(name for one, name in beneath if one == wanted and (one, name) != node)
        for wanted in (CONCLUSION, FINDING, EVIDENCE)
    }
    written = ("objective_id", "criterion", "addressed_to", "due", "priority")
    return {
        "kind": kind, "id": node[1], **{column: text_of(cells[column]) for column in written},
        "rests_on": ";".join(statements.named[node]), "conclusions": names[CONCLUSION],
        "findings": names[FINDING], "evidence": names[EVIDENCE], "complete": not reasons,
        "reason": ";".join(reasons), "trace": ";".join(_traces(node, beneath)),
    }  # fmt: skip


def _reasons(
    node: Node, cells: Mapping[object, object], beneath: Sequence[Node], statements: _Statements
) -> Iterator[str]:
    kind = node[0]
    kinds = {one for one, name in beneath if (one, name) != node}
    yield from (code for code, wanted in _DEMANDS[kind] if wanted not in kinds)
    if any(statements.stands_for(kind, part) is None for part in statements.named[node]):
        yield "unknown_reference"
    if node in beneath:
        yield "circular"
    if kind == RECOMMENDATION:
        yield from (code for code, column in _ASKED_OF_RECOMMENDATIONS if not text_of(cells[column]))


def _traces(node: Node, beneath: Sequence[Node]) -> Iterator[str]:
    """The rows of the evaluation behind a statement; figures are named by their address."""
    for kind, name in dict.fromkeys((node, *beneath)):
        if kind != EVIDENCE:
            yield f"evaluations/{kind}s#{key_text([name])}"
        elif "#" not in name:
            yield f"evaluations/evidence#{key_text([name])}"


def _counts(rows: Sequence[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    for kind in KINDS:
        complete = [row["complete"] for row in rows if row["kind"] == kind]
        yield {
            "kind": kind, "statements": len(complete), "complete": complete.count(True),
            "lacking": complete.count(False), "trace": every_row(f"evaluations/{kind}s"),
        }  # fmt: skip
