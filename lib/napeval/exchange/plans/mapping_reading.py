"""The mapping of a plan read from the file that was written down, and every fault of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from napeval.cycle.faults import Fault, nearest
from napeval.cycle.settings import Shape, is_blank, read_settings, shape_faults, word_faults
from napeval.display.languages import MESSAGE_LANGUAGES
from napeval.exchange.plans.mapping import PILLARS, ROLES, UNUSED, ColumnChoice, PlanMapping, SheetChoice
from napeval.exchange.workbooks.model import column_number

_SHAPE: Shape = {
    "source": (str, True),
    "language": (str, False),
    "decimal": (str, False),
    "factor": (int, False),
    "sheets": (list, True),
    "institutions": (dict, False),
    "pillars": (dict, False),
}
_SHEET: Shape = {"sheet": (str, False), "heading_rows": (list, True), "columns": (list, True)}
_COLUMN: Shape = {
    "column": (str, True),
    "heading": (str, False),
    "becomes": (str, False),
    "language": (str, False),
    "year": (int, False),
    "confidence": (str, False),
    "why": (str, False),
}


def read_mapping(path: Path, file: str) -> tuple[PlanMapping | None, list[Fault]]:
    """The mapping in a file and its faults; None where there are any. file: as messages name it."""
    settings, faults = read_settings(path, file, _SHAPE)
    if not settings:
        return None, faults
    language = settings.get("language") or ""
    if language:
        faults += word_faults({"language": language}, file, {"language": MESSAGE_LANGUAGES})
    decimal = settings.get("decimal") or ""
    if decimal not in ("", ".", ","):
        arguments = {"allowed": ". ,", "nearest": ""}
        faults.append(Fault("word_not_allowed", file, None, "decimal", str(decimal), arguments))
    sheets = settings.get("sheets") if isinstance(settings.get("sheets"), list) else []
    read = [_sheet(raw, file, f"sheets[{number}].") for number, raw in enumerate(sheets or (), start=1)]
    faults += [fault for _, found in read for fault in found]
    institutions, found = _institutions(settings.get("institutions"), file)
    pillars, more = _pillars(settings.get("pillars"), file)
    faults += [*found, *more]
    if faults:
        return None, faults
    return PlanMapping(
        settings["source"],
        language,
        tuple(sheet for sheet, _ in read if sheet is not None),
        decimal,
        settings.get("factor") or 0,
        institutions,
        pillars,
    ), []


def _sheet(raw: object, file: str, within: str) -> tuple[SheetChoice | None, list[Fault]]:
    if not isinstance(raw, dict):
        return None, [Fault("not_a_mapping_setting", file, None, within.rstrip("."), str(raw))]
    faults = shape_faults(raw, file, _SHEET, within=within)
    rows = raw.get("heading_rows")
    if isinstance(rows, list) and not all(isinstance(row, int) and row > 0 for row in rows):
        faults.append(Fault("not_a_whole_number_setting", file, None, f"{within}heading_rows", str(rows)))
    columns = raw.get("columns") if isinstance(raw.get("columns"), list) else []
    choices = [_column(one, file, f"{within}columns[{n}].") for n, one in enumerate(columns or (), start=1)]
    faults += [fault for _, found in choices for fault in found]
    if faults:
        return None, faults
    kept = tuple(choice for choice, _ in choices if choice is not None)
    return SheetChoice(raw.get("sheet") or "", tuple(raw["heading_rows"]), kept), []


def _column(raw: object, file: str, within: str) -> tuple[ColumnChoice | None, list[Fault]]:
    if not isinstance(raw, dict):
        return None, [Fault("not_a_mapping_setting", file, None, within.rstrip("."), str(raw))]
    faults = shape_faults(raw, file, _COLUMN, within=within)
    becomes = raw.get("becomes") or ""
    words: dict[str, Sequence[str]] = {f"{within}becomes": (*ROLES, UNUSED)}
    values: dict[str, Any] = {f"{within}becomes": becomes}
    if not is_blank(raw.get("language")):
        words[f"{within}language"] = MESSAGE_LANGUAGES
        values[f"{within}language"] = raw["language"]
    faults += word_faults(values, file, words)
    try:
        column = column_number(str(raw.get("column") or "A"))
    except ValueError:
        faults.append(
            Fault("setting_form", file, None, f"{within}column", raw["column"], {"allowed": "A, B, AA"})
        )
        column = 0
    if faults:
        return None, faults
    return ColumnChoice(
        column,
        raw.get("heading") or "",
        becomes,
        raw.get("language") or "",
        raw.get("year"),
        raw.get("confidence") or "given",
        raw.get("why") or "",
    ), []


def _institutions(raw: object, file: str) -> tuple[dict[str, tuple[str, ...]], list[Fault]]:
    """Codes by printed words; codes hold no semicolon, which separates them in the tables."""
    found: dict[str, tuple[str, ...]] = {}
    faults = []
    for key, codes in raw.items() if isinstance(raw, dict) else ():
        several = codes if isinstance(codes, list) else [codes]
        if not all(isinstance(code, str) and code.strip() and ";" not in code for code in several):
            faults.append(Fault("not_a_list_setting", file, None, f"institutions.{key}", str(codes)))
        else:
            found[str(key)] = tuple(code.strip() for code in several)
    return found, faults


def _pillars(raw: object, file: str) -> tuple[dict[str, str], list[Fault]]:
    pillars = {str(key): value or "" for key, value in raw.items()} if isinstance(raw, dict) else {}
    faults = [
        Fault("word_not_allowed", file, None, f"pillars.{key}", str(value), _nearest(str(value), PILLARS))
        for key, value in pillars.items()
        if value and value not in PILLARS
    ]
    return pillars, faults


def _nearest(word: str, allowed: Iterable[str]) -> dict[str, str]:
    return {"allowed": ", ".join(allowed), "nearest": nearest(word, allowed)}
