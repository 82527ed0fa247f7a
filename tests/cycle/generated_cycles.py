"""Small valid cycles made by chance from a seed: every table, with the values that reading must give back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from napeval.cycle.identifiers import is_code
from napeval.cycle.schemas import Field, Schema, schemas

Value = str | int | Decimal | bool | date | None
Row = dict[str, Value]

ODD_IDENTIFIERS = (
    "007", "NA", "TRUE", "1-2", "nan", "null", "1e5", "0", "+1", "=A1", "#3", "I.1", "II.1.3", "2023-05",
    "Ç.1", "Žene-2", "Ђаци", "МУП", "x_y", "12.50", "1,5", "-", "...", "'7", "A/B", "{0}", "%d", "ë",
)  # fmt: skip
WORDS = (
    "Numri i viktimave", "të trajnuar", "Çështje, «me thonjëza»", 'said "yes"', "Broj žrtava; ukupno",
    "đaci i čuvari", "Број жртава", "Љубав и њива", "50 %", "=SUM(A1:A9)", "NA", "0", "1.234", "-", "n. a.",
    "first\nsecond", "a\ttab", "{curly}", "\\N", "null", "True", "3,5 milionë", "№ 7", "🙂", "ﬁ",
)  # fmt: skip
MAY_BE_EMPTY = (
    "plan/targets", "monitoring/observations", "monitoring/progress", "monitoring/expenditure",
    "monitoring/recommendations_received",
)  # fmt: skip
"""Tables that no other refers to; a plan may be without them."""
WEIGHTS: Mapping[int, tuple[str, ...]] = {0: (), 1: ("1",), 2: ("0.6", "0.4"), 3: ("50", "25", "25")}
INTERVALS = ("2013-01/2013-05", "2022/2024", "2021-H2/2022-H1")


@dataclass(frozen=True)
class Plan:
    """A cycle as it is meant: span, currency, and the rows of every table."""

    start: int
    end: int
    currency: str
    tables: Mapping[str, list[Row]]


def made_plan(seed: int) -> Plan:
    """The valid cycle that belongs to a seed."""
    return _Maker(Random(f"cycle {seed}")).plan()


class _Maker:
    """Draws rows that keep all rules; what no rule speaks of is drawn from the schema."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.tables: dict[str, list[Row]] = {}
        self.start = chance.randrange(2015, 2030)
        self.end = self.start + chance.randrange(4)
        self.currency = chance.choice(("EUR", "ALL", "RSD", "CHF"))

    def plan(self) -> Plan:
        for make in (
            self._institutions, self._objectives, self._results, self._activities, self._indicators,
            self._weights, self._sources, self._targets, self._budget, self._observations, self._progress,
            self._expenditure, self._recommendations, self._others,
        ):  # fmt: skip
            make()
        for table in MAY_BE_EMPTY:
            if self.chance.random() < 0.4:
                self.tables[table] = []
        return Plan(self.start, self.end, self.currency, self.tables)

    # what the tables share

    def _add(self, table: str, rows: Sequence[Row]) -> None:
        """Rows with the columns given, and the others as the schema allows; rows of one key stand once."""
        schema = schemas()[table]
        by_key = {}
        for given in rows:
            row = {
                field.name: given[field.name] if field.name in given else self._drawn(schema, field)
                for field in schema.fields
            }
            by_key.setdefault(tuple(row[name] for name in schema.primary_key), row)
        self.tables[table] = list(by_key.values())

    def _drawn(self, schema: Schema, field: Field) -> Value:
        """Any value of a column, or a blank one where it may be."""
        if not field.required and self.chance.random() < 0.5:
            return None
        if field.enum:
            return self.chance.choice(field.enum)
        if is_code(schema, field.name) and field.type == "string":
            return self.chance.choice(ODD_IDENTIFIERS)
        if field.name == "translation":
            return self.chance.choice(("ours:sq", "ours:en,sr"))
        if field.name == "inferred":
            return "year;basis"
        if field.name == "url":
            return "https://example.org/Raporti%20(1)?a=1&b=ç"
        return self._of_type(field)

    def _of_type(self, field: Field) -> Value:
        draw: Mapping[str, Callable[[], Value]] = {
            "string": self._words, "period": self._period, "date": self._day,
            "boolean": lambda: self.chance.random() < 0.5,
            "integer": lambda: self.chance.randrange(*((1990, 2101) if field.unit == "year" else (1, 9))),
            "number": lambda: self._number(field.minimum, field.maximum),
        }  # fmt: skip
        return draw[field.type]()

    def _words(self) -> str:
        return " ".join(self.chance.sample(WORDS, self.chance.randrange(1, 3)))

    def _number(self, low: float | None = None, high: float | None = None) -> Decimal:
        """Zero, a small or a large number, with up to four decimals."""
        if self.chance.random() < 0.2:
            return Decimal(0)
        if high is not None:
            return Decimal(self.chance.randrange(int(100 * (low or 0)), int(100 * high) + 1)) / 100
        size = self.chance.choice((9, 900, 9_000, 90_000, 9_000_000, 900_000_000))
        number = Decimal(self.chance.randrange(size)) / self.chance.choice((1, 1, 10, 100))
        return -number if low is None and self.chance.random() < 0.3 else number

    def _day(self, first: int = 1995, last: int = 2040) -> date:
        return date(first, 1, 1) + timedelta(days=self.chance.randrange(365 * (last - first + 1)))

    def _year(self) -> int:
        return self.chance.randint(self.start, self.end)

    def _period(self, year: int | None = None) -> str:
        if year is None and self.chance.random() < 0.2:
            return self.chance.choice(INTERVALS)
        year = self._year() if year is None else year
        return f"{year}" + self.chance.choice(("", "-H1", "-H2", "-Q3", "-05"))

    def _identifiers(self, count: int) -> list[str]:
        """Odd identifiers, each once."""
        return self.chance.sample(ODD_IDENTIFIERS, count)

    def _keys(self, table: str, column: str) -> list[str]:
        return [str(row[column]) for row in self.tables[table]]

    def _one_of(self, table: str, column: str) -> str:
        return self.chance.choice(self._keys(table, column))

    def _list_of(self, table: str, column: str) -> str | None:
        names = self._keys(table, column)
        return ";".join(self.chance.sample(names, self.chance.randrange(len(names) + 1))) or None

    def _titles(self) -> Row:
        return {"title_sq": self._words(), "title_en": self._words()}

    # the tables

    def _institutions(self) -> None:
        self._add("plan/institutions", [{"institution": name} for name in self._identifiers(3)])

    def _objectives(self) -> None:
        names = self._identifiers(3)
        pairs = ((None, None), (Decimal("0.25"), Decimal("0.75")), (Decimal(60), Decimal(40)))
        first, second = self.chance.choice(pairs)
        weights = (first, second, self.chance.choice((None, Decimal(1), Decimal(100))))
        parents = (None, None, names[0])
        self._add("plan/objectives", [
            {"objective_id": name, "parent_id": parent, "weight": weight, **self._titles()}
            for name, parent, weight in zip(names, parents, weights, strict=True)
        ])  # fmt: skip

    def _results(self) -> None:
        self._add("plan/results", [
            {"result_id": name, "objective_id": self._one_of("plan/objectives", "objective_id")}
            for name in self._identifiers(2)
        ])  # fmt: skip

    def _activities(self) -> None:
        self._add("plan/activities", [
            {
                "activity_id": name, "objective_id": self._one_of("plan/objectives", "objective_id"),
                "funding_sources": self._list_of("plan/institutions", "institution"), **self._titles(),
            }
            for name in self._identifiers(3)
        ])  # fmt: skip
        self._add("plan/responsibilities", [
            {"activity_id": name, "institution": self._one_of("plan/institutions", "institution")}
            for name in self._keys("plan/activities", "activity_id")
        ])  # fmt: skip

    def _indicators(self) -> None:
        names = self._identifiers(3)
        self._add("plan/indicators", [
            {
                "indicator_id": name, "objective_id": self._one_of("plan/objectives", "objective_id"),
                "result_id": self.chance.choice((None, self._one_of("plan/results", "result_id"))),
                "activity_id": self.chance.choice((None, self._one_of("plan/activities", "activity_id"))),
                "part_of": self.chance.choice((None, *names[:place])),
                "exposure_id": self.chance.choice((None, *names[:place])), "weight": None, **self._titles(),
            }
            for place, name in enumerate(names)
        ])  # fmt: skip

    def _weights(self) -> None:
        """Weights of the indicators of an objective, of all or none."""
        for objective in self._keys("plan/objectives", "objective_id"):
            group = [row for row in self.tables["plan/indicators"] if row["objective_id"] == objective]
            if self.chance.random() < 0.5:
                for row, weight in zip(group, WEIGHTS[len(group)], strict=True):
                    row["weight"] = Decimal(weight)

    def _sources(self) -> None:
        names = self._identifiers(3)
        self._add("monitoring/sources", [
            {"source_id": name, "derived_from": ";".join(names[:place]) or None}
            for place, name in enumerate(names)
        ])  # fmt: skip

    def _targets(self) -> None:
        """Baseline, interim and final in the wanted direction; percentages between 0 and 100."""
        rows: list[Row] = []
        for indicator in self.tables["plan/indicators"]:
            most = 100 if indicator["measure"] == "percentage" else 5_000_000
            steps = sorted(Decimal(self.chance.randrange(100 * most + 1)) / 100 for _ in range(3))
            if indicator["direction"] == "decrease":
                steps.reverse()
            if indicator["direction"] == "maintain":
                steps = [steps[0]] * 3
            cell: Row = {name: self.chance.choice((None, "gjinia")) for name in ("dimension", "category")}
            years = (self.start - self.chance.randrange(3), self.start, self.end)
            for role, year, value in zip(("baseline", "interim", "final"), years, steps, strict=True):
                between = role == "final" and self.chance.random() < 0.3
                rows.append({
                    "indicator_id": indicator["indicator_id"], "role": role, "year": year, "value": value,
                    "comparator": "between" if between else self.chance.choice((None, "at_least", "exactly")),
                    "upper": value + self.chance.randrange(9) if between else None,
                    "basis": self.chance.choice((None, "absolute")), **cell,
                })  # fmt: skip
        self._add("plan/targets", rows)

    def _budget(self) -> None:
        self._add("plan/budget", [
            {
                "activity_id": self._one_of("plan/activities", "activity_id"), "year": self._year(),
                "funding_source": self._list_of("plan/institutions", "institution"),
                "currency": self.currency,
            }
            for _ in range(3)
        ])  # fmt: skip

    def _observations(self) -> None:
        rows: list[Row] = []
        for indicator in self.tables["plan/indicators"]:
            for place in range(2):
                year = self.start + place  # may lie after the plan: history and future are notes
                row: Row = {
                    "indicator_id": indicator["indicator_id"], "period": self._period(year),
                    "recorded_on": self._day(year + 1, year + 2),
                    "source_id": self._one_of("monitoring/sources", "source_id"), "state": "not_reported",
                    "value": None, "numerator": None, "denominator": None,
                }  # fmt: skip
                if self.chance.random() < 0.7:
                    row |= self._measured(str(indicator["measure"]))
                rows.append(row)
        self._add("monitoring/observations", rows)

    def _measured(self, measure: str) -> Row:
        """A value, or numerator and denominator, or all three in agreement."""
        whole = self.chance.randrange(1, 5000)
        part = self.chance.randrange(whole + 1)
        kind = self.chance.randrange(3)
        pair: Row = {"numerator": Decimal(part), "denominator": Decimal(whole)}
        if measure != "percentage":
            return {"state": "measured", "value": self._number()} | (pair if kind else {})
        share = (Decimal(100 * part) / whole).quantize(Decimal("0.1"))
        return {"state": "measured"} | (pair if kind else {}) | ({"value": share} if kind != 1 else {})

    def _progress(self) -> None:
        """At most one report on each activity, so that none contradicts another."""
        rows: list[Row] = []
        for name in self._keys("plan/activities", "activity_id"):
            done = self.chance.random() < 0.5
            recorded = self._day(self.start, self.end + 1)
            rows.append({
                "activity_id": name, "period": self._period(self._year()), "recorded_on": recorded,
                "reported_by": self._one_of("plan/institutions", "institution"),
                "status": "completed" if done else self.chance.choice(("not_started", "ongoing", "delayed")),
                "completion": self.chance.choice((None, Decimal(1))) if done else self._number(0, 1),
                "started_on": self.chance.choice((None, recorded - timedelta(days=400))),
                "completed_on": recorded - timedelta(days=self.chance.randrange(300)) if done else None,
                "source_id": self.chance.choice((None, self._one_of("monitoring/sources", "source_id"))),
            })  # fmt: skip
        self._add("monitoring/progress", rows)

    def _expenditure(self) -> None:
        """What is spent stays below what was planned."""
        planned: dict[Value, Decimal] = {}
        for row in self.tables["plan/budget"]:
            amount = row["amount"]
            assert isinstance(amount, Decimal)
            planned[row["activity_id"]] = planned.get(row["activity_id"], Decimal(0)) + amount
        self._add("monitoring/expenditure", [
            {
                "activity_id": name, "period": self._period(self._year()), "currency": self.currency,
                "stage": stage, "amount": (amount / 2).quantize(Decimal("0.01"), "ROUND_DOWN"),
                "funding_source": self._list_of("plan/institutions", "institution"),
                "source_id": self.chance.choice((None, self._one_of("monitoring/sources", "source_id"))),
            }
            for name, amount in planned.items()
            for stage in ("committed", "spent")
        ])  # fmt: skip

    def _recommendations(self) -> None:
        rows: list[Row] = []
        for name in self._identifiers(2):
            links = self._list_of("plan/activities", "activity_id")
            strengths = [self.chance.choice(("direct", "partial")) for _ in (links or "").split(";")]
            rows.append({
                "recommendation_id": name, "activity_ids": links,
                "link_strengths": ";".join(strengths) if links else None,
                "source_id": self._one_of("monitoring/sources", "source_id"),
            })  # fmt: skip
        self._add("monitoring/recommendations_received", rows)

    def _others(self) -> None:
        """Tables that no rule speaks of but for their references."""
        for table in schemas():
            if table not in self.tables and not table.startswith("evaluations/"):
                count = self.chance.randrange(4) if self._can_refer(table) else 0
                self._add(table, [self._referring(table) for _ in range(count)])

    def _can_refer(self, table: str) -> bool:
        """Whether there is a row for every reference that must be filled."""
        schema = schemas()[table]
        return all(
            self.tables[other] or not schema.column(column).required
            for column, other, _ in schema.foreign_keys
        )

    def _referring(self, table: str) -> Row:
        schema = schemas()[table]
        row: Row = {}
        for column, other, other_column in schema.foreign_keys:
            may_be_blank = not schema.column(column).required and self.chance.random() < 0.3
            there = self.tables[other] and not may_be_blank
            row[column] = self._one_of(other, other_column) if there else None
        if len(schema.primary_key) == 1 and schema.primary_key[0] not in row:
            row[schema.primary_key[0]] = self.chance.choice(ODD_IDENTIFIERS)
        if table == "plan/reporting":
            row["prepared_by"] = self._list_of("plan/institutions", "institution")
        return row
