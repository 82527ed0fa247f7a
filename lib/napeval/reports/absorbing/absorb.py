"""An edited Word report against the report that it was: texts to bring back, and what would be lost."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from napeval.cycle import CycleFaults, Fault
from napeval.cycle.reading import prompts_in, without_prompts
from napeval.display.languages import LANGUAGES
from napeval.exchange.table_writing import write_tables
from napeval.reports.absorbing.comparing import Change, compare
from napeval.reports.absorbing.pieces import Edited
from napeval.reports.absorbing.reading import read_edited
from napeval.reports.absorbing.sections import Section, section_of
from napeval.reports.docx_properties import FINGERPRINT, ORIGIN, SLOT

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")


@dataclass(frozen=True)
class Absorbed:
    """What an edited report brings into an evaluation.

    sections: every one that the report has a place for. changes: what was changed elsewhere, and would be
    lost. files: the texts to be written, by their path in the folder of the evaluation; base: what stood
    there when they were made. tracked, comments, footnotes, boxes: what the document holds besides.
    """

    language: str
    sections: tuple[Section, ...]
    changes: tuple[Change, ...]
    files: Mapping[str, bytes]
    base: Mapping[str, bytes | None]
    tracked: bool
    comments: int
    footnotes: int
    boxes: bool

    def held_back(self, take: Collection[str]) -> list[Section]:
        """The sections that were edited and are not brought back."""
        return [
            one
            for one in self.sections
            if one.state in ("refused", "missing") or (one.state == "conflict" and one.name not in take)
        ]


def absorb(
    document: Path, evaluation: Path, *, against: Path | None = None, take: Collection[str] = ()
) -> Absorbed:
    """What an edited Word report brings into the folder of an evaluation. Writes nothing.

    against: the Word file that it was made from, where it is not the one in outputs. take: sections to take
    although their texts were changed since the report was made. Raises CycleFaults for a document that may
    not be read, is of another report, or was made from another state of it.
    """
    edited = read_edited(document)
    original = original_of(document, edited, evaluation, against)
    language = original.properties["language"]
    slots = sections_by_slot(original)
    comparison = compare(
        original.pieces, edited.pieces, frozenset(name for name in slots if name in edited.bookmarks)
    )
    base = {section: _content(evaluation / _text_name(section, language)) for section in slots.values()}
    texts = {section: _words(content, _text_name(section, language)) for section, content in base.items()}
    sections = tuple(
        section_of(
            section, slot, original, edited,
            behind=comparison.behind.get(slot, ()), text=without_prompts(texts[section]),
        )
        for slot, section in slots.items()
    )  # fmt: skip
    chosen = [
        one for one in sections if one.state == "changed" or (one.state == "conflict" and one.name in take)
    ]
    return Absorbed(
        language=language,
        sections=sections,
        changes=comparison.changes,
        files={_text_name(one.name, language): _file(one.text, texts[one.name]) for one in chosen},
        base={_text_name(one.name, language): base[one.name] for one in chosen},
        tracked=edited.tracked,
        comments=len(edited.comments),
        footnotes=edited.footnotes - original.footnotes,
        boxes=edited.boxes and not original.boxes,
    )


def write_absorbed(absorbed: Absorbed, evaluation: Path) -> list[Path]:
    """Write the texts, all or none; gives their paths. Raises CycleFaults where one was changed meanwhile."""
    moved = [name for name, before in absorbed.base.items() if _content(evaluation / name) != before]
    if moved:
        raise CycleFaults([Fault("text_moved", name) for name in moved])
    write_tables(evaluation, absorbed.files)
    return [evaluation / name for name in absorbed.files]


def sections_by_slot(original: Edited) -> dict[str, str]:
    """The sections of a report by the bookmarks around them."""
    return {
        slot: section
        for slot, section in original.properties.items()
        if slot.startswith(SLOT) and _NAME.fullmatch(section)
    }


def original_of(document: Path, edited: Edited, evaluation: Path, against: Path | None) -> Edited:
    """The report that a document was made from. Raises CycleFaults where that cannot be said."""
    named = against is not None
    original = read_edited(against) if against is not None else None
    told = (original or edited).properties
    file = against.name if named and against is not None else document.name
    if not all(_NAME.fullmatch(told.get(name, "")) for name in (*ORIGIN, FINGERPRINT)):
        raise CycleFaults([Fault("document_foreign", file)])
    if told["language"] not in LANGUAGES:
        raise CycleFaults([Fault("document_cyrillic", file)])
    place = evaluation.resolve()
    if (told["cycle"], told["evaluation"]) != (place.parents[1].name, place.name):
        found = f"{told['cycle']}, {told['evaluation']}"
        raise CycleFaults([Fault("document_of_other", file, arguments={"found": found})])
    if original is None:
        path = (
            place.parents[3] / "outputs" / told["cycle"] / told["report"] / told["language"] / "report.docx"
        )
        if not path.is_file():
            raise CycleFaults([Fault("document_no_original", document.name)])
        original = read_edited(path)
    own = edited.properties.get(FINGERPRINT, original.properties.get(FINGERPRINT))
    if own != original.properties.get(FINGERPRINT):
        raise CycleFaults([Fault("document_other_state", document.name)])
    return original


def _text_name(section: str, language: str) -> str:
    return f"text/{section}.{language}.md"


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _words(content: bytes | None, name: str) -> str:
    try:
        return (content or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CycleFaults([Fault("text_not_utf8", name)]) from None


def _file(text: str, before: str) -> bytes:
    """A text with the comments that its file held, which stand above it."""
    parts = [*prompts_in(before), *([text] if text else [])]
    return ("\n\n".join(parts) + "\n").encode("utf-8") if parts else b""
