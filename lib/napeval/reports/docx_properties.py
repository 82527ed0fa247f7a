"""What a Word report knows of itself: the report that it is, and the claims that its slots cite.

They stand in docProps/custom.xml, which word processors keep, so that an edited file can be led back to the
report that it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from napeval.display.blocks import Block
from napeval.reports.docx_parts import printable

ORIGIN = ("cycle", "report", "evaluation", "language")
"""Names of the properties that say which report a file is."""
FINGERPRINT = "fingerprint"
"""Name of the property that is the same in two files only where their blocks are."""
SLOT = "slot_"
"""How bookmarks around the evaluators' texts, and the properties with their sections, begin."""
CITE = "cite"
"""How bookmarks around cited figures, and the properties with their addresses, begin."""

_PLACE = "/docProps/custom.xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one that Office gives to all properties of users
_SPACES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)


def fingerprint(blocks: Sequence[Block]) -> str:
    """Sixteen digits that tell one state of a report from another."""
    text = json.dumps(list(blocks), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def add_properties(document: Any, values: Mapping[str, str]) -> None:
    """Put properties of our own into a document, in this order."""
    properties = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(printable(name))}>'
        f"<vt:lpwstr>{escape(printable(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    text = f"{head}\n<Properties {_SPACES}>{properties}</Properties>"
    package = document.part.package
    part = Part(PackURI(_PLACE), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, text.encode("utf-8"), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
