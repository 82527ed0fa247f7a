"""The release policy: which counts of persons may be shown, to whom, and who signed for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from napeval.cycle.faults import Fault, nearest
from napeval.cycle.settings import Shape, shape_faults, word_faults

AUDIENCES = ("public", "partners", "internal")
"""Who reads, from the widest to the narrowest."""
LEAST_THRESHOLD: Mapping[str, int] = {"public": 10, "partners": 5, "internal": 3}
"""No count of persons below these is shown to an audience, whatever a policy says."""
ALWAYS_PROTECTED = frozenset({"persons"})
"""Units that every policy protects."""

ALL_PUBLISHED = "all_published"
"""Stands in a signed line for every published source."""

POLICY_SETTINGS: Shape = {
    "thresholds": (dict, True),
    "protected_units": (list, True),
    "signed": (list, False),
}
_LINE_SHAPE: Shape = {
    "sources": (object, True),
    "audiences": (list, True),
    "signed_by": (str, True),
    "on": (date, True),
    "reason": (str, True),
}


@dataclass(frozen=True)
class SignedLine:
    """A signed permission to show series as published. sources: identifiers, or (ALL_PUBLISHED,)."""

    sources: tuple[str, ...]
    audiences: tuple[str, ...]
    signed_by: str
    on: date
    reason: str


@dataclass(frozen=True)
class Policy:
    """What the gate goes by. thresholds: least count of persons shown, by audience."""

    thresholds: Mapping[str, int]
    protected_units: frozenset[str]
    signed: tuple[SignedLine, ...]

    def free_sources(self, sources: pd.DataFrame, audience: str) -> frozenset[str]:
        """Sources whose figures may be shown as published to an audience: published and signed for."""
        published = frozenset(sources.loc[sources["release_status"] == "published", "source_id"])
        free: set[str] = set()
        for line in self.signed:
            if audience in line.audiences:
                free |= published if line.sources == (ALL_PUBLISHED,) else published & set(line.sources)
        return frozenset(free)


def policy_from(settings: Mapping[str, Any], file: str) -> tuple[Policy | None, list[Fault]]:
    """The policy in a settings file and its faults; None where there are any.

    A threshold below the least one is a fault, and so is a line without a complete signature.
    Settings that are missing or of the wrong kind are faults of reading them, not said again here.
    """
    faults = shape_faults(settings, file, POLICY_SETTINGS)
    thresholds, units, signed = (settings.get(key) for key in POLICY_SETTINGS)
    found = _threshold_faults(thresholds, file) if isinstance(thresholds, dict) and thresholds else []
    if isinstance(units, list) and units and not ALWAYS_PROTECTED.issubset(map(str, units)):
        arguments = {"least": ", ".join(sorted(ALWAYS_PROTECTED))}
        shown = ", ".join(map(str, units))
        found.append(Fault("unit_unprotected", file, None, "protected_units", shown, arguments))
    lines = []
    for number, raw in enumerate(signed if isinstance(signed, list) else (), start=1):
        line, line_faults = _signed_line(raw, file, f"signed[{number}]")
        found += line_faults
        lines += [line] if line else []
    if faults or found:
        return None, found
    protected = frozenset(map(str, settings["protected_units"]))
    return Policy(dict(settings["thresholds"]), protected, tuple(lines)), []


def unknown_sources(policy: Policy, sources: Iterable[str], file: str) -> list[Fault]:
    """Sources in signed lines that the cycle does not have: nobody would be told that nothing was signed.

    sources: identifiers of the sources of the cycle.
    """
    known = list(sources)
    return [
        Fault("source_unknown", file, None, f"signed[{number}]", name, {"nearest": nearest(name, known)})
        for number, line in enumerate(policy.signed, start=1)
        if line.sources != (ALL_PUBLISHED,)
        for name in line.sources
        if name not in known
    ]


def is_wider(audience: str, than: str) -> bool:
    """Whether an audience holds more readers than another; both must be known."""
    return AUDIENCES.index(audience) < AUDIENCES.index(than)


def _threshold_faults(thresholds: Mapping[Any, Any], file: str) -> list[Fault]:
    faults = shape_faults(thresholds, file, dict.fromkeys(AUDIENCES, (int, True)), within="thresholds.")
    for audience, least in LEAST_THRESHOLD.items():
        value = thresholds.get(audience)
        if isinstance(value, int) and not isinstance(value, bool) and value < least:
            place, arguments = f"thresholds.{audience}", {"least": str(least)}
            faults.append(Fault("threshold_too_low", file, None, place, str(value), arguments))
    return faults


def _signed_line(raw: object, file: str, place: str) -> tuple[SignedLine | None, list[Fault]]:
    """One signed line, or None, and its faults: what is not filled is one fault of the line."""
    if not isinstance(raw, dict):
        return None, [Fault("not_a_mapping_setting", file, None, place, str(raw))]
    found = shape_faults(raw, file, _LINE_SHAPE, within=f"{place}.")
    faults = [fault for fault in found if fault.code != "setting_missing"]
    key = f"{place}.audiences"
    faults += word_faults({key: raw.get("audiences")}, file, {key: AUDIENCES})
    missing = [str(fault.column) for fault in found if fault.code == "setting_missing"]
    if missing:
        arguments = {"missing": ", ".join(name.removeprefix(f"{place}.") for name in missing)}
        faults.append(Fault("signature_incomplete", file, column=place, arguments=arguments))
    if faults:
        return None, faults
    sources = [raw["sources"]] if isinstance(raw["sources"], str) else raw["sources"]
    if not isinstance(sources, list):
        return None, [Fault("not_a_list_setting", file, None, f"{place}.sources", str(sources))]
    on = raw["on"].date() if isinstance(raw["on"], datetime) else raw["on"]
    audiences = tuple(raw["audiences"])
    return SignedLine(tuple(map(str, sources)), audiences, raw["signed_by"], on, raw["reason"]), []
