"""The napeval command.

Exit codes: 0 done, 1 the data have faults, 2 the call is wrong, 3 the run failed, 4 protection refused.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from napeval.cycle import Cycle, CycleFaults, Fault, examine_cycle
from napeval.display.fault_words import fault_text
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import LANGUAGES, N_, Language
from napeval.release import ProtectionRefused

DONE, FAULTS, WRONG_CALL, FAILED, REFUSED = 0, 1, 2, 3, 4
_SHOWN = 10
_ERROR, _NOTE = N_("error"), N_("note")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    language = Language(chosen.language)
    try:
        if chosen.command == "check":
            return _check(chosen.cycle, language)
        return _report(chosen.request, language)
    except ProtectionRefused as error:
        _say(language.translate(N_("Protection refused: {reason}")).format(reason=error))
        return REFUSED
    except Exception as error:  # whatever else goes wrong is a failed run, never a verdict on the data
        traceback.print_exc()
        reason = f"{type(error).__name__}: {error}"
        _say(language.translate(N_("The run failed: {reason}")).format(reason=reason))
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="napeval", description="Evaluation of national action plans against trafficking in human beings."
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of messages")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="every fault of a cycle at once")
    check.add_argument("cycle", type=Path, help="folder of the cycle, such as data/xk-2022-2024")
    report = commands.add_parser(
        "report", help="make a report: HTML, DOCX, PDF, XLSX, notebooks, results, manifest"
    )
    report.add_argument("request", type=Path, help="params file, such as params/xk-2022-2024/mid-term.yml")
    for command in (check, report):  # the language may stand before or after the name of the command
        command.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS)
    return parser


def _check(folder: Path, language: Language) -> int:
    """Faults as errors, findings about the plan and its data as notes."""
    if not folder.is_dir():
        _say(language.translate(N_("There is no folder {folder}.")).format(folder=folder))
        return WRONG_CALL
    reading = examine_cycle(folder)
    faults = [*reading.errors, *_evaluation_faults(folder)]
    for fault in faults:
        print(f"{language.translate(_ERROR)}: {fault_text(fault, language, folder.as_posix())}")
    notes = [fault for fault in reading.faults if fault.severity == "note"]
    _print_notes(notes, language, folder)
    if reading.cycle is not None:
        _print_findings(reading.cycle, language)
    print(
        language.translate(N_("Errors: {errors}; notes: {notes}.")).format(
            errors=len(faults), notes=len(notes)
        )
    )
    return FAULTS if faults else DONE


def _evaluation_faults(folder: Path) -> list[Fault]:
    """Faults of the policy and of every evaluation of the cycle."""
    from napeval.reports.compute import input_faults

    return input_faults(folder)


def _print_notes(notes: Sequence[Fault], language: Language, folder: Path) -> None:
    """Notes of one kind in one file are said once, with their rows."""
    groups: dict[tuple[str, str, str | None], list[Fault]] = {}
    for note in notes:
        groups.setdefault((note.file, note.code, note.column), []).append(note)
    for group in groups.values():
        rows = ", ".join(str(note.row) for note in group[:_SHOWN])
        more = "" if len(group) <= _SHOWN else " …"
        text = fault_text(group[0], language, folder.as_posix())
        print(f"{language.translate(_NOTE)}: {text} ({len(group)}: {rows}{more})")


def _print_findings(cycle: Cycle, language: Language) -> None:
    """What the plan leaves open, counted by kind."""
    from napeval.measures import gaps, part_sums

    found = gaps(cycle, part_sums(cycle, as_of=date.max), as_of=date.max)
    for code in GAP_WORDS:
        subjects = found.loc[found["code"] == code, "subject"].tolist()
        if subjects:
            shown = ", ".join(subjects[:_SHOWN]) + (" …" if len(subjects) > _SHOWN else "")
            finding = language.translate(GAP_WORDS[code].finding)
            print(f"{language.translate(_NOTE)}: {finding}: {len(subjects)} ({shown})")


def _report(path: Path, language: Language) -> int:
    from napeval.reports import ReportBusy, read_request, run_report
    from napeval.reports.notebooks import NotebookError

    if not path.is_file():
        _say(language.translate(N_("There is no file {file}.")).format(file=path))
        return WRONG_CALL
    try:
        request = read_request(path)
    except CycleFaults as found:
        _print_faults(found, language, "")
        return WRONG_CALL
    try:
        folder = run_report(request, progress=lambda stage, seconds: _say(f"{stage:<12} {seconds:6.2f} s"))
    except CycleFaults as found:
        _print_faults(found, language, f"data/{request.cycle}")
        return FAULTS
    except (NotebookError, ReportBusy) as error:
        _say(str(error))
        return FAILED
    print(folder)
    return DONE


def _print_faults(found: CycleFaults, language: Language, folder: str) -> None:
    for fault in found.faults:
        print(f"{language.translate(_ERROR)}: {fault_text(fault, language, folder)}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
