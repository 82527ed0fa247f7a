"""``napeval dictionary``: the pages that describe every table and column."""

from __future__ import annotations

import argparse
from pathlib import Path

from napeval.commands.speaking import DONE
from napeval.display.data_dictionary import dictionary_pages
from napeval.display.languages import Language


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--out", type=Path, default=Path("docs"), help="folder for the pages")


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Write the pages and print their paths."""
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, text in dictionary_pages().items():
        (chosen.out / name).write_text(text, encoding="utf-8", newline="\n")
        print(chosen.out / name)
    return DONE
