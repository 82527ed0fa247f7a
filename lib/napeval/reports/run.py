"""Running a request: compute once, one notebook per language, then the files; whole or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat

from napeval.display.languages import N_ as _
from napeval.display.languages import Language
from napeval.release import Released, write_results
from napeval.reports.collect import EmittedBlock, blocks_of
from napeval.reports.compute import Inputs, compute_released, read_inputs
from napeval.reports.document import DocumentInfo
from napeval.reports.docx import write_docx
from napeval.reports.html import write_html
from napeval.reports.manifest import write_manifest
from napeval.reports.pdf import write_pdf
from napeval.reports.report import SYNTHETIC
from napeval.reports.request import Request
from napeval.reports.workbook import sheets
from napeval.reports.workers import NotebookJob, run_in_workers
from napeval.reports.xlsx import write_xlsx

Progress = Callable[[str, float], None]
"""Told of each finished stage and its seconds."""


class ReportBusy(RuntimeError):
    """Another run is writing the same report."""


@dataclass
class _Clock:
    """Seconds since the last stage ended."""

    progress: Progress
    last: float

    def stage(self, name: str) -> None:
        now = time.perf_counter()
        self.progress(name, now - self.last)
        self.last = now


def run_report(request: Request, *, progress: Progress = lambda name, seconds: None) -> Path:
    """Make every file of a report and put them in place at the end; returns the folder.

    Raises CycleFaults for faults of the data, ReportBusy where another run holds the report, and
    NotebookError where a notebook fails; what stood in the folder before stays as it was then.
    """
    clock = _Clock(progress, time.perf_counter())
    inputs = read_inputs(request.cycle_folder, request.evaluation)
    clock.stage("read")
    released = compute_released(inputs, cutoff=request.cutoff, as_of=request.as_of, audience=request.audience)
    clock.stage("compute")
    with _building(request) as folder:
        write_results(released, folder / "results")
        notebooks = _run_notebooks(request, folder)
        clock.stage("notebooks")
        pages = {
            language: blocks_of(notebook)
            for language, notebook in zip(request.languages, notebooks, strict=True)
        }
        for language, notebook in zip(request.languages, notebooks, strict=True):
            _write_language(request, inputs, released, folder, language, notebook, pages[language], clock)
        write_manifest(folder, request, inputs, released, pages)
        clock.stage("manifest")
    return request.output_folder


def _run_notebooks(request: Request, folder: Path) -> Sequence[nbformat.NotebookNode]:
    jobs = []
    for language in request.languages:
        place = folder / language
        place.mkdir(parents=True)
        jobs.append(
            NotebookJob(
                request.notebook_path,
                place / "report.ipynb",
                request.parameters(language, place, folder / "results"),
            )
        )
    return run_in_workers(jobs)


def _write_language(
    request: Request,
    inputs: Inputs,
    released: Released,
    folder: Path,
    language: str,
    notebook: nbformat.NotebookNode,
    blocks: Sequence[EmittedBlock],
    clock: _Clock,
) -> None:
    """The files of one language, in the formats asked for."""
    words = Language(language, inputs.cycle.meta.currency)
    info = document_info(request, inputs, words, blocks)
    place = folder / language
    if "html" in request.formats:
        write_html(notebook, info, place / "report.html")
        clock.stage(f"{language} html")
    if "docx" in request.formats:
        write_docx(blocks, info, place / "report.docx")
        clock.stage(f"{language} docx")
    if "pdf" in request.formats:
        write_pdf(blocks, info, place / "report.pdf")
        clock.stage(f"{language} pdf")
    if "xlsx" in request.formats:
        write_xlsx(sheets(released, words), info, folder / f"tables-{language}.xlsx")
        clock.stage(f"{language} xlsx")


def document_info(
    request: Request, inputs: Inputs, words: Language, blocks: Sequence[EmittedBlock]
) -> DocumentInfo:
    """What every file of one language says of itself."""
    title = next(emitted.block for emitted in blocks if emitted.block["kind"] == "title")
    team = ", ".join(str(name) for name in inputs.evaluation.settings.get("team") or ())
    return DocumentInfo(
        title=f"{title['title']}: {title['subtitle']}",
        language=words.code,
        author=team or "napeval",
        subject=title["subtitle"],
        date=request.as_of,
        running_head=f"{title['title']} · {title['status']}",
        banner=words.translate(SYNTHETIC) if inputs.cycle.meta.synthetic else "",
        words={key: words.translate(word) for key, word in _WORDS.items()},
    )


_WORDS = {
    "contents": _("Contents"),
    "page": _("Page"),
    "of": _("of"),
    "to_contents": _("Go to the contents"),
}


@contextmanager
def _building(request: Request) -> Iterator[Path]:
    """A folder to build in, beside the report's own; takes its place when all went well.

    Raises ReportBusy where a live process holds it; what a dead one left behind is swept away.
    """
    final = request.output_folder
    final.parent.mkdir(parents=True, exist_ok=True)
    lock = final.parent / f".{final.name}.lock"
    _take(lock)
    building = final.parent / f".{final.name}.new"
    try:
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        yield building
        _put_in_place(building, final)
    finally:
        shutil.rmtree(building, ignore_errors=True)
        lock.unlink(missing_ok=True)


def _take(lock: Path) -> None:
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        holder = lock.read_text(encoding="ascii", errors="ignore").strip()
        if holder.isdigit() and _alive(int(holder)):
            raise ReportBusy(f"process {holder} is writing this report ({lock.name})") from None
        lock.unlink(missing_ok=True)
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(str(os.getpid()))


def _alive(process: int) -> bool:
    if os.name == "nt":  # os.kill would end the process there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _put_in_place(building: Path, final: Path) -> None:
    """Two renames; between them the old report stands under another name, never half of each."""
    old = final.parent / f".{final.name}.old"
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    building.rename(final)
    shutil.rmtree(old, ignore_errors=True)
