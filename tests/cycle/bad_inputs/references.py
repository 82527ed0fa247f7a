"""Identifiers that stand for no row of the table they refer to, and links without a strength."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs.entries import (
    ACTIVITIES,
    BUDGET,
    INDICATORS,
    INSTITUTIONS,
    OBJECTIVES,
    OBSERVATIONS,
    PROGRESS,
    SOURCES,
    TARGETS,
    BadInput,
    bad,
    cell,
    real,
    rows,
    several,
)

ENTRIES: Mapping[str, BadInput] = {
    "an activity that nobody planned": bad(
        cell(BUDGET, 2, "activity_id", "VII.1.1"),
        "error: plan/budget.csv, row 2, column 'activity_id': found 'VII.1.1'; there is no such row"
        " in plan/activities.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'II.1.1'?",
    ),
    "a source that nobody listed": bad(
        cell(OBSERVATIONS, 2, "source_id", "annual_report_2023"),
        "error: monitoring/observations.csv, row 2, column 'source_id': found 'annual_report_2023';"
        " there is no such row in monitoring/sources.csv. Mend: correct the cell, or add the row"
        " there. Did you mean 'annual_report_2022'?",
    ),
    "an institution by its name": bad(
        cell("plan/responsibilities.csv", 2, "institution", "Ministry of Social Affairs"),
        "error: plan/responsibilities.csv, row 2, column 'institution': found 'Ministry of Social"
        " Affairs'; there is no such row in plan/institutions.csv. Mend: correct the cell, or add"
        " the row there.",
    ),
    "a funding source n/a": bad(
        cell(BUDGET, 2, "funding_source", "n/a"),
        "error: plan/budget.csv, row 2, column 'funding_source': found 'n/a'; there is no such row"
        " in plan/institutions.csv. Mend: correct the cell, or add the row there.",
    ),
    "two funding sources with a comma": bad(
        cell(BUDGET, 2, "funding_source", "BUD,DON"),
        "error: plan/budget.csv, row 2, column 'funding_source': found 'BUD,DON'; there is no such"
        " row in plan/institutions.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'BUD;DON'?",
    ),
    "one unknown of three funding sources": bad(
        cell(ACTIVITIES, 2, "funding_sources", "BUD; DNO ;SHN"),
        "error: plan/activities.csv, row 2, column 'funding_sources': found 'DNO'; there is no such"
        " row in plan/institutions.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'DON'?",
    ),
    "two unknown in one cell": bad(
        cell(ACTIVITIES, 2, "funding_sources", "BUX;DNO"),
        "error: plan/activities.csv, row 2, column 'funding_sources': found 'BUX'; there is no such"
        " row in plan/institutions.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'BUD'?",
        "error: plan/activities.csv, row 2, column 'funding_sources': found 'DNO'; there is no such"
        " row in plan/institutions.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'DON'?",
    ),
    "a result of another name": bad(
        cell(INDICATORS, 2, "result_id", "I.1.res2"),
        "error: plan/indicators.csv, row 2, column 'result_id': found 'I.1.res2'; there is no such"
        " row in plan/results.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'I.1.res1'?",
    ),
    "a parent that is not there": bad(
        cell(OBJECTIVES, 7, "parent_id", "VI"),
        "error: plan/objectives.csv, row 7, column 'parent_id': found 'VI'; there is no such row in"
        " plan/objectives.csv. Mend: correct the cell, or add the row there. Did you mean 'I'?",
    ),
    "a report by an institution that is not there": bad(
        cell(PROGRESS, 2, "reported_by", "NC0"),
        "error: monitoring/progress.csv, row 2, column 'reported_by': found 'NC0'; there is no such"
        " row in plan/institutions.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'NCO'?",
    ),
    "a risk that is not there": bad(
        cell("monitoring/risk_updates.csv", 2, "risk_id", "R9"),
        "error: monitoring/risk_updates.csv, row 2, column 'risk_id': found 'R9'; there is no such"
        " row in plan/risks.csv. Mend: correct the cell, or add the row there.",
    ),
    "a source derived from one that is not there": bad(
        cell(SOURCES, 3, "derived_from", "annual_report_2O22"),
        "error: monitoring/sources.csv, row 3, column 'derived_from': found 'annual_report_2O22';"
        " there is no such row in monitoring/sources.csv. Mend: correct the cell, or add the row"
        " there. Did you mean 'annual_report_2022'?",
    ),
    "as many strengths as links": bad(
        cell("monitoring/recommendations_received.csv", 4, "link_strengths", "partial"),
        "error: monitoring/recommendations_received.csv, row 4, column 'link_strengths': found"
        " 'partial'; activities named: 2; strengths of the link: 1. Mend: write direct or partial"
        " for each activity, in the same order.",
    ),
    "no strengths beside links": bad(
        cell("monitoring/recommendations_received.csv", 4, "link_strengths", ""),
        "error: monitoring/recommendations_received.csv, row 4, column 'link_strengths': activities"
        " named: 2; strengths of the link: 0. Mend: write direct or partial for each activity, in"
        " the same order.",
    ),
    "a strength of another word": bad(
        cell("monitoring/recommendations_received.csv", 4, "link_strengths", "partial;weak"),
        "error: monitoring/recommendations_received.csv, row 4, column 'link_strengths': found"
        " 'weak'; allowed: direct, partial. Mend: use one of the allowed words.",
    ),
    "a text where an identifier belongs": bad(
        cell(
            BUDGET,
            2,
            "activity_id",
            "Caktimi i personave kontaktues në të gjitha komunat e vendit, me vendim të kryetarit",
        ),
        "error: plan/budget.csv, row 2, column 'activity_id': found 'Caktimi i personave kontaktues"
        " në të gjitha komunat e vendi…'; there is no such row in plan/activities.csv. Mend: correct"
        " the cell, or add the row there.",
    ),
    "two lines where an identifier belongs": bad(
        cell(BUDGET, 2, "activity_id", "I.1.1\nI.1.2"),
        "error: plan/budget.csv, row 2, column 'activity_id': found 'I.1.1⏎I.1.2'; there is no such"
        " row in plan/activities.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'II.1.2'?",
    ),
    "a word that is not allowed": bad(
        cell("plan/responsibilities.csv", 2, "role", "leader"),
        "error: plan/responsibilities.csv, row 2, column 'role': found 'leader'; allowed: lead,"
        " support. Mend: use one of the allowed words. Did you mean 'lead'?",
    ),
    "an allowed word in Albanian": bad(
        cell(PROGRESS, 2, "status", "në vazhdim"),
        "error: monitoring/progress.csv, row 2, column 'status': found 'në vazhdim'; allowed:"
        " not_started, ongoing, completed, partly_completed, delayed, cancelled. Mend: use one of"
        " the allowed words.",
    ),
    "an allowed word with a space for a hyphen": bad(
        cell(PROGRESS, 2, "status", "not started"),
        "error: monitoring/progress.csv, row 2, column 'status': found 'not started'; allowed:"
        " not_started, ongoing, completed, partly_completed, delayed, cancelled. Mend: use one of"
        " the allowed words. Did you mean 'not_started'?",
    ),
    "who refers to a row that could not be placed has no fault": bad(
        several(rows(INSTITUTIONS, lambda found: [*found[:3], found[3][:-1], *found[4:]])),
        "error: plan/institutions.csv, row 4: the row has 10 cells, the heading has 11. Mend: look"
        " for a missing or surplus comma, or a missing quotation mark.",
    ),
    "a target of an indicator that is not there": real(
        cell(TARGETS, 2, "indicator_id", "I.ind01"),
        "error: plan/targets.csv, row 2, column 'indicator_id': found 'I.ind01'; there is no such"
        " row in plan/indicators.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'I.ind1'?",
    ),
    "an activity under an objective with a point": real(
        cell(ACTIVITIES, 2, "objective_id", "I.1."),
        "error: plan/activities.csv, row 2, column 'objective_id': found 'I.1.'; there is no such"
        " row in plan/objectives.csv. Mend: correct the cell, or add the row there. Did you mean"
        " 'I.1'?",
    ),
    "a recommendation linked to an activity that is not there": real(
        cell("monitoring/recommendations_received.csv", 3, "activity_ids", "IV.3.3;IV.3.44;IV.3.6"),
        "error: monitoring/recommendations_received.csv, row 3, column 'activity_ids': found"
        " 'IV.3.44'; there is no such row in plan/activities.csv. Mend: correct the cell, or add the"
        " row there. Did you mean 'IV.3.4'?",
    ),
    "an institution misspelt": real(
        cell("plan/responsibilities.csv", 2, "institution", "KKK"),
        "error: plan/responsibilities.csv, row 2, column 'institution': found 'KKK'; there is no"
        " such row in plan/institutions.csv. Mend: correct the cell, or add the row there. Did you"
        " mean 'KK'?",
    ),
}
