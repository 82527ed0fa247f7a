"""The reports of both cycles, made once and shared by all test processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_report import COMPLETE_CYCLE, CYCLES, WholeReport, made_once

from napeval.reports.request import read_request


def _whole_report(factory: pytest.TempPathFactory, cycle: str) -> WholeReport:
    own = factory.getbasetemp()
    # Test processes that run side by side have folders of their own in one common folder.
    common = own.parent if own.name.startswith("popen-") else own
    place = made_once(common / "whole-report" / cycle, lambda folder: _make(folder, cycle))
    return WholeReport(read_request(place / "params" / cycle / "mid-term.yml"))


def _make(folder: Path, cycle: str) -> None:
    WholeReport.made_in(folder, cycle)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> WholeReport:
    """The report of the real plan."""
    return _whole_report(tmp_path_factory, CYCLES[0])


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> WholeReport:
    """The report of the synthetic plan."""
    return _whole_report(tmp_path_factory, CYCLES[1])


@pytest.fixture(scope="session")
def complete(tmp_path_factory: pytest.TempPathFactory) -> WholeReport:
    """The report of the complete synthetic plan, whose truth is known."""
    return _whole_report(tmp_path_factory, COMPLETE_CYCLE)


@pytest.fixture(scope="session", params=CYCLES)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> WholeReport:
    """The reports of both plans, one after the other."""
    return _whole_report(tmp_path_factory, request.param)


@pytest.fixture(params=("sq", "en"))
def language(request: pytest.FixtureRequest) -> str:
    """Both languages of a report."""
    return request.param
