"""The sections that an evaluator writes in, and texts that belong to none of them."""

from __future__ import annotations

from collections.abc import Iterable

from napeval.cycle import Evaluation, Fault
from napeval.cycle.faults import nearest

SECTIONS = (
    "executive_summary", "background", "objectives", "method", "limits", "development", "structure",
    "elements", "trafficking", "financing", "outlook", "conclusions", "recommendations", "people",
)  # fmt: skip
"""Sections that every report has."""
AREA, CRITERION = "achievements_", "criterion_"
"""Begin the names of the sections on a strategic objective and on a criterion."""


def section_names(objectives: Iterable[str], criteria: Iterable[str]) -> tuple[str, ...]:
    """The names of all sections that a text may be for. objectives: the strategic ones, by identifier."""
    return (
        *SECTIONS,
        *(f"{AREA}{objective}" for objective in objectives),
        *(f"{CRITERION}{criterion}" for criterion in criteria),
    )


def text_faults(evaluation: Evaluation, sections: Iterable[str]) -> list[Fault]:
    """Texts of the evaluator under a name that no section has: they would be lost without a word."""
    names = tuple(sections)
    return [
        Fault(
            "text_section",
            f"evaluations/{evaluation.name}/text/{section}.{language}.md",
            arguments={"allowed": ", ".join(names), "nearest": nearest(section, names)},
        )
        for section, language in evaluation.texts
        if section not in names
    ]
