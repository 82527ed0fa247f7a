"""Rows of a form from the items of an instrument: number, wording and the answers allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from napeval.cycle.reference import instrument_item, item_choices, item_text
from napeval.cycle.schemas import Field, schemas
from napeval.display.languages import Language
from napeval.exchange.forms import instrument_words as words
from napeval.exchange.forms.model import (
    CellRule,
    FormColumn,
    FormRow,
    FormSheet,
    Value,
    choices_of,
    plain_field,
)

_KINDS: Mapping[str, str] = {"number": "number", "date": "date", "scale_1_5": "integer"}
_LOWEST, _HIGHEST = 1, 5
_LONGEST_SECTION = 140
_MARKS = plain_field("answer", "integer", minimum=_LOWEST, maximum=_HIGHEST)
_NOT_APPLICABLE = "not_applicable"


def item_number(item_id: str) -> str:
    """What stands in the column for the number: "A7" for annex1_self_assessment.A7."""
    return item_id.partition(".")[2]


def answer_field(item: Mapping[str, Any]) -> Field:
    """Type and limits of the answer to an item."""
    kind = _KINDS.get(item["answer_type"], "string")
    return _MARKS if item["answer_type"] == "scale_1_5" else plain_field("answer", kind)


def answer_rule(item: Mapping[str, Any], language: str, *, not_applicable: bool = False) -> CellRule:
    """What may be answered to an item. not_applicable: whether it may be left out as not concerning."""
    choices = dict(item_choices(item, language))
    if not_applicable:
        choices[_NOT_APPLICABLE] = choices_of(checklist_field("answer"), language)[_NOT_APPLICABLE]
    return CellRule(field=answer_field(item), choices=choices)


def checklist_field(name: str) -> Field:
    """A column of the checklist table of an evaluation."""
    return schemas()["evaluations/checklist"].column(name)


def item_row(
    item: Mapping[str, Any],
    language: str,
    *,
    number: str = "",
    section: str = "",
    rule: CellRule | None = None,
    hidden: Mapping[str, Value] | None = None,
) -> FormRow:
    """One item as a row: number, wording, answer.

    number: printed instead of the item's own. hidden: values that go along without being printed, beside
    item_id.
    """
    values = {
        "number": number or item_number(item["item_id"]),
        "item": item_text(item, language),
        "item_id": item["item_id"],
        **(hidden or {}),
    }
    return FormRow(values, {"answer": rule or answer_rule(item, language)}, section)


def item_columns(
    say: Language, *, last: str = "reason", last_heading: str = words.REASON, last_help: str = ""
) -> tuple[FormColumn, ...]:
    """Number, item, answer, and a last column for words. last_heading, last_help: as in the catalogues."""
    return (
        FormColumn("number", say.translate(words.NUMBER), identity=True, width=10),
        FormColumn("item", say.translate(words.ITEM), width=74),
        FormColumn("answer", say.translate(words.ANSWER), editable=True, width=24),
        FormColumn(
            last,
            say.translate(last_heading),
            help=say.translate(last_help) if last_help else "",
            editable=True,
            width=48,
        ),
    )


def column_heading(item_id: str, say: Language) -> str:
    """The heading of a column that an item of the guide describes: what stands after its colon."""
    text = item_text(instrument_item(item_id), say.code)
    heading = (text.partition(": ")[2] or text).rstrip(".")
    return heading[:1].upper() + heading[1:]


def who_sheet(say: Language, *, initials: bool = True) -> FormSheet:
    """The lines for who fills a form in, and when. initials: whether the first of them is asked."""
    on = {"entry": CellRule(field=plain_field("on", "date"), help="")}
    lines = [FormRow({"line": say.translate(words.ON), "code": "on"}, on)]
    if initials:
        lines.insert(0, FormRow({"line": say.translate(words.BY), "code": "by"}))
    tab = say.translate(words.WHO_TAB)
    needed = (say.translate(words.WHO_NEEDED),)
    return FormSheet("who", tab, tab, needed, line_columns(say, help_text=words.WHO_HELP), tuple(lines))


def line_columns(say: Language, *, help_text: str = "", width: float = 60) -> tuple[FormColumn, ...]:
    """A label and what is to be entered beside it."""
    return (
        FormColumn("line", say.translate(words.LINE), identity=True, width=50),
        FormColumn(
            "entry",
            say.translate(words.ENTRY),
            help=say.translate(help_text) if help_text else "",
            editable=True,
            width=width,
        ),
    )


def section_text(text: str) -> str:
    """A heading above rows, cut at a word where it is longer than a line of the sheet."""
    return text if len(text) <= _LONGEST_SECTION else text[:_LONGEST_SECTION].rsplit(" ", 1)[0] + " …"


def sections_of(items: Sequence[Mapping[str, Any]], language: str) -> Mapping[str, str]:
    """Wording of the sections of an instrument, by the identifier of the item that opens each."""
    return {item["item_id"]: item_text(item, language) for item in items if item["kind"] == "section"}
