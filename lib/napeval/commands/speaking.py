"""What the commands share: exit codes, and how faults and remarks are printed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from napeval.cycle import Fault
from napeval.display.fault_words import fault_lines
from napeval.display.languages import N_, Language

DONE, FAULTS, WRONG_CALL, FAILED, REFUSED = 0, 1, 2, 3, 4
"""Exit codes: done, the data have faults, the call is wrong, the run failed, protection refused."""

SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}


def say(text: str) -> None:
    """Print to the user, not to a pipe: progress and reasons to stop."""
    print(text, file=sys.stderr, flush=True)


def print_faults(faults: Iterable[Fault], language: Language, folder: str = "") -> None:
    """Errors, then warnings, then notes, each file by file, the same fault in several rows once."""
    listed = list(faults)
    for severity, word in SEVERITIES.items():
        for line in fault_lines(of_severity(listed, severity), language, folder):
            print(f"{language.translate(word)}: {line}")


def of_severity(faults: Iterable[Fault], severity: str) -> list[Fault]:
    """The faults of one severity."""
    return [fault for fault in faults if fault.severity == severity]


def print_count(faults: Sequence[Fault], language: Language) -> None:
    """How many faults of each severity there are."""
    counts = {f"{severity}s": len(of_severity(faults, severity)) for severity in SEVERITIES}
    text = language.translate(N_("Errors: {errors}; warnings: {warnings}; notes: {notes}."))
    print(text.format(**counts))
