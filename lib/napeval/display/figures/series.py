"""The values of one indicator over the years, with what is disputed about them."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.cycle.periods import parse_period
from napeval.display.blocks import Run, Text
from napeval.display.figures.events import Event, PlacedEvent, draw_events, events_within
from napeval.display.figures.picture import Drawn, Picture, sentences
from napeval.display.figures.series_marks import (
    Point,
    draw_lines,
    draw_point,
    legend_handles,
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
) -> Picture | None:
    """How did an indicator develop from year to year, and where do its sources disagree?

    Draws low and high of series#indicator for full years; values after the cutoff are hollow. A year with a
    hidden value is marked as such and not drawn. Only agreed values of neighbouring years are joined.
    events: period and label of what is to be marked on the time axis, if it lies within the drawn years.
    None where no full year can be drawn.
    """
    drawn = Drawn()
    rows = [
        row for row in released["series"].rows(indicator_id=indicator_id) if _is(row, dimension, category)
    ]
    yearly = [row for row in rows if _is_yearly(row)]
    partial = [row.text("period") for row in rows if not _is_yearly(row)]
    points = sorted((point for row in yearly if (point := _point(row, drawn))), key=lambda point: point.year)
    hidden = [parse_period(row.text("period")).year for row in yearly if _hidden(row)]
    if not points:
        return None
    years = [point.year for point in points] + hidden
    marked = events_within(events, min(years), max(years))
    with drawing(8.0 + 0.45 * len(marked)) as figure:
        axes = figure.subplots()
        set_axes(axes, points, years, bool(marked), language)
        draw_lines(axes, points)
        for point in points:
            draw_point(axes, point, language)
        for year in hidden:
            axes.annotate(
                SUPPRESSED_MARK,
                (year, 0),
                xytext=(0, 4),
                textcoords="offset points",
                ha="center",
                color=MUTED,
            )
        draw_events(axes, marked)
        legend_below(figure, legend_handles(points, bool(hidden), language))
        png = png_of(figure)
    return Picture(png, _in_words(points, partial, marked, drawn, language), drawn.claims)


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
    points: Sequence[Point],
    partial: Sequence[str],
    events: Sequence[PlacedEvent],
    drawn: Drawn,
    language: Language,
) -> str:
    texts: list[Text] = [
        language.text(N_("Values by year.")),
        *(_year_in_words(point, language) for point in points),
    ]
    texts += drawn.remarks(language)
    if partial:
        periods = join_texts([[Run(language.period(period))] for period in partial])
        texts.append(
            language.text(
                N_("Left out because they cover part of a year or several years: {periods}."), periods=periods
            )
        )
    if events:
        listed = join_texts([[Run(f"{language.period(period)}: {text}")] for _, period, text in events], "; ")
        texts.append(language.text(N_("Events on the time axis: {events}."), events=listed))
    return sentences(texts)


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
