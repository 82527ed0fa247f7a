"""The napeval command.

Exit codes: 0 done, 1 the data have faults, 2 the call is wrong, 3 the run failed, 4 protection refused.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from napeval.commands.speaking import DONE, FAILED, FAULTS, REFUSED, WRONG_CALL, say
from napeval.display.languages import MESSAGE_LANGUAGES, N_, Language
from napeval.release import ProtectionRefused

__all__ = ["DONE", "FAILED", "FAULTS", "REFUSED", "WRONG_CALL", "main"]

COMMANDS = {
    "new": ("new", "make an empty cycle, or an evaluation of a cycle"),
    "import": ("import_plan", "read a plan table (XLSX or CSV) into a cycle"),
    "forms": ("forms", "write forms to fill in: one workbook per institution, or an instrument of the guide"),
    "collect": ("collect", "read filled forms, show what they bring, and write it on demand"),
    "check": ("check", "every fault of a cycle at once"),
    "report": ("report", "make a report: HTML, DOCX, PDF, XLSX, notebooks, results, manifest"),
    "draft": ("draft", "stubs for the evaluator's words, with the figures that stand there"),
    "absorb": ("absorb", "bring an edited Word report back: the evaluator's words, or its comments"),
    "trace": ("trace", "from a figure of a report to its row, its formula, the input rows and their sources"),
    "dictionary": ("dictionary", "write the pages that describe every table and column, in three languages"),
}
"""By name: the module of the command, and what the help says of it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = _parser(given).parse_args(given)
    language = Language(chosen.language)
    try:
        code: int = _module(chosen.command).run(chosen, language)
        return code
    except BrokenPipeError:  # the reader of the output closed it, as head does
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        return DONE
    except ProtectionRefused as error:
        say(language.translate(N_("Protection refused: {reason}")).format(reason=error))
        return REFUSED
    except Exception as error:  # whatever else goes wrong is a failed run, never a verdict on the data
        traceback.print_exc()
        reason = f"{type(error).__name__}: {error}"
        say(language.translate(N_("The run failed: {reason}")).format(reason=reason))
        return FAILED


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for a call. Only a command that is named in it is loaded: each brings much along."""
    parser = argparse.ArgumentParser(
        prog="napeval", description="Evaluation of national action plans against trafficking in human beings."
    )
    parser.add_argument("--language", choices=MESSAGE_LANGUAGES, default="en", help="language of messages")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, told) in COMMANDS.items():
        own = commands.add_parser(name, help=told)
        if name in given:
            _module(name).arguments(own)
        # the language may stand before or after the name of the command
        own.add_argument("--language", choices=MESSAGE_LANGUAGES, default=argparse.SUPPRESS)
    return parser


def _module(command: str) -> Any:
    return import_module(f"napeval.commands.{COMMANDS[command][0]}")


if __name__ == "__main__":
    sys.exit(main())
