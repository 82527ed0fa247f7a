"""Which parts of a workbook run, reach outside or hide something: they are refused.

A part is judged by its name, by its declared type and by the relations that lead to it, since any of the
three alone can be made to look harmless. Comments, pictures, printer settings, form controls, pivot tables,
add-in panes and the marks of a document archive do none of this and pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_NAMES: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("workbook_macros", r"(^|/)(vbaproject|vbadata|macrosheets|intlmacrosheets|dialogsheets)"),
        ("workbook_macros", r"(^|/)attachedtoolbars"),
        ("workbook_ribbon", r"(^|/)(customui|usercustomization)"),
        ("workbook_links", r"(^|/)externallinks?"),
        ("workbook_connections", r"(^|/)(connections?\d*\.|querytables|volatiledependencies)"),
        ("workbook_connections", r"^xl/model/"),
        ("workbook_embedded", r"(^|/)(embeddings|activex|oleobjects)"),
    )
)
_TYPES: Sequence[tuple[str, str]] = (
    ("macroenabled", "workbook_macros"),
    ("vbaproject", "workbook_macros"),
    ("macrosheet", "workbook_macros"),
    ("dialogsheet", "workbook_macros"),
    ("externallink+xml", "workbook_links"),
    ("connections+xml", "workbook_connections"),
    ("querytable+xml", "workbook_connections"),
    ("volatiledependencies+xml", "workbook_connections"),
    ("oleobject", "workbook_embedded"),
    ("activex", "workbook_embedded"),
)
_RELATIONS: Mapping[str, str] = {
    "vbaproject": "workbook_macros",
    "wordvbadata": "workbook_macros",
    "xlmacrosheet": "workbook_macros",
    "xlintlmacrosheet": "workbook_macros",
    "dialogsheet": "workbook_macros",
    "attachedtoolbars": "workbook_macros",
    "extensibility": "workbook_ribbon",
    "usercustomization": "workbook_ribbon",
    "externallink": "workbook_links",
    "connections": "workbook_connections",
    "querytable": "workbook_connections",
    "volatiledependencies": "workbook_connections",
    "oleobject": "workbook_embedded",
    "package": "workbook_embedded",
    "control": "workbook_embedded",
    "activexcontrolbinary": "workbook_embedded",
}


def name_code(name: str) -> str:
    """The fault of a part with this name, "" where it is harmless."""
    low = name.lower()
    return next((code for code, pattern in _NAMES if pattern.search(low)), "")


def type_code(declared: str) -> str:
    """The fault of a part of this declared type (in small letters), "" where it is harmless."""
    return next((code for word, code in _TYPES if word in declared), "")


def relation_code(kind: str, outside: bool) -> str:
    """The fault of a relation, "" where it is harmless.

    kind: the last word of its type, in small letters. outside: its target is no part of the workbook; a
    link to click on may have such a target, whatever loads by itself may not.
    """
    if code := _RELATIONS.get(kind, ""):
        return code
    return "workbook_links" if outside and kind != "hyperlink" else ""
