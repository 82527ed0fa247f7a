"""From the YAML text of an evaluation matrix to the matrix, with every fault named at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from napeval.criteria.addresses import Address, parse_address
from napeval.criteria.matrix_faults import Entry, Faults, MatrixError
from napeval.criteria.naming import hint
from napeval.criteria.questions import (
    CRITERIA,
    CROSS_CUTTING,
    KINDS,
    METHODS,
    RULES,
    SCORED_KINDS,
    SOURCES,
    EvidenceItem,
    Matrix,
    Question,
    Rules,
    StrengthRule,
)
from napeval.cycle.strict_yaml import YamlFault, read_yaml

_MARKS = ("strong", "moderate", "weak")
_RULE_KEYS = (
    "minimum_coverage", "minimum_known", "minimum_judged", "minimum_respondents", "plan_evidence_at_most",
    "strength",
)  # fmt: skip
_STRENGTH_KEYS = ("kinds", "implementation", "coverage", "confirmed")
_QUESTION_KEYS = (
    "id", "text", "standard", "weight", "why", "cross_cutting", "methods", "sources", "limits", "mid_term",
    "evidence",
)  # fmt: skip
_ITEM_KEYS: Mapping[str, tuple[str, ...]] = {
    "rating": ("id", "kind"),
    "interview_theme": ("id", "kind"),
    "survey": ("id", "kind", "about", "weight", "why", "required"),
    "computed": (
        "id", "text", "kind", "about", "address", "rule", "from", "to", "over", "low", "high", "coverage",
        "confirmed", "confirmable", "weight", "why", "required",
    ),
}  # fmt: skip


def matrix_of(text: str) -> Matrix:
    """The matrix of a YAML text. Raises MatrixError with every fault."""
    faults = Faults()
    try:
        value = read_yaml(text)
    except YamlFault as fault:
        raise MatrixError(f"evaluation matrix:\n{fault}") from fault
    entry = Entry.of(value, "top", faults, ("name", "rules", "tables", "criteria"))
    rules = _rules(entry)
    tables = _tables(entry)
    criteria = Entry.of(entry.values.get("criteria"), "criteria", faults, CRITERIA)
    questions = tuple(
        _question(value, criterion, f"{criterion}, question {number}", faults)
        for criterion in criteria.values
        for number, value in enumerate(criteria.entries(criterion), start=1)
    )
    matrix = Matrix(entry.text("name"), rules, tables, questions)
    _check_names(matrix, faults)
    if not faults.lines:  # a misread item would only bring a second fault about its weight
        _check_weights(matrix, faults)
    faults.stop_if_any()
    return matrix


def _rules(top: Entry) -> Rules:
    entry = Entry.of(top.values.get("rules"), "rules", top.faults, _RULE_KEYS)
    strength = Entry.of(entry.values.get("strength"), "rules, strength", top.faults, _MARKS)
    return Rules(
        minimum_coverage=entry.number("minimum_coverage", highest=1),
        minimum_known=entry.number("minimum_known", highest=1),
        minimum_judged=entry.number("minimum_judged", highest=1),
        minimum_respondents=int(entry.number("minimum_respondents", lowest=1)),
        plan_evidence_at_most=entry.number("plan_evidence_at_most", highest=1),
        strength=tuple(_strength(strength, mark) for mark in _MARKS),
    )


def _strength(strength: Entry, mark: str) -> StrengthRule:
    entry = Entry.of(strength.values.get(mark), f"rules, strength, {mark}", strength.faults, _STRENGTH_KEYS)
    shares = [entry.number(key, highest=1) for key in ("implementation", "coverage", "confirmed")]
    return StrengthRule(mark, int(entry.number("kinds", lowest=1)), *shares)


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
        why=entry.texts("why"),
        limits=entry.texts("limits"),
        weight=entry.weight(),
        cross_cutting=entry.choices("cross_cutting", CROSS_CUTTING),
        methods=entry.choices("methods", METHODS),
        sources=entry.choices("sources", SOURCES),
        mid_term=entry.flag("mid_term"),
        evidence=tuple(
            _item(item, f"{entry.place}, evidence {number}", faults)
            for number, item in enumerate(entry.entries("evidence"), start=1)
        ),
    )


def _item(value: object, place: str, faults: Faults) -> EvidenceItem:
    every_key = dict.fromkeys(key for keys in _ITEM_KEYS.values() for key in keys)
    kind = value.get("kind") if isinstance(value, dict) else None
    entry = Entry.of(value, place, faults, _ITEM_KEYS.get(str(kind), tuple(every_key)))
    item_id = entry.text("id")
    entry = Entry(f"item {item_id}" if item_id else place, entry.values, faults)
    kind = entry.choice("kind", KINDS)
    if kind not in SCORED_KINDS:
        return EvidenceItem(item_id, kind)
    scored = EvidenceItem(
        id=item_id,
        kind=kind,
        about=entry.choice("about", ("plan", "implementation")),
        weight=entry.weight(),
        why=entry.text("why"),
        required=entry.flag("required", False),
    )
    return _computed(scored, entry) if kind == "computed" else scored


def _computed(item: EvidenceItem, entry: Entry) -> EvidenceItem:
    rule = entry.choice("rule", RULES)
    given = {key for key in ("from", "to", "low", "high", "over") if key in entry.values}
    allowed = {
        "linear": {"from", "to", "low", "high", "over"},
        "interval": {"high"},
        "share_of_rows": set[str](),
    }.get(rule, {"low", "high", "over"})
    for key in sorted(given - allowed):
        entry.faults.add(entry.place, f"key '{key}' does not go with the rule '{rule}'.")
    if rule == "interval" and "high" not in given:
        entry.faults.add(
            entry.place, "the rule 'interval' needs the key 'high', the column with the upper end."
        )
    elif len(given & {"low", "high"}) == 1 and rule != "interval":
        entry.faults.add(entry.place, "the keys 'low' and 'high' go together.")
    start, end = _ends(entry) if rule == "linear" else (Fraction(0), Fraction(1))
    address = _address(entry, "address")
    if address is not None and address.several and rule != "share_of_rows":
        entry.faults.add(entry.place, f"the rule '{rule}' reads one row, but '{address}' may name several.")
    if ("confirmed" in entry.values) != ("confirmable" in entry.values):
        entry.faults.add(entry.place, "the keys 'confirmed' and 'confirmable' go together.")
    return EvidenceItem(
        id=item.id, kind=item.kind, about=item.about, weight=item.weight, why=item.why,
        text=entry.texts("text") if "text" in entry.values else MappingProxyType({}),
        required=item.required, address=address, rule=rule, start=start, end=end,
        over=_address(entry, "over") if "over" in given else None,
        low=entry.text("low", ""), high=entry.text("high", ""), coverage=entry.text("coverage", ""),
        confirmed=_address(entry, "confirmed") if "confirmed" in entry.values else None,
        confirmable=_address(entry, "confirmable") if "confirmable" in entry.values else None,
    )  # fmt: skip


def _ends(entry: Entry) -> tuple[Fraction, Fraction]:
    start, end = entry.number("from"), entry.number("to")
    if start == end:
        entry.faults.add(
            entry.place, "the rule 'linear' needs two different ends, 'from' (0 points) and 'to' (100)."
        )
        return Fraction(0), Fraction(1)
    return start, end


def _address(entry: Entry, key: str) -> Address | None:
    text = entry.text(key)
    if not text:
        return None
    try:
        return parse_address(text)
    except ValueError as fault:
        entry.faults.add(entry.place, f"key '{key}': {fault}")
        return None


def _check_names(matrix: Matrix, faults: Faults) -> None:
    """Every id once, every address in a table whose key columns are given."""
    ids = Counter([question.id for question in matrix.questions])
    ids.update(item.id for question in matrix.questions for item in question.evidence)
    for name, times in ids.items():
        if times > 1 and name:
            faults.add(
                "ids", f"'{name}' stands {times} times; every question and item needs an id of its own."
            )
    for question in matrix.questions:
        for item in question.evidence:
            for address in item.addresses:
                _check_address(item, address, matrix.tables, faults)


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


def _check_weights(matrix: Matrix, faults: Faults) -> None:
    """Each question needs scored evidence about implementation; evidence about the plan carries only part."""
    limit = matrix.rules.plan_evidence_at_most
    for question in matrix.questions:
        total = sum((item.weight for item in question.evidence), Fraction(0))
        plan = sum((item.weight for item in question.evidence if item.about == "plan"), Fraction(0))
        if plan == total:
            faults.add(
                f"question {question.id}",
                "no scored evidence about implementation; plan evidence alone is not enough.",
            )
        elif plan > limit * total:
            faults.add(
                f"question {question.id}",
                f"evidence about the plan carries {float(plan / total):.4g} of the weight; "
                f"allowed: at most {float(limit):g}.",
            )
