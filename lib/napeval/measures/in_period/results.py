"""Expected results in the period: whether each is on track, and what is done and spent for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.in_period.indicators import track_counts
from napeval.measures.last_words import COMPLETED, NOT_REPORTED
from napeval.measures.rollup import whole_indicators
from napeval.measures.rows import result_frame, total, with_traces
from napeval.measures.scopes import below

RESULTS = "plan/results"
EFFECTS = ("impact", "outcome")
_UNDER_WAY = ("ongoing", "delayed", "partly_completed")
_DTYPES = {
    "result_id": "str", "objective_id": "str", "pillar": "str",
    **dict.fromkeys(
        (
            "indicators", "on_track", "off_track", "unknown", "activities", "completed", "under_way",
            "not_reported", "activities_off_track",
        ),
        "Int64",
    ),
    "track": "str", "spent": "float64", "trace": "str",
}  # fmt: skip


def result_progress(
    cycle: Cycle, period_indicators: pd.DataFrame, period_activities: pd.DataFrame
) -> pd.DataFrame:
    """How does each expected result stand at the end of the period?

    period_indicators, period_activities: the results of these functions as their readers know them. Returns
    one row per expected result, in the order of the plan, with its objective_id and the pillar of that:
    - indicators: number of those that measure it (result_id), as a whole; where none names the result, those
      of impact and outcome of its objective; on_track, off_track, unknown: of these, at the end of the period
    - track: off_track where any of them is known to be, on_track where all that are known are on track and at
      least one is, else unknown. Activities do not decide on it.
    - activities: of its objective and the objectives below it; of these completed, under_way (ongoing,
      delayed or partly completed), not_reported, and activities_off_track by their track
    - spent: reported as spent on these activities for the period (currency of the cycle); missing where
      nothing was reported, never zero. Results of the same objective share activities and money.
    """
    whole = whole_indicators(period_indicators)
    objectives = cycle.table("plan/objectives")
    pillars = dict(zip(objectives["objective_id"], objectives["pillar"], strict=True))
    rows = []
    for result in with_traces(RESULTS, cycle.table(RESULTS)).to_dict("records"):
        measuring = _measuring(cycle, whole, result)
        inside = below(result["objective_id"], objectives)
        done = period_activities[period_activities["objective_id"].isin(inside)]
        tracks = track_counts(measuring)
        rows.append(
            {
                "result_id": result["result_id"], "objective_id": result["objective_id"],
                "pillar": pillars.get(result["objective_id"]), "indicators": len(measuring), **tracks,
                **_carried_out(done), "track": _track(tracks), "spent": total(done["spent"].dropna()),
                "trace": join_traces([result["trace"], *measuring["trace"], *done["trace"]]),
            }
        )  # fmt: skip
    return result_frame(rows, _DTYPES)


def _measuring(cycle: Cycle, whole: pd.DataFrame, result: Mapping[Any, Any]) -> pd.DataFrame:
    indicators = cycle.table("plan/indicators")
    named = indicators.loc[indicators["result_id"] == result["result_id"], "indicator_id"]
    own = whole[whole["indicator_id"].isin(named)]
    if len(own):
        return own
    of_objective = whole["objective_id"] == result["objective_id"]
    return whole[of_objective & whole["level"].isin(EFFECTS)]


def _carried_out(activities: pd.DataFrame) -> dict[str, int]:
    status = activities["status"]
    return {
        "activities": len(activities),
        "completed": int((status == COMPLETED).sum()),
        "under_way": int(status.isin(_UNDER_WAY).sum()),
        "not_reported": int((status == NOT_REPORTED).sum()),
        "activities_off_track": int((activities["track"] == "off_track").sum()),
    }


def _track(tracks: Mapping[str, int]) -> str:
    if tracks["off_track"]:
        return "off_track"
    return "on_track" if tracks["on_track"] else "unknown"
