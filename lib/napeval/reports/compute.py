"""One request, one computation: from a cycle to released results tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from napeval import criteria, measures
from napeval.cycle import Cycle, CycleFaults, Evaluation, read_cycle, read_evaluation
from napeval.cycle.faults import Fault
from napeval.cycle.settings import read_settings
from napeval.release import POLICY_SETTINGS, Policy, Released, policy_from, release


@dataclass(frozen=True)
class Inputs:
    """All that a computation reads: the cycle, one evaluation of it, and the release policy."""

    cycle: Cycle
    evaluation: Evaluation
    policy: Policy
    matrix: criteria.Matrix


def read_inputs(cycle_folder: Path, evaluation: str) -> Inputs:
    """Read and check everything a report needs. Raises CycleFaults with every fault."""
    cycle = read_cycle(cycle_folder)
    chosen = read_evaluation(cycle_folder, evaluation)
    return Inputs(cycle, chosen, read_policy(cycle_folder), _matrix_of(cycle_folder, chosen))


def read_policy(cycle_folder: Path) -> Policy:
    """The release policy of a cycle. Raises CycleFaults with every fault."""
    settings, faults = read_settings(cycle_folder / "policy.yml", "policy.yml", POLICY_SETTINGS)
    policy, found = policy_from(settings, "policy.yml") if settings else (None, [])
    if policy is None or faults:
        raise CycleFaults([*faults, *found])
    return policy


def input_faults(cycle_folder: Path) -> list[Fault]:
    """Every fault of the policy and of all evaluations of a cycle; none where they are in order."""
    faults: list[Fault] = []
    try:
        read_policy(cycle_folder)
    except CycleFaults as found:
        faults += found.faults
    folder = cycle_folder / "evaluations"
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            _matrix_of(cycle_folder, read_evaluation(cycle_folder, place.name))
        except CycleFaults as found:
            faults += found.faults
    return faults


def _matrix_of(cycle_folder: Path, evaluation: Evaluation) -> criteria.Matrix:
    """The evaluation's own matrix where it names one, else the shipped one."""
    name = evaluation.settings.get("matrix")
    if not name:
        return criteria.default_matrix()
    place = f"evaluations/{evaluation.name}/{name}"
    path = cycle_folder / place
    if not path.is_file():
        raise CycleFaults([Fault("file_missing", place)])
    try:
        return criteria.load_matrix(path.read_text(encoding="utf-8"))
    except criteria.MatrixError as error:
        raise CycleFaults([Fault("not_yaml", place, arguments={"reason": str(error)})]) from error


def compute(inputs: Inputs, *, cutoff: date, as_of: date) -> dict[str, pd.DataFrame]:
    """Every results table of a cycle at a cutoff, as known at a date, before release."""
    results = _measure(inputs.cycle, cutoff=cutoff, as_of=as_of)
    scale = criteria.load_scale(inputs.evaluation.settings["scale"])
    assessment = criteria.assess(inputs.evaluation, results, inputs.matrix, scale)
    results["evidence"] = assessment.evidence
    results["questions"] = assessment.questions
    results["criteria"] = assessment.criteria
    return results


def _measure(cycle: Cycle, *, cutoff: date, as_of: date) -> dict[str, pd.DataFrame]:
    known = {"cutoff": cutoff, "as_of": as_of}
    achievement = measures.achievement(cycle, **known)
    activities = measures.activities(cycle, **known)
    series, series_values = measures.series(cycle, **known)
    part_sums = measures.part_sums(cycle, as_of=as_of)
    recommendations = measures.recommendations(cycle)
    gaps = measures.gaps(cycle, part_sums, as_of=as_of)
    results: dict[str, pd.DataFrame] = {
        "achievement": achievement,
        "rollup": measures.rollup(cycle, achievement),
        "activities": activities,
        "delivery": measures.delivery(cycle, activities),
        "responsibilities": measures.responsibilities(cycle, activities),
        "budget": measures.budget(cycle),
        "budget_checks": measures.budget_checks(cycle),
        "money_after_deadline": measures.money_after_deadline(cycle),
        "funding": measures.funding(cycle),
        "expenditure": measures.expenditure(cycle, **known),
        "evaluability": measures.evaluability(cycle, as_of=as_of),
        "gaps": gaps,
        "gap_counts": measures.gap_counts(gaps),
        "results": measures.result_statements(cycle),
        "series": series,
        "series_values": series_values,
        "part_sums": part_sums,
        "trends": measures.trends(cycle, series, series_values, **known),
        "recommendations": recommendations,
        "alignment": measures.alignment(cycle, recommendations),
        "sources": measures.sources(cycle),
        "reporting": measures.reporting(cycle),
    }
    results["profile"] = measures.profile(cycle, results)
    return results


def compute_released(inputs: Inputs, *, cutoff: date, as_of: date, audience: str) -> Released:
    """The released results tables of a request: compute once, then through the gate."""
    results: Mapping[str, pd.DataFrame] = compute(inputs, cutoff=cutoff, as_of=as_of)
    return release(results, inputs.policy, inputs.cycle.table("monitoring/sources"), audience=audience)
