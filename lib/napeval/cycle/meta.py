"""What a cycle's datapackage says of the cycle as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
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
    "writing": (dict, False),
}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_TITLE_LANGUAGES = ("sq", "en")
"""Languages of the reports: a cycle without a title in one of them has no title page there."""
_STATUSES = ("real", "synthetic")


def meta_from(package: Any) -> tuple[Meta | None, list[Fault]]:
    """The description of the cycle in the content of a datapackage, and its faults; None where it has any."""
    name, own = (package.get("name"), package.get("napeval")) if isinstance(package, dict) else (None, None)
    faults = [] if isinstance(name, str) and name else [Fault("setting_missing", FILE, column="name")]
    if not isinstance(own, dict):
        return None, [*faults, Fault("setting_missing", FILE, column="napeval")]
    faults += shape_faults(own, FILE, META_SETTINGS, within="napeval.")
    faults += _value_faults(own)
    if faults:
        return None, faults
    return _meta(str(name), own), []


def meta_for_rules(package: Any) -> Meta | None:
    """What rules judge by, dates and currency, where these are in order though other settings are not."""
    own = package.get("napeval") if isinstance(package, dict) else None
    if not isinstance(own, dict):
        return None
    start, end, currency = _day(own.get("start")), _day(own.get("end")), own.get("currency")
    if not (start and end and start <= end and isinstance(currency, str) and _CURRENCY.fullmatch(currency)):
        return None
    plain = {"title": {}, "country": "", "data_status": "", "start": str(start), "end": str(end)}
    return _meta("", {**plain, "currency": currency})


def _value_faults(own: Mapping[str, Any]) -> Iterator[Fault]:
    """Words, dates and their order. Values of the wrong kind are faults already."""
    currency = own.get("currency")
    if isinstance(currency, str) and currency and not _CURRENCY.fullmatch(currency):
        allowed = {"allowed": "ISO 4217 (EUR, CHF …)"}
        yield Fault("setting_form", FILE, None, "napeval.currency", currency, allowed)
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
