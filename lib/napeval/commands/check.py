"""``napeval check``: every fault of a cycle at once, and what the plan leaves open."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from napeval.commands.speaking import DONE, FAULTS, WRONG_CALL, print_count, print_faults, say
from napeval.cycle import Cycle, Fault, examine_cycle
from napeval.cycle.faults import errors_of
from napeval.display.fault_words import fault_record
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_, Language

_SHOWN = 10
_NOTE = N_("note")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cycle", type=Path, help="folder of the cycle, such as data/xk-2022-2024")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people or machines")


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Print faults as errors, warnings and notes apart, and findings about the plan as notes."""
    folder: Path = chosen.cycle
    if not folder.is_dir():
        say(language.translate(N_("There is no folder {folder}.")).format(folder=folder))
        return WRONG_CALL
    reading = examine_cycle(folder)
    faults = [*reading.faults, *_evaluation_faults(folder)]
    findings = list(_findings(reading.cycle)) if reading.cycle is not None else []
    if chosen.format == "json":
        _print_json(folder, faults, findings, language)
    else:
        print_faults(faults, language, folder.as_posix())
        _print_findings(findings, language)
        print_count(faults, language)
    return FAULTS if errors_of(faults) else DONE


def _evaluation_faults(folder: Path) -> list[Fault]:
    """Faults of the policy and of every evaluation of the cycle."""
    from napeval.reports.compute import input_faults

    return input_faults(folder)


def _findings(cycle: Cycle) -> Iterator[tuple[str, list[str]]]:
    """What the plan leaves open: codes with their subjects."""
    from napeval.measures import gaps, part_sums

    found = gaps(cycle, part_sums(cycle, as_of=date.max), as_of=date.max)
    for code in GAP_WORDS:
        subjects = found.loc[found["code"] == code, "subject"].tolist()
        if subjects:
            yield code, subjects


def _print_findings(findings: list[tuple[str, list[str]]], language: Language) -> None:
    for code, subjects in findings:
        shown = ", ".join(subjects[:_SHOWN]) + (" …" if len(subjects) > _SHOWN else "")
        finding = language.translate(GAP_WORDS[code].finding)
        print(f"{language.translate(_NOTE)}: {finding}: {len(subjects)} ({shown})")


def _print_json(
    folder: Path, faults: list[Fault], findings: list[tuple[str, list[str]]], language: Language
) -> None:
    report = {
        "cycle": folder.as_posix(),
        "faults": [fault_record(fault, language) for fault in faults],
        "findings": [{"code": code, "subjects": subjects} for code, subjects in findings],
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))
