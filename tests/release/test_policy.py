"""The release policy: what it must say, and what it may not allow."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from napeval.cycle import CycleFaults
from napeval.cycle.settings import read_settings
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.release import POLICY_SETTINGS, Policy, policy_from
from napeval.release.policy import SignedLine
from napeval.reports.compute import read_policy

WHOLE = """\
thresholds: {public: 10, partners: 5, internal: 3}
protected_units: [persons]
signed:
  - sources: [yearly_report]
    audiences: [public, partners]
    signed_by: A. Signatory
    on: 2024-01-31
    reason: printed in the yearly report
"""


def read(tmp_path: Path, content: str, language: str = "en") -> tuple[Policy | None, list[str]]:
    """The policy in a file of this content, and the messages."""
    path = tmp_path / "policy.yml"
    path.write_text(content, encoding="utf-8")
    settings, faults = read_settings(path, "policy.yml", POLICY_SETTINGS)
    policy, found = policy_from(settings, "policy.yml")
    return policy, [fault_text(fault, Language(language)) for fault in [*faults, *found]]


def test_a_policy_in_order(tmp_path: Path) -> None:
    line = SignedLine(
        ("yearly_report",),
        ("public", "partners"),
        "A. Signatory",
        date(2024, 1, 31),
        "printed in the yearly report",
    )
    policy = Policy({"public": 10, "partners": 5, "internal": 3}, frozenset({"persons"}), (line,))
    assert read(tmp_path, WHOLE) == (policy, [])


def test_nothing_need_be_signed(tmp_path: Path) -> None:
    policy, said = read(tmp_path, WHOLE.partition("signed:")[0])
    assert policy is not None and policy.signed == () and said == []


SIGNED = "sources, audiences, signed_by, on (a date) and reason are needed; not filled: "
COMPLETE = " Mend: complete the line, or take it out."
FAULTS = {
    "public: 10": (
        "public: 9",
        "thresholds.public': found '9'; the threshold must be at least 10 for this audience."
        " Mend: raise the threshold.",
    ),
    "partners: 5": (
        "partners: 4",
        "thresholds.partners': found '4'; the threshold must be at least 5 for this audience."
        " Mend: raise the threshold.",
    ),
    "internal: 3": (
        "internal: 0",
        "thresholds.internal': found '0'; the threshold must be at least 3 for this audience."
        " Mend: raise the threshold.",
    ),
    ", internal: 3": ("", "thresholds.internal': the setting is missing. Mend: add it."),
    "internal": (
        "intrnal",
        "thresholds.intrnal': there is no such setting; allowed: public, partners, internal."
        " Mend: correct the name or take it out. Did you mean 'internal'?",
    ),
    "internal: 3}": (
        "internal: ten}",
        "thresholds.internal': found 'ten'; a whole number is expected."
        " Mend: write the number without decimals.",
    ),
    "10, partners": (
        "true, partners",
        "thresholds.public': found 'True'; a whole number is expected."
        " Mend: write the number without decimals.",
    ),
    "{public: 10, partners: 5, internal: 3}": (
        "[10, 5, 3]",
        "thresholds': found '[10, 5, 3]'; a group of named values is expected."
        " Mend: write name: value, each in a line of its own.",
    ),
    "[persons]": (
        "[person, places]",
        "protected_units': found 'person, places'; counts of persons are protected in every cycle."
        " Mend: add persons to the list.",
    ),
    "protected_units: [persons]\n": ("", "protected_units': the setting is missing. Mend: add it."),
    "    signed_by: A. Signatory\n": ("", f"signed[1]': {SIGNED}signed_by.{COMPLETE}"),
    "A. Signatory": ('" "', f"signed[1]': {SIGNED}signed_by.{COMPLETE}"),
    "    on: 2024-01-31\n    reason: printed in the yearly report\n": (
        "",
        f"signed[1]': {SIGNED}on, reason.{COMPLETE}",
    ),
    "[yearly_report]": ("[]", f"signed[1]': {SIGNED}sources.{COMPLETE}"),
    "2024-01-31": (
        "January",
        "signed[1].on': found 'January'; a date is expected, such as 2023-06-30."
        " Mend: write the date as year-month-day.",
    ),
    "[public, partners]": (
        "[public, partner]",
        "signed[1].audiences': found 'partner'; allowed: public, partners, internal."
        " Mend: use one of the allowed words. Did you mean 'partners'?",
    ),
    "[public, partners]\n": (
        "public\n",
        "signed[1].audiences': found 'public'; a list is expected. Mend: write it as [first, second].",
    ),
    "signed_by": (
        "signedby",
        "signed[1].signedby': there is no such setting; allowed: sources, audiences, signed_by, on, reason."
        " Mend: correct the name or take it out. Did you mean 'signed_by'?",
    ),
    "sources: [yearly_report]": (
        "sources: {a: 1}",
        "signed[1].sources': found '{'a': 1}'; a list is expected. Mend: write it as [first, second].",
    ),
    "signed:\n": (
        "signed:\n  - yes\n",
        "signed[1]': found 'yes'; a group of named values is expected."
        " Mend: write name: value, each in a line of its own.",
    ),
    "thresholds:": (
        "treshold: 1\nthresholds:",
        "treshold': there is no such setting; allowed: thresholds, protected_units, signed."
        " Mend: correct the name or take it out. Did you mean 'thresholds'?",
    ),
}


@pytest.mark.parametrize("old", FAULTS)
def test_a_fault_leaves_no_policy(tmp_path: Path, old: str) -> None:
    new, expected = FAULTS[old]
    assert WHOLE.count(old) >= 1
    assert read(tmp_path, WHOLE.replace(old, new, 1)) == (None, [f"policy.yml, setting '{expected}"])


def test_every_fault_of_a_policy_at_once(tmp_path: Path) -> None:
    content = WHOLE.replace("10", "1").replace("[persons]", "[cases]").replace("    on: 2024-01-31\n", "")
    assert [message.partition(":")[0] for message in read(tmp_path, content)[1]] == [
        "policy.yml, setting 'thresholds.public'",
        "policy.yml, setting 'protected_units'",
        "policy.yml, setting 'signed[1]'",
    ]


def test_in_albanian(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE.replace("10", "9"), "sq")[1] == [
        "policy.yml, parametri 'thresholds.public': u gjet '9'; për këtë audiencë pragu duhet të jetë së paku"
        " 10. Si ndreqet: ngrijeni pragun."
    ]


def test_a_cycle_without_a_policy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CycleFaults) as refused:
        read_policy(tmp_path)
    assert [fault.code for fault in refused.value.faults] == ["file_missing"]


def test_free_are_the_published_that_are_signed_for() -> None:
    sources = pd.DataFrame(
        {"source_id": ["a", "b", "c"], "release_status": ["published", "restricted", "published"]}
    )
    line = SignedLine(("a", "b", "nowhere"), ("public",), "A. Signatory", date(2024, 1, 1), "printed")
    policy = Policy({"public": 10}, frozenset({"persons"}), (line,))
    assert policy.free_sources(sources, "public") == {"a"}
    assert policy.free_sources(sources, "partners") == frozenset()
    every = Policy(
        {}, frozenset(), (SignedLine(("all_published",), ("public",), "A.", date(2024, 1, 1), "x"),)
    )
    assert every.free_sources(sources, "public") == {"a", "c"}
