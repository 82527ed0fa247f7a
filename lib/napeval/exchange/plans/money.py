"""Amounts of a plan: rows of the budget, and whether the totals beside them are their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from napeval.cycle.faults import Fault, Severity
from napeval.cycle.numbers import number_text
from napeval.exchange.plans.amounts import Amount, currency_named, read_amount
from napeval.exchange.plans.drafts import (
    ActivityDraft,
    BudgetLine,
    Origin,
    PlanDraft,
)
from napeval.exchange.plans.institutions import InstitutionBook
from napeval.exchange.plans.mapping import PlanMapping
from napeval.exchange.plans.sheet import PlanCell
from napeval.exchange.plans.words import IN_THOUSANDS, fold

Row = dict[str, str]
TOLERANCE = Decimal("0.005")
"""Half a cent: sums that differ by less are the same."""
_OF_PLANS = ("number_ambiguous", "number_marks")
"""Faults of numbers that are mended in the mapping of a plan, not in a datapackage."""


@dataclass
class Money:
    """Rows of plan/budget and plan/printed_totals.

    notes: words of budget cells that are no amount, by activity.
    """

    budget: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Fault] = field(default_factory=list)


class MoneyReader:
    """Reads the amounts of a draft whose identifiers are given. sums: by activity and year."""

    def __init__(self, origin: Origin, mapping: PlanMapping, currency: str, book: InstitutionBook) -> None:
        self.origin, self.mapping, self.currency, self.book = origin, mapping, currency, book
        self.money = Money()
        self.sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
        self._marks: dict[tuple[str, str], tuple[str, PlanCell]] = {}

    def read(self, draft: PlanDraft) -> Money:
        """Every amount of an activity of the draft."""
        self._judge_headings()
        for activity in draft.activities:
            keys: set[tuple[int, str]] = set()
            for line in activity.budget:
                self._line(activity, line, keys)
        return self.money

    def _judge_headings(self) -> None:
        """Headings that name another currency, or amounts in thousands."""
        for sheet in self.mapping.sheets:
            for choice in (*sheet.of("budget"), *sheet.of("budget_total")):
                named = currency_named(choice.heading)
                row = sheet.heading_rows[0] if sheet.heading_rows else None
                if named and named != self.currency:
                    place = {"expected": self.currency}
                    self.say("currency_other", sheet.name, row, None, choice.heading, place)
                if not self.mapping.factor and IN_THOUSANDS.search(fold(choice.heading)):
                    self.say("in_thousands", sheet.name, row, None, choice.heading)

    def _line(self, activity: ActivityDraft, line: BudgetLine, keys: set[tuple[int, str]]) -> None:
        stated = Decimal(0)
        for year, (heading, cell) in line.amounts.items():
            amount = self.read_cell(activity.sheet, heading, cell)
            if amount.kind in ("words", "no_cost"):
                self.money.notes[activity.identifier].append(f"{heading}: {amount.note}")
                severity: Severity = "note" if amount.kind == "no_cost" else "warning"
                self.say(
                    f"amount_{amount.kind}", activity.sheet, line.row, cell, cell.one_line, severity=severity
                )
            elif amount.kind == "dash":
                self.say("amount_dash", activity.sheet, line.row, cell, cell.one_line, severity="note")
            if amount.value is None:
                continue
            if not year:
                self.money.notes[activity.identifier].append(f"{heading}: {cell.one_line}")
                continue
            source = self._sources(line.funding, year)
            value = amount.value * (self.mapping.factor or 1)
            stated += value
            if (year, source) in keys:
                self.say(
                    "amount_repeated", activity.sheet, line.row, cell, cell.one_line, {"year": str(year)}
                )
                continue
            keys.add((year, source))
            self.sums[activity.identifier, year] += value
            self.money.budget.append({
                "activity_id": activity.identifier,
                "year": str(year),
                "funding_source": source,
                "amount": number_text(value),
                "currency": self.currency,
                "basis": "printed",
                "note": amount.note,
                "amount_printed": amount.printed,
                "source_ref": self.origin.ref(activity.sheet, line.row),
            })  # fmt: skip
        self._judge_line_total(activity, line, stated)

    def _sources(self, funding: Mapping[int | None, PlanCell | None], year: int) -> str:
        """The sources of an amount, as codes separated by semicolons; years in brackets limit them."""
        cell = funding.get(year) or funding.get(None)
        named = self.book.read(cell)
        return ";".join(one.code for one in named if not one.years or year in one.years)

    def _judge_line_total(self, activity: ActivityDraft, line: BudgetLine, stated: Decimal) -> None:
        """A total beside the years is their sum; where there are no years it is kept in a note."""
        if line.total is None:
            return
        total = read_amount(line.total, decimal=self.mapping.decimal)
        if total.is_fault:
            self.say(_code(total), activity.sheet, line.row, line.total, total.printed, total.arguments)
        elif not line.amounts:
            self.money.notes[activity.identifier].append(f"{line.total.ref}: {line.total.one_line}")
            self.say(
                "amount_without_year",
                activity.sheet,
                line.row,
                line.total,
                line.total.one_line,
                severity="warning",
            )
        elif total.value is not None and abs(total.value * (self.mapping.factor or 1) - stated) > TOLERANCE:
            arguments = {"sum": number_text(stated)}
            self.say(
                "row_total_differs",
                activity.sheet,
                line.row,
                line.total,
                line.total.one_line,
                arguments,
                "warning",
            )

    def read_cell(self, sheet: str, heading: str, cell: PlanCell) -> Amount:
        """The amount of a cell; a column keeps to one decimal mark and to the currency of the cycle."""
        amount = read_amount(cell, decimal=self.mapping.decimal)
        row = int("".join(letter for letter in cell.ref if letter.isdigit()))
        if amount.is_fault:
            self.say(_code(amount), sheet, row, cell, amount.printed, amount.arguments)
        elif amount.sign and amount.sign != self.currency:
            self.say("sign_unfit", sheet, row, cell, amount.printed, {"sign": amount.sign})
        elif amount.value is not None and amount.value < 0:
            self.say("below_least", sheet, row, cell, amount.printed, {"low": "0"})
        elif amount.decimal:
            mark, example = self._marks.setdefault((sheet, heading), (amount.decimal, cell))
            if mark != amount.decimal:
                self.say("conventions_mixed", sheet, row, cell, amount.printed, {"example": example.one_line})
        return amount

    def say(
        self,
        code: str,
        sheet: str,
        row: int | None,
        cell: PlanCell | None,
        value: str | None,
        arguments: Mapping[str, str] | None = None,
        severity: Severity = "error",
    ) -> None:
        """Note a fault of a cell or a row."""
        place = cell.ref if cell else None
        self.money.faults.append(
            Fault(code, self.origin.file, row, None, value, arguments or {}, severity, sheet or None, place)
        )


def _code(amount: Amount) -> str:
    return f"plan_{amount.kind}" if amount.kind in _OF_PLANS else amount.kind
