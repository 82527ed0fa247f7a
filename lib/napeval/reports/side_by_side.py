"""Several tasks at once, each in a forked process; one after the other where processes cannot be forked."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Result = TypeVar("Result")


class TaskEnded(RuntimeError):
    """A task's process ended without an answer: killed, or out of memory."""


def side_by_side(tasks: Sequence[Callable[[], Result]], *, meanwhile: Callable[[], Result]) -> list[Result]:
    """Run the tasks at the same time, each in a process of its own, and one more here; results in order.

    meanwhile: what has to run in this process, because it uses threads of its own that a forked process
    would not have; its result comes last. The first error, in this order, is raised here. A task may use
    what was loaded before it, but what it changes in memory is lost; results must be such as can be sent
    to another process.
    """
    if sys.platform != "linux":
        return [task() for task in (*tasks, meanwhile)]
    context = multiprocessing.get_context("fork")
    running = []
    for task in tasks:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(task, there))
        process.start()
        there.close()
        running.append((process, here))
    try:
        own: Any = meanwhile()
    except Exception as error:
        own = error
    answers = [*(_answer_of(process, pipe) for process, pipe in running), own]
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    return answers


def _answer(task: Callable[[], Any], pipe: Connection) -> None:
    try:
        pipe.send(task())
    except Exception as error:
        pipe.send(error)
    pipe.close()


def _answer_of(process: Any, pipe: Connection) -> Any:
    try:
        answer = pipe.recv()
    except EOFError:
        answer = TaskEnded("a part of the report could not be written: its process ended without an answer")
    process.join()
    return answer
