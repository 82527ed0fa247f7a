"""``napeval trace``: from a figure of a report to its row, its formula, the input rows and their sources."""

from __future__ import annotations

import argparse
from pathlib import Path

from napeval.commands.speaking import DONE, WRONG_CALL, say
from napeval.display.languages import N_, Language
from napeval.release import CATALOGUE, Claim, Released, UndeclaredResult, read_results
from napeval.release.citations import CitationError, resolve


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, help="of a report, such as outputs/xk-2022-2024/mid-term")
    parser.add_argument(
        "address", help="of a figure, such as 'rollup#plan|plan|all:value', or of its row, without the column"
    )
    parser.add_argument("--all", action="store_true", help="print every input row, not only the first few")


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Print what stands behind a figure, as far as its readers may know it."""
    from napeval.reports.kept_inputs import NoManifest, kept_inputs, made_of
    from napeval.reports.trace_text import TraceText

    folder: Path = chosen.folder
    if not any((folder / "results").glob("*.csv")):
        say(language.translate(N_("There are no results in {folder}.")).format(folder=folder))
        return WRONG_CALL
    try:
        released, made = read_results(folder / "results"), made_of(folder)
        claim = _claim(chosen.address, released)
    except (UndeclaredResult, NoManifest) as error:
        said = language.translate(N_("This is no report of this version of napeval: {reason}"))
        say(said.format(reason=error))
        return WRONG_CALL
    except CitationError as error:
        _say_unknown(chosen.address, error, language)
        return WRONG_CALL
    kept = kept_inputs(made, folder.resolve().parents[2] / "data" / made.cycle)
    currency = kept.inputs.cycle.meta.currency if kept.inputs else language.currency
    text = TraceText(released, kept, Language(language.tag, currency), chosen.all)
    is_row = _is_row(chosen.address)
    print("\n".join(text.of_row(claim.address) if is_row else text.of_claim(claim)))
    return DONE


def _is_row(address: str) -> bool:
    return ":" not in address


def _claim(address: str, released: Released) -> Claim:
    """The figure at an address, or any of its row where no column is named. Raises CitationError."""
    if not _is_row(address):
        return resolve(address, released)
    table = address.partition("#")[0]
    columns = CATALOGUE[table].columns if table in CATALOGUE else ()
    column = next((one.name for one in columns if one.kind not in ("key", "trace")), "value")
    return resolve(f"{address}:{column}", released)


def _say_unknown(address: str, error: CitationError, language: Language) -> None:
    """Say that there is no such figure, with what is nearest to it or what would fit it."""
    say(language.translate(N_("There is no figure at {address}.")).format(address=address))
    nearest, fitting = (error.arguments.get(name, "") for name in ("nearest", "fitting"))
    fitting = fitting.replace("{", "").replace("}", "")
    if _is_row(address):
        nearest = nearest.partition(":")[0]
        fitting = ", ".join(one.partition(":")[0] for one in fitting.split(", ")) if fitting else ""
    if nearest:
        say(language.translate(N_("Nearest: {address}")).format(address=nearest))
    if fitting:
        say(language.translate(N_("These would fit: {addresses}")).format(addresses=fitting))
