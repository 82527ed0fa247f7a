"""The public names of the package."""

from pathlib import Path

import pytest

import napeval


@pytest.mark.parametrize("name", napeval.__all__)
def test_every_public_name_is_there(name):
    assert getattr(napeval, name) is not None


def test_no_name_is_that_of_a_room():
    rooms = {path.parent.name for path in Path(napeval.__file__).parent.glob("*/__init__.py")}
    assert not rooms & set(napeval.__all__)


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(AttributeError, match=r"napeval has no public name 'read_cycles'; it has Cycle, "):
        napeval.read_cycles  # noqa: B018
