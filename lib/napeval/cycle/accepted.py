"""Warnings that somebody looked at and accepts, with a reason and a name, in accepted.yml.

An acceptance names the row by its key, so that it holds wherever the row stands, and no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from napeval.cycle.faults import Fault, errors_of, nearest
from napeval.cycle.schemas import schemas
from napeval.cycle.settings import Shape, read_settings, shape_faults
from napeval.cycle.trace import key_text

FILE = "accepted.yml"
_TOP: Shape = {"accepted": (list, False)}
_ENTRY: Shape = {
    "code": (str, True),
    "file": (str, True),
    "keys": (list, True),
    "reason": (str, True),
    "accepted_by": (str, True),
    "on": (date, True),
}

_JUDGED_BY = ("datapackage", "plan/indicators", "plan/budget", "plan/targets")


@dataclass(frozen=True)
class _Acceptance:
    """One warning of one row, accepted. place: the setting, for messages."""

    code: str
    file: str
    key: str
    reason: str
    accepted_by: str
    place: str


def with_keys(faults: Sequence[Fault], tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """The faults, warnings with the key of their row, by which they can be accepted."""
    return [
        replace(fault, key=_key_of(fault, tables)) if fault.severity == "warning" else fault
        for fault in faults
    ]


def _name(file: str) -> str:
    """plan/budget for plan/budget.csv and plan/budget.parquet."""
    return file.rpartition(".")[0]


def _key_of(fault: Fault, tables: Mapping[str, pd.DataFrame]) -> str:
    name = _name(fault.file)
    if fault.row is None or name not in tables or fault.row not in tables[name].index:
        return ""
    return key_text(tables[name].loc[fault.row, list(schemas()[name].primary_key)])


def with_acceptances(folder: Path, faults: Sequence[Fault]) -> list[Fault]:
    """The faults, with accepted warnings turned into notes that name who accepted them and why.

    An acceptance that matches no warning is an error: what it was given for is no longer so. Where errors
    in its table, or in one that warnings are judged by, may have kept the warning from being given, it is
    left open.
    """
    if not (folder / FILE).exists() and not (folder / FILE).is_symlink():
        return list(faults)
    settings, found = read_settings(folder / FILE, FILE, _TOP)
    acceptances, wrong = _acceptances(settings)
    by_place = {(one.code, one.file, one.key): one for one in acceptances}
    used: set[tuple[str, str, str]] = set()
    marked = []
    for fault in faults:
        place = (fault.code, fault.file, fault.key)
        if fault.severity == "warning" and place in by_place:
            one = by_place[place]
            used.add(place)
            said = {**fault.arguments, "accepted_by": one.accepted_by, "reason_accepted": one.reason}
            fault = replace(fault, severity="note", arguments=said)
        marked.append(fault)
    errors = errors_of(faults)
    in_doubt = {_name(place) for one in errors for place in (one.file, one.arguments.get("place", ""))}
    left = [
        one for place, one in by_place.items()
        if place not in used and not in_doubt & {_name(one.file), *_JUDGED_BY}
    ]  # fmt: skip
    still_open = [fault for fault in marked if fault.severity == "warning"]
    unmatched = [
        Fault(
            "acceptance_unmatched", FILE, None, one.place, one.key,
            {"code": one.code, "table": one.file, "nearest": _meant(one, still_open)},
        )
        for one in left
    ]  # fmt: skip
    return [*marked, *found, *wrong, *unmatched]


def _meant(one: _Acceptance, still_open: Sequence[Fault]) -> str:
    """The part of an acceptance that would have to be another to match a warning: key, file or code."""
    own = {"key": one.key, "file": one.file, "code": one.code}
    for part, word in own.items():
        alike = [
            str(getattr(fault, part)) for fault in still_open
            if all(getattr(fault, name) == value for name, value in own.items() if name != part)
        ]  # fmt: skip
        if near := nearest(word, alike):
            return near
    return ""


def _acceptances(settings: Mapping[str, Any]) -> tuple[list[_Acceptance], list[Fault]]:
    entries = settings.get("accepted")
    acceptances: list[_Acceptance] = []
    faults: list[Fault] = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        place = f"accepted.{number}"
        if not isinstance(entry, dict):
            faults.append(Fault("not_a_mapping_setting", FILE, None, place, str(entry)))
            continue
        wrong = shape_faults(entry, FILE, _ENTRY, within=f"{place}.")
        faults += wrong
        if wrong:
            continue
        said = {name: str(entry[name]) for name in ("code", "file", "reason", "accepted_by")}
        acceptances += [_Acceptance(key=str(key), place=f"{place}.keys", **said) for key in entry["keys"]]
    return acceptances, faults
