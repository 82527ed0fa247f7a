"""Several files written: all or none, whatever interrupts it."""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from napeval.exchange import table_writing
from napeval.exchange.table_writing import write_tables

NAMES = ("plan/a.csv", "monitoring/b.csv", "monitoring/c.csv")
OLD = {name: b"old " * 20_000 for name in NAMES}
NEW = {name: b"new " * 30_000 for name in NAMES}

# Loaded by its file, so that the child is ready at once.
CHILD = """
import importlib.util, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("table_writing", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
folder = Path(sys.argv[2])
names = sys.argv[3:]
print("ready", flush=True)
while True:
    for word, times in ((b"new ", 30_000), (b"old ", 20_000)):
        module.write_tables(folder, {name: word * times for name in names})
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_tables(tmp_path, OLD)
    write_tables(tmp_path, NEW)
    assert contents(tmp_path) == NEW


def test_a_disk_that_refuses_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tables(tmp_path, OLD)
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_tables(tmp_path, NEW)
    assert contents(tmp_path) == OLD


def test_what_a_cut_off_writing_left_is_swept_away(tmp_path: Path) -> None:
    write_tables(tmp_path, OLD)
    (tmp_path / "monitoring" / "x.csv.napeval-new").write_bytes(b"half")
    write_tables(tmp_path, NEW)
    assert contents(tmp_path) == NEW


@pytest.mark.parametrize("name", ["../outside.csv", "monitoring/../../outside.csv"])
def test_no_path_leads_outside(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "cycle"
    folder.mkdir()
    with pytest.raises(ValueError, match="leads outside the folder"):
        write_tables(folder, {"plan/a.csv": b"x", name: b"x"})
    assert contents(tmp_path) == {}


def test_links_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "cycle"
    folder.mkdir()
    (tmp_path / "target.csv").write_bytes(b"kept")
    (folder / "a.csv").symlink_to(tmp_path / "target.csv")
    with pytest.raises(ValueError, match="leads outside the folder"):
        write_tables(folder, {"a.csv": b"x"})
    assert (tmp_path / "target.csv").read_bytes() == b"kept"


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    write_tables(tmp_path, OLD)
    (tmp_path / NAMES[0]).chmod(0o600)
    write_tables(tmp_path, NEW)
    assert (tmp_path / NAMES[0]).stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process outright")
def test_a_killed_writing_leaves_whole_files(tmp_path: Path) -> None:
    assert importlib.util.find_spec("napeval.exchange.table_writing")
    write_tables(tmp_path, OLD)
    chance = random.Random(5)
    seen = set()
    for _ in range(25):
        command = [sys.executable, "-c", CHILD, table_writing.__file__, str(tmp_path), *NAMES]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.random() * 0.02)
            child.kill()
        for name in NAMES:
            content = (tmp_path / name).read_bytes()
            assert content in (OLD[name], NEW[name])
            seen.add(content[:3])
    assert seen == {b"old", b"new"}
    write_tables(tmp_path, NEW)
    assert contents(tmp_path) == NEW
