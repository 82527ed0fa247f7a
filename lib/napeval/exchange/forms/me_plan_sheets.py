"""Further sheets of the monitoring and evaluation plan: its reports, and questions of the guide."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.cycle.cycle import Cycle
from napeval.cycle.reference import instrument_item, instrument_items, instrument_title, item_text
from napeval.display.languages import N_, Language
from napeval.exchange.cycle_rows import rows_of, words_of
from napeval.exchange.forms import instrument_words as words
from napeval.exchange.forms.model import CellRule, FormColumn, FormRow, FormSheet

INSTRUMENT = "annex4_me_plan"
OF_REPORTS = ("prepared_by", "addressed_to", "due")
"""Columns of plan/reporting that the form asks for."""

_PAYERS = ("state_budget", "donor")
_TO_READ = ("rbm_steps", "unodc_monitoring_questions")
_REPORTS_TAB, _STEPS_TAB = N_("Reports"), N_("Steps and questions")
_REPORT, _PREPARED_BY, _ADDRESSED_TO, _DUE = N_("Report"), N_("Prepared by"), N_("Goes to"), N_("Deadline")
_GUIDE = N_(
    "Questions and steps of the guide for building the plan. Nothing is to be filled in on this sheet."
)


def collectors(cycle: Cycle, say: Language) -> Mapping[str, str]:
    """Institutions that may collect data: all but those that only pay."""
    return {
        row["institution"]: words_of(row, "name", say) or row["institution"]
        for row in rows_of(cycle.tables["plan/institutions"])
        if row["kind"] not in _PAYERS
    }


def reports_sheet(cycle: Cycle, say: Language, locked: bool) -> FormSheet:
    """One row for each report of the plan's calendar."""
    help_of = {"prepared_by": "3b", "addressed_to": "3a", "due": "3d"}
    headings = {"prepared_by": _PREPARED_BY, "addressed_to": _ADDRESSED_TO, "due": _DUE}
    asked = tuple(
        FormColumn(
            name,
            say.translate(headings[name]),
            help=item_text(instrument_item(f"{INSTRUMENT}.{help_of[name]}"), say.code),
            editable=True,
            choices=collectors(cycle, say) if name == "prepared_by" else {},
            width=46,
        )
        for name in OF_REPORTS
    )
    columns = (
        FormColumn("number", say.translate(words.NUMBER), identity=True, width=16),
        FormColumn("title", say.translate(_REPORT), width=42),
        *asked,
    )
    rows = []
    for row in rows_of(cycle.tables["plan/reporting"]):
        rules = {
            name: CellRule(choices={}, editable=None if not locked else False)
            for name in OF_REPORTS
            if row[name] is not None
        }
        values = {"number": row["report"], "title": words_of(row, "title", say)}
        rows.append(FormRow({**values, **{name: row[name] for name in OF_REPORTS}}, rules))
    tab = say.translate(_REPORTS_TAB)
    return FormSheet("reports", tab, tab, (), columns, tuple(rows))


def steps_sheet(say: Language) -> FormSheet:
    """The steps of a results-based system and the questions on monitoring, to be read only."""
    read = [(name, item) for name in _TO_READ for item in instrument_items(name)]
    rows = tuple(
        FormRow(
            {"number": str(number), "item": item_text(item, say.code)},
            section=instrument_title(name, say.code),
        )
        for number, (name, item) in enumerate(read, start=1)
    )
    columns = (
        FormColumn("number", say.translate(words.NUMBER), identity=True, width=10),
        FormColumn("item", say.translate(words.ITEM), width=120),
    )
    tab = say.translate(_STEPS_TAB)
    return FormSheet("steps", tab, tab, (say.translate(_GUIDE),), columns, rows)
