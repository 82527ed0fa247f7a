"""The trace of one figure as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from napeval.display.column_words import COLUMN_WORDS
from napeval.display.languages import MESSAGE_LANGUAGES, N_, Language
from napeval.release import Claim, Released
from napeval.release.claims import split_address
from napeval.reports.kept_inputs import KeptInputs
from napeval.reports.origins import InputRows, Origins
from napeval.reports.tracing import TracedRow, TracedTable, Tracer, no_names, row_address, tracer_of

_FIRST_ROWS = 3
_HOW = N_("How it is computed")
_ALL = N_("--all prints every row")
_NOT_SHOWN: Mapping[str, str] = {
    "changed": N_("the file has changed since the report was made; its rows are not shown"),
    "restricted": N_("the file is restricted; its rows are not shown"),
    "missing": N_("the file is not there; its rows cannot be shown"),
}


@dataclass(frozen=True)
class TraceText:
    """Tells what stands behind a figure. every: all input rows, not only the first few."""

    released: Released
    kept: KeptInputs
    language: Language
    every: bool = False

    def of_claim(self, claim: Claim) -> Iterator[str]:
        """A figure as its report prints it, its formula, its row, the input rows and their sources."""
        table, _, name = split_address(claim.address)
        tracer = self._tracer()
        described = tracer.table(table)
        column = next(column for column in described.columns if column.name == name)
        cell = tracer.row(claim.address).cells[described.columns.index(column)]
        yield claim.address
        yield f"{described.title}, {column.label}: {cell}"
        yield f"{self._word(_HOW)}: {column.formula or described.formula}"
        yield from self._rest(tracer, described, claim.address, formulas=False)

    def of_row(self, address: str) -> Iterator[str]:
        """A row with the formulas of its columns, the input rows and their sources."""
        tracer = self._tracer()
        described = tracer.table(address.partition("#")[0])
        yield row_address(address)
        yield described.title
        yield f"{self._word(_HOW)}: {described.formula}"
        yield from self._rest(tracer, described, address, formulas=True)

    def _tracer(self) -> Tracer:
        if self.kept.inputs is not None:
            return tracer_of(self.kept.inputs, self.released, self.language)
        return Tracer(
            self.released, self.language, no_names, Origins({}, self.kept.made.cycle, self.language)
        )

    def _rest(self, tracer: Tracer, table: TracedTable, address: str, *, formulas: bool) -> Iterator[str]:
        row = tracer.row(address)
        yield from ("", self._word(N_("The row")))
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield f"  {column.label} ({column.name}): {cell}"
            if formulas and column.formula:
                yield f"    {column.formula}"
        yield from ("", self._word(COLUMN_WORDS["trace"]))
        for rows in row.rows:
            yield from self._input_rows(rows)
        yield from self._sources(row)

    def _input_rows(self, rows: InputRows) -> Iterator[str]:
        state = self.kept.state(rows.table)
        file = self.kept.made.file_of(rows.table)
        count = self._word(N_("every row")) if rows.is_every_row else self.language.number(len(rows.keys))
        yield f"  {rows.title}, {file}: {count}"
        if state != "same" or self.kept.inputs is None:
            yield f"    {self._word(_NOT_SHOWN.get(state, _NOT_SHOWN['missing']))}"
            yield from self._few(f"    {key}" for key in rows.keys if not rows.is_every_row)
            return
        yield from self._few(
            f"    {key}: "
            + "; ".join(f"{name} {text}" for name, text in cells.items() if self._is_read(name))
            for key, cells in self.kept.cells(rows)
        )

    def _is_read(self, column: str) -> bool:
        """Whether a column is in this language, or in none."""
        stem, _, code = column.rpartition("_")
        return not stem or code not in MESSAGE_LANGUAGES or code == self.language.code

    def _few(self, lines: Iterator[str]) -> Iterator[str]:
        """The first few lines, and that there are more; all where all are asked for."""
        yield from lines if self.every else islice(lines, _FIRST_ROWS)
        if next(lines, None) is not None:
            yield f"    … ({self._word(_ALL)})"

    def _sources(self, row: TracedRow) -> Iterator[str]:
        yield from ("", self._word(COLUMN_WORDS["sources"]))
        yield from (f"  {source}" for source in row.sources)

    def _word(self, message: str) -> str:
        return self.language.translate(message)
