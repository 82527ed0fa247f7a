"""Money committed and spent, as the institutions report it, and what of it counts at an evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from demo.chance import Dice
from demo.courses import Course
from demo.halves import JUDGED, YEARS, end_of, recorded_on, source_of, start_of
from demo.plan import Table
from demo.tables import design

ALL_YEARS = "all"


@dataclass(frozen=True)
class Payment:
    """One line of the reports on money. replaced: the day from which another line takes its place."""

    activity: str
    period: str
    stage: str
    source: str
    category: str
    recorded: date
    amount: Decimal
    document: str
    replaced: date | None = None

    @property
    def year(self) -> str:
        """The year it lies in; "" where it goes over the end of one."""
        first, last = start_of(self.period).year, end_of(self.period).year
        return str(first) if first == last else ""

    def counts(self, evaluation: str) -> bool:
        """Whether it is known at an evaluation, about a time that is over, and not replaced."""
        cutoff, as_of = JUDGED[evaluation]
        known = self.recorded <= as_of and end_of(self.period) <= cutoff
        return known and (self.replaced is None or self.replaced > as_of)


def payments(budget: Table, courses: Mapping[str, Course]) -> list[Payment]:
    """Every line: those of the design, and for the other activities what their course makes likely."""
    dice = Dice("money")
    fixed = [
        Payment(
            row["activity_id"],
            row["period"],
            row["stage"],
            row["funding_source"],
            "",
            date.fromisoformat(row["recorded_on"]),
            Decimal(row["amount"]),
            row["source_id"],
            date.fromisoformat(row["replaced_by"]) if row["replaced_by"] else None,
        )
        for row in design("payments")
    ]
    written = {payment.activity for payment in fixed}
    found = list(fixed)
    for line in budget:
        if line["activity_id"] not in written and line["amount"]:
            found += _of_line(line, courses[str(line["activity_id"])], dice)
    return found


def _of_line(line: Mapping[str, object], course: Course, dice: Dice) -> list[Payment]:
    """What is reported of one planned amount: by half-years, by the year, or not at all."""
    way, percent, idle, early = (
        dice.below(100),
        dice.between(70, 100),
        dice.between(0, 15),
        dice.between(30, 60),
    )
    year, amount = int(str(line["year"])), Decimal(str(line["amount"]))
    silent = course.fate in ("silent", "dropped", "never")
    if way >= 88 or (silent and way >= 20) or year not in YEARS:
        return []
    last = 2 * (year - 2022) + 1
    moved = course.shares[last] > (course.shares[last - 2] if last > 1 else 0)
    spent = (amount * (percent if moved else idle) / 100).quantize(Decimal("1"))
    promised = max(spent, (amount * Decimal("0.95")).quantize(Decimal("1"))) if moved else spent
    periods = ((str(year), 100),) if way < 18 else ((f"{year}-H1", early), (f"{year}-H2", 100))
    lines = []
    for stage, whole in (("committed", promised), ("spent", spent)):
        before = Decimal(0)
        for period, part in periods:
            total = (whole * part / 100).quantize(Decimal("1"))
            lines.append(_line(line, period, stage, total - before))
            before = total
    return lines


def _line(line: Mapping[str, object], period: str, stage: str, amount: Decimal) -> Payment:
    return Payment(
        str(line["activity_id"]),
        period,
        stage,
        str(line["funding_source"]),
        str(line.get("cost_category", "")),
        recorded_on(period),
        amount,
        source_of(period),
    )


def expenditure_rows(found: Iterable[Payment]) -> Table:
    """monitoring/expenditure: the lines as a table."""
    return [
        {
            "activity_id": one.activity,
            "period": one.period,
            "stage": one.stage,
            "funding_source": one.source,
            "cost_category": one.category,
            "recorded_on": one.recorded,
            "amount": one.amount,
            "currency": "EUR",
            "source_id": one.document,
        }
        for one in found
    ]


def money_truth(found: Sequence[Payment], objectives: Mapping[str, str]) -> Table:
    """What was known to be committed and spent, for the plan and by specific objective and year.

    objectives: the specific objective of each activity. A line over the end of a year counts in all years
    together only.
    """
    scopes = ["plan", *dict.fromkeys(objectives.values())]
    rows: Table = []
    for evaluation, (cutoff, _) in JUDGED.items():
        counted = [one for one in found if one.counts(evaluation)]
        for scope in scopes:
            inside = [one for one in counted if scope in ("plan", objectives[one.activity])]
            for year in (*(str(year) for year in YEARS if year <= cutoff.year), ALL_YEARS):
                of_year = [one for one in inside if year in (one.year, ALL_YEARS)]
                row: dict[str, object] = {"evaluation": evaluation, "scope_id": scope, "year": year}
                for stage in ("committed", "spent"):
                    amounts = [one.amount for one in of_year if one.stage == stage]
                    row[stage] = sum(amounts, Decimal(0)) if amounts else None
                rows.append(row)
    return rows
