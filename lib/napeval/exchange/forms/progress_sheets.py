"""The sheets of the progress form: what is asked of results, indicators and activities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from napeval.cycle.periods import is_period, parse_period
from napeval.cycle.schemas import Field
from napeval.display.form_words import dimension_word, unit_word
from napeval.display.languages import Language
from napeval.exchange.cycle_rows import Row, known_before, rows_of, words_of
from napeval.exchange.forms import progress_words as words
from napeval.exchange.forms.assignments import Asked, deadline_of
from napeval.exchange.forms.model import CellRule, FormColumn, FormRow, FormSheet, choices_of, plain_field
from napeval.exchange.forms.progress_values import Known, code_word, column_of, levels_of

STATES = ("measured", "not_reported", "not_due", "not_applicable")
"""States of a value that an institution may choose."""

_OBSERVATIONS, _PROGRESS = "monitoring/observations", "monitoring/progress"


def given(name: str, heading: str, width: float, **more: Any) -> FormColumn:
    """A locked column."""
    return FormColumn(name, heading, width=width, **more)


def asked(language: Language, table: str, name: str, heading: str, width: float, **more: Any) -> FormColumn:
    """A column to fill, with the type, limits, words and description of a column of a table."""
    field = column_of(table, name)
    more = {"help": field.descriptions[language.code], "choices": choices_of(field, language.code)} | more
    return FormColumn(name, heading, field=field, editable=True, width=width, **more)


def sheet_of(
    name: str,
    language: Language,
    instructions: tuple[str, ...],
    columns: tuple[FormColumn, ...],
    rows: tuple[FormRow, ...],
    spare_rows: int = 0,
) -> FormSheet:
    """A sheet of the progress form."""
    tab = language.translate(words.TABS[name])
    return FormSheet(name, tab, tab, instructions, columns, rows, spare_rows)


def answer_sheet(known: Known, addressee: str) -> FormSheet:
    """Who answers, when and to whom, and what is to be said in general."""
    language = known.language
    say = language.translate
    columns = (
        given("question", say(words.QUESTION), 60, identity=True),
        FormColumn("answer", say(words.ANSWER), editable=True, width=90),
    )
    questions = (
        ("answered_on", say(words.ANSWERED_ON), CellRule(field=plain_field("answered_on", "date"))),
        ("function", say(words.FUNCTION), CellRule()),
        ("to", words.heading("to", language.code), CellRule(editable=False)),
        ("remarks", words.from_guide("remarks", language.code), CellRule()),
        ("risks", say(words.RISKS_MET), CellRule()),
    )
    rows = tuple(
        FormRow(
            {"line": line, "question": text, "answer": addressee if line == "to" else None},
            {"answer": rule},
        )
        for line, text, rule in questions
    )
    return replace(sheet_of("answer", language, (), columns, rows), row_height=45)


def results_sheet(known: Known, asked_of: Asked) -> FormSheet:
    """The result statements, each with room for what was reached."""
    language = known.language
    code = language.code
    columns = (
        given("result_id", language.translate(words.CODE), 13, identity=True),
        given("area", words.heading("area", code), 20),
        given("objective", language.translate(words.OBJECTIVE), 36),
        given("planned", words.heading("planned", code), 48),
        FormColumn("achieved", words.heading("achieved", code), editable=True, width=60),
    )
    rows = []
    for row in asked_of.results:
        objective = known.objectives.get(row["objective_id"], {})
        values = {
            "result_id": row["result_id"],
            "area": code_word("plan/objectives", "pillar", objective.get("pillar"), language),
            "objective": known.objective(row["objective_id"]),
            "planned": words_of(row, "statement", language),
        }
        rows.append(FormRow(values))
    return sheet_of("results", language, (language.translate(words.RESULTS_HELP),), columns, tuple(rows))


def indicators_sheet(known: Known, asked_of: Asked) -> FormSheet:
    """The indicators, a row for the total and for each breakdown that the plan or earlier reports have."""
    language = known.language
    say, code = language.translate, language.code
    order = list(known.objectives)
    ordered = sorted(asked_of.indicators, key=lambda one: order.index(one["objective_id"]))
    rows = [row for indicator in ordered for row in _indicator_rows(known, indicator)]
    broken_down = any(row.values["dimension"] for row in rows)
    breakdown = (
        given("dimension", say(words.BREAKDOWN), 13, identity=True, choices=_dimensions(language, rows)),
        given("category", say(words.CATEGORY), 15, identity=True, choices=_categories(known, rows)),
    )
    state = column_of(_OBSERVATIONS, "state")
    mark = words.from_guide("imark", code)
    states = {one: text for one, text in choices_of(state, code).items() if one in STATES}
    columns = (
        given("indicator_id", say(words.CODE), 13, identity=True),
        *(breakdown if broken_down else ()),
        given("title", words.heading("indicator", code), 38),
        given("unit", say(words.UNIT), 13),
        given("baseline", words.heading("ibaseline", code), 15),
        given("target", words.heading("itarget", code), 20),
        given("last", say(words.LAST), 16),
        asked(language, _OBSERVATIONS, "state", say(words.STATE), 15, choices=states),
        asked(language, _OBSERVATIONS, "value", say(words.VALUE), 13),
        asked(language, _OBSERVATIONS, "numerator", say(words.NUMERATOR), 12),
        asked(language, _OBSERVATIONS, "denominator", say(words.DENOMINATOR), 12),
        asked(language, _OBSERVATIONS, "own_mark", words.heading("imark", code), 16, help=mark),
        asked(language, _OBSERVATIONS, "note", say(words.NOTE), 32),
    )
    help_texts = (*(say(text) for text in words.INDICATORS_HELP), words.from_guide("r3", code))
    return sheet_of("indicators", language, help_texts, columns, tuple(rows))


def _indicator_rows(known: Known, indicator: Row) -> list[FormRow]:
    language = known.language
    choices = levels_of(indicator, language)
    unit = indicator["unit"] or ""
    percentage = indicator["measure"] == "percentage"
    rate = percentage or indicator["measure"] == "rate"
    value: Field = column_of(_OBSERVATIONS, "value")
    if percentage:
        value = replace(value, minimum=0, maximum=100)
    rules = {
        "value": CellRule(field=value, choices=choices, unit="percent" if percentage else unit),
        "numerator": CellRule(editable=rate),
        "denominator": CellRule(editable=rate),
    }
    rows = []
    for place in known.breakdowns(indicator["indicator_id"]):
        values = {
            "indicator_id": indicator["indicator_id"],
            "dimension": place[0],
            "category": place[1],
            "title": words_of(indicator, "title", language),
            "unit": unit_word(language, unit),
            "baseline": known.baseline(indicator, place),
            "target": known.targets(indicator, place),
            "last": known.last_value(indicator, place),
        }
        rows.append(FormRow(values, rules, section=known.objective(indicator["objective_id"])))
    return rows


def _dimensions(language: Language, rows: list[FormRow]) -> Mapping[str, str]:
    codes = dict.fromkeys(str(row.values["dimension"]) for row in rows if row.values["dimension"])
    return {code: dimension_word(language, code) for code in codes}


def _categories(known: Known, rows: list[FormRow]) -> Mapping[str, str]:
    """Words for categories; a word that two categories share is left to their codes."""
    codes = dict.fromkeys(str(row.values["category"]) for row in rows if row.values["category"])
    named = {code: known.categories.get(code, code) for code in codes}
    shared = [name for name in named.values() if list(named.values()).count(name) > 1]
    return {code: code if name in shared else name for code, name in named.items()}


def activities_sheet(known: Known, asked_of: Asked) -> FormSheet:
    """The activities with the institution's part in each, and what it asks of them."""
    language = known.language
    say, code = language.translate, language.code

    mark = words.from_guide("imark", code)

    def column(name: str, heading: str, width: float, **more: Any) -> FormColumn:
        return asked(language, _PROGRESS, name, heading, width, **more)

    columns = (
        given("activity_id", say(words.CODE), 11, identity=True),
        given("title", say(words.ACTIVITY), 38),
        given("output", say(words.OUTPUT), 28),
        given("role", say(words.ROLE), 16),
        given("deadline", say(words.DEADLINE), 12),
        given("last", say(words.LAST), 16),
        column("status", say(words.STATUS), 15),
        column("completion", say(words.COMPLETION), 10, unit="share"),
        column("started_on", say(words.STARTED), 12),
        column("completed_on", say(words.COMPLETED), 12),
        column("comment", words.heading("iactivities", code), 36),
        column("own_mark", words.heading("imark", code), 16, help=mark),
        column("reason", say(words.REASON), 28),
        column("difficulty", say(words.DIFFICULTY), 28),
        column("donors", words.heading("idonors", code), 18),
    )
    rows = tuple(_activity_row(known, activity, asked_of) for activity in asked_of.activities)
    bases = {basis for role, basis in asked_of.roles.values() if role == "lead"}
    inferred = (say(words.NO_LEAD_STATED),) if bases - {"stated"} else ()
    help_texts = (*(say(text) for text in words.ACTIVITIES_HELP), *inferred)
    return sheet_of("activities", language, help_texts, columns, rows)


def _activity_row(known: Known, activity: Row, asked_of: Asked) -> FormRow:
    language = known.language
    identifier = activity["activity_id"]
    role, basis = asked_of.roles[identifier]
    part = code_word("plan/responsibilities", "role", role, language)
    if role == "lead" and basis != "stated":
        part = f"{part} ({code_word('plan/responsibilities', 'basis', basis, language)})"
    values = {
        "activity_id": identifier,
        "title": words_of(activity, "title", language),
        "output": words_of(activity, "output", language),
        "role": part or language.translate(words.NOBODY_NAMED),
        "deadline": _deadline(known, activity),
        "last": _last_report(known, identifier),
    }
    return FormRow(values, section=known.objective(activity["objective_id"]))


def _deadline(known: Known, activity: Row) -> str:
    """The month or year by which an activity is due, as last revised; as printed where it is no period."""
    revisions = rows_of(known.cycle.tables["plan/revisions"])
    period = deadline_of(activity, revisions, known.made_on)
    if not is_period(period):
        return activity["deadline_printed"] or ""
    whole = parse_period(period)
    return str(whole.end.year) if whole.end.month == 12 else known.language.period(f"{whole.end:%Y-%m}")


def _last_report(known: Known, activity: str) -> str:
    """The status last reported by each institution that did, with the period."""
    last: dict[str, Row] = {}
    reports = known_before(rows_of(known.cycle.tables["monitoring/progress"]), known.made_on)
    for row in sorted(reports, key=lambda one: (one["period"], one["recorded_on"])):
        if row["activity_id"] == activity:
            last[row["reported_by"]] = row
    lines = [
        f"{row['period']}, {reporter}: {code_word(_PROGRESS, 'status', row['status'], known.language)}"
        for reporter, row in last.items()
    ]
    return "\n".join(lines)
