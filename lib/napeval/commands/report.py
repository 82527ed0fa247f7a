"""``napeval report``: from a request to the files of a report."""

from __future__ import annotations

import argparse
from pathlib import Path

from napeval.commands.speaking import DONE, FAILED, FAULTS, WRONG_CALL, print_faults, say
from napeval.cycle import CycleFaults
from napeval.display.languages import N_, Language


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("request", type=Path, help="params file, such as params/xk-2022-2024/mid-term.yml")


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Make the report and print the folder that it stands in."""
    from napeval.reports import ReportBusy, read_request, run_report
    from napeval.reports.notebooks import NotebookError

    path: Path = chosen.request
    if not path.is_file():
        say(language.translate(N_("There is no file {file}.")).format(file=path))
        return WRONG_CALL
    try:
        request = read_request(path)
    except CycleFaults as found:
        print_faults(found.faults, language)
        return WRONG_CALL
    try:
        folder = run_report(request, progress=lambda stage, seconds: say(f"{stage:<12} {seconds:6.2f} s"))
    except CycleFaults as found:
        print_faults(found.faults, language, f"data/{request.cycle}")
        return FAULTS
    except (NotebookError, ReportBusy) as error:
        say(str(error))
        return FAILED
    print(folder)
    return DONE
