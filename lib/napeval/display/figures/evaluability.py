"""What the plan states for its indicators and activities, and what can therefore be evaluated."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from napeval.display.blocks import Text, plain
from napeval.display.figures.picture import Drawn, Picture, sentences
from napeval.display.figures.style import BAR, BODY, PALE, SMALL, bare, drawing, png_of, wrapped
from napeval.display.labels import label
from napeval.display.languages import N_, Language, join_texts
from napeval.release import Released, Row

FUNNELS = ("indicators", "activities")
_ROW_CM, _PANEL_CM = 0.62, 1.5

Step = tuple[Row, float]
"""A step of a funnel and its share of all (0-1)."""


def evaluability_funnel(released: Released, language: Language) -> Picture | None:
    """Of all indicators, and of all activities, how many have what an evaluation needs?

    Draws one panel per funnel (indicators, activities) of evaluability#plan, one bar per step: its share,
    with count, all and share in print. None where there is no step to show.
    """
    drawn = Drawn()
    panels = {funnel: _shown_steps(released, funnel, drawn, language) for funnel in FUNNELS}
    panels = {funnel: steps for funnel, steps in panels.items() if steps}
    if not panels:
        return None
    sizes = [len(steps) for steps in panels.values()]
    with drawing(_ROW_CM * sum(sizes) + _PANEL_CM * len(sizes)) as figure:
        grid = figure.subplots(
            len(panels), 1, squeeze=False, gridspec_kw={"height_ratios": sizes}, sharex=True
        )
        for axes, (funnel, steps) in zip(grid[:, 0], panels.items(), strict=True):
            _panel(axes, funnel, steps, language)
        png = png_of(figure)
    return Picture(png, _in_words(panels, drawn, language), drawn.claims, drawn.hidden)


def _shown_steps(released: Released, funnel: str, drawn: Drawn, language: Language) -> list[Step]:
    """The steps of a funnel whose count, whole and share can all be shown, each with its share."""
    rows = released["evaluability"].rows(scope="plan", scope_id="plan", funnel=funnel)
    shown: list[Step] = []
    for row in rows:
        name = f"{label(language, 'funnel', funnel)}, {label(language, 'step', row.text('step'))}"
        count, everything, share = (drawn.value(row[column], name) for column in ("count", "of", "share"))
        if count is not None and everything is not None and share is not None:
            shown.append((row, share))
    return shown


def _figures(row: Row, language: Language) -> Text:
    return language.text(
        N_("{count} of {all} · {share}"), count=row["count"], all=row["of"], share=row["share"]
    )


def _panel(axes: Axes, funnel: str, steps: Sequence[Step], language: Language) -> None:
    for place, (row, share) in enumerate(steps):
        axes.barh(place, 1, 0.62, facecolor=PALE)
        axes.barh(place, share, 0.62, **BAR.properties)
        axes.annotate(
            plain(_figures(row, language)),
            (1, place),
            xytext=(6, 0),
            textcoords="offset points",
            ha="left",
            va="center_baseline",
            fontsize=SMALL,
            annotation_clip=False,
        )
    names = [wrapped(label(language, "step", row.text("step")), 32) for row, _ in steps]
    axes.set_title(label(language, "funnel", funnel), loc="left", fontweight="bold", fontsize=BODY)
    bare(axes, grid="x")
    axes.set_yticks(range(len(steps)), names)
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: language.share(value)))


def _in_words(panels: dict[str, list[Step]], drawn: Drawn, language: Language) -> str:
    texts: list[Text] = [
        language.text(N_("Bars: how many of all have each of the things that an evaluation needs."))
    ]
    for funnel, rows in panels.items():
        steps = [
            language.text(
                N_("{step}: {figures}"),
                step=label(language, "step", row.text("step")),
                figures=_figures(row, language),
            )
            for row, _ in rows
        ]
        texts.append(
            language.text(
                N_("{funnel}: {steps}."),
                funnel=label(language, "funnel", funnel),
                steps=join_texts(steps, "; "),
            )
        )
    return sentences([*texts, *drawn.remarks(language)])
