"""A code that stands in a table and in a report is called the same in both."""

from __future__ import annotations

import pytest

from napeval.cycle.schemas import schemas
from napeval.display.labels import LABELS
from napeval.display.languages import SOURCE_LANGUAGE, Language

GROUPS = {
    "evaluations/checklist.answer": "consent",
    "evaluations/conclusions.priority": "priority",
    "evaluations/evidence.consent": "consent",
    "evaluations/evidence.kind": "evidence_kind",
    "evaluations/evidence.release_status": "release_status",
    "evaluations/findings.priority": "priority",
    "evaluations/lessons.priority": "priority",
    "evaluations/recommendations.priority": "priority",
    "evaluations/responses.accepted": "acceptance",
    "evaluations/responses.status": "response_status",
    "monitoring/observations.bound": "bound",
    "monitoring/observations.own_mark": "track",
    "monitoring/observations.state": "state",
    "monitoring/progress.own_mark": "track",
    "monitoring/progress.status": "activity_status",
    "monitoring/recommendations_received.link_basis": "link_basis",
    "monitoring/recommendations_received.pillar": "pillar",
    "monitoring/recommendations_received.relevance": "relevance",
    "monitoring/recommendations_received.status": "recommendation_status",
    "monitoring/recommendations_received.unmatched_reason": "unanswered",
    "monitoring/risk_updates.status": "risk_status",
    "monitoring/sources.extent_read": "extent_read",
    "monitoring/sources.kind": "source_kind",
    "monitoring/sources.release_status": "release_status",
    "plan/budget.secured": "acceptance",
    "plan/indicators.level": "indicator_level",
    "plan/institutions.funding_class": "funding_class",
    "plan/institutions.kind": "institution_kind",
    "plan/objectives.level": "scope",
    "plan/objectives.pillar": "pillar",
    "plan/responsibilities.basis": "lead_basis",
    "plan/risks.effect": "priority",
    "plan/risks.kind": "risk_kind",
    "plan/risks.likelihood": "priority",
    "plan/targets.comparator": "bound",
}
"""Group of the labels of reports that names the codes of a column of a cycle."""

FIELDS = {f"{name}.{field.name}": field for name, schema in schemas().items() for field in schema.fields}


@pytest.mark.parametrize("place", GROUPS)
@pytest.mark.parametrize("code", ["sq", "en", "sr"])
def test_the_word_of_a_code_is_that_of_the_reports(place: str, code: str) -> None:
    language, words = Language(code), LABELS[GROUPS[place]]
    shared = [word for word in FIELDS[place].enum if word in words]
    assert len(shared) >= 2
    for word in shared:
        in_reports = language.translate(words[word])
        if code == SOURCE_LANGUAGE or in_reports != words[word]:  # the catalogue has it
            assert FIELDS[place].labels[word][code] == in_reports


def test_a_column_without_a_group_shares_no_set_of_codes_with_one() -> None:
    sets = {frozenset(FIELDS[place].enum) for place in GROUPS}
    others = [place for place, field in FIELDS.items() if field.enum and place not in GROUPS]
    assert [place for place in others if frozenset(FIELDS[place].enum) in sets] == []
