"""The release policy: which counts of persons may be shown, to whom, and who signed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from napeval.cycle.faults import Fault
from napeval.cycle.settings import Shape

AUDIENCES = ("public", "partners", "internal")
LEAST_THRESHOLD: Mapping[str, int] = {"public": 10, "partners": 5, "internal": 3}
"""No count of persons below these is shown to an audience, whatever a policy says."""

POLICY_SETTINGS: Shape = {
    "thresholds": (dict, True),
    "protected_units": (list, True),
    "signed": (list, False),
}
_LINE_KEYS = {"sources", "audiences", "signed_by", "on", "reason"}


@dataclass(frozen=True)
class SignedLine:
    """A signed permission to show series as published. sources: identifiers, or ("all_published",)."""

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
                free |= published if line.sources == ("all_published",) else published & set(line.sources)
        return frozenset(free)


def policy_from(settings: Mapping[str, Any], file: str) -> tuple[Policy | None, list[Fault]]:
    """The policy in a settings file and its faults.

    A threshold below the least one is a fault, and so is a line without a complete signature.
    """
    faults = [*_threshold_faults(settings.get("thresholds") or {}, file)]
    lines = []
    for number, raw in enumerate(settings.get("signed") or (), start=1):
        place = f"signed[{number}]"
        missing = sorted(_LINE_KEYS - set(raw)) if isinstance(raw, dict) else sorted(_LINE_KEYS)
        unknown = sorted(set(raw) - _LINE_KEYS) if isinstance(raw, dict) else []
        faults += [Fault("setting_missing", file, column=f"{place}.{key}") for key in missing]
        faults += [
            Fault(
                "setting_unknown",
                file,
                column=f"{place}.{key}",
                arguments={"allowed": ", ".join(sorted(_LINE_KEYS)), "nearest": ""},
            )
            for key in unknown
        ]
        if not missing and not unknown:
            line = _signed_line(raw)
            if line is None:
                faults.append(Fault("signature_incomplete", file, column=place))
            else:
                lines.append(line)
    if faults:
        return None, faults
    units = frozenset(str(unit) for unit in settings["protected_units"])
    return Policy(dict(settings["thresholds"]), units, tuple(lines)), []


def _threshold_faults(thresholds: Mapping[str, Any], file: str) -> list[Fault]:
    faults = []
    for audience in AUDIENCES:
        value = thresholds.get(audience)
        least = LEAST_THRESHOLD[audience]
        if not isinstance(value, int) or isinstance(value, bool):
            faults.append(Fault("setting_missing", file, column=f"thresholds.{audience}"))
        elif value < least:
            faults.append(
                Fault(
                    "threshold_too_low",
                    file,
                    column=f"thresholds.{audience}",
                    value=str(value),
                    arguments={"least": str(least)},
                )
            )
    unknown = sorted(set(thresholds) - set(AUDIENCES))
    faults += [
        Fault(
            "setting_unknown",
            file,
            column=f"thresholds.{key}",
            arguments={"allowed": ", ".join(AUDIENCES), "nearest": ""},
        )
        for key in unknown
    ]
    return faults


def _signed_line(raw: Mapping[str, Any]) -> SignedLine | None:
    """The line, or None where a part of the signature is blank or of the wrong kind."""
    sources, audiences, on = raw["sources"], raw["audiences"], raw["on"]
    names: Sequence[str] = [sources] if isinstance(sources, str) else list(sources or ())
    if isinstance(on, datetime):
        on = on.date()
    complete = all(isinstance(raw[key], str) and raw[key].strip() for key in ("signed_by", "reason"))
    if not (names and complete and isinstance(on, date) and audiences and set(audiences) <= set(AUDIENCES)):
        return None
    return SignedLine(tuple(names), tuple(audiences), raw["signed_by"], on, raw["reason"])
