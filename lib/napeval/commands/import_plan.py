"""``napeval import``: an ordinary plan table into a cycle, shown first and written on demand."""

from __future__ import annotations

import argparse
from pathlib import Path

from napeval.commands.speaking import DONE, FAULTS, WRONG_CALL, print_faults, say
from napeval.display.languages import MESSAGE_LANGUAGES, N_, Language
from napeval.exchange.plans.importing import import_plan
from napeval.exchange.plans.report import import_lines


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("plan", type=Path, help="the plan, such as plan.xlsx")
    parser.add_argument("--into", type=Path, required=True, metavar="CYCLE", help="folder of the cycle")
    parser.add_argument("--mapping", type=Path, help="a mapping of columns that an earlier run wrote down")
    parser.add_argument("--plan-language", choices=MESSAGE_LANGUAGES, default="", help="language of the plan")
    parser.add_argument(
        "--add-language", action="store_true",
        help="the plan is another edition of the one in the cycle: take its words only",
    )  # fmt: skip
    parser.add_argument("--rows", action="store_true", help="say of every row what becomes of it")
    parser.add_argument("--write", action="store_true", help="write the tables, not only show them")


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Print what every column and row becomes, and what is left to do."""
    for path, is_there in ((chosen.plan, chosen.plan.is_file()), (chosen.into, chosen.into.is_dir())):
        if not is_there:
            say(language.translate(N_("There is no {path}.")).format(path=path))
            return WRONG_CALL
    result = import_plan(
        chosen.plan, chosen.into, mapping=chosen.mapping, plan_language=chosen.plan_language,
        add_language=chosen.add_language, write=chosen.write, language=language.code,
    )  # fmt: skip
    print_faults(result.faults, language)
    for line in import_lines(result, language, every_row=chosen.rows):
        print(line)
    if result.errors:
        return FAULTS
    if not result.written:
        print(language.translate(N_("Nothing was written; add --write to write the tables.")))
    if result.remaining:
        print(language.translate(N_("What is left to do in the cycle:")))
        print_faults(result.remaining, language, chosen.into.as_posix())
    return DONE
