"""Runs several notebooks at once, each in a process of its own."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import nbformat

from napeval.reports.notebooks import NotebookError, NotebookFailed, run_notebook

LIBRARIES = ("pandas", "matplotlib.pyplot", "scipy.stats")
"""Imported once before the processes part, so that no notebook pays for them again."""

_LOOK_AGAIN_SECONDS = 0.5


@dataclass(frozen=True)
class NotebookJob:
    """One notebook to run: from which file, to which file (or none), with which parameters."""

    source: Path
    target: Path | None
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass
class _Running:
    number: int
    process: Any
    answers: Connection
    started: float


def run_in_workers(
    jobs: Sequence[NotebookJob],
    *,
    workers: int = 2,
    on_done: Callable[[NotebookJob, float], None] | None = None,
    libraries: Sequence[str] = LIBRARIES,
) -> list[nbformat.NotebookNode]:
    """Run the notebooks, at most `workers` at a time, and return them executed, in the order of the jobs.

    Each job has its own process: forked on Linux, where libraries loaded here need not be loaded again,
    fresh on other systems. on_done is called here with the job and its seconds whenever one has succeeded.
    All jobs are run; then the first failure, in the order of the jobs, is raised as the notebook raised it
    (NotebookFailed where its process died), with the failures of other jobs as notes.
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}; at least 1 is needed")
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    if sys.platform == "linux":
        for name in libraries:
            importlib.import_module(name)
    results: list[nbformat.NotebookNode | NotebookError | None] = [None] * len(jobs)
    waiting = list(range(len(jobs)))
    running: list[_Running] = []
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                running.append(_start(context, waiting.pop(0), jobs))
            for done in _finished(running):
                running.remove(done)
                result = _result(done, jobs[done.number])
                results[done.number] = result
                if on_done is not None and not isinstance(result, NotebookError):
                    on_done(jobs[done.number], time.monotonic() - done.started)
    finally:
        for left in running:
            left.process.terminate()
            left.process.join()
    return _all_or_raise(results)


def _start(context: Any, number: int, jobs: Sequence[NotebookJob]) -> _Running:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, jobs[number]))
    process.start()
    theirs.close()
    return _Running(number, process, ours, time.monotonic())


def _finished(running: Sequence[_Running]) -> list[_Running]:
    """Those that have answered or died.

    A program that a notebook started may outlive it and hold our pipe open: so look again in time.
    """
    ready = wait([each.answers for each in running], timeout=_LOOK_AGAIN_SECONDS)
    return [each for each in running if each.answers in ready or not each.process.is_alive()]


def _result(done: _Running, job: NotebookJob) -> nbformat.NotebookNode | NotebookError:
    try:
        answer = done.answers.recv() if done.answers.poll() else None
    except EOFError:
        answer = None
    done.process.join()
    done.answers.close()
    if isinstance(answer, NotebookError):
        return answer
    if isinstance(answer, str) and done.process.exitcode == 0:
        return nbformat.reads(answer, as_version=4)
    code = done.process.exitcode
    how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
    return NotebookFailed(f"{job.source.name}: the process {how} before the notebook was done.")


def _work(answers: Connection, job: NotebookJob) -> None:
    """In the child: run the notebook and send it, or what went wrong, to the parent.

    It runs in the folder that it will stand in, so that its paths hold when it is opened there.
    """
    try:
        if job.target is not None:
            os.chdir(job.target.parent)
        executed = run_notebook(job.source, job.target, job.parameters)
        answers.send(nbformat.writes(executed))
    except NotebookError as error:
        answers.send(_portable(error))
    except Exception as error:
        answers.send(
            NotebookFailed(f"{job.source.name}: {type(error).__name__}: {error}\n{traceback.format_exc()}")
        )
    answers.close()


def _portable(error: NotebookError) -> NotebookError:
    """The error without what cannot be sent to another process."""
    return type(error)(str(error), cell=error.cell)


def _all_or_raise(
    results: Sequence[nbformat.NotebookNode | NotebookError | None],
) -> list[nbformat.NotebookNode]:
    failures = [result for result in results if isinstance(result, NotebookError)]
    if failures:
        first, *others = failures
        for other in others:
            first.add_note(f"Also failed: {other}")
        raise first
    return [result for result in results if isinstance(result, nbformat.NotebookNode)]
