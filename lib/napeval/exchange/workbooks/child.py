"""The reading process: takes a question on each line of its input, gives an answer on a line of its output.

It limits itself first: memory where the system can (Linux; macOS and Windows have the time limit of the
parent only), and no files written. It imports nothing but the standard library, the readers beside it and
openpyxl, so it starts in a fraction of a second. It answers in JSON, so that whatever takes it over sends no
more than text.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import Any

from napeval.exchange.workbooks.findings import Finding, WorkbookRefused
from napeval.exchange.workbooks.limits import WorkbookLimits
from napeval.exchange.workbooks.opening import finding_answer, opened_workbook


def main() -> None:
    """Answer questions {"path", "limits"} until the input ends. Called in a process of its own only."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    limited = False
    for line in questions:
        question = json.loads(line)
        limits = WorkbookLimits(**question["limits"])
        if not limited:
            _limit_process(limits)
            limited = True
        answers.write(_answer(question["path"], limits) + b"\n")
        answers.flush()


def _answer(path: str, limits: WorkbookLimits) -> bytes:
    """What is in the workbook, or why it is refused. spent: too little memory is left for another one."""
    try:
        with open(path, "rb") as file:
            return _line(opened_workbook(file, limits))
    except WorkbookRefused as refused:
        return _failure(*refused.findings)
    except OSError as error:
        return _failure(Finding("workbook_not_opened", arguments={"reason": error.strerror or "?"}))
    except MemoryError:
        limit = f"{limits.memory_bytes // 1_000_000}"
        return _failure(Finding("workbook_too_much_memory", arguments={"limit": limit}), spent=True)
    except Exception as error:  # a fault of ours; the parent must hear of it rather than wait
        return _failure(Finding("workbook_reader_failed", arguments={"reason": type(error).__name__}))


def _failure(*findings: Finding, spent: bool = False) -> bytes:
    return _line({"findings": [finding_answer(finding) for finding in findings], "spent": spent})


def _line(answer: dict[str, Any]) -> bytes:
    text = json.dumps(answer, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "replace")


def _limit_process(limits: WorkbookLimits) -> None:
    """No more memory than allowed, no files, no memory image on disk; where the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, most in (("RLIMIT_AS", limits.memory_bytes), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        kind = getattr(resource, name, None)
        if kind is not None:
            with contextlib.suppress(OSError, ValueError):  # macOS knows the name and refuses the limit
                resource.setrlimit(kind, (most, most))
