"""Numbers of objectives and activities as plans print them: I.1, II.I, 1.2.3, a), V. 1.14."""

from __future__ import annotations

import re
from dataclasses import dataclass

from napeval.exchange.plans.words import LEVELS, fold

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_PART = r"(?:[0-9]+|[IVXLC]+)"
_NUMBER = re.compile(rf"{_PART}(?:\.{_PART})*")
_ENUMERATED = re.compile(rf"(?:{_PART}|[A-Za-z])(?:\.(?:{_PART}|[a-z]))*")
_BARE_LEVELS = frozenset(
    ("goal", "pillar", "stub", "cilj", "objektivi", "objective", "masa", "measure", "mera", "mjera")
)
"""Level words that are ordinary words too: they begin a heading only before a number or a colon."""


@dataclass(frozen=True)
class Label:
    """What begins the heading of an objective. level, number: "" where it does not say. title: the rest."""

    level: str
    number: str
    title: str


def plain_number(text: str) -> str:
    """A printed number without spaces and closing marks: "V. 1.14" -> V.1.14, "a)" -> a; "" for none."""
    token = re.sub(r"\s+", "", text).rstrip(".):–-").lstrip("(")
    return token if _ENUMERATED.fullmatch(token) else ""


def objective_number(text: str) -> str:
    """The number of an objective, Arabic after its first part: II.I -> II.1; "" where it is none."""
    token = plain_number(text)
    if not _NUMBER.fullmatch(token):
        return ""
    first, *rest = token.split(".")
    return ".".join([first, *(str(_value(part)) for part in rest)])


def same_number(one: str, other: str) -> bool:
    """Whether two numbers are the same but for Roman figures: I.2 and 1.2."""
    left, right = one.split("."), other.split(".")
    return len(left) == len(right) and all(_value(a) == _value(b) for a, b in zip(left, right, strict=True))


def depth(number: str) -> int:
    """How many parts a number has."""
    return len(number.split(".")) if number else 0


def _value(part: str) -> int | str:
    """What a part counts; letters that are no figure stand for themselves."""
    if part.isdecimal():
        return int(part)
    if not part or set(part) - set(_ROMAN):
        return part
    total = 0
    for letter, following in zip(part, [*part[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if following and _ROMAN[following] > value else value
    return total


def objective_label(text: str) -> Label | None:
    """The heading of an objective taken apart; None where the text does not begin as one."""
    words = text.split()
    for level, phrases in LEVELS.items():
        for phrase in sorted(phrases, key=len, reverse=True):
            length = len(phrase.split())
            if fold(" ".join(words[:length])) != phrase:
                continue
            number = objective_number(words[length].rstrip(":")) if len(words) > length else ""
            if number and words[length].isalpha() and not words[length].isupper():
                number = ""
            title = _title(words[length + bool(number) :])
            closed = words[length - 1].endswith((":", ".", "–", "-"))
            if number or closed or phrase not in _BARE_LEVELS:
                return Label(level, number, title)
    first = words[0] if words else ""
    number = objective_number(first)
    if number and len(words) > 1 and (first[-1] in ".:)" or "." in first):
        return Label("", number, _title(words[1:]))
    return None


def _title(words: list[str]) -> str:
    return " ".join(words).strip(" :–-")
