"""A picture as a report takes it, and the account of which claims it draws and which it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from napeval.display.blocks import Run, Text, plain
from napeval.display.languages import N_, Language, join_texts
from napeval.release import Claim


@dataclass(frozen=True)
class Picture:
    """A drawn figure: its bytes, what it shows in words, the cells it shows, and whether some are hidden."""

    png: bytes
    alternative: str
    claims: tuple[str, ...]
    hidden: bool = False


@dataclass
class Drawn:
    """Which cells a picture shows. What is hidden or unknown is not drawn, and is remembered to be said."""

    _claims: dict[str, None] = field(default_factory=dict)
    _hidden: dict[str, None] = field(default_factory=dict)
    _unknown: dict[str, None] = field(default_factory=dict)

    def value(self, claim: Claim, name: str) -> float | None:
        """The number of a cell that is going to be drawn; None, and its name noted, where it shows none."""
        if claim.state == "shown" and isinstance(claim.value, int | float):
            self._claims[claim.address] = None
            return float(claim.value)
        (self._hidden if claim.state == "suppressed" else self._unknown)[name] = None
        return None

    def optional(self, claim: Claim) -> float | None:
        """As value(), for cells whose absence says nothing."""
        if claim.state != "shown" or not isinstance(claim.value, int | float):
            return None
        return self.value(claim, "")

    def code(self, claim: Claim) -> str:
        """A word's code that is going to be shown; "" where there is none to show."""
        if claim.state != "shown":
            return ""
        self._claims[claim.address] = None
        return str(claim.value)

    @property
    def claims(self) -> tuple[str, ...]:
        """Addresses of the cells drawn, in order of drawing."""
        return tuple(self._claims)

    @property
    def hidden(self) -> bool:
        """Whether some cell is not drawn to protect persons."""
        return bool(self._hidden)

    def remarks(self, language: Language) -> list[Text]:
        """Sentences on what is not drawn and why."""
        remarks: list[Text] = []
        if self._hidden:
            remarks.append(
                language.text(
                    N_("Hidden to protect persons, and so not drawn: {names}."), names=_listed(self._hidden)
                )
            )
        if self._unknown:
            remarks.append(
                language.text(N_("Not known, and so not drawn: {names}."), names=_listed(self._unknown))
            )
        return remarks


def _listed(names: dict[str, None]) -> list[Run]:
    return join_texts([[Run(name)] for name in names])


def sentences(texts: Sequence[Text]) -> str:
    """Sentences as the alternative text of a picture."""
    return " ".join(plain(text) for text in texts)
