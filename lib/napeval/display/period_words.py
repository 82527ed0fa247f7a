"""Words for the tables, columns and codes of monitoring reports: the period, risks and comments."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import N_

PERIOD_TABLES: Mapping[str, str] = {
    "risks": N_("Risks and assumptions"),
    "period_delivery": N_("Delivery in the period"),
    "period_activities": N_("Activities in the period"),
    "period_indicators": N_("Indicators in the period"),
    "period_movement": N_("Movement in the period"),
    "period_spending": N_("Spending in the period"),
    "result_progress": N_("Expected results"),
    "comments": N_("Comments on the draft"),
    "comment_counts": N_("Comments, counted"),
}
"""Title of each of these tables."""

PERIOD_COLUMNS: Mapping[str, str] = {
    "risk_id": N_("Risk or assumption"),
    "likelihood": N_("Likelihood"),
    "owner": N_("Watched by"),
    "mitigation_stated": N_("Countermeasure stated"),
    "updates": N_("Updates"),
    "status_before": N_("Status before the period"),
    "updated_in_period": N_("Updated in the period"),
    "action": N_("What was done"),
    "escalated_to": N_("Taken to"),
    "owed": N_("Report expected"),
    "due_in_period": N_("Due in the period"),
    "completed_in_period": N_("Newly reported as completed"),
    "advanced": N_("Advanced"),
    "unchanged": N_("Unchanged"),
    "fell_back": N_("Fell back"),
    "first_report": N_("Reported for the first time"),
    "with_difficulty": N_("With a difficulty reported"),
    "reported_share": N_("Share of expected reports received"),
    "comment": N_("Comment as reported"),
    "actual_before": N_("Value before the period"),
    "actual_before_low": N_("Value before the period, least"),
    "actual_before_high": N_("Value before the period, greatest"),
    "before_period": N_("Period of the value before"),
    "measured_in_period": N_("Measured in the period"),
    "progress_before": N_("Progress before the period"),
    "movement": N_("Movement towards the target"),
    "nearer": N_("Nearer to the target"),
    "further": N_("Further from the target"),
    "not_comparable": N_("Not comparable"),
    "planned_year": N_("Year of the planned money"),
    "activities_off_track": N_("Activities off track"),
    "finalised_by_printed": N_("Who finalises it is printed"),
    "contact": N_("Contact"),
    "comment_id": N_("Comment"),
    "place": N_("Place in the draft"),
    "place_kind": N_("Kind of place"),
    "said_by": N_("Said by"),
    "decision": N_("Decision"),
    "comments": N_("Comments"),
    "unanswered": N_("Without an answer"),
}

PERIOD_LABELS: Mapping[str, Mapping[str, str]] = {
    "activity_change": {
        "completed": N_("newly reported as completed"),
        "advanced": N_("advanced"),
        "unchanged": N_("unchanged"),
        "fell_back": N_("fell back"),
        "first_report": N_("reported for the first time"),
        "not_reported": N_("not reported"),
    },
    "indicator_movement": {
        "nearer": N_("nearer to the target"),
        "further": N_("further from the target"),
        "unchanged": N_("unchanged"),
        "not_comparable": N_("not comparable"),
    },
    "risk_grade": {"high": N_("high"), "medium": N_("medium"), "low": N_("low")},
    "place_kind": {
        "claim": N_("figure"),
        "section": N_("section"),
        "other": N_("other place"),
    },
    "comment_decision": {
        "accepted": N_("accepted"),
        "partly_accepted": N_("partly accepted"),
        "not_accepted": N_("not accepted"),
        "open": N_("no decision yet"),
    },
}
"""Words by group and code."""

PERIOD_COLUMN_GROUPS: Mapping[tuple[str, str], str] = {
    ("risks", "kind"): "risk_kind",
    ("risks", "likelihood"): "risk_grade",
    ("risks", "effect"): "risk_grade",
    ("risks", "status"): "risk_status",
    ("risks", "status_before"): "risk_status",
    ("period_activities", "status"): "activity_status",
    ("period_activities", "status_before"): "activity_status",
    ("period_activities", "change"): "activity_change",
    ("period_activities", "track"): "track",
    ("period_indicators", "level"): "indicator_level",
    ("period_indicators", "status"): "status",
    ("period_indicators", "status_before"): "status",
    ("period_indicators", "track"): "track",
    ("period_indicators", "movement"): "indicator_movement",
    ("result_progress", "track"): "track",
}
"""Group of the codes in a column that has a meaning of its own in its table."""

PERIOD_SHARED_GROUPS: Mapping[str, str] = {
    "place_kind": "place_kind",
    "decision": "comment_decision",
}
"""Group of the codes in a column that means the same in every table."""
