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
}
