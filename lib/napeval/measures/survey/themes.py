"""Coded themes of interviews, focus groups, open answers and documents; never what a person said."""

from __future__ import annotations

import pandas as pd

from napeval.cycle.cycle import Evaluation
from napeval.cycle.settings import EVALUATION_WORDS
from napeval.cycle.trace import every_row
from napeval.measures.rows import result_frame
from napeval.measures.survey.consent import OF_PEOPLE, may_be_used
from napeval.trends.least_lengths import unknown_setting

LEAST_INSTITUTIONS = 3
"""A theme from fewer institutions is not shown to the public: it would point at who spoke."""
FEW = "few_institutions"
_PUBLIC = "public"
_DOCUMENT = "document"
_TYPES = {
    "theme": "str", **dict.fromkeys(("pieces", "people", "institutions"), "Int64"),
    "institution_kinds": "str", "questions": "str", "quotable": "Int64", "reason": "str", "trace": "str",
}  # fmt: skip
_WITHHELD_TYPES = {"reason": "str", "themes": "Int64", "pieces": "Int64", "trace": "str"}
_TEXTS = ("pseudonym", "institution", "institution_kind", "theme", "question_id")
# Names the table only: the keys of its rows say which pieces a person gave.
_TRACE = every_row("evaluations/evidence")


def themes(evaluation: Evaluation, *, audience: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which themes came up, from how many people and institutions?

    audience: public, partners or internal. What people said (interview, focus_group, case) counts with their
    consent only, anything else unless it was refused. Returns two results tables. `themes`, a row per theme:
    - pieces of evidence; people: distinct pseudonyms of those who spoke
    - institutions that they spoke for: distinct pseudonyms. Where a person's institution is not stated, the
      kind of institution stands for it, and only where nobody else of that kind is counted: the cautious
      number. Documents and observations are sources, not institutions.
    - institution_kinds of those who spoke, questions spoken to: codes joined by semicolons
    - quotable: pieces that may be shown in a published report
    - reason: few_institutions where fewer than 3 spoke.
    `themes_withheld`: for the public, themes with that reason are left out of the table and counted here
    with their pieces, without their names. A theme of documents and of observations that name neither person
    nor institution points at nobody and is always shown.
    Raises ValueError for an unknown audience.
    """
    known = EVALUATION_WORDS["audience"]
    if audience not in known:
        raise ValueError(unknown_setting("audience", audience, known))
    found = [_row(str(theme), own) for theme, own in _usable(evaluation).groupby("theme", sort=True)]
    frame = result_frame(found, _TYPES)
    hidden = (frame["reason"] == FEW) & (audience == _PUBLIC)
    withheld = {
        "reason": FEW, "themes": int(hidden.sum()), "pieces": int(frame.loc[hidden, "pieces"].sum()),
        "trace": _TRACE,
    }  # fmt: skip
    shown = frame[~hidden].reset_index(drop=True)
    return shown, result_frame([withheld] if hidden.any() else [], _WITHHELD_TYPES)


def _usable(evaluation: Evaluation) -> pd.DataFrame:
    """The pieces with a theme that may be used at all."""
    rows = evaluation.table("evaluations/evidence")
    for name in _TEXTS:
        rows[name] = rows[name].fillna("").str.strip()
    return rows[may_be_used(rows) & (rows["theme"] != "")]


def _row(theme: str, own: pd.DataFrame) -> dict[str, object]:
    spoken = own[own["kind"].isin(OF_PEOPLE)]
    institutions = _institutions(spoken)
    # An observation that names where or whom it was made of points at them as words do.
    named = (own["pseudonym"] != "") | (own["institution"] != "")
    points = own["kind"].isin(OF_PEOPLE) | ((own["kind"] != _DOCUMENT) & named)
    return {
        "theme": theme,
        "pieces": len(own),
        "people": len(_distinct(spoken["pseudonym"])),
        "institutions": institutions,
        "institution_kinds": ";".join(sorted(_distinct(spoken["institution_kind"]))),
        "questions": ";".join(sorted(_distinct(own["question_id"]))),
        "quotable": int((own["release_status"] == "published").sum()),
        "reason": FEW if points.any() and institutions < LEAST_INSTITUTIONS else "",
        "trace": _TRACE,
    }


def _institutions(spoken: pd.DataFrame) -> int:
    """How many institutions spoke, at the least."""
    named = spoken[spoken["institution"] != ""]
    others = _distinct(spoken.loc[spoken["institution"] == "", "institution_kind"])
    others -= _distinct(named["institution_kind"])
    of_unknown_kind = _distinct(named.loc[named["institution_kind"] == "", "institution"])
    return len(_distinct(named["institution"])) + max(0, len(others) - len(of_unknown_kind))


def _distinct(column: pd.Series) -> set[str]:
    return {text for text in column if text}
