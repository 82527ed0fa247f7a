"""``napeval report``: from requests to the files of their reports."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from napeval.commands.speaking import DONE, FAILED, FAULTS, REFUSED, WRONG_CALL, print_faults, say
from napeval.cycle import CycleFaults
from napeval.display.languages import N_, Language
from napeval.release import ProtectionRefused


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "requests",
        type=Path,
        nargs="+",
        metavar="request",
        help="params file, such as params/xk-2022-2024/mid-term.yml, or a folder: every request below it",
    )


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Make the reports one after another and print the folder that each stands in.

    A report that cannot be made does not keep the others from being made; the exit code is the highest.
    """
    paths: list[Path] = []
    for given in chosen.requests:
        found = sorted(given.rglob("*.yml")) if given.is_dir() else [given]
        if not found:
            say(language.translate(N_("There is no request below {folder}.")).format(folder=given))
            return WRONG_CALL
        paths += found
    started = time.monotonic()
    codes = [_make(path, language) for path in paths]
    if len(paths) > 1:
        say(
            language.translate(N_("Reports made: {made} of {asked}, in {seconds} s.")).format(
                made=codes.count(DONE), asked=len(paths), seconds=f"{time.monotonic() - started:.0f}"
            )
        )
    return max(codes)


def _make(path: Path, language: Language) -> int:
    """Make one report; say what stands in its way."""
    from napeval.commands.requests import asked
    from napeval.reports import ReportBusy, run_report
    from napeval.reports.notebooks import NotebookError

    request = asked(path, language)
    if request is None:
        return WRONG_CALL
    try:
        folder = run_report(request, progress=lambda stage, seconds: say(f"{stage:<12} {seconds:6.2f} s"))
    except CycleFaults as found:
        print_faults(found.faults, language, f"data/{request.cycle}")
        return FAULTS
    except ProtectionRefused as error:
        say(language.translate(N_("Protection refused: {reason}")).format(reason=error))
        return REFUSED
    except (NotebookError, ReportBusy) as error:
        say(str(error))
        return FAILED
    print(folder, flush=True)
    return DONE
