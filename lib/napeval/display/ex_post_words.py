"""Words for the tables, columns and codes about what came after mid-term and what lasts."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import N_

EX_POST_TABLES: Mapping[str, str] = {
    "since_mid_term": N_("States at mid-term and at the end of the period judged"),
    "lasting_counts": N_("What lasts, counted"),
}
"""Title of each of these tables."""

EX_POST_COLUMNS: Mapping[str, str] = {
    "at_mid_term": N_("At mid-term"),
    "now": N_("At the end of the period judged"),
    "lasted": N_("Reached or held"),
    "figures": N_("Figures"),
}

EX_POST_LABELS: Mapping[str, Mapping[str, str]] = {
    "counted_kind": {"indicators": N_("indicators"), "activities": N_("activities")},
    "lasted": {
        "held": N_("reached, or held"),
        "not_held": N_("not reached, or not held"),
        "not_known": N_("not known"),
    },
}
"""Words by group and code."""

EX_POST_COLUMN_GROUPS: Mapping[tuple[str, str], str] = {
    ("since_mid_term", "kind"): "counted_kind",
    ("lasting_counts", "kind"): "lasting_kind",
    ("lasting_counts", "lasted"): "lasted",
    ("since_mid_term", "status"): "any_status",
}
"""Group of the codes in a column that has a meaning of its own in its table."""
