"""How long every report of both cycles takes, in three languages and all formats, in one process."""

import os
import shutil
import time
from pathlib import Path

from napeval.reports.request import read_request
from napeval.reports.run import run_report

PROJECT = Path(__file__).resolve().parents[2]


def test_every_report_of_both_cycles(tmp_path):
    """Each request once, in the order of their files; the first pays for the imports."""
    for folder in ("notebooks", "params", "data"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    taken = []
    print(f"\n{os.cpu_count()} processors, load before it {os.getloadavg()[0]:.2f}")
    print(f"{'report':<38} {'languages':>9} {'files':>6} {'MB':>6} {'seconds':>8} {'of the mid-term':>16}")
    for path in sorted((tmp_path / "params").rglob("*.yml")):
        request = read_request(path)
        start = time.perf_counter()
        folder = run_report(request)
        taken.append((f"{request.cycle}/{request.name}", time.perf_counter() - start, request, folder))
    whole = {request.cycle: seconds for _, seconds, request, _ in taken if request.name == "mid-term"}
    for name, seconds, request, folder in taken:
        files = [path for path in folder.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        ratio = seconds / whole[request.cycle]
        counts = f"{len(request.languages):>9} {len(files):>6} {size:6.1f}"
        print(f"{name:<38} {counts} {seconds:8.2f} {ratio:16.2f}")
    print(f"{'all':<38} {'':>9} {'':>6} {'':>6} {sum(seconds for _, seconds, _, _ in taken):8.2f}")
    assert len(taken) == len(list((PROJECT / "params").rglob("*.yml")))
