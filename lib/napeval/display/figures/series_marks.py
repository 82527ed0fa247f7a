"""How the years of a series are marked: agreed values, ranges of disputed ones, hollow after the cutoff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator

from napeval.display.figures.style import BODY, MUTED, SMALL, bare
from napeval.display.labels import label
from napeval.display.languages import N_, Language
from napeval.release import Claim
from napeval.release.claims import SUPPRESSED_MARK

COLOUR, DISPUTED, AGAINST = "#00557F", "#A63A00", "#C98300"
"""Agreed values, values on which sources differ, values whose direction a source contradicts."""


@dataclass(frozen=True)
class Planned:
    """What the plan expects at the end of a year; is_target: it sets that value itself."""

    year: int
    claim: Claim
    value: float
    is_target: bool


@dataclass(frozen=True)
class Point:
    """What is known of one year: the lowest and the highest value that sources state.

    kind: none, values or direction, as the sources dispute it. later: whether it lies after the cutoff.
    """

    year: int
    low: Claim
    high: Claim
    bottom: float
    top: float
    kind: str
    later: bool


@dataclass(frozen=True)
class Course:
    """What is to be drawn of one series: its years, those with a hidden value, and periods left out."""

    points: Sequence[Point]
    hidden: Sequence[int]
    partial: Sequence[str]
    planned: Sequence[Planned]

    @property
    def years(self) -> list[int]:
        """Every year on the time axis."""
        drawn = [point.year for point in self.points] + [one.year for one in self.planned]
        return drawn + list(self.hidden)


MOST_YEARS, COMPACT_YEARS = 16, 7
"""Years named on the axis at most."""
_SPAN = Path([(-0.6, -1), (0.6, -1), (0, -1), (0, 1), (-0.6, 1), (0.6, 1)], [Path.MOVETO, Path.LINETO] * 3)
"""A range with both ends marked, for the legend."""
TARGET_LOOK: dict[str, Any] = {"marker": "s", "markersize": 6.5, "markerfacecolor": "none"}
BREAK_LINE = (0, (1, 2))
PLANNED_LOOK: dict[str, Any] = {"color": MUTED, "linestyle": (0, (5, 3)), "linewidth": 1.0}
_SHAPES: dict[str, tuple[str | Path, str]] = {
    "none": ("o", COLOUR),
    "values": (_SPAN, DISPUTED),
    "direction": ("D", AGAINST),
}
"""Mark and colour of agreed values, ranges, and values whose direction is contradicted."""


def set_axes(axes: Axes, course: Course, language: Language, *, with_events: bool, most_years: int) -> None:
    """Years along the bottom, values from zero."""
    bare(axes, grid="y")
    points, years = course.points, course.years
    expected = [one.value for one in course.planned]
    highest = max(*(point.top for point in points), *expected, float("-inf"))
    lowest = min(*(point.bottom for point in points), *expected, float("inf"))
    axes.set_ylim(min(0.0, lowest * 1.18), highest * 1.18 if highest > 0 else 1.0)
    axes.set_xlim(min(years) - 0.6, max(years) + 0.6)
    axes.xaxis.set_major_locator(MaxNLocator(most_years, integer=True, min_n_ticks=1))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: str(round(value))))
    axes.tick_params(axis="x", pad=15 if with_events else 4, labelsize=BODY)
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=all(_whole(point) for point in points)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: language.number(value)))


def _whole(point: Point) -> bool:
    return point.bottom.is_integer() and point.top.is_integer()


def draw_planned(axes: Axes, planned: Sequence[Planned]) -> None:
    """The planned path, dashed, and the targets on it."""
    axes.plot([one.year for one in planned], [one.value for one in planned], **PLANNED_LOOK, zorder=1)
    for one in planned:
        if one.is_target:
            axes.plot(one.year, one.value, color=MUTED, **TARGET_LOOK, zorder=1)


def draw_breaks(axes: Axes, years: Sequence[int]) -> None:
    """A line before every year in which the definition changed."""
    for year in years:
        axes.axvline(year - 0.5, color=MUTED, linewidth=1.0, linestyle=BREAK_LINE, zorder=1)


def draw_lines(axes: Axes, points: Sequence[Point], breaks: Sequence[int] = ()) -> None:
    """Lines between agreed values of neighbouring years, dotted beyond the cutoff; gaps and disputes stay.

    Nothing is joined across a year in which the definition changed.
    """
    for left, right in pairwise(points):
        apart = right.year - left.year != 1 or right.year in breaks
        if not apart and left.kind == right.kind == "none":
            ends = ([left.year, right.year], [left.top, right.top])
            axes.plot(*ends, color=COLOUR, linewidth=1.4, linestyle=":" if right.later else "-", zorder=2)


def draw_point(axes: Axes, point: Point) -> None:
    """The mark of one year: its value, or its range with both ends."""
    shape, colour = _SHAPES[point.kind]
    if point.kind == "values":
        axes.plot(
            [point.year] * 2,
            [point.bottom, point.top],
            color=colour,
            linewidth=1.8,
            linestyle=":" if point.later else "-",
            marker="_",
            markersize=9,
            markeredgewidth=1.8,
            zorder=3,
            clip_on=False,
        )
    else:
        axes.plot(
            point.year,
            point.top,
            marker=shape,
            markersize=5.5,
            markerfacecolor="white" if point.later else colour,
            markeredgecolor=colour,
            zorder=3,
            clip_on=False,
        )


def print_point(axes: Axes, point: Point, language: Language) -> None:
    """The value of one year beside its mark, or both ends of its range."""
    _print(axes, point, point.high, point.top, above=True, language=language)
    if point.kind == "values":
        _print(axes, point, point.low, point.bottom, above=False, language=language)


def _print(axes: Axes, point: Point, claim: Claim, height: float, *, above: bool, language: Language) -> None:
    """A value next to its mark: above, below, or at its side where there is no room below."""
    low, high = axes.get_ylim()
    cramped = not above and height - low < 0.08 * (high - low)
    offset, sideways = ((6, 0), "left") if cramped else ((0, 6 if above else -6), "center")
    axes.annotate(
        language.show(claim),
        (point.year, height),
        xytext=offset,
        textcoords="offset points",
        ha=sideways,
        va="center" if cramped else "bottom" if above else "top",
        fontsize=SMALL,
        zorder=4,
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
    )


def legend_handles(
    points: Sequence[Point], planned: Sequence[Planned], hidden: bool, broken: bool, language: Language
) -> list[Artist]:
    """The legend: only what occurs."""
    words = {
        "none": language.translate(N_("value")),
        "values": label(language, "dispute", "values"),
        "direction": label(language, "dispute", "direction"),
    }
    handles: list[Artist] = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=shape,
            color=colour,
            markersize=5.5,
            label=words[kind],
            **_legend_look(kind),
        )
        for kind, (shape, colour) in _SHAPES.items()
        if any(point.kind == kind for point in points)
    ]
    if any(point.later for point in points):
        hollow: dict[str, Any] = {
            "markerfacecolor": "white",
            "markeredgecolor": MUTED,
            "linestyle": "",
            "marker": "o",
            "markersize": 5.5,
        }
        handles.append(
            Line2D(
                [], [], label=language.translate(N_("hollow or dotted: after the period judged")), **hollow
            )
        )
    if planned:
        handles.append(Line2D([], [], label=language.translate(N_("planned path")), **PLANNED_LOOK))
    if any(one.is_target for one in planned):
        words_for_target = language.translate(N_("target"))
        handles.append(Line2D([], [], linestyle="", color=MUTED, label=words_for_target, **TARGET_LOOK))
    if broken:
        change = language.translate(N_("change of the definition"))
        handles.append(Line2D([], [], color=MUTED, linewidth=1.0, linestyle=BREAK_LINE, label=change))
    if hidden:
        words_for_hidden = f"{SUPPRESSED_MARK}  {label(language, 'state', 'suppressed')}"
        handles.append(Line2D([], [], linestyle="", label=words_for_hidden))
    return handles


def _legend_look(kind: str) -> dict[str, Any]:
    return {"markerfacecolor": "none", "markeredgewidth": 1.8} if kind == "values" else {}
