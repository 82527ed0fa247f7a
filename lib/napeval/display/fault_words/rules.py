"""Breaches of rules across the tables of a cycle, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_

WORDS: Mapping[str, FaultWords] = {
    "end_before_start": FaultWords(
        N_("the end lies before the start ({start})."), N_("correct one of the dates.")
    ),
    "midterm_outside": FaultWords(
        N_("the mid-term date lies outside the cycle ({start} to {end})."), N_("correct the date.")
    ),
    "circle": FaultWords(N_("the row leads back to itself."), N_("correct the chain of parents or sources.")),
    "outside_cycle": FaultWords(
        N_("the period lies outside the cycle ({start} to {end})."),
        N_("check the period; observations from before or after are welcome, targets and progress are not."),
    ),
    "measured_without_value": FaultWords(
        N_("a measured observation needs a value; zero is a value."),
        N_("fill the value, or set the state to not_reported."),
    ),
    "value_without_measurement": FaultWords(
        N_("only a measured observation has a value."), N_("set the state to measured, or empty the value.")
    ),
    "numerator_over_denominator": FaultWords(
        N_("the denominator must be above zero and not below the numerator."),
        N_("correct numerator or denominator."),
    ),
    "percentage_out_of_range": FaultWords(
        N_("a percentage lies between 0 and 100."), N_("correct the value; write 45 for 45 %.")
    ),
    "currency_mixed": FaultWords(
        N_("the cycle is kept in {expected}."), N_("convert the amount, or correct the currency.")
    ),
    "title_missing": FaultWords(
        N_("the title is missing in this language."),
        N_("add the title; mark it as a translation of ours where it is one."),
    ),
    "links_unequal": FaultWords(
        N_("activities named: {expected}; strengths of the link: {found}."),
        N_("write direct or partial for each activity, in the same order."),
    ),
    "question_unknown": FaultWords(
        N_("the evaluation matrix has no such question."), N_("correct the cell.")
    ),
    "weights_partial": FaultWords(
        N_("weights stand beside some rows of the group '{group}' and not beside this one."),
        N_("give every row of the group a weight, or none."),
    ),
    "weights_sum": FaultWords(
        N_("the weights of the group '{group}' add up to {total}, neither to 1 nor to 100."),
        N_("correct the weights, or accept them as mere proportions."),
    ),
    "target_before_baseline": FaultWords(
        N_("the target is for a year before that of the baseline ({baseline})."),
        N_("correct one of the years."),
    ),
    "interim_beyond": FaultWords(
        N_(
            "the interim target does not lie between the baseline ({baseline})"
            " and the final target ({final})."
        ),
        N_("correct one of the values."),
    ),
    "target_against_direction": FaultWords(
        N_(
            "the final target does not lie in the wanted direction ({direction})"
            " from the baseline ({baseline})."
        ),
        N_("correct the direction or one of the values."),
    ),
    "upper_missing": FaultWords(N_("a range needs an upper limit."), N_("fill the cell.")),
    "upper_below_lower": FaultWords(
        N_("the upper limit lies below the lower one ({lower})."), N_("correct one of the limits.")
    ),
    "upper_unused": FaultWords(
        N_("only a range has an upper limit."), N_("set the comparator to between, or empty the cell.")
    ),
    "value_unlike_ratio": FaultWords(
        N_("numerator and denominator give {ratio} percent."), N_("correct the value or one of the two.")
    ),
    "recorded_before_period": FaultWords(
        N_("the day lies before the period that was measured ({period})."),
        N_("correct the day or the period."),
    ),
    "parts_over_total": FaultWords(
        N_("the parts that the same report gives by {dimension} add up to {parts}, which is more."),
        N_("correct the total or the parts."),
    ),
    "completed_in_future": FaultWords(
        N_("completed on a day after the report was recorded ({recorded})."),
        N_("correct the day; what is still to come is not completed."),
    ),
    "completed_on_unfinished": FaultWords(
        N_("a day of completion stands beside the status {status}."),
        N_("correct the status, or empty the cell."),
    ),
    "completed_in_part": FaultWords(
        N_("reported as completed, and the share done is below 1."), N_("correct the status or the share.")
    ),
    "reports_contradict": FaultWords(
        N_("{institution} reports the activity as completed in the same period ({period}, row {row})."),
        N_("ask both institutions; append a correction."),
    ),
    "reopened": FaultWords(
        N_("the same institution had reported the activity as completed by {day}."),
        N_("ask the institution; append a correction."),
    ),
    "spending_above_budget": FaultWords(
        N_("with this amount the spending of activity {activity} ({spent}) passes its budget ({budget})."),
        N_("check the amount, and whether the budget was revised."),
    ),
}
