"""How the columns of a plan become the tables of a cycle, as proposed, written down and edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from napeval.display.languages import N_, Language
from napeval.exchange.starting.settings_text import comment_lines, quoted
from napeval.exchange.workbooks.model import column_letters

ROLES = (
    "number", "strategic", "specific", "measure", "activity", "start", "deadline", "budget", "budget_total",
    "funding", "lead", "support", "responsible", "output", "reference", "remarks",
)  # fmt: skip
"""What a column can become."""
UNUSED = "nothing"
WORDED = ("strategic", "specific", "measure", "activity", "output")
"""Roles whose texts are kept by language, so that there may be one column for each."""
YEARLY = ("budget", "funding")
"""Roles that there may be one column of for each year."""
_LONGEST_NAME = 300
"""Letters of a name that is written down; what is longer is no name, and no key of a YAML file."""
PILLARS = ("enabling_framework", "prevention", "protection", "prosecution", "partnership")
"""Strategic areas."""


@dataclass(frozen=True)
class ColumnChoice:
    """One column.

    becomes: a role, UNUSED, or "" where that has to be decided. confidence: high, medium, low, none, or
    given by hand. why: a code, "" where there is nothing to say.
    """

    column: int
    heading: str
    becomes: str
    language: str = ""
    year: int | None = None
    confidence: str = "given"
    why: str = ""


@dataclass(frozen=True)
class SheetChoice:
    """One sheet of the plan: its rows of headings and its columns."""

    name: str
    heading_rows: tuple[int, ...]
    columns: tuple[ColumnChoice, ...]

    def of(self, role: str) -> list[ColumnChoice]:
        """The columns that become something."""
        return [choice for choice in self.columns if choice.becomes == role]


@dataclass(frozen=True)
class PlanMapping:
    """All choices of an import.

    source: name of the file. language: of the plan's words where no column says otherwise. decimal: the
    decimal mark of amounts, "" for the rule. factor: what amounts are multiplied by (1,000 where the plan
    counts in thousands), 0 where that has to be decided. institutions: codes by printed words. pillars:
    strategic area by objective.
    """

    source: str
    language: str
    sheets: tuple[SheetChoice, ...]
    decimal: str = ""
    factor: int = 1
    institutions: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    pillars: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


_HEAD = N_(
    "How the columns of the plan become the tables of the cycle. Edit what is wrong and import again with "
    "this file. Under becomes stands one of the words below, or nothing for a column that is left out."
)
_ABOUT_FACTOR = N_("Amounts are multiplied by factor: write a thousand where the plan counts in thousands.")
_ABOUT_DECIMAL = N_("The decimal mark of amounts, where they can be read in two ways; otherwise empty.")
_ABOUT_INSTITUTIONS = N_(
    "What each name in the plan was taken for. Correct the codes; one name may stand for several."
)
_ABOUTPILLARS = N_("The strategic area of each strategic objective; reports are arranged by it. Allowed:")


def mapping_text(mapping: PlanMapping, language: Language) -> str:
    """A mapping as the YAML file that is written down."""
    say = language.translate
    lines = [comment_lines(say(_HEAD)), comment_lines(", ".join(ROLES)), "\n"]
    lines.append(f"source: {quoted(mapping.source)}\nlanguage: {quoted(mapping.language)}\n\n")
    lines.append(comment_lines(say(_ABOUT_DECIMAL)) + f"decimal: {quoted(mapping.decimal)}\n")
    factor = str(mapping.factor) if mapping.factor else ""
    lines.append(comment_lines(say(_ABOUT_FACTOR)) + f"factor: {factor}".rstrip() + "\n\nsheets:\n")
    for sheet in mapping.sheets:
        rows = ", ".join(map(str, sheet.heading_rows))
        lines.append(f"  - sheet: {quoted(sheet.name)}\n    heading_rows: [{rows}]\n    columns:\n")
        lines += [f"      - {{{_column_text(choice)}}}\n" for choice in sheet.columns]
    lines.append("\n" + comment_lines(say(_ABOUTPILLARS)) + comment_lines(", ".join(PILLARS)))
    lines.append(_group("pillars", {key: quoted(value) for key, value in mapping.pillars.items()}))
    lines.append("\n" + comment_lines(say(_ABOUT_INSTITUTIONS)))
    codes = {
        key: f"[{', '.join(map(quoted, codes))}]"
        for key, codes in mapping.institutions.items() if len(key) <= _LONGEST_NAME
    }  # fmt: skip
    return "".join([*lines, _group("institutions", codes)])


def _group(name: str, values: Mapping[str, str]) -> str:
    if not values:
        return f"{name}: {{}}\n"
    return f"{name}:\n" + "".join(f"  {quoted(key)}: {value}\n" for key, value in values.items())


def _column_text(choice: ColumnChoice) -> str:
    parts = {
        "column": column_letters(choice.column),
        "heading": quoted(choice.heading),
        "becomes": choice.becomes or '""',
        "language": choice.language,
        "year": str(choice.year or ""),
        "confidence": choice.confidence,
        "why": choice.why,
    }
    return ", ".join(f"{key}: {value}" for key, value in parts.items() if value)
