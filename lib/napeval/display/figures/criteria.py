"""How the plan stands on each evaluation criterion, and how well that is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter

from napeval.criteria.question_rating import NOT_DEMONSTRATED
from napeval.criteria.scales import Scale
from napeval.display.blocks import Run, Text
from napeval.display.figures.picture import Drawn, Picture, sentences
from napeval.display.figures.style import (
    BODY,
    INK,
    MUTED,
    SMALL,
    Fill,
    bare,
    drawing,
    legend_below,
    png_of,
    wrapped,
)
from napeval.display.labels import label, level_label
from napeval.display.languages import N_, Language, join_texts
from napeval.release import Released, Row

RANGE = Fill("#9BD0EE", "", "#00557F")
_SHADES = ("#FFFFFF", "#EFEFEF")
_ROW_CM, _REST_CM = 1.05, 3.0
_BEYOND = 1.01  # of the width of the axes, where the column on the right starts


def criteria_profile(released: Released, language: Language, scale: Scale) -> Picture | None:
    """Between which points does each criterion lie, what is its mark, how firm, how strong the evidence?

    Draws lower-upper, score and judged of criteria#, on 0-100 points with the bands of the scale, and beside
    them the strength of evidence in words and the share of draws with the same mark (robustness#); "not
    demonstrated" where there is neither score nor mark. None where no criterion has a range, score or mark
    to show.
    """
    drawn = Drawn()
    rows = released["criteria"].rows()
    cells = {
        row.text("criterion"): {
            "lower": drawn.value(row["lower"], _name(row, language)),
            "upper": drawn.value(row["upper"], _name(row, language)),
            "score": drawn.optional(row["score"]),
            "judged": drawn.optional(row["judged"]),
        }
        for row in rows
    }
    if not drawn.claims:
        return None
    with drawing(_ROW_CM * len(rows) + _REST_CM) as figure:
        axes = figure.subplots()
        _bands(axes, language, scale)
        tested = released.tables.get("robustness")
        firm = {} if tested is None else {row.text("criterion"): row for row in tested.rows()}
        for place, row in enumerate(rows):
            _criterion(axes, place, row, cells[row.text("criterion")], drawn, language)
            _beside(axes, place, row, firm.get(row.text("criterion")), drawn, language)
        bare(axes, grid="x")
        axes.set_yticks(range(len(rows)), [wrapped(_name(row, language), 18) for row in rows], fontsize=BODY)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(-3, 103)  # marks at 0 and at 100 stay clear of the words beside them
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: language.number(value)))
        axes.set_xlabel(language.translate(N_("points")))
        legend_below(figure, _handles(language))
        png = png_of(figure)
    return Picture(png, _in_words(rows, firm, drawn, language, scale), drawn.claims, drawn.hidden)


def _name(row: Row, language: Language) -> str:
    return label(language, "criterion", row.text("criterion"))


def _bands(axes: Axes, language: Language, scale: Scale) -> None:
    """The bands of the scale, lightly shaded and named above the axes."""
    edges = [0.0, *(float(edge) for edge in scale.thresholds), 100.0]
    for number, (level, (low, high)) in enumerate(zip(scale.levels, pairwise(edges), strict=True)):
        axes.axvspan(low, high, facecolor=_SHADES[number % 2], edgecolor="none", zorder=0)
        _above(axes, level_label(language, scale.id, level.code), (low + high) / 2, data=True)
    _above(axes, language.translate(N_("Strength of evidence; same mark in draws")), _BEYOND, data=False)


def _above(axes: Axes, text: str, place: float, *, data: bool) -> None:
    """A heading above the axes: over a place on the scale, or over a column beside it."""
    axes.annotate(
        wrapped(text, 12),
        (place, 1),
        xytext=(0, 4),
        xycoords=axes.get_xaxis_transform() if data else "axes fraction",
        textcoords="offset points",
        ha="center" if data else "left",
        va="bottom",
        fontsize=SMALL,
        color=MUTED,
        annotation_clip=False,
    )


def _beside(axes: Axes, place: int, row: Row, firm: Row | None, drawn: Drawn, language: Language) -> None:
    """The strength of the evidence, and below it how often the mark comes out again."""
    lines = [label(language, "strength", drawn.code(row["strength"]))]
    if firm is not None and drawn.optional(firm["level_share"]) is not None:
        lines.append(language.show(firm["level_share"]))
    axes.text(
        _BEYOND,
        place,
        "\n".join(lines),
        transform=axes.get_yaxis_transform(),
        ha="left",
        va="center",
        fontsize=SMALL,
    )


def _criterion(
    axes: Axes, place: int, row: Row, cell: dict[str, float | None], drawn: Drawn, language: Language
) -> None:
    """The range, score, mark and strength of evidence of one criterion."""
    lower, upper, score, judged = (cell[name] for name in ("lower", "upper", "score", "judged"))
    if lower is not None and upper is not None:
        axes.barh(place, upper - lower, 0.34, left=lower, zorder=2, **RANGE.properties)
    if score is not None:
        axes.plot(
            score, place, marker="D", markersize=7, color="#003F5C", linestyle="", zorder=4, clip_on=False
        )
        _value(axes, score, place, language.show(row["score"]), above=True)
    if judged is not None:
        axes.plot(judged, place, zorder=5, clip_on=False, **_JUDGED)
        _value(axes, judged, place, language.show(row["judged"]), above=False)
    if score is None and judged is None:
        middle = 50 if lower is None or upper is None else min(max((lower + upper) / 2, 20), 80)
        axes.text(
            middle,
            place,
            level_label(language, "", NOT_DEMONSTRATED),
            ha="center",
            va="center",
            fontsize=SMALL,
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": MUTED, "linewidth": 0.5, "boxstyle": "square,pad=0.25"},
        )


_JUDGED: dict[str, Any] = {
    "marker": "o",
    "markersize": 8.5,
    "markerfacecolor": "none",
    "markeredgecolor": "#A63A00",
    "markeredgewidth": 2.0,
}


def _value(axes: Axes, points: float, place: int, text: str, *, above: bool) -> None:
    axes.annotate(
        text,
        (points, place),
        xytext=(0, 7 if above else -7),
        textcoords="offset points",
        ha="center",
        va="bottom" if above else "top",
        fontsize=SMALL,
        color=INK,
        zorder=6,
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
        annotation_clip=False,
    )


def _handles(language: Language) -> list[Artist]:
    handles: list[Artist] = [Patch(label=language.translate(N_("possible range")), **RANGE.properties)]
    score, mark = language.translate(N_("computed score")), language.translate(N_("evaluators' mark"))
    handles.append(Line2D([], [], linestyle="", marker="D", color="#003F5C", label=score))
    handles.append(Line2D([], [], linestyle="", label=mark, **_JUDGED))
    return handles


def _in_words(
    rows: Sequence[Row], firm: Mapping[str, Row], drawn: Drawn, language: Language, scale: Scale
) -> str:
    texts: list[Text] = [language.text(N_("Ranges of points from 0 to 100 for each criterion."))]
    texts += [_criterion_in_words(row, firm.get(row.text("criterion")), language, scale) for row in rows]
    return sentences([*texts, *drawn.remarks(language)])


def _criterion_in_words(row: Row, firm: Row | None, language: Language, scale: Scale) -> Text:
    name, lower, upper = _name(row, language), row["lower"], row["upper"]
    parts: list[Text] = [
        language.text(
            N_("{criterion}: between {lower} and {upper} points"), criterion=name, lower=lower, upper=upper
        )
    ]
    if row["score"].state == "shown":
        parts.append(language.text(N_("computed score {score}"), score=row["score"]))
    if row["judged"].state == "shown":
        parts.append(language.text(N_("evaluators' mark {mark}"), mark=row["judged"]))
    level, strength = (
        level_label(language, scale.id, row.text("level")),
        label(language, "strength", row.text("strength")),
    )
    parts.append(language.text(N_("level: {level}"), level=level))
    parts.append(language.text(N_("strength of evidence: {strength}"), strength=strength))
    if firm is not None and firm["level_share"].state == "shown":
        parts.append(language.text(N_("the same mark in {share} of draws"), share=firm["level_share"]))
    return [*join_texts(parts, "; "), Run(".")]
