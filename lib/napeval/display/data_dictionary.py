"""The data dictionary: every table of a cycle and how its values are written, one page per language.

What is said of tables, columns and codes stands in the table schemas; here stands only what frames
it. The pages are Markdown, as code hosts show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from napeval.cycle.identifiers import LISTS
from napeval.cycle.schemas import REQUIRED_TABLES, Field, Schema, schemas
from napeval.display.languages import MESSAGE_LANGUAGES, N_, Language

COMMAND = "napeval dictionary --out docs"
"""What writes the pages anew."""

_FOLDERS: Mapping[str, str] = {
    "plan": N_("What was promised"),
    "monitoring": N_("What happened"),
    "evaluations": N_("What people judge"),
}

_TYPES: Mapping[str, str] = {
    "string": N_("text"),
    "number": N_("number"),
    "integer": N_("whole number"),
    "boolean": N_("true or false"),
    "date": N_("date"),
    "period": N_("period"),
}

_UNITS: Mapping[str, str] = {
    "currency": N_("money"),
    "share": N_("share of the whole"),
    "percent": N_("percent"),
    "year": N_("calendar year"),
    "date": N_("day"),
    "indicator_unit": N_("unit of the indicator"),
    "row_unit": N_("unit named in the row"),
    "points": N_("points"),
    "count": N_("count"),
}

_WRITING: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        N_("Blank"),
        N_("What is not known, or does not apply. A blank is never a zero, and a zero never a blank."),
        (),
    ),
    (
        N_("Number"),
        N_(
            "Digits, with a point before decimals: {0}. Read as well, because it has only one reading:"
            " {1}, {2}, {3}. Refused, because it has two: {4}."
        ),
        ("2280.50", "2,280.50", "2.280,50", "2 280", "1.234"),
    ),
    (
        N_("Money"),
        N_(
            "A number by itself. The currency stands in a column of its own; where there is none, it is the"
            " currency of the cycle."
        ),
        (),
    ),
    (
        N_("Date"),
        N_(
            "Year, month and day: {0}. Read as well, because it has only one reading: {1}. Refused, because"
            " it has two: {2}."
        ),
        ("2021-12-31", "31.12.2021", "01/02/2021"),
    ),
    (
        N_("Period"),
        N_("A year, half-year, quarter or month, or an interval of them: {0}, {1}, {2}, {3}, {4}."),
        ("2023", "2023-H1", "2023-Q3", "2023-05", "2013-01/2013-05"),
    ),
    (N_("True or false"), N_("One of the words {0} and {1}."), ("true", "false")),
    (
        N_("Code"),
        N_("One of the allowed words of its column, exactly as it stands here, with its meaning beside it."),
        (),
    ),
    (
        N_("Identifier"),
        N_("Letters of one script, digits and marks, without spaces, semicolons and upright bars: {0}."),
        ("II.1.3",),
    ),
    (N_("Several in one cell"), N_("Separated by semicolons: {0}."), ("II.1.3;II.1.4",)),
)
"""What is written, the rule, and the examples in it."""

_FRAME = (
    N_("A table is a CSV file in UTF-8 with commas, or a Parquet file with the same columns."),
    N_("The first row holds the names of the columns, in any order."),
    N_("Rows of monitoring stay as they are: a correction is a new row with a later date of recording."),
)

_OWN_FOLDER = N_("Each evaluation has a folder of its own, for instance with {0}.")


def data_dictionary(language: Language) -> str:
    """Every table of a cycle with its columns, in Markdown."""
    return "\n".join(_lines(language)).rstrip() + "\n"


def dictionary_pages() -> Mapping[str, str]:
    """The page of every language by its file name."""
    return {f"data-dictionary.{code}.md": data_dictionary(Language(code)) for code in MESSAGE_LANGUAGES}


def _lines(language: Language) -> Iterator[str]:
    say = language.translate
    made = N_("This page is made from the table schemas by {0}. A change belongs in the schemas, not here.")
    yield from _paragraphs(
        "# " + say(N_("Data dictionary")),
        say(N_("What the tables of a plan cycle hold, column by column.")),
        say(made).format(f"`{COMMAND}`"),
        "## " + say(N_("How values are written")),
        " ".join(map(say, _FRAME)),
    )
    rules = [
        (say(what), say(rule).format(*(f"`{example}`" for example in examples)))
        for what, rule, examples in _WRITING
    ]
    yield from _grid((say(N_("What is written")), say(N_("How to write it"))), rules)
    yield from _paragraphs("## " + say(N_("Tables")))
    listed = [(_link(name), schema.titles[language.code]) for name, schema in schemas().items()]
    yield from _grid((say(N_("Table")), say(N_("What it holds"))), listed)
    for folder, group in groupby(schemas().values(), key=lambda schema: schema.table.partition("/")[0]):
        yield from _paragraphs(f"## {folder}: {say(_FOLDERS[folder])}")
        if folder == "evaluations":
            yield from _paragraphs(say(_OWN_FOLDER).format("`evaluations/mid-term/ratings.csv`"))
        for schema in group:
            yield from _table_lines(schema, language)


def _table_lines(schema: Schema, language: Language) -> Iterator[str]:
    """One table: what a row is, its key, and its columns."""
    say = language.translate
    need = (
        N_("A cycle must have this table.")
        if schema.table in REQUIRED_TABLES
        else N_("The table may be absent.")
    )
    key = ", ".join(f"`{name}`" for name in schema.primary_key)
    yield from _paragraphs(
        f'<a id="{_anchor(schema.table)}"></a>',
        f"### {schema.table}: {schema.titles[language.code]}",
        f"{schema.descriptions[language.code]} {say(need)}",
        say(N_("Key, which no two rows share: {0}.")).format(key),
    )
    heading = (N_("Column"), N_("Type"), N_("Unit"), N_("Must be filled"), N_("Meaning"))
    rows = [
        (
            f"`{field.name}`",
            say(_TYPES[field.type]),
            say(_UNITS[field.unit]) if field.unit else "",
            say(N_("yes")) if field.required else "",
            "<br>".join(_meaning(schema, field, language)),
        )
        for field in schema.fields
    ]
    yield from _grid([say(name) for name in heading], rows)


def _meaning(schema: Schema, field: Field, language: Language) -> Iterator[str]:
    """What a column means, what it refers to, and what it may hold."""
    say, code = language.translate, language.code
    yield field.descriptions[code]
    for column, table, _ in schema.foreign_keys:
        if column == field.name:
            yield say(N_("Must be a row of {0}.")).format(_link(table))
    for name, column, table, _ in LISTS:
        if (name, column) == (schema.table, field.name):
            yield say(N_("Each must be a row of {0}.")).format(_link(table))
    limits = _limits(field, language)
    if limits:
        yield limits
    if field.form and field.type == "string":
        yield say(N_("Form: {0}.")).format(field.form[code])
    if field.enum:
        yield say(N_("Allowed:"))
        yield from (f"`{word}` – {field.labels[word][code]}" for word in field.enum)


def _limits(field: Field, language: Language) -> str:
    """The least and the greatest number allowed, "" where there are none."""
    low, high = (f"{limit:g}" if limit is not None else "" for limit in (field.minimum, field.maximum))
    if low and high:
        return language.translate(N_("From {0} to {1}.")).format(low, high)
    return language.translate(N_("Not below {0}.")).format(low) if low else ""


def _anchor(table: str) -> str:
    return table.replace("/", "-")


def _link(table: str) -> str:
    return f"[{table}](#{_anchor(table)})"


def _paragraphs(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (text, "")


def _grid(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown, where an upright bar ends a cell."""
    for row in (heading, ["---"] * len(heading), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""
