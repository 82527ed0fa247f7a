"""What all tests share: a repeatable hypothesis, and programs from outside that a test may need."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")  # no test opens a window

# The same examples in every run, and no verdict that hangs on how busy the machine is.
settings.register_profile("napeval", derandomize=True, deadline=None)
settings.load_profile("napeval")


def find_tool(*names: str) -> str:
    """Path of the first of these programs on the search path.

    names: one program under its various names, such as "chromium", "chromium-browser".
    Without any, the running test is skipped with the reason; it fails where NAPEVAL_REQUIRE_TOOLS is set
    (to anything but nothing or 0), so that a complete run cannot pass over it.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    reason = f"needs the program {' or '.join(names)}, which is not installed"
    if os.environ.get("NAPEVAL_REQUIRE_TOOLS", "") not in ("", "0"):
        pytest.fail(f"{reason}, and NAPEVAL_REQUIRE_TOOLS is set", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def require_tool() -> Callable[..., str]:
    """require_tool("pdftoppm") gives the program's path, or skips or fails the test; see find_tool."""
    return find_tool


def pytest_runtest_setup(item: pytest.Item) -> None:
    """@pytest.mark.tool("soffice", "libreoffice"): one program under its names; two marks, two programs."""
    for mark in item.iter_markers("tool"):
        find_tool(*mark.args)
