"""What is read from a plan before it gets its final identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from napeval.exchange.plans.sheet import PlanCell


@dataclass(frozen=True)
class Origin:
    """The file that a plan is read from. with_sheets: whether places in it name the sheet too."""

    file: str
    with_sheets: bool = False

    def ref(self, sheet: str, row: int) -> str:
        """A place as source_ref has it: file:row, or file:sheet!row."""
        return f"{self.file}:{sheet}!{row}" if self.with_sheets else f"{self.file}:{row}"


@dataclass(eq=False)
class ObjectiveDraft:
    """An objective. number: as the plan counts it, in plain form; identifier: given at the end."""

    sheet: str
    row: int
    level: str
    number: str
    printed: str
    titles: dict[str, str]
    parent: ObjectiveDraft | None
    identifier: str = ""


@dataclass(frozen=True)
class BudgetLine:
    """Amounts of one row of an activity. funding: cells that name its sources, by year (None: every year)."""

    row: int
    funding: Mapping[int | None, PlanCell | None]
    amounts: Mapping[int, tuple[str, PlanCell]]
    total: PlanCell | None = None


@dataclass(eq=False)
class ActivityDraft:
    """An activity. cells: filled ones by role and language ("" where a role has none), over all its rows.

    in_title: whether its printed number stands before its title, in the same cell.
    """

    sheet: str
    row: int
    printed: str
    objective: ObjectiveDraft | None
    in_title: bool = False
    cells: dict[tuple[str, str], list[PlanCell]] = field(default_factory=dict)
    budget: list[BudgetLine] = field(default_factory=list)
    identifier: str = ""


@dataclass(frozen=True)
class TotalDraft:
    """A printed total. number: of the objective that the label names, "" where it names none."""

    sheet: str
    row: int
    label: str
    number: str
    objective: ObjectiveDraft | None
    amounts: Mapping[int, tuple[str, PlanCell]]


@dataclass
class PlanDraft:
    """Everything that was read, in the order of the plan."""

    objectives: list[ObjectiveDraft] = field(default_factory=list)
    activities: list[ActivityDraft] = field(default_factory=list)
    totals: list[TotalDraft] = field(default_factory=list)


@dataclass(frozen=True)
class RowFate:
    """What became of one row of the plan.

    became: a code. of: the activity or objective it went to, None where it went to none.
    """

    sheet: str
    row: int
    became: str
    text: str = ""
    of: ActivityDraft | ObjectiveDraft | None = None

    @property
    def identifier(self) -> str:
        """The identifier of what it became."""
        return self.of.identifier if self.of is not None else ""


FATES = (
    "activity", "continuation", "objective", "total", "total_part", "heading", "before_headings",
    "other_table", "blank", "not_understood",
)  # fmt: skip
"""What can become of a row."""
