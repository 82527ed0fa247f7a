"""Several series side by side, each on axes of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from napeval.display.blocks import Run, Text
from napeval.display.figures.picture import Drawn, Picture, sentences
from napeval.display.figures.series import Course, course_in_words, course_of, draw_course, legend_of
from napeval.display.figures.style import BODY, drawing, legend_below, png_of, wrapped
from napeval.display.languages import N_, Language, join_texts
from napeval.release import Released

MOST_PANELS = 8
_COLUMNS = 2
_TITLE_WIDTH = 38


@dataclass(frozen=True)
class Panel:
    """One series to be drawn: the indicator, its title with unit, and when its definition changed."""

    indicator_id: str
    title: str
    breaks: Sequence[str] = ()
    dimension: str = ""
    category: str = ""


def several_over_time(released: Released, language: Language, panels: Sequence[Panel]) -> Picture | None:
    """How did several indicators develop from year to year?

    Draws each as values_over_time does, without events, and prints the first and the last value only; at most
    MOST_PANELS, in their order. None where nothing can be drawn.
    Raises ValueError for more panels than fit on a page.
    """
    if len(panels) > MOST_PANELS:
        raise ValueError(f"panels: found {len(panels)}; allowed: at most {MOST_PANELS} on one picture.")
    drawn = Drawn()
    courses = [
        (panel, course)
        for panel in panels
        if (course := course_of(released, drawn, panel.indicator_id, panel.dimension, panel.category)).points
    ]
    if not courses:
        return None
    rows = -(-len(courses) // _COLUMNS)
    with drawing(1.2 + 5.2 * rows) as figure:
        grid = figure.subplots(rows, _COLUMNS, squeeze=False).ravel()
        for axes, (panel, course) in zip(grid, courses, strict=False):
            draw_course(axes, course, panel.breaks, language, compact=True)
            axes.set_title(wrapped(panel.title, _TITLE_WIDTH, lines=3), fontsize=BODY, loc="left")
        for axes in grid[len(courses) :]:
            axes.remove()
        broken = any(panel.breaks for panel, _ in courses)
        legend_below(figure, legend_of([course for _, course in courses], broken, language))
        png = png_of(figure)
    told = [_in_words(course, panel.title, panel.breaks, language) for panel, course in courses]
    return Picture(png, sentences([*told, *drawn.remarks(language)]), drawn.claims, drawn.hidden)


def _in_words(course: Course, title: str, breaks: Sequence[str], language: Language) -> Text:
    values = join_texts(course_in_words(course, breaks, language), " ")
    return language.text(N_("{series}. {values}"), series=[Run(title)], values=values)
