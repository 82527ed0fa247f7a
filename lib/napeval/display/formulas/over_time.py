"""Formulas: Series, their tests and what they lead to expect, over all admissible choices of sources."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.formulas.formula import Formulas
from napeval.display.languages import N_

_LEAST_CHOICE = N_("The least over all admissible choices of one value a year.")
_GREATEST_CHOICE = N_("The greatest over all admissible choices of one value a year.")

OVER_TIME_FORMULAS: Mapping[str, Formulas] = {
    "series": Formulas(
        N_(
            "The values that sources give for the indicator in the period; a value that quotes another"
            " source is not counted again."
        ),
        {
            "low": N_("The least of the admissible values of the period."),
            "high": N_("The greatest of the admissible values of the period."),
            "values": N_("Number of different admissible values."),
            "n_sources": N_("Number of sources that gave a value."),
            "n_independent": N_("Number of these sources that do not rest on one another."),
        },
    ),
    "series_values": Formulas(
        N_("The value as the source gives it; where it gives parts that may be added, their sum."),
    ),
    "part_sums": Formulas(
        N_("What one source gives as the total of the period, beside the sum of the parts that it gives."),
        {
            "parts": N_("Sum of the parts that the source gives."),
            "difference": N_("Total less sum of the parts."),
        },
    ),
    "trends": Formulas(
        N_(
            "The test is made on full calendar years of one definition, once for every admissible choice of"
            " one value a year; the least and the greatest outcome stand here."
        ),
        {
            "n": N_("Number of years used."),
            "choices": N_("Number of ways to choose one admissible value for each year."),
            "reportable": N_("Number of these choices that the test can judge."),
            "statistic_low": _LEAST_CHOICE,
            "statistic_high": _GREATEST_CHOICE,
            "p_low": N_(
                "The least p-value over all choices: how often chance alone would give an outcome at least"
                " as extreme, if nothing had changed."
            ),
            "p_high": N_(
                "The greatest p-value over all choices: how often chance alone would give an outcome at"
                " least as extreme, if nothing had changed."
            ),
            "p_floor": N_("The smallest p-value that a series of this length could reach in any order."),
            "effect_low": N_(
                "The least effect over all choices; for the slope of Sen the median of the slopes between"
                " all pairs of years."
            ),
            "effect_high": N_(
                "The greatest effect over all choices; for the slope of Sen the median of the slopes between"
                " all pairs of years."
            ),
            "interval_low interval_high": N_(
                "Ends of the ninety-five per cent interval of the effect, the widest over all choices."
            ),
            "place_first place_last": N_("First and last year at which the break may lie."),
        },
    ),
    "trend_families": Formulas(
        N_(
            "Of each series the greatest p-value over all choices of sources, and the same adjusted by"
            " Benjamini and Hochberg over the series tested."
        ),
    ),
    "family_counts": Formulas(
        N_(
            "Series counted by whether the test could judge them, showed a trend, and still shows it after"
            " the adjustment."
        ),
    ),
    "composition": Formulas(
        N_(
            "Exact test of Fisher, Freeman and Halton on the cases by category and year, once for every"
            " admissible choice of one source a year."
        ),
        {
            "effect_low effect_high": N_(
                "The size of the change as Cramer's V, the least and the greatest over all choices."
            ),
        },
    ),
    "outlook": Formulas(
        N_(
            "What the series so far leads to expect for the year of the target, once for every admissible"
            " choice of one value a year."
        ),
        {
            "probability_low probability_high": N_(
                "Probability that the value of the target's year reaches the target, if the series goes on"
                " as so far; the least and the greatest over all choices."
            ),
            "projected_low projected_high": N_(
                "Value projected for the year of the target; the least and the greatest over all choices."
            ),
            "naive_low naive_high": N_("The last value again."),
            "drift_low drift_high": N_("The last value with the average yearly change so far carried on."),
            "interval_low interval_high": N_(
                "Limits within which the value is expected ninety-five times in a hundred, the widest over"
                " all choices."
            ),
        },
    ),
    "rates": Formulas(
        N_(
            "Count of the events divided by what they arose from, times the stated base; the least count"
            " over the greatest exposure and the other way round."
        ),
        {
            "interval_low interval_high": N_("Exact ninety-five per cent limits of the rate, by Garwood."),
        },
    ),
    "planned_path": Formulas(
        N_(
            "The planned value at the end of the year: a target of that year, or the value between two of"
            " them by the path that the plan sets."
        ),
    ),
}
"""By results table."""
