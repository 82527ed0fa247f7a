"""Reading the plain values of a matrix file, with every fault of the file collected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from napeval.criteria.exact import exact
from napeval.criteria.naming import hint

LANGUAGES = ("en", "sq", "sr")


class MatrixError(ValueError):
    """The evaluation matrix has faults; the message lists all of them, one a line."""


@dataclass
class Faults:
    """What is wrong in a matrix, gathered while it is read. file: named before each place, unless ""."""

    file: str = ""
    lines: list[str] = field(default_factory=list)

    def add(self, place: str, text: str) -> None:
        """One more fault at a place."""
        self.lines.append(f"{self.file}, {place}: {text}" if self.file else f"{place}: {text}")

    def within(self, file: str) -> Faults:
        """The same list, for faults of another file; of the same one where it is ""."""
        return Faults(file or self.file, self.lines)

    def stop_if_any(self) -> None:
        """Raises MatrixError where there are faults."""
        if self.lines:
            raise MatrixError("evaluation matrix:\n" + "\n".join(self.lines))


@dataclass(frozen=True)
class Entry:
    """One mapping of the file, at a place that an error text can name."""

    place: str
    values: dict[str, object]
    faults: Faults

    @classmethod
    def of(cls, value: object, place: str, faults: Faults, allowed: Iterable[str]) -> Entry:
        """A mapping with known keys only; anything else is a fault."""
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            faults.add(place, f"found {_shown(value)}; expected a mapping of keys to values.")
            return cls(place, {}, faults)
        names = list(allowed)
        for key in value:
            if key not in names:
                faults.add(place, f"unknown key '{key}'; {hint(key, names)}")
        return cls(place, value, faults)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        found = self.values.get(key, default)
        if not isinstance(found, str) or (default is None and not found.strip()):
            self.faults.add(self.place, f"key '{key}': found {_shown(found)}; expected a text.")
            return ""
        return found

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        """One of the allowed words."""
        found, names = self.text(key), list(allowed)
        if found and found not in names:
            self.faults.add(self.place, f"key '{key}': found '{found}'; {hint(found, names)}")
        return found

    def flag(self, key: str, default: bool | None = None) -> bool:
        """true or false."""
        found = self.values.get(key, default)
        if not isinstance(found, bool):
            self.faults.add(self.place, f"key '{key}': found {_shown(found)}; expected true or false.")
            return False
        return found

    def number(self, key: str, lowest: int = 0, highest: int | None = None) -> Fraction:
        """A number between two ends, both allowed."""
        found = self.values.get(key)
        limits = f"from {lowest} to {highest}" if highest is not None else f"of {lowest} or more"
        if isinstance(found, bool) or not isinstance(found, int | float):
            self.faults.add(self.place, f"key '{key}': found {_shown(found)}; expected a number {limits}.")
            return Fraction(lowest)
        if not lowest <= found < float("inf") or (highest is not None and found > highest):
            self.faults.add(self.place, f"key '{key}': found {found}; expected a number {limits}.")
            return Fraction(lowest)
        return exact(found)

    def weight(self) -> Fraction:
        """The weight: a number above 0."""
        found = self.values.get("weight")
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found < float("inf"):
            self.faults.add(self.place, f"key 'weight': found {_shown(found)}; expected a number above 0.")
            return Fraction(1)
        return exact(found)

    def texts(self, key: str) -> MappingProxyType[str, str]:
        """A text in each of the three languages."""
        found = self.values.get(key)
        inner = Entry.of(found, f"{self.place}, {key}", self.faults, LANGUAGES)
        if inner.values is not found:
            return MappingProxyType({})
        return MappingProxyType({language: inner.text(language) for language in LANGUAGES})

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words, with at least one."""
        found = self.values.get(key)
        if (
            not isinstance(found, list)
            or not found
            or not all(isinstance(word, str) and word for word in found)
        ):
            self.faults.add(self.place, f"key '{key}': found {_shown(found)}; expected a list of words.")
            return ()
        return tuple(found)

    def choices(self, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """A list of allowed words, maybe empty."""
        names = list(allowed)
        found = () if self.values.get(key) == [] else self.words(key)
        for word in found:
            if word not in names:
                self.faults.add(self.place, f"key '{key}': found '{word}'; {hint(word, names)}")
        return found

    def entries(self, key: str) -> list[object]:
        """A list with at least one entry, of whatever kind."""
        found = self.values.get(key)
        if not isinstance(found, list) or not found:
            self.faults.add(
                self.place, f"key '{key}': found {_shown(found)}; expected a list with at least one entry."
            )
            return []
        return found


def _shown(value: object) -> str:
    return "nothing" if value is None else f"'{value}'"
