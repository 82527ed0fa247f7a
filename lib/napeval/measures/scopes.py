"""Scopes: the parts of a plan that figures are given for.

plan/"plan"; pillar/<pillar>; strategic/<objective>; specific/<objective>. A scope holds everything
that hangs on its objectives and below them. Every part of the plan has its row, also an empty one.
"""

from __future__ import annotations

import pandas as pd

Scope = tuple[str, str]

PLAN: Scope = ("plan", "plan")
PILLARS = ("enabling_framework", "prevention", "protection", "prosecution", "partnership")
NOT_NAMED = "not_named"
"""The scope of what names no institution or no funding source."""


def objectives_by_scope(objectives: pd.DataFrame) -> dict[Scope, frozenset[str]]:
    """The objectives whose activities, indicators and results count in each scope.

    objectives: plan/objectives. Order: the plan, the pillars, the strategic and the specific objectives
    as listed. An objective counts at its own level and at every level above it.
    """
    parents = dict(zip(objectives["objective_id"], objectives["parent_id"], strict=True))
    pillars = dict(zip(objectives["objective_id"], objectives["pillar"], strict=True))
    upwards = {objective: _with_ancestors(objective, parents) for objective in parents}
    members = {PLAN: frozenset(parents)}
    for pillar in PILLARS:
        members["pillar", pillar] = frozenset(one for one, found in pillars.items() if found == pillar)
    for level in ("strategic", "specific"):
        for top in objectives.loc[objectives["level"] == level, "objective_id"]:
            members[level, top] = frozenset(one for one, chain in upwards.items() if top in chain)
    return members


def below(objective: str, objectives: pd.DataFrame) -> frozenset[str]:
    """An objective and all objectives below it. objectives: plan/objectives."""
    parents = dict(zip(objectives["objective_id"], objectives["parent_id"], strict=True))
    return frozenset(one for one in parents if objective in _with_ancestors(one, parents))


def rows_by_scope(rows: pd.DataFrame, objectives: pd.DataFrame) -> dict[Scope, pd.DataFrame]:
    """The rows of a table with a column objective_id that count in each scope."""
    members = objectives_by_scope(objectives)
    return {scope: rows[rows["objective_id"].isin(inside)] for scope, inside in members.items()}


def _with_ancestors(objective: str, parents: dict[str, object]) -> set[str]:
    chain: set[str] = set()
    step: object = objective
    while isinstance(step, str) and step not in chain:
        chain.add(step)
        step = parents.get(step)
    return chain
