"""What is made from released figures does not give hidden ones back: the roll-up and the assessment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from broken_cycle import DEMO
from napeval.criteria import load_matrix
from napeval.cycle import Cycle
from napeval.release import Policy, ProtectionRefused, Released
from napeval.reports.compute import Inputs, compute, compute_released, read_inputs

CUTOFF, AS_OF = date(2023, 6, 30), date(2023, 9, 30)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return read_inputs(DEMO, "mid-term")


def with_few_persons(inputs: Inputs) -> Inputs:
    """The demonstration cycle, its professionals few and counted as persons, with nothing signed."""
    tables = {name: frame.copy() for name, frame in inputs.cycle.tables.items()}
    indicators = tables["plan/indicators"]
    chosen = indicators["unit"] == "trainings"
    assert chosen.any()
    indicators.loc[chosen, "unit"] = "persons"
    cycle = Cycle(inputs.cycle.folder, inputs.cycle.meta, tables)
    policy = Policy(inputs.policy.thresholds, inputs.policy.protected_units, ())
    return replace(inputs, cycle=cycle, policy=policy)


def both(inputs: Inputs) -> tuple[dict[str, pd.DataFrame], Released]:
    return (
        compute(inputs, cutoff=CUTOFF, as_of=AS_OF),
        compute_released(inputs, cutoff=CUTOFF, as_of=AS_OF, audience="public"),
    )


def test_a_hidden_indicator_is_unknown_in_the_roll_up(inputs: Inputs) -> None:
    """II.1.1.out1 has 9 of 12; the mean over its objective would give its share back."""
    results, released = both(with_few_persons(inputs))
    row = released["achievement"].row("II.1.1.out1", "", "")
    assert {row[name].state for name in ("actual", "progress", "lower", "upper", "status")} == {"suppressed"}
    before = results["rollup"].set_index(["scope", "scope_id", "level"]).loc[("specific", "II.1", "output")]
    after = released["rollup"].row("specific", "II.1", "output")
    assert after["indicators"].value == before["indicators"]
    assert after["scored"].value < before["scored"]
    assert after["coverage"].value < before["coverage"]
    assert after["not_reported"].value > before["not_reported"]
    assert after["lower"].value < before["lower"] and after["upper"].value > before["upper"]


def test_the_roll_up_is_the_same_where_nothing_is_hidden(inputs: Inputs) -> None:
    results, released = both(inputs)
    assert not released["achievement"].suppressed.any(axis=None)
    assert released["rollup"].frame["value"].dropna().tolist() == results["rollup"]["value"].dropna().tolist()


MATRIX = """\
name: small
written: 2023-01-31
rules:
  minimum_coverage: 0.5
  minimum_known: 0.5
  minimum_judged: 0.5
  minimum_respondents: 3
  plan_evidence_at_most: 0.5
  strength:
    few_sources: {one: 3, two: 2}
    few_kinds: {one: 3, two: 2}
    much_missing: {one: 0.8, two: 0.5}
    mostly_plan_evidence: {one: 0.5, two: 0.25}
    links_only_proposed: {one: 0.8, two: 0.5}
    disputed_figures: {one: 0.1, two: 0.5}
    evidence_disagrees: {one: 40, two: 60}
tables:
  achievement: [indicator_id, dimension, category]
criteria:
  effectiveness:
    - id: E1
      text: {en: Done?, sq: U bë?, sr: Da li je?}
      standard: {en: It is., sq: Po., sr: Jeste.}
      rubric:
        "1": {en: Nothing., sq: Asgjë., sr: Ništa.}
        "2": {en: Little., sq: Pak., sr: Malo.}
        "3": {en: Half., sq: Gjysma., sr: Pola.}
        "4": {en: Most., sq: Shumica., sr: Većina.}
        "5": {en: All., sq: Të gjitha., sr: Sve.}
      weight: 1
      why: {en: It matters., sq: Ka peshë., sr: Važno je.}
      cross_cutting: []
      methods: [data_analysis]
      sources: [observations]
      limits: {en: Small., sq: E vogël., sr: Malo.}
      mid_term: true
      evidence:
        - id: E1.trained
          kind: computed
          about: implementation
          address: "achievement#II.1.1.out1||:progress_capped"
          rule: share
          weight: 1
          why: Only this.
        - id: E1.rows
          kind: computed
          about: implementation
          address: "achievement#II.1.1.out1|*|*:met"
          rule: share_of_rows
          weight: 1
          why: And this.
"""


def test_a_hidden_cell_is_withheld_from_the_assessment(inputs: Inputs) -> None:
    settings = {**inputs.evaluation.settings, "criteria": ["effectiveness"]}
    settings.pop("weights", None)
    empty = {name: frame.iloc[:0] for name, frame in inputs.evaluation.tables.items()}
    evaluation = replace(inputs.evaluation, settings=settings, tables=empty)
    small = replace(with_few_persons(inputs), evaluation=evaluation, matrix=load_matrix(MATRIX))
    results, released = both(small)
    assert results["evidence"].set_index("item_id").loc["E1.trained", "value"] == 75
    for item in ("E1.trained", "E1.rows"):
        row = released["evidence"].row(item)
        assert (row.text("reason"), row["value"].value, row["available"].value) == ("withheld", None, False)
        assert (row["lower"].value, row["upper"].value) == (0, 100)
    assert released["criteria"].row("effectiveness").text("level") == "not_demonstrated"


@pytest.mark.parametrize(
    ("own", "asked"), [("internal", "public"), ("internal", "partners"), ("partners", "public")]
)
def test_no_wider_audience_than_the_evaluations_own(inputs: Inputs, own: str, asked: str) -> None:
    evaluation = replace(inputs.evaluation, settings={**inputs.evaluation.settings, "audience": own})
    with pytest.raises(ProtectionRefused) as refused:
        compute_released(replace(inputs, evaluation=evaluation), cutoff=CUTOFF, as_of=AS_OF, audience=asked)
    assert str(refused.value) == (
        f"the evaluation is for the audience '{own}'; '{asked}' is wider and may not see it."
    )
