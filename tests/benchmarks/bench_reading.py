"""How long a cycle with a million observations takes to be read and judged, and how much memory that needs.

Clean, and with ten thousand faults of nine kinds; the whole cycle is judged, rules across tables included,
and the messages are made as the command line prints them. Each run has a process of its own.
"""

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

from napeval.cycle.schemas import schemas

ROWS, FAULTS, EVERY = 1_000_000, 10_000, 109
INDICATORS, SOURCES, PLACES = 200, 20, 140
LONGEST_SECONDS, MOST_BYTES = 5.0, 1_000_000_000
MONTHS = [f"{year}-{month:02d}" for year in (2022, 2023, 2024) for month in range(1, 13)]
COLUMNS = schemas()["monitoring/observations"].names

READ = """
import json, resource, sys, time
from pathlib import Path
from napeval.cycle import examine_cycle
from napeval.display.fault_words import fault_lines
from napeval.display.languages import Language
start = time.perf_counter()
reading = examine_cycle(Path(sys.argv[1]))
read = time.perf_counter()
lines = list(fault_lines(reading.faults, Language("en")))
end = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
rows = 0 if reading.cycle is None else len(reading.cycle.tables["monitoring/observations"])
print(json.dumps([read - start, end - read, peak, len(reading.faults), len(lines), rows]))
"""


def table(folder, name, rows):
    path = folder / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    names = schemas()[name].names
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([row.get(column, "") for column in names] for row in rows)


def small_tables(folder):
    """The cycle that the observations belong to."""
    own = {
        "title": {"sq": "Prova", "en": "Trial"}, "country": "XX", "start": "2022-01-01", "end": "2024-12-31",
        "currency": "EUR", "data_status": "synthetic",
    }  # fmt: skip
    package = {"name": "trial", "napeval": own, "resources": []}
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    titles = {"title_sq": "Prova", "title_en": "Trial"}
    objective = {"objective_id": "I", "level": "strategic", "pillar": "prevention", **titles}
    table(folder, "plan/objectives", [objective])
    table(folder, "plan/activities", [{"activity_id": "I.1", "objective_id": "I", **titles}])
    table(folder, "plan/indicators", [
        {
            "indicator_id": f"ind{number}", "objective_id": "I", "level": "output", "origin": "plan",
            "kind": "quantitative", "direction": "increase",
            "unit": "persons" if number % 10 else "percent",
            "measure": "number" if number % 10 else "percentage", **titles,
        }
        for number in range(INDICATORS)
    ])  # fmt: skip
    table(folder, "monitoring/sources", [
        {"source_id": f"source{number}", "title": "Trial", "kind": "official", "release_status": "published"}
        for number in range(SOURCES)
    ])  # fmt: skip


def observations():
    """A million rows, each with a key of its own."""
    chance = Random(20220101)
    number = 0
    for place in range(PLACES):
        for month in MONTHS:
            recorded = date(int(month[:4]) + 1, int(month[5:]), 1 + place % 28).isoformat()
            for indicator in range(INDICATORS):
                value, out_of = chance.randrange(100_000), 50 + chance.randrange(1000)
                shares = indicator % 10 == 0
                yield [
                    f"ind{indicator}", month, "municipality", f"m{place:03d}", f"source{number % SOURCES}",
                    "NCO", recorded, "" if shares else f"{value / 100:.2f}",
                    str(out_of // 2) if shares else "", str(out_of) if shares else "", "measured",
                    "", "", "", "",
                ]  # fmt: skip
                number += 1
                if number == ROWS:
                    return


def spoil(row, number):
    """One of eight faults, in turn."""
    place = {name: COLUMNS.index(name) for name in COLUMNS}
    kind = number % 8
    if kind == 0:
        row[place["value"]] = f"about {number}"
    elif kind == 1:
        row[place["value"]] = "1.234"
    elif kind == 2:
        row[place["recorded_on"]] = f"{1 + number % 12}/{1 + number % 28}/2023"
    elif kind == 3:
        row[place["state"]] = f"mesured{number % 100}"
    elif kind == 4:
        row[place["indicator_id"]] = f"ind.{number}"
    elif kind == 5:
        row[place["source_id"]] = "sorce1"
    elif kind == 6:
        row.append("surplus")
    else:
        row[place["period"]] = "2023-H3"
    return row


def write_observations(folder, *, faulty):
    """The table, with a row in 109 spoilt and a row in 1,090 written twice; how many faults were planted."""
    planted = 0
    with (folder / "monitoring/observations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for number, row in enumerate(observations()):
            if faulty and number % EVERY == 5:
                row = spoil(row, number // EVERY)
                planted += 1
            writer.writerow(row)
            if faulty and number % (10 * EVERY) == 7:
                writer.writerow(row)
                planted += 1
    return planted


@pytest.mark.parametrize("faulty", [False, True], ids=["clean", "with faults"])
def test_a_million_observations(tmp_path, faulty):
    folder = tmp_path / "trial"
    small_tables(folder)
    planted = write_observations(folder, faulty=faulty)
    size = (folder / "monitoring/observations.csv").stat().st_size
    said = subprocess.run(
        [sys.executable, "-c", READ, folder], check=True, capture_output=True, text=True, cwd=Path.cwd()
    )
    read, words, peak, faults, lines, rows = json.loads(said.stdout)
    print(f"\n{ROWS:,} rows, {size / 1e6:.0f} MB, {faults:,} faults: read {read:.2f} s, words {words:.2f} s")
    print(f"{lines} lines of messages, at most {peak / 1e6:.0f} MB of memory")
    assert faults == planted and rows == (0 if faulty else ROWS)
    assert planted >= FAULTS if faulty else planted == 0
    assert read + words <= LONGEST_SECONDS
    assert peak <= MOST_BYTES
