"""An import in words: what each column and row becomes, what is new, what would be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from napeval.display.languages import N_, Language
from napeval.exchange.plans.importing import PlanImport
from napeval.exchange.plans.mapping import UNUSED, ColumnChoice
from napeval.exchange.workbooks.model import column_letters

_ROLES: Mapping[str, str] = {
    "number": N_("number of the activity"),
    "strategic": N_("strategic objective"),
    "specific": N_("specific objective"),
    "measure": N_("measure"),
    "activity": N_("title of the activity"),
    "start": N_("start"),
    "deadline": N_("deadline"),
    "budget": N_("planned amount"),
    "budget_total": N_("total, checked only"),
    "funding": N_("funding source"),
    "lead": N_("lead institution"),
    "support": N_("supporting institution"),
    "responsible": N_("institutions, the first one leading"),
    "output": N_("output"),
    "reference": N_("reference documents"),
    "remarks": N_("note"),
    UNUSED: N_("left out"),
    "": N_("to be decided"),
}
"""What a column becomes, in words."""

FATE_WORDS: Mapping[str, str] = {
    "activity": N_("activity"),
    "continuation": N_("carries an activity on"),
    "objective": N_("objective"),
    "total": N_("total"),
    "total_part": N_("part of a total, left out"),
    "heading": N_("headings"),
    "before_headings": N_("before the headings, left out"),
    "other_table": N_("of another table, left out"),
    "blank": N_("blank"),
    "not_understood": N_("not understood, left out"),
}
"""What became of a row, in words."""

_WRITTEN, _TO_WRITE = N_("Written:"), N_("Would be written:")
_AFTER_ERRORS = N_("To be written when the errors are mended:")

_CONFIDENCE: Mapping[str, str] = {
    "high": N_("sure"),
    "medium": N_("nearly sure"),
    "low": N_("unsure"),
    "none": N_("not known"),
    "given": N_("by hand"),
}


def import_lines(result: PlanImport, language: Language, *, every_row: bool = False) -> Iterator[str]:
    """The import for a reader, line by line, without its faults. every_row: with a line for each row."""
    say = language.translate
    if result.mapping is None:
        return
    for sheet in result.mapping.sheets:
        yield say(N_("Columns of '{sheet}':")).format(sheet=sheet.name or result.source)
        yield from (f"  {_column(choice, language)}" for choice in sheet.columns)
    if result.fates:
        yield say(N_("Rows:"))
        counted = Counter(fate.became for fate in result.fates)
        yield from (f"  {say(words)}: {counted[code]}" for code, words in FATE_WORDS.items() if counted[code])
    if every_row:
        for fate in result.fates:
            what = f"{say(FATE_WORDS[fate.became])} {fate.identifier}".strip()
            yield f"  {fate.sheet} {fate.row}: {what}: {fate.text}".replace("   ", "  ")
    yield from _new(result, language)
    if result.rows:
        yield say(_WRITTEN if result.written else _AFTER_ERRORS if result.errors else _TO_WRITE)
        yield from (f"  {table}.csv: {len(rows)}" for table, rows in result.rows.items() if rows)
    for table, count in result.filled.items():
        yield say(N_("Cells filled in {table}: {count}")).format(table=f"{table}.csv", count=count)
    yield say(N_("The mapping stands in {file}.")).format(file=result.mapping_file)


def _column(choice: ColumnChoice, language: Language) -> str:
    say = language.translate
    details = [text for text in (choice.language, str(choice.year or "")) if text]
    what = " ".join([say(_ROLES[choice.becomes]), *details])
    return (
        f"{column_letters(choice.column)} '{choice.heading}': {what} ({say(_CONFIDENCE[choice.confidence])})"
    )


def _new(result: PlanImport, language: Language) -> Iterator[str]:
    """New institutions and the areas of objectives, to be looked through."""
    say = language.translate
    institutions = result.rows.get("plan/institutions", [])
    if institutions:
        yield say(N_("New institutions, to be looked through:"))
        for row in institutions:
            name = next((row[key] for key in row if key.startswith("name_") and key != "name_basis"), "")
            yield f"  {row['institution']}: {name}".rstrip(": ")
    if result.mapping and result.mapping.pillars:
        yield say(N_("Strategic areas, to be looked through:"))
        yield from (f"  {key}: {area or '–'}" for key, area in result.mapping.pillars.items())
