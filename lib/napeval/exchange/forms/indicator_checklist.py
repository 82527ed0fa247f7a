"""The checklist for results and indicators (A.4.3 of the guide): asked once of every expected result.

A second sheet asks of every indicator of the plan whether it is SMART. Answers go to the checklist of an
evaluation, with the result or the indicator as subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from napeval.cycle.cycle import Cycle
from napeval.cycle.reference import instrument_item, instrument_items, instrument_title, item_text
from napeval.display.languages import N_, Language
from napeval.exchange.cycle_rows import rows_of, words_of
from napeval.exchange.forms import instrument_words as words
from napeval.exchange.forms.checklist_rows import (
    Answerer,
    answerer,
    blank_fault,
    checklist_row,
    checklist_rows,
    handed_out,
    is_blank,
    table_of,
)
from napeval.exchange.forms.form_frame import form_frame
from napeval.exchange.forms.instrument_rows import (
    answer_rule,
    item_columns,
    item_number,
    item_row,
    section_text,
    who_sheet,
)
from napeval.exchange.forms.kinds import FormRows, NewRow
from napeval.exchange.forms.model import CellRule, Form, FormColumn, FormRow, FormSheet, Identification
from napeval.exchange.forms.reading import FilledForm, FilledRow
from napeval.exchange.forms.row_gathering import is_refused

KIND = "indicator_checklist"
LAYOUT = 1
INSTRUMENT = "results_indicators_checklist"
SMART = tuple(f"indicator_kinds.smart.{letter}" for letter in "smart")

_RESULTS_TAB = N_("Results")
_INDICATORS_TAB = N_("Indicators")
_INDICATOR = N_("Indicator")
_UNIT = N_("Unit")
_NO_INDICATOR = N_("the plan sets none for this result")
_OF_RESULTS = N_("Each question is asked once of every expected result together with its indicators.")
_OF_INDICATORS = N_("Each column asks one thing of every indicator of the plan:")


def indicator_checklist_form(cycle: Cycle, own: Identification) -> Form:
    """The checklist for one evaluation of a cycle."""
    say = Language(own.language)
    title = instrument_title(INSTRUMENT, own.language)
    results = FormSheet(
        "results",
        say.translate(_RESULTS_TAB),
        title,
        (say.translate(_OF_RESULTS), say.translate(words.LEAVE_BLANK)),
        item_columns(say, last_help=words.REASON_HELP),
        tuple(_result_rows(cycle, say)),
    )
    indicators = FormSheet(
        "indicators",
        say.translate(_INDICATORS_TAB),
        instrument_title("indicator_kinds", own.language),
        (say.translate(_OF_INDICATORS), *(item_text(instrument_item(name), own.language) for name in SMART)),
        _indicator_columns(say),
        tuple(_indicator_rows(cycle, say)),
    )
    return form_frame(
        cycle,
        own,
        title=title,
        instructions=(say.translate(words.KEPT_WHERE),),
        ethics=(say.translate(words.NO_PERSONAL_DATA),),
        sheets=(who_sheet(say), results, indicators),
    )


def _result_rows(cycle: Cycle, say: Language) -> Iterator[FormRow]:
    """Every item of every result, under its statement and a row that names its indicators."""
    titles = _indicators_of_results(cycle, say)
    for result in rows_of(cycle.table("plan/results")):
        name = str(result["result_id"])
        statement = words_of(result, "statement", say)
        section = section_text(f"{name}: {statement}")
        named = "\n".join(titles.get(name, [say.translate(_NO_INDICATOR)]))
        values = {"number": name, "item": f"{statement}\n{say.translate(_INDICATORS_TAB)}:\n{named}"}
        locked = CellRule(editable=False)
        yield FormRow(values, {"answer": locked, "reason": locked}, section)
        for item in instrument_items(INSTRUMENT):
            number = f"{name} / {item_number(item['item_id'])}"
            rule = answer_rule(item, say.code, not_applicable=True)
            yield item_row(
                item, say.code, number=number, section=section, rule=rule, hidden={"subject": name}
            )


def _indicators_of_results(cycle: Cycle, say: Language) -> Mapping[str, list[str]]:
    titles: dict[str, list[str]] = {}
    for row in rows_of(cycle.table("plan/indicators")):
        text = f"{row['indicator_id']}: {words_of(row, 'title', say)}"
        titles.setdefault(str(row["result_id"]), []).append(text)
    return titles


def _indicator_columns(say: Language) -> tuple[FormColumn, ...]:
    """Indicator, title, unit, one column for each letter of SMART, reason."""
    fixed = (
        FormColumn("indicator_id", say.translate(words.NUMBER), identity=True, width=13),
        FormColumn("title", say.translate(_INDICATOR), width=56),
        FormColumn("unit", say.translate(_UNIT), width=14),
    )
    asked = tuple(_smart_column(instrument_item(name), name, say.code) for name in SMART)
    reason = FormColumn("reason", say.translate(words.REASON), editable=True, width=34)
    return (*fixed, *asked, reason)


def _smart_column(item: Mapping[str, Any], name: str, language: str) -> FormColumn:
    """A column headed by the word for the letter: what stands in the item before its colon."""
    text = item_text(item, language)
    word = text.partition(":")[0].partition(", ")[2]
    heading = word[:1].upper() + word[1:]
    rule = answer_rule(item, language)
    return FormColumn(name, heading, help=text, editable=True, choices=rule.choices or {}, width=12)


def _indicator_rows(cycle: Cycle, say: Language) -> Iterator[FormRow]:
    """Every indicator that the plan itself sets; those of the evaluator need no judgement."""
    frame = cycle.table("plan/indicators")
    for row in rows_of(frame[frame["origin"] == "plan"]):
        yield FormRow(
            {
                "indicator_id": str(row["indicator_id"]),
                "title": words_of(row, "title", say),
                "unit": str(row["unit"]),
            }
        )


def indicator_checklist_rows(filled: FilledForm, cycle: Cycle) -> FormRows:
    """Rows for the checklist of the evaluation, and what is wrong with the answers."""
    if is_blank(filled):
        return FormRows({}, [blank_fault(filled)])
    who, faults = answerer(filled)
    if who is None:
        return FormRows({}, faults)
    rows, faults = checklist_rows(filled, "results", "", who)
    rows += _smart_rows(filled, who)
    for row in filled.answers.get("indicators", ()):
        if row.values["reason"] is not None and not _is_answered(filled, row):
            faults.append(filled.fault("form_reason_without_answer", "indicators", row, SMART[0]))
    return FormRows({table_of(filled, "checklist"): rows}, faults)


def _is_answered(filled: FilledForm, row: FilledRow) -> bool:
    """Whether anything stands under a letter of SMART, be it readable or not."""
    return any(row.values[name] is not None or is_refused(filled, "indicators", row, name) for name in SMART)


def _smart_rows(filled: FilledForm, who: Answerer) -> Iterator[NewRow]:
    """One row for each letter answered; the reason goes with every one of them."""
    for row in filled.answers.get("indicators", ()):
        for name in SMART:
            if row.values[name] is not None:
                subject = str(handed_out(row, "indicator_id"))
                yield checklist_row(filled, "indicators", row, name, subject, who, answer_column=name)
