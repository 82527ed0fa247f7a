"""A small matrix and small evaluations, to be worked by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from napeval.cycle.cycle import Evaluation

COLUMNS = {
    "ratings": ["question_id", "evaluator", "score", "justification", "evidence", "on"],
    "survey": ["respondent", "question_id", "item_id", "institution_kind", "answer", "comment"],
    "evidence": ["evidence_id", "kind", "consent", "theme", "question_id", "release_status"],
}
NUMBERS = ("score", "answer")

# Q1: computed a (weight 2, plan) and b (weight 1), survey (weight 1). Q2: computed c (required), survey.
SMALL = """\
name: small
written: 2023-05-01
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
  figures: [name]
  places: [scope, place]
criteria:
  relevance:
    - id: Q1
      text: {en: Is it right?, sq: A është e drejtë?, sr: Da li je ispravno?}
      standard: {en: It is., sq: Po., sr: Jeste.}
      rubric:
        "1": {en: Never., sq: Kurrë., sr: Nikad.}
        "2": {en: Seldom., sq: Rrallë., sr: Retko.}
        "3": {en: Often., sq: Shpesh., sr: Često.}
        "4": {en: Mostly., sq: Zakonisht., sr: Uglavnom.}
        "5": {en: Always., sq: Gjithmonë., sr: Uvek.}
      weight: 3
      why: {en: It matters., sq: Ka peshë., sr: Važno je.}
      cross_cutting: [gender]
      methods: [survey]
      sources: [plan]
      limits: {en: Small., sq: E vogël., sr: Malo.}
      mid_term: true
      evidence:
        - {id: Q1.a, kind: computed, about: plan, address: "figures#a:x", rule: share, weight: 2, why: First.}
        - id: Q1.b
          kind: computed
          about: implementation
          address: "figures#b:x"
          rule: share
          weight: 1
          why: Next.
        - {id: Q1.survey, kind: survey, about: implementation, weight: 1, why: Voices.}
        - {id: Q1.rating, kind: rating}
        - {id: Q1.collected, kind: interview_theme}
    - id: Q2
      text: {en: Does it work?, sq: A funksionon?, sr: Da li radi?}
      standard: {en: It does., sq: Po., sr: Radi.}
      rubric:
        "1": {en: Never., sq: Kurrë., sr: Nikad.}
        "2": {en: Seldom., sq: Rrallë., sr: Retko.}
        "3": {en: Often., sq: Shpesh., sr: Često.}
        "4": {en: Mostly., sq: Zakonisht., sr: Uglavnom.}
        "5": {en: Always., sq: Gjithmonë., sr: Uvek.}
      weight: 1
      why: {en: It matters., sq: Ka peshë., sr: Važno je.}
      cross_cutting: []
      methods: [survey]
      sources: [plan]
      limits: {en: Small., sq: E vogël., sr: Malo.}
      mid_term: false
      evidence:
        - id: Q2.c
          kind: computed
          about: implementation
          address: "figures#c:x"
          rule: share
          weight: 1
          why: Direct.
          required: true
        - {id: Q2.survey, kind: survey, about: implementation, weight: 1, why: Voices.}
        - {id: Q2.rating, kind: rating}
"""


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=COLUMNS[name])
    return frame.astype({column: "float64" if column in NUMBERS else "str" for column in frame.columns})


@pytest.fixture(scope="session")
def small_text() -> str:
    """The small matrix as YAML text."""
    return SMALL


@pytest.fixture(scope="session")
def make_evaluation() -> Callable[..., Evaluation]:
    """make_evaluation(ratings=[...], survey=[...], evidence=[...], **settings): ex-post unless said."""

    def make(
        ratings: Sequence[Mapping[str, Any]] = (),
        survey: Sequence[Mapping[str, Any]] = (),
        evidence: Sequence[Mapping[str, Any]] = (),
        **settings: Any,
    ) -> Evaluation:
        tables = {
            "evaluations/ratings": _table("ratings", ratings),
            "evaluations/survey": _table("survey", survey),
            "evaluations/evidence": _table("evidence", evidence),
        }
        return Evaluation("test", {"kind": "ex_post", **settings}, tables)

    return make


@pytest.fixture(scope="session")
def make_figures() -> Callable[..., dict[str, pd.DataFrame]]:
    """make_figures(a=1 / 2): the results table `figures` with one row per name, its figure in column x."""

    def make(**values: Any) -> dict[str, pd.DataFrame]:
        traces = [f"plan/activities#{name}" for name in values]
        return {"figures": pd.DataFrame({"name": list(values), "x": list(values.values()), "trace": traces})}

    return make


@pytest.fixture(scope="session")
def answers() -> Callable[..., list[dict[str, Any]]]:
    """answers("Q1", 5, 4, 3): one respondent per mark."""

    def make(question: str, *marks: float | None) -> list[dict[str, Any]]:
        return [
            {"respondent": f"r{number}", "question_id": question, "item_id": "i1", "answer": mark}
            for number, mark in enumerate(marks, start=1)
        ]

    return make
