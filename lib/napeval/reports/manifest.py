"""What a report was made of: inputs, parameters, versions, claims and files."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from napeval.display.blocks import runs_of
from napeval.release import Released
from napeval.reports.collect import EmittedBlock
from napeval.reports.compute import Inputs
from napeval.reports.request import Request

FORMAT = 1
PACKAGES = (
    "napeval",
    "pandas",
    "numpy",
    "scipy",
    "matplotlib",
    "papermill",
    "nbconvert",
    "typst",
    "python-docx",
    "xlsxwriter",
    "babel",
)
_ANSWERS = re.compile(r"evaluations/[^/]+/(?:evidence|survey|ratings|checklist|comments)\.csv")
"""Tables of what people answered, judged and said, in whichever evaluation."""


def write_manifest(
    folder: Path,
    request: Request,
    inputs: Inputs,
    released: Released,
    pages: Mapping[str, Sequence[EmittedBlock]],
) -> None:
    """Write manifest.json beside the files of a report; the same bytes for the same report.

    Files that hold rows of a source that this audience may not see as published, and what people answered in
    any evaluation, are named without size and hash: both would give hidden counts away.
    """
    closed = _closed_tables(inputs, request.audience)
    manifest = {
        "format": FORMAT,
        "report": {
            "name": request.name,
            "notebook": request.notebook,
            "cycle": request.cycle,
            "evaluation": request.evaluation,
        },
        "parameters": {
            "cutoff": request.cutoff.isoformat(),
            "as_of": request.as_of.isoformat(),
            "audience": request.audience,
            "languages": list(request.languages),
            "formats": list(request.formats),
        },
        "data_status": inputs.cycle.meta.data_status,
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "inputs": [_input(path, request.cycle_folder, closed) for path in _input_files(request)],
        "notebook": _digest(request.notebook_path),
        "claims": _claims(released, pages),
        "files": [
            {"path": path.relative_to(folder).as_posix(), **_digest(path)}
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ],
    }
    (folder / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )


def _input_files(request: Request) -> list[Path]:
    return sorted(
        path
        for path in request.cycle_folder.rglob("*")
        if path.is_file() and path.suffix in (".csv", ".json", ".yml", ".md")
    )


def _closed_tables(inputs: Inputs, audience: str) -> frozenset[str]:
    """Tables of the cycle with rows of a source that is not published, or not signed for the audience."""
    sources = inputs.cycle.tables["monitoring/sources"]
    free = inputs.policy.free_sources(sources, audience)
    return frozenset(
        f"{name}.csv"
        for name, frame in inputs.cycle.tables.items()
        if "source_id" in frame.columns and not free.issuperset(frame["source_id"].dropna())
    )


def _input(path: Path, cycle_folder: Path, closed: frozenset[str]) -> dict[str, Any]:
    name = path.relative_to(cycle_folder).as_posix()
    restricted = name in closed or _ANSWERS.fullmatch(name) is not None
    return {"path": name, "restricted": True} if restricted else {"path": name, **_digest(path)}


def _digest(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(stream, "sha256").hexdigest()}


def _claims(released: Released, pages: Mapping[str, Sequence[EmittedBlock]]) -> dict[str, dict[str, Any]]:
    """Every claim shown: its value, unit and state, and how it is printed in each language."""
    found: dict[str, dict[str, Any]] = {}
    for language, blocks in pages.items():
        for emitted in blocks:
            for run in runs_of(emitted.block):
                if run.get("c"):
                    entry = found.setdefault(run["c"], _entry(released, run["c"]))
                    printed = entry["printed"].setdefault(language, [])
                    if run["t"] not in printed:
                        printed.append(run["t"])
            for claim in emitted.block.get("claims", ()):
                found.setdefault(claim, _entry(released, claim))
    return dict(sorted(found.items()))


def _entry(released: Released, address: str) -> dict[str, Any]:
    claim = released.claim(address)
    return {"value": claim.value, "unit": claim.unit, "state": claim.state, "printed": {}}
