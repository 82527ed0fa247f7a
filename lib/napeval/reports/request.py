"""A report request: one params file says which notebook, cycle, evaluation, period and files are wanted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from napeval.criteria.asked import EVALUATION_KINDS
from napeval.cycle.faults import CycleFaults, Fault, nearest
from napeval.cycle.package import read_meta
from napeval.cycle.report_period import report_period
from napeval.cycle.settings import EVALUATION_SETTINGS, EVALUATION_WORDS, Shape, read_settings, word_faults
from napeval.display.languages import REPORT_LANGUAGES
from napeval.release.policy import AUDIENCES, is_wider

FORMATS = ("html", "docx", "pdf", "xlsx")
NOTEBOOK_KINDS: Mapping[str, tuple[str, ...]] = {
    "mid_term_evaluation": ("mid_term",),
    "ex_post_evaluation": ("ex_post",),
    "plan_review": ("review",),
    "annual_monitoring": ("annual_monitoring",),
    "six_month_progress": ("six_month_progress",),
    "inception_report": EVALUATION_KINDS,
}
"""The kinds of evaluation that a notebook of the house reports on; others report on any."""
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
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]*")
_PLAIN_NAME = "a-z, 0-9, - and _"
_WORDS = {"audience": AUDIENCES, "languages": REPORT_LANGUAGES, "formats": FORMATS}


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


def notebook_of(kind: str) -> str:
    """The notebook that makes the report of a kind of evaluation."""
    return next(notebook for notebook, kinds in NOTEBOOK_KINDS.items() if kinds == (kind,))


def _relative(path: Path, place: Path) -> str:
    return Path(os.path.relpath(path.resolve(), place.resolve())).as_posix()


def read_request(path: Path) -> Request:
    """The request in a params file (params/<cycle>/<report>.yml). Raises CycleFaults with every fault."""
    file = "/".join(path.parts[-3:])
    settings, faults = read_settings(path, file, SHAPE)
    faults += [*word_faults(settings, file, _WORDS), *_form_faults(settings, file)]
    root = _project_root(path)
    faults += _place_faults(settings, root, file)
    faults += _day_faults(settings, root, file)
    faults += _evaluation_faults(settings, root, file)
    if not _IDENTIFIER.fullmatch(path.stem):
        faults.append(Fault("request_name", file, value=path.stem, arguments={"allowed": _PLAIN_NAME}))
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


def _plain_names(settings: Mapping[str, Any]) -> dict[str, str]:
    """The names of the notebook, the cycle and the evaluation, as far as they are given as text."""
    named = {key: settings.get(key) for key in ("notebook", "cycle", "evaluation")}
    return {key: name for key, name in named.items() if isinstance(name, str) and name}


def _form_faults(settings: Mapping[str, Any], file: str) -> list[Fault]:
    """Names of files and folders are plain, so that a request cannot lead out of the project."""
    return [
        Fault("setting_form", file, column=key, value=name, arguments={"allowed": _PLAIN_NAME})
        for key, name in _plain_names(settings).items()
        if not _IDENTIFIER.fullmatch(name)
    ]


def _place_faults(settings: Mapping[str, Any], root: Path, file: str) -> list[Fault]:
    """The notebook and the cycle must be there, and the evaluation in a cycle that is."""
    names = {key: name for key, name in _plain_names(settings).items() if _IDENTIFIER.fullmatch(name)}
    places = {
        "notebook": ("notebooks", sorted(path.stem for path in (root / "notebooks").glob("*.ipynb"))),
        "cycle": ("data", _folders(root / "data")),
    }
    if names.get("cycle") in places["cycle"][1]:
        folder = f"data/{names['cycle']}/evaluations"
        places["evaluation"] = (folder, _folders(root / folder))
    faults = []
    for key, (folder, there) in places.items():
        name = names.get(key)
        if name is not None and name not in there:
            arguments = {"folder": folder, "allowed": ", ".join(there), "nearest": nearest(name, there)}
            code = "name_unknown" if there else "nothing_there"
            faults.append(Fault(code, file, column=key, value=name, arguments=arguments))
    return faults


def _day_faults(settings: Mapping[str, Any], root: Path, file: str) -> Iterator[Fault]:
    """What is judged lies in the plan's time, and what is known does not end before it."""
    cutoff, as_of = (settings.get(key) for key in ("cutoff", "as_of"))
    if not isinstance(cutoff, date):
        return
    cutoff = _day(cutoff)
    if isinstance(as_of, date) and _day(as_of) < cutoff:
        arguments = {"cutoff": cutoff.isoformat()}
        yield Fault("as_of_before_cutoff", file, None, "as_of", _day(as_of).isoformat(), arguments)
    name = _plain_names(settings).get("cycle", "")
    meta = read_meta(root / "data" / name)[0] if _IDENTIFIER.fullmatch(name) else None
    if meta is not None and cutoff < meta.start:
        arguments = {"start": meta.start.isoformat()}
        yield Fault("cutoff_before_start", file, None, "cutoff", cutoff.isoformat(), arguments)


def _evaluation_faults(settings: Mapping[str, Any], root: Path, file: str) -> Iterator[Fault]:
    """A report is for no wider audience than its evaluation, of its kind, and judges its period."""
    names = _plain_names(settings)
    places = [names.get(key, "") for key in ("cycle", "evaluation")]
    if not all(_IDENTIFIER.fullmatch(place) for place in places):
        return
    path = root / "data" / places[0] / "evaluations" / places[1] / "evaluation.yml"
    own = read_settings(path, path.name, EVALUATION_SETTINGS)[0]
    yield from _audience_faults(settings, own.get("audience"), file)
    kinds = NOTEBOOK_KINDS.get(names.get("notebook", ""), EVALUATION_WORDS["kind"])
    if own.get("kind") in EVALUATION_WORDS["kind"] and own["kind"] not in kinds:
        arguments = {"kind": own["kind"], "allowed": ", ".join(kinds)}
        yield Fault("notebook_for_other_kind", file, None, "notebook", names["notebook"], arguments)
    period, cutoff = report_period(own), settings.get("cutoff")
    if period is not None and isinstance(cutoff, date) and _day(cutoff) != period.end:
        arguments = {"end": period.end.isoformat()}
        yield Fault("cutoff_not_period_end", file, None, "cutoff", _day(cutoff).isoformat(), arguments)


def _audience_faults(settings: Mapping[str, Any], own: object, file: str) -> Iterator[Fault]:
    audience = settings.get("audience")
    if audience in AUDIENCES and own in AUDIENCES and is_wider(audience, own):
        yield Fault("audience_wider", file, None, "audience", audience, {"audience": own, "nearest": own})


def _folders(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if path.is_dir()) if place.is_dir() else []
