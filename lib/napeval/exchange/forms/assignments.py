"""Who is asked what in a period: every activity, indicator, result and risk of the plan has somebody.

What the plan gives to no institution goes to the national coordinator, so that nothing is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.periods import Period, is_period, parse_period
from napeval.exchange.cycle_rows import Row, known_before, rows_of

_DONE = ("completed", "cancelled")
_NAMES = ("name_sq", "name_en", "name_sr")


@dataclass(frozen=True)
class Asked:
    """What one institution is asked, each in the order of the plan.

    roles: of the activities, as (role, how it is known); ("", "") where the plan names nobody. led:
    identifiers of the activities whose money it reports.
    """

    activities: tuple[Row, ...]
    roles: Mapping[str, tuple[str, str]]
    led: tuple[str, ...]
    indicators: tuple[Row, ...]
    results: tuple[Row, ...]
    risks: tuple[Row, ...]


def national_coordinator(cycle: Cycle) -> str:
    """The institution that gathers the reports: the first author of reports with a part in the plan.

    Where the plan names no authors, the one that leads most activities; "" in a plan without institutions.
    """
    involved = Counter(row["institution"] for row in rows_of(cycle.tables["plan/responsibilities"]))
    reports = rows_of(cycle.tables["plan/reporting"])
    authors = [author for row in reports for author in split_list(row["prepared_by"])]
    for author in authors:
        if author in involved:
            return author
    if authors:
        return authors[0]
    leads = Counter(
        row["institution"] for row in rows_of(cycle.tables["plan/responsibilities"]) if row["role"] == "lead"
    )
    return max(sorted(leads), key=leads.__getitem__, default="")


def assign(cycle: Cycle, period: str, made_on: date) -> Mapping[str, Asked]:
    """What every institution is asked in a period, as known before a day, by institution.

    Institutions stand in the order of the plan; one that is asked nothing is left out.
    """
    return _Assignment(cycle, parse_period(period), made_on).by_institution()


class _Assignment:
    def __init__(self, cycle: Cycle, period: Period, made_on: date) -> None:
        self._cycle = cycle
        self._tables = {
            name: rows_of(frame) for name, frame in cycle.tables.items() if name.startswith("plan/")
        }
        self._period = period
        self._made_on = made_on
        self._coordinator = national_coordinator(cycle)
        self._roles: dict[str, dict[str, tuple[str, str]]] = {}
        for row in self._tables["plan/responsibilities"]:
            held = self._roles.setdefault(row["activity_id"], {})
            if row["role"] == "lead" or row["institution"] not in held:
                held[row["institution"]] = (row["role"], row["basis"])

    def by_institution(self) -> Mapping[str, Asked]:
        order = [row["institution"] for row in self._tables["plan/institutions"]]
        activities, roles = self._activities()
        indicators = self._gathered("plan/indicators", self._indicator_owners)
        risks = self._gathered("plan/risks", self._risk_owners)
        asked = {}
        for institution in dict.fromkeys([*order, self._coordinator, *activities, *indicators, *risks]):
            own = indicators.get(institution, [])
            found = Asked(
                tuple(activities.get(institution, [])),
                MappingProxyType(roles.get(institution, {})),
                tuple(
                    row["activity_id"]
                    for row in activities.get(institution, [])
                    if self._pays(row, institution)
                ),
                tuple(own),
                tuple(self._results(institution, own)),
                tuple(risks.get(institution, [])),
            )
            if institution and (found.activities or found.indicators or found.risks):
                asked[institution] = found
        return asked

    def _activities(self) -> tuple[dict[str, list[Row]], dict[str, dict[str, tuple[str, str]]]]:
        """Activities with something to report, and the role in each, by institution."""
        activities: dict[str, list[Row]] = {}
        roles: dict[str, dict[str, tuple[str, str]]] = {}
        done = self._reported_done()
        dropped = {
            row["activity_id"]
            for row in known_before(self._tables["plan/revisions"], self._made_on)
            if row["change"] == "dropped"
        }
        for row in self._tables["plan/activities"]:
            identifier = row["activity_id"]
            if identifier in dropped or not self._to_report(row, identifier in done):
                continue
            for institution, role in (self._roles.get(identifier) or {self._coordinator: ("", "")}).items():
                activities.setdefault(institution, []).append(row)
                roles.setdefault(institution, {})[identifier] = role
        return activities, roles

    def _reported_done(self) -> set[str]:
        """Activities that every last report known calls completed or cancelled."""
        last: dict[tuple[str, str], Row] = {}
        for row in known_before(rows_of(self._cycle.tables["monitoring/progress"]), self._made_on):
            key = (row["activity_id"], row["reported_by"])
            before = last.get(key)
            if before is None or _moment(row) >= _moment(before):
                last[key] = row
        open_ones = {key[0] for key, row in last.items() if row["status"] not in _DONE}
        return {key[0] for key in last} - open_ones

    def _to_report(self, activity: Row, done: bool) -> bool:
        """Whether an activity runs or is due in the period, or began before and is not reported done."""
        first = _start(activity["start"]) or self._cycle.meta.start
        last = self._deadline(activity) or self._cycle.meta.end
        if first > self._period.end:
            return False
        return last >= self._period.start or not done

    def _deadline(self, activity: Row) -> date | None:
        end = deadline_of(activity, self._tables["plan/revisions"], self._made_on)
        return parse_period(end).end if end and is_period(end) else None

    def _pays(self, activity: Row, institution: str) -> bool:
        """Whether it is this institution that reports the money: the first lead, else the coordinator."""
        roles = self._roles.get(activity["activity_id"], {})
        lead = next((one for one, (role, _) in roles.items() if role == "lead"), self._coordinator)
        return institution == lead

    def _gathered(self, table: str, owners: Callable[[Row], list[str]]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._tables[table]:
            for institution in owners(row):
                found.setdefault(institution, []).append(row)
        return found

    def _indicator_owners(self, indicator: Row) -> list[str]:
        """Who reports an indicator: whoever the plan makes responsible, else who leads what it measures."""
        stated = self._named(indicator["responsible"])
        if indicator["level"] == "context" and not stated:
            return []  # series that an evaluator follows: the plan asks nobody for them
        if stated:
            return stated
        if indicator["activity_id"]:
            leads = self._leads([indicator["activity_id"]])
        else:
            leads = self._leads(
                row["activity_id"]
                for row in self._tables["plan/activities"]
                if row["objective_id"] == indicator["objective_id"]
            )
        return leads or [self._coordinator]

    def _risk_owners(self, risk: Row) -> list[str]:
        """One owner: a risk has one state in a period."""
        return (self._named(risk["owner"]) or [self._coordinator])[:1]

    def _leads(self, activities: Iterable[str]) -> list[str]:
        return list(
            dict.fromkeys(
                institution
                for identifier in activities
                for institution, (role, _) in self._roles.get(identifier, {}).items()
                if role == "lead"
            )
        )

    def _named(self, text: object) -> list[str]:
        """The institutions that a cell names by code, name or another form in print."""
        institutions = self._tables["plan/institutions"]
        known: dict[str, str] = {}
        for row in institutions:
            words = [row[name] for name in _NAMES] + split_list(row["printed_variants"])
            known |= {word.casefold(): row["institution"] for word in words if word}
        known |= {row["institution"].casefold(): row["institution"] for row in institutions}
        found = (known.get(part.casefold()) for part in split_list(text))
        return list(dict.fromkeys(one for one in found if one))

    def _results(self, institution: str, indicators: list[Row]) -> list[Row]:
        """Result statements whose indicators the institution reports; those without any: the coordinator."""
        measured = {row["result_id"] for row in self._tables["plan/indicators"] if row["result_id"]}
        own = {row["result_id"] for row in indicators if row["result_id"]}
        return [
            row
            for row in self._tables["plan/results"]
            if row["result_id"] in own
            or (row["result_id"] not in measured and institution == self._coordinator)
        ]


def deadline_of(activity: Row, revisions: list[Row], made_on: date) -> str:
    """The deadline of an activity as last revised before a day, as a period; "" where there is none."""
    revised = [
        row
        for row in known_before(revisions, made_on)
        if row["activity_id"] == activity["activity_id"] and row["new_end"]
    ]
    latest = max(revised, key=lambda row: row["recorded_on"], default=None)
    return str((latest["new_end"] if latest else activity["end"]) or "")


def _start(period: str | None) -> date | None:
    return parse_period(period).start if period and is_period(period) else None


def _moment(row: Row) -> tuple[date, date]:
    """What orders reports: the end of their period, then the day they were recorded."""
    return parse_period(row["period"]).end, row["recorded_on"]
