"""Formulas: How far indicators have come: single ones, year by year, by other methods, rolled up."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.formulas.formula import Formulas
from napeval.display.languages import N_

ACHIEVEMENT_FORMULAS: Mapping[str, Formulas] = {
    "achievement": Formulas(
        N_(
            "Values are those reported for the indicator up to the cutoff, targets those of the plan as"
            " known on the day of the report; progress is measured from the baseline in the wanted direction."
        ),
        {
            "baseline": N_("The value that the plan states as the starting point."),
            "target": N_(
                "The final target of the plan as last revised; where there is none, the last interim one."
            ),
            "actual": N_(
                "Stocks take the last value up to the cutoff, running totals the last total, cumulative"
                " indicators the sum of the periods; no value stands here where sources dispute it."
            ),
            "actual_low": N_("The least of the values that the sources allow."),
            "actual_high": N_("The greatest of the values that the sources allow."),
            "progress": N_(
                "Actual value less baseline, divided by target less baseline; without a baseline, for a"
                " rising indicator on a scale where nought means none, the actual value divided by the"
                " target."
            ),
            "progress_low": N_("Progress at the less favourable end of the values that the sources allow."),
            "progress_high": N_("Progress at the more favourable end of the values that the sources allow."),
            "progress_capped": N_(
                "Progress, with going back counted as nothing and everything beyond the target counted as"
                " the target."
            ),
            "gap": N_("Actual value less target; for a range the distance from its nearer limit."),
            "expected": N_(
                "What the planned path from the baseline over interim targets to the target gives for the"
                " cutoff."
            ),
            "pace": N_("Progress divided by the share of the way that the planned path sets for the cutoff."),
            "status": N_(
                "From the exact progress: beyond the target exceeded, at it achieved, below the baseline"
                " regressed, else on track or behind, as it reaches the planned path or not."
            ),
            "track": N_(
                "The status brought to two ways: on track where it is exceeded, achieved or on track, off"
                " track where it is behind or regressed, else unknown."
            ),
            "lower": N_("The capped progress with all that is unknown at its worst."),
            "upper": N_("The capped progress with all that is unknown at its best."),
            "interval_low": N_(
                "Lower end of the ninety-five per cent interval of the value: by Wilson for shares, exact by"
                " Poisson for counts."
            ),
            "interval_high": N_(
                "Upper end of the ninety-five per cent interval of the value: by Wilson for shares, exact by"
                " Poisson for counts."
            ),
            "n_sources": N_("Number of sources that gave the value."),
            "n_independent": N_("Number of these sources that do not rest on one another."),
            "progress_original": N_("Progress as above, against the target before its revision."),
            "progress_blended": N_(
                "Mean of the progress towards each version of the target, weighted by the time it was in"
                " force."
            ),
            "original_share": N_(
                "Time for which the first target was in force, divided by the whole time up to the cutoff, or"
                " to the day the target was due where that came first."
            ),
        },
    ),
    "achievement_years": Formulas(
        N_(
            "The value of one year held against the target of that year, by the same rules as for the whole"
            " period."
        ),
        {
            "progress": N_(
                "Value of the year less baseline, divided by the target of the year less baseline."
            ),
            "gap": N_("Value of the year less the target of the year."),
        },
    ),
    "annual_targets": Formulas(
        N_("Counts of the years that have a target of their own, and shares over the years that have data."),
        {
            "progress_pooled": N_(
                "All that was reached in the years with data, divided by all that was due in them."
            ),
            "progress_mean_capped": N_("Mean of the capped progress of the years with data."),
        },
    ),
    "achievement_methods": Formulas(
        N_(
            "The same values put through the rule of each method; the least and the greatest where sources"
            " differ."
        ),
    ),
    "data_quality": Formulas(
        N_(
            "Counts of rows, reporters, sources and periods behind the value, and days between the end of"
            " its period and the day it became known."
        ),
        {
            "age_days": N_("Days from the end of the period of the value to the cutoff."),
        },
    ),
    "reporting_completeness": Formulas(
        N_(
            "Counts of the indicators on which the institution owed a value for the period, by the frequency"
            " that the plan names, and of those on which it gave one."
        ),
        {
            "missing": N_("Owed less reported."),
            "completeness": N_("Reported of those owed, divided by those owed."),
        },
    ),
    "rollup": Formulas(
        N_(
            "Counts of the indicators of the scope by status, and the mean of their capped progress by their"
            " weights."
        ),
        {
            "value": N_(
                "Mean of the capped progress of the indicators that are known, by their weights; where no"
                " ratio has a meaning, met counts in full and missed as nothing."
            ),
            "coverage": N_("Weight of the indicators that are known, divided by the weight of all."),
            "lower": N_(
                "The same mean over all indicators, with those that are not known counted as nothing."
            ),
            "upper": N_(
                "The same mean over all indicators, with those that are not known counted as fully achieved."
            ),
            "scored": N_("Number of indicators whose progress is known."),
        },
    ),
    "rollup_sensitivity": Formulas(
        N_("The roll-up computed again by another rule, and its distance from the roll-up itself."),
        {
            "difference": N_("Value by this method less the roll-up itself."),
            "spread": N_("Greatest value less least value over all methods."),
        },
    ),
    "lasting": Formulas(
        N_(
            "The last value of a period within the cycle and the last value of a period after its end, the"
            " least and the greatest that the sources allow."
        ),
    ),
    "since_mid_term": Formulas(
        N_(
            "Indicators or activities counted by status at the mid-term of the plan and now, both as known"
            " on the day of the report."
        ),
    ),
    "lasting_counts": Formulas(
        N_("Figures of the kind counted by whether the reached value held after the end of the plan."),
    ),
}
"""By results table."""
