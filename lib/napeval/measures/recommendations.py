"""Recommendations of international bodies, and what of the plan answers them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.trace import join_traces
from napeval.measures.delivery import delivered_shares
from napeval.measures.last_reports import PROGRESS
from napeval.measures.revised_activities import REVISIONS
from napeval.measures.rows import parts_of, result_frame, row_trace, share

NOT_STATED = "not_stated"
_TABLE = "monitoring/recommendations_received"

_DELIVERY_COUNTS = ("completed", "under_way", "not_started", "cancelled", "not_reported", "due", "overdue")
_DELIVERY_SHARES = (
    "done_of_reported", "done_of_reported_upper", "coverage", "done_lower", "done_upper",
)  # fmt: skip
_DELIVERY_DTYPES = {
    **dict.fromkeys(_DELIVERY_COUNTS, "Int64"), **dict.fromkeys(_DELIVERY_SHARES, "float64"),
}  # fmt: skip
_UNDER_WAY = ("ongoing", "partly_completed", "delayed")

_DTYPES = {
    "recommendation_id": "str", "body": "str", "year": "Int64", "pillar": "str", "relevance": "str",
    "timing": "str", "direct": "Int64", "partial": "Int64", "link_basis": "str", "answer": "str",
    "status": "str", "reason": "str", "delivery": "str", **_DELIVERY_DTYPES, "trace": "str",
}  # fmt: skip
_ALIGNMENT_COUNTS = (
    "recommendations", "with_direct", "with_partial_only", "without", "links", "links_confirmed",
    "activities",
)  # fmt: skip
_ALIGNMENT_DTYPES = {
    "scope": "str", "scope_id": "str", **dict.fromkeys(_ALIGNMENT_COUNTS, "Int64"), "share_direct": "float64",
    "share_any": "float64", **_DELIVERY_DTYPES, "trace": "str",
}  # fmt: skip


def recommendations(cycle: Cycle, activities: pd.DataFrame | None = None) -> pd.DataFrame:
    """Whether activities of the plan answer each recommendation received, and how far these have come.

    activities: the frame of activities(); without it nothing is said of delivery.

    Returns one row per recommendation: its body, year, pillar, relevance, timing, status; direct and partial
    (numbers of activities linked), link_basis (proposed or confirmed; missing without links) and answer:
    direct where an activity does what is asked, partial where some do a part of it, none; reason: why there
    is none, as the data set says (gap, closed_before_plan, after_plan and others). A link says that
    an activity is about the same matter, not that it was carried out: that is said by delivery (all_done,
    some_done, none_done of the linked activities reported, not_reported where none is; missing without
    links), completed, under_way (ongoing, partly completed or delayed), not_started, cancelled, not_reported,
    due and overdue (numbers of linked activities) and the shares (0-1) of them that are done, as in
    delivery(). status is what the body or the data set says became of the recommendation itself.
    Raises ValueError naming a recommendation whose lists of activities and strengths differ in length.
    """
    received = cycle.table(_TABLE)
    return result_frame((_answered(received, index, activities) for index in received.index), _DTYPES)


def alignment(
    cycle: Cycle, recommendations: pd.DataFrame, activities: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How much of what was recommended the plan takes up, and how much of that was delivered.

    recommendations, activities: the frames of recommendations() and activities(); without the latter nothing
    is said of delivery. Returns one row per scope: all/"all", then body,
    relevance, pillar and timing by value ("not_stated" where there is none), with counts of recommendations
    with a direct link, with partial links only and without any; links and those an evaluator confirmed;
    distinct activities linked; share_direct, share_any (0-1) of the recommendations; and how far the distinct
    activities linked have come, as in recommendations().
    """
    received = cycle.table(_TABLE)
    linked = dict(
        zip(received["recommendation_id"], received["activity_ids"].map(split_list), strict=True)
    )
    return result_frame(
        (
            {
                "scope": scope,
                "scope_id": name,
                **_aligned(group, linked),
                **_delivered(_linked(group["recommendation_id"], linked), activities),
                "trace": join_traces(
                    [row_trace(_TABLE, group),
                     *_traces(_linked(group["recommendation_id"], linked), activities)]
                ),
            }
            for scope, name, group in _groups(recommendations)
        ),
        _ALIGNMENT_DTYPES,
    )


def _answered(received: pd.DataFrame, index: object, activities: pd.DataFrame | None) -> dict[str, Any]:
    row = received.loc[index]
    named = split_list(row["activity_ids"])
    strengths = [strength for _, strength in links(row)]
    direct, partial = strengths.count("direct"), strengths.count("partial")
    same = ("recommendation_id", "body", "year", "pillar", "relevance", "timing", "status")
    return {
        **{column: row[column] for column in same},
        "direct": direct,
        "partial": partial,
        "link_basis": row["link_basis"] if strengths else None,
        "answer": "direct" if direct else "partial" if partial else "none",
        "reason": None if strengths else row["unmatched_reason"],
        **_delivered(named, activities),
        "trace": join_traces([row_trace(_TABLE, received.loc[[index]]), *_traces(named, activities)]),
    }


def _linked(names: pd.Series, linked: dict[str, list[str]]) -> list[str]:
    """The activities linked to any of these recommendations, each once."""
    return list(dict.fromkeys(one for name in names for one in linked[name]))


def _delivered(named: list[str], activities: pd.DataFrame | None) -> dict[str, Any]:
    """How far the linked activities have come."""
    if activities is None:
        return {}
    rows = activities[activities["activity_id"].isin(named)]
    counts = {name: int((rows["status"] == name).sum()) for name in _DELIVERY_COUNTS}
    reported = len(rows) - counts["not_reported"]
    state = "some_done" if counts["completed"] else "none_done"
    if not reported:
        state = "not_reported"
    elif counts["completed"] == len(rows):
        state = "all_done"
    return {
        **counts,
        "under_way": int(rows["status"].isin(_UNDER_WAY).sum()),
        "due": int(rows["due"].fillna(False).sum()),
        "overdue": int(rows["overdue"].fillna(False).sum()),
        **delivered_shares(rows),
        "delivery": state if len(rows) else None,
    }


def _traces(named: list[str], activities: pd.DataFrame | None) -> Iterator[str]:
    """The rows that say how far the linked activities have come."""
    if activities is not None:
        for trace in activities.loc[activities["activity_id"].isin(named), "trace"]:
            yield parts_of(trace, ["plan/activities", REVISIONS, PROGRESS])


def links(row: pd.Series) -> list[tuple[str, str]]:
    """The activities linked to one recommendation received, each with the strength of the link.

    Raises ValueError naming the recommendation where the two lists differ in length or a strength is unknown.
    """
    activities, strengths = split_list(row["activity_ids"]), split_list(row["link_strengths"])
    name = row["recommendation_id"]
    if len(activities) != len(strengths):
        raise ValueError(
            f"recommendation {name} names {len(activities)} activities in activity_ids but {len(strengths)}"
            " strengths in link_strengths; give one strength, direct or partial, for each activity"
        )
    for strength in strengths:
        if strength not in ("direct", "partial"):
            raise ValueError(
                f"recommendation {name}: '{strength}' is no strength of a link; allowed: direct, partial"
            )
    return list(zip(activities, strengths, strict=True))


def _groups(frame: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    yield "all", "all", frame
    for scope in ("body", "relevance", "pillar", "timing"):
        values = frame[scope].fillna(NOT_STATED)
        for name in sorted(set(values), key=lambda value: (value == NOT_STATED, value)):
            yield scope, name, frame[values == name]


def _aligned(group: pd.DataFrame, activities: dict[str, list[str]]) -> dict[str, object]:
    count = len(group)
    answers = group["answer"].value_counts()
    direct, partial = int(answers.get("direct", 0)), int(answers.get("partial", 0))
    linked = group["direct"] + group["partial"]
    return {
        "recommendations": count,
        "with_direct": direct,
        "with_partial_only": partial,
        "without": count - direct - partial,
        "links": int(linked.sum()),
        "links_confirmed": int(linked[group["link_basis"] == "confirmed"].sum()),
        "activities": len({one for name in group["recommendation_id"] for one in activities[name]}),
        "share_direct": share(direct, count),
        "share_any": share(direct + partial, count),
    }
