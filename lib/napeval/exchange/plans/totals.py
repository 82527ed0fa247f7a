"""Printed totals of a plan: which objective each is of, and whether it is the sum it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from napeval.cycle.numbers import number_text
from napeval.exchange.plans.drafts import ActivityDraft, ObjectiveDraft, PlanDraft, TotalDraft
from napeval.exchange.plans.money import TOLERANCE, MoneyReader
from napeval.exchange.plans.numbers import same_number


def read_totals(reader: MoneyReader, draft: PlanDraft) -> None:
    """Add the printed totals of a draft to the money of a reader that has read its amounts."""
    for total in draft.totals:
        amounts = {
            year: reader.read_cell(total.sheet, heading, cell)
            for year, (heading, cell) in total.amounts.items() if year
        }  # fmt: skip
        factor = reader.mapping.factor or 1
        values = {year: one.value * factor for year, one in amounts.items() if one.value is not None}
        _place(reader, draft, total, values)


def _place(reader: MoneyReader, draft: PlanDraft, total: TotalDraft, values: Mapping[int, Decimal]) -> None:
    """Find the objective of a total: the one its label names, else one above it whose sum it is."""
    numbered = (one for one in draft.objectives if one.number)
    named = next((one for one in numbered if same_number(total.number, one.number)), None)
    kept = {row["objective_id"] for row in reader.money.totals}
    fitting = (
        one for one in _upwards(total.objective)
        if one.identifier not in kept and _is_sum(reader, values, _under(one, draft))
    )  # fmt: skip
    chosen = named or next(fitting, None)
    if chosen is not None and chosen.identifier not in kept:
        _keep(reader, draft, total, chosen, values)
    elif chosen is not None:
        arguments = {"of": chosen.identifier}
        reader.say("total_repeated", total.sheet, total.row, None, total.label, arguments, "warning")
    elif values and not _is_sum(reader, values, draft.activities):
        # the right sum of the whole plan needs no word: the tables hold no such row
        arguments = {"amounts": ", ".join(f"{year}: {number_text(value)}" for year, value in values.items())}
        reader.say("total_not_placed", total.sheet, total.row, None, total.label, arguments, "warning")


def _keep(
    reader: MoneyReader,
    draft: PlanDraft,
    total: TotalDraft,
    chosen: ObjectiveDraft,
    values: Mapping[int, Decimal],
) -> None:
    """One row for each year that the plan has a column for, blank where none is printed."""
    sheets = (one for one in reader.mapping.sheets if one.name == total.sheet)
    for year in sorted({one.year for sheet in sheets for one in sheet.of("budget") if one.year}):
        reader.money.totals.append({
            "objective_id": chosen.identifier,
            "year": str(year),
            "amount": number_text(values[year]) if year in values else "",
            "source_ref": reader.origin.ref(total.sheet, total.row),
        })  # fmt: skip
        found = _sum(reader, _under(chosen, draft), year)
        if year in values and abs(values[year] - found) > TOLERANCE:
            arguments = {"of": chosen.identifier, "year": str(year), "sum": number_text(found)}
            cell = total.amounts[year][1]
            reader.say("total_differs", total.sheet, total.row, cell, cell.one_line, arguments, "warning")


def _sum(reader: MoneyReader, activities: list[ActivityDraft], year: int) -> Decimal:
    return sum((reader.sums[one.identifier, year] for one in activities), Decimal(0))


def _is_sum(reader: MoneyReader, values: Mapping[int, Decimal], activities: list[ActivityDraft]) -> bool:
    """Whether amounts by year are what some activities add up to."""
    differences = (abs(value - _sum(reader, activities, year)) for year, value in values.items())
    return bool(values) and all(difference <= TOLERANCE for difference in differences)


def _upwards(objective: ObjectiveDraft | None) -> Iterator[ObjectiveDraft]:
    """An objective and those above it."""
    while objective is not None:
        yield objective
        objective = objective.parent


def _under(objective: ObjectiveDraft, draft: PlanDraft) -> list[ActivityDraft]:
    """The activities of an objective and of those below it."""
    return [one for one in draft.activities if objective in _upwards(one.objective)]
