"""The parts of a cell that names several things, and abbreviations among them."""

from __future__ import annotations

import re

from napeval.exchange.plans.sheet import PlanCell

_SEPARATORS = re.compile(r"[,;/]+")
_SHORT = re.compile(r"[A-ZËÇŠĐČĆŽ][A-ZËÇŠĐČĆŽ0-9]+|[A-ZËÇ][a-zëç]?[A-ZËÇ]+[A-Za-zëç0-9]*")
_ENDING = re.compile(r"(?P<short>[A-ZËÇŠĐČĆŽ]{2,})-(?:të|te|së|se|ja|je|it|ve|i|a|u|om|ovi|ove)")
_OPEN_ENDS = frozenset(
    ["e", "i", "të", "te", "së", "se", "of", "the", "for", "and", "dhe", "për", "per", "za", "i", "u", "na"]
)
_SMALL = frozenset((
    "e", "i", "të", "te", "së", "se", "dhe", "për", "per", "me", "në", "ne", "of", "the", "for", "and",
    "in", "on", "to", "za", "i", "u", "na", "o",
))  # fmt: skip


def pieces(cell: PlanCell | None) -> list[str]:
    """The parts of a cell between line ends, commas, semicolons and slashes; lines of one name are one."""
    if cell is None:
        return []
    lines: list[str] = []
    for line in cell.lines:
        last = lines[-1].rsplit(maxsplit=1)[-1].casefold() if lines else ""
        carries_on = (
            bool(lines)
            and not lines[-1].rstrip().endswith((",", ";", "/"))
            and (
                line[0].islower()
                or line.startswith("(")
                or last in _OPEN_ENDS
                or lines[-1].rstrip().endswith("-")
            )
        )
        if carries_on:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    parts = (part for line in lines for part in _outside_brackets(line))
    return [piece for piece in (" ".join(part.split()).strip(" .") for part in parts) if piece]


def _outside_brackets(line: str) -> list[str]:
    """A line split at its separators, but not within brackets."""
    kept = re.sub(r"\([^()]*\)", lambda match: _SEPARATORS.sub("\0", match[0]), line)
    return [part.replace("\0", ",") for part in _SEPARATORS.split(kept)]


def abbreviation(piece: str) -> str:
    """The abbreviation that a piece is, without an ending such as -së; "" where it is none."""
    match = _ENDING.fullmatch(piece)
    if match:
        return match["short"]
    return piece if _SHORT.fullmatch(piece) else ""


def initials(name: str) -> str:
    return "".join(word[0].upper() for word in re.findall(r"\w+", name) if word.casefold() not in _SMALL)
