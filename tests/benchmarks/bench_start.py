"""How long a fresh interpreter takes to import each part of the library."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "lib" / "napeval"
ROOMS = [path.parent.name for path in PACKAGE.glob("*/__init__.py")]
COMMANDS = [path.stem for path in PACKAGE.glob("cli.py")]
PARTS = ["napeval", *sorted(f"napeval.{name}" for name in ROOMS + COMMANDS)]
LONGEST_SECONDS = 5.0  # a command that takes longer to start feels broken
RUNS = 5


@pytest.mark.parametrize("part", PARTS)
def test_importing_a_part_is_quick(part):
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", f"import {part}"], check=True)
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    print(f"\nimport {part}: median {median:.2f} s, slowest {max(seconds):.2f} s of {RUNS}")
    assert median < LONGEST_SECONDS
