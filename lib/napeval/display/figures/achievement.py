"""How far the indicators have come, against what was planned by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MultipleLocator

from napeval.display.blocks import Run, Text, plain
from napeval.display.figures.picture import Drawn, Picture, sentences
from napeval.display.figures.style import (
    GRID,
    INK,
    MUTED,
    SMALL,
    STATUS_MARKS,
    bare,
    drawing,
    legend_below,
    png_of,
    wrapped,
)
from napeval.display.labels import label
from napeval.display.languages import N_, Language
from napeval.release import Released, Row

LEVELS = ("impact", "outcome", "output")
LOWEST, HIGHEST = -0.5, 2.0
"""Where the axis is cut; an arrow stands for what lies beyond."""
MOST_ROWS = 50
"""As many indicators as a page can hold."""
_ROOMY = 18  # rows; with more of them a title has one line only
_ENDS = {
    "baseline_to_target": ("expected", "target", "baseline"),
    "actual_over_target": ("expected", "target"),
}
"""What the place of the planned value between start and target is found from, by method of progress."""
_PLANNED: dict[str, Any] = {
    "marker": "|",
    "markersize": 13,
    "markeredgewidth": 2.2,
    "color": INK,
    "linestyle": "",
}


@dataclass(frozen=True)
class _Names:
    """What indicators and categories are called, by code."""

    titles: Mapping[str, str]
    categories: Mapping[str, str]

    def of(self, row: Row) -> str:
        title, category = self.titles[row.text("indicator_id")], row.text("category")
        return f"{title} – {self.categories.get(category, category)}" if category else title


@dataclass(frozen=True)
class Dot:
    """One indicator: progress (0-1, not capped) and, where known, what was planned by now as such a share."""

    row: Row
    title: str
    progress: float
    planned: float | None


def achievement_against_path(
    released: Released,
    language: Language,
    titles: Mapping[str, str],
    categories: Mapping[str, str] = MappingProxyType({}),
) -> Picture | None:
    """How far has each indicator come from baseline to target, and how far should it be by now?

    titles: titles of the indicators by indicator_id. categories: names of categories by code; a code without
    one stands as it is. Draws progress and status of achievement#, and a tick
    where the planned path stands; below them, from rollup#plan|plan, how many have nothing to draw.
    More than 50 do not fit a page; the others are left out, and this is said. None where no indicator has
    progress to show.
    Raises KeyError for an indicator without a title.
    """
    drawn = Drawn()
    names = _Names(titles, categories)
    dots = list(_dots(released, names, drawn))
    if not dots:
        return None
    for row in released["achievement"].rows():
        if "suppressed" in (row["progress"].state, row["status"].state):
            drawn.value(row["progress"], names.of(row))
    rest = list(_rest(released, drawn, language))
    said = [plain(text) for text in [*rest, *_left_out(released, dots, language)]]
    note = "\n".join(wrapped(text, 60, indent="    ") for text in said)
    lines = 2 if len(dots) <= _ROOMY else 1
    with drawing((0.82 if lines == 2 else 0.36) * len(dots) + 2.4 + 0.4 * len(note.splitlines())) as figure:
        axes = figure.subplots()
        _axes(axes, dots, language)
        for place, dot in enumerate(dots):
            _dot(axes, place, dot, language)
        axes.set_yticks(range(len(dots)), [wrapped(dot.title, 36, lines=lines) for dot in dots])
        axes.set_ylim(len(dots) - 0.4, -0.6)
        axes.set_xlabel(note, loc="left", multialignment="left", labelpad=6)
        if any(dot.planned is not None for dot in dots):
            tick = _PLANNED | {"markersize": 9}
            legend_below(figure, [Line2D([], [], label=language.translate(N_("planned by now")), **tick)])
        png = png_of(figure)
    return Picture(png, _in_words(dots, rest, released, drawn, language), drawn.claims, drawn.hidden)


def _scored(released: Released) -> list[Row]:
    """The rows with progress and a status that may be shown."""
    rows = released["achievement"].rows()
    return [row for row in rows if row["progress"].state == row["status"].state == "shown"]


def _dots(released: Released, names: _Names, drawn: Drawn) -> Iterator[Dot]:
    """The indicators with progress, in table order, until the page is full."""
    for row in _scored(released)[:MOST_ROWS]:
        progress = drawn.optional(row["progress"])
        if progress is not None:
            drawn.code(row["status"])
            yield Dot(row, names.of(row), progress, _planned(row, progress, drawn))


def _planned(row: Row, progress: float, drawn: Drawn) -> float | None:
    """What was planned by now, on the scale of progress: found back from the pace, which is progress over it.

    Without any progress the pace is 0 whatever was planned; then it is found from the planned value itself.
    """
    if progress:
        pace = drawn.optional(row["pace"])
        return progress / pace if pace else None
    names = _ENDS.get(row.text("method"), ())
    if not names or any(row[name].state != "shown" for name in names):
        return None
    expected, target, *rest = (float(str(row[name].value)) for name in names)
    start = rest[0] if rest else 0.0
    if target == start:
        return None
    for name in names:
        drawn.optional(row[name])
    return (expected - start) / (target - start)


def _rest(released: Released, drawn: Drawn, language: Language) -> Iterator[Text]:
    """One sentence per level of indicators on those that have no progress to draw."""
    for level in LEVELS:
        if not released["rollup"].has("plan", "plan", level):
            continue
        row = released["rollup"].row("plan", "plan", level)
        cells = {name: row[name] for name in ("indicators", "not_reported", "not_measurable", "not_due")}
        counts = {name: drawn.optional(claim) for name, claim in cells.items()}
        if counts["indicators"]:
            yield language.text(
                N_(
                    "{level}: of {indicators:indicator|indicators}, not reported {not_reported}, not"
                    " measurable {not_measurable}, not due {not_due}."
                ),
                level=_capital(label(language, "indicator_level", level)),
                **cells,
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _left_out(released: Released, dots: Sequence[Dot], language: Language) -> list[Text]:
    if len(_scored(released)) == len(dots):
        return []
    return [language.text(N_("Not all indicators with progress fit into this picture."))]


def _axes(axes: Axes, dots: Sequence[Dot], language: Language) -> None:
    bare(axes, grid="x")
    axes.spines["left"].set_visible(False)
    shown = [dot.progress for dot in dots] + [dot.planned for dot in dots if dot.planned is not None]
    # A margin beyond the last dot, so that it does not sit on the edge.
    left = LOWEST if min(shown) < 0 else 0.0
    right = min(max(1.0, *shown) + 0.1, HIGHEST)
    axes.set_xlim(left - 0.04, right + 0.04)
    axes.xaxis.set_major_locator(MultipleLocator(0.5 if right - left > 1.6 else 0.25))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: language.share(value)))
    for share in (0, 1):
        axes.axvline(share, color=MUTED, linewidth=0.9, zorder=1)


def _dot(axes: Axes, place: int, dot: Dot, language: Language) -> None:
    """One indicator: its mark or an arrow at the edge, the tick of the plan, progress and status in print."""
    mark = STATUS_MARKS[dot.row.text("status")]
    within = min(max(dot.progress, LOWEST), HIGHEST)
    axes.plot([0, within], [place] * 2, color=GRID, linewidth=2.2, zorder=1, solid_capstyle="butt")
    if dot.planned is not None:
        axes.plot(min(max(dot.planned, LOWEST), HIGHEST), place, zorder=3, clip_on=False, **_PLANNED)
    if dot.progress == within:
        axes.plot(
            within,
            place,
            marker=mark.shape,
            markersize=6.5,
            color=mark.colour,
            markeredgecolor="white",
            markeredgewidth=0.4,
            zorder=4,
            clip_on=False,
        )
    else:
        axes.annotate(
            "",
            (within, place),
            xytext=(-14 if dot.progress > HIGHEST else 14, 0),
            textcoords="offset points",
            arrowprops={
                "arrowstyle": "-|>",
                "color": mark.colour,
                "linewidth": 1.6,
                "shrinkA": 0,
                "shrinkB": 0,
            },
            zorder=4,
        )
    _beside(axes, place, 52, "right", language.show(dot.row["progress"]))
    _beside(axes, place, 60, "left", label(language, "status", dot.row.text("status")))


def _beside(axes: Axes, place: int, points: int, side: Literal["left", "right"], text: str) -> None:
    """A text in a column to the right of the axes, so many points away."""
    axes.annotate(
        text,
        (1, place),
        xytext=(points, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        ha=side,
        va="center_baseline",
        fontsize=SMALL,
        annotation_clip=False,
    )


def _in_words(
    dots: Sequence[Dot], rest: Sequence[Text], released: Released, drawn: Drawn, language: Language
) -> str:
    opening = N_("Dots: progress of each indicator from its baseline to its target.")
    texts: list[Text] = [language.text(opening)]
    for dot in dots:
        row = dot.row
        status = label(language, "status", row.text("status"))
        parts = language.text(
            N_("{title}: {progress}, {status}"), title=dot.title, progress=row["progress"], status=status
        )
        if row["expected"].state == "shown":
            drawn.optional(row["expected"])
            parts += language.text(N_(", value planned by now {expected}"), expected=row["expected"])
        texts.append([*parts, Run(".")])
    return sentences([*texts, *rest, *_left_out(released, dots, language), *drawn.remarks(language)])
