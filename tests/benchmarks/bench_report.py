"""How long each stage of the report of the real plan takes, and what our engine gains over plain kernels."""

import os
import shutil
import time
from pathlib import Path

from napeval.reports.notebooks import run_notebook
from napeval.reports.request import read_request
from napeval.reports.run import run_report
from napeval.reports.workers import NotebookJob, run_in_workers

PROJECT = Path(__file__).resolve().parents[2]
REQUEST = Path("params") / "xk-2022-2024" / "mid-term.yml"


def project_copy(place):
    for folder in ("notebooks", "params", "data/xk-2022-2024"):
        shutil.copytree(PROJECT / folder, place / folder)
    return read_request(place / REQUEST)


def test_stages_of_the_report(tmp_path):
    """The first run pays for imports that later runs of the same process do not; both are printed."""
    request = project_copy(tmp_path)
    for name in ("first run", "second run"):
        stages: list[tuple[str, float]] = []
        start = time.perf_counter()
        run_report(request, progress=lambda stage, seconds, told=stages: told.append((stage, seconds)))
        total = time.perf_counter() - start
        print(f"\n{name}, {os.cpu_count()} processors, load before it {os.getloadavg()[0]:.2f}")
        print(f"{'stage':<12} {'seconds':>8} {'share':>7}")
        for stage, seconds in stages:
            print(f"{stage:<12} {seconds:8.2f} {seconds / total:7.1%}")
        print(f"{'total':<12} {total:8.2f} {1:7.1%}")
        told = [stage for stage, _ in stages]
        assert {"read", "compute", "notebooks", "manifest"} <= set(told)


def test_our_engine_against_plain_kernels(tmp_path, monkeypatch):
    """All languages at once in workers, against one kernel after the other, on the same stored results."""
    request = project_copy(tmp_path)
    folder = run_report(request)
    jobs = []
    for language in request.languages:
        place = tmp_path / "again" / language
        place.mkdir(parents=True)
        jobs.append(
            NotebookJob(
                request.notebook_path,
                place / "report.ipynb",
                request.parameters(language, place, folder / "results"),
            )
        )
    ours, kernels = [], []
    for _ in range(2):
        start = time.perf_counter()
        run_in_workers(jobs)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        for job in jobs:
            monkeypatch.chdir(job.target.parent)
            run_notebook(job.source, None, job.parameters, engine="kernel")
        kernels.append(time.perf_counter() - start)
    print(f"\n{'round':<8} {'workers':>9} {'kernels':>9} {'ratio':>7}")
    for number, (own, plain) in enumerate(zip(ours, kernels, strict=True), start=1):
        print(f"{number:<8} {own:7.2f} s {plain:7.2f} s {plain / own:7.2f}")
    print(f"plain kernels in a row take {sum(kernels) / sum(ours):.2f} times as long as workers")
