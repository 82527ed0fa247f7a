"""Achievement: how far has each indicator come to its target by the cutoff, and is that as planned?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.trace import join_traces, key_text
from napeval.measures.exact import as_float
from napeval.measures.intervals import Counted, counted, limits
from napeval.measures.judged import Judgement
from napeval.measures.observed import Observed
from napeval.measures.one_place import OnePlace, known_of
from napeval.measures.planned import Planned
from napeval.measures.rows import result_frame
from napeval.measures.voices import text_of

ACHIEVEMENT_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "objective_id": "str", "level": "str",
    "unit": "str", "baseline": "float64", "target": "float64", "target_upper": "float64",
    "target_bound": "str", "target_year": "Int64", "actual": "float64", "actual_low": "float64",
    "actual_high": "float64", "actual_period": "str", "state": "str", "progress": "float64",
    "progress_low": "float64", "progress_high": "float64", "progress_capped": "float64", "met": "boolean",
    "gap": "float64", "expected": "float64", "pace": "float64", "status": "str", "status_worst": "str",
    "status_best": "str", "track": "str", "own_mark": "str", "marks_differ": "boolean", "method": "str",
    "lower": "float64", "upper": "float64", "interval_low": "float64", "interval_high": "float64",
    "interval_method": "str", "n_sources": "Int64", "n_independent": "Int64", "flags": "str",
    "target_original": "float64", "progress_original": "float64", "met_original": "boolean",
    "status_original": "str", "progress_blended": "float64", "original_share": "float64", "trace": "str",
}  # fmt: skip


def achievement(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """How far has each indicator of impact, outcome or output come to its target?

    cutoff: the day whose state is judged; later periods do not count. as_of: the day whose knowledge is used:
    observations and reports recorded, and targets set, by then; of corrections the last.
    One row per indicator as a whole (dimension and category empty), and one per category that has targets of
    its own or was observed. Values (baseline, target, actual, actual_low, actual_high, gap, expected,
    interval_low, interval_high, target_original) in the indicator's unit; progress and the columns named
    after it, pace, lower, upper and original_share are shares, 1 = target or all.
    - actual is missing where sources dispute it or persons may be counted twice: actual_low and actual_high
      hold its range, progress_low, progress_high, status_worst and status_best what follows at its ends.
    - lower and upper bound the capped progress with all that is unknown at worst and at best; missing where
      nothing can be measured.
    - interval_low, interval_high: 95 % interval where counts allow one, by interval_method (see intervals).
    - own_mark: what institutions themselves said last, on_track or off_track, both joined by a semicolon
      where they differ; marks_differ: whether that differs from track, missing where either is not known.
    - target_original, progress_original, met_original, status_original: against the target before its
      revision; progress_blended: towards both by the time each was in force, original_share of it the first.
    flags: codes joined by semicolons.
    """
    rows: list[dict[str, object]] = []
    counts: list[Counted | None] = []
    for place in known_of(cycle, cutoff=cutoff, as_of=as_of).each():
        planned, reached, judged = place.judged()
        rows.append(_row(place, planned, reached, judged))
        counts.append(counted(place.indicator, reached))
    for row, how, ends in zip(rows, counts, limits(counts), strict=True):
        if how is not None and ends is not None:
            row |= {"interval_low": ends[0], "interval_high": ends[1], "interval_method": how.method}
    return result_frame(rows, ACHIEVEMENT_DTYPES)


def _row(place: OnePlace, planned: Planned, reached: Observed, judged: Judgement) -> dict[str, object]:
    indicator, target, progress = place.indicator, judged.target, judged.progress
    flags = [*planned.flags, *judged.flags, *reached.flags, *_bound_flags(reached)]
    flags += _indicator_flags(indicator)
    mark, mark_trace = place.own_mark()
    actual = as_float(reached.low) if reached.low == reached.high else None
    return {
        "indicator_id": indicator.indicator_id, "dimension": place.place[0], "category": place.place[1],
        "objective_id": indicator.objective_id, "level": indicator.level, "unit": indicator.unit,
        "baseline": as_float(planned.baseline),
        "target": None if target is None else as_float(target.value),
        "target_upper": None if target is None else as_float(target.upper),
        "target_bound": None if target is None else target.bound,
        "target_year": None if target is None else target.year,
        "actual": actual, "actual_low": as_float(reached.low), "actual_high": as_float(reached.high),
        "actual_period": reached.period, "state": judged.state,
        "progress": as_float(progress.progress), "progress_low": as_float(judged.progress_low),
        "progress_high": as_float(judged.progress_high), "progress_capped": as_float(progress.capped),
        "met": progress.met, "gap": as_float(progress.gap), "expected": as_float(judged.expected),
        "pace": as_float(judged.pace), "status": judged.status, "status_worst": judged.worst or None,
        "status_best": judged.best or None, "track": judged.track, "own_mark": mark or None,
        "marks_differ": marks_differ(mark, judged.track), "method": progress.method,
        "lower": as_float(judged.lower), "upper": as_float(judged.upper),
        "n_sources": reached.sources, "n_independent": reached.independent,
        "flags": ";".join(dict.fromkeys(flags)), **_against_original(judged),
        "trace": _trace(indicator, planned.trace, reached.trace, mark_trace),
    }  # fmt: skip


def _trace(indicator: Any, planned: str, reached: str, marks: str) -> str:
    parts = [f"plan/indicators#{key_text([indicator.indicator_id])}", planned, reached]
    if marks or indicator.measure == "milestone":
        return join_traces([*parts, marks])
    # No row can be named twice here, and a trace of thousands is not taken apart for nothing.
    return ";".join(part for part in parts if part)


def marks_differ(own_mark: str, track: str) -> bool | None:
    """Whether institutions judge otherwise than the computed track; None where either is not known."""
    if not own_mark or track == "unknown":
        return None
    return set(own_mark.split(";")) != {track}


def _against_original(judged: Judgement) -> dict[str, object]:
    original = judged.original
    return {
        "target_original": None if judged.original_target is None else as_float(judged.original_target.value),
        "progress_original": None if original is None else as_float(original.progress.progress),
        "met_original": None if original is None else original.progress.met,
        "status_original": None if original is None else original.status,
        "progress_blended": as_float(judged.blend), "original_share": as_float(judged.original_share),
    }


def _bound_flags(reached: Observed) -> list[str]:
    return [f"value_{bound}" for bound in sorted(reached.bounds)]


def _indicator_flags(indicator: Any) -> list[str]:
    if not text_of(indicator.direction):
        return [] if indicator.measure in ("milestone", "ordinal") else ["no_direction"]
    return ["direction_inferred"] if "direction" in split_list(indicator.inferred) else []
