"""Gaps in words: what each kind of gap in a plan means, and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from napeval.display.languages import N_


@dataclass(frozen=True)
class GapWords:
    """finding: what is missing or does not agree. mend: what would make it right."""

    finding: str
    mend: str


GAP_WORDS: Mapping[str, GapWords] = {
    "indicator_without_baseline": GapWords(
        N_("Indicators without a baseline value"),
        N_("State a baseline value with its year and source for every indicator."),
    ),
    "indicator_without_target": GapWords(
        N_("Indicators without a target value"),
        N_("Set an interim and a final target value for every indicator."),
    ),
    "target_missing_result_names_number": GapWords(
        N_("Target cells left empty although the result statement names a number"),
        N_("Carry the numbers of the result statements over into the target cells."),
    ),
    "direction_not_stated": GapWords(
        N_("Indicators whose wanted direction the plan does not state"),
        N_("Say for each indicator whether it should rise, fall or be kept."),
    ),
    "activity_without_deadline": GapWords(
        N_("Activities without a deadline"), N_("Give every activity a deadline within the plan period.")
    ),
    "activity_without_amount": GapWords(
        N_("Activities without any amount"), N_("Cost every activity, and say so where it costs nothing.")
    ),
    "activity_without_institution": GapWords(
        N_("Activities without an institution"), N_("Name an institution for every activity.")
    ),
    "activity_without_funding_source": GapWords(
        N_("Activities without a funding source"),
        N_("Name the funding source of every activity and its share."),
    ),
    "lead_not_stated": GapWords(
        N_("Activities whose leading institution is not stated"),
        N_("Mark the leading institution of every activity as such."),
    ),
    "output_without_number": GapWords(
        N_("Outputs without a number or a milestone"), N_("Give every output a number or a dated milestone.")
    ),
    "deadline_after_cycle": GapWords(
        N_("Deadlines after the end of the plan"),
        N_("Set deadlines within the plan, or plan the rest in the next one."),
    ),
    "money_after_deadline": GapWords(
        N_("Money planned for years after the deadline"),
        N_("Bring deadlines and budget years of the activities into line."),
    ),
    "printed_total_differs": GapWords(
        N_("Printed totals that do not add up"), N_("Correct the printed totals or the amounts.")
    ),
    "parts_do_not_add_up": GapWords(
        N_("Figures whose parts do not add up to the whole"),
        N_("Have the authority that keeps the figures correct the parts or the whole."),
    ),
    "reporting_without_date": GapWords(
        N_("Reports without a due date"), N_("Set a due date for each report of the reporting calendar.")
    ),
    "plan_total_not_printed": GapWords(
        N_("No total of the planned money"), N_("Print the total of the planned money by year and source.")
    ),
    "objective_without_risks": GapWords(
        N_("Objectives without risks or assumptions"),
        N_("State risks and assumptions for each objective, and who watches them."),
    ),
    "outputs_exceed_outcome": GapWords(
        N_("Results whose number differs from the sum of the outputs that serve them"),
        N_("Bring the numbers of outputs and of result statements into line."),
    ),
    "outcome_without_activity": GapWords(
        N_("Results whose number no output adds up to"),
        N_("Give the outputs that serve a numbered result numbers in the same unit."),
    ),
}
"""Finding and mend by code of the gaps table."""
