"""``napeval forms``: workbooks for institutions and people to fill in."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from napeval.commands.speaking import DONE, FAULTS, WRONG_CALL, print_faults, say
from napeval.cycle import Cycle, CycleFaults, read_cycle
from napeval.display.languages import N_, Language
from napeval.exchange.forms.instruments import INSTRUMENTS, write_instrument_forms
from napeval.exchange.forms.progress import KIND as PROGRESS
from napeval.exchange.forms.progress import write_progress_forms


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cycle", type=Path, help="folder of the cycle, such as data/xk-2022-2024")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the workbooks")
    parser.add_argument("--kind", choices=(PROGRESS, *INSTRUMENTS), default=PROGRESS, help="which form")
    parser.add_argument("--period", help="period of progress forms, such as 2023-H1")
    parser.add_argument("--institution", action="append", help="only for this one; may be repeated")
    parser.add_argument("--evaluation", metavar="NAME", help="the evaluation that the form is for")


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Write the forms in the chosen language and print their paths."""
    if not chosen.cycle.is_dir():
        say(language.translate(N_("There is no folder {folder}.")).format(folder=chosen.cycle))
        return WRONG_CALL
    if chosen.kind == PROGRESS and not chosen.period:
        say(language.translate(N_("Name the period: --period 2023-H1.")))
        return WRONG_CALL
    try:
        cycle = read_cycle(chosen.cycle)
    except CycleFaults as found:
        print_faults(found.faults, language, chosen.cycle.as_posix())
        return FAULTS
    try:
        paths = _written(cycle, chosen, language)
    except CycleFaults as found:
        print_faults(found.faults, language)
        return WRONG_CALL
    for path in paths:
        print(path)
    return DONE


def _written(cycle: Cycle, chosen: argparse.Namespace, language: Language) -> list[Path]:
    today = date.today()
    if chosen.kind == PROGRESS:
        return write_progress_forms(cycle, chosen.period, chosen.out, language, today, chosen.institution)
    return write_instrument_forms(
        cycle, [chosen.kind], chosen.out, language, today,
        evaluation=chosen.evaluation or "", institutions=chosen.institution,
    )  # fmt: skip
