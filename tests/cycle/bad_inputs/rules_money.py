"""Money in another currency, and spending above what was planned."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import BUDGET, EXPENDITURE, PACKAGE, BadInput, bad, cell, real, row, text

ENTRIES: Mapping[str, BadInput] = {
    "a budget in another currency": bad(
        cell(BUDGET, 2, "currency", "USD"),
        "error: plan/budget.csv, row 2, column 'currency': found 'USD'; the cycle is kept in EUR."
        " Mend: convert the amount, or correct the currency.",
    ),
    "spending in another currency": bad(
        cell(EXPENDITURE, 2, "currency", "ALL"),
        "error: monitoring/expenditure.csv, row 2, column 'currency': found 'ALL'; the cycle is"
        " kept in EUR. Mend: convert the amount, or correct the currency.",
    ),
    "more spent than planned": bad(
        cell(EXPENDITURE, 14, "amount", "48000.00"),
        "warning: monitoring/expenditure.csv, row 14, column 'amount': found '48000'; with this"
        " amount the spending of activity III.2.2 (48000) passes its budget (15000). Mend: check the"
        " amount, and whether the budget was revised. To accept it: code spending_above_budget, key"
        " III.2.2|2022|spent|BUD||2023-02-01.",
    ),
    "more spent than planned by a later report": bad(
        row(
            EXPENDITURE,
            activity_id="III.2.2",
            period="2023-H1",
            stage="spent",
            funding_source="BUD",
            recorded_on="2023-07-01",
            amount="11000.00",
            currency="EUR",
            source_id="half_year_report_2023",
        ),
        "warning: monitoring/expenditure.csv, row 17, column 'amount': found '11000'; with this"
        " amount the spending of activity III.2.2 (15800) passes its budget (15000). Mend: check the"
        " amount, and whether the budget was revised. To accept it: code spending_above_budget, key"
        " III.2.2|2023-H1|spent|BUD||2023-07-01.",
    ),
    "a correction counts once": bad(
        row(
            EXPENDITURE,
            activity_id="III.2.2",
            period="2022",
            stage="spent",
            funding_source="BUD",
            recorded_on="2023-07-01",
            amount="16000.00",
            currency="EUR",
            source_id="half_year_report_2023",
        ),
        "warning: monitoring/expenditure.csv, row 17, column 'amount': found '16000'; with this"
        " amount the spending of activity III.2.2 (16000) passes its budget (15000). Mend: check the"
        " amount, and whether the budget was revised. To accept it: code spending_above_budget, key"
        " III.2.2|2022|spent|BUD||2023-07-01.",
    ),
    "a budget that cannot be read makes no spending too high": bad(
        cell(BUDGET, 17, "amount", "2500 (?)"),
        "error: plan/budget.csv, row 17, column 'amount': found '2500 (?)'; a number is expected,"
        " such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ),
    "an amount of the real budget in dollars": real(
        cell(BUDGET, 12, "currency", "USD"),
        "error: plan/budget.csv, row 12, column 'currency': found 'USD'; the cycle is kept in EUR."
        " Mend: convert the amount, or correct the currency.",
    ),
    "the whole real budget in another currency": real(
        text(PACKAGE, '"currency": "EUR"', '"currency": "euro"'),
        "error: datapackage.json, setting 'napeval.currency': found 'euro'; the setting has not the"
        " form that is asked for; allowed: ISO 4217 (EUR, CHF …). Mend: correct the setting.",
    ),
}
