"""The results chain of a plan: from money over activities to results and goals, by strategic area."""

from __future__ import annotations

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from napeval.display.blocks import Text
from napeval.display.figures.picture import Drawn, Picture, sentences
from napeval.display.figures.style import BODY, INK, MUTED, PALE, SMALL, drawing, png_of, wrapped
from napeval.display.labels import label
from napeval.display.languages import N_, Language
from napeval.release import Claim, Released, Row

_STEPS: tuple[tuple[str, str], ...] = (
    ("amount", N_("Planned money")),
    ("activities", N_("Activities")),
    ("indicators", N_("Indicators")),
    ("results", N_("Expected results")),
    ("goals", N_("Goals")),
)
"""Columns of pillar_coverage that stand for the steps of the chain, from what goes in to what is wanted."""

_ROW_CM, _REST_CM = 1.5, 3.4
_LEFT, _GAP, _HIGH = 0.2, 0.035, 0.62


def results_chain(released: Released, language: Language) -> Picture | None:
    """How is each area meant to lead from money to goals, and where does the chain have no link?

    Draws pillar_coverage# as a row of boxes for each pillar with an arrow from step to step; a step without
    anything is an empty dashed box and no arrow leads through it. Below stand how many assumptions and
    risks the plan states for the steps between. None where the plan has no pillar with activities.
    """
    rows = [row for row in released["pillar_coverage"].rows() if row["activities"].value]
    if not rows:
        return None
    drawn = Drawn()
    told: list[Text] = [language.text(N_("Boxes from left to right for each area, joined by arrows."))]
    with drawing(_ROW_CM * len(rows) + _REST_CM) as figure:
        axes = figure.subplots()
        axes.set_axis_off()
        axes.set_xlim(0, 1)
        axes.set_ylim(len(rows) + 0.75, -0.9)
        for number, (_column, heading) in enumerate(_STEPS):
            axes.text(
                _middle(number), -0.55, wrapped(_heading(heading, language), 14), ha="center", va="center",
                fontsize=SMALL, color=MUTED,
            )  # fmt: skip
        for place, row in enumerate(rows):
            told.append(_chain(axes, place, row, drawn, language))
        told.append(_between(axes, len(rows), released, drawn, language))
        png = png_of(figure)
    return Picture(png, sentences([*told, *drawn.remarks(language)]), drawn.claims, drawn.hidden)


def _heading(heading: str, language: Language) -> str:
    """The name of a step; money with its currency, which the boxes leave out."""
    name = language.translate(heading)
    return f"{name} ({language.currency})" if heading == _STEPS[0][1] else name


def _width() -> float:
    return (1 - _LEFT) / len(_STEPS) - _GAP


def _middle(number: int) -> float:
    return _LEFT + number * (1 - _LEFT) / len(_STEPS) + _GAP / 2 + _width() / 2


def _chain(axes: Axes, place: int, row: Row, drawn: Drawn, language: Language) -> Text:
    """One area: its boxes, and an arrow wherever two steps that follow one another are there."""
    name = label(language, "pillar", row.text("pillar"))
    axes.text(0, place, wrapped(name, 16), ha="left", va="center", fontsize=BODY)
    there = []
    for number, (column, _heading) in enumerate(_STEPS):
        claim = row[column]
        value = drawn.optional(claim)
        there.append(bool(value))
        shown = "–" if value is None else language.show(claim, unit=False)
        _box(axes, number, place, shown, empty=not value)
    for number, (left, right) in enumerate(pairwise(there)):
        if left and right:
            axes.annotate(
                "", (_middle(number + 1) - _width() / 2, place), (_middle(number) + _width() / 2, place),
                arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 0.9, "shrinkA": 1, "shrinkB": 1},
            )  # fmt: skip
    return language.text(
        N_(
            "{area}: {amount} of planned money, {activities:activity|activities},"
            " {indicators:indicator|indicators}, {results:expected result|expected results},"
            " {goals:goal|goals}."
        ),
        area=name,
        **{column: _said(row[column]) for column, _heading in _STEPS},
    )


def _said(claim: Claim) -> Claim | str:
    return claim if claim.state == "shown" else "–"


def _box(axes: Axes, number: int, place: int, text: str, *, empty: bool) -> None:
    axes.text(
        _middle(number), place, text, ha="center", va="center", fontsize=BODY, color=MUTED if empty else INK,
    )  # fmt: skip
    frame = Rectangle(
        (_middle(number) - _width() / 2, place - _HIGH / 2), _width(), _HIGH,
        facecolor="none" if empty else PALE, edgecolor=MUTED, linewidth=0.8,
        linestyle="--" if empty else "-", zorder=0,
    )  # fmt: skip
    axes.add_patch(frame)


def _between(axes: Axes, place: int, released: Released, drawn: Drawn, language: Language) -> Text:
    """What the chain rests on: the assumptions and risks that the plan states."""
    assumptions, risks = (released["profile"].row(name)["value"] for name in ("assumptions", "risks"))
    for claim in (assumptions, risks):
        drawn.optional(claim)
    said = language.text(
        N_(
            "What must hold between the steps: stated are {assumptions:assumption|assumptions} and"
            " {risks:risk|risks}."
        ),
        assumptions=assumptions,
        risks=risks,
    )
    shown = "".join(run.text for run in said)
    axes.text(0.5, place + 0.2, wrapped(shown, 90), ha="center", va="center", fontsize=SMALL, color=INK)
    return said
