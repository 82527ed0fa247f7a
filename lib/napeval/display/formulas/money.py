"""Formulas: What was planned, committed and spent, and what the money bought."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.formulas.formula import Formulas
from napeval.display.languages import N_

_PLANNED = N_("Sum of the amounts that the plan as adopted names for the year.")
_SHARE_LOW = N_("The share if none of the unresolved money were of the kind.")
_SHARE_HIGH = N_("The share if all of the unresolved money were of the kind.")
_EXECUTION_REVISED = N_("Spent divided by planned as revised.")

MONEY_FORMULAS: Mapping[str, Formulas] = {
    "budget": Formulas(
        N_(
            "Sums of the amounts that the plan names for the scope and the year, and counts of its"
            " activities with and without one; an amount that is not stated adds nothing."
        ),
        {
            "amount": N_("Sum of all amounts of the scope in the year."),
            "printed": N_("Sum of the amounts that are printed in the plan."),
            "derived": N_("Sum of the amounts derived from costing notes of the plan."),
            "amounts": N_("Number of amounts, a printed zero included."),
        },
    ),
    "budget_checks": Formulas(
        N_("The total printed for the objective beside the sum of the amounts on it and below it."),
        {
            "difference": N_("Printed total less the sum of the amounts."),
        },
    ),
    "money_after_deadline": Formulas(
        N_("Sum of the amounts of the activity for a year that is later than the year of its deadline."),
    ),
    "funding": Formulas(
        N_(
            "Planned money by whose it is: domestic or donor where all sources named for an amount are of"
            " that kind, unresolved where none is named, they are mixed or cannot be told."
        ),
        {
            "share": N_("Money that is certainly of the kind, divided by all planned money."),
            "share_low": _SHARE_LOW,
            "share_high": _SHARE_HIGH,
        },
    ),
    "expenditure": Formulas(
        N_(
            "Sums of what was planned, and of what was reported as committed and spent about periods that"
            " ended by the cutoff; the same money reported twice counts once."
        ),
        {
            "planned": _PLANNED,
            "planned_revised": N_("Sum of the amounts for the year, as the revisions known have them."),
            "execution": N_(
                "Spent divided by planned as adopted; nothing is given where no spending was reported."
            ),
            "execution_revised": _EXECUTION_REVISED,
            "execution_lower": N_(
                "Spent divided by planned as revised, with nothing more spent by activities whose reports"
                " are incomplete."
            ),
            "execution_upper": N_(
                "Spent divided by planned as revised, with all that was planned spent by activities whose"
                " reports are incomplete."
            ),
            "variance": N_("Spent less planned as revised."),
            "coverage": N_(
                "Planned money of the activities on which spending is reported, divided by all planned money."
            ),
            "untracked_share": N_(
                "Planned money of the activities on which no spending is reported, divided by all planned"
                " money."
            ),
            "unbudgeted_share": N_(
                "Spent on activities without planned money in these years, divided by all that was spent."
            ),
        },
    ),
    "expenditure_periods": Formulas(
        N_(
            "Sums of what the reports about exactly this period give as committed and spent, and the number"
            " of activities they are about."
        ),
    ),
    "funding_shares": Formulas(
        N_(
            "Sums of the money of the stage by whose it is, and the shares if none and if all of the"
            " unresolved money were of the kind."
        ),
        {
            "domestic_low donor_low": _SHARE_LOW,
            "domestic_high donor_high": _SHARE_HIGH,
        },
    ),
    "secured_money": Formulas(
        N_(
            "Sums of the planned money of all years, as revised, by what the plan states of its being"
            " secured and of its kind."
        ),
        {
            "secured_share": N_("Secured money divided by the money stated to be secured or not."),
            "in_kind_share": N_("Money given in kind divided by the money stated to be in kind or not."),
            "secured_coverage in_kind_coverage": N_(
                "Money of which it is stated in full, divided by all planned money."
            ),
            "secured_lower in_kind_lower": N_(
                "The share of all planned money, with none of what is not stated counted."
            ),
            "secured_upper in_kind_upper": N_(
                "The share of all planned money, with all of what is not stated counted."
            ),
        },
    ),
    "unit_costs": Formulas(
        N_(
            "Money of the activity divided by the quantity of its output, as planned and as delivered, where"
            " one activity brings one quantity."
        ),
        {
            "unit_cost_planned": N_(
                "Planned money of all years, as revised, divided by the quantity planned."
            ),
            "unit_cost_low unit_cost_high": N_(
                "Money spent by the end of the period of the value, divided by the greatest and by the least"
                " quantity delivered."
            ),
            "cost_ratio_low cost_ratio_high": N_("Actual unit cost divided by planned unit cost."),
            "quantity_planned": N_("Target less baseline; yearly targets are added up."),
        },
    ),
    "earned_value": Formulas(
        N_(
            "Planned money beside the money for the share of the work that is done, and beside what was"
            " spent."
        ),
        {
            "planned_value planned_value_all": N_(
                "The money of each year spread evenly over the days on which the activity was to run, up to"
                " the day judged."
            ),
            "earned_low earned_high earned_of_costed_low earned_of_costed_high": N_(
                "Share done times planned money, the least and the greatest that the reports allow."
            ),
            "schedule_low schedule_high": N_(
                "Earned value divided by planned value; below one the work is behind."
            ),
            "cost_low cost_high": N_(
                "Earned value divided by actual cost; below one the work costs more than planned."
            ),
            "schedule_lower schedule_upper": N_(
                "The same ratio over all activities with money, with those not known counted as not begun"
                " and as done."
            ),
            "coverage cost_coverage": N_(
                "Planned money of the activities that have the index, divided by all planned money of the"
                " scope."
            ),
        },
    ),
    "money_and_delivery": Formulas(
        N_(
            "Figures of expenditure, delivery and achievement set side by side for the same part of the plan."
        ),
        {
            "execution": _EXECUTION_REVISED,
            "spending_ahead": N_("Share of the money spent less share of the work done."),
            "spending_ahead_low spending_ahead_high": N_(
                "Share of the money spent less share of the work done, with all that is not reported at one"
                " end and at the other."
            ),
            "done_cost_ratio": N_("What the completed activities cost, divided by what they were to cost."),
            "achievement": N_(
                "Mean of the capped progress of the indicators that are known, by their weights."
            ),
            "completion": N_("Mean of the share done over the activities of which it is known."),
            "done_of_reported": N_("Completed activities divided by those reported on."),
        },
    ),
}
"""By results table."""
