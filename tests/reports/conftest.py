"""The reports of both cycles, made once and shared by all test processes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from family_reports import shipped
from whole_report import COMPLETE_CYCLE, CYCLES, LANGUAGES, WholeReport, common_folder, made_once

from napeval.release import write_results
from napeval.reports.compute import compute_released, read_inputs
from napeval.reports.request import read_request
from plans import SMALL, plan_folder


def _whole_report(factory: pytest.TempPathFactory, cycle: str) -> WholeReport:
    if cycle != SMALL:
        return shipped(factory, cycle, "mid-term")
    place = made_once(common_folder(factory) / "whole-report" / cycle, _make_small)
    return WholeReport(read_request(place / "params" / cycle / "mid-term.yml"))


def _make_small(folder: Path) -> None:
    WholeReport.made_in(folder, SMALL)


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


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Every language of a report."""
    return request.param


@pytest.fixture(scope="session")
def small_results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The released results of the small plan as files, without any report."""
    inputs = read_inputs(plan_folder(SMALL), "mid-term")
    days = {"cutoff": date(2023, 6, 30), "as_of": date(2023, 9, 30)}
    place = tmp_path_factory.mktemp("results")
    write_results(compute_released(inputs, **days, audience="public"), place)
    return place
