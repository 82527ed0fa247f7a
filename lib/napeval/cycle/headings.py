"""The headings of a table against its schema: misspelt, missing, repeated, or further down than row 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from napeval.cycle.cleaning import cleaned
from napeval.cycle.faults import Fault, nearest
from napeval.cycle.grid import separator_of, without_separator_line
from napeval.cycle.judging import shown
from napeval.cycle.schemas import Schema

_LOOKED_AT = 100_000
_FIRST_LINES = 20


def heading_faults(file: str, headings: Sequence[str], schema: Schema) -> Iterator[Fault]:
    """A column that is misspelt is one fault, not one missing and one unknown."""
    for name in sorted({name for name in headings if headings.count(name) > 1}):
        yield Fault("column_repeated", file, 1, shown(name))
    missing = [name for name in schema.names if name not in headings]
    for name in dict.fromkeys(name for name in headings if name not in schema.names):
        near = nearest(name, missing)
        if near:
            missing.remove(near)
        arguments = {"allowed": ", ".join(schema.names), "nearest": near}
        yield Fault("column_unknown", file, 1, shown(name), arguments=arguments)
    for name in missing:
        yield Fault("column_missing", file, 1, name)


def lower_heading(file: str, text: str, schema: Schema) -> Fault | None:
    """The fault of a CSV text whose headings stand below a title or other rows; None where they do not."""
    lines = without_separator_line(text[:_LOOKED_AT]).splitlines()[:_FIRST_LINES]
    for row, line in enumerate(lines, start=1):
        cells = {cleaned(cell)[0].strip('"') for cell in line.split(separator_of(line))}
        known = len(cells.intersection(schema.names))
        if row == 1 and known:
            return None
        if 2 * known > len(schema.names):
            return Fault("heading_lower", file, 1, None, shown(lines[0]), {"row": str(row)})
    return None
