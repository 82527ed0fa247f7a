"""Indicators that are reached in stages: done or not done, steps of a process, ordered levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from napeval.measures.exact import NotUsable, needed
from napeval.measures.progress import Progress, refused


@dataclass(frozen=True, kw_only=True)
class Steps:
    """How many steps of a process are done: a count, their (weighted) share, and remarks by code."""

    done: int
    of: int
    share: Fraction
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Whether something was done in time: days_late is 0 where it was; both missing where it is not done."""

    on_time: bool | None
    days_late: int | None


@dataclass(frozen=True, kw_only=True)
class Levels:
    """Steps between ordered levels, counted and never made a share: levels are not equally far apart."""

    judged: Progress
    done: int | None = None
    planned: int | None = None


def milestone(done: bool | None) -> Progress:
    """Is it done? progress is 0 or 1. Refused with no_data where nothing is known."""
    if done is None:
        return refused("no_data", target=Fraction(1))
    share = Fraction(int(done))
    return Progress(
        method="milestone", progress=share, met=done, gap=share - 1, target=Fraction(1), change=share
    )


def timing(due: date, done_on: date | None) -> Timing:
    """Was it done by its date, and if not, how many days late?"""
    if done_on is None:
        return Timing(on_time=None, days_late=None)
    late = (done_on - due).days
    return Timing(on_time=late <= 0, days_late=max(late, 0))


def steps_done(steps: Sequence[bool | None], *, weights: Sequence[object] | None = None) -> Steps:
    """How much of a process is done?

    steps: in the planned order; None (not known) counts as not shown to be done.

    Flag step_order_gap: a step is done before one that was planned earlier.
    Raises NotUsable: no_data (no steps), negative_weight, not_numeric, non_finite_value.
    """
    done = [step is True for step in steps]
    weighing = [Fraction(1)] * len(done) if weights is None else [needed(weight) for weight in weights]
    if any(weight < 0 for weight in weighing):
        raise NotUsable("negative_weight")
    if not done or not sum(weighing):
        raise NotUsable("no_data")
    reached = sum((weight for weight, one in zip(weighing, done, strict=True) if one), Fraction(0))
    out_of_order = any(later and not earlier for earlier, later in pairwise(done))
    return Steps(
        done=sum(done), of=len(done), share=reached / sum(weighing),
        flags=("step_order_gap",) if out_of_order else (),
    )  # fmt: skip


def ordinal(actual: object, target: object, *, baseline: object = None, levels: Sequence[object]) -> Levels:
    """How many levels up, of how many planned? levels: in order, lowest first.

    Refused with a reason: target_missing, no_data, unknown_level.
    """
    if target is None or actual is None:
        return Levels(judged=refused("target_missing" if target is None else "no_data"))
    if any(level is not None and level not in levels for level in (actual, target, baseline)):
        return Levels(judged=refused("unknown_level"))
    reached, wanted = levels.index(actual), levels.index(target)
    start = None if baseline is None else levels.index(baseline)
    flags: tuple[str, ...] = () if start is not None else ("baseline_missing",)
    if start is not None and reached < start:
        flags = ("moved_away",)
    if reached > wanted:
        flags += ("over_achieved",)
    return Levels(
        judged=Progress(method="ordinal", met=reached >= wanted, gap=Fraction(reached - wanted), flags=flags),
        done=None if start is None else reached - start, planned=None if start is None else wanted - start,
    )  # fmt: skip
