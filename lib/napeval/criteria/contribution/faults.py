"""What explanations and their tests name that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from napeval.criteria.contribution.claims import CLAIMS, CONTRIBUTION, RIVAL, TESTS
from napeval.criteria.questions import Matrix
from napeval.cycle.cycle import Evaluation
from napeval.cycle.faults import Fault, nearest


def contribution_faults(evaluation: Evaluation, matrix: Matrix) -> list[Fault]:
    """Every name in the contribution tables that stands for nothing.

    Tests of an explanation that is not there, rivals of nothing or of another rival, and questions that the
    matrix does not have.
    """
    folder = f"evaluations/{evaluation.name}"
    claims_file = f"{folder}/{CLAIMS.partition('/')[2]}.csv"
    tests_file = f"{folder}/{TESTS.partition('/')[2]}.csv"
    claims, tests = evaluation.table(CLAIMS), evaluation.table(TESTS)
    names = claims["claim_id"].dropna().tolist()
    return [
        *_rival_faults(claims, claims_file),
        *_question_faults(claims, claims_file, [question.id for question in matrix.questions]),
        *_unknown(tests["claim_id"].dropna(), tests_file, "claim_id", names, claims_file),
    ]


def _rival_faults(claims: pd.DataFrame, file: str) -> Iterator[Fault]:
    contributions = claims.loc[claims["kind"] == CONTRIBUTION, "claim_id"].dropna().tolist()
    rivals = claims.loc[claims["kind"] == RIVAL, "claim_id"].dropna().tolist()
    named = claims["rival_of"]
    for row in claims.index[(claims["kind"] == RIVAL) & named.isna()]:
        yield Fault("cell_empty", file, int(str(row)), "rival_of")
    for row, name in named[named.isin(rivals)].items():
        arguments = {"allowed": ", ".join(contributions), "nearest": nearest(str(name), contributions)}
        yield Fault("word_not_allowed", file, int(str(row)), "rival_of", str(name), arguments)
    yield from _unknown(named[named.notna() & ~named.isin(rivals)], file, "rival_of", contributions, file)


def _question_faults(claims: pd.DataFrame, file: str, questions: Sequence[str]) -> Iterator[Fault]:
    for row, name in claims["question_id"].dropna().items():
        if name not in questions:
            arguments = {"nearest": nearest(str(name), questions)}
            yield Fault("question_unknown", file, int(str(row)), "question_id", str(name), arguments)


def _unknown(cells: pd.Series, file: str, column: str, known: Sequence[str], table: str) -> Iterator[Fault]:
    for row, name in cells.items():
        if name not in known:
            arguments = {"table": table, "nearest": nearest(str(name), known)}
            yield Fault("reference_unknown", file, int(str(row)), column, str(name), arguments)
