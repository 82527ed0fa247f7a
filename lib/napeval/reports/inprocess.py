"""Runs the cells of a notebook in an IPython shell inside this process, with a kernel's outputs.

The shell is the kernel's own class; its messages, which a kernel would send over sockets, are collected. So
data, metadata, counts and order are a kernel's. Known differences: input() finds no more input; widgets
have no front end; where a cell writes to both standard streams, each piece stands where it was written (a
kernel gathers them by stream). Not for threads: the standard streams and the shell belong to the process.
"""

from __future__ import annotations

import os
import sys
import tempfile
import types
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.interactiveshell import InteractiveShell
from papermill.engines import Engine
from traitlets.config import Config

from napeval.reports.capture import Collector, Descriptor, Stream

_INLINE = "module://matplotlib_inline.backend_inline"
_SKIPPED_TAG = "skip-execution"


class InProcessEngine(Engine):
    """papermill engine that runs cells here; stops at the first cell that raises or exits."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: Any) -> None:
        """Run every code cell of the managed notebook and store its outputs and counts."""
        with _notebook_shell() as (shell, collector):
            for index, cell in enumerate(nb_man.nb.cells):
                if _is_run(cell):
                    nb_man.cell_start(cell, index)
                    succeeded = _run_cell(shell, collector, cell)
                    if not succeeded:
                        nb_man.cell_exception(cell, index)
                    nb_man.cell_complete(cell, index)
                    if not succeeded:
                        break


def _is_run(cell: Any) -> bool:
    return (
        cell.cell_type == "code"
        and bool(cell.source.strip())
        and _SKIPPED_TAG not in cell.metadata.get("tags", [])
    )


def _run_cell(shell: Any, collector: Collector, cell: Any) -> bool:
    cell.execution_count = shell.execution_count
    collector.outputs = cell.outputs
    result = shell.run_cell(cell.source, store_history=True)
    collector.read_descriptors()
    cell.outputs = collector.outputs
    return bool(result.success)


class _Shell(ZMQInteractiveShell):
    """A kernel's shell without a kernel."""

    def ask_exit(self) -> None:
        """exit() and quit() stop the notebook like sys.exit()."""
        raise SystemExit

    def enable_gui(self, gui: Any = None) -> None:
        """There is no event loop to join; figures are shown as pictures."""


@contextmanager
def _notebook_shell() -> Iterator[tuple[Any, Collector]]:
    """A fresh shell with its collector; afterwards the process is as it was before."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="napeval-shell-"))
        stack.enter_context(_kept_process_state())
        collector = Collector()
        if hasattr(os, "pread"):
            for number, name in ((1, "stdout"), (2, "stderr")):
                descriptor = Descriptor(number, name)
                stack.callback(descriptor.restore)
                collector.follow(descriptor)
        os.environ["MPLBACKEND"] = _INLINE
        settings = Config({"HistoryManager": {"enabled": False, "hist_file": ":memory:"}})
        shell = _Shell.instance(
            config=settings,
            ipython_dir=folder,
            user_module=types.ModuleType("__main__", "Created by a notebook run"),
        )
        stack.enter_context(_printed_warnings())
        senders: tuple[Any, ...] = (shell.displayhook, shell.display_pub)
        for sender in senders:
            sender.session, sender.pub_socket = collector, None
        sys.stdout, sys.stderr = Stream("stdout", collector), Stream("stderr", collector)
        stack.enter_context(_inline_figures(shell))
        yield shell, collector


@contextmanager
def _printed_warnings() -> Iterator[None]:
    """Warnings of a cell go to its standard error, whoever else listens to this process's warnings."""

    def show(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any) -> None:
        sys.stderr.write(warnings.formatwarning(message, category, filename, lineno))

    with warnings.catch_warnings():
        warnings.showwarning = show  # type: ignore[assignment]
        yield


@contextmanager
def _kept_process_state() -> Iterator[None]:
    """Put back streams, environment, working folder, import path, main module and shells of this process."""
    kept = (sys.stdin, sys.stdout, sys.stderr, sys.displayhook, sys.excepthook)
    environment, folder, import_path = dict(os.environ), os.getcwd(), list(sys.path)
    main = sys.modules["__main__"]
    shells = [(each, each._instance) for each in _Shell._walk_mro()]
    for each, _ in shells:
        each._instance = None
    try:
        with open(os.devnull, encoding="utf-8") as nothing:
            sys.stdin = nothing
            yield
    finally:
        sys.stdin, sys.stdout, sys.stderr, sys.displayhook, sys.excepthook = kept
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        sys.path[:] = import_path
        sys.modules["__main__"] = main
        for each, instance in shells:
            each._instance = instance


@contextmanager
def _inline_figures(shell: InteractiveShell) -> Iterator[None]:
    """Figures become pictures in the notebook; settings of a matplotlib that is loaded already come back.

    A matplotlib that a cell loads finds the environment's MPLBACKEND.
    """
    if "matplotlib" not in sys.modules:
        yield
        return
    import matplotlib
    import matplotlib.pyplot
    from matplotlib_inline.backend_inline import configure_inline_support

    before = matplotlib.get_backend(auto_select=False)
    with matplotlib.rc_context():
        matplotlib.pyplot.switch_backend(_INLINE)
        configure_inline_support(shell, _INLINE)
        yield
    matplotlib.pyplot.close("all")
    if before:
        matplotlib.pyplot.switch_backend(before)
