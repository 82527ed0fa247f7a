"""Planned money by year and kind of source."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.text import Text as Lettering
from matplotlib.ticker import FuncFormatter, MaxNLocator

from napeval.display.blocks import Run, Text
from napeval.display.figures.picture import Drawn, Picture, sentences
from napeval.display.figures.style import (
    BODY,
    FUNDING_FILLS,
    bare,
    drawing,
    drop_unfitting,
    inside_label,
    legend_below,
    png_of,
)
from napeval.display.labels import label
from napeval.display.languages import N_, Language, join_texts
from napeval.release import Released, Row

_ALL_YEARS = "all"
_BAR_WIDTH = 0.62


def money_by_year_and_source(released: Released, language: Language) -> Picture | None:
    """How much money is planned for each year, and how much of it is domestic, from donors, or unresolved?

    Draws budget#funding_class (the parts) and budget#plan (the totals above the bars) for every single year.
    None where no part is known or shown.
    """
    drawn = Drawn()
    years = [row for row in released["budget"].rows(scope="plan") if row.text("year") != _ALL_YEARS]
    parts = {
        (row.text("scope_id"), row.text("year")): row
        for row in released["budget"].rows(scope="funding_class")
    }
    heights = {
        (kind, year): drawn.value(row["amount"], f"{label(language, 'funding_class', kind)} {year}")
        for (kind, year), row in parts.items()
        if year != _ALL_YEARS
    }
    if not any(heights.values()):
        return None
    for row in years:
        drawn.optional(row["amount"])
    kinds = [kind for kind in FUNDING_FILLS if any(name == kind for name, _ in parts)]
    with drawing(8.0) as figure:
        axes = figure.subplots()
        labels: list[tuple[Lettering, Patch]] = []
        for place, row in enumerate(years):
            labels += _bar(axes, place, row, kinds, parts, heights, language)
        _axes(axes, [row.text("year") for row in years], language)
        handles = [
            Patch(label=label(language, "funding_class", kind), **FUNDING_FILLS[kind].properties)
            for kind in kinds
        ]
        legend_below(figure, handles)
        drop_unfitting(figure, labels)
        png = png_of(figure)
    return Picture(png, _in_words(years, kinds, parts, drawn, language), drawn.claims, drawn.hidden)


def _bar(
    axes: Axes,
    place: int,
    row: Row,
    kinds: Sequence[str],
    parts: dict[tuple[str, str], Row],
    heights: dict[tuple[str, str], float | None],
    language: Language,
) -> list[tuple[Lettering, Patch]]:
    """The stacked bar of one year with its total; returns the labels of its parts with their areas."""
    year, top = row.text("year"), 0.0
    labels: list[tuple[Lettering, Patch]] = []
    for kind in kinds:
        height = heights.get((kind, year))
        if height is None:
            continue
        fill = FUNDING_FILLS[kind]
        (area,) = axes.bar(place, height, _BAR_WIDTH, bottom=top, **fill.properties)
        printed = language.show(parts[kind, year]["amount"], unit=False)
        labels.append((inside_label(axes, (place, top + height / 2), printed, fill), area))
        top += height
    total = row["amount"]
    if total.state == "shown":
        axes.annotate(
            language.show(total, unit=False),
            (place, top),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=BODY,
            fontweight="bold",
        )
    return labels


def _axes(axes: Axes, years: Sequence[str], language: Language) -> None:
    bare(axes, grid="y")
    axes.set_xlim(-0.6, len(years) - 0.4)
    axes.set_xticks(range(len(years)), years, fontsize=BODY)
    axes.margins(y=0.1)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: language.number(value)))
    axes.set_title(language.currency, loc="left")


def _in_words(
    years: Sequence[Row],
    kinds: Sequence[str],
    parts: dict[tuple[str, str], Row],
    drawn: Drawn,
    language: Language,
) -> str:
    texts: list[Text] = [language.text(N_("Stacked bars: planned money by year and kind of source."))]
    for row in years:
        named = [
            [
                Run(f"{label(language, 'funding_class', kind)} "),
                language.figure(parts[kind, row.text("year")]["amount"]),
            ]
            for kind in kinds
            if (kind, row.text("year")) in parts
        ]
        texts.append(
            language.text(
                N_("{year}: total {total}; of this {parts}."),
                year=row.text("year"),
                total=row["amount"],
                parts=join_texts(named, "; "),
            )
        )
    return sentences([*texts, *drawn.remarks(language)])
