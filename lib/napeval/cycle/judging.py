"""What is said of the words of one column while they are judged, each distinct word once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from napeval.cycle.cleaning import INVISIBLE
from napeval.cycle.conventions import Conventions
from napeval.cycle.faults import Severity
from napeval.cycle.schemas import Field

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LOST = "\N{REPLACEMENT CHARACTER}"
_LINE_END = re.compile(r"[\r\n\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]+")
_MARKS = str.maketrans({"\t": "⇥"})
UNPRINTABLE = _CONTROL.pattern.replace("]", f"{_LOST}]")
"""What stands in no cell: control characters, and the mark that programs put for letters that they lost."""
_MAX_SHOWN = 60


@dataclass(frozen=True)
class Remark:
    """What is to be said of one word of a column, wherever it stands."""

    code: str
    value: str | None = None
    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    severity: Severity = "error"


class Judgement:
    """The remarks on the words of a column, by the place of the word among the distinct ones.

    signs: units written beside numbers, by place. is_code: the words are identifiers. refused: places of
    the words that cannot be used.
    """

    def __init__(self, field: Field, conventions: Conventions, *, is_code: bool) -> None:
        self.field, self.conventions, self.is_code = field, conventions, is_code
        self.remarks: dict[int, list[Remark]] = {}
        self.signs: dict[int, str] = {}
        self.refused: set[int] = set()

    def refuse(self, place: int, code: str, text: str, arguments: Mapping[str, str] | None = None) -> None:
        """The word cannot be used, and how it would be read matters no more.

        A character that cannot be printed is the fault that matters then.
        """
        if _CONTROL.search(text):
            code, arguments = ("nul_character" if "\0" in text else "control_character"), None
        elif _LOST in text:
            code, arguments = "letters_lost", None
        self.refused.add(place)
        self.remarks[place] = [said for said in self.remarks.get(place, ()) if said.severity != "note"]
        self._say(place, Remark(code, shown(text) if text else None, arguments or {}))

    def normalised(self, place: int, text: str, becomes: str, code: str = "cell_normalised") -> None:
        """The word was read as another writing of the same."""
        self._say(place, Remark(code, shown(text), {"becomes": shown(becomes)}, "note"))

    def forget(self, place: int) -> None:
        """Nothing is said of the word so far."""
        self.remarks.pop(place, None)
        self.signs.pop(place, None)

    def _say(self, place: int, remark: Remark) -> None:
        self.remarks.setdefault(place, []).append(remark)


def shown(text: str) -> str:
    """A word as messages show it: in one line, not longer than that, and nothing in it that nobody sees."""
    text = INVISIBLE.sub(lambda mark: f"‹U+{ord(mark[0]):04X}›", text)
    text = _CONTROL.sub(_LOST, _LINE_END.sub("⏎", text[: 2 * _MAX_SHOWN])).translate(_MARKS)
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"
