"""The values of one indicator over the years, with what is disputed about them."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from napeval.cycle.periods import parse_period
from napeval.display.blocks import Run, Text
from napeval.display.figures.events import Event, PlacedEvent, draw_events, events_within
from napeval.display.figures.picture import Drawn, Picture, sentences
from napeval.display.figures.series_marks import (
    COMPACT_YEARS,
    MOST_YEARS,
    Course,
    Planned,
    Point,
    draw_breaks,
    draw_lines,
    draw_planned,
    draw_point,
    legend_handles,
    print_point,
    set_axes,
)
from napeval.display.figures.style import MUTED, drawing, legend_below, png_of
from napeval.display.labels import label
from napeval.display.languages import N_, Language, join_texts
from napeval.release import Released, Row
from napeval.release.claims import SUPPRESSED_MARK


def values_over_time(
    released: Released,
    language: Language,
    indicator_id: str,
    dimension: str = "",
    category: str = "",
    *,
    events: Sequence[Event] = (),
    breaks: Sequence[str] = (),
) -> Picture | None:
    """How did an indicator develop from year to year, where do its sources disagree, and what was planned?

    Draws low and high of series#indicator for full years; values after the cutoff are hollow. A year with a
    hidden value is marked as such and not drawn. Only agreed values of neighbouring years are joined, and
    none across a change of the definition. planned_path#indicator is a dashed line beside them.
    events: period and label of what is to be marked on the time axis, if it lies within the drawn years.
    breaks: periods in which the definition changed. None where no full year can be drawn.
    """
    drawn = Drawn()
    course = course_of(released, drawn, indicator_id, dimension, category)
    if not course.points:
        return None
    marked = events_within(events, min(course.years), max(course.years))
    with drawing(8.0 + 0.45 * len(marked)) as figure:
        axes = figure.subplots()
        draw_course(axes, course, breaks, language, with_events=bool(marked))
        draw_events(axes, marked)
        legend_below(figure, legend_of([course], bool(breaks), language))
        png = png_of(figure)
    return Picture(png, _in_words(course, marked, breaks, drawn, language), drawn.claims, drawn.hidden)


def legend_of(courses: Sequence[Course], broken: bool, language: Language) -> list[Artist]:
    """One legend for several series: only what occurs in any of them."""
    return legend_handles(
        [point for course in courses for point in course.points],
        [one for course in courses for one in course.planned],
        any(course.hidden for course in courses), broken, language,
    )  # fmt: skip


def course_of(
    released: Released, drawn: Drawn, indicator_id: str, dimension: str = "", category: str = ""
) -> Course:
    """The years of one series, as they are going to be drawn."""
    rows = [
        row for row in released["series"].rows(indicator_id=indicator_id) if _is(row, dimension, category)
    ]
    yearly = [row for row in rows if _is_yearly(row)]
    points = sorted((point for row in yearly if (point := _point(row, drawn))), key=lambda point: point.year)
    return Course(
        points,
        [parse_period(row.text("period")).year for row in yearly if _hidden(row)],
        [row.text("period") for row in rows if not _is_yearly(row)],
        _planned(released, drawn, indicator_id, dimension, category) if points else [],
    )


def _planned(
    released: Released, drawn: Drawn, indicator_id: str, dimension: str, category: str
) -> list[Planned]:
    if "planned_path" not in released.tables:
        return []
    rows = released["planned_path"].rows(indicator_id=indicator_id)
    own = [row for row in rows if _is(row, dimension, category)]
    return [
        Planned(int(str(row["year"].value)), row["expected"], value, row.text("basis") == "target")
        for row in own
        if (value := drawn.optional(row["expected"])) is not None
    ]


def draw_course(
    axes: Axes,
    course: Course,
    breaks: Sequence[str],
    language: Language,
    *,
    with_events: bool = False,
    compact: bool = False,
) -> None:
    """The planned path, the values with their ranges, hidden years and changes of the definition.

    with_events: room is left below the axis for their numbers. compact: fewer years on the axis, and of the
    values only the first and the last are printed.
    """
    most_years = COMPACT_YEARS if compact else MOST_YEARS
    set_axes(axes, course, language, with_events=with_events, most_years=most_years)
    starts = [parse_period(one).start.year for one in breaks]
    draw_planned(axes, course.planned)
    draw_breaks(axes, starts)
    draw_lines(axes, course.points, starts)
    for point in course.points:
        draw_point(axes, point)
        if not compact or point in (course.points[0], course.points[-1]):
            print_point(axes, point, language)
    for year in course.hidden:
        axes.annotate(
            SUPPRESSED_MARK,
            (year, 0),
            xytext=(0, 4),
            textcoords="offset points",
            ha="center",
            color=MUTED,
        )


def _is(row: Row, dimension: str, category: str) -> bool:
    return row.text("dimension") == dimension and row.text("category") == category


def _is_yearly(row: Row) -> bool:
    return not row["part_period"].value and parse_period(row.text("period")).is_full_year


def _hidden(row: Row) -> bool:
    return "suppressed" in (row["low"].state, row["high"].state)


def _point(row: Row, drawn: Drawn) -> Point | None:
    """A year to draw. Of a year with a hidden end nothing is drawn: the other end alone would mislead."""
    low, high, period = row["low"], row["high"], row.text("period")
    if low.state != "shown" or high.state != "shown":
        drawn.value(low if low.state != "shown" else high, period)
        return None
    bottom, top = drawn.value(low, period), drawn.value(high, period)
    if bottom is None or top is None:
        return None
    one_value = "direction" if row.text("dispute") == "direction" else "none"
    kind = one_value if bottom == top else "values"
    return Point(parse_period(period).year, low, high, bottom, top, kind, bool(row["after_cutoff"].value))


def _in_words(
    course: Course,
    events: Sequence[PlacedEvent],
    breaks: Sequence[str],
    drawn: Drawn,
    language: Language,
) -> str:
    texts: list[Text] = [
        language.text(N_("Values by year.")),
        *course_in_words(course, breaks, language),
        *drawn.remarks(language),
    ]
    if course.partial:
        periods = join_texts([[Run(language.period(period))] for period in course.partial])
        texts.append(
            language.text(
                N_("Left out because they cover part of a year or several years: {periods}."), periods=periods
            )
        )
    if events:
        listed = join_texts([[Run(f"{language.period(period)}: {text}")] for _, period, text in events], "; ")
        texts.append(language.text(N_("Events on the time axis: {events}."), events=listed))
    return sentences(texts)


def course_in_words(course: Course, breaks: Sequence[str], language: Language) -> list[Text]:
    """The years, the planned path and the changes of definition, each as a sentence."""
    texts: list[Text] = [_year_in_words(point, language) for point in course.points]
    if course.planned:
        path = [
            language.text(N_("{year}: {value}"), year=str(one.year), value=one.claim)
            for one in course.planned
        ]
        texts.append(language.text(N_("Planned: {path}."), path=join_texts(path, "; ")))
    if breaks:
        changed = join_texts([[Run(language.period(period))] for period in breaks])
        texts.append(language.text(N_("The definition changed: {periods}."), periods=changed))
    return texts


def _year_in_words(point: Point, language: Language) -> Text:
    year = str(point.year)
    if point.kind == "values":
        text = language.text(
            N_("{year}: sources differ, from {low} to {high}"), year=year, low=point.low, high=point.high
        )
    else:
        text = language.text(N_("{year}: {value}"), year=year, value=point.high)
    if point.kind == "direction":
        text = [*text, Run(f" ({label(language, 'dispute', 'direction')})")]
    if point.later:
        text = [*text, *language.text(N_(" (after the period judged)"))]
    return [*text, Run(".")]
