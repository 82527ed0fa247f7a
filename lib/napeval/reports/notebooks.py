"""Runs one parametrised notebook, and counts it as done only when all of it has run."""

from __future__ import annotations

import ast
import difflib
import keyword
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import nbformat
import papermill
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from napeval.reports.inprocess import InProcessEngine

EngineName = Literal["napeval", "kernel"]
ENGINE: Literal["napeval"] = "napeval"
"""Name under which papermill knows our engine."""

_ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]+(?=>)")
_CELL_FILE = re.compile(r"<ipython-input-\d+-[0-9a-f]+>|\S*ipykernel_\d+[/\\]\d+\.py")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"}


class NotebookError(RuntimeError):
    """A notebook cannot be run, or has not run to its end."""

    def __init__(
        self, message: str, *, cell: int | None = None, notebook: nbformat.NotebookNode | None = None
    ) -> None:
        super().__init__(message)
        self.cell = cell
        """Number of the cell, counted from 1, that failed."""
        self.notebook = notebook
        """The notebook as far as it has run."""


class UnknownParameter(NotebookError):
    """A parameter that the notebook does not declare."""


class NotebookStopped(NotebookError):
    """A cell ended the run with sys.exit(), exit() or quit(), whatever the exit code."""


class NotebookFailed(NotebookError):
    """A cell raised, the process died, or cells were left out."""


def register() -> None:
    """Make the engine known to papermill as "napeval"."""
    papermill_engines.register(ENGINE, InProcessEngine)


def run_notebook(
    source: str | Path,
    target: str | Path | None,
    parameters: Mapping[str, Any],
    *,
    engine: EngineName = ENGINE,
) -> nbformat.NotebookNode:
    """Run a notebook with parameters and return it executed; write it to target, if one is given.

    Success means: no cell raised, every code cell has an execution count, and nothing asked to exit. The
    result is the same at every run: no times, no paths, numbered cells. A target is written whole or not at
    all. engine: "napeval" runs in this process, "kernel" in an ordinary Jupyter kernel. Raises
    UnknownParameter, NotebookStopped or NotebookFailed; NotebookError for a path that is no local file.
    """
    path, place = _local(source), None if target is None else _local(target)
    if not path.is_file():
        raise NotebookError(f"{path.name}: there is no such notebook file.")
    notebook = nbformat.read(path, as_version=4)
    _check_parameters(path.name, declared_parameters(notebook), parameters)
    executed = _tidied(_executed(notebook, path.name, parameters, engine))
    if place is not None:
        _write_whole(executed, place)
    return executed


def _local(path: str | Path) -> Path:
    if "://" in str(path):
        raise NotebookError(
            f"'{path}' is an address; notebooks are read from and written to local files only."
        )
    return Path(path)


def declared_parameters(notebook: nbformat.NotebookNode) -> list[str]:
    """The names that the cell tagged "parameters" gives values to, in its order."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            return [name for statement in ast.parse(cell.source).body for name in _assigned(statement)]
    return []


def _assigned(statement: ast.stmt) -> list[str]:
    targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _check_parameters(notebook: str, declared: list[str], given: Mapping[str, Any]) -> None:
    for name in given:
        if name in declared:
            continue
        if not declared:
            raise UnknownParameter(
                f"{notebook}: unknown parameter '{name}'; the notebook declares no parameters."
            )
        known = f"declared: {', '.join(declared)}"
        if not name.isidentifier() or keyword.iskeyword(name):
            raise UnknownParameter(f"{notebook}: '{name}' cannot be the name of a parameter; {known}.")
        near = max(declared, key=lambda known: _likeness(name, known))
        raise UnknownParameter(f"{notebook}: unknown parameter '{name}'; did you mean '{near}'? {known}.")


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _executed(
    notebook: nbformat.NotebookNode, name: str, parameters: Mapping[str, Any], engine: EngineName
) -> nbformat.NotebookNode:
    if engine not in (ENGINE, "kernel"):
        raise NotebookError(f"unknown engine '{engine}'; known: {ENGINE}, kernel")
    register()
    try:
        executed = papermill.execute_notebook(
            notebook,
            None,
            parameters=dict(parameters),
            engine_name=ENGINE if engine == ENGINE else None,
            kernel_name="python3",
            language="python",
            progress_bar=False,
        )
    except PapermillExecutionError as error:
        kind = NotebookStopped if error.ename == "SystemExit" else NotebookFailed
        trace = _COLOUR.sub("", "\n".join(error.traceback))
        cell = error.cell_index + 1
        raise kind(
            f"{name}, cell {cell}: {error.ename}: {error.evalue}\n{trace}".rstrip(), cell=cell
        ) from error
    except RuntimeError as error:  # a kernel that died or did not answer
        raise NotebookFailed(f"{name}: the run broke off: {error}") from error
    _check_complete(executed, name)
    return executed


def _check_complete(notebook: nbformat.NotebookNode, name: str) -> None:
    """papermill lets sys.exit(0) and left-out cells pass; we do not."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if any(output.output_type == "error" and output.ename == "SystemExit" for output in cell.outputs):
            message = (
                f"{name}, cell {number}: the cell ended the run (sys.exit); cells after it were not run."
            )
            raise NotebookStopped(message, cell=number, notebook=notebook)
        if cell.execution_count is None:
            raise NotebookFailed(
                f"{name}, cell {number}: the cell was not run.", cell=number, notebook=notebook
            )


def _tidied(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without what differs from run to run or tells of this machine."""
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    notebook.metadata["papermill"] = {"parameters": parameters}
    notebook.metadata["language_info"] = dict(_LANGUAGE)
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number}"
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if cell.metadata.get("tags") == []:
            del cell.metadata["tags"]
        if cell.cell_type == "code":
            cell.outputs = _tidied_outputs(cell.outputs)
    tidied = nbformat.from_dict(notebook)
    tidied.nbformat, tidied.nbformat_minor = 4, 5
    nbformat.validate(tidied)
    return tidied


def _tidied_outputs(outputs: list[Any]) -> list[Any]:
    """Neighbouring pieces of one stream joined; addresses of objects and names of temporary files masked."""
    tidied: list[Any] = []
    for output in outputs:
        if output.output_type == "stream":
            output.text = _CELL_FILE.sub("<cell>", output.text)
        last = tidied[-1] if tidied else None
        if output.output_type == "stream" and last is not None and last.get("name") == output.name:
            last.text += output.text
            continue
        if "text/plain" in output.get("data", {}):
            output.data["text/plain"] = _ADDRESS.sub("0x0", output.data["text/plain"])
        tidied.append(output)
    return tidied


def _write_whole(notebook: nbformat.NotebookNode, target: Path) -> None:
    beside = target.with_name(f".{target.name}.part")
    beside.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    os.replace(beside, target)
