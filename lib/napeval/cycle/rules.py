"""Rules across the tables of a cycle: what each table allows by itself but the plan as a whole does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from napeval.cycle.cycle import Meta
from napeval.cycle.faults import Fault
from napeval.cycle.periods import is_period, parse_period


def rule_faults(tables: Mapping[str, pd.DataFrame], meta: Meta | None) -> list[Fault]:
    """Every breach of a rule across tables. Errors, but for observations outside the cycle: notes.

    meta: None where the description of the cycle has faults; what needs its dates and currency is not judged.
    """
    return [
        *_circles(tables["plan/objectives"], "plan/objectives.csv", "objective_id", "parent_id"),
        *_circles(tables["monitoring/sources"], "monitoring/sources.csv", "source_id", "derived_from"),
        *(_outside_cycle(tables, meta) if meta else ()),
        *_states(tables["monitoring/observations"]),
        *_ratios(tables),
        *_percentages(tables),
        *(_currencies(tables, meta) if meta else ()),
        *_translations(tables),
    ]


def split_list(cell: object) -> list[str]:
    """The identifiers of a cell that holds several, separated by semicolons; none for a blank."""
    return [part.strip() for part in cell.split(";") if part.strip()] if isinstance(cell, str) else []


def _circles(frame: pd.DataFrame, file: str, key: str, parents: str) -> Iterator[Fault]:
    """Rows that lead back to themselves."""
    above = {row[key]: split_list(row[parents]) for _, row in frame.iterrows()}
    for row, identifier in frame[key].dropna().items():
        seen: set[str] = set()
        ahead = list(above.get(identifier, ()))
        while ahead:
            step = ahead.pop()
            if step == identifier:
                yield Fault("circle", file, int(str(row)), parents, str(frame.at[row, parents]))
                break
            if step not in seen:
                seen.add(step)
                ahead.extend(above.get(step, ()))


def _is_outside(text: str, meta: Meta) -> bool:
    """Whether a period has no day in common with the cycle. What is no period is a fault of its own."""
    if not is_period(text):
        return False
    period = parse_period(text)
    return period.end < meta.start or period.start > meta.end


def _outside_cycle(tables: Mapping[str, pd.DataFrame], meta: Meta) -> Iterator[Fault]:
    span = {"start": str(meta.start), "end": str(meta.end)}
    targets = tables["plan/targets"]
    due = targets[targets["role"].isin(("interim", "final", "annual"))]["year"].dropna()
    for row, year in due[(due < meta.start.year) | (due > meta.end.year)].items():
        yield Fault("outside_cycle", "plan/targets.csv", int(str(row)), "year", str(year), span)
    for row, text in tables["monitoring/progress"]["period"].dropna().items():
        if _is_outside(text, meta):
            yield Fault("outside_cycle", "monitoring/progress.csv", int(str(row)), "period", text, span)
    for row, text in tables["monitoring/observations"]["period"].dropna().items():
        if _is_outside(text, meta):
            yield Fault(
                "outside_cycle", "monitoring/observations.csv", int(str(row)), "period", text, span, "note"
            )


def _states(observations: pd.DataFrame) -> Iterator[Fault]:
    """A measured observation has a value, any other has none."""
    file = "monitoring/observations.csv"
    pair = observations["numerator"].notna() & observations["denominator"].notna()
    has_value = observations["value"].notna() | pair
    measured = observations["state"] == "measured"
    for row in observations.index[measured & ~has_value]:
        yield Fault("measured_without_value", file, int(row), "value")
    for row in observations.index[~measured & has_value & observations["state"].notna()]:
        yield Fault("value_without_measurement", file, int(row), "state", str(observations.at[row, "state"]))


def _ratios(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A denominator is above zero, and where a share is measured it is not below its numerator."""
    observations = tables["monitoring/observations"]
    share = observations["indicator_id"].map(_measure_of(tables)) == "percentage"
    denominator, numerator = observations["denominator"], observations["numerator"]
    for row in observations.index[denominator.le(0) | (share & numerator.gt(denominator))]:
        found = f"{denominator[row]:g}"
        yield Fault(
            "numerator_over_denominator", "monitoring/observations.csv", int(row), "denominator", found
        )


def _measure_of(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """What each indicator measures, by its identifier."""
    return tables["plan/indicators"].drop_duplicates("indicator_id").set_index("indicator_id")["measure"]


def _percentages(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Percentages lie between 0 and 100 in observations and absolute targets."""
    measure = _measure_of(tables)
    for name in ("monitoring/observations", "plan/targets"):
        frame = tables[name]
        percent = frame["indicator_id"].map(measure) == "percentage"
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
