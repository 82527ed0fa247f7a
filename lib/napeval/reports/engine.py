"""The notebook engine: one notebook, or several at once, run to the end or not counted as run."""

from napeval.reports.notebooks import (
    ENGINE,
    NotebookError,
    NotebookFailed,
    NotebookStopped,
    UnknownParameter,
    declared_parameters,
    register,
    run_notebook,
)
from napeval.reports.workers import LIBRARIES, NotebookJob, run_in_workers

__all__ = [
    "ENGINE",
    "LIBRARIES",
    "NotebookError",
    "NotebookFailed",
    "NotebookJob",
    "NotebookStopped",
    "UnknownParameter",
    "declared_parameters",
    "register",
    "run_in_workers",
    "run_notebook",
]
