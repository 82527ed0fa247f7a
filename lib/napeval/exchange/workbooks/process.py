"""Starts the reading process, asks it, and ends it when it takes too long."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from napeval.exchange.workbooks.limits import WorkbookLimits

_LIBRARY = Path(__file__).resolve().parents[2]
_START = (  # openpyxl would bring the others along, which take more memory and time than itself
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "sys.modules.update(dict.fromkeys(['numpy', 'lxml', 'PIL'])); "
    "from napeval.exchange.workbooks.child import main; main()"
)
_ANSWER_BYTES = 100_000_000
_END_SECONDS = 5.0


class TooSlow(Exception):
    """The process did not answer in time and was ended."""


class ProcessDied(Exception):
    """The process ended, or said something that is no answer."""


class ReadingProcess:
    """One process that reads workbooks one after another; used in a with-block.

    It is isolated (-I): neither the folder that it is started in nor the environment can lend it a module.
    It is started when first asked, and again after it was ended or died.
    """

    def __init__(self, limits: WorkbookLimits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def ask(self, path: Path) -> dict[str, Any]:
        """What the process says of one workbook. Raises TooSlow or ProcessDied.

        Whatever workbooks before it left behind does not count: a process that has read others and now
        dies, or has too little memory, is started afresh and asked again.
        """
        if self._process is not None:
            with contextlib.suppress(ProcessDied):
                answer = self._asked(self._process, path)
                if not answer.get("spent"):
                    return answer
        return self._asked(self._started(), path)

    def _asked(self, process: subprocess.Popen[bytes], path: Path) -> dict[str, Any]:
        question = {"path": str(path.absolute()), "limits": asdict(self._limits)}
        late = threading.Event()

        def end_late() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, end_late)
        timer.start()
        try:
            answer = _said(process, question)
        except (OSError, ValueError, RecursionError) as error:
            self.end()
            raise (TooSlow if late.is_set() else ProcessDied)(str(path)) from error
        finally:
            timer.cancel()
        if late.is_set() or answer.get("spent"):
            self.end()
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, str(_LIBRARY)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process

    def end(self) -> None:
        """End the process that was started here, if any."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was still to be said to it has no reader
                    stream.close()
        process.wait(_END_SECONDS)


def _said(process: subprocess.Popen[bytes], question: dict[str, Any]) -> dict[str, Any]:
    """One question, one line of answer. Raises OSError or ValueError where there is none."""
    if process.stdin is None or process.stdout is None:
        raise OSError("the process has no pipes")
    process.stdin.write(json.dumps(question).encode("ascii") + b"\n")
    process.stdin.flush()
    line = process.stdout.readline(_ANSWER_BYTES)
    if not line.endswith(b"\n"):
        raise OSError("the process ended before it had answered")
    answer = json.loads(line)
    if not isinstance(answer, dict):
        raise ValueError("the answer is no group of named values")
    return answer
