"""Events on a time axis on which a year's number stands in the middle of the year."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from napeval.cycle.periods import parse_period
from napeval.display.figures.style import MUTED, SMALL, wrapped

Event = tuple[str, str]
"""A period and what happened in it."""
PlacedEvent = tuple[float, str, str]
"""Place on the time axis, period, and what happened in it."""

_CLOSE = 0.3  # years; the numbers of events closer than this would run into one another


def events_within(events: Sequence[Event], first: int, last: int) -> list[PlacedEvent]:
    """The events from the start of the first to the end of the last year, in order of time."""
    placed = [(_middle(period), period, text) for period, text in events]
    return sorted(event for event in placed if first - 0.5 <= event[0] <= last + 0.5)


def _middle(period: str) -> float:
    """The middle of a period on an axis on which a year's number stands in the middle of the year."""
    span = parse_period(period)
    return span.start.year + (span.start.month - 1 + span.months / 2) / 12 - 0.5


def draw_events(axes: Axes, events: Sequence[PlacedEvent]) -> None:
    """Numbered ticks below the time axis, and what the numbers stand for under it."""
    groups: list[tuple[float, list[int]]] = []
    for number, (place, _, _) in enumerate(events, start=1):
        axes.plot(
            [place] * 2,
            [0, -0.025],
            transform=axes.get_xaxis_transform(),
            color=MUTED,
            linewidth=1.0,
            clip_on=False,
        )
        if groups and place - groups[-1][0] < _CLOSE:
            groups[-1][1].append(number)
        else:
            groups.append((place, [number]))
    for place, numbers in groups:
        axes.annotate(
            ", ".join(map(str, numbers)),
            (place, -0.03),
            xycoords=axes.get_xaxis_transform(),
            ha="center",
            va="top",
            fontsize=SMALL,
            color=MUTED,
            annotation_clip=False,
        )
    key = [
        wrapped(f"{number}  {text}", 100, lines=2, indent="     ")
        for number, (_, _, text) in enumerate(events, start=1)
    ]
    if key:
        axes.set_xlabel("\n".join(key), loc="left", multialignment="left", labelpad=6)
