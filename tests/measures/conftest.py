"""What the tests of the measures share: a function that makes small cycles by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_cycles import build_cycle

from napeval.cycle.cycle import Cycle


@pytest.fixture(scope="session")
def make_cycle() -> Callable[..., Cycle]:
    """A function: make_cycle({"plan/indicators": [{...}]}, end=date(2025, 12, 31)) gives a Cycle."""
    return build_cycle
