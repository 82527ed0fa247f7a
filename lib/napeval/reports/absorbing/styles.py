"""What the styles and lists of a Word document make of a paragraph, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from napeval.reports.absorbing.pieces import Kind

_KINDS: Mapping[str, Kind] = {
    "list bullet": "bullet",
    "list number": "number",
    "caption": "caption",
    "to be written": "prompt",
    "note": "note",
    "title": "heading",
    "contents heading": "contents",
    "toc heading": "contents",
}
_BEGINNINGS: tuple[tuple[str, Kind], ...] = (
    ("heading ", "heading"),
    ("toc ", "contents"),
    ("list bullet ", "bullet"),
    ("list number ", "number"),
)
_STRONG, _EMPHASIS = ("strong", "strong emphasis"), ("emphasis",)


@dataclass(frozen=True)
class Looks:
    """Names of styles by identifier, in small letters, and kinds of lists by number and level."""

    names: Mapping[str, str]
    lists: Mapping[tuple[str, str], Kind]

    def kind_of(self, properties: Any) -> Kind:
        """The kind of a paragraph with these properties, which may be None."""
        if properties is None:
            return "paragraph"
        name = self._name(properties.find(qn("w:pStyle")))
        kind = _KINDS.get(name) or next((kind for start, kind in _BEGINNINGS if name.startswith(start)), None)
        return kind or self._listed(properties) or "paragraph"

    def _listed(self, properties: Any) -> Kind | None:
        numbering = properties.find(qn("w:numPr"))
        if numbering is None:
            return None
        number, level = _value(numbering.find(qn("w:numId"))), _value(numbering.find(qn("w:ilvl")))
        return self.lists.get((number, level or "0"))

    def is_strong(self, run_properties: Any) -> bool:
        """Whether a run is bold, by itself or by its style."""
        return self._is(run_properties, "w:b", _STRONG)

    def is_emphasis(self, run_properties: Any) -> bool:
        """Whether a run is in italics, by itself or by its style."""
        return self._is(run_properties, "w:i", _EMPHASIS)

    def _is(self, properties: Any, tag: str, styles: tuple[str, ...]) -> bool:
        if properties is None:
            return False
        switch = properties.find(qn(tag))
        if switch is not None:
            return _value(switch, "true") not in ("0", "false", "off")
        return self._name(properties.find(qn("w:rStyle"))) in styles

    def _name(self, style: Any) -> str:
        identifier = _value(style)
        return self.names.get(identifier, identifier.lower())


def looks_of(styles: bytes, numbering: bytes) -> Looks:
    """The styles and lists of a document; b"" for a part that is not there."""
    return Looks(_style_names(styles), _lists(numbering))


def _style_names(content: bytes) -> dict[str, str]:
    if not content:
        return {}
    return {
        style.get(qn("w:styleId"), ""): _value(style.find(qn("w:name"))).lower()
        for style in parse_xml(content).iter(qn("w:style"))
    }


def _lists(content: bytes) -> dict[tuple[str, str], Kind]:
    """Bulleted or numbered, by the number of a list and the level in it."""
    if not content:
        return {}
    root = parse_xml(content)
    abstract: dict[str, dict[str, Kind]] = {}
    for one in root.iter(qn("w:abstractNum")):
        levels = abstract.setdefault(one.get(qn("w:abstractNumId"), ""), {})
        for level in one.iter(qn("w:lvl")):
            form = _value(level.find(qn("w:numFmt")))
            if form and form != "none":
                levels[level.get(qn("w:ilvl"), "0")] = "bullet" if form == "bullet" else "number"
    return {
        (one.get(qn("w:numId"), ""), level): kind
        for one in root.iter(qn("w:num"))
        for level, kind in abstract.get(_value(one.find(qn("w:abstractNumId"))), {}).items()
    }


def _value(element: Any, default: str = "") -> str:
    return default if element is None else str(element.get(qn("w:val"), default))
