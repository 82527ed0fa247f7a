"""pyproject.toml, requirements.lock and environment.yml say the same."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version as installed_version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

import napeval

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PIP_NAMES = {"matplotlib-base": "matplotlib"}  # conda name -> pip name, where they differ

DIRECT = [
    Requirement(text)
    for text in [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
]


def locked_packages() -> dict[str, tuple[str, int]]:
    """name -> (version, number of hashes), one entry for each requirement of the lock."""
    logical_lines = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^\s*#.*\n", "", LOCK)).splitlines()
    packages = {}
    for line in filter(None, logical_lines):
        requirement, *hashes = line.split("--hash=sha256:")
        pin = re.fullmatch(r"([\w.-]+)==([^\s;]+)\s*(;.*)?", requirement.strip())
        assert pin, f"requirements.lock: {requirement!r} is not an exact version"
        assert pin[1] not in packages, f"requirements.lock: {pin[1]} stands there twice"
        assert all(re.fullmatch(r"[0-9a-f]{64}\s*", digest) for digest in hashes), pin[1]
        packages[pin[1]] = (pin[2], len(hashes))
    return packages


def environment_versions() -> dict[str, str]:
    """name as pip knows it -> version; python and pip themselves left out."""
    lines = [entry for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str)]
    [from_pip] = [entry["pip"] for entry in ENVIRONMENT["dependencies"] if isinstance(entry, dict)]
    pairs = [line.split("=", 1) for line in lines if line != "pip" and not line.startswith("python=")]
    pairs += [line.split("==", 1) for line in from_pip if line != "-e ."]
    return {canonicalize_name(PIP_NAMES.get(name, name)): version for name, version in pairs}


def test_every_package_of_the_lock_has_hashes():
    assert [name for name, (_, hashes) in locked_packages().items() if hashes == 0] == []
    assert len(locked_packages()) > len(DIRECT)


def test_the_lock_names_no_index_and_no_address():
    options = [line for line in LOCK.splitlines() if re.match(r"\s*--(?!hash=)|-\w\b", line)]
    assert options == []
    assert "://" not in LOCK
    assert " @ " not in LOCK


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_each_direct_dependency_is_locked_within_its_range_and_the_same_for_conda(requirement):
    name = canonicalize_name(requirement.name)
    locked, _ = locked_packages()[name]
    assert requirement.specifier.contains(locked), f"{name}: {locked} is outside {requirement.specifier}"
    assert environment_versions()[name] == locked


def test_conda_gets_nothing_that_pyproject_does_not_name():
    assert set(environment_versions()) == {canonicalize_name(requirement.name) for requirement in DIRECT}


def test_conda_gets_a_python_that_napeval_supports_and_one_channel():
    [python] = [entry for entry in ENVIRONMENT["dependencies"] if str(entry).startswith("python=")]
    oldest = Requirement("python" + PROJECT["project"]["requires-python"]).specifier
    assert oldest.contains(python.removeprefix("python="))
    assert ENVIRONMENT["channels"] == ["conda-forge", "nodefaults"]


def test_the_build_backend_is_locked_too():
    [backend] = [Requirement(text) for text in PROJECT["build-system"]["requires"]]
    assert backend.specifier.contains(locked_packages()[backend.name][0])


def test_the_tests_run_on_the_locked_versions():
    direct = {canonicalize_name(requirement.name) for requirement in DIRECT}
    locked = {name: version for name, (version, _) in locked_packages().items() if name in direct}
    assert {name: installed_version(name) for name in locked} == locked


def test_the_package_and_its_metadata_have_one_version():
    assert napeval.__version__ == PROJECT["project"]["version"] == installed_version("napeval")
