"""``napeval draft``: stubs for the evaluator's words, with the figures that stand there."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from napeval.commands.speaking import DONE, FAILED, FAULTS, WRONG_CALL, print_faults, say
from napeval.cycle import CycleFaults
from napeval.display.languages import N_, Language


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("request", type=Path, help="params file, such as params/xk-2022-2024/mid-term.yml")
    parser.add_argument(
        "--renew", action="store_true", help="write anew the texts in which nothing but a comment stands"
    )


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Make the stubs that are not there, and print which were made and which texts stood there already."""
    from napeval.commands.requests import asked
    from napeval.reports.drafting import draft
    from napeval.reports.notebooks import NotebookError

    request = asked(chosen.request, language)
    if request is None:
        return WRONG_CALL
    try:
        drafted = draft(request, renew=chosen.renew)
    except CycleFaults as found:
        print_faults(found.faults, language, f"data/{request.cycle}")
        return FAULTS
    except NotebookError as error:
        say(str(error))
        return FAILED
    _print_paths(N_("made: {file}"), drafted.made, language)
    _print_paths(N_("already written: {file}"), drafted.written, language)
    _print_paths(N_("open, left as it is (--renew writes it anew): {file}"), drafted.stubs, language)
    return DONE


def _print_paths(message: str, paths: Sequence[Path], language: Language) -> None:
    for path in paths:
        print(language.translate(message).format(file=path))
