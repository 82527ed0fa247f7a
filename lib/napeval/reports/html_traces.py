"""The trace of the figures in a web page: a link from every figure to its row, and the rows at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from napeval.display.column_words import COLUMN_WORDS
from napeval.display.languages import N_
from napeval.reports.origins import first_sources, shortened
from napeval.reports.tracing import TracedRow, TracedTable, Tracer, row_address

TRACES = "traces"
"""Identifier of the section."""
TITLE = N_("Trace of the figures")
_BACK = N_("Back to the figure")
_CLOSE = N_("Close")

_CLAIM = re.compile(r'<span class="claim" data-claim="([^"]*)">((?:(?!</span>).)*)</span>', re.S)
"""A figure as the blocks write it; in their texts every "<" is escaped, so that nothing else matches."""
_EXPLAINED = N_(
    "Each figure of this report is a cell of a results table. Here stand the rows of these tables that the"
    " report shows, how they are computed, the rows of the plan and of the monitoring data they were made"
    " from, and the sources of these. The addresses are those of the results files and of the workbook."
)


@dataclass
class _Shown:
    """A row that the page shows. number: in order of appearance. places: how often; by_column: which."""

    number: int
    row: TracedRow
    places: int = 0
    by_column: dict[str, list[int]] = field(default_factory=dict)

    def place(self, column: str) -> str:
        """A new place that shows a figure of this row, as it stands in identifiers: row and place."""
        self.places += 1
        self.by_column.setdefault(column, []).append(self.places)
        return f"{self.number}.{self.places}"


class Traces:
    """Turns the figures of a page into links, and gathers the rows that they lead to.

    The second place that shows a figure of the page's third row has the identifier at-3.2 and leads to
    row-3.2, which stands in the cell of that figure and leads back. Raises KeyError for a figure that is not
    released.
    """

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer
        self._tables: dict[str, TracedTable] = {}
        self._shown: dict[str, _Shown] = {}

    def linked(self, text: str) -> str:
        """Markup of blocks with each figure as a link."""
        return _CLAIM.sub(lambda match: self._link(unescape(match[1]), match[2]), text)

    def drawn(self, claims: Sequence[str]) -> str:
        """The figures drawn in a chart, row by row, to be unfolded under it; "" where there are none."""
        by_row: dict[str, list[str]] = {}
        for claim in claims:
            by_row.setdefault(row_address(claim), []).append(claim)
        items = "".join(f"<li>{self._drawn_row(own)}</li>" for own in by_row.values())
        title = escape(self._word(N_("Figures in this chart")))
        return f'<details class="drawn"><summary>{title}</summary><ul>{items}</ul></details>' if items else ""

    def section(self) -> str:
        """The rows that were linked so far, table by table; "" where there are none."""
        by_table: dict[str, list[_Shown]] = {}
        for address, shown in self._shown.items():
            by_table.setdefault(_table_name(address), []).append(shown)
        tables = "".join(self._table_markup(self._tables[name], rows) for name, rows in by_table.items())
        if not tables:
            return ""
        back = escape(f"--back: {_css_text(self._word(_BACK))}")
        return (
            f'<section class="traces" aria-labelledby="{TRACES}" style="{back}">'
            f'<h2 id="{TRACES}">{escape(self._word(TITLE))}</h2><p>{escape(self._word(_EXPLAINED))}</p>'
            f'<span id="closed"></span>{tables}</section>'
        )

    @property
    def columns(self) -> int:
        """How many columns the widest table has, for the rules that bring the column asked for to the top."""
        return max((len(table.columns) for table in self._tables.values()), default=0)

    def _link(self, claim: str, text: str) -> str:
        place = self._of(claim).place(claim.rpartition(":")[2])
        return f'<a class=claim id=at-{place} href=#row-{place} data-claim="{escape(claim)}">{text}</a>'

    def _of(self, claim: str) -> _Shown:
        """The row of a claim, met now or before."""
        address = row_address(claim)
        if address not in self._shown:
            name = _table_name(address)
            if name not in self._tables:
                self._tables[name] = self._tracer.table(name)
            self._shown[address] = _Shown(len(self._shown) + 1, self._tracer.row(claim))
        return self._shown[address]

    def _drawn_row(self, claims: Sequence[str]) -> str:
        row = self._of(claims[0]).row
        table = self._tables[_table_name(row.address)]
        cells = {
            column.name: (column.label, cell) for column, cell in zip(table.columns, row.cells, strict=True)
        }
        drawn = ((claim, *cells[claim.rpartition(":")[2]]) for claim in claims)
        figures = (
            f"{escape(label)}\N{NO-BREAK SPACE}{self._link(claim, escape(cell))}"
            for claim, label, cell in drawn
        )
        head = " · ".join(cell for cell in row.cells[: self._tracer.keys_of(table.name)] if cell)
        return f"{escape(head)}: {', '.join(figures)}"

    def _table_markup(self, table: TracedTable, rows: Sequence[_Shown]) -> str:
        identifier = f"trace-{table.name}"
        added = [COLUMN_WORDS["trace"], COLUMN_WORDS["sources"], N_("Address")]
        labels = [*(column.label for column in table.columns), *map(self._word, added)]
        keys = self._tracer.keys_of(table.name)
        marks = [" class=key"] * keys + [""] * (len(labels) - keys)
        heads = "".join(
            f"<th scope=col{mark}>{escape(label)}" for label, mark in zip(labels, marks, strict=True)
        )
        formulas = "".join(
            f"<td{mark}>{escape(column.formula)}" for column, mark in zip(table.columns, marks, strict=False)
        )
        body = "".join(f"<tr>{''.join(self._cells(table, shown))}" for shown in rows)
        return (
            f'<div class="trace"><h3 id="{identifier}">'
            f'{escape(table.title)}</h3><a class="close" href="#closed">{escape(self._word(_CLOSE))}</a>'
            f"<p>{escape(table.formula)}</p>"
            f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{identifier}"><table>'
            f'<thead><tr>{heads}<tr class="how">{formulas}</thead><tbody>{body}</tbody></table></div></div>\n'
        )

    def _cells(self, table: TracedTable, shown: _Shown) -> Iterator[str]:
        keys = self._tracer.keys_of(table.name)
        yield from (f"<th scope=row>{escape(cell)}" for cell in shown.row.cells[:keys])
        for column, cell in zip(table.columns[keys:], shown.row.cells[keys:], strict=True):
            places = (f"{shown.number}.{place}" for place in shown.by_column.get(column.name, ()))
            back = "".join(f"<a id=row-{place} href=#at-{place}>↩</a>" for place in places)
            yield f"<td>{escape(cell)}{back}"
        language = self._tracer.language
        made_of = (shortened(rows, language) for rows in shown.row.rows)
        for lines in (made_of, first_sources(shown.row.sources, language), (shown.row.address,)):
            yield f"<td>{_lines(tuple(lines))}"

    def _word(self, message: str) -> str:
        return self._tracer.language.translate(message)


def _table_name(address: str) -> str:
    return address.partition("#")[0]


def _lines(texts: Sequence[str]) -> str:
    """Texts one below the other."""
    return "".join(f"<p>{escape(text)}" for text in texts) if len(texts) > 1 else escape("".join(texts))


def _css_text(text: str) -> str:
    """A text as a string of a style sheet."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
