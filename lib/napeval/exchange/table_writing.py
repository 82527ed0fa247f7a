"""Writing several files so that either all of them hold the new content or all of them the old one.

Each file is written beside its place and brought to the disk first; only when every one stands there
complete are they renamed, one after another, which a file system does in one step each. A crash before
the renaming changes nothing. What a crash leaves lying about is swept away by the next writing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

_BESIDE = ".napeval-new"


def write_tables(folder: Path, changes: Mapping[str, bytes]) -> None:
    """Write files below a folder. changes: content by path inside the folder.

    Raises ValueError for a path that leads outside or over a link, OSError where the disk refuses; then
    no file has changed, unless the renaming itself was refused half-way, which the error says.
    """
    targets = {name: _inside(folder, name) for name in changes}
    beside = {name: path.with_name(path.name + _BESIDE) for name, path in targets.items()}
    parents = sorted({path.parent for path in targets.values()})
    try:
        for parent in parents:
            parent.mkdir(parents=True, exist_ok=True)
            _sweep(parent)
        for name, content in changes.items():
            _write_through(beside[name], content)
            if targets[name].exists():
                shutil.copymode(targets[name], beside[name])
    except OSError:
        for path in beside.values():
            path.unlink(missing_ok=True)
        raise
    for name, path in beside.items():
        os.replace(path, targets[name])
    for parent in parents:
        _bring_to_disk(parent)


def _inside(folder: Path, name: str) -> Path:
    """The path of a file below a folder."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or path.is_symlink():
        raise ValueError(f"'{name}' leads outside the folder")
    return path


def _sweep(folder: Path) -> None:
    """Take away what a writing that was cut off left beside the files."""
    for left in folder.glob(f"*{_BESIDE}"):
        left.unlink()


def _write_through(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _bring_to_disk(folder: Path) -> None:
    """Make the renaming last, where the system lets a folder be opened for that."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
