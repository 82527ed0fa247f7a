"""From a filled progress form to rows of the monitoring tables.

What a form brings is recorded on the date of answer that stands in it, so the same form gives the same
rows whenever it is collected.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from napeval.cycle.cycle import Cycle
from napeval.cycle.faults import Fault, errors_of
from napeval.display.languages import Language
from napeval.exchange.forms.assignments import assign
from napeval.exchange.forms.kinds import FormRows
from napeval.exchange.forms.model import Identification, Value
from napeval.exchange.forms.progress_answer import answered_on, gather_words, is_blank, source_of, source_row
from napeval.exchange.forms.reading import FilledForm, FilledRow
from napeval.exchange.forms.row_gathering import RowGatherer

_TOLERANCE = Decimal("0.5")  # percentage points that rounding may explain
_OF_ACTIVITIES = (
    "activity_id", "status", "completion", "started_on", "completed_on", "own_mark", "reason",
    "difficulty", "donors", "comment",
)  # fmt: skip
_OF_RISKS = ("risk_id", "status", "action", "escalated_to", "note")


def expected_institutions(own: Identification, cycle: Cycle) -> Sequence[str]:
    """Institutions that are asked for a progress form of the same period."""
    return list(assign(cycle, own.period, own.made_on))


def progress_rows(filled: FilledForm, cycle: Cycle) -> FormRows:
    """The rows that the answers give, and what is wrong with them. A blank form gives none."""
    if is_blank(filled):
        refused = bool(errors_of(filled.faults))
        return FormRows({}, [] if refused else [Fault("form_blank", filled.file, severity="warning")])
    day, faults = answered_on(filled)
    gatherer = _Gatherer(filled, day, cycle)
    gather_words(gatherer)
    for sheet, take in (
        ("indicators", gatherer.indicator),
        ("activities", gatherer.activity),
        ("money", gatherer.money),
        ("risks", gatherer.risk),
    ):
        for row in filled.answers.get(sheet, ()):
            if row.answered:
                take(row)
    sources = {"monitoring/sources": [source_row(filled, day)]} if gatherer.rows else {}
    return FormRows({**sources, **gatherer.rows}, [*faults, *gatherer.faults])


class _Gatherer(RowGatherer):
    """The rows of the tables, each sheet by its own rule."""

    def __init__(self, filled: FilledForm, day: date, cycle: Cycle) -> None:
        super().__init__(filled, day)
        assert filled.identification is not None
        self._own = filled.identification
        self._source = source_of(self._own)
        self._currency = cycle.meta.currency

    def indicator(self, row: FilledRow) -> None:
        """An observation; a value that stands there without a state is a measured one."""
        state, value = row.values["state"], row.values["value"]
        numerator, denominator = row.values["numerator"], row.values["denominator"]
        pair = numerator is not None and denominator is not None
        if state is None and (value is not None or pair):
            state = "measured"
        if state is None:
            self.need("form_state_missing", "indicators", row, "state")
            return
        if state == "measured" and value is None and not pair:
            self.need("form_value_missing", "indicators", row, "value")
            return
        if state != "measured" and any(one is not None for one in (value, numerator, denominator)):
            self._say("form_value_unmeasured", row, "state", self._label("state", str(state)))
            return
        self._compare_share(row, value, numerator, denominator)
        values: dict[str, Value] = {
            "indicator_id": row.values["indicator_id"],
            "period": self._own.period,
            "dimension": row.values.get("dimension"),
            "category": row.values.get("category"),
            "source_id": self._source,
            "reported_by": self._own.institution,
            "value": value,
            "numerator": numerator,
            "denominator": denominator,
            "state": state,
            "own_mark": row.values["own_mark"],
            "note": row.values["note"],
        }
        self.add("monitoring/observations", "indicators", row, values)

    def _label(self, column: str, code: str) -> str:
        assert self.filled.form is not None
        return self.filled.form.sheet("indicators").column(column).choices[code]

    def _say(self, code: str, row: FilledRow, column: str, value: str) -> None:
        self.faults.append(self.filled.fault(code, "indicators", row, column, value=value))

    def _compare_share(self, row: FilledRow, value: Value, numerator: Value, denominator: Value) -> None:
        """Warn of a percentage that its own numerator and denominator do not give."""
        rule = row.handed_out.rules.get("value") if row.handed_out else None
        if rule is None or rule.unit != "percent" or not isinstance(value, Decimal):
            return
        if not isinstance(numerator, Decimal) or not isinstance(denominator, Decimal) or denominator <= 0:
            return
        share = 100 * numerator / denominator
        if abs(share - value) > _TOLERANCE:
            language = Language(self._own.language)
            self.faults.append(
                self.filled.fault(
                    "form_share_differs",
                    "indicators",
                    row,
                    "value",
                    value=language.number(float(value)),
                    arguments={"share": language.number(float(round(share, 1)))},
                    severity="warning",
                )
            )

    def activity(self, row: FilledRow) -> None:
        """A progress report of the institution on one activity."""
        if row.values["status"] is None:
            self.need("form_status_missing", "activities", row, "status")
            return
        values: dict[str, Value] = {name: row.values[name] for name in _OF_ACTIVITIES}
        values |= {"period": self._own.period, "reported_by": self._own.institution}
        self.add("monitoring/progress", "activities", row, {**values, "source_id": self._source})

    def money(self, row: FilledRow) -> None:
        """A row of expenditure for each amount."""
        if row.values["activity_id"] is None:
            self.need("form_activity_missing", "money", row, "activity_id")
            return
        amounts = {stage: row.values[stage] for stage in ("committed", "spent")}
        if all(amount is None for amount in amounts.values()):
            self.need("form_amount_missing", "money", row, "spent")
        for stage, amount in amounts.items():
            if amount is not None:
                values: dict[str, Value] = {
                    "activity_id": row.values["activity_id"],
                    "period": self._own.period,
                    "stage": stage,
                    "funding_source": row.values["funding_source"],
                    "cost_category": row.values["cost_category"],
                    "amount": amount,
                    "currency": self._currency,
                    "source_id": self._source,
                }
                self.add("monitoring/expenditure", "money", row, values, {"amount": stage, "stage": stage})

    def risk(self, row: FilledRow) -> None:
        """How a risk stands at the end of the period."""
        if row.values["status"] is None:
            self.need("form_status_missing", "risks", row, "status")
            return
        values: dict[str, Value] = {name: row.values[name] for name in _OF_RISKS}
        self.add("monitoring/risk_updates", "risks", row, {**values, "period": self._own.period})
