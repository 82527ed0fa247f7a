"""What every form made from the guide's instruments says of the cycle it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.cycle.cycle import Cycle
from napeval.display.languages import Language
from napeval.exchange.forms.model import Form, FormSheet, Identification
from napeval.exchange.forms.progress_words import MARK


def form_frame(
    cycle: Cycle,
    own: Identification,
    *,
    title: str,
    instructions: Sequence[str],
    ethics: Sequence[str],
    sheets: Sequence[FormSheet],
    institution_name: str = "",
) -> Form:
    """A form of a cycle, all texts as they are printed."""
    say = Language(own.language)
    named = cycle.meta.title
    return Form(
        identification=own,
        title=title,
        cycle_title=named.get(own.language) or named.get("en") or next(iter(named.values()), ""),
        mark=say.translate(MARK) if cycle.meta.synthetic else "",
        instructions=tuple(instructions),
        ethics=tuple(ethics),
        sheets=tuple(sheets),
        institution_name=institution_name,
    )
