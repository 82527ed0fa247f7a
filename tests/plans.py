"""Where the plans stand that tests read: those of the project, and a small one kept with the tests."""

from __future__ import annotations

import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SMALL = "demo-small"
"""A synthetic plan in which every table is filled, small enough to check by hand."""
_OWN = PROJECT / "tests" / "data"


def plan_folder(name: str) -> Path:
    """The folder of a plan cycle."""
    return _OWN / "plans" / name if name == SMALL else PROJECT / "data" / name


def request_file(name: str) -> Path:
    """The request for the mid-term report of a plan."""
    return (_OWN if name == SMALL else PROJECT) / "params" / name / "mid-term.yml"


def lay_out(place: Path, *names: str) -> None:
    """Put plans and their requests where a project has them: place/data and place/params."""
    for name in names:
        shutil.copytree(plan_folder(name), place / "data" / name, ignore=shutil.ignore_patterns(".*"))
        (place / "params" / name).mkdir(parents=True, exist_ok=True)
        shutil.copy2(request_file(name), place / "params" / name)
