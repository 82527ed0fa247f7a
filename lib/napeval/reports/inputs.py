"""What a computation reads, with the faults of every file said in one go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from napeval import criteria
from napeval.criteria.evaluation_faults import evaluation_faults
from napeval.cycle import Cycle, CycleFaults, Evaluation, examine_cycle
from napeval.cycle.faults import Fault, errors_of, nearest
from napeval.cycle.reading import examine_evaluation, read_cycle_table
from napeval.cycle.settings import read_settings
from napeval.release import POLICY_SETTINGS, Policy, policy_from
from napeval.release.policy import unknown_sources
from napeval.reports.citing import form_faults
from napeval.reports.matrices import matrix_of
from napeval.reports.slots import section_names, text_faults


@dataclass(frozen=True)
class Inputs:
    """All that a computation reads: the cycle, one evaluation of it, and the release policy.

    previous: the earlier evaluation of the cycle whose recommendations are followed up, if any.
    """

    cycle: Cycle
    evaluation: Evaluation
    policy: Policy
    matrix: criteria.Matrix
    previous: Evaluation | None = None


def read_inputs(cycle_folder: Path, evaluation: str) -> Inputs:
    """Read and check everything a report needs. Raises CycleFaults with every fault of every file."""
    reading = examine_cycle(cycle_folder)
    policy, faults = _policy(cycle_folder)
    chosen, matrix, found = _evaluation(cycle_folder, evaluation)
    previous, missing = _previous(cycle_folder, chosen)
    every = errors_of([*reading.faults, *faults, *found, *missing])
    if every or reading.cycle is None or policy is None or matrix is None:
        raise CycleFaults(every)
    return Inputs(reading.cycle, chosen, policy, matrix, previous)


def read_policy(cycle_folder: Path) -> Policy:
    """The release policy of a cycle. Raises CycleFaults with every fault."""
    policy, faults = _policy(cycle_folder)
    if policy is None or faults:
        raise CycleFaults(faults)
    return policy


def input_faults(cycle_folder: Path) -> list[Fault]:
    """Every fault of the policy and of all evaluations of a cycle, notes on what was read among them."""
    faults = _policy(cycle_folder)[1]
    folder = cycle_folder / "evaluations"
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if place.is_dir():
            chosen, _matrix, found = _evaluation(cycle_folder, place.name)
            faults += [*found, *_previous_faults(cycle_folder, chosen)]
    return faults


def _previous(cycle_folder: Path, evaluation: Evaluation) -> tuple[Evaluation | None, list[Fault]]:
    """The earlier evaluation that the settings name, and its faults."""
    name, faults = _previous_name(evaluation), _previous_faults(cycle_folder, evaluation)
    if not name or faults:
        return None, faults
    reading = examine_evaluation(cycle_folder, name)
    return reading.evaluation, list(reading.faults)


def _previous_name(evaluation: Evaluation) -> str:
    """The earlier evaluation that the settings name; "" for none, and for itself, which is said elsewhere."""
    name = evaluation.settings.get("previous_evaluation")
    return name if isinstance(name, str) and name != evaluation.name else ""


def _previous_faults(cycle_folder: Path, evaluation: Evaluation) -> list[Fault]:
    """Whether the earlier evaluation that the settings name is there."""
    name = _previous_name(evaluation)
    others = (place for place in (cycle_folder / "evaluations").iterdir() if place.is_dir()) if name else ()
    there = sorted(place.name for place in others if place.name != evaluation.name)
    if not name or name in there:
        return []
    file = f"evaluations/{evaluation.name}/evaluation.yml"
    arguments = {"allowed": ", ".join(there), "nearest": nearest(name, there)}
    return [Fault("word_not_allowed", file, None, "previous_evaluation", name, arguments)]


def _policy(cycle_folder: Path) -> tuple[Policy | None, list[Fault]]:
    """The policy and its faults, among them signed lines about sources that the cycle does not have."""
    settings, faults = read_settings(cycle_folder / "policy.yml", "policy.yml", POLICY_SETTINGS)
    policy, found = policy_from(settings, "policy.yml") if settings else (None, [])
    faults += found
    sources = _table(cycle_folder, "monitoring/sources")
    if policy is not None and sources is not None:
        faults += unknown_sources(policy, sources["source_id"].dropna(), "policy.yml")
    return policy, faults


def _evaluation(cycle_folder: Path, name: str) -> tuple[Evaluation, criteria.Matrix | None, list[Fault]]:
    """An evaluation, its matrix, and the faults of both."""
    reading = examine_evaluation(cycle_folder, name)
    evaluation, faults = reading.evaluation, list(reading.faults)
    matrix, found = matrix_of(cycle_folder, evaluation)
    faults += found
    if matrix is not None:
        faults += evaluation_faults(evaluation, matrix)
        objectives = _table(cycle_folder, "plan/objectives")
        if objectives is not None:
            strategic = objectives.loc[objectives["level"] == "strategic", "objective_id"].dropna()
            faults += text_faults(evaluation, section_names(strategic, matrix.criteria))
    faults += form_faults(evaluation, cycle_folder)
    return evaluation, matrix, faults


def _table(cycle_folder: Path, name: str) -> pd.DataFrame | None:
    """A table of the cycle, whose own faults are said elsewhere; None where it is unreadable."""
    reading = read_cycle_table(cycle_folder, name)
    return reading.frame if reading.readable and not reading.absent else None
