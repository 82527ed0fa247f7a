"""The guide that comes with an empty cycle: which table to fill when, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from string import Template

from napeval.cycle.reference import instrument_items
from napeval.cycle.schemas import schemas

FILLING_ORDER = (
    "plan/institutions",
    "plan/objectives",
    "plan/results",
    "plan/activities",
    "plan/responsibilities",
    "plan/budget",
    "plan/printed_totals",
    "plan/indicators",
    "plan/targets",
    "plan/risks",
    "plan/reporting",
    "plan/revisions",
    "monitoring/sources",
    "monitoring/observations",
    "monitoring/progress",
    "monitoring/expenditure",
)
"""The tables in an order in which each finds what it refers to."""


def guide(folder: str, titles: Mapping[str, str]) -> str:
    """The README of a cycle. folder: as the commands name it. titles: of the cycle, in sq, en and sr."""
    source = resources.files("napeval.exchange.starting") / "templates" / "cycle_guide.md"
    return Template(source.read_text(encoding="utf-8")).substitute(
        folder=folder,
        name=folder.rpartition("/")[2],
        **{f"title_{code}": text for code, text in titles.items()},
        **{f"tables_{code}": _tables(code) for code in titles},
        steps_en="\n".join(_steps("en")),
        steps_sq="\n".join(_steps("sq")),
    )


def _tables(language: str) -> str:
    """The tables in order, each with its title."""
    return "\n".join(
        f"   - `{table}.csv`: {schemas()[table].titles.get(language) or schemas()[table].title}"
        for table in FILLING_ORDER
    )


def _steps(language: str) -> Iterator[str]:
    """The steps of the guide: the question, what to do, and the table where it is kept."""
    for item in instrument_items("rbm_steps"):
        text = item[f"text_{language}"]
        home = item["design_home"]
        place = f" → `{home}.csv`" if home in schemas() else ""
        yield f"- {text}" if item["part_of"] is None else f"  - {text}{place}"
