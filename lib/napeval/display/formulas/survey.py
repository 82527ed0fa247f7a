"""Formulas: What people answered and said, and what those who did not answer could change."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.formulas.formula import Formulas
from napeval.display.languages import N_

SURVEY_FORMULAS: Mapping[str, Formulas] = {
    "survey_response": Formulas(
        N_("People of the kind of institution who answered, counted, beside those who were invited."),
        {
            "rate": N_("People who answered divided by people invited."),
        },
    ),
    "survey_answers": Formulas(
        N_("Marks that people gave to the item, counted and brought together."),
        {
            "median": N_("The middle mark of those who gave one."),
            "mean": N_("Sum of the marks divided by the number of people who gave one."),
            "mean_lower": N_("The mean if everybody who gave no mark had given the lowest."),
            "mean_upper": N_("The mean if everybody who gave no mark had given the highest."),
            "share_top": N_("People who gave one of the two highest marks, divided by those who gave any."),
            "top_low top_high": N_("Ends of the ninety-five per cent interval of this share, by Wilson."),
        },
    ),
    "survey_choices": Formulas(
        N_("People who chose the answer, counted, beside all who chose one."),
        {
            "share": N_("People who chose the answer divided by all who chose one."),
        },
    ),
    "survey_groups": Formulas(
        N_(
            "Permutation test on the ranks of the mean marks of the people in the groups; everybody counts"
            " once."
        ),
        {
            "p_adjusted": N_(
                "The p-value adjusted by Benjamini and Hochberg over the questions of the grouping."
            ),
        },
    ),
    "survey_group_counts": Formulas(
        N_("Tests made between groups, and differences found after the adjustment, counted."),
    ),
    "survey_reliability": Formulas(
        N_(
            "Cronbach's alpha over the people who marked every item of the criterion, with the interval of"
            " Feldt."
        ),
    ),
    "evidence_counts": Formulas(
        N_("Pieces of evidence of the kind, and those that may be listed: with consent, and not restricted."),
        {"withheld": N_("All pieces less those that may be listed.")},
    ),
    "themes": Formulas(
        N_(
            "Pieces of evidence on the theme, and the different people and institutions who spoke of it,"
            " counted."
        ),
    ),
    "themes_withheld": Formulas(
        N_("Themes of too few institutions, left out of the table for the public and counted here."),
    ),
}
"""By results table."""
