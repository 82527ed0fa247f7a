"""Words for the tables, columns and codes about achievement: years, methods, sensitivity, quality of data."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import N_

ACHIEVEMENT_TABLES: Mapping[str, str] = {
    "achievement_years": N_("Achievement year by year"),
    "annual_targets": N_("Annual targets together"),
    "achievement_methods": N_("Achievement by other methods"),
    "rollup_sensitivity": N_("Sensitivity of the roll-up"),
    "data_quality": N_("Quality of data"),
    "reporting_completeness": N_("Completeness of reporting"),
}
"""Title of each of these tables, in the order of the workbook."""

ACHIEVEMENT_COLUMNS: Mapping[str, str] = {
    "progress_low": N_("Progress, least"),
    "progress_high": N_("Progress, greatest"),
    "status_worst": N_("Status, worst case"),
    "status_best": N_("Status, best case"),
    "interval_low": N_("Lower limit of the interval"),
    "interval_high": N_("Upper limit of the interval"),
    "interval_method": N_("How the interval is computed"),
    "met_original": N_("Original target met"),
    "status_original": N_("Status against the original target"),
    "progress_blended": N_("Progress against all versions of the target"),
    "original_share": N_("Share of the time under the original target"),
    "role": N_("Role of the target"),
    "years": N_("Years with a target"),
    "years_due": N_("Years due"),
    "years_with_data": N_("Years due with data"),
    "years_met": N_("Years with the target met"),
    "progress_pooled": N_("All reached over all due"),
    "pooled_low": N_("All reached over all due, least"),
    "pooled_high": N_("All reached over all due, greatest"),
    "progress_mean_capped": N_("Mean of the capped progress"),
    "value_low": N_("Value, least"),
    "value_high": N_("Value, greatest"),
    "class": N_("Class by the method"),
    "methods_differ": N_("Methods contradict each other"),
    "least": N_("Least over all methods"),
    "greatest": N_("Greatest over all methods"),
    "spread": N_("Spread over all methods"),
    "rows": N_("Rows"),
    "reporters": N_("Reporting institutions"),
    "restricted_sources": N_("Sources not published"),
    "disputed": N_("Sources differ"),
    "periods": N_("Periods with a value"),
    "disputed_periods": N_("Periods in which sources differ"),
    "age_days": N_("Days from the end of the period to the cutoff"),
    "days_to_record_least": N_("Days until it was known, least"),
    "days_to_record_greatest": N_("Days until it was known, greatest"),
    "days_to_publish_least": N_("Days until it was published, least"),
    "days_to_publish_greatest": N_("Days until it was published, greatest"),
    "owed": N_("Values owed"),
    "missing": N_("Values missing"),
    "known_otherwise": N_("Missing, but known from elsewhere"),
    "excused": N_("Values not due"),
    "unasked": N_("Values reported without being owed"),
    "completeness": N_("Share reported of what was owed"),
    "not_stated": N_("Indicators without a stated duty to report"),
}
"""Heading of each column of these tables that no other table has."""

ACHIEVEMENT_LABELS: Mapping[str, Mapping[str, str]] = {
    "own_mark": {"on_track": N_("on track"), "off_track": N_("off track")},
    "interval_method": {
        "wilson": N_("share, by Wilson"),
        "poisson_exact": N_("count, exact by Poisson"),
    },
    "target_role": {"annual": N_("annual target"), "interim": N_("interim target")},
    "achievement_method": {
        "baseline_to_target": N_("from baseline to target, against the planned path"),
        "actual_over_target": N_("actual over target"),
        "eurostat": N_("Eurostat, growth against growth required"),
        "un_chart": N_("Progress chart of the United Nations"),
        "open_sdg": N_("Open SDG, growth against growth required"),
    },
    "method_class": {
        "exceeded": N_("exceeded"),
        "achieved": N_("achieved"),
        "on_track": N_("on track"),
        "behind": N_("behind"),
        "regressed": N_("regressed"),
        "not_measurable": N_("not measurable"),
        "significant": N_("significant progress"),
        "moderate": N_("moderate progress"),
        "insufficient": N_("insufficient progress"),
        "away": N_("movement away from the target"),
        "met_or_on_track": N_("met or on track"),
        "too_slow": N_("progress, but too slow"),
        "stagnation": N_("stagnation or regression"),
        "target_achieved": N_("target achieved"),
        "on_course": N_("on track to the target"),
        "acceleration_needed": N_("progress, acceleration needed"),
        "limited": N_("limited progress"),
        "deterioration": N_("deterioration"),
    },
    "rollup_method": {
        "capped": N_("as shown: capped, by the stated weights"),
        "uncapped": N_("not capped: surplus makes up for lack"),
        "equal_weights": N_("every indicator alike"),
        "by_objective": N_("every objective alike"),
        "missing_worst": N_("what is not known counts as nothing"),
        "missing_best": N_("what is not known counts as all"),
        "measurable_worst": N_("not known counts as nothing, not measurable left out"),
        "share_met": N_("share of targets met"),
        "median": N_("middle score"),
        "least_left_out": N_("without the indicator that raises the mean most"),
        "greatest_left_out": N_("without the indicator that lowers the mean most"),
    },
}
"""Words by group and code."""

ACHIEVEMENT_REMARKS: Mapping[str, str] = {
    "negative_value": N_("a value below zero"),
    "not_a_level": N_("values add up over the years"),
    "not_additive": N_("values may not be added over time"),
    "not_due": N_("not due"),
    "not_measurable": N_("not measurable"),
    "not_reported": N_("not reported"),
    "not_applicable": N_("not applicable"),
    "suppressed": N_("hidden to protect persons"),
    "target_is_a_range": N_("the target is a range"),
    "target_year_not_after_baseline": N_("the target is not later than the baseline"),
    "too_few_years": N_("too few years between the values"),
    "value_approximate": N_("approximate value"),
    "value_at_least": N_("a source says at least"),
    "value_at_most": N_("a source says at most"),
    "zero_baseline": N_("baseline of zero"),
    "zero_target": N_("target of zero"),
}
"""Words for remarks and reasons that only these tables give."""

ACHIEVEMENT_COLUMN_GROUPS: Mapping[tuple[str, str], str] = {
    ("achievement", "status_worst"): "status",
    ("achievement", "status_best"): "status",
    ("achievement", "status_original"): "status",
    ("achievement", "own_mark"): "own_mark",
    ("achievement", "interval_method"): "interval_method",
    ("achievement_years", "role"): "target_role",
    ("achievement_years", "level"): "indicator_level",
    ("achievement_years", "state"): "state",
    ("achievement_years", "status"): "status",
    ("achievement_years", "flags"): "remark",
    ("annual_targets", "flags"): "remark",
    ("achievement_methods", "method"): "achievement_method",
    ("achievement_methods", "class"): "method_class",
    ("achievement_methods", "track"): "track",
    ("rollup_sensitivity", "method"): "rollup_method",
}
"""Group of the codes in columns that have a meaning of their own in their table."""
