"""What a form is, before it is a workbook: sheets of rows, some cells pre-filled, some to be filled.

One model carries three shapes. A table has a row for each activity or indicator and several columns to
fill. A list of items has one answer column, whose rules may differ from row to row. Lines have a label
and a value each. What tells the rows of a sheet apart are its identity columns.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from napeval.cycle.schemas import Field

Value = str | bool | Decimal | date | None
"""What a cell of a form holds: codes, not their labels; numbers exact; None for a blank."""


@dataclass(frozen=True)
class CellRule:
    """What may be written in one cell where this differs from its column; None means as the column says.

    choices: label by code; an empty mapping takes the choices away. unit: code of the unit ("percent",
    "share", a currency, anything else). help: shown when the cell is entered.
    """

    field: Field | None = None
    choices: Mapping[str, str] | None = None
    unit: str | None = None
    editable: bool | None = None
    help: str | None = None


@dataclass(frozen=True)
class FormColumn:
    """One column of a sheet.

    name: for machines, unique in the sheet. heading: in the language of the form, unique in the sheet.
    help: shown when a cell is entered (at most 255 characters are). field: type and limits of the value,
    from a schema or made by `plain_field`; None is text. editable: to be filled. identity: part of what
    tells rows apart. choices: label by code, in the language of the form. unit: code of the unit.
    width: in characters.
    """

    name: str
    heading: str
    help: str = ""
    field: Field | None = None
    editable: bool = False
    identity: bool = False
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    unit: str = ""
    width: float = 16

    @property
    def kind(self) -> str:
        """Type of the values: string, number, integer, boolean, date or period."""
        return self.field.type if self.field else "string"


@dataclass(frozen=True)
class FormRow:
    """One row that stands in the form when it is handed out.

    values: by column; a column left out is blank, and what belongs to no column is not shown but comes
    back with the answers. rules: by column, where a cell differs from its column.
    section: a heading printed above the row where it differs from that of the row before.
    """

    values: Mapping[str, Value]
    rules: Mapping[str, CellRule] = dataclasses.field(default_factory=dict)
    section: str = ""


@dataclass(frozen=True)
class FormSheet:
    """One sheet. name: for machines. tab: name of the sheet in the workbook, at most 31 characters.

    spare_rows: how many empty rows follow, in which editable and identity columns may be filled.
    row_height: least height of a row with a text to fill, in points.
    """

    name: str
    tab: str
    title: str
    instructions: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    spare_rows: int = 0
    row_height: float = 30

    @property
    def identity(self) -> tuple[str, ...]:
        """Names of the columns that tell rows apart."""
        return tuple(column.name for column in self.columns if column.identity)

    def column(self, name: str) -> FormColumn:
        """The column of a name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def key(self, values: Mapping[str, Value]) -> tuple[Value, ...]:
        """What tells a row with these values apart."""
        return tuple(values.get(name) for name in self.identity)


@dataclass(frozen=True)
class Identification:
    """What a form says of itself, so that it can be told apart and read back.

    layout: version of the arrangement of this kind. institution, person, period, evaluation: "" where the
    form is not for one; person is a code or a pseudonym, never a name. made_on: the day the form was
    made; what the cycle learns from that day on does not stand in it. extra: for kinds that need more.
    """

    kind: str
    layout: int
    cycle: str
    language: str
    made_on: date
    institution: str = ""
    period: str = ""
    evaluation: str = ""
    person: str = ""
    extra: str = ""


@dataclass(frozen=True)
class Form:
    """A whole form in one language.

    title: of the form. cycle_title, institution_name, period_name: the identification in words. mark: of
    invented data, printed on every sheet; "" for real ones. instructions and ethics: paragraphs of the
    first sheet.
    """

    identification: Identification
    title: str
    cycle_title: str
    mark: str
    instructions: tuple[str, ...]
    ethics: tuple[str, ...]
    sheets: tuple[FormSheet, ...]
    institution_name: str = ""
    period_name: str = ""

    def sheet(self, name: str) -> FormSheet:
        """The sheet of a machine name. Raises KeyError."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)


@dataclass(frozen=True)
class CellRules:
    """The rules of one cell, column and row put together."""

    kind: str
    field: Field | None
    choices: Mapping[str, str]
    unit: str
    editable: bool
    help: str


def cell_rules(column: FormColumn, row: FormRow | None) -> CellRules:
    """What may stand in a cell. row: None for a spare row, where identity columns are to be filled too."""
    own = row.rules.get(column.name, CellRule()) if row else CellRule()
    rule = own.field or column.field
    default = column.editable or (row is None and column.identity)
    return CellRules(
        kind=rule.type if rule else "string",
        field=rule,
        choices=column.choices if own.choices is None else own.choices,
        unit=column.unit if own.unit is None else own.unit,
        editable=default if own.editable is None else own.editable,
        help=column.help if own.help is None else own.help,
    )


def plain_field(
    name: str,
    kind: str,
    *,
    required: bool = False,
    minimum: float | None = None,
    maximum: float | None = None,
) -> Field:
    """A field for an answer that no table has a column for. kind: as in a schema."""
    return Field(name, kind, required, (), "", minimum, maximum, "")


def choices_of(field: Field, language: str) -> Mapping[str, str]:
    """Words for the allowed codes of a field, by code, in their order; the code where there is no word."""
    return {code: field.labels.get(code, {}).get(language) or code for code in field.enum}


def all_rows(sheet: FormSheet) -> Iterator[tuple[FormRow | None, str]]:
    """The rows of a sheet from top to bottom, each with the section heading that stands above it, or "".

    None stands for a spare row.
    """
    section = ""
    for row in sheet.rows:
        yield row, row.section if row.section != section else ""
        section = row.section
    for _ in range(sheet.spare_rows):
        yield None, ""
