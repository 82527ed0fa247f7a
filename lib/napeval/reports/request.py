"""A report request: one params file says which notebook, cycle, evaluation, period and files are wanted."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from napeval.cycle.faults import CycleFaults, Fault, nearest
from napeval.cycle.settings import Shape, read_settings
from napeval.display.languages import LANGUAGES
from napeval.release.policy import AUDIENCES

FORMATS = ("html", "docx", "pdf", "xlsx")
SHAPE: Shape = {
    "notebook": (str, True),
    "cycle": (str, True),
    "evaluation": (str, True),
    "cutoff": (date, True),
    "as_of": (date, True),
    "languages": (list, True),
    "audience": (str, True),
    "formats": (list, True),
}
_IDENTIFIER = re.compile(r"^[a-z0-9][a-z0-9_-]*$")


@dataclass(frozen=True)
class Request:
    """What is asked for. cutoff: the period judged ends here. as_of: what was known then.

    root: the project folder that notebooks/, data/ and outputs/ are in; name: name of the report.
    """

    root: Path
    name: str
    notebook: str
    cycle: str
    evaluation: str
    cutoff: date
    as_of: date
    languages: tuple[str, ...]
    audience: str
    formats: tuple[str, ...]

    @property
    def cycle_folder(self) -> Path:
        """Where the data of the cycle are."""
        return self.root / "data" / self.cycle

    @property
    def notebook_path(self) -> Path:
        """The notebook that makes the report."""
        return self.root / "notebooks" / f"{self.notebook}.ipynb"

    @property
    def output_folder(self) -> Path:
        """Where the files of the report go."""
        return self.root / "outputs" / self.cycle / self.name

    def parameters(self, language: str, place: Path, results: Path) -> dict[str, Any]:
        """The notebook's parameters for one language, with paths as seen from the folder it will stand in."""
        return {
            "cycle": _relative(self.cycle_folder, place),
            "evaluation": self.evaluation,
            "cutoff": self.cutoff.isoformat(),
            "as_of": self.as_of.isoformat(),
            "language": language,
            "audience": self.audience,
            "results": _relative(results, place),
        }


def _relative(path: Path, place: Path) -> str:
    return Path(os.path.relpath(path.resolve(), place.resolve())).as_posix()


def read_request(path: Path) -> Request:
    """The request in a params file (params/<cycle>/<report>.yml). Raises CycleFaults with every fault."""
    file = "/".join(path.parts[-3:])
    settings, faults = read_settings(path, file, SHAPE)
    if settings:
        faults += _value_faults(settings, file)
    root = _project_root(path)
    if not faults:
        faults += _place_faults(settings, root, file)
    if not _IDENTIFIER.match(path.stem):
        faults.append(Fault("wrong_form", file, value=path.stem, arguments={"allowed": "a-z, 0-9, - and _"}))
    if faults:
        raise CycleFaults(faults)
    return Request(
        root=root,
        name=path.stem,
        notebook=settings["notebook"],
        cycle=settings["cycle"],
        evaluation=settings["evaluation"],
        cutoff=_day(settings["cutoff"]),
        as_of=_day(settings["as_of"]),
        languages=tuple(settings["languages"]),
        audience=settings["audience"],
        formats=tuple(settings["formats"]),
    )


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _project_root(path: Path) -> Path:
    """The folder that holds params/: two levels above the cycle's folder of requests."""
    return path.resolve().parent.parent.parent


def _value_faults(settings: Mapping[str, Any], file: str) -> list[Fault]:
    faults = []
    allowed_words = {"audience": AUDIENCES, "languages": LANGUAGES, "formats": FORMATS}
    for key, allowed in allowed_words.items():
        value = settings.get(key)
        for word in value if isinstance(value, list) else [value] if isinstance(value, str) else ():
            if word not in allowed:
                arguments = {"allowed": ", ".join(allowed), "nearest": nearest(str(word), allowed)}
                faults.append(
                    Fault("word_not_allowed", file, column=key, value=str(word), arguments=arguments)
                )
    for key in ("notebook", "cycle", "evaluation"):
        value = settings.get(key)
        if isinstance(value, str) and value and not _IDENTIFIER.match(value):
            arguments = {"allowed": "a-z, 0-9, - and _"}
            faults.append(Fault("wrong_form", file, column=key, value=value, arguments=arguments))
    return faults


def _place_faults(settings: Mapping[str, Any], root: Path, file: str) -> list[Fault]:
    """The notebook, cycle and evaluation must be there."""
    places = {
        "notebook": (root / "notebooks", f"{settings['notebook']}.ipynb", "*.ipynb"),
        "cycle": (root / "data", settings["cycle"], "*"),
        "evaluation": (root / "data" / settings["cycle"] / "evaluations", settings["evaluation"], "*"),
    }
    faults = []
    for key, (folder, name, pattern) in places.items():
        if not (folder / name).exists():
            there = (
                sorted(item.name.removesuffix(".ipynb") for item in folder.glob(pattern))
                if folder.is_dir()
                else []
            )
            arguments = {"allowed": ", ".join(there), "nearest": nearest(settings[key], there)}
            faults.append(
                Fault("word_not_allowed", file, column=key, value=settings[key], arguments=arguments)
            )
    return faults
