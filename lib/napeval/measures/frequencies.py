"""Frequencies: how often a value is to be measured, and the periods that are owed for it.

The plan says it in words, which may be those of any of its languages; a word that is not on the list makes
no duty, because nobody can say for which periods.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from napeval.cycle.periods import parse_period

MONTHS: Mapping[str, int] = {
    **dict.fromkeys(("monthly", "month", "every month", "çdo muaj", "mujore", "mujor", "mesečno"), 1),
    **dict.fromkeys(("quarterly", "every quarter", "çdo tre muaj", "tremujore", "tremujor", "kvartalno"), 3),
    **dict.fromkeys(
        (
            "half_yearly", "half-yearly", "half yearly", "twice a year", "six-monthly", "every six months",
            "dy herë në vit", "gjashtëmujore", "gjashtëmujor", "çdo gjashtë muaj", "dvaput godišnje",
            "polugodišnje", "šestomesečno",
        ), 6,
    ),
    **dict.fromkeys(
        ("yearly", "annual", "annually", "every year", "çdo vit", "vjetore", "vjetor", "godišnje"), 12
    ),
}  # fmt: skip
"""Length of the periods, in months, by word."""
_NAMES: Mapping[int, str] = {
    1: "{year}-{number:02d}", 3: "{year}-Q{number}", 6: "{year}-H{number}", 12: "{year}",
}  # fmt: skip


def months_between(frequency: object) -> int | None:
    """How many months lie between two values; None where the plan does not say it in a known word."""
    return MONTHS.get(" ".join(frequency.lower().split())) if isinstance(frequency, str) else None


def periods_owed(months: int, *, start: date, until: date) -> list[str]:
    """The periods of this length that begin and end between two days. months: 1, 3, 6 or 12."""
    numbers = range(1, 12 // months + 1)
    names = (
        _NAMES[months].format(year=year, number=number)
        for year in range(start.year, until.year + 1)
        for number in numbers
    )
    return [name for name in names if start <= parse_period(name).start and parse_period(name).end <= until]
