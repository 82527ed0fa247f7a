"""A cycle begun: empty, valid, and with a guide; nothing half made, nothing written over."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest

from napeval.cycle import CycleFaults, examine_cycle
from napeval.cycle.reference import instrument_items
from napeval.cycle.schemas import schemas
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.starting import staging
from napeval.exchange.starting.guide import FILLING_ORDER
from napeval.exchange.starting.new_cycle import new_cycle
from napeval.reports.compute import input_faults
from napeval.reports.request import read_request

NAME = "XX-2024-2026"


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    new_cycle(tmp_path / "data" / NAME)
    return tmp_path / "data" / NAME.lower()


def refusals(folder: Path, **options: str) -> list[str]:
    with pytest.raises(CycleFaults) as found:
        new_cycle(folder, **options)
    return [fault_text(fault, Language("en")) for fault in found.value.faults]


def test_a_new_cycle_has_no_fault(cycle: Path) -> None:
    reading = examine_cycle(cycle)
    assert reading.faults == () and reading.cycle is not None
    assert input_faults(cycle) == []
    meta = reading.cycle.meta
    assert (meta.name, meta.country, meta.currency, meta.data_status) == ("xx-2024-2026", "XX", "EUR", "real")
    assert (meta.start.isoformat(), meta.end.isoformat()) == ("2024-01-01", "2026-12-31")
    assert (
        meta.midterm is not None
        and meta.midterm.isoformat() == "2025-06-30"
        and meta.inferred == ("midterm",)
    )


def test_every_table_of_plan_and_monitoring_is_there_with_its_headings_and_no_row(cycle: Path) -> None:
    expected = {
        f"{name}.csv": schema for name, schema in schemas().items() if not name.startswith("evaluations/")
    }
    found = {path.relative_to(cycle).as_posix(): path.read_bytes() for path in cycle.rglob("*.csv")}
    assert found == {name: (",".join(schema.names) + "\n").encode() for name, schema in expected.items()}


def test_the_package_is_one_for_others_too(cycle: Path) -> None:
    report = frictionless.validate(str(cycle / "datapackage.json"))
    assert [error.type for error in report.errors] == []
    assert [error.type for task in report.tasks for error in task.errors] == []
    package = json.loads((cycle / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["path"]: one["schema"] for one in package["resources"]} == {
        f"{name}.csv": schema.descriptor
        for name, schema in schemas().items()
        if not name.startswith("evaluations/")
    }


@pytest.mark.parametrize(
    ("name", "middle"),
    [("XX-2022-2024", "2023-06-30"), ("xk-2024-2027", "2025-12-31"), ("al-2024-2024", "2024-06-30")],
)
def test_the_middle_of_the_plan(tmp_path: Path, name: str, middle: str) -> None:
    new_cycle(tmp_path / "data" / name)
    package = json.loads((tmp_path / "data" / name.lower() / "datapackage.json").read_text(encoding="utf-8"))
    assert package["napeval"]["midterm"] == middle


def test_titles_given_are_kept_and_the_others_filled_plainly(tmp_path: Path) -> None:
    new_cycle(tmp_path / "data" / NAME, title={"en": "The plan"}, currency="ALL", data_status="synthetic")
    own = json.loads((tmp_path / "data" / NAME.lower() / "datapackage.json").read_text(encoding="utf-8"))[
        "napeval"
    ]
    assert own["title"] == {
        "sq": "Plani i veprimit kundër trafikimit me njerëz 2024-2026 (XX)",
        "en": "The plan",
        "sr": "Akcioni plan protiv trgovine ljudima 2024-2026 (XX)",
    }
    assert (own["currency"], own["data_status"]) == ("ALL", "synthetic")


def test_nothing_is_signed_and_counts_below_ten_stay_hidden(cycle: Path) -> None:
    lines = (cycle / "policy.yml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "thresholds: {public: 10, partners: 10, internal: 10}",
        "protected_units: [persons]",
        "signed: []",
    ]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "# What may be shown"), ("sq", "# Çfarë"), ("sr", "# Šta")]
)
def test_comments_are_in_the_language_asked_for(tmp_path: Path, language: str, word: str) -> None:
    new_cycle(tmp_path / "data" / NAME, language=language)
    assert (tmp_path / "data" / NAME.lower() / "policy.yml").read_text(encoding="utf-8").startswith(word)


def test_the_request_asks_for_an_evaluation_that_is_still_to_be_made(cycle: Path) -> None:
    request = cycle.parent.parent / "params" / "xx-2024-2026" / "mid-term.yml"
    (cycle / "evaluations" / "mid-term").mkdir(parents=True)
    notebooks = cycle.parent.parent / "notebooks"
    notebooks.mkdir()
    (notebooks / "mid_term_evaluation.ipynb").touch()
    read = read_request(request)
    assert (read.cycle, read.evaluation, read.audience) == ("xx-2024-2026", "mid-term", "internal")
    assert read.cutoff.isoformat() == read.as_of.isoformat() == "2025-06-30"


def test_the_guide_names_every_step_and_the_tables_in_an_order_that_can_be_followed(cycle: Path) -> None:
    text = (cycle / "README.md").read_text(encoding="utf-8")
    for item in instrument_items("rbm_steps"):
        assert item["text_en"] in text and item["text_sq"] in text
    assert "napeval check data/xx-2024-2026" in text and "$" not in text
    known: set[str] = set()
    for table in FILLING_ORDER:
        needed = {other for _, other, _ in schemas()[table].foreign_keys} - {table}
        optional = {"plan/activities"} if table == "plan/indicators" else set()
        assert needed - optional <= known, table
        known.add(table)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "Plan",
            "Plan: the folder of a cycle is named by country and years, such as XX-2024-2026."
            " Mend: choose such a name: two letters of the country, first year, last year.",
        ),
        (
            "XX-2026-2024",
            "XX-2026-2024: the first year comes before the last, and both lie between 1990 and 2100."
            " Mend: correct the years in the name of the folder.",
        ),
        (
            "XX-1024-2024",
            "XX-1024-2024: the first year comes before the last, and both lie between 1990 and 2100."
            " Mend: correct the years in the name of the folder.",
        ),
    ],
)
def test_a_name_that_says_no_cycle_is_refused(tmp_path: Path, name: str, message: str) -> None:
    assert refusals(tmp_path / "data" / name) == [message]
    assert list(tmp_path.iterdir()) == []


def test_a_currency_is_an_iso_code(tmp_path: Path) -> None:
    assert refusals(tmp_path / "data" / NAME, currency="euro") == [
        "datapackage.json, setting 'napeval.currency': found 'euro'; a currency is named by the three"
        " letters of its"
        " ISO code, such as EUR. Mend: correct the currency."
    ]


def test_what_stands_there_is_never_touched(tmp_path: Path) -> None:
    folder = tmp_path / "data" / NAME.lower()
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert refusals(tmp_path / "data" / NAME) == [
        f"{folder.as_posix()}: something stands there already."
        " Mend: choose another name, or move away what stands there."
    ]
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]
    assert not (tmp_path / "params").exists()


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "data" / NAME.lower()).mkdir(parents=True)
    made = new_cycle(tmp_path / "data" / NAME)
    assert made[0] == tmp_path / "data" / NAME.lower() / "datapackage.json"
    assert all(path.is_file() for path in made) and len(made) == len(set(made)) == 25


def test_a_request_that_is_there_is_never_touched(tmp_path: Path) -> None:
    request = tmp_path / "params" / NAME.lower() / "mid-term.yml"
    request.parent.mkdir(parents=True)
    request.write_text("mine", encoding="utf-8")
    refusals(tmp_path / "data" / NAME)
    assert request.read_text(encoding="utf-8") == "mine" and not (tmp_path / "data").exists()


def test_nothing_is_left_of_a_cycle_that_could_not_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(staging.os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        new_cycle(tmp_path / "data" / NAME)
    assert list((tmp_path / "data").iterdir()) == []
