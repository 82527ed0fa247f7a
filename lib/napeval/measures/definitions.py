"""Changes of a definition: from where on the values of an indicator count the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period, parse_period

EVENTS = "monitoring/events"
DEFINITION = "definition"


def definition_changes(cycle: Cycle) -> Mapping[str, Sequence[Period]]:
    """When the definition of each indicator changed, in order of time: events of the kind definition.

    An event that names no indicator ends no series: what it touches would be a guess.
    """
    events = cycle.table(EVENTS)
    changed = events[(events["kind"] == DEFINITION) & events["indicator_id"].notna()]
    found: dict[str, list[Period]] = {}
    for event in changed.itertuples(index=False):
        found.setdefault(event.indicator_id, []).append(parse_period(event.date))
    return {name: sorted(periods, key=lambda period: period.start) for name, periods in found.items()}


def is_of_last_definition(period: Period, changes: Sequence[Period], cutoff: date) -> bool:
    """Whether all of a period lies behind the last change before the cutoff.

    A change known to the year only is taken for one of its first day, as reforms mostly are; a period in
    the midst of which the definition changed is of neither.
    """
    past = [change.start for change in changes if change.start <= cutoff]
    return not past or period.start >= past[-1]
