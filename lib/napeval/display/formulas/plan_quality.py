"""Formulas: What the plan holds, what can be measured of it, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.formulas.formula import Formulas
from napeval.display.languages import N_

_COUNT = N_("Number of places of the plan in which this kind of gap stands.")

PLAN_QUALITY_FORMULAS: Mapping[str, Formulas] = {
    "profile": Formulas(
        N_("A count of rows of the plan or of the collected data, or a sum of the money they name."),
    ),
    "evaluability": Formulas(
        N_(
            "Subjects of the funnel in the scope that meet the step, beside all that are asked; in a chain"
            " they meet every step before it too."
        ),
        {
            "count": N_("Number of the subjects that meet the step."),
            "of": N_("Number of all subjects that are asked."),
            "share": N_("Those that meet the step, divided by all that are asked."),
        },
    ),
    "gaps": Formulas(
        N_(
            "One place of the plan in which what the guide asks for is not stated, or two statements do not"
            " agree."
        ),
    ),
    "gap_counts": Formulas(
        _COUNT,
        {
            "count": _COUNT,
        },
    ),
    "pillar_coverage": Formulas(
        N_("Counts of what the plan holds in the strategic area, and the money it names there."),
        {
            "share_activities": N_("Activities of the area divided by all activities."),
            "share_amount": N_("Planned money of the area divided by all planned money."),
        },
    ),
    "result_chain": Formulas(
        N_(
            "What the outputs add up to, or the target of the indicator, beside the number that the result"
            " statement names."
        ),
    ),
    "smart": Formulas(
        N_("A proposal from the tables, letter by letter, confirmed or overruled by a person."),
    ),
    "checklists": Formulas(
        N_("How many of those asked meet the requirement that fewest meet, beside all that are asked."),
    ),
    "checklist_coverage": Formulas(
        N_("Counts of the questions of the list by who answered them and how."),
        {
            "share": N_("Questions answered divided by all questions of the list."),
            "questions": N_("Items of the list times what each is asked of."),
        },
    ),
    "objective_profile": Formulas(
        N_("Counts of those in the scope that state the element, state it in part or do not."),
        {
            "share": N_("Those that have the element, divided by those of which it is known."),
            "coverage": N_("Those of which it is known, divided by all."),
            "lower": N_("Those that have the element, divided by all: what is open counts as lacking."),
            "upper": N_("Those that have the element and all that are open, divided by all."),
        },
    ),
    "mends": Formulas(
        N_(
            "Counts of the places to be mended, and of what would lack nothing more once the mends are made"
            " in their order."
        ),
        {
            "alone": N_("How many of these places would lack nothing else once this mend is made."),
        },
    ),
    "results": Formulas(
        N_(
            "The number that the wording of the result names, and counts of the indicators of the plan that"
            " measure it."
        ),
    ),
    "reporting": Formulas(
        N_("The reporting calendar of the plan, as it is printed."),
    ),
    "sources": Formulas(
        N_("Rows of the collected data that name the source, counted."),
    ),
}
"""By results table."""
