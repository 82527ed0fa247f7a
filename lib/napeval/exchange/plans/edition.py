"""Another language edition of a plan that a cycle holds: its words go beside those that are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from napeval.cycle.faults import Fault, Severity
from napeval.exchange.plans.money import TOLERANCE, Row
from napeval.exchange.table_text import TableTextError, read_table_text

_WORDED = {
    "plan/objectives": ("objective_id", ("title",)),
    "plan/activities": ("activity_id", ("title", "output")),
}
"""Tables that an edition adds words to: their key and the texts."""
_LANGUAGES = ("sq", "en", "sr")


def edition_changes(
    into: Path, rows: Mapping[str, list[Row]], file: str
) -> tuple[dict[str, bytes], dict[str, int], list[Fault]]:
    """The tables with the words of another edition, how many cells were filled in each, and faults.

    rows: what the edition would become by itself. Rows are told by their identifiers; a filled cell is
    never changed. Faults: rows that the cycle does not have, or that the edition lacks; what differs.
    """
    changes: dict[str, bytes] = {}
    filled: dict[str, int] = {}
    faults: list[Fault] = []
    for table, (key, stems) in _WORDED.items():
        try:
            text = read_table_text((into / f"{table}.csv").read_bytes())
        except (OSError, TableTextError):
            faults.append(Fault("edition_no_table", f"{table}.csv"))
            continue
        places = {record[key]: place for place, record in enumerate(text.records)}
        replaced: dict[int, dict[str, str]] = {}
        for row in rows[table]:
            place = places.get(row[key])
            if place is None:
                faults.append(_fault("edition_unknown", file, row, row[key]))
                continue
            new = _words(row, text.records[place], stems)
            faults += _different(row, text.records[place], stems, file)
            if new:
                replaced[place] = {**text.records[place], **new}
                filled[table] = filled.get(table, 0) + len(new)
        lacking = sorted(set(places) - {row[key] for row in rows[table]})
        if lacking:
            arguments = {"count": str(len(lacking)), "named": ", ".join(lacking[:10])}
            faults.append(Fault("edition_lacks", file, arguments=arguments, severity="warning"))
        changes[f"{table}.csv"] = text.changed([], replaced)
    faults += _money(into, rows["plan/budget"], file)
    return changes, filled, faults


def _words(row: Row, record: Mapping[str, str], stems: tuple[str, ...]) -> dict[str, str]:
    """The cells of words that the edition fills."""
    columns = [f"{stem}_{language}" for stem in stems for language in _LANGUAGES]
    return {name: row[name] for name in columns if row.get(name) and not record.get(name)}


def _different(row: Row, record: Mapping[str, str], stems: tuple[str, ...], file: str) -> Iterator[Fault]:
    """Words of the same language, and deadlines, that are not those of the cycle; the cycle keeps its own."""
    columns = [f"{stem}_{language}" for stem in stems for language in _LANGUAGES]
    for name in (*columns, "start", "end"):
        if row.get(name) and record.get(name) and row[name] != record[name]:
            arguments = {"of": record[next(iter(record))], "kept": record[name]}
            yield _fault("edition_differs", file, row, row[name], arguments, name)


def _money(into: Path, budget: list[Row], file: str) -> Iterator[Fault]:
    """Amounts of an activity and year that the editions print differently; the cycle keeps its own."""
    try:
        text = read_table_text((into / "plan/budget.csv").read_bytes())
        known = _sums(text.records)
    except (OSError, TableTextError, ArithmeticError):
        return
    printed_sums = _sums(budget)
    firsts: dict[tuple[str, str], Row] = {}
    for row in budget:
        firsts.setdefault((row["activity_id"], row["year"]), row)
    for key, row in firsts.items():
        printed = printed_sums[key]
        kept = known.get(key)
        if kept is None or abs(printed - kept) > TOLERANCE:
            arguments = {"of": row["activity_id"], "kept": "–" if kept is None else f"{kept:f}"}
            yield _fault("edition_differs", file, row, f"{printed:f}", arguments, row["year"])


def _sums(rows: tuple[Mapping[str, str], ...] | list[Row]) -> dict[tuple[str, str], Decimal]:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row["activity_id"], row["year"]] += Decimal(row["amount"])
    return sums


def _fault(
    code: str,
    file: str,
    row: Row,
    value: str,
    arguments: Mapping[str, str] | None = None,
    column: str | None = None,
) -> Fault:
    """A fault of a row of the edition, at the place that its source_ref names."""
    sheet, _, number = row["source_ref"].rpartition(":")[2].rpartition("!")
    severity: Severity = "error" if code == "edition_unknown" else "warning"
    return Fault(code, file, int(number), column, value, arguments or {}, severity, sheet or None)
