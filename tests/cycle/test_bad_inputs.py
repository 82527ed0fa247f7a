"""The catalogue of bad inputs: each is refused, or noted, with exactly the messages it names."""

from __future__ import annotations

import ast
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from bad_inputs import CATALOGUE
from bad_inputs.entries import REAL, in_words, new_faults

from napeval.display.fault_words import cells, files, rules, settings
from napeval.display.fault_words.words import FaultWords
from plans import plan_folder

TESTS = Path(__file__).resolve().parents[1]
WORDS = {**files.WORDS, **cells.WORDS, **rules.WORDS, **settings.WORDS}

ELSEWHERE = {
    "address_codes": "reports/test_input_faults.py",
    "address_context": "reports/test_input_faults.py",
    "matrix_after_evidence": "reports/test_input_faults.py",
    "file_unreadable": "cycle/test_normalisations.py",
    "above_most": "cycle/test_normalisations.py",
    "last_line_open": "cycle/bad_inputs/normalised.py",
    "row_blank": "cycle/bad_inputs/normalised.py",
    "invisible_removed": "cycle/bad_inputs/normalised.py",
    "letters_composed": "cycle/bad_inputs/normalised.py",
    "name_unknown": "reports/test_request.py",
    "nothing_there": "reports/test_request.py",
    "request_name": "reports/test_request.py",
    "word_repeated": "reports/test_request.py",
    "audience_wider": "reports/test_request.py",
    "cutoff_before_start": "reports/test_request.py",
    "as_of_before_cutoff": "reports/test_request.py",
    "cutoff_not_period_end": "reports/test_request.py",
    "notebook_for_other_kind": "reports/test_request.py",
    "unit_unprotected": "release/test_policy.py",
    "signature_incomplete": "release/test_policy.py",
    "source_unknown": "reports/test_input_faults.py",
    "not_a_weight": "reports/test_input_faults.py",
    "matrix": "reports/test_input_faults.py",
    "address_table": "reports/test_input_faults.py",
    "address_keys": "reports/test_input_faults.py",
    "address_column": "reports/test_input_faults.py",
}
"""Faults that the catalogue cannot provoke, of requests and matrices for instance, and the tests that do."""


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_bad_input_gets_these_messages_and_no_others(name: str, tmp_path: Path) -> None:
    entry = CATALOGUE[name]
    cycle = Path(shutil.copytree(plan_folder(entry.cycle), tmp_path / "data" / entry.cycle))
    entry.break_it(cycle)
    found = new_faults(entry, cycle)
    assert in_words(found) == list(entry.said)
    for language in ("sq", "sr"):
        translated = in_words(found, language)
        assert not any(re.search(r"\{[a-z_]+\}", said) for said in translated)
        assert not set(translated) & set(entry.said)


def test_the_catalogue_is_as_long_as_it_is_meant_to_be() -> None:
    assert len(CATALOGUE) >= 150
    assert sum(entry.cycle == REAL for entry in CATALOGUE.values()) >= 20
    assert all(entry.said for entry in CATALOGUE.values())


@cache
def texts_of(file: str) -> tuple[str, ...]:
    """Every text of a test, the parts of one text together."""
    nodes = ast.walk(ast.parse((TESTS / file).read_text(encoding="utf-8")))
    constants = (node.value for node in nodes if isinstance(node, ast.Constant))
    return tuple(value for value in constants if isinstance(value, str))


def is_said(text: str, words: str) -> bool:
    """Whether a text holds what a rule or a mend says whatever its arguments are."""
    return all(piece in text for piece in re.split(r"\{[a-z_]+\}", words) if len(piece) > 3)


def in_catalogue(words: FaultWords) -> bool:
    said = (text for entry in CATALOGUE.values() for text in entry.said)
    return any(is_said(text, words.rule) and is_said(text, f" Mend: {words.mend}") for text in said)


@pytest.mark.parametrize("code", WORDS)
def test_every_fault_is_provoked(code: str) -> None:
    """By the catalogue with its whole message, or by the test that is named with its rule or its code."""
    if code in ELSEWHERE:
        texts = texts_of(ELSEWHERE[code])
        assert code in texts or is_said("\n".join(texts), WORDS[code].rule)
    else:
        assert in_catalogue(WORDS[code])


def test_what_the_catalogue_provokes_is_not_looked_for_elsewhere() -> None:
    assert [code for code in ELSEWHERE if in_catalogue(WORDS[code])] == []
