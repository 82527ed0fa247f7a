"""The napeval command.

Exit codes: 0 done, 1 the data have faults, 2 the call is wrong, 3 the run failed, 4 protection refused.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from napeval.commands import check, collect, dictionary, forms, import_plan, new, report
from napeval.commands.speaking import DONE, FAILED, FAULTS, REFUSED, WRONG_CALL, say
from napeval.display.languages import MESSAGE_LANGUAGES, N_, Language
from napeval.release import ProtectionRefused

__all__ = ["DONE", "FAILED", "FAULTS", "REFUSED", "WRONG_CALL", "main"]

COMMANDS = {
    "new": new, "import": import_plan, "forms": forms, "collect": collect, "check": check,
    "report": report, "dictionary": dictionary,
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    chosen = _parser().parse_args(arguments)
    language = Language(chosen.language)
    try:
        return COMMANDS[chosen.command].run(chosen, language)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="napeval", description="Evaluation of national action plans against trafficking in human beings."
    )
    parser.add_argument("--language", choices=MESSAGE_LANGUAGES, default="en", help="language of messages")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        own = commands.add_parser(name, help=command.HELP)
        command.arguments(own)
        # the language may stand before or after the name of the command
        own.add_argument("--language", choices=MESSAGE_LANGUAGES, default=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
