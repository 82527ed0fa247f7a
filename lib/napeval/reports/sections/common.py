"""What several sections share: small readings of the released tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from napeval.cycle.identifiers import split_list
from napeval.cycle.periods import is_period
from napeval.display.blocks import Run, Text
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_ as _
from napeval.measures.scopes import objectives_by_scope
from napeval.measures.voices import text_of
from napeval.release import Claim, Row
from napeval.reports.report import Report


def nothing_reported(r: Report) -> bool:
    """Whether no activity of the plan has a progress report."""
    plan = r.released["delivery"].row("plan", "plan")
    return plan["not_reported"].value == plan["activities"].value


def distinct_gaps(r: Report, objectives: Sequence[str] | None = None) -> list[tuple[str, list[Row]]]:
    """The kinds of gap found, in the order of the words, each with its rows; of some objectives only."""
    by_code: dict[str, list[Row]] = {}
    for row in r.rows("gaps"):
        if objectives is None or row.text("objective_id") in objectives:
            by_code.setdefault(row.text("code"), []).append(row)
    return [(code, by_code[code]) for code in GAP_WORDS if code in by_code]


def interval(r: Report, low: Claim, high: Claim) -> list[Run]:
    """Two claims as a range; one figure where they are equal or printed alike."""
    if r.language.show(low) == r.language.show(high):
        return r.figure_run(low)
    negative = isinstance(low.value, int | float) and low.value < 0
    return [*r.figure_run(low), Run(" – " if negative else "–"), *r.figure_run(high)]


def score_range(r: Report, row: Row) -> list[Run]:
    """The range of a computed score."""
    return interval(r, row["lower"], row["upper"])


def strategic_objectives(r: Report) -> list[str]:
    """Identifiers of the strategic objectives, in plan order."""
    frame = r.cycle.tables["plan/objectives"]
    return frame.loc[frame["level"] == "strategic", "objective_id"].tolist()


def below(r: Report, objective: str) -> list[str]:
    """A strategic objective and all objectives under it, in plan order."""
    frame = r.cycle.tables["plan/objectives"]
    inside = objectives_by_scope(frame)["strategic", objective]
    return [identifier for identifier in frame["objective_id"] if identifier in inside]


def institution_name(r: Report, code: str) -> str:
    """An institution by name; words that are no code of the plan as they stand."""
    known = (r.cycle.tables["plan/institutions"]["institution"] == code).any()
    return r.wording("plan/institutions", code, "name") if known else code


def institution_names(r: Report, codes: str) -> Text:
    """Several institutions by name, from their codes joined by semicolons; empty where there are none."""
    return r.quoted("; ".join(institution_name(r, code) for code in split_list(codes)))


def deadline(r: Report, due: object) -> Text:
    """A period or day by which something is due, as a reader would call it; empty where none is set."""
    return r.quoted(r.language.period(text_of(due))) if text_of(due) else []


def named_sources(r: Report) -> frozenset[str]:
    """Identifiers of the sources that may be named before the audience of the report."""
    return frozenset(source for source, title in r.titles.of.items() if title)


def day_or_period(r: Report, stated: str) -> str:
    """A day or period as a reader would write it; what is stated otherwise, as it stands."""
    if is_period(stated):
        return r.language.period(stated)
    try:
        return r.language.date(date.fromisoformat(stated))
    except ValueError:
        return stated


def every_year(r: Report, printed: str) -> Text:
    """A day by which a report is due every year, as printed in the plan: by its name where it is a date."""
    try:
        day = datetime.strptime(f"{printed} {_LEAP_YEAR}", "%d %B %Y").date()
    except ValueError:
        return r.quoted(printed)
    return r.quoted(r.language.day_of_year(day))


_LEAP_YEAR = 2024
"""A year that has every day."""


def purpose(r: Report) -> Text:
    """What the report is for, as its settings say, ending as a sentence does."""
    texts = {code: str(text).strip() for code, text in r.evaluation.settings["purpose"].items()}
    said = r.in_language(texts)
    return r.quoted(said if not said or said.endswith((".", "!", "?")) else f"{said}.")


def as_written(r: Report) -> Text:
    """A note to words of others, which no table holds in several languages."""
    return r.word(_("What others wrote stands in the language in which they wrote it."))


def listed(r: Report, identifiers: Sequence[str]) -> Text:
    """Identifiers as one quoted list."""
    return r.quoted(", ".join(identifiers))


def question_text(r: Report, identifier: str) -> str:
    """The words of a question of the evaluation matrix."""
    return r.in_language(r.question(identifier).text)


def evidence_text(r: Report, identifier: str) -> str:
    """What a piece of evidence is: its own words, or the kind of evidence."""
    item = r.evidence_item(identifier)
    return r.in_language(item.text) or r.label("evidence_kind", item.kind)


def with_unit(r: Report, name: Text, row: Row) -> Text:
    """The name of a figure with the unit of its row in brackets; a milestone is done or not, without one."""
    unit = row.text("unit")
    if unit in ("", "milestone"):
        return name
    return [*name, Run(" ("), *r.word_of("unit", unit), Run(")")]
