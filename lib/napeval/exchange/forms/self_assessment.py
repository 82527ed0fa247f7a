"""The self-assessment list (annex 1 of the guide): one workbook for the coordinator's office.

What is answered goes to the checklist of an evaluation, with the plan as subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from napeval.cycle.cycle import Cycle
from napeval.cycle.reference import instrument_items, instrument_title
from napeval.display.languages import N_, Language
from napeval.exchange.forms import instrument_words as words
from napeval.exchange.forms.checklist_rows import (
    answerer,
    blank_fault,
    checklist_rows,
    is_blank,
    table_of,
)
from napeval.exchange.forms.form_frame import form_frame
from napeval.exchange.forms.instrument_rows import item_columns, item_row, sections_of, who_sheet
from napeval.exchange.forms.kinds import FormRows
from napeval.exchange.forms.model import Form, FormRow, FormSheet, Identification
from napeval.exchange.forms.reading import FilledForm

KIND = "self_assessment"
LAYOUT = 1
INSTRUMENT = "annex1_self_assessment"
SUBJECT = "plan"

_TAB = N_("Self-assessment")
_HOW = N_(
    "Answer for the strategy and the action plan as they are, not as they should be. "
    "Give a reason wherever the answer is not a plain yes."
)


def self_assessment_form(cycle: Cycle, own: Identification) -> Form:
    """The list for one evaluation of a cycle."""
    say = Language(own.language)
    items = instrument_items(INSTRUMENT)
    title = instrument_title(INSTRUMENT, own.language)
    sheet = FormSheet(
        "list",
        say.translate(_TAB),
        title,
        (say.translate(words.LEAVE_BLANK),),
        item_columns(say, last_help=words.REASON_HELP),
        tuple(_rows(items, own.language)),
    )
    return form_frame(
        cycle,
        own,
        title=title,
        instructions=(say.translate(_HOW), say.translate(words.KEPT_WHERE)),
        ethics=(say.translate(words.NO_PERSONAL_DATA),),
        sheets=(who_sheet(say), sheet),
    )


def _rows(items: tuple[Any, ...], language: str) -> Iterator[FormRow]:
    """The items under the heading of their part."""
    sections = sections_of(items, language)
    part = ""
    for item in items:
        part = sections.get(item["item_id"], part)
        if item["item_id"] not in sections:
            yield item_row(item, language, section=part)


def self_assessment_rows(filled: FilledForm, cycle: Cycle) -> FormRows:
    """Rows for the checklist of the evaluation, and what is wrong with the answers."""
    if is_blank(filled):
        return FormRows({}, [blank_fault(filled)])
    who, faults = answerer(filled)
    if who is None:
        return FormRows({}, faults)
    rows, faults = checklist_rows(filled, "list", SUBJECT, who)
    return FormRows({table_of(filled, "checklist"): rows}, faults)
