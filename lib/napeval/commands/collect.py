"""``napeval collect``: filled forms into a cycle, shown first and written on demand."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from napeval.commands.speaking import DONE, FAULTS, WRONG_CALL, print_faults, say
from napeval.display.languages import N_, Language
from napeval.exchange.collecting.collect import Collected, Correction, Response, collect, write_collected

_STATUS = {
    "answered": N_("answered"),
    "blank": N_("came back blank"),
    "refused": N_("has faults"),
    "collected_before": N_("collected before"),
    "missing": N_("has not answered"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, help="folder with the filled forms")
    parser.add_argument("--into", type=Path, required=True, metavar="CYCLE", help="folder of the cycle")
    parser.add_argument("--write", action="store_true", help="write the rows; without it they are only shown")


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Print who answered, what would be added and corrected, and every fault; write where asked."""
    for folder in (chosen.folder, chosen.into):
        if not folder.is_dir():
            say(language.translate(N_("There is no folder {folder}.")).format(folder=folder))
            return WRONG_CALL
    collected = collect(chosen.folder, chosen.into, date.today(), language)
    print_faults(collected.faults, language)
    _print_responses(collected.responses, language)
    _print_rows(collected, language)
    if collected.errors:
        print(language.translate(N_("Nothing was written, because of the errors.")))
        return FAULTS
    if not collected.changes:
        print(language.translate(N_("Nothing new; nothing to write.")))
    elif chosen.write:
        paths = write_collected(collected, chosen.into)
        print(language.translate(N_("Written: {files}")).format(files=", ".join(map(str, paths))))
    else:
        print(language.translate(N_("Nothing was written; add --write to write the rows.")))
    return DONE


def _print_responses(responses: tuple[Response, ...], language: Language) -> None:
    """Who was asked, and what came back."""
    line = language.translate(N_("{kind} {period} {institution} ({name}): {status}"))
    lines = language.translate(N_("lines answered: {answered} of {asked}"))
    for one in responses:
        status = language.translate(_STATUS[one.status])
        who = one.institution or one.person
        text = line.format(kind=one.kind, period=one.period, institution=who, name=one.name, status=status)
        if one.asked is not None and one.answered is not None:
            text += "; " + lines.format(answered=one.answered, asked=one.asked)
        print(" ".join(text.split()) + (f" [{one.file}]" if one.file else ""))


def _print_rows(collected: Collected, language: Language) -> None:
    """Every row to be added, every correction, and how many rows are on record already."""
    add = language.translate(N_("add to {table}: {values} [{place}]"))
    for table, rows in collected.added.items():
        for row in rows:
            values = ", ".join(f"{name}={value}" for name, value in row.values.items())
            place = ", ".join(filter(None, (row.file, row.sheet, str(row.row or ""))))
            print(add.format(table=table, values=values, place=place))
    for one in collected.corrections:
        print(_correction(one, language))
    known = language.translate(N_("on record already in {table}: {count}"))
    for table, count in collected.unchanged.items():
        print(known.format(table=table, count=count))


def _correction(one: Correction, language: Language) -> str:
    text = N_("correction in {table}: {changes} ({before} → {after})")
    changes = ", ".join(f"{name}: '{old}' → '{new}'" for name, (old, new) in one.changes.items())
    return language.translate(text).format(
        table=one.row.table, changes=changes, before=one.recorded_before, after=one.recorded_on
    )
