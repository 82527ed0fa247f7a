"""What five million observations cost on their way to achievement, against judging every row by itself.

The table is that of a country in which every regional office reports every quarter: 2,000 indicators, each as
a whole and for women and men, 12 quarters of 2022-2024, three sources (two registers and a survey; for one
indicator in ten, in place of the survey, a report that quotes the first register), 12 offices each: 2,592,000
reports, of which 2,408,000 were corrected once. The sources differ in one indicator in twenty. Four in ten
indicators are stocks, three are judged year by year, two are running totals, one is added up over the cycle.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from napeval.cycle.cycle import Cycle, Meta
from napeval.cycle.schemas import schemas
from napeval.cycle.trace import key_text
from napeval.measures import achievement
from napeval.measures.exact import as_float, exact
from napeval.measures.judged import judge
from napeval.measures.observed import Observed
from napeval.measures.path import end_of
from napeval.measures.planned import planned_of, targets_by_indicator
from napeval.measures.rows import KEYS
from napeval.measures.told import period_of

ROWS, INDICATORS, OFFICES = 5_000_000, 2_000, 12
PLACES = (("", ""), ("sex", "female"), ("sex", "male"))
QUARTERS = tuple(f"{year}-Q{quarter}" for year in (2022, 2023, 2024) for quarter in (1, 2, 3, 4))
SOURCES = ("register_a", "register_b", "survey", "report")
QUOTES = {"report": "register_a"}
ACCUMULATIONS = ("stock",) * 4 + ("annual",) * 3 + ("running_total",) * 2 + ("cumulative",)
CUTOFF, AS_OF = date(2024, 12, 31), date(2025, 6, 30)
MOST_SECONDS, MOST_GIGABYTES, LEAST_RATIO = 3.0, 2.0, 100.0
SAMPLE = 20_000
TYPES = {
    "number": "float64", "integer": "Int64", "boolean": "boolean", "date": "datetime64[us]",
}  # fmt: skip


def texts(values: tuple[str | None, ...], codes: np.ndarray) -> pd.Series:
    """A text column of the values with these codes, without an object per row."""
    known = pa.array(values, pa.large_string())
    column = pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), known).cast(pa.large_string())
    return pd.Series(pd.array(column, dtype="str"))


def observations() -> pd.DataFrame:
    """monitoring/observations as read: first reports, then the corrections of most of them."""
    shape = (INDICATORS, len(PLACES), len(QUARTERS), 3, OFFICES)
    first = np.arange(np.prod(shape))
    rows = np.concatenate([first, first[: ROWS - len(first)]])
    indicator, place, quarter, source, office = np.unravel_index(rows, shape)
    corrected = np.arange(ROWS) >= len(first)
    amount = indicator % 7 + office + 1 + corrected
    running = np.isin(indicator % 10, [7, 8])
    amount = np.where(running, amount * (quarter + 1), amount)
    amount = amount + ((source == 1) & (indicator % 20 == 0))
    source = np.where((source == 2) & (indicator % 10 == indicator // 10 % 10), 3, source)
    end = np.array(["2022-04-20"], dtype="datetime64[D]") + 91 * quarter + 60 * corrected
    names = tuple(f"{1 + number % 5}.{1 + number // 5 % 4}.ind{number}" for number in range(INDICATORS))
    dimensions, categories = zip(*((one or None, two or None) for one, two in PLACES), strict=True)
    blank = np.zeros(ROWS, dtype=np.int32)
    return pd.DataFrame(
        {
            "indicator_id": texts(names, indicator), "period": texts(QUARTERS, quarter),
            "dimension": texts(dimensions, place), "category": texts(categories, place),
            "source_id": texts(SOURCES, source),
            "reported_by": texts(tuple(f"office_{number}" for number in range(OFFICES)), office),
            "recorded_on": pd.Series(end.astype("datetime64[us]")), "value": amount.astype("float64"),
            "numerator": np.full(ROWS, np.nan), "denominator": np.full(ROWS, np.nan),
            "state": texts(("measured", "not_reported"), (indicator + quarter + office) % 40 == 0),
            **{name: texts((None,), blank) for name in ("bound", "own_mark", "note", "source_ref")},
        }
    )  # fmt: skip


def frame(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """A small table of these rows, in the types of its schema."""
    return pd.DataFrame(
        {
            field.name: pd.Series([row.get(field.name) for row in rows], dtype="object").astype(
                TYPES.get(field.type, "str")
            )
            for field in schemas()[name].fields
        }
    )


def cycle_of(told: pd.DataFrame) -> Cycle:
    """A cycle with these observations."""
    names = list(dict.fromkeys(told["indicator_id"].unique()))
    accumulation = [ACCUMULATIONS[number % 10] for number in range(len(names))]
    indicators = [
        {
            "indicator_id": name, "objective_id": "I", "level": "outcome", "origin": "plan", "unit": "cases",
            "kind": "quantitative", "measure": "number", "direction": "increase", "path": "linear",
            "accumulation": how, "additive_over": "time_place",
        }
        for name, how in zip(names, accumulation, strict=True)
    ]  # fmt: skip
    targets = [
        row
        for name, how in zip(names, accumulation, strict=True)
        for row in [
            {"indicator_id": name, "role": "baseline", "year": 2021, "value": 10.0},
            {"indicator_id": name, "role": "final", "year": 2024, "value": 900.0},
            {"indicator_id": name, "role": "final", "year": 2024, "value": 400.0, "dimension": "sex",
             "category": "female"},
            *({"indicator_id": name, "role": "annual", "year": year, "value": 300.0}
              for year in (2022, 2023, 2024) if how == "annual"),
        ]
    ]  # fmt: skip
    quoting = [{"source_id": one, "derived_from": QUOTES.get(one)} for one in SOURCES]
    others = (name for name in schemas() if name.startswith(("plan/", "monitoring/")))
    empty = {name: frame(name, []) for name in others}
    tables = {
        **empty, "plan/indicators": frame("plan/indicators", indicators),
        "plan/targets": frame("plan/targets", targets),
        "monitoring/sources": frame("monitoring/sources", quoting), "monitoring/observations": told,
    }  # fmt: skip
    meta = Meta(
        "bench", {}, "XK", date(2022, 1, 1), date(2024, 12, 31), None, "EUR", "synthetic", None, {}
    )
    return Cycle(Path("nowhere"), meta, tables)


class ByRow:
    """A row-wise apply: every row becomes a record and is judged by itself, by the library's own rules.

    What a table judged row by row needs besides (which row corrects which, what adds up, what is disputed) is
    not even counted.
    """

    def __init__(self, cycle: Cycle) -> None:
        targets = targets_by_indicator(cycle.table("plan/targets"), AS_OF)
        indicators = cycle.table("plan/indicators").itertuples(index=False)
        self.plans = {
            row.indicator_id: (row, planned_of(targets[row.indicator_id].get(("", ""), ())))
            for row in indicators
        }
        self.start = cycle.meta.start

    def __call__(self, row: pd.Series) -> float | None:
        if row["recorded_on"].date() > AS_OF or period_of(row["period"]).end > CUTOFF:
            return None
        indicator, planned = self.plans[row["indicator_id"]]
        value = exact(row["value"])
        reached = Observed(
            state=row["state"], low=value, high=value, period=row["period"], sources=1,
            rows=f"monitoring/observations#{key_text(row[name] for name in KEYS['monitoring/observations'])}",
        )  # fmt: skip
        judged = judge(indicator, planned, reached, now=end_of(CUTOFF), start=self.start)
        return as_float(judged.progress.progress)


def measure() -> None:
    """Print the figures of one run."""
    import resource

    cycle = cycle_of(observations())
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    result = achievement(cycle, cutoff=CUTOFF, as_of=AS_OF)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = cycle.tables["monitoring/observations"]
    sample = told.iloc[:: len(told) // SAMPLE][:SAMPLE]
    by_itself = ByRow(cycle)
    start = time.perf_counter()
    sample.apply(by_itself, axis=1)
    by_row = (time.perf_counter() - start) * len(told) / len(sample)
    print(
        json.dumps(
            {
                "rows": len(told), "figures": len(result), "seconds": seconds, "by_row": by_row,
                "held": held / 1e6, "peak": peak / 1e6, "statuses": result["status"].value_counts().to_dict(),
            }
        )
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="memory of a process is measured as on Linux")
def test_five_million_observations_are_judged_in_time_and_memory() -> None:
    said = subprocess.run([sys.executable, __file__], check=True, capture_output=True, text=True)
    found = json.loads(said.stdout)
    ratio = found["by_row"] / found["seconds"]
    print(
        f"\n{found['rows']:,} observations to {found['figures']:,} figures: {found['seconds']:.2f} s, peak of"
        f" the program {found['peak']:.2f} GB ({found['held']:.2f} GB of it to hold and make the table)\n"
        f"every row by itself (extrapolated from {SAMPLE:,}): {found['by_row']:.0f} s, {ratio:.0f} times as"
        " long\n"
        f"statuses: {found['statuses']}"
    )
    assert found["rows"] == ROWS
    assert found["seconds"] <= MOST_SECONDS
    assert found["peak"] <= MOST_GIGABYTES
    assert ratio >= LEAST_RATIO


if __name__ == "__main__":
    measure()
