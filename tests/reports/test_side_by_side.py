"""Tasks in processes of their own: results in order, errors as they were, a dead process never a result."""

import os
import sys
from functools import partial

import pytest

from napeval.reports.side_by_side import TaskEnded, side_by_side


def _fail(reason: str) -> int:
    raise ValueError(reason)


def test_results_come_in_the_order_of_the_tasks_and_the_one_done_here_last():
    assert side_by_side([partial(pow, 2, power) for power in (3, 1, 2)], meanwhile=lambda: 5) == [8, 2, 4, 5]


def test_the_task_done_here_is_done_here():
    assert side_by_side([], meanwhile=os.getpid) == [os.getpid()]


def test_the_first_error_in_order_is_raised():
    with pytest.raises(ValueError, match=r"^second$"):
        tasks = [partial(pow, 2, 3), partial(_fail, "second"), partial(_fail, "third")]
        side_by_side(tasks, meanwhile=partial(_fail, "fourth"))


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_a_process_that_dies_is_a_failure():
    with pytest.raises(TaskEnded, match=r"its process ended without an answer$"):
        side_by_side([partial(pow, 2, 3), partial(os._exit, 0)], meanwhile=os.getpid)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_each_task_has_a_process_of_its_own():
    assert os.getpid() not in side_by_side([os.getpid, os.getpid], meanwhile=lambda: 0)


def test_an_error_of_the_task_done_here_is_raised_after_the_others_have_ended():
    with pytest.raises(ValueError, match=r"^here$"):
        side_by_side([partial(pow, 2, 3)], meanwhile=partial(_fail, "here"))
