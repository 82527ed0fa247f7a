"""Write requirements.lock and environment.yml from the version ranges in pyproject.toml.

    python scripts/lock.py             keeps every pin that still fits
    python scripts/lock.py --upgrade   takes the newest versions that fit

The lock holds every package for every system and Python version that napeval supports, with the hashes of
all its files. It is resolved by uv, which is installed for the occasion into a folder that is thrown away.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
RESOLVER = "uv==0.13.9"
OLDEST_PYTHON = "3.11"
CONDA_PYTHON = "3.12"
CONDA_NAMES = {"matplotlib": "matplotlib-base"}  # the base package leaves out the Qt window toolkit
NOT_ON_CONDA = {"typst"}  # conda-forge's package of this name is the compiler, not the Python module

LOCK_HEAD = """\
# Written by scripts/lock.py from pyproject.toml; not edited by hand.
# pip install --require-hashes --only-binary :all: -r requirements.lock
"""
ENVIRONMENT_HEAD = """\
# Written by scripts/lock.py from pyproject.toml and requirements.lock; not edited by hand.
# conda env create -f environment.yml
# The packages that napeval names itself have the versions of the lock; what those stand on is conda's choice,
# so for a run that must be repeatable to the byte, use the lock. The last line installs napeval from this
# folder, so that its code may be edited; conda has brought all it needs by then, and pip adds nothing to it.
"""


def resolve(*, upgrade: bool) -> str:
    """The text of the lock, headed; raises CalledProcessError where no set of versions fits."""
    with tempfile.TemporaryDirectory() as folder:
        programs = Path(folder) / "venv"
        venv.create(programs, with_pip=True)
        programs /= "Scripts" if os.name == "nt" else "bin"
        subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", RESOLVER], check=True)
        lock = Path(folder) / "requirements.lock"
        if LOCK.exists() and not upgrade:
            lock.write_text(LOCK.read_text(encoding="utf-8"), encoding="utf-8")  # the pins to keep
        command = [programs / "uv", "pip", "compile", "pyproject.toml", "--extra", "dev"]
        command += ["--output-file", lock]
        command += ["--universal", "--python-version", OLDEST_PYTHON, "--fork-strategy", "fewest"]
        command += ["--generate-hashes", "--no-header", "--no-config", "--quiet"]
        command += ["--no-emit-index-url", "--no-emit-find-links"]
        subprocess.run(command, check=True, cwd=ROOT)
        return LOCK_HEAD + lock.read_text(encoding="utf-8").removeprefix(LOCK_HEAD)


def normal_name(requirement: str) -> str:
    """The package's name as the lock writes it: ruamel.yaml>=0.18 -> ruamel-yaml."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def environment(project: dict[str, object], lock: str) -> str:
    """The text of environment.yml: napeval's own dependencies at the lock's versions."""
    pins = dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, flags=re.MULTILINE))
    direct = [*project["dependencies"], *project["optional-dependencies"]["dev"]]  # type: ignore[index,misc]
    lines = ["name: napeval", "channels:", "  - conda-forge", "  - nodefaults", "dependencies:"]
    lines += [f"  - python={CONDA_PYTHON}", "  - pip"]
    from_pip = []
    for name in sorted(re.split(r"[^\w.-]", requirement, maxsplit=1)[0] for requirement in direct):
        version = pins[normal_name(name)]
        if name in NOT_ON_CONDA:
            from_pip.append(f"      - {name}=={version}")
        else:
            lines.append(f"  - {CONDA_NAMES.get(name, name)}={version}")
    return ENVIRONMENT_HEAD + "\n".join([*lines, "  - pip:", *from_pip, "      - -e ."]) + "\n"


def main() -> None:
    """Resolve, then write both files."""
    if unknown := set(sys.argv[1:]) - {"--upgrade"}:
        sys.exit(f"unknown option: {', '.join(sorted(unknown))}; there is only --upgrade")
    lock = resolve(upgrade="--upgrade" in sys.argv[1:])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = environment(project, lock)
    LOCK.write_text(lock, encoding="utf-8", newline="\n")
    (ROOT / "environment.yml").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
