"""Activities by strategic area and state."""

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
    STATE_FILLS,
    bare,
    drawing,
    drop_unfitting,
    inside_label,
    legend_below,
    png_of,
    wrapped,
)
from napeval.display.labels import label
from napeval.display.languages import N_, Language, join_texts
from napeval.release import Released, Row

_ROW_CM, _REST_CM = 1.0, 2.6


def activities_by_pillar_and_state(released: Released, language: Language) -> Picture | None:
    """How many activities of each strategic area are completed, under way, delayed, ... or not reported?

    Draws the counts by state of delivery#pillar, with the number of all activities at the end of each bar.
    None where there is no activity to show.
    """
    drawn = Drawn()
    pillars = released["delivery"].rows(scope="pillar")
    counts = {
        (row.text("scope_id"), state): drawn.value(
            row[state], f"{_pillar(language, row)}, {_state(language, state)}"
        )
        for row in pillars
        for state in STATE_FILLS
    }
    states = [state for state in STATE_FILLS if any(counts[row.text("scope_id"), state] for row in pillars)]
    if not states:
        return None
    for row in pillars:
        drawn.optional(row["activities"])
    with drawing(_ROW_CM * len(pillars) + _REST_CM) as figure:
        axes = figure.subplots()
        labels: list[tuple[Lettering, Patch]] = []
        for place, row in enumerate(pillars):
            labels += _bar(axes, place, row, counts, language)
        bare(axes, grid="x")
        axes.set_yticks(
            range(len(pillars)), [wrapped(_pillar(language, row), 20) for row in pillars], fontsize=BODY
        )
        axes.invert_yaxis()
        axes.margins(x=0.06)
        axes.set_xlim(left=0)
        axes.xaxis.set_major_locator(MaxNLocator(7, integer=True, steps=[1, 2, 5, 10]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: language.number(value)))
        axes.set_xlabel(language.translate(N_("Number of activities")))
        legend_below(
            figure,
            [Patch(label=_state(language, state), **STATE_FILLS[state].properties) for state in states],
        )
        drop_unfitting(figure, labels)
        png = png_of(figure)
    return Picture(png, _in_words(pillars, states, drawn, language), drawn.claims, drawn.hidden)


def _pillar(language: Language, row: Row) -> str:
    return label(language, "pillar", row.text("scope_id"))


def _state(language: Language, state: str) -> str:
    return label(language, "activity_status", state)


def _bar(
    axes: Axes, place: int, row: Row, counts: dict[tuple[str, str], float | None], language: Language
) -> list[tuple[Lettering, Patch]]:
    """The stacked bar of one strategic area; returns the labels of its parts with their areas."""
    end = 0.0
    labels: list[tuple[Lettering, Patch]] = []
    for state, fill in STATE_FILLS.items():
        count = counts[row.text("scope_id"), state]
        if not count:
            continue
        (area,) = axes.barh(place, count, 0.62, left=end, **fill.properties)
        labels.append((inside_label(axes, (end + count / 2, place), language.show(row[state]), fill), area))
        end += count
    if row["activities"].state == "shown":
        axes.annotate(
            language.show(row["activities"]),
            (end, place),
            xytext=(4, 0),
            textcoords="offset points",
            ha="left",
            va="center_baseline",
            fontweight="bold",
        )
    return labels


def _in_words(pillars: Sequence[Row], states: Sequence[str], drawn: Drawn, language: Language) -> str:
    texts: list[Text] = [language.text(N_("Stacked bars: activities of each strategic area by state."))]
    for row in pillars:
        counted = [[Run(f"{_state(language, state)} "), language.figure(row[state])] for state in states]
        texts.append(
            language.text(
                N_("{pillar}: all activities {activities}; of these {states}."),
                pillar=_pillar(language, row),
                activities=row["activities"],
                states=join_texts(counted),
            )
        )
    return sentences([*texts, *drawn.remarks(language)])
