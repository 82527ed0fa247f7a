"""``napeval new``: an empty, valid cycle, or an evaluation of one with stubs to write in."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from napeval.commands.speaking import DONE, WRONG_CALL, print_faults
from napeval.criteria import default_matrix
from napeval.cycle import CycleFaults, examine_cycle
from napeval.cycle.settings import EVALUATION_WORDS
from napeval.display.languages import LANGUAGES, Language
from napeval.exchange.starting.new_cycle import new_cycle
from napeval.exchange.starting.new_evaluation import new_evaluation
from napeval.reports.request import notebook_of
from napeval.reports.slots import prompt_of, sections_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("cycle", type=Path, help="folder of the cycle, such as data/XX-2024-2026")
    parser.add_argument("--evaluation", metavar="NAME", help="make this evaluation, such as mid-term")
    parser.add_argument(
        "--kind", choices=EVALUATION_WORDS["kind"], default="mid_term", help="kind of the evaluation"
    )
    parser.add_argument(
        "--period", default="", help="year or half-year of a monitoring report, such as 2023 or 2023-H1"
    )
    parser.add_argument("--currency", default="EUR", help="currency of the cycle, by ISO 4217")
    parser.add_argument("--synthetic", action="store_true", help="the data will be invented, for practice")


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Make the files and print their paths."""
    try:
        made = _evaluation(chosen, language) if chosen.evaluation else _cycle(chosen, language)
    except CycleFaults as found:
        print_faults(found.faults, language)
        return WRONG_CALL
    for path in made:
        print(path)
    return DONE


def _cycle(chosen: argparse.Namespace, language: Language) -> list[Path]:
    status = "synthetic" if chosen.synthetic else "real"
    return new_cycle(chosen.cycle, currency=chosen.currency, data_status=status, language=language.code)


def _evaluation(chosen: argparse.Namespace, language: Language) -> list[Path]:
    return new_evaluation(
        chosen.cycle, chosen.evaluation, chosen.kind, period=chosen.period,
        language=language.code, sections=_prompts(chosen.cycle, chosen.kind), languages=LANGUAGES,
    )  # fmt: skip


def _prompts(folder: Path, kind: str) -> Mapping[str, str]:
    """What is to be written in each section of the report of this kind on this plan."""
    cycle = examine_cycle(folder).cycle
    strategic: list[str] = []
    if cycle is not None:
        objectives = cycle.table("plan/objectives")
        strategic = objectives.loc[objectives["level"] == "strategic", "objective_id"].tolist()
    names = sections_of(notebook_of(kind), strategic, default_matrix().criteria)
    return {name: prompt_of(name, kind) for name in names}
