"""Formulas: Evidence, questions and criteria, how firm the marks are, and what the judgement rests on."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.formulas.formula import Formulas
from napeval.display.languages import N_

_LOWER = N_("The same mean with all that is missing at nought points.")
_UPPER = N_("The same mean with all that is missing at a hundred points.")
_COVERAGE = N_("Weight of the evidence found, divided by the weight of all that is asked for.")
_DIFFERENCE = N_("Judged score less computed score.")

CRITERIA_FORMULAS: Mapping[str, Formulas] = {
    "evidence": Formulas(
        N_(
            "A figure of the results, or the marks of a survey, brought to points from nought to a hundred"
            " by the rule that the matrix states for the item."
        ),
        {
            "lower": N_("The points with all that is unknown at its worst."),
            "upper": N_("The points with all that is unknown at its best."),
            "coverage": N_("Share of what the item speaks of that is known."),
            "weight": N_("Weight of the item within its question, as the matrix sets it."),
        },
    ),
    "questions": Formulas(
        N_(
            "From the points of the evidence that the matrix asks for, by its weights, and from the marks of"
            " the evaluators, kept apart."
        ),
        {
            "score": N_("Mean of the points of the computed and surveyed evidence at hand, by its weights."),
            "lower": _LOWER,
            "upper": _UPPER,
            "coverage": _COVERAGE,
            "judged": N_(
                "What the evaluators agreed on after talking, else the mean of their marks, in points."
            ),
            "judged_low judged_high": N_("The lowest and the highest mark of the evaluators, in points."),
            "difference": _DIFFERENCE,
        },
    ),
    "criteria": Formulas(
        N_(
            "From the scores of the questions asked under the criterion, by their weights; the judged score"
            " is kept apart."
        ),
        {
            "score": N_(
                "Mean of the computed scores of the questions, by their weights; none where too little of"
                " the weight is known."
            ),
            "lower": _LOWER,
            "upper": _UPPER,
            "coverage": _COVERAGE,
            "judged": N_("Mean of the judged scores of the questions, by their weights."),
            "judged_low judged_high": N_(
                "The same mean with the lowest and with the highest mark of each question."
            ),
            "difference": _DIFFERENCE,
            "levels_apart": N_(
                "Steps of the scale from the computed to the judged mark, above nought where the judgement"
                " is better."
            ),
        },
    ),
    "scale_levels": Formulas(
        N_(
            "The same points put on another published scale; overall, the mean of the criteria by the"
            " weights of the scale."
        ),
        {
            "own": N_("The score that prevails, in the unit of the scale."),
        },
    ),
    "robustness": Formulas(
        N_(
            "Each draw computes the score again with other weights, gaps, evaluators and rules; shares are"
            " of all draws."
        ),
        {
            "level_share": N_("Draws that give the published mark, divided by all draws."),
            "median": N_("The middle score of all draws."),
            "low high": N_("The score below which, and above which, one draw in twenty lies."),
        },
    ),
    "robustness_levels": Formulas(
        N_("Draws that give the mark on this scale, divided by all draws."),
    ),
    "sensitivity": Formulas(
        N_(
            "Share of the spread of the drawn scores that goes with one factor, alone and together with"
            " others, with the range of its resampling."
        ),
        {
            "first_order": N_("Share of the spread that would go if this factor alone were fixed."),
            "total": N_("Share of the spread that would stay if all other factors were fixed."),
        },
    ),
    "left_out": Formulas(
        N_("The score computed again without this piece, and its distance from the score with it."),
        {
            "change": N_("Score without the piece less score with it."),
        },
    ),
    "tipping_weights": Formulas(
        N_(
            "Share of the weight that the part has, and the nearest share at which the mark would change,"
            " the others keeping their proportions."
        ),
    ),
    "contribution": Formulas(
        N_(
            "Tests of the explanation counted by their result; probabilities by the rule of Bayes where the"
            " evaluators state them."
        ),
        {
            "posterior": N_(
                "Odds before the tests times, for each test, how likely its finding is if the explanation"
                " holds over how likely it is if it does not."
            ),
            "prior": N_("Probability that the evaluators gave the explanation before the tests."),
        },
    ),
    "contribution_tests": Formulas(
        N_("One test of an explanation, as the evaluators wrote it down."),
    ),
    "reasoning": Formulas(
        N_("What the statement says it rests on, followed down to findings and evidence."),
    ),
    "reasoning_counts": Formulas(
        N_("Statements of the kind counted by whether the chain below them is whole."),
    ),
    "follow_up": Formulas(
        N_("What the management response says became of the recommendation."),
    ),
    "follow_up_counts": Formulas(
        N_(
            "Recommendations of the earlier evaluation counted by status, and of these those whose deadline"
            " has passed."
        ),
    ),
    "rater_agreement": Formulas(
        N_(
            "Agreement of the evaluators' marks by the named statistic: one is full agreement, nought is"
            " what chance would give."
        ),
        {
            "low high": N_("Ends of the ninety-five per cent interval, for the statistics that have one."),
        },
    ),
}
"""By results table."""
