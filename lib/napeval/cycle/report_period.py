"""The one period that a monitoring report is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from napeval.cycle.faults import Fault
from napeval.cycle.periods import Period, is_period, parse_period
from napeval.cycle.settings import MONITORING_KINDS, is_blank

_ONLY_FOR: Mapping[str, tuple[str, ...]] = {"period": tuple(MONITORING_KINDS), "mode": ("review",)}
"""Settings that only some kinds of evaluation have."""
_EXAMPLES: Mapping[int, str] = {12: "2023", 6: "2023-H1"}


def report_period(settings: Mapping[str, Any]) -> Period | None:
    """The period that the settings of a monitoring report name; None for an evaluation or a review."""
    period = settings.get("period")
    is_monitoring = settings.get("kind") in MONITORING_KINDS
    return parse_period(period) if is_monitoring and isinstance(period, str) and is_period(period) else None


def period_faults(settings: Mapping[str, Any], file: str) -> list[Fault]:
    """A monitoring report without its year or half-year, and settings that belong to another kind."""
    kind = str(settings.get("kind"))
    faults = [
        Fault("setting_for_other_kind", file, None, name, arguments={"allowed": ", ".join(kinds)})
        for name, kinds in _ONLY_FOR.items()
        if not is_blank(settings.get(name)) and kind not in kinds
    ]
    if kind not in MONITORING_KINDS:
        return faults
    months, period = MONITORING_KINDS[kind], settings.get("period")
    if is_blank(period):
        return [*faults, Fault("setting_missing", file, column="period")]
    if isinstance(period, str) and not _has_length(period, months):
        faults.append(
            Fault("report_period", file, None, "period", period, {"allowed": _EXAMPLES[months]})
        )
    return faults


def _has_length(text: str, months: int) -> bool:
    """Whether a text is a period of so many months that begins a year or a half of one."""
    if not is_period(text):
        return False
    period = parse_period(text)
    return period.months == months and (period.start.month - 1) % months == 0
