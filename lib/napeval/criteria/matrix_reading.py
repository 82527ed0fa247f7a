"""From the values of an evaluation matrix to the matrix, with every fault named at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType

from napeval.criteria.addresses import Address
from napeval.criteria.matrix_faults import LANGUAGES, Entry, Faults
from napeval.criteria.matrix_items import item_of
from napeval.criteria.naming import hint
from napeval.criteria.questions import (
    CRITERIA,
    CROSS_CUTTING,
    DOMAINS,
    DOMAINS_OF_TROUBLE,
    METHODS,
    RUNGS,
    SOURCES,
    EvidenceItem,
    Matrix,
    Question,
    Rules,
    StrengthDomain,
)

_TOP_KEYS = ("name", "written", "rules", "tables", "criteria")
_RULE_KEYS = (
    "minimum_coverage", "minimum_known", "minimum_judged", "minimum_respondents", "plan_evidence_at_most",
    "strength",
)  # fmt: skip
_HIGHEST: Mapping[str, int | None] = {"few_sources": None, "few_kinds": None, "evidence_disagrees": 100}
"""Of bounds that are counts or points; the others are shares."""
_QUESTION_KEYS = (
    "id", "text", "standard", "rubric", "weight", "why", "cross_cutting", "methods", "sources", "limits",
    "mid_term", "evidence",
)  # fmt: skip


def matrix_of(
    value: object, *, dated: bool, file: str = "", parts: Mapping[str, str] = MappingProxyType({})
) -> Matrix:
    """The matrix of a value that was read from YAML.

    dated: whether it must state the day on which it was written. file: named in faults, unless ""; parts:
    by criterion, where its questions stand in a file of their own. Raises MatrixError with every fault.
    """
    faults = Faults(file)
    entry = Entry.of(value, "top", faults, _TOP_KEYS)
    rules = _rules(entry)
    tables = _tables(entry)
    criteria = Entry.of(entry.values.get("criteria"), "criteria", faults, CRITERIA)
    if entry.values.get("criteria") == {}:
        faults.add("criteria", "found none; expected at least one with its questions.")
    questions = tuple(
        _question(
            value, criterion, f"{criterion}, question {number}", faults.within(parts.get(criterion, ""))
        )
        for criterion in criteria.values
        for number, value in enumerate(criteria.entries(criterion), start=1)
    )
    matrix = Matrix(entry.text("name"), _written(entry, dated), rules, tables, questions)
    _check_names(matrix, faults, parts)
    if not faults.lines:  # a misread item would only bring a second fault about its weight
        _check_weights(matrix, faults, parts)
    faults.stop_if_any()
    return matrix


def _written(top: Entry, dated: bool) -> date | None:
    """The day on which questions and rubrics were written; unlike a moment, it compares with other days."""
    found = top.values.get("written")
    if isinstance(found, date) and not isinstance(found, datetime):
        return found
    if dated or found is not None:
        shown = "nothing" if found is None else f"'{found}'"
        top.faults.add(top.place, f"key 'written': found {shown}; expected a day such as 2023-09-01.")
    return None


def _rules(top: Entry) -> Rules:
    entry = Entry.of(top.values.get("rules"), "rules", top.faults, _RULE_KEYS)
    strength = Entry.of(entry.values.get("strength"), "rules, strength", top.faults, DOMAINS)
    return Rules(
        minimum_coverage=entry.number("minimum_coverage", highest=1),
        minimum_known=entry.number("minimum_known", highest=1),
        minimum_judged=entry.number("minimum_judged", highest=1),
        minimum_respondents=int(entry.number("minimum_respondents", lowest=1)),
        plan_evidence_at_most=entry.number("plan_evidence_at_most", highest=1),
        strength=tuple(_domain(strength, code) for code in DOMAINS),
    )


def _domain(strength: Entry, code: str) -> StrengthDomain:
    """One reason to lower the strength; further from good must not lower by less."""
    found = strength.values.get(code)
    entry = Entry.of(found, f"rules, strength, {code}", strength.faults, ("one", "two"))
    if entry.values is not found:
        return StrengthDomain(code, Fraction(0), Fraction(0))
    highest, before = _HIGHEST.get(code, 1), len(entry.faults.lines)
    one, two = entry.number("one", highest=highest), entry.number("two", highest=highest)
    if len(entry.faults.lines) > before:
        return StrengthDomain(code, Fraction(0), Fraction(0))
    if (one > two) if code in DOMAINS_OF_TROUBLE else (one < two):
        order = "at most" if code in DOMAINS_OF_TROUBLE else "at least"
        entry.faults.add(
            entry.place, f"key 'one': found {float(one):g}; expected {order} 'two', {float(two):g}."
        )
    return StrengthDomain(code, one, two)


def _tables(top: Entry) -> Mapping[str, tuple[str, ...]]:
    found = top.values.get("tables")
    entry = Entry.of(found, "tables", top.faults, found if isinstance(found, dict) else ())
    return MappingProxyType({table: entry.words(table) for table in entry.values})


def _question(value: object, criterion: str, place: str, faults: Faults) -> Question:
    entry = Entry.of(value, place, faults, _QUESTION_KEYS)
    question_id = entry.text("id")
    entry = Entry(f"question {question_id}" if question_id else place, entry.values, faults)
    return Question(
        id=question_id,
        criterion=criterion,
        text=entry.texts("text"),
        standard=entry.texts("standard"),
        rubric=_rubric(entry),
        why=entry.texts("why"),
        limits=entry.texts("limits"),
        weight=entry.weight(),
        cross_cutting=entry.choices("cross_cutting", CROSS_CUTTING),
        methods=entry.choices("methods", METHODS),
        sources=entry.choices("sources", SOURCES),
        mid_term=entry.flag("mid_term"),
        evidence=tuple(
            item_of(item, f"{entry.place}, evidence {number}", faults)
            for number, item in enumerate(entry.entries("evidence"), start=1)
        ),
    )


def _rubric(question: Entry) -> Mapping[str, Mapping[str, str]]:
    """What each rung looks like; rungs with the same words would tell nothing."""
    found = question.values.get("rubric")
    if isinstance(found, dict):  # a rung that is written as a number means the same
        found = {str(rung) if type(rung) is int else rung: texts for rung, texts in found.items()}
    entry = Entry.of(found, f"{question.place}, rubric", question.faults, RUNGS)
    if entry.values is not found:
        return MappingProxyType({})
    rungs = {rung: entry.texts(rung) for rung in RUNGS}
    for language in LANGUAGES:
        words = Counter(texts.get(language, "") for texts in rungs.values())
        if any(times > 1 for text, times in words.items() if text):
            entry.faults.add(entry.place, f"two rungs have the same text in '{language}'.")
    return MappingProxyType(rungs)


def _check_names(matrix: Matrix, faults: Faults, parts: Mapping[str, str]) -> None:
    """Every id once, every address in a table whose key columns are given."""
    ids = Counter([question.id for question in matrix.questions])
    ids.update(item.id for question in matrix.questions for item in question.evidence)
    for name, times in ids.items():
        if times > 1 and name:
            faults.add(
                "ids", f"'{name}' stands {times} times; every question and item needs an id of its own."
            )
    for question in matrix.questions:
        own = faults.within(parts.get(question.criterion, ""))
        for item in question.evidence:
            for address in item.addresses:
                _check_address(item, address, matrix.tables, own)


def _check_address(
    item: EvidenceItem, address: Address, tables: Mapping[str, tuple[str, ...]], faults: Faults
) -> None:
    if address.table not in tables:
        faults.add(
            f"item {item.id}", f"'{address}': no key columns under 'tables'; {hint(address.table, tables)}"
        )
    elif len(address.keys) != len(tables[address.table]):
        columns = ", ".join(tables[address.table])
        faults.add(f"item {item.id}", f"'{address}': {len(address.keys)} key parts; expected: {columns}.")


def _check_weights(matrix: Matrix, faults: Faults, parts: Mapping[str, str]) -> None:
    """Each question needs scored evidence about implementation; evidence about the plan carries only part."""
    limit = matrix.rules.plan_evidence_at_most
    for question in matrix.questions:
        own = faults.within(parts.get(question.criterion, ""))
        total = sum((item.weight for item in question.evidence), Fraction(0))
        plan = sum((item.weight for item in question.evidence if item.about == "plan"), Fraction(0))
        if plan == total:
            own.add(
                f"question {question.id}",
                "no scored evidence about implementation; plan evidence alone is not enough.",
            )
        elif plan > limit * total:
            own.add(
                f"question {question.id}",
                f"evidence about the plan carries {float(plan / total):.4g} of the weight; "
                f"allowed: at most {float(limit):g}.",
            )
