"""The questionnaire of the internal evaluation (annex 7 of the guide), both parts, for one institution.

Part one marks every strategic objective, part two every activity in which the institution has a part.
A third part asks for marks on the questions of the evaluation matrix that no item of the guide covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from napeval.criteria.questions import Matrix, Question
from napeval.cycle.cycle import Cycle
from napeval.cycle.reference import instrument_item, instrument_items, instrument_title, item_text
from napeval.display.languages import N_, Language
from napeval.exchange.cycle_rows import institution_names, rows_of, words_of
from napeval.exchange.forms import instrument_words as words
from napeval.exchange.forms.form_frame import form_frame
from napeval.exchange.forms.instrument_rows import answer_field, answer_rule, column_heading, item_columns
from napeval.exchange.forms.model import (
    CellRule,
    Form,
    FormColumn,
    FormRow,
    FormSheet,
    Identification,
    Value,
)
from napeval.exchange.forms.questionnaire_questions import INSTRUMENT

KIND = "questionnaire"
LAYOUT = 1

_LOCKED = CellRule(editable=False)
_AREAS = f"{INSTRUMENT}.p1.4"
_OF_ACTIVITIES = f"{INSTRUMENT}.p2.8"
_LEAD_INS = tuple(f"{INSTRUMENT}.{name}" for name in ("p1.4", "p1.6", "p1.8", "p2.6"))
"""Items that only introduce those after them."""

_FIRST_TAB, _SECOND_TAB = N_("Strategy"), N_("Action plan")
_ACTIVITIES_TAB, _THIRD_TAB = N_("Activities"), N_("Evaluation questions")
_ACTIVITY = N_("Activity")
_THIRD_TITLE = N_("How far is this so, seen from your institution?")
_NOT_AT_ALL, _FULLY = N_("not at all"), N_("fully")
_PSEUDONYM = N_(
    "Your answers are kept under the code on this sheet and the kind of your institution, not under a name. "
    "Do not write who fills in the form."
)
_ONLY_OWN = N_("The activities are those in which the plan gives your institution a part.")
_MARK_IF_PART = N_("Give a mark only to activities in which you took part.")


def questionnaire_form(
    cycle: Cycle, own: Identification, matrix: Matrix, asked: Sequence[Question] = ()
) -> Form:
    """The questionnaire for one institution. asked: questions of the matrix for the third part."""
    say = Language(own.language)
    sheets = [_part(cycle, say, "p1", _FIRST_TAB), _part(cycle, say, "p2", _SECOND_TAB)]
    activities = _activities(cycle, own.institution, say)
    if activities.rows:
        sheets.append(activities)
    if asked:
        sheets.append(_third_part(asked, say))
    return form_frame(
        cycle,
        own,
        title=instrument_title(INSTRUMENT, own.language),
        instructions=(
            item_text(instrument_item(f"{INSTRUMENT}.h.how"), own.language),
            say.translate(_PSEUDONYM),
        ),
        ethics=(say.translate(words.NO_PERSONAL_DATA), say.translate(words.KEPT_WHERE)),
        sheets=sheets,
        institution_name=institution_names(cycle, say).get(own.institution, ""),
    )


def _part(cycle: Cycle, say: Language, part: str, tab: str) -> FormSheet:
    """The items of one part, marks of the strategic objectives among those of the first."""
    within = [
        item for item in instrument_items(INSTRUMENT) if item["item_id"].startswith(f"{INSTRUMENT}.{part}.")
    ]
    rows: list[FormRow] = []
    for item in within:
        name = item["item_id"]
        if name in _LEAD_INS:
            rows.append(FormRow(_values(item, say.code), {"answer": _LOCKED, "comment": _LOCKED}))
            rows += _objective_rows(cycle, item, say) if name == _AREAS else ()
        elif _is_asked(item):
            rows.append(FormRow(_values(item, say.code), _rules(item, say.code)))
    return FormSheet(
        part,
        say.translate(tab),
        item_text(instrument_item(f"{INSTRUMENT}.{part}"), say.code),
        (say.translate(words.LEAVE_BLANK),),
        item_columns(say, last="comment", last_heading=words.COMMENT),
        tuple(rows),
    )


def _is_asked(item: Mapping[str, Any]) -> bool:
    """Whether an item is a row: marks of areas and the table of activities have rows of their own."""
    name = item["item_id"]
    apart = name.startswith((f"{_AREAS}.", f"{_OF_ACTIVITIES}.")) or name in (_AREAS, _OF_ACTIVITIES)
    is_remark = name.endswith(".c")  # stands in the comment beside the item it belongs to
    return item["kind"] in ("question", "field") and not apart and not is_remark


def _values(item: Mapping[str, Any], language: str) -> dict[str, Value]:
    name = item["item_id"].removeprefix(f"{INSTRUMENT}.p")
    return {
        "number": name.replace("why", "a"),
        "item": item_text(item, language),
        "item_id": item["item_id"],
    }


def _rules(item: Mapping[str, Any], language: str) -> Mapping[str, CellRule]:
    """Words go into the comment, choices into the answer; both where the guide asks for a comment."""
    if item["answer_type"] == "text":
        return {"answer": _LOCKED}
    rule = answer_rule(item, language)
    remark = any(one["item_id"] == f"{item['item_id']}.c" for one in instrument_items(INSTRUMENT))
    return {"answer": rule} if remark else {"answer": rule, "comment": _LOCKED}


def _objective_rows(cycle: Cycle, item: Mapping[str, Any], say: Language) -> Iterator[FormRow]:
    """A mark and a comment for every strategic objective: the areas follow the strategy at hand."""
    for row in rows_of(cycle.tables["plan/objectives"]):
        if row["level"] == "strategic":
            values = {
                "number": f"1.4 {row['objective_id']}",
                "item": words_of(row, "title", say),
                "item_id": f"{item['item_id']}:{row['objective_id']}",
            }
            yield FormRow(values, {"answer": answer_rule(item, say.code)})


def _activities(cycle: Cycle, institution: str, say: Language) -> FormSheet:
    """Participation, what was done, mark and remark for each activity of the institution."""
    roles = rows_of(cycle.tables["plan/responsibilities"])
    own = {row["activity_id"] for row in roles if row["institution"] == institution}
    rows = tuple(
        FormRow(
            {
                "number": row["activity_id"],
                "activity": words_of(row, "title", say),
                "result": words_of(row, "output", say),
            }
        )
        for row in rows_of(cycle.tables["plan/activities"])
        if row["activity_id"] in own
    )
    return FormSheet(
        "activities",
        say.translate(_ACTIVITIES_TAB),
        item_text(instrument_item(_OF_ACTIVITIES), say.code),
        (say.translate(_ONLY_OWN), say.translate(_MARK_IF_PART)),
        (
            FormColumn("number", column_heading(f"{_OF_ACTIVITIES}.no", say), identity=True, width=12),
            FormColumn("activity", say.translate(_ACTIVITY), width=40),
            FormColumn("result", column_heading(f"{_OF_ACTIVITIES}.result", say), width=34),
            *(_asked_column(name, width, say) for name, width in _ASKED_OF_ACTIVITIES.items()),
        ),
        rows,
    )


_ASKED_OF_ACTIVITIES = {"took": 13.0, "done": 34.0, "grade": 20.0, "remark": 30.0}


def _asked_column(name: str, width: float, say: Language) -> FormColumn:
    item = instrument_item(f"{_OF_ACTIVITIES}.{name}")
    rule = answer_rule(item, say.code)
    return FormColumn(
        name,
        column_heading(item["item_id"], say),
        field=answer_field(item),
        editable=True,
        choices=rule.choices or {},
        width=width,
    )


def _third_part(asked: Sequence[Question], say: Language) -> FormSheet:
    """One mark for each question of the matrix: how far what would be good is so."""
    marks = answer_rule(instrument_item(_AREAS), say.code)
    labels = _mark_labels(say)
    rule = CellRule(field=marks.field, choices=labels)
    rows = tuple(
        FormRow(
            {
                "number": question.id,
                "item": f"{_said(question.text, say)}\n{_said(question.standard, say)}",
                "item_id": f"matrix.{question.id}",
            },
            {"answer": rule},
        )
        for question in asked
    )
    return FormSheet(
        "p3",
        say.translate(_THIRD_TAB),
        say.translate(_THIRD_TITLE),
        (" … ".join(labels[end] for end in ("1", "5")), say.translate(words.LEAVE_BLANK)),
        item_columns(say, last="comment", last_heading=words.COMMENT),
        rows,
    )


def _mark_labels(say: Language) -> Mapping[str, str]:
    ends = {1: say.translate(_NOT_AT_ALL), 5: say.translate(_FULLY)}
    return {str(mark): f"{mark}: {ends[mark]}" if mark in ends else str(mark) for mark in range(1, 6)}


def _said(text: Mapping[str, str], say: Language) -> str:
    return text.get(say.code) or text.get("en") or next(iter(text.values()), "")
