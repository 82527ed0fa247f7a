"""Links of recommendations, each with a strength, and the cycle's title in the languages of its reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from broken_cycle import copy_of_demo, messages, replace, set_cell

LINKS = "monitoring/recommendations_received.csv"


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    return copy_of_demo(tmp_path)


@pytest.mark.parametrize(
    ("strengths", "expected"),
    [
        (
            "direct",
            "found 'direct'; activities named: 2; strengths of the link: 1."
            " Mend: write direct or partial for each activity, in the same order.",
        ),
        (
            "",
            "activities named: 2; strengths of the link: 0."
            " Mend: write direct or partial for each activity, in the same order.",
        ),
        (
            "direct;partial;partial",
            "found 'direct;partial;partial'; activities named: 2; strengths of the link: 3."
            " Mend: write direct or partial for each activity, in the same order.",
        ),
        (
            "direct;partly",
            "found 'partly'; allowed: direct, partial. Mend: use one of the allowed words."
            " Did you mean 'partial'?",
        ),
    ],
)
def test_every_activity_linked_has_a_strength(cycle: Path, strengths: str, expected: str) -> None:
    set_cell(cycle, LINKS, 3, "link_strengths", strengths)
    assert messages(cycle) == [f"{LINKS}, row 3, column 'link_strengths': {expected}"]


@pytest.mark.parametrize("language", ["sq", "en"])
def test_a_title_in_each_language_of_the_reports(cycle: Path, language: str) -> None:
    text = (cycle / "datapackage.json").read_text("utf-8")
    start = text.index(f'"{language}": ', text.index('"napeval"'))
    end = text.index("\n", start)
    replace(
        cycle, "datapackage.json", text[start - 60 : end], text[start - 60 : start] + f'"{language}": " ",'
    )
    assert messages(cycle) == [
        f"datapackage.json, setting 'napeval.title.{language}': the title is missing in this language."
        " Mend: add the title; mark it as a translation of ours where it is one."
    ]


def test_a_title_in_serbian_may_be_missing(cycle: Path) -> None:
    text = (cycle / "datapackage.json").read_text("utf-8")
    start = text.index('"sr": ', text.index('"napeval"'))
    line = text[text.rindex(",", 0, start) : text.index("\n", start)]
    replace(cycle, "datapackage.json", line, "")
    assert messages(cycle) == []
