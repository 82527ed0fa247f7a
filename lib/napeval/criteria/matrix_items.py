"""From the values of an item of evidence in a matrix to the item."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from napeval.criteria.addresses import Address, parse_address
from napeval.criteria.matrix_faults import Entry, Faults
from napeval.criteria.questions import KINDS, RULES, SCORED_KINDS, EvidenceItem

_ITEM_KEYS: Mapping[str, tuple[str, ...]] = {
    "rating": ("id", "kind"),
    "interview_theme": ("id", "kind"),
    "context": ("id", "text", "kind", "address"),
    "survey": ("id", "kind", "about", "weight", "why", "required"),
    "computed": (
        "id", "text", "kind", "about", "address", "rule", "from", "to", "over", "low", "high", "coverage",
        "confirmed", "confirmable", "points", "weight", "why", "required",
    ),
}  # fmt: skip


def item_of(value: object, place: str, faults: Faults) -> EvidenceItem:
    """One item of evidence; what is wrong with it joins the faults."""
    every_key = dict.fromkeys(key for keys in _ITEM_KEYS.values() for key in keys)
    kind = value.get("kind") if isinstance(value, dict) else None
    entry = Entry.of(value, place, faults, _ITEM_KEYS.get(str(kind), tuple(every_key)))
    item_id = entry.text("id")
    entry = Entry(f"item {item_id}" if item_id else place, entry.values, faults)
    kind = entry.choice("kind", KINDS)
    if kind == "context":
        return EvidenceItem(item_id, kind, address=_address(entry, "address"), text=entry.texts("text"))
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
    given = {key for key in ("from", "to", "low", "high", "over", "points") if key in entry.values}
    allowed = {
        "linear": {"from", "to", "low", "high", "over"},
        "interval": {"high"},
        "share_of_rows": set[str](),
        "codes": {"points"},
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
        points=_points(entry) if rule == "codes" else MappingProxyType({}),
        low=entry.text("low", ""), high=entry.text("high", ""), coverage=entry.text("coverage", ""),
        confirmed=_address(entry, "confirmed") if "confirmed" in entry.values else None,
        confirmable=_address(entry, "confirmable") if "confirmable" in entry.values else None,
    )  # fmt: skip


def _points(entry: Entry) -> Mapping[str, Fraction]:
    """Points by code, at least two of them: one code alone would make a constant."""
    found = entry.values.get("points")
    inner = Entry.of(found, f"{entry.place}, points", entry.faults, found if isinstance(found, dict) else ())
    if inner.values is found and len(inner.values) < 2:
        inner.faults.add(inner.place, f"found {len(inner.values)}; expected the points of two codes or more.")
    return MappingProxyType({code: inner.number(code, highest=100) for code in inner.values})


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
