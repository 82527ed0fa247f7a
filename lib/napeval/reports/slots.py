"""The sections that an evaluator writes in, and texts that belong to none of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from napeval.cycle import Evaluation, Fault
from napeval.cycle.faults import nearest
from napeval.cycle.settings import MONITORING_KINDS
from napeval.display.languages import N_

PROMPTS: Mapping[str, str] = {
    "executive_summary": N_(
        "overall judgement, in at most one page, with the answers to the evaluation questions."
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
    "financing": N_("whether money was enough, in time and well used, by the accounts and the people asked."),
    "outlook": N_("what is likely to be reached by the end of the plan, and what it depends on."),
    "conclusions": N_(
        "overall conclusions: were the objectives met, were they too ambitious, will the results last?"
    ),
    "recommendations": N_(
        "recommendations for a new strategy and action plan: addressee, deadline and priority of each."
    ),
    "people": N_("institutions and organisations consulted; never names of victims."),
    "since_mid_term": N_("what changed after the mid-term evaluation, and what its recommendations led to."),
    "after_the_cycle": N_(
        "what has held since the plan ended, for whom, and what keeps it going or ends it."
    ),
    "participants": N_("who took part in the reporting, and how the information was gathered and checked."),
    "law": N_("what changed in policy and law, and why; what has been prepared and not yet adopted."),
    "compliance": N_("how far law and practice meet the international standards that bind the country."),
    "implementation": N_("how implementation went in the period, judged as a whole."),
    "institutions": N_("how the institutional arrangements worked in the period."),
    "challenges": N_("difficulties and challenges met, whom they touched, and what was done about them."),
    "risks": N_("risks that were seen in the period, and what was done or is still to be done."),
    "observations": N_("any other observation on how the plan is being implemented."),
    "lessons": N_("every lesson of the period that will change the approach in the next one."),
    "way_forward": N_(
        "what is planned next, given changes of institutions and focus, new developments, and the review or "
        "evaluation that is prepared."
    ),
    "participation": N_("how the review was prepared and held, who took part, and how consensus was found."),
    "validity": N_("whether the results foreseen are still relevant and adequate, and what is missing."),
    "helped_hindered": N_("what helped and what hindered, and whether any measure harmed a group unmeant."),
    "adaptation": N_("whether the plan should be adapted, in what, and who decides on it."),
}
"""What the evaluator writes in the sections that belong to no one objective or criterion."""
_OF_MONITORING: Mapping[str, str] = {
    "executive_summary": N_(
        "how the plan stands at the end of the period, judged as a whole, in at most one page."
    ),
}
"""What is written instead in these sections of a monitoring report, which answers no questions."""
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "mid_term_evaluation": (
        "executive_summary", "background", "objectives", "method", "limits", "development", "structure",
        "elements", "achievements_*", "financing", "trafficking", "criterion_*", "conclusions", "outlook",
        "recommendations", "people",
    ),
    "ex_post_evaluation": (
        "executive_summary", "background", "objectives", "method", "limits", "development", "structure",
        "elements", "achievements_*", "since_mid_term", "financing", "trafficking", "after_the_cycle",
        "criterion_*", "conclusions", "recommendations", "people",
    ),
    "annual_monitoring": (
        "executive_summary", "participants", "trafficking", "law", "compliance", "implementation",
        "institutions", "challenges", "risks", "achievements_*", "financing", "observations", "lessons",
        "way_forward",
    ),
    "six_month_progress": (
        "executive_summary", "participants", "implementation", "achievements_*", "financing", "challenges",
        "risks", "way_forward",
    ),
    "plan_review": (
        "executive_summary", "participation", "trafficking", "validity", "achievements_*", "helped_hindered",
        "structure", "financing", "lessons", "adaptation", "recommendations", "people",
    ),
}  # fmt: skip
"""The sections that an evaluator writes in, by notebook, in the order of the report."""
AREA, CRITERION = "achievements_", "criterion_"
"""Begin the names of the sections on a strategic objective and on a criterion."""
_AREA_PROMPT = N_("what was achieved under this objective, for whom, and what explains it.")
_CRITERION_PROMPT = N_("the evaluators' judgement on this criterion, with reasons.")


def sections_of(notebook: str, objectives: Iterable[str], criteria: Iterable[str]) -> tuple[str, ...]:
    """The sections of one report, in its order. objectives: the strategic ones, by identifier.

    Raises KeyError for a notebook that is none of SECTIONS.
    """
    parts = {AREA: tuple(objectives), CRITERION: tuple(criteria)}
    return tuple(
        name
        for section in SECTIONS[notebook]
        for name in (
            [f"{section[:-1]}{part}" for part in parts[section[:-1]]] if section.endswith("*") else [section]
        )
    )


def section_names(objectives: Iterable[str], criteria: Iterable[str]) -> tuple[str, ...]:
    """The names of all sections that a text may be for. objectives: the strategic ones, by identifier."""
    return (
        *PROMPTS,
        *(f"{AREA}{objective}" for objective in objectives),
        *(f"{CRITERION}{criterion}" for criterion in criteria),
    )


def prompt_of(section: str, kind: str) -> str:
    """What the evaluator is to write in a section, in English; translated where it is shown.

    kind: of the evaluation or monitoring report.
    """
    if kind in MONITORING_KINDS and section in _OF_MONITORING:
        return _OF_MONITORING[section]
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
