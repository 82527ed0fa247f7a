"""What a kind of form is to those who collect: how it is made again, and what rows its answers give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from napeval.cycle.cycle import Cycle
from napeval.cycle.faults import Fault
from napeval.exchange.forms.cell_values import code_text
from napeval.exchange.forms.model import Form, Identification, Value
from napeval.exchange.forms.reading import FilledForm, FilledRow


@dataclass(frozen=True)
class NewRow:
    """One row for a table of a cycle, with the place in the workbook that it comes from.

    values: the text of each cell by column; what is left out is blank. sheet: name of the tab. row: as in
    the workbook. cells: name of the workbook's cell and heading by column of the table, as far as there is
    one.
    """

    values: Mapping[str, str]
    sheet: str = ""
    row: int | None = None
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class FormRows:
    """What the answers of a form give: rows by table, and what is wrong with the answers.

    The name of a table is its path in the cycle without ending, such as "monitoring/progress" or
    "evaluations/mid-term/survey". files: new content of files that are no tables, by path in the cycle.
    """

    rows: Mapping[str, Sequence[NewRow]]
    faults: Sequence[Fault] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class FormKind:
    """One kind of form.

    rebuild: makes the form again as it was handed out, or says what is wrong with what it says of itself
    (the column of such a fault is a line of the identification). rows: what a filled form gives. expected:
    codes of the institutions that were asked, by the identification of one that answered; None where nobody
    can be said not to have answered. replaces: tables whose rows may be put in the place of older ones
    with the same key, in tables that keep no day of recording.
    """

    layout: int
    rebuild: Callable[[Identification, Cycle], Form | list[Fault]]
    rows: Callable[[FilledForm, Cycle], FormRows]
    expected: Callable[[Identification, Cycle], Sequence[str]] | None = None
    replaces: frozenset[str] = frozenset()


def new_row(
    filled: FilledForm,
    sheet: str,
    row: FilledRow,
    values: Mapping[str, Value],
    columns: Mapping[str, str] | None = None,
) -> NewRow:
    """A row for a table made of a row of a form.

    sheet: machine name. columns: the column of the form by column of the table, where the names differ.
    """
    assert filled.form is not None
    form_sheet = filled.form.sheet(sheet)
    headings = {column.name: column.heading for column in form_sheet.columns}
    named = {name: (columns or {}).get(name, name) for name in values}
    cells = {name: (row.cells[of], headings[of]) for name, of in named.items() if of in row.cells}
    texts = {name: code_text(value) for name, value in values.items()}
    return NewRow({name: text for name, text in texts.items() if text}, form_sheet.tab, row.row, cells)
