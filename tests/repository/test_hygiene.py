"""What no file of the repository may hold."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Host names are put together here so that this file passes its own test.
REGISTRY_HOSTS = [
    ".".join(labels)
    for labels in [
        ("pypi", "org"),
        ("pypi", "io"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("anaconda", "org"),
        ("anaconda", "com"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("proxy", "golang", "org"),
    ]
]
FORBIDDEN = {
    "a package registry's host": re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, REGISTRY_HOSTS)) + r")(?![\w-])", re.IGNORECASE
    ),
    "an index option": re.compile(r"(?<![\w-])-{2}(?:(?:extra-)?index-url|find-links|trusted-host)\b"),
    "a path of one machine": re.compile(
        r"(?:(?<![\w.-])/(?:home|root|work|tmp|Users)/)|(?:(?<![A-Za-z0-9])[A-Z]:(?:\\{1,2}[A-Za-z]|/[A-Za-z]))"
    ),
    "a mark of unfinished work": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|NotImpl" + r"ementedError)\b"),
}


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file that is in version control or would be added to it."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a version-controlled checkout, so what belongs to the repository is not known")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8",
    ).stdout
    return tuple(ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file())


@cache
def text_of(path: Path) -> str | None:
    """The file's text, or None for a binary file."""
    content = path.read_bytes()
    return None if b"\0" in content else content.decode("utf-8", errors="replace")


def places(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """(line, what was found) for every match."""
    return [(text.count("\n", 0, match.start()) + 1, match[0]) for match in pattern.finditer(text)]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what):
    found = [
        f"{path.relative_to(ROOT).as_posix()}, line {line}: {match!r}"
        for path in repository_files()
        if (text := text_of(path)) is not None
        for line, match in places(FORBIDDEN[what], text)
    ]
    assert found == [], f"{what} stands in {len(found)} places:\n" + "\n".join(found)


SLASH = "/"  # keeps the examples from being what they show


@pytest.mark.parametrize(
    ("what", "text", "expected"),
    [
        ("a package registry's host", f"see https://files.{REGISTRY_HOSTS[3]}/packages", True),
        ("a package registry's host", f"see {REGISTRY_HOSTS[0].upper()}.", True),
        ("a package registry's host", f"my{REGISTRY_HOSTS[0]}", False),
        ("an index option", "-" + "-index-url=x", True),
        ("an index option", "-" + "-extra-index-url x", True),
        ("an index option", "-" + "-no-emit-index-url", False),
        ("a path of one machine", f'open("{SLASH}tmp/x")', True),
        ("a path of one machine", f"{SLASH}home/ana/plan", True),
        ("a path of one machine", "C" + r":\Users\ana", True),
        ("a path of one machine", "D" + ":/plans", True),
        ("a path of one machine", "https://example.org/home/ana", False),
        ("a path of one machine", "lib/work/x, see ../tmp/x", False),
        ("a mark of unfinished work", "# TO" + "DO: later", True),
        ("a mark of unfinished work", "raise NotImpl" + "ementedError", True),
        ("a mark of unfinished work", "MASTODON", False),
    ],
)
def test_the_patterns_see_what_they_are_for(what, text, expected):
    assert bool(FORBIDDEN[what].search(text)) is expected


def test_a_match_is_reported_with_its_line():
    assert places(re.compile("b+"), "a\nbb\na b") == [(2, "bb"), (3, "b")]


def test_notebooks_are_kept_without_outputs():
    dirty = []
    for path in repository_files():
        if path.suffix == ".ipynb":
            for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"], start=1):
                if cell.get("outputs") or cell.get("execution_count") is not None:
                    dirty.append(f"{path.relative_to(ROOT).as_posix()}, cell {number}")
    assert dirty == []


def test_nothing_rebuilt_is_kept():
    folders = {"outputs", ".venv", "__pycache__", ".ipynb_checkpoints"}
    assert [path for path in repository_files() if folders & set(path.relative_to(ROOT).parts)] == []


def test_text_is_utf8_with_unix_line_ends():
    odd = []
    for path in repository_files():
        content = path.read_bytes()
        if b"\0" in content or path.suffix in {".pdf", ".woff2", ".png"}:
            continue
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            odd.append(f"{path.relative_to(ROOT).as_posix()}: not UTF-8")
        if b"\r\n" in content:
            odd.append(f"{path.relative_to(ROOT).as_posix()}: Windows line ends")
    assert odd == []
