"""The sections that an evaluator writes in, and texts that belong to none of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from napeval.cycle import Evaluation, Fault
from napeval.cycle.faults import nearest
from napeval.display.languages import N_

PROMPTS: Mapping[str, str] = {
    "executive_summary": N_(
        "overall judgement, in at most one page, with the answers to the evaluation "
        "questions."
    ),
    "background": N_("who asked for the evaluation and why, and what earlier evaluations found."),
    "objectives": N_("terms of reference, users of the evaluation and what they will decide with it."),
    "method": N_("documents reviewed, people consulted, how interviews were held and protected."),
    "limits": N_("further limits met during the evaluation."),
    "development": N_("how the documents were drafted, who took part, how they were adopted."),
    "structure": N_("whether roles and powers are well defined and known to those who carry them."),
    "elements": N_(
        "whether the plan is complete and its results specific, achievable and "
        "relevant: what only people can judge."
    ),
    "trafficking": N_("how the phenomenon changed, by the people and services closest to it."),
    "financing": N_(
        "whether money was enough, in time and well used, by the accounts and the "
        "people asked."
    ),
    "outlook": N_("what is likely to be reached by the end of the plan, and what it depends on."),
    "conclusions": N_(
        "overall conclusions: were the objectives met, were they too ambitious, will"
        " the results last?"
    ),
    "recommendations": N_(
        "recommendations for a new strategy and action plan: addressee, deadline and"
        " priority of each."
    ),
    "people": N_("institutions and organisations consulted; never names of victims."),
}
"""What the evaluator writes in the sections that every report has."""
AREA, CRITERION = "achievements_", "criterion_"
"""Begin the names of the sections on a strategic objective and on a criterion."""
_AREA_PROMPT = N_("what was achieved under this objective, for whom, and what explains it.")
_CRITERION_PROMPT = N_("the evaluators' judgement on this criterion, with reasons.")


def section_names(objectives: Iterable[str], criteria: Iterable[str]) -> tuple[str, ...]:
    """The names of all sections that a text may be for. objectives: the strategic ones, by identifier."""
    return (
        *PROMPTS,
        *(f"{AREA}{objective}" for objective in objectives),
        *(f"{CRITERION}{criterion}" for criterion in criteria),
    )


def prompt_of(section: str) -> str:
    """What the evaluator is to write in a section, in English; translated where it is shown."""
    if section.startswith(AREA):
        return _AREA_PROMPT
    return _CRITERION_PROMPT if section.startswith(CRITERION) else PROMPTS[section]


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
