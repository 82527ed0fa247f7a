"""Formulas as texts, looked through for calls of other programs."""

from __future__ import annotations

import re

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_PROGRAM_CALL = re.compile(r"(?<![\w'])[\w.]+\|('[^']*'|[\w.$]+)!")


def calls_program(formula: str) -> bool:
    """Whether a formula asks another program for its value, as in =cmd|'/c calc'!A0 (DDE)."""
    return "|" in formula and bool(_PROGRAM_CALL.search(_TEXT.sub('""', formula)))
