"""Words for the codes of the tables about delivery, its time, its money and who carries it."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import N_

DELIVERY_LABELS: Mapping[str, Mapping[str, str]] = {
    "plan_state": {
        "adopted": N_("as adopted"),
        "added": N_("added by a revision"),
        "dropped": N_("dropped by a revision"),
    },
    "dates": {
        "stated": N_("stated"),
        "from_periods": N_("from the periods of reports"),
    },
    "punctuality": {
        "early": N_("early"),
        "on_time": N_("in time"),
        "late": N_("late"),
        "overdue": N_("overdue"),
        "not_due": N_("not due"),
        "cancelled": N_("cancelled"),
        "disputed": N_("reports contradict"),
        "no_deadline": N_("no deadline"),
        "not_reported": N_("not reported"),
        "unknown": N_("not known"),
    },
    "reason_basis": {
        "report": N_("progress report"),
        "revision": N_("revision of the plan"),
        "none": N_("none given"),
    },
    "plan_change": {
        "postponed": N_("postponed"),
        "added": N_("added"),
        "dropped": N_("dropped"),
        "amended": N_("amended"),
    },
    "money_stage": {
        "planned": N_("planned as adopted"),
        "planned_revised": N_("planned as revised"),
        "committed": N_("committed"),
        "spent": N_("spent"),
    },
    "overlap_kind": {
        "same_output": N_("same output"),
        "same_title": N_("same title"),
    },
    "answer_delivery": {
        "all_done": N_("all completed"),
        "some_done": N_("some completed"),
        "none_done": N_("none completed"),
        "not_reported": N_("not reported"),
    },
    "body": {
        "EU": N_("European Union"),
        "US_DOL": N_("Department of Labor of the United States"),
        "US_TIP": N_("Department of State of the United States"),
        "other": N_("other bodies"),
    },
    "lead_state": {
        "stated": N_("lead stated"),
        "inferred": N_("lead inferred"),
        "none": N_("no lead"),
    },
    "cost_category": {
        "wages": N_("wages"),
        "goods and services": N_("goods and services"),
        "subsidies": N_("subsidies"),
        "equipment": N_("equipment"),
        "not_stated": N_("not stated"),
    },
}
"""Words by group and code."""

DELIVERY_REMARKS: Mapping[str, str] = {
    "deadline_revised": N_("deadline revised"),
    "no_actual": N_("no quantity reported"),
    "no_amount": N_("no money planned"),
    "no_completion": N_("not said how much is done"),
    "no_quantity": N_("no planned quantity"),
    "no_spending": N_("no spending reported"),
    "not_a_quantity": N_("not a quantity"),
    "nothing_delivered": N_("nothing delivered"),
    "nothing_due": N_("nothing due"),
    "nothing_planned_yet": N_("nothing planned yet"),
    "nothing_reported": N_("nothing reported"),
    "nothing_spent": N_("nothing spent"),
    "several_outputs": N_("several outputs share the money"),
    "spending_incomplete": N_("months without a report on spending"),
    "yearly_quantity": N_("judged year by year"),
}
"""Why there is no figure, and what to know of one."""

DELIVERY_SCOPES: Mapping[str, str] = {
    "activity": N_("Activity"),
    "cost_category": N_("Economic category of the cost"),
    "lead_basis": N_("How the lead is known"),
}
"""Scopes that only these tables have."""

DELIVERY_COLUMN_GROUPS: Mapping[tuple[str, str], str] = {
    ("activities", "track"): "track",
    ("delivery_time", "status"): "activity_status",
    ("reasons", "status"): "activity_status",
    ("reasons", "track"): "track",
    ("reasons", "basis"): "reason_basis",
    ("reason_counts", "basis"): "reason_basis",
    ("overlaps", "kind"): "overlap_kind",
    ("recommendations", "delivery"): "answer_delivery",
    ("recommendations", "body"): "body",
}
"""Group of the codes in a column that has a meaning of its own in its table."""

DELIVERY_SHARED_GROUPS: Mapping[str, str] = {
    "plan_state": "plan_state",
    "own_mark": "track",
    "dates": "dates",
    "punctuality": "punctuality",
    "change": "plan_change",
    "stage": "money_stage",
    "actual_reason": "remark",
    "cost_reason": "remark",
}
"""Group of the codes in a column that means the same in every table."""
