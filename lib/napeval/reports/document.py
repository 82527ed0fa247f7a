"""What every written file says about itself: title, language, date, running head, banner, fixed words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

LANGUAGE_TAGS: Mapping[str, str] = {"sq": "sq-AL", "en": "en-GB", "sr": "sr-Latn-RS", "sr-Cyrl": "sr-Cyrl-RS"}
"""The languages of reports, with the tag that word processors use."""

WORDS = ("contents", "page", "of", "to_contents")
"""The small fixed words that the writers print themselves; each report language gives them."""


class DocumentError(ValueError):
    """The description of a document is incomplete or names an unknown language."""


@dataclass(frozen=True)
class DocumentInfo:
    """Describes one report file.

    date is the cutoff or the as-of date; it is every time stamp inside the files, so that two builds of
    the same report are the same bytes. banner marks synthetic data on every page or sheet ("" for none).
    words gives the fixed words in the report's language: contents, page, of, to_contents.
    origin: names of the cycle, the report and the evaluation that the file comes from, as far as it is to
    say so.
    Raises DocumentError for an unknown language or a missing word.
    """

    title: str
    language: str
    author: str
    subject: str
    date: date
    running_head: str
    banner: str
    words: Mapping[str, str] = field(hash=False)
    origin: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.language not in LANGUAGE_TAGS:
            raise DocumentError(
                f"unknown language '{self.language}' of a report; known: {', '.join(LANGUAGE_TAGS)}"
            )
        missing = [word for word in WORDS if not self.words.get(word)]
        if missing:
            raise DocumentError(f"words of the report '{self.title}' are missing: {', '.join(missing)}")

    @property
    def language_tag(self) -> str:
        """The language with its region and script, as in sr-Latn-RS."""
        return LANGUAGE_TAGS[self.language]

    @property
    def time_stamp(self) -> datetime:
        """Midnight UTC of the document's date; aware of its zone, so that no machine's zone shifts it."""
        return datetime(self.date.year, self.date.month, self.date.day, tzinfo=UTC)


def team_names(team: Iterable[object] | None) -> str:
    """Names of an evaluation team; a member is a name, or a mapping with name or initials."""
    members = [
        member.get("name") or member.get("initials") if isinstance(member, Mapping) else member
        for member in team or ()
    ]
    return ", ".join(str(member) for member in members if member)
