"""What the central terms mean, in a sentence each, for readers who do not know the field.

Sources: glossary of ICMPD's guide on designing, monitoring and evaluating national responses; the sentences
are ours.
"""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import N_

MEANINGS: Mapping[str, str] = {
    "activity": N_("What an institution is to do by a deadline; the smallest part of the plan."),
    "national_action_plan": N_(
        "The document that turns the aims of the strategy into activities with institutions, "
        "deadlines and money."
    ),
    "strategic_objective": N_("One of the broad aims of the strategy; specific objectives stand under it."),
    "specific_objective": N_("What is to be reached under a strategic objective; activities stand under it."),
    "pillar": N_(
        "One of the fields into which answers to trafficking are sorted: enabling framework, "
        "prevention, protection, prosecution, partnership."
    ),
    "lead_institution": N_("The institution that answers for an activity, whoever else takes part."),
    "expected_result": N_("What is to be different when the activities of an objective are done."),
    "output": N_("What an activity itself brings forth: a law, a training, a report."),
    "outcome": N_("The change that outputs are to bring about while the plan runs or soon after."),
    "impact": N_("The lasting change to which the plan contributes, wanted or not."),
    "theory_of_change": N_(
        "The reasoning by which activities are to lead to results and results to the objective."
    ),
    "milestone": N_("An output that is reached or not, without a number."),
    "indicator": N_("What is counted or judged to see whether something changes."),
    "baseline": N_("The value of an indicator before the plan, from which progress is counted."),
    "target": N_("The value that an indicator is to reach by a year."),
    "interim_target": N_("The target for the middle of the plan."),
    "final_target": N_("The target for the end of the plan."),
    "progress": N_("How far an indicator has come from its baseline towards its target."),
    "means_of_verification": N_(
        "The source from which it can be seen whether an indicator or a result was reached."
    ),
    "monitoring": N_(
        "The steady gathering of information on what is being carried out, while it is carried out."
    ),
    "observation_value": N_("A value of an indicator for a period, from a named source."),
    "cutoff_date": N_("The last day of the period that is judged."),
    "overdue": N_("Of an activity: the deadline has passed and a report says that it is not completed."),
    "evaluation": N_(
        "The judgement of a plan by stated criteria, from evidence, at its middle or after its end."
    ),
    "review": N_(
        "A look at whether the plan is still valid; less than an evaluation, and meant to adapt the plan."
    ),
    "evaluation_criterion": N_(
        "One of the sides from which a plan is judged, such as relevance or efficiency."
    ),
    "evaluation_matrix": N_(
        "The table that leads from criteria to questions and from questions to evidence."
    ),
    "relevance": N_("Whether the plan does what is needed."),
    "coherence": N_("Whether the plan fits with itself and with what others do."),
    "effectiveness": N_("Whether the plan reaches its objectives."),
    "efficiency": N_("Whether results come in time and at a reasonable cost."),
    "sustainability": N_("Whether what was reached lasts when the plan and its money end."),
    "evidence": N_("What a judgement rests on: computed figures, answers, interviews, documents."),
    "strength_of_evidence": N_(
        "How much trust evidence deserves; it is shown beside a mark and never mixed into it."
    ),
    "score": N_("Points of a hundred, computed from evidence by a stated rule."),
    "weight": N_("How much a question or criterion counts among the others."),
    "finding": N_("What the evidence shows on a question."),
    "conclusion": N_("What findings, taken together, mean for an objective or a criterion."),
    "recommendation": N_("What someone should do, by when, because of a conclusion."),
    "management_response": N_(
        "What those to whom a recommendation is addressed say that they will do about it."
    ),
    "robustness": N_("How often a mark survives other weights, missing data and the loss of one item."),
    "earned_value": N_("The planned money of the work that is reported as done."),
    "unit_cost": N_("The money that one piece of an output took."),
    "trafficking_in_human_beings": N_(
        "Recruiting, moving or keeping people by force, deceit or abuse of power, in order to exploit them."
    ),
    "identified_victim": N_(
        "A person whom the competent authority has recognised as a victim of trafficking."
    ),
    "presumed_victim": N_(
        "A person taken to be a victim of trafficking who has not been formally identified."
    ),
    "threshold": N_("The count of persons below which a figure is hidden."),
}
"""Meanings by the identifier of the term in the glossary."""
