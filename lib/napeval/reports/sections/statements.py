"""What the evaluators found, concluded, recommend and learnt, each with what it rests on in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from napeval.criteria.reasoning import EVIDENCE, KINDS, PREFERRED
from napeval.cycle.identifiers import split_list
from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.measures.survey.consent import may_be_used
from napeval.measures.voices import text_of
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.cited import cited_figure
from napeval.reports.sections.common import deadline, institution_names

_PUBLISHED = "published"


def statements_of(r: Report, table: str) -> pd.DataFrame:
    """The rows that the evaluators wrote: findings, conclusions, recommendations or lessons."""
    return r.evaluation.tables[f"evaluations/{table}"]


def own_statements(r: Report, table: str, head: str) -> None:
    """One numbered row for each statement, with its subject and what it rests on; nothing without any."""
    frame = statements_of(r, table)
    if frame.empty:
        return
    advice = table == "recommendations"
    rows = [
        TableRow(
            [
                r.quoted(str(entry["id"]), bold=True),
                r.quoted(r.own_words(f"evaluations/{table}", "id", str(entry["id"]))),
                _subject(r, entry),
                based_on(r, table.removesuffix("s"), str(entry["id"]), entry["based_on"]),
                *(_asked_for(r, entry) if advice else []),
            ]
        )
        for entry in frame.to_dict("records")
    ]
    columns = [
        TableSpec(_("No."), width=0.5),
        TableSpec(_("Text"), width=2.6),
        TableSpec(_("On what"), width=1.9),
        TableSpec(_("Based on"), width=1.9),
        *(_ADVICE_COLUMNS if advice else ()),
    ]
    r.table(f"tab-own-{table}", columns, rows, r.word(head), source=_("the evaluation"))


_ADVICE_COLUMNS = (
    TableSpec(_("Addressed to"), width=1.2),
    TableSpec(_("Deadline"), width=0.9),
    TableSpec(_("Priority"), width=1.1),
)


def _subject(r: Report, entry: Mapping[object, object]) -> Text:
    """The criterion and the objective of a statement, by their words."""
    criterion, objective = text_of(entry["criterion"]), text_of(entry["objective_id"])
    parts = [r.word_of("criterion", criterion)] if criterion else []
    if objective:
        parts.append(r.quoted(f"{objective} {r.wording('plan/objectives', objective)}"))
    return join_texts(parts, ": ") or r.word("–")


def _asked_for(r: Report, entry: Mapping[object, object]) -> list[Text]:
    """To whom a recommendation goes, by when and how urgent it is."""
    return [
        institution_names(r, text_of(entry["addressed_to"])) or r.word("–"),
        deadline(r, entry["due"]) or r.word("–"),
        r.word_of("priority", text_of(entry["priority"])) or r.word("–"),
    ]


def based_on(r: Report, kind: str, identifier: str, parts: object) -> Text:
    """What a statement rests on: statements by number, figures in words, evidence as far as it may be told.

    kind, identifier: of the statement. parts: its cell based_on.
    Raises BrokenReference where the address of a figure leads nowhere.
    """
    texts = [_part(r, kind, identifier, part) for part in split_list(parts)]
    return join_texts(texts, "; ") or r.word("–")


def _part(r: Report, kind: str, identifier: str, part: str) -> Text:
    if "#" in part:
        return cited_figure(r, part, place=f"evaluations/{kind}s, {identifier}, based_on")
    wanted = next((one for one in PREFERRED[kind] if part in _identifiers(r, one)), "")
    if wanted == EVIDENCE:
        return evidence_name(r, part)
    if wanted in KINDS:
        return [*r.word_of("statement_kind", wanted), Run(" "), *r.quoted(part)]
    return r.quoted(part)


def _identifiers(r: Report, kind: str) -> set[str]:
    if kind == EVIDENCE:
        return set(r.evaluation.tables["evaluations/evidence"]["evidence_id"])
    return set(statements_of(r, f"{kind}s")["id"])


def evidence_name(r: Report, identifier: str) -> Text:
    """The kind of a piece of evidence; where consent and release allow it, the pseudonym or who it is of."""
    frame = r.evaluation.tables["evaluations/evidence"]
    found = frame[frame["evidence_id"] == identifier]
    piece = found.iloc[0]
    kind = r.word_of("evidence_kind", str(piece["kind"]))
    named = bool(may_be_used(found).iloc[0]) and piece["release_status"] == _PUBLISHED
    pseudonym = text_of(piece["pseudonym"]) if named else ""
    if pseudonym:
        return [*kind, Run(" "), *r.quoted(pseudonym)]
    owner = r.word_of("institution_kind", text_of(piece["institution_kind"])) if named else []
    return [*kind, Run(" ("), *owner, Run(")")] if owner else kind


def numbered(r: Report, table: str, identifier: str) -> Text:
    """A statement with its number."""
    words = r.own_words(f"evaluations/{table}", "id", identifier)
    return [*r.quoted(identifier, bold=True), Run(" "), *r.quoted(words)]


def main_recommendations(r: Report) -> list[str]:
    """Identifiers of the recommendations, those of high priority first, else as the evaluators order them."""
    frame = statements_of(r, "recommendations")
    order = frame["priority"].map(_URGENCY).fillna(len(_URGENCY))
    return [str(one) for one in frame.loc[order.sort_values(kind="stable").index, "id"]]


_URGENCY = {"high": 0, "medium": 1, "low": 2}


def main_findings(r: Report) -> list[str]:
    """Identifiers of the findings: those first that the main recommendations rest on, in their order."""
    beneath = r.released["reasoning"]
    named = [
        finding
        for one in main_recommendations(r)
        for finding in split_list(beneath.row("recommendation", one).text("findings"))
    ]
    every = [str(one) for one in statements_of(r, "findings")["id"]]
    return list(dict.fromkeys([*named, *every]))
