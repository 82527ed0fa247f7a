"""How large a workbook may be, and how much reading it may cost."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class WorkbookLimits:
    """Limits that no form comes near and that keep a made-up workbook from exhausting the machine.

    file_bytes: a form with a few pictures has 5 MB; more is likely the wrong file.
    parts: Excel writes 10 parts and 2 for each sheet; 500 leave room for 200 sheets.
    unpacked_bytes: 5,000 rows take 10 MB unpacked; what is read is held in memory twice.
    ratio: real sheets shrink to a fifth or a twentieth; only a bomb shrinks more than a hundredfold.
    ratio_from_bytes: small parts may be mostly zeros, such as printer settings, and cost nothing.
    last_row, last_column: one stray cell far out makes readers fill in all rows before it.
    filled_rows: in one sheet; an institution reports a few hundred rows, a case list a few thousand.
    filled_cells: in the workbook; 5,000 rows of 30 columns, in two passes where there are formulas.
    cell_characters: what Excel allows in one cell.
    text_characters: in all cells, so that one long text repeated in every cell cannot fill the memory.
    elements: XML elements in one part; 150,000 cells take 300,000, formulas and empty cells come on top.
    token_bytes: one tag or remark of XML; Excel's longest has a few thousand bytes.
    memory_bytes: for the process that reads, where the system can limit it.
    seconds: for one workbook; 5,000 rows of 20 columns take two or three on a slow machine.
    """

    file_bytes: int = 50 * MEGABYTE
    parts: int = 500
    unpacked_bytes: int = 60 * MEGABYTE
    ratio: int = 100
    ratio_from_bytes: int = 1 * MEGABYTE
    last_row: int = 50_000
    last_column: int = 200
    filled_rows: int = 5_000
    filled_cells: int = 150_000
    cell_characters: int = 32_767
    text_characters: int = 10_000_000
    elements: int = 600_000
    token_bytes: int = 1 * MEGABYTE
    memory_bytes: int = 300 * MEGABYTE
    seconds: float = 10.0


LIMITS = WorkbookLimits()
