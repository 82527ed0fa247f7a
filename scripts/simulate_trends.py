"""How often each method calls a trend, where there is none and where there is one.

    python scripts/simulate_trends.py                     write docs/trend-simulations.csv
    python scripts/simulate_trends.py --into FOLDER       into another folder
    python scripts/simulate_trends.py NAME ...            print only these tables

Every cell draws from its own seed (column source_seed), so that one can be run again without the others; a
share that is worked out without drawing has 0 draws and no seed.
A table is one function that lists its cells; SIMULATIONS names the functions.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from trend_simulations.breaks import joinpoint
from trend_simulations.cells import Cell, Table, Worked
from trend_simulations.composition import composition
from trend_simulations.counts import constant_rate, negative_binomial_trend, poisson_trend, rate_ratio
from trend_simulations.interrupted import interrupted_counts, interrupted_series
from trend_simulations.outlook import next_count
from trend_simulations.ranks import level_shift, mann_kendall

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ("method", "truth", "n", "mean", "setting", "draws", "share_rejecting", "source_seed")

# One function for each table; the seed of a cell follows from the place of its table and its own, so tables
# are added at the end.
SIMULATIONS: Mapping[str, Table] = {
    "mann_kendall": mann_kendall,
    "poisson_trend": poisson_trend,
    "negative_binomial_trend": negative_binomial_trend,
    "constant_rate": constant_rate,
    "rate_ratio": rate_ratio,
    "joinpoint": joinpoint,
    "interrupted_series": interrupted_series,
    "interrupted_counts": interrupted_counts,
    "next_count": next_count,
    "level_shift": level_shift,
    "composition": composition,
}


def rows_of(name: str) -> Iterator[dict[str, Any]]:
    """The rows of one table, the cells in their order."""
    start = 1000 * (1 + list(SIMULATIONS).index(name))
    for seed, cell in enumerate(SIMULATIONS[name](), start):
        yield from rows_of_cell(cell, seed)


def rows_of_cell(cell: Cell | Worked, seed: int) -> Iterator[dict[str, Any]]:
    """One row for each method that judges this cell."""
    for method, share in cell.shares(seed).items():
        yield {
            "method": method, "truth": cell.truth, "n": cell.n,
            "mean": "" if cell.mean is None else f"{cell.mean:g}", "setting": cell.setting,
            "draws": cell.draws, "share_rejecting": f"{share:.5f}",
            "source_seed": seed if cell.draws else "",
        }  # fmt: skip


def write_tables(names: list[str], out: TextIO) -> None:
    """The rows of these tables as text."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for name in names:
        writer.writerows(rows_of(name))


def main() -> None:
    """Write every table, or print some."""
    parser = argparse.ArgumentParser(description="Simulate how often each method calls a trend.")
    parser.add_argument("tables", nargs="*", metavar="NAME", help=f"of {', '.join(SIMULATIONS)}")
    parser.add_argument("--into", type=Path, default=ROOT / "docs", help="folder of trend-simulations.csv")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.tables if name not in SIMULATIONS]
    if unknown:
        parser.error(f"found {', '.join(unknown)}; allowed: {', '.join(SIMULATIONS)}.")
    if arguments.tables:
        write_tables(arguments.tables, sys.stdout)
        return
    with (arguments.into / "trend-simulations.csv").open("w", encoding="utf-8", newline="") as out:
        write_tables(list(SIMULATIONS), out)


if __name__ == "__main__":
    main()
