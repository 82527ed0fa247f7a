"""The sheets of the progress form on money and on risks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from napeval.cycle.identifiers import split_list
from napeval.exchange.cycle_rows import Row, known_before, rows_of, words_of
from napeval.exchange.forms import progress_words as words
from napeval.exchange.forms.assignments import Asked
from napeval.exchange.forms.model import CellRule, FormColumn, FormRow, FormSheet, Value
from napeval.exchange.forms.progress_sheets import asked, given, sheet_of
from napeval.exchange.forms.progress_values import Known, code_word, column_of

_SPARE_ROWS = 12
_EXPENDITURE, _UPDATES = "monitoring/expenditure", "monitoring/risk_updates"


def money_sheet(known: Known, asked_of: Asked) -> FormSheet:
    """What was committed and spent of each funding source, for the activities whose money one reports."""
    language = known.language
    say = language.translate
    currency = known.cycle.meta.currency
    amount = column_of(_EXPENDITURE, "amount")

    def money(name: str, heading: str) -> FormColumn:
        return FormColumn(name, heading, field=amount, editable=True, unit=currency, width=18)

    columns = (
        given("activity_id", say(words.CODE), 11, identity=True, choices={one: one for one in asked_of.led}),
        given("title", say(words.ACTIVITY), 46),
        given("funding_source", say(words.FUNDING), 34, identity=True, choices=_funding_choices(known)),
        given("cost_category", say(words.COST), 20, identity=True),
        given("planned", say(words.PLANNED), 18, field=amount, unit=currency),
        money("committed", say(words.COMMITTED)),
        money("spent", say(words.SPENT)),
    )
    activities = {row["activity_id"]: row for row in asked_of.activities}
    rows = tuple(
        FormRow(values)
        for identifier in asked_of.led
        for values in _money_rows(known, activities[identifier])
    )
    help_texts = tuple(say(text).format(currency=currency) for text in words.MONEY_HELP)
    return sheet_of("money", language, help_texts, columns, rows, _SPARE_ROWS if asked_of.led else 0)


def _money_rows(known: Known, activity: Row) -> list[Mapping[str, Value]]:
    """A row for each funding source and cost category planned in the years of the period."""
    years = range(known.period.start.year, known.period.end.year + 1)
    planned: dict[tuple[str | None, str | None], Decimal] = {}
    for row in rows_of(known.cycle.tables["plan/budget"]):
        if row["activity_id"] == activity["activity_id"] and row["year"] in years:
            place = (row["funding_source"], row["cost_category"])
            planned[place] = planned.get(place, Decimal(0)) + Decimal(str(row["amount"]))
    places = list(planned) or [(activity["funding_sources"], None)]
    return [
        {
            "activity_id": activity["activity_id"],
            "title": words_of(activity, "title", known.language),
            "funding_source": source,
            "cost_category": category,
            "planned": planned.get((source, category)),
        }
        for source, category in places
    ]


def risks_sheet(known: Known, asked_of: Asked) -> FormSheet:
    """The risks and assumptions that the institution watches, each with how it stands."""
    language = known.language
    say = language.translate
    columns = (
        given("risk_id", say(words.CODE), 10, identity=True),
        given("statement", say(words.RISK), 48),
        given("kind", say(words.KIND), 14),
        given("mitigation", say(words.MITIGATION), 32),
        given("last", say(words.LAST), 20),
        asked(language, _UPDATES, "status", say(words.STATUS), 16),
        asked(language, _UPDATES, "action", say(words.ACTION), 40),
        asked(language, _UPDATES, "escalated_to", say(words.ESCALATED), 24),
        asked(language, _UPDATES, "note", say(words.NOTE), 32),
    )
    rows = tuple(
        FormRow(
            {
                "risk_id": risk["risk_id"],
                "statement": words_of(risk, "statement", language),
                "kind": code_word("plan/risks", "kind", risk["kind"], language),
                "mitigation": risk["mitigation"],
                "last": _last_update(known, risk["risk_id"]),
            },
            {"status": CellRule()},
            section=known.objective(risk["objective_id"]) if risk["objective_id"] else "",
        )
        for risk in asked_of.risks
    )
    return sheet_of("risks", language, (say(words.RISKS_HELP),), columns, rows)


def _last_update(known: Known, risk: str) -> str:
    """How the risk stood by the last report, with its period."""
    updates = [
        row
        for row in known_before(rows_of(known.cycle.tables[_UPDATES]), known.made_on)
        if row["risk_id"] == risk
    ]
    if not updates:
        return ""
    row = max(updates, key=lambda one: (one["period"], one["recorded_on"]))
    return f"{row['period']}: {code_word(_UPDATES, 'status', row['status'], known.language)}"


def _funding_choices(known: Known) -> Mapping[str, str]:
    """Words for funding sources: what the plan names as such, alone and together."""
    named = [row["funding_source"] for row in rows_of(known.cycle.tables["plan/budget"])]
    named += [row["funding_sources"] for row in rows_of(known.cycle.tables["plan/activities"])]
    named += [row["funding_source"] for row in rows_of(known.cycle.tables["monitoring/expenditure"])]
    single = [part for cell in named for part in split_list(cell)]
    kinds = ("donor", "state_budget", "international")
    single += [
        row["institution"] for row in rows_of(known.cycle.tables["plan/institutions"]) if row["kind"] in kinds
    ]
    together = [cell for cell in named if cell and len(split_list(cell)) > 1]
    codes = dict.fromkeys([*sorted(set(single)), *sorted(set(together))])
    texts = {code: known.institutions(code) for code in codes}
    doubled = [text for text in texts.values() if list(texts.values()).count(text) > 1]
    return {code: f"{text} ({code})" if text in doubled else text for code, text in texts.items()}
