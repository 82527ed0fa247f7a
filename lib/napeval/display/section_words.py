"""Words for the sections that evaluators write, as the headings of the reports name them."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import N_

SECTION_WORDS: Mapping[str, str] = {
    "executive_summary": N_("Executive summary"),
    "background": N_("Background of the evaluation"),
    "objectives": N_("Objectives of the evaluation"),
    "method": N_("Method of the evaluation"),
    "limits": N_("Limits of the data"),
    "development": N_("Development and adoption"),
    "structure": N_("Structure of the anti-trafficking response"),
    "elements": N_("Structure and elements analysed"),
    "trafficking": N_("Developments in trafficking"),
    "financing": N_("Financing"),
    "outlook": N_("Outlook to the end of the plan"),
    "conclusions": N_("Conclusions"),
    "recommendations": N_("Recommendations"),
    "people": N_("Stakeholders consulted"),
    "since_mid_term": N_("Since the mid-term"),
    "after_the_cycle": N_("After the end of the plan"),
    "participants": N_("Who has taken part in reporting"),
    "law": N_("Changes in policy and the legal framework"),
    "compliance": N_("Compliance with international legal standards"),
    "implementation": N_("General observations"),
    "institutions": N_("Institutional arrangements"),
    "challenges": N_("Challenges identified"),
    "risks": N_("Risks"),
    "observations": N_("Observations, comments"),
    "lessons": N_("Lessons learned"),
    "way_forward": N_("Next steps/way forward"),
    "participation": N_("Who reviews, and how"),
    "validity": N_("Are the results foreseen still relevant and adequate?"),
    "helped_hindered": N_("What helped and what hindered"),
    "adaptation": N_("Should the plan be adapted?"),
}
"""By section; sections on an objective or a criterion bear its name instead."""
