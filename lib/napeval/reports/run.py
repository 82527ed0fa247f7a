"""Running a request: compute once, one notebook per language, then the files; whole or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import nbformat

from napeval.cycle import CycleFaults
from napeval.display.languages import N_ as _
from napeval.display.languages import Language
from napeval.release import Released, write_results
from napeval.reports.citing import citation_faults
from napeval.reports.collect import EmittedBlock, blocks_of
from napeval.reports.comment_words import CommentWords
from napeval.reports.compute import Inputs, compute_released, read_inputs
from napeval.reports.document import DocumentInfo, team_names
from napeval.reports.docx import write_docx
from napeval.reports.html import write_html
from napeval.reports.manifest import write_manifest
from napeval.reports.pdf import write_pdf
from napeval.reports.report import SYNTHETIC
from napeval.reports.request import Request
from napeval.reports.side_by_side import side_by_side
from napeval.reports.tracing import tracer_of
from napeval.reports.wording import Wording
from napeval.reports.workbook import sheets
from napeval.reports.workers import NotebookJob, run_in_workers
from napeval.reports.xlsx import Sheet, write_xlsx

Progress = Callable[[str, float], None]
"""Told of each finished stage and its seconds."""


COMMENT_ROUND = "comment_response"
"""The notebook whose report prints what people wrote in the comment round."""


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

    Raises CycleFaults for faults of the data and for citations that lead to no claim, ReportBusy where
    another run holds the report, and NotebookError where a notebook fails; what stood in the folder before
    stays as it was then.
    """
    clock = _Clock(progress, time.perf_counter())
    inputs = read_inputs(request.cycle_folder, request.evaluation)
    clock.stage("read")
    released = compute_released(inputs, cutoff=request.cutoff, as_of=request.as_of, audience=request.audience)
    clock.stage("compute")
    if faults := citation_faults(inputs.evaluation, request.cycle_folder, released):
        raise CycleFaults(faults)
    with _building(request) as folder:
        write_results(released, folder / "results")
        notebooks = run_notebooks(request, folder)
        clock.stage("notebooks")
        pages = {
            language: blocks_of(notebook)
            for language, notebook in zip(request.languages, notebooks, strict=True)
        }
        writers = [
            _Writers(request, inputs, released, folder, language, notebook, pages[language])
            for language, notebook in zip(request.languages, notebooks, strict=True)
        ]
        others = [partial(one.write, [name for name in request.formats if name != "pdf"]) for one in writers]
        for name, seconds in chain.from_iterable(
            side_by_side(others, meanwhile=partial(_write_pdfs, writers))
        ):
            progress(name, seconds)
        clock.stage("writers, all")
        write_manifest(folder, request, inputs, released, pages)
        clock.stage("manifest")
    return request.output_folder


def run_notebooks(request: Request, folder: Path) -> Sequence[nbformat.NotebookNode]:
    """The notebook of a request in each of its languages, on the released results in folder/results."""
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


@dataclass(frozen=True)
class _Writers:
    """The writers of one language's files."""

    request: Request
    inputs: Inputs
    released: Released
    folder: Path
    language: str
    notebook: nbformat.NotebookNode
    blocks: Sequence[EmittedBlock]

    def write(self, formats: Sequence[str]) -> list[tuple[str, float]]:
        """Write files in these formats; each format's name and seconds."""
        words = Language(self.language, self.inputs.cycle.meta.currency)
        info = document_info(self.request, self.inputs, words, self.blocks)
        wording = Wording(self.inputs.cycle, self.inputs.matrix, words, self.request.audience)
        place, tables = self.folder / self.language, self.folder / f"tables-{self.language}.xlsx"
        tracer = tracer_of(self.inputs, self.released, words)
        writers: dict[str, Callable[[], None]] = {
            "html": lambda: write_html(self.notebook, info, place / "report.html", tracer),
            "docx": lambda: write_docx(self.blocks, info, place / "report.docx"),
            "pdf": lambda: write_pdf(self.blocks, info, place / "report.pdf"),
            "xlsx": lambda: write_xlsx(self._sheets(words, wording), info, tables),
        }
        stages: list[tuple[str, float]] = []
        clock = _Clock(lambda name, seconds: stages.append((name, seconds)), time.perf_counter())
        for name in formats:
            writers[name]()
            clock.stage(f"{self.language} {name}")
        return stages

    def _sheets(self, words: Language, wording: Wording) -> list[Sheet]:
        """The sheets of the workbook; what people wrote in the comment round stands in that of the round."""
        comments = None
        if self.request.notebook == COMMENT_ROUND:
            comments = CommentWords(self.inputs.evaluation, words, wording.name)
        return sheets(self.released, words, wording, comments)


def _write_pdfs(writers: Sequence[_Writers]) -> list[tuple[str, float]]:
    """The PDF files of all languages, if asked for: in this process, because their writer runs threads."""
    asked = [one for one in writers if "pdf" in one.request.formats]
    return [stage for one in asked for stage in one.write(["pdf"])]


def document_info(
    request: Request, inputs: Inputs, words: Language, blocks: Sequence[EmittedBlock]
) -> DocumentInfo:
    """What every file of one language says of itself."""
    title = next(emitted.block for emitted in blocks if emitted.block["kind"] == "title")
    team = team_names(inputs.evaluation.settings.get("team"))
    return DocumentInfo(
        title=f"{title['title']}: {title['subtitle']}",
        language=words.tag,
        author=team or "napeval",
        subject=title["subtitle"],
        date=request.as_of,
        running_head=f"{title['title']} · {title['status']}",
        banner=words.translate(SYNTHETIC) if inputs.cycle.meta.synthetic else "",
        words={key: words.translate(word) for key, word in _WORDS.items()},
        origin={"cycle": request.cycle, "report": request.name, "evaluation": request.evaluation},
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
    if not final.exists() and _old(final).exists():  # a run that ended between the two renames
        _old(final).rename(final)
    try:
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        yield building
        _put_in_place(building, final)
    finally:
        shutil.rmtree(building, ignore_errors=True)
        lock.unlink(missing_ok=True)


def _take(lock: Path) -> None:
    """Hold the lock, or say who does. It appears with its holder written in it, never empty."""
    own = lock.with_name(f"{lock.name}.{os.getpid()}")
    own.write_text(str(os.getpid()), encoding="ascii")
    try:
        _claim(own, lock)
    except FileExistsError:
        holder = lock.read_text(encoding="ascii", errors="ignore").strip()
        if holder.isdigit() and _alive(int(holder)):
            raise ReportBusy(f"process {holder} is writing this report ({lock.name})") from None
        lock.unlink(missing_ok=True)
        _claim(own, lock)
    finally:
        own.unlink(missing_ok=True)


def _claim(own: Path, lock: Path) -> None:
    """Give the lock its content in one step. Raises FileExistsError where it is there already."""
    os.link(own, lock)


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
    """Two renames; between them the old report stands under another name, never half of each.

    Where the second one fails the old report is put back.
    """
    old = _old(final)
    if final.exists():
        shutil.rmtree(old, ignore_errors=True)
        final.rename(old)
    try:
        building.rename(final)
    except OSError:
        if old.exists():
            old.rename(final)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _old(final: Path) -> Path:
    return final.parent / f".{final.name}.old"
