"""Recommendations of international bodies, and what of the plan answers them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.measures.rows import result_frame, row_trace, share

NOT_STATED = "not_stated"
_TABLE = "monitoring/recommendations_received"

_DTYPES = {
    "recommendation_id": "str", "body": "str", "year": "Int64", "pillar": "str", "relevance": "str",
    "timing": "str", "direct": "Int64", "partial": "Int64", "link_basis": "str", "answer": "str",
    "status": "str", "reason": "str", "trace": "str",
}  # fmt: skip
_ALIGNMENT_COUNTS = (
    "recommendations", "with_direct", "with_partial_only", "without", "links", "links_confirmed",
    "activities",
)  # fmt: skip
_ALIGNMENT_DTYPES = {
    "scope": "str", "scope_id": "str", **dict.fromkeys(_ALIGNMENT_COUNTS, "Int64"), "share_direct": "float64",
    "share_any": "float64", "trace": "str",
}  # fmt: skip


def recommendations(cycle: Cycle) -> pd.DataFrame:
    """Whether activities of the plan answer each recommendation received.

    Returns one row per recommendation: its body, year, pillar, relevance, timing, status; direct and partial
    (numbers of activities linked), link_basis (proposed or confirmed; missing without links) and answer:
    direct where an activity does what is asked, partial where some do a part of it, none; reason: why there
    is none, as the data set says (gap, closed_before_plan, after_plan and others). A link says that
    an activity is about the same matter, not that it was carried out.
    Raises ValueError naming a recommendation whose lists of activities and strengths differ in length.
    """
    received = cycle.table(_TABLE)
    return result_frame((_answered(received, index) for index in received.index), _DTYPES)


def alignment(cycle: Cycle, recommendations: pd.DataFrame) -> pd.DataFrame:
    """How much of what was recommended the plan takes up.

    recommendations: the frame of recommendations(). Returns one row per scope: all/"all", then body,
    relevance, pillar and timing by value ("not_stated" where there is none), with counts of recommendations
    with a direct link, with partial links only and without any; links and those an evaluator confirmed;
    distinct activities linked; share_direct, share_any (0-1) of the recommendations.
    """
    received = cycle.table(_TABLE)
    activities = dict(
        zip(received["recommendation_id"], received["activity_ids"].map(split_list), strict=True)
    )
    return result_frame(
        (
            {
                "scope": scope,
                "scope_id": name,
                **_aligned(group, activities),
                "trace": row_trace(_TABLE, group),
            }
            for scope, name, group in _groups(recommendations)
        ),
        _ALIGNMENT_DTYPES,
    )


def _answered(received: pd.DataFrame, index: object) -> dict[str, Any]:
    row = received.loc[index]
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
        "trace": row_trace(_TABLE, received.loc[[index]]),
    }


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
