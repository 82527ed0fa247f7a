"""The text of one table: its records with the bytes that each takes, rows added without touching others.

Rows that stay keep every byte. New rows are written in the dialect of the file: its separator, its line
ends, quotation marks only where they are needed.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from napeval.cycle.schemas import Schema

_SEPARATORS = (",", ";", "\t")


class TableTextError(ValueError):
    """A file that rows cannot be added to: not UTF-8 text, or its records cannot be told apart."""


@dataclass(frozen=True)
class TableText:
    """A table as it stands in its file.

    headings, records: cells as text, without spaces at the ends. spans: first and last byte of each record
    with its line end. rows: of the file, heading and empty lines among them, as a spreadsheet counts them.
    """

    content: bytes
    headings: tuple[str, ...]
    records: tuple[Mapping[str, str], ...]
    spans: tuple[tuple[int, int], ...]
    separator: str
    line_end: str
    rows: int = 1

    def changed(self, added: Sequence[Mapping[str, str]], replaced: Mapping[int, Mapping[str, str]]) -> bytes:
        """The file with records replaced (by place, from 0) and others added at its end."""
        parts, at = [], 0
        for place, row in sorted(replaced.items()):
            first, last = self.spans[place]
            parts += [self.content[at:first], self._line(row)]
            at = last
        whole = b"".join([*parts, self.content[at:]])
        if added and whole and not whole.endswith(b"\n"):
            whole += self.line_end.encode()
        return whole + b"".join(self._line(row) for row in added)

    def _line(self, row: Mapping[str, str]) -> bytes:
        cells = [row.get(name, "") for name in self.headings]
        return line_text(cells, self.separator, self.line_end).encode()


def line_text(cells: Sequence[str], separator: str = ",", line_end: str = "\n") -> str:
    """One record as CSV."""
    with io.StringIO() as text:
        csv.writer(text, delimiter=separator, lineterminator=line_end).writerow(cells)
        return text.getvalue()


def new_table(schema: Schema) -> TableText:
    """A table that has no file yet: its heading."""
    heading = line_text(schema.names)
    return TableText(heading.encode(), schema.names, (), (), ",", "\n")


def read_table_text(content: bytes) -> TableText:
    """The records of a file. Raises TableTextError where it is not plain UTF-8 CSV."""
    start = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    try:
        text = content[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        raise TableTextError("not UTF-8") from error
    with io.StringIO(text, newline="\n") as stream:  # other signs that end lines belong to the cells
        lines = list(stream)
    if not lines:
        raise TableTextError("no lines")
    separator = max(_SEPARATORS, key=lines[0].count)
    reader = csv.reader(iter(lines), delimiter=separator, strict=True)
    try:
        records = [(record, reader.line_num) for record in reader]
    except csv.Error as error:
        raise TableTextError(str(error)) from error
    ends = [start]
    for line in lines:
        ends.append(ends[-1] + len(line.encode()))
    headings = tuple(cell.strip() for cell in records[0][0])
    placed, spans, before = [], [], records[0][1]
    for record, line_number in records[1:]:
        if record:
            if len(record) != len(headings):
                raise TableTextError("records of different lengths")
            cells = (cell.strip() for cell in record)
            placed.append(dict(zip(headings, cells, strict=True)))
            spans.append((ends[before], ends[line_number]))
        before = line_number
    line_end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    return TableText(content, headings, tuple(placed), tuple(spans), separator, line_end, len(records))
