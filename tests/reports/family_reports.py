"""The shipped reports of both cycles, each made once for all test processes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from whole_report import COMPLETE_CYCLE, CYCLES, WholeReport, common_folder, made_once

from napeval.reports.request import read_request
from napeval.reports.run import run_report
from plans import PROJECT

REAL, DEMO = CYCLES[0], COMPLETE_CYCLE


def shipped(factory: pytest.TempPathFactory, cycle: str, name: str) -> WholeReport:
    """The report of a request of the project, in all its languages and formats."""
    request = f"params/{cycle}/{name}.yml"
    family = common_folder(factory) / "family" / cycle
    place = made_once(family / f"{name}.yml", lambda folder: _make(folder, request))
    return WholeReport(read_request(place / request))


def _make(place: Path, request: str) -> None:
    cycle = Path(request).parts[1]
    for folder in ("notebooks", f"data/{cycle}", f"params/{cycle}"):
        shutil.copytree(PROJECT / folder, place / folder, ignore=shutil.ignore_patterns(".*"))
    run_report(read_request(place / request))
