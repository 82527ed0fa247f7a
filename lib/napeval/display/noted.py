"""A language that remembers what it was asked to say, so that a report can list the terms it used."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from napeval.display.blocks import Run, Text
from napeval.display.languages import Language, Message
from napeval.release.claims import Claim


@dataclass(frozen=True)
class NotedLanguage(Language):
    """A language that keeps the English of every text it gave. said: those texts, placeholders in them."""

    said: set[str] = field(default_factory=set, compare=False)

    def translate(self, message: str) -> str:
        """A marked text in this language."""
        self.said.add(message)
        return super().translate(message)

    def text(self, message: Message, /, **values: Claim | str | date | Run | Text) -> list[Run]:
        """A sentence as runs, as Language gives it."""
        self.said.add(message if isinstance(message, str) else message.singular)
        return super().text(message, **values)
