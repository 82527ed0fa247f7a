"""The parts that all sheets share, scanned: the list of sheets and the lengths of the shared texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from napeval.exchange.workbooks.findings import damaged, refuse
from napeval.exchange.workbooks.limits import WorkbookLimits
from napeval.exchange.workbooks.package import Package
from napeval.exchange.workbooks.xml import Attributes, PartHandler, is_on

_RELATION_NAMES = tuple(
    f"http://{place}}}id"
    for place in (
        "schemas.openxmlformats.org/officeDocument/2006/relationships",
        "purl.oclc.org/ooxml/officeDocument/relationships",
    )
)


@dataclass(frozen=True)
class SheetEntry:
    """One line of the list of sheets. relation: which leads to the part that holds it."""

    name: str
    hidden: bool
    relation: str


@dataclass
class _ListHandler(PartHandler):
    """openpyxl takes a workbook that says nothing about calculating for one that was never calculated."""

    sheets: list[SheetEntry] = field(default_factory=list)
    never_calculated: bool = False
    by_hand: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            relation = next((attributes[each] for each in _RELATION_NAMES if each in attributes), "")
            self.sheets.append(SheetEntry(attributes.get("name", ""), hidden, relation))
        elif name == "calcPr":
            self.never_calculated = is_on(attributes, "fullCalcOnLoad")
            manual = attributes.get("calcMode") == "manual"
            self.by_hand = manual and not is_on(attributes, "calcOnSave", default=True)


@dataclass
class _LengthsHandler(PartHandler):
    """The length of each text that cells refer to by number, so that none is held twice to be counted."""

    limits: WorkbookLimits
    lengths: list[int] = field(default_factory=list)
    _all: int = 0
    _takes: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        self._takes = name == "t"
        if name == "si":
            self.lengths.append(0)

    def end(self, name: str) -> None:
        self._takes = False

    def text(self, text: str) -> None:
        self._all += len(text)
        if self._all > self.limits.text_characters:
            raise refuse("workbook_too_much_text", limit=str(self.limits.text_characters))
        if self._takes and self.lengths:
            self.lengths[-1] += len(text)


@dataclass(frozen=True)
class SheetList:
    """What is scanned before the sheets.

    sheets: each with the part that holds it. styles, texts: their parts, "" for none. never_calculated:
    whoever wrote it asks for all formulas to be calculated when it is opened, so that the results stored
    now are placeholders. by_hand: it is calculated on demand only, not even when saved.
    """

    sheets: Sequence[tuple[SheetEntry, str]]
    styles: str
    texts: str
    text_lengths: Sequence[int]
    never_calculated: bool
    by_hand: bool


def scan_sheet_list(package: Package, limits: WorkbookLimits) -> SheetList:
    """Scan the shared parts of a workbook.

    Raises WorkbookRefused where one is missing, damaged or too large, or where no sheet can be seen.
    """
    part = package.workbook_part
    listed, lengths = _ListHandler(), _LengthsHandler(limits)
    package.scan(part, listed)
    relations = package.relations(part)
    shared = {each.kind: each.target for each in relations if each.kind in ("styles", "sharedstrings")}
    styles, texts = shared.get("styles", ""), shared.get("sharedstrings", "")
    if styles:
        package.scan(styles, PartHandler())
    if texts:
        package.scan(texts, lengths, table=True)
    places = {each.identity: each for each in relations}
    sheets = []
    for entry in listed.sheets:
        place = places.get(entry.relation)
        if place is None or not entry.name:
            raise damaged(part)
        if place.kind == "worksheet":  # a sheet that is nothing but a chart holds no cells
            sheets.append((entry, place.target))
    if not any(not entry.hidden for entry, _ in sheets):
        raise refuse("workbook_no_sheet")
    if len({entry.name.lower() for entry, _ in sheets}) < len(sheets):
        raise damaged(part)
    return SheetList(sheets, styles, texts, lengths.lengths, listed.never_calculated, listed.by_hand)
