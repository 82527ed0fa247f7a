"""The one style of the figures: paper, letters, fills and marks that also differ in grey print.

Colours follow the palette of Okabe and Ito (Color Universal Design, 2008), darkened or lightened so that
no two fills of one figure share both their lightness and their hatching.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text

WIDTH_CM = 16.0
DPI = 180
INK, MUTED, GRID, PALE = "#222222", "#555555", "#DADADA", "#F1F1F1"
BODY, SMALL = 9.0, 8.0
"""Letter sizes in points at the printed width."""

_CM_PER_INCH = 2.54
_RULES: Any = {
    "font.family": "DejaVu Sans",
    "font.size": BODY,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a title is a dollar sign
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.labelsize": SMALL,
    "axes.titlesize": BODY,
    "axes.linewidth": 0.6,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "grid.color": GRID,
    "grid.linewidth": 0.5,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "hatch.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
    "legend.handlelength": 1.6,
}


@dataclass(frozen=True)
class Fill:
    """How an area is filled. edge: colour of its outline and hatching."""

    colour: str
    hatch: str = ""
    edge: str = "#FFFFFF"

    @property
    def properties(self) -> dict[str, Any]:
        """As the drawing library takes it."""
        return {"facecolor": self.colour, "hatch": self.hatch, "edgecolor": self.edge, "linewidth": 0.6}


@dataclass(frozen=True)
class Mark:
    """How a point is marked."""

    shape: str
    colour: str


FUNDING_FILLS: Mapping[str, Fill] = {
    "domestic": Fill("#00557F"),
    "donor": Fill("#E69F00"),
    "unresolved": Fill("#EDEDED", "////", "#8C8C8C"),
}
STATE_FILLS: Mapping[str, Fill] = {
    "completed": Fill("#003F5C"),
    "partly_completed": Fill("#2F86BD"),
    "ongoing": Fill("#9BD0EE"),
    "delayed": Fill("#E69F00", "\\\\\\\\", "#7A4A00"),
    "not_started": Fill("#FFFFFF", "", "#555555"),
    "cancelled": Fill("#A63A00", "xxxx", "#F3D9CC"),
    "not_reported": Fill("#EDEDED", "////", "#8C8C8C"),
}
STATUS_MARKS: Mapping[str, Mark] = {
    "exceeded": Mark("^", "#003F5C"),
    "achieved": Mark("o", "#00704F"),
    "on_track": Mark("D", "#2F86BD"),
    "behind": Mark("v", "#C98300"),
    "regressed": Mark("X", "#A63A00"),
    "not_measurable": Mark("P", "#777777"),
    "not_reported": Mark("*", "#777777"),
    "not_due": Mark("s", "#777777"),
}
BAR = Fill("#2F86BD")


@contextmanager
def drawing(height_cm: float) -> Iterator[Figure]:
    """An empty figure of the printed width; whatever the surroundings have set does not reach it."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_RULES)
        figure = Figure(
            figsize=(WIDTH_CM / _CM_PER_INCH, height_cm / _CM_PER_INCH), dpi=DPI, layout="constrained"
        )
        FigureCanvasAgg(figure)
        yield figure


def png_of(figure: Figure) -> bytes:
    """The picture; the same drawing always gives the same bytes."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
    return buffer.getvalue()


def lightness(colour: str) -> float:
    """How light a colour looks, 0 (black) to 100 (white): CIE L* of its relative luminance (D65)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def ink_on(fill: Fill) -> str:
    """The colour of letters on a fill."""
    return INK if lightness(fill.colour) > 55 else "#FFFFFF"


def wrapped(text: str, width: int, *, lines: int | None = None, indent: str = "") -> str:
    """A text in lines of at most width characters; cut with an ellipsis after so many lines.

    indent: what every line but the first begins with.
    """
    pieces = textwrap.wrap(
        text, width, max_lines=lines, placeholder="…", break_on_hyphens=False, subsequent_indent=indent
    )
    return "\n".join(pieces)


def bare(axes: Axes, *, grid: str) -> None:
    """Keep of the frame only the line the bars stand on, and a light grid along the values ("x" or "y")."""
    axes.grid(True, axis=grid)  # type: ignore[arg-type]
    axes.tick_params(length=0)
    axes.spines["bottom" if grid == "x" else "left"].set_visible(False)


def inside_label(axes: Axes, place: tuple[float, float], text: str, fill: Fill) -> Text:
    """A figure in the middle of a filled area, readable over hatching too."""
    behind = (
        {"facecolor": fill.colour, "edgecolor": "none", "boxstyle": "square,pad=0.15"} if fill.hatch else None
    )
    return axes.text(*place, text, ha="center", va="center", fontsize=SMALL, color=ink_on(fill), bbox=behind)


def drop_unfitting(figure: Figure, labels: Sequence[tuple[Text, Patch]]) -> None:
    """Take away the labels that do not fit into their areas, once the layout is settled."""
    figure.draw_without_rendering()
    for label, area in labels:
        text, room = label.get_window_extent(), area.get_window_extent()
        if text.width + 4 > room.width or text.height + 2 > room.height:
            label.remove()


def legend_below(figure: Figure, handles: Sequence[Artist]) -> None:
    """A legend under the picture, in as many columns as its width allows."""
    for columns in range(len(handles), 0, -1):
        legend = figure.legend(
            handles=list(handles), loc="outside lower center", ncols=columns, columnspacing=1.4
        )
        if columns == 1 or legend.get_window_extent().width <= 0.97 * figure.bbox.width:
            return
        legend.remove()
