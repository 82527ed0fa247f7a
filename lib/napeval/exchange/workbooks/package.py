"""The parts of a workbook: their declared types, their relations, and which keep it from being read."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from napeval.exchange.workbooks.active import name_code, relation_code, type_code
from napeval.exchange.workbooks.findings import Finding, WorkbookRefused, damaged, refuse
from napeval.exchange.workbooks.limits import WorkbookLimits
from napeval.exchange.workbooks.xml import Attributes, PartHandler, scan_part

_TYPES = "[Content_Types].xml"
_MOST_DECLARATIONS = 100_000  # of types, relations, styles; Excel keeps to 65,530 links in a sheet
_ROOT_RELATIONS = "_rels/.rels"
_WORKBOOK_TYPES = (
    "spreadsheetml.sheet.main+xml",
    "spreadsheetml.template.main+xml",
    "ms-excel.sheet.macroenabled.main+xml",  # refused as such, with whatever else it holds
    "ms-excel.template.macroenabled.main+xml",
    "ms-excel.addin.macroenabled.main+xml",
)
_OTHER_MAIN_TYPES: Sequence[tuple[str, Finding]] = (  # the first that the type of the main part holds
    ("sheet.binary.macroenabled", Finding("workbook_binary")),
    ("wordprocessingml", Finding("workbook_other_kind", arguments={"kind": "Word"})),
    ("presentationml", Finding("workbook_other_kind", arguments={"kind": "PowerPoint"})),
)


@dataclass(frozen=True)
class Relation:
    """kind: the last word of its type, in small letters. target: a part, or an address outside."""

    identity: str
    kind: str
    target: str
    outside: bool


@dataclass
class _TypesHandler(PartHandler):
    by_ending: dict[str, str] = field(default_factory=dict)
    by_part: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: Attributes) -> None:
        word = name.rpartition("}")[2]
        kind = attributes.get("ContentType", "").lower()
        if word == "Default":
            self.by_ending[attributes.get("Extension", "").lower()] = kind
        elif word == "Override":
            self.by_part[attributes.get("PartName", "").lstrip("/").lower()] = kind

    def type_of(self, part: str) -> str:
        ending = part.rpartition(".")[2].lower()
        return self.by_part.get(part.lower(), self.by_ending.get(ending, ""))


@dataclass
class _RelationsHandler(PartHandler):
    folder: str
    relations: list[Relation] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        if name.rpartition("}")[2] != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        outside = attributes.get("TargetMode", "").lower() == "external"
        target = attributes.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join("/" + self.folder, target)).lstrip("/")
        self.relations.append(Relation(attributes.get("Id", ""), kind, target, outside))


class Package:
    """The parts of a workbook that has passed the gate, with their types and relations.

    Raises WorkbookRefused where it is no .xlsx workbook, or where a part is active or reaches outside.
    """

    main_types: tuple[str, ...] = _WORKBOOK_TYPES
    """How the type of the main part ends."""
    other_main_types: Sequence[tuple[str, Finding]] = _OTHER_MAIN_TYPES
    """What else a package can be, by a word in the type of its main part."""

    def __init__(self, archive: zipfile.ZipFile, limits: WorkbookLimits) -> None:
        self._archive = archive
        self._limits = limits
        self._few = replace(limits, elements=min(limits.elements, _MOST_DECLARATIONS))
        self._names = {part.filename.lower(): part.filename for part in archive.infolist()}
        if _TYPES.lower() not in self._names:
            raise WorkbookRefused([self._foreign_finding()])
        self._types = _TypesHandler()
        self.scan(_TYPES, self._types)
        main = [each for each in self.relations("") if each.kind == "officedocument" and not each.outside]
        if not main:
            raise damaged(_ROOT_RELATIONS)
        self.workbook_part = main[0].target
        self._check_main()
        self._check_active()

    def has(self, part: str) -> bool:
        """Whether there is such a part, in large or small letters."""
        return part.lower() in self._names

    @property
    def names(self) -> Sequence[str]:
        """The names of all parts."""
        return list(self._names.values())

    def scan(self, part: str, handler: PartHandler, *, table: bool = False) -> None:
        """Pass the elements of a part to a handler. table: it may have as many as cells or their texts need.

        Raises WorkbookRefused where the part is missing or damaged.
        """
        if not self.has(part):
            raise damaged(part)
        with self._archive.open(self._names[part.lower()]) as stream:
            scan_part(stream, part, handler, self._limits if table else self._few)

    def content(self, part: str) -> bytes:
        """A part as it is; for parts that have been scanned. Raises KeyError where it is missing."""
        return self._archive.read(self._names[part.lower()])

    def relations(self, part: str) -> list[Relation]:
        """What a part is related to; of "", the workbook as a whole."""
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        return self._relations_in(place) if self.has(place) else []

    def _relations_in(self, place: str) -> list[Relation]:
        handler = _RelationsHandler(posixpath.dirname(posixpath.dirname(place)))
        self.scan(place, handler)
        return handler.relations

    def _foreign_finding(self) -> Finding:
        """What a zip is that declares no types."""
        if "mimetype" in self._names:
            with self._archive.open(self._names["mimetype"]) as stream:
                kind = stream.read(100)
            if b"opendocument.spreadsheet" in kind:
                return Finding("workbook_opendocument")
            if b"opendocument" in kind:
                return Finding("workbook_other_kind", arguments={"kind": "OpenDocument"})
        if "index/document.iwa" in self._names:
            return Finding("workbook_other_kind", arguments={"kind": "Apple Numbers"})
        return Finding("workbook_other_kind", arguments={"kind": "ZIP"})

    def _check_main(self) -> None:
        kind = self._types.type_of(self.workbook_part)
        for word, finding in self.other_main_types:
            if word in kind:
                raise WorkbookRefused([finding])
        if not kind.endswith(self.main_types):
            raise refuse("workbook_unknown")

    def fault_of(self, relation: Relation) -> str:
        """Why a relation keeps the package from being read; "" where it does not."""
        return relation_code(relation.kind, relation.outside)

    def _check_active(self) -> None:
        """Every part by its name and type, every relation by its kind and target; all reasons at once."""
        found: dict[str, str] = {}
        for part in self.names:
            for code in (name_code(part), type_code(self._types.type_of(part))):
                found.setdefault(code, part)
        for part in self.names:
            if part.lower().endswith(".rels"):
                for relation in self._relations_in(part):
                    found.setdefault(self.fault_of(relation), relation.target)
        found.pop("", None)
        if found:
            raise WorkbookRefused([Finding(code, value) for code, value in found.items()])
