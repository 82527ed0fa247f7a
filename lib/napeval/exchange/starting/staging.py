"""A folder made whole or not at all: everything is written beside it, then renamed into its place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def make_folder(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Make a folder with these files (names may hold /) and return their paths, in order.

    The folder must not exist, or be empty. Raises OSError where it cannot be written; nothing stands
    in its place then.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        beside.chmod(0o777 & ~_umask())
        if folder.is_dir():
            folder.rmdir()
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return [folder / name for name in files]


def is_free(folder: Path) -> bool:
    """Whether nothing stands in the way of making a folder: it is not there, or empty."""
    return not folder.is_symlink() and (
        not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
