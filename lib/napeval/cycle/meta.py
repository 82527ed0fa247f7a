"""Reading what a cycle's datapackage says of it as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from napeval.cycle.cycle import Meta
from napeval.cycle.faults import Fault, nearest
from napeval.cycle.settings import Shape, shape_faults

FILE = "datapackage.json"
META_SETTINGS: Shape = {
    "title": (dict, True),
    "country": (str, True),
    "start": (str, True),
    "end": (str, True),
    "midterm": (str, False),
    "currency": (str, True),
    "data_status": (str, True),
    "predecessor": (str, False),
    "designation_note": (dict, False),
    "inferred": (list, False),
}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TITLE_LANGUAGES = ("sq", "en")
"""Languages of the reports: a cycle without a title in one of them has no title page there."""
_STATUSES = ("real", "synthetic")


def read_meta(folder: Path) -> tuple[Meta | None, list[Fault]]:
    """The description of the cycle in a folder, and its faults; None where it has any."""
    path = folder / FILE
    if path.is_symlink():
        return None, [Fault("symlink", FILE)]
    if not path.is_file():
        return None, [Fault("file_missing", FILE)]
    try:
        package = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None, [Fault("text_not_utf8", FILE)]
    except json.JSONDecodeError as error:
        return None, [Fault("not_json", FILE, error.lineno, arguments={"reason": error.msg})]
    name, own = (package.get("name"), package.get("napeval")) if isinstance(package, dict) else (None, None)
    faults = [] if isinstance(name, str) and name else [Fault("setting_missing", FILE, column="name")]
    if not isinstance(own, dict):
        return None, [*faults, Fault("setting_missing", FILE, column="napeval")]
    faults += shape_faults(own, FILE, META_SETTINGS, within="napeval.")
    faults += _value_faults(own)
    if faults:
        return None, faults
    return _meta(str(name), own), []


def _value_faults(own: Mapping[str, Any]) -> Iterator[Fault]:
    """Words, dates and their order. Values of the wrong kind are faults already."""
    status = own.get("data_status")
    if isinstance(status, str) and status and status not in _STATUSES:
        arguments = {"allowed": ", ".join(_STATUSES), "nearest": nearest(status, _STATUSES)}
        yield Fault("word_not_allowed", FILE, None, "napeval.data_status", status, arguments)
    title = own.get("title")
    titles = title if isinstance(title, dict) else {}
    for language in _TITLE_LANGUAGES if titles else ():
        if not isinstance(titles.get(language), str) or not titles[language].strip():
            yield Fault("title_missing", FILE, None, f"napeval.title.{language}")
    days = {key: _day(own.get(key)) for key in ("start", "end", "midterm")}
    for key, day in days.items():
        if isinstance(own.get(key), str) and own[key] and day is None:
            yield Fault("not_a_date", FILE, None, f"napeval.{key}", own[key])
    start, end, midterm = days["start"], days["end"], days["midterm"]
    if start is None or end is None:
        return
    if end < start:
        arguments = {"start": str(start)}
        yield Fault("end_before_start", FILE, None, "napeval.end", str(end), arguments)
    elif midterm is not None and not start <= midterm <= end:
        span = {"start": str(start), "end": str(end)}
        yield Fault("midterm_outside", FILE, None, "napeval.midterm", str(midterm), span)


def _day(value: object) -> date | None:
    """The day a text names, or None."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DATE.fullmatch(value) else None
    except ValueError:
        return None


def _meta(name: str, own: Mapping[str, Any]) -> Meta:
    midterm = own.get("midterm")
    return Meta(
        name=name,
        title=MappingProxyType(dict(own["title"])),
        country=own["country"],
        start=date.fromisoformat(own["start"]),
        end=date.fromisoformat(own["end"]),
        midterm=date.fromisoformat(midterm) if midterm else None,
        currency=own["currency"],
        data_status=own["data_status"],
        predecessor=own.get("predecessor"),
        designation_note=MappingProxyType(dict(own.get("designation_note") or {})),
        inferred=tuple(own.get("inferred") or ()),
    )
