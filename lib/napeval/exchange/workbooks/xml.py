"""Reads the XML parts of a workbook as a stream, without ever holding one as a tree.

Refused, as in defusedxml: document types, with all entities and outside references that they could
declare. Limited besides: the number of elements, and the length of a single tag, over which older
versions of expat spend time that grows with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Any
from xml.parsers import expat

from napeval.exchange.workbooks.findings import damaged, refuse
from napeval.exchange.workbooks.limits import WorkbookLimits

Attributes = Mapping[str, str]

_CHUNK_BYTES = 65_536
_NAMES_KEPT = 1_000
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)

_OFF = ("0", "false", "off")


def is_on(attributes: Attributes, name: str, *, default: bool = False) -> bool:
    """Whether a yes-or-no attribute says yes."""
    return attributes[name].strip().lower() not in _OFF if name in attributes else default


class PartHandler:
    """What is done with the elements of one part.

    Names of the main namespace of workbooks, in its ordinary and its strict form, come bare ("row");
    others as "namespace}name".
    """

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text, in pieces."""


def scan_part(stream: IO[bytes], part: str, handler: PartHandler, limits: WorkbookLimits) -> None:
    """Pass every element of a part to the handler.

    Raises WorkbookRefused where the part is no XML, declares a document type, or is beyond a limit.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype(part)
    names = _BareNames()
    parser.StartElementHandler = _limited(handler.start, names, part, limits)
    parser.EndElementHandler = lambda name: handler.end(names[name])
    parser.CharacterDataHandler = handler.text
    fed = 0
    try:
        while chunk := stream.read(_CHUNK_BYTES):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > limits.token_bytes:
                raise refuse("workbook_too_complex", part)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise damaged(part) from error


def _refuse_doctype(part: str) -> Callable[..., None]:
    def refuse_it(*_: Any) -> None:
        raise refuse("workbook_entities", part)

    return refuse_it


class _BareNames(dict[str, str]):
    """Names without their namespace where that is the main one; each is worked out once."""

    def __missing__(self, name: str) -> str:
        namespace, _, local = name.rpartition("}")
        bare = local if namespace in _MAIN else name
        if len(self) < _NAMES_KEPT:  # a made-up part may name every element differently
            self[name] = bare
        return bare


def _limited(
    start: Callable[[str, Attributes], None], names: _BareNames, part: str, limits: WorkbookLimits
) -> Callable[[str, Attributes], None]:
    left = limits.elements

    def start_it(name: str, attributes: Attributes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise refuse("workbook_too_complex", part)
        start(names[name], attributes)

    return start_it
