"""From what was read of a plan to rows of the tables of a cycle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from napeval.cycle.faults import Fault
from napeval.exchange.plans.deadlines import Deadline, read_deadline
from napeval.exchange.plans.drafts import ActivityDraft, ObjectiveDraft, Origin, PlanDraft
from napeval.exchange.plans.identifiers import give_identifiers
from napeval.exchange.plans.institutions import InstitutionBook
from napeval.exchange.plans.mapping import PlanMapping
from napeval.exchange.plans.money import Money, MoneyReader, Row
from napeval.exchange.plans.numbers import objective_label
from napeval.exchange.plans.sheet import PlanCell
from napeval.exchange.plans.totals import read_totals
from napeval.exchange.plans.words import PILLARS, fold

_LISTED = ("lead", "support", "responsible")


@dataclass(frozen=True)
class BuiltPlan:
    """Rows by table ("plan/activities" ...), faults, and what every name of an institution was read as."""

    rows: Mapping[str, list[Row]]
    faults: tuple[Fault, ...]
    read_as: Mapping[str, tuple[str, ...]]
    pillars: Mapping[str, str]


def build_plan(
    draft: PlanDraft, mapping: PlanMapping, *, origin: Origin, currency: str, institutions: pd.DataFrame
) -> BuiltPlan:
    """The rows of the tables. institutions: those the cycle has already, as in plan/institutions."""
    faults = give_identifiers(draft, origin.file)
    book = InstitutionBook(_phrases(institutions), mapping.institutions)
    book.look_over(cell for one in draft.activities for cell in _naming_cells(one))
    pillars = {
        one.identifier: mapping.pillars.get(one.identifier, _pillar(one))
        for one in draft.objectives if one.parent is None
    }  # fmt: skip
    responsibilities = [row for one in draft.activities for row in _responsibilities(one, book, origin)]
    reader = MoneyReader(origin, mapping, currency, book)
    money = reader.read(draft)
    read_totals(reader, draft)
    activities = []
    for one in draft.activities:
        row, found = _activity(one, book, money, origin)
        activities.append(row)
        faults += found
    faults += [
        Fault("institution_unclear", origin.file, value=piece, severity="warning") for piece in book.unclear
    ]
    faults += [
        Fault("pillar_open", origin.file, one.row, value=" ".join(one.titles.values()) or one.identifier,
              arguments={"of": one.identifier}, severity="warning", sheet=one.sheet or None)
        for one in draft.objectives if not pillars.get(one.identifier, "here")
    ]  # fmt: skip
    rows = {
        "plan/objectives": [_objective(one, pillars, origin) for one in draft.objectives],
        "plan/activities": activities,
        "plan/responsibilities": responsibilities,
        "plan/institutions": [
            _institution(one.code, one.name, mapping.language) for one in book.new.values()
        ],
        "plan/budget": money.budget,
        "plan/printed_totals": money.totals,
    }
    return BuiltPlan(rows, (*faults, *money.faults), dict(book.read_as), pillars)


def _phrases(institutions: pd.DataFrame) -> dict[str, str]:
    """The codes of known institutions by folded code, name and printed form."""
    phrases: dict[str, str] = {}
    columns = [name for name in institutions.columns if name.startswith("name_") and name != "name_basis"]
    for _, row in institutions.iterrows():
        code = str(row["institution"])
        variants = row["printed_variants"]
        words = [
            code,
            *(row[name] for name in columns),
            *(str(variants).split(";") if isinstance(variants, str) else ()),
        ]
        for word in words:
            if isinstance(word, str) and word.strip():
                phrases.setdefault(fold(word), code)
    return phrases


def _naming_cells(activity: ActivityDraft) -> Iterator[PlanCell | None]:
    for (role, _), cells in activity.cells.items():
        if role in (*_LISTED, "funding"):
            yield from cells
    for line in activity.budget:
        yield from line.funding.values()


def _pillar(objective: ObjectiveDraft) -> str:
    """The strategic area that the words of an objective name; "" where they name none, or several."""
    words = fold(" ".join(objective.titles.values()))
    named = [pillar for pillar, stems in PILLARS.items() if any(f" {stem}" in f" {words}" for stem in stems)]
    return named[0] if len(named) == 1 else ""


def _objective(one: ObjectiveDraft, pillars: Mapping[str, str], origin: Origin) -> Row:
    top = one
    while top.parent is not None:
        top = top.parent
    return {
        "objective_id": one.identifier,
        "parent_id": one.parent.identifier if one.parent else "",
        "level": one.level,
        "pillar": pillars[top.identifier],
        **{f"title_{language}": title for language, title in one.titles.items()},
        "printed_id": one.printed,
        "source_ref": origin.ref(one.sheet, one.row),
    }


def _texts(activity: ActivityDraft, role: str) -> list[str]:
    """The printed texts of a role over all languages and rows."""
    return [cell.one_line for (name, _), cells in activity.cells.items() if name == role for cell in cells]


def _activity(
    one: ActivityDraft, book: InstitutionBook, money: Money, origin: Origin
) -> tuple[Row, list[Fault]]:
    row: Row = {"activity_id": one.identifier, "printed_id": one.printed}
    row["objective_id"] = one.objective.identifier if one.objective else ""
    for (role, language), cells in one.cells.items():
        if role == "activity":
            row[f"title_{language}"] = " ".join(_title(cell, one.in_title) for cell in cells)
        elif role == "output":
            row[f"output_{language}"] = " ".join(cell.one_line for cell in cells)
    faults = _deadline(one, row, origin.file)
    references = [
        line
        for (role, _), cells in one.cells.items()
        if role == "reference"
        for c in cells
        for line in c.lines
    ]
    row["reference_documents"] = "; ".join(line.strip(" ;") for line in references)
    sources = dict.fromkeys(named.code for cell in _of(one, "funding") for named in book.read(cell))
    row["funding_sources"] = ";".join(sources)
    row["institutions_printed"] = " ".join(text for role in _LISTED for text in _texts(one, role))
    row["funding_printed"] = " ".join(_texts(one, "funding"))
    row["note"] = "; ".join([*_texts(one, "remarks"), *money.notes.get(one.identifier, ())])
    row["source_ref"] = origin.ref(one.sheet, one.row)
    return row, faults


def _title(cell: PlanCell, numbered: bool) -> str:
    label = objective_label(cell.text) if numbered else None
    return label.title if label is not None else cell.one_line


def _of(activity: ActivityDraft, role: str) -> Iterable[PlanCell]:
    return [cell for (name, _), cells in activity.cells.items() if name == role for cell in cells]


def _deadline(one: ActivityDraft, row: Row, file: str) -> list[Fault]:
    """Fill in start, end and what is printed; what cannot be read is kept as printed and said."""
    faults: list[Fault] = []
    read: dict[str, Deadline] = {}
    for role in ("start", "deadline"):
        cells = list(dict.fromkeys(_of(one, role)))
        read[role] = (
            read_deadline(cells[0])
            if len(cells) == 1
            else Deadline(printed=" ".join(c.one_line for c in cells))
        )
        if len(cells) > 1:
            read[role] = Deadline(printed=read[role].printed, reason="deadline_not_read")
        if read[role].reason:
            fault = Fault(
                read[role].reason,
                file,
                one.row,
                None,
                read[role].printed,
                {},
                "note",
                one.sheet or None,
                cells[0].ref,
            )
            faults.append(fault)
    row["start"] = read["start"].end or read["deadline"].start
    row["end"] = read["deadline"].end
    start = read["start"].printed
    row["deadline_printed"] = " – ".join(text for text in (start, read["deadline"].printed) if text)
    return faults


def _responsibilities(one: ActivityDraft, book: InstitutionBook, origin: Origin) -> Iterator[Row]:
    """Who leads and who supports: as stated in columns of their own, else by the order of the list."""
    seen: set[tuple[str, str]] = set()
    listed = list(dict.fromkeys(n.code for cell in _of(one, "responsible") for n in book.read(cell)))
    named = [
        (named.code, role, "stated")
        for role in ("lead", "support") for cell in _of(one, role) for named in book.read(cell)
    ]  # fmt: skip
    for place, code in enumerate(listed):
        basis = "listed" if place or named else "first_listed" if len(listed) > 1 else "only_listed"
        named.append((code, "support" if basis == "listed" else "lead", basis))
    for code, role, basis in named:
        if (code, role) not in seen:
            seen.add((code, role))
            yield {
                "activity_id": one.identifier,
                "institution": code,
                "role": role,
                "basis": basis,
                "source_ref": origin.ref(one.sheet, one.row),
            }


def _institution(code: str, name: str, language: str) -> Row:
    row = {"institution": code, "name_basis": "document" if name else "unknown"}
    if name:
        row[f"name_{language}"] = name
    return row
