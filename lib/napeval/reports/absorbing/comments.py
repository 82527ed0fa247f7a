"""Comments of the word processor in an edited report as rows of the comment round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from napeval.cycle import CycleFaults, Fault
from napeval.cycle.faults import errors_of, nearest
from napeval.cycle.reading import read_cycle_table
from napeval.cycle.schemas import schemas
from napeval.exchange.table_text import TableText, TableTextError, new_table, read_table_text
from napeval.exchange.table_writing import write_tables
from napeval.reports.absorbing.absorb import original_of, sections_by_slot
from napeval.reports.absorbing.pieces import Edited, Piece
from napeval.reports.absorbing.reading import read_edited

_TABLE = "evaluations/comments"
_FILE = "comments.csv"
_CONTENT = ("place", "from", "text")
"""What makes two comments one."""


@dataclass(frozen=True)
class AbsorbedComments:
    """Comments that an edited report brings.

    added: rows of comments.csv that are new. known: how many are on record already. content: of the file with
    the new rows; base: as it stood.
    """

    added: tuple[Mapping[str, str], ...]
    known: int
    content: bytes
    base: bytes | None


def absorb_comments(
    document: Path, evaluation: Path, said_by: str, *, against: Path | None = None
) -> AbsorbedComments:
    """The Word comments of an edited report as rows of the comment round. Writes nothing.

    said_by: code of the institution that comments. A comment's place is the section, the table, the figure or
    the heading that it stands in or nearest below, as the report prints it. Raises CycleFaults for a document
    that may not be read or is of another report, for an institution that the plan does not have, and for a
    table that rows cannot be added to.
    """
    _check_institution(said_by, evaluation)
    edited = read_edited(document)
    original = original_of(document, edited, evaluation, against)
    sections = sections_by_slot(original)
    path = evaluation / _FILE
    base = path.read_bytes() if path.is_file() else None
    table = _table_text(base)
    rows = [{"place": place, "from": said_by, "text": text} for place, text in _placed(edited, sections)]
    known = {tuple(record.get(name, "") for name in _CONTENT) for record in table.records}
    new = [row for row in rows if tuple(row[name] for name in _CONTENT) not in known]
    names = _free_names(said_by, {record.get("comment_id", "") for record in table.records})
    added = tuple({"comment_id": next(names), **row} for row in new)
    return AbsorbedComments(added, len(rows) - len(new), table.changed(added, {}), base)


def write_comments(absorbed: AbsorbedComments, evaluation: Path) -> Path:
    """Add the rows to comments.csv; gives its path. Raises CycleFaults where it was changed meanwhile."""
    path = evaluation / _FILE
    if (path.read_bytes() if path.is_file() else None) != absorbed.base:
        raise CycleFaults([Fault("text_moved", _FILE)])
    write_tables(evaluation, {_FILE: absorbed.content})
    return path


def _check_institution(code: str, evaluation: Path) -> None:
    reading = read_cycle_table(evaluation.resolve().parents[1], "plan/institutions")
    if errors := errors_of(reading.faults):
        raise CycleFaults(errors)
    codes = reading.frame["institution"].dropna().tolist()
    if code not in codes:
        arguments = {"allowed": ", ".join(codes), "nearest": nearest(code, codes)}
        raise CycleFaults([Fault("comment_from", _FILE, None, "from", code, arguments)])


def _table_text(content: bytes | None) -> TableText:
    if not content:
        return new_table(schemas()[_TABLE])
    try:
        return read_table_text(content)
    except TableTextError as error:
        raise CycleFaults([Fault("comments_table", _FILE, arguments={"reason": str(error)})]) from None


def _placed(edited: Edited, sections: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Place and words of each comment, in the order of the document; an empty comment is none."""
    texts = {one.number: one.text for one in edited.comments}
    for at, piece in enumerate(edited.pieces):
        for number in piece.comments:
            if texts.get(number):
                yield _place(edited.pieces[: at + 1], sections), texts[number]


def _place(pieces: Sequence[Piece], sections: Mapping[str, str]) -> str:
    """Where the last of these pieces stands: its section, its table or figure, or the heading above."""
    last = pieces[-1]
    if last.slot in sections:
        return sections[last.slot]
    kinds = ("caption", "heading") if last.kind == "table" else ("heading",)
    if last.kind in ("caption", "heading"):
        return last.text
    return next((piece.text for piece in reversed(pieces) if piece.kind in kinds), "–")


def _free_names(code: str, taken: set[str]) -> Iterator[str]:
    """Identifiers of new comments: the code of who comments, with the next free number."""
    number = 0
    while True:
        number += 1
        if f"{code}-{number}" not in taken:
            yield f"{code}-{number}"
