"""Rules across the tables of a cycle: what each table allows by itself but the plan as a whole does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from napeval.cycle.cycle import Meta
from napeval.cycle.faults import Fault, nearest
from napeval.cycle.periods import Period, parse_period

_LISTS = (
    ("plan/activities", "funding_sources", "plan/institutions", "institution"),
    ("plan/budget", "funding_source", "plan/institutions", "institution"),
    ("plan/reporting", "prepared_by", "plan/institutions", "institution"),
    ("monitoring/sources", "derived_from", "monitoring/sources", "source_id"),
    ("monitoring/recommendations_received", "activity_ids", "plan/activities", "activity_id"),
)
"""Columns that hold several identifiers separated by semicolons, and where these must be known."""


def rule_faults(tables: Mapping[str, pd.DataFrame], meta: Meta) -> list[Fault]:
    """Every breach of a rule across tables. Errors, but for observations outside the cycle: notes."""
    return [
        *_list_references(tables),
        *_circles(tables["plan/objectives"], "plan/objectives.csv", "objective_id", "parent_id"),
        *_circles(tables["monitoring/sources"], "monitoring/sources.csv", "source_id", "derived_from"),
        *_outside_cycle(tables, meta),
        *_states(tables["monitoring/observations"]),
        *_percentages(tables),
        *_currencies(tables, meta),
        *_translations(tables),
    ]


def split_list(cell: object) -> list[str]:
    """The identifiers of a cell that holds several, separated by semicolons; none for a blank."""
    return [part.strip() for part in cell.split(";") if part.strip()] if isinstance(cell, str) else []


def _list_references(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    for name, column, other, other_column in _LISTS:
        known = set(tables[other][other_column].dropna())
        for row, cell in tables[name][column].items():
            for part in split_list(cell):
                if part not in known:
                    arguments = {"table": f"{other}.csv", "nearest": nearest(part, known)}
                    yield Fault("reference_unknown", f"{name}.csv", int(str(row)), column, part, arguments)


def _circles(frame: pd.DataFrame, file: str, key: str, parents: str) -> Iterator[Fault]:
    """Rows that lead back to themselves."""
    above = {row[key]: split_list(row[parents]) for _, row in frame.iterrows()}
    for row, identifier in frame[key].items():
        seen: set[str] = set()
        ahead = list(above.get(identifier, ()))
        while ahead:
            step = ahead.pop()
            if step == identifier:
                yield Fault("circle", file, int(str(row)), parents, str(identifier))
                break
            if step not in seen:
                seen.add(step)
                ahead.extend(above.get(step, ()))


def _outside_cycle(tables: Mapping[str, pd.DataFrame], meta: Meta) -> Iterator[Fault]:
    span = {"start": str(meta.start), "end": str(meta.end)}
    targets = tables["plan/targets"]
    due = targets[targets["role"] != "baseline"]["year"].dropna()
    for row, year in due[(due < meta.start.year) | (due > meta.end.year)].items():
        yield Fault("outside_cycle", "plan/targets.csv", int(str(row)), "year", str(year), span)
    for row, text in tables["monitoring/progress"]["period"].dropna().items():
        period = _period(text)
        if period and (period.end < meta.start or period.start > meta.end):
            yield Fault("outside_cycle", "monitoring/progress.csv", int(str(row)), "period", text, span)
    for row, text in tables["monitoring/observations"]["period"].dropna().items():
        period = _period(text)
        if period and (period.end < meta.start or period.start > meta.end):
            yield Fault(
                "outside_cycle", "monitoring/observations.csv", int(str(row)), "period", text, span, "note"
            )


def _period(text: str) -> Period | None:
    """The period, or None where the cell is a fault of its own."""
    try:
        return parse_period(text)
    except ValueError:
        return None


def _states(observations: pd.DataFrame) -> Iterator[Fault]:
    """A measured observation has a value, any other has none."""
    file = "monitoring/observations.csv"
    has_value = observations["value"].notna() | observations["numerator"].notna()
    measured = observations["state"] == "measured"
    for row in observations.index[measured & ~has_value]:
        yield Fault("measured_without_value", file, int(row), "value")
    for row in observations.index[~measured & has_value & observations["state"].notna()]:
        yield Fault("value_without_measurement", file, int(row), "state", str(observations.at[row, "state"]))
    bad = observations["denominator"].le(0) | observations["numerator"].gt(observations["denominator"])
    for row in observations.index[bad]:
        yield Fault(
            "numerator_over_denominator",
            file,
            int(row),
            "denominator",
            f"{observations.at[row, 'denominator']:g}",
        )


def _percentages(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Percentages lie between 0 and 100 in observations and absolute targets."""
    indicators = (
        tables["plan/indicators"].drop_duplicates("indicator_id").set_index("indicator_id")["measure"]
    )
    for name in ("monitoring/observations", "plan/targets"):
        frame = tables[name]
        percent = frame["indicator_id"].map(indicators) == "percentage"
        if name == "plan/targets":
            percent &= frame["basis"].fillna("absolute") == "absolute"
        outside = percent & ((frame["value"] < 0) | (frame["value"] > 100))
        for row in frame.index[outside]:
            yield Fault(
                "percentage_out_of_range", f"{name}.csv", int(row), "value", f"{frame.at[row, 'value']:g}"
            )


def _currencies(tables: Mapping[str, pd.DataFrame], meta: Meta) -> Iterator[Fault]:
    for name in ("plan/budget", "monitoring/expenditure"):
        currency = tables[name]["currency"].dropna()
        for row, found in currency[currency != meta.currency].items():
            arguments = {"expected": meta.currency}
            yield Fault("currency_mixed", f"{name}.csv", int(str(row)), "currency", found, arguments)


def _translations(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A title that the reports print must be there in every language the table declares for it."""
    for name, stem in (
        ("plan/objectives", "title"),
        ("plan/indicators", "title"),
        ("plan/activities", "title"),
    ):
        frame = tables[name]
        for language in ("sq", "en"):
            column = f"{stem}_{language}"
            for row in frame.index[frame[column].isna()]:
                yield Fault("title_missing", f"{name}.csv", int(row), column)
