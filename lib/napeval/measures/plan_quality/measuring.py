"""What is asked of the indicators and outputs of a plan."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from napeval.measures import requirements as require
from napeval.measures.plan_quality.facts import Facts, Find, Met, Requirement, is_inferred
from napeval.measures.rows import traces_by

INDICATORS, TARGETS = "plan/indicators", "plan/targets"


def _valued(*roles: str) -> Find:
    """Indicators with a number in a target of one of these roles."""
    return lambda facts: require.with_target_value(facts.cycle, roles, as_of=facts.as_of)


def target_years(facts: Facts) -> pd.DataFrame:
    """The targets (baselines are none) whose year the plan states itself."""
    targets = facts.targets[facts.targets["role"].isin(list(require.TARGET_ROLES))]
    return targets[~is_inferred(targets["inferred"], "year")]


def _target_year(facts: Facts) -> Met:
    return traces_by(TARGETS, target_years(facts), "indicator_id")


def _filled(column: str) -> Find:
    """Indicators of which the plan itself states something."""

    def find(facts: Facts) -> Met:
        rows = facts.indicators[~is_inferred(facts.indicators["inferred"], column)]
        return require.stated(rows, "indicator_id", column)

    return find


def _observed(facts: Facts) -> Met:
    return require.observed(facts.cycle, as_of=facts.as_of)


def _breakdown(facts: Facts) -> Met:
    """Indicators of which something is known by category, or with targets by category."""
    observed = facts.monitored("observations")
    observed = observed[observed["dimension"].notna()]
    targets = facts.targets[facts.targets["dimension"].notna()]
    return {
        **traces_by(TARGETS, targets, "indicator_id"),
        **traces_by("monitoring/observations", observed, "indicator_id"),
    }


def _measurable(facts: Facts) -> Met:
    outputs = facts.outputs
    return dict.fromkeys(outputs.loc[outputs["output_class"] != "unquantified", "indicator_id"], "")


MEASURING: Mapping[str, Requirement] = {
    "indicator_baseline": Requirement("indicators", _valued("baseline")),
    "indicator_interim": Requirement("indicators", _valued("interim")),
    "indicator_target": Requirement("indicators", _valued(*require.TARGET_ROLES)),
    "indicator_final": Requirement("indicators", _valued("final")),
    "indicator_target_year": Requirement("indicators", _target_year),
    "indicator_means": Requirement("indicators", _filled("means_of_verification")),
    "indicator_frequency": Requirement("indicators", _filled("frequency")),
    "indicator_responsible": Requirement("indicators", _filled("responsible")),
    "indicator_unit": Requirement("indicators", _filled("unit")),
    "indicator_kind": Requirement("indicators", _filled("kind")),
    "indicator_direction": Requirement("indicators", _filled("direction")),
    "indicator_result": Requirement("indicators", _filled("result_id")),
    "indicator_observed": Requirement("indicators", _observed),
    "indicator_breakdown": Requirement("indicators", _breakdown),
    "output_measurable": Requirement("outputs", _measurable),
}
"""By requirement, what it is asked of and how those that meet it are found."""
