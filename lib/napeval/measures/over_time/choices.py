"""The yearly series that may be believed: one for every admissible choice among disputed figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from napeval.measures.series import check_choices


@dataclass(frozen=True)
class Choice:
    """One yearly series: a value for each year, in order of time.

    exposure: for each year what the events arose from, or None. plan_start: the year in which the plan began.
    """

    years: tuple[int, ...]
    values: tuple[float, ...]
    plan_start: int
    exposure: tuple[float, ...] | None = None

    def without(self, year: int) -> Choice:
        """The same series without one year."""
        kept = [place for place, one in enumerate(self.years) if one != year]
        exposure = None if self.exposure is None else tuple(self.exposure[place] for place in kept)
        return Choice(
            tuple(self.years[place] for place in kept), tuple(self.values[place] for place in kept),
            self.plan_start, exposure,
        )  # fmt: skip


def choices_of(series: Sequence[Mapping[int, float]], plan_start: int) -> list[Choice]:
    """The admissible series of one indicator as choices. series: year -> value, each in order of years."""
    return [Choice(tuple(one), tuple(one.values()), plan_start) for one in series]


def rates_of(
    counts: Sequence[Mapping[int, float]], exposures: Sequence[Mapping[int, float]], plan_start: int
) -> list[Choice]:
    """Every admissible series of counts with every one of what they arose from, on the years that both have.

    Raises TooManyChoices where these are too many.
    """
    check_choices((len(counts), len(exposures)))
    found: dict[Choice, None] = {}
    for count, exposure in product(counts, exposures):
        years = tuple(year for year in count if exposure.get(year, 0) > 0)
        rate = Choice(
            years, tuple(count[year] for year in years), plan_start, tuple(exposure[year] for year in years)
        )
        found[rate] = None
    return list(found)
