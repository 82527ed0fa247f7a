"""Files of settings: every fault with its line or its setting, and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from napeval.cycle.settings import EVALUATION_SETTINGS, EVALUATION_WORDS, read_settings, word_faults
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language

FILE = "evaluation.yml"
WHOLE = "kind: mid_term\npurpose: {en: to learn}\nscale: icmpd_5\nstatus: draft\naudience: public\n"
ALLOWED = (
    "kind, period, mode, purpose, team, civil_society_companion, scale, criteria, matrix, weights,"
    " overall_weights, prevails, seed, survey, previous_evaluation, terms_of_reference,"
    " status, audience"
)

Read = Callable[[str | bytes], tuple[dict[str, Any], list[str]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes a settings file and gives what is read: the settings and the messages."""

    def read_it(content: str | bytes, language: str = "en") -> tuple[dict[str, Any], list[str]]:
        path = tmp_path / FILE
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        settings, faults = read_settings(path, FILE, EVALUATION_SETTINGS)
        faults += word_faults(settings, FILE, EVALUATION_WORDS)
        return settings, [fault_text(fault, Language(language)) for fault in faults]

    return read_it


def test_settings_in_order(read: Read) -> None:
    settings, said = read(WHOLE)
    assert said == []
    assert settings == {
        "kind": "mid_term",
        "purpose": {"en": "to learn"},
        "scale": "icmpd_5",
        "status": "draft",
        "audience": "public",
    }


def test_a_file_saved_with_a_byte_order_mark(read: Read) -> None:
    assert read(WHOLE.encode("utf-8-sig")) == read(WHOLE)


FAULTS = {
    "unknown": (
        WHOLE + "colour: red\n",
        f"evaluation.yml, setting 'colour': there is no such setting; allowed: {ALLOWED}."
        " Mend: correct the name or take it out.",
    ),
    "misspelt, and not called missing besides": (
        WHOLE.replace("status:", "statsu:"),
        f"evaluation.yml, setting 'statsu': there is no such setting; allowed: {ALLOWED}."
        " Mend: correct the name or take it out. Did you mean 'status'?",
    ),
    "misspelt though not needed": (
        WHOLE + "weight: {relevance: 2}\n",
        f"evaluation.yml, setting 'weight': there is no such setting; allowed: {ALLOWED}."
        " Mend: correct the name or take it out. Did you mean 'weights'?",
    ),
    "missing": (
        WHOLE.replace("status: draft\n", ""),
        "evaluation.yml, setting 'status': the setting is missing. Mend: add it.",
    ),
    "blank": (
        WHOLE.replace("scale: icmpd_5", 'scale: "  "'),
        "evaluation.yml, setting 'scale': the setting is missing. Mend: add it.",
    ),
    "a list for a text": (
        WHOLE.replace("scale: icmpd_5", "scale: [icmpd_5]"),
        "evaluation.yml, setting 'scale': found '['icmpd_5']'; a text is expected."
        " Mend: write one text, in quotation marks where it looks like a number or a date.",
    ),
    "a date for a text": (
        WHOLE + "matrix: 2023-06-30\n",
        "evaluation.yml, setting 'matrix': found '2023-06-30'; a text is expected."
        " Mend: write one text, in quotation marks where it looks like a number or a date.",
    ),
    "a text for a list": (
        WHOLE + "criteria: relevance\n",
        "evaluation.yml, setting 'criteria': found 'relevance'; a list is expected."
        " Mend: write it as [first, second].",
    ),
    "a number for named values": (
        WHOLE + "weights: 3\n",
        "evaluation.yml, setting 'weights': found '3'; a group of named values is expected."
        " Mend: write name: value, each in a line of its own.",
    ),
    "a word that is not allowed": (
        WHOLE.replace("mid_term", "midterm"),
        "evaluation.yml, setting 'kind': found 'midterm'; allowed: mid_term, ex_post, review,"
        " annual_monitoring, six_month_progress."
        " Mend: use one of the allowed words. Did you mean 'mid_term'?",
    ),
    "repeated": (
        WHOLE + "status: final\n",
        "evaluation.yml, line 6, setting 'status': the setting stands twice. Mend: keep one of them.",
    ),
    "an alias": (
        WHOLE.replace("draft", "&state draft") + "matrix: *state\n",
        "evaluation.yml, line 6: the alias 'state' is not allowed. Mend: write the value out.",
    ),
    "a second document": (
        WHOLE + "---\nstatus: final\n",
        "evaluation.yml, line 6: a second document begins here. Mend: keep one document in a file.",
    ),
    "a list that does not end": (
        WHOLE.replace("scale: icmpd_5", "scale: [icmpd_5"),
        "evaluation.yml, line 4: the file cannot be read as YAML (expected ',' or ']', but got ':')."
        " Mend: correct the line.",
    ),
    "a day that the calendar has not": (
        WHOLE.replace("draft", "2023-02-30"),
        "evaluation.yml, line 4: the file cannot be read as YAML (day is out of range for month)."
        " Mend: correct the line.",
    ),
    "no settings": (
        "only words\n",
        "evaluation.yml: the file holds no settings. Mend: write one setting in a line, as name: value.",
    ),
    "nothing": (
        "",
        "evaluation.yml: the file holds no settings. Mend: write one setting in a line, as name: value.",
    ),
    "not UTF-8": (
        b"kind: \xeb\n",
        "evaluation.yml: the file is not UTF-8 text. Mend: save it as text in UTF-8.",
    ),
    "far too long": (
        "#" * 1_000_001,
        "evaluation.yml: the file is larger than 1000000 bytes. Mend: check that it is the right file.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_settings(read: Read, name: str) -> None:
    content, expected = FAULTS[name]
    assert read(content)[1] == [expected]


def test_every_fault_of_a_file_at_once(read: Read) -> None:
    said = read("kind: midterm\npurpose: x\nscale: icmpd_5\naudiance: public\n")[1]
    assert [message.partition(":")[0] for message in said] == [
        "evaluation.yml, setting 'purpose'",
        "evaluation.yml, setting 'audiance'",
        "evaluation.yml, setting 'status'",
        "evaluation.yml, setting 'kind'",
    ]


def test_a_missing_file_and_a_link(tmp_path: Path) -> None:
    path = tmp_path / FILE
    assert [fault.code for fault in read_settings(path, FILE, {})[1]] == ["file_missing"]
    (tmp_path / "other.yml").write_text(WHOLE, encoding="utf-8")
    path.symlink_to(tmp_path / "other.yml")
    assert [fault.code for fault in read_settings(path, FILE, {})[1]] == ["symlink"]


@pytest.mark.parametrize("word", ["yes", "no", "on", "off"])
def test_yes_and_no_are_words(read: Read, word: str) -> None:
    """YAML 1.2 knows true and false only; older readers made truth of these."""
    assert read(WHOLE + f"civil_society_companion: {word}\n")[0]["civil_society_companion"] == word


def test_in_albanian(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(WHOLE + "status: final\n", encoding="utf-8")
    (fault,) = read_settings(path, FILE, EVALUATION_SETTINGS)[1]
    assert fault_text(fault, Language("sq")) == (
        "evaluation.yml, rreshti 6, parametri 'status': parametri përsëritet. Si ndreqet: mbani vetëm njërin."
    )
