"""Who was asked and who answered."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from napeval.cycle.cycle import Evaluation
from napeval.measures.rows import result_frame, share
from napeval.measures.survey.answered import ALL, TRACE, answers, respondents

_TYPES = {
    "institution_kind": "str", **dict.fromkeys(("invited", "answered", "not_answered"), "Int64"),
    "rate": "float64", "reason": "str", "trace": "str",
}  # fmt: skip
NOT_STATED, TOO_MANY = "invited_not_stated", "more_answers_than_invited"


def survey_response(evaluation: Evaluation) -> pd.DataFrame:
    """How many of the people invited to the survey answered it, by kind of institution and together?

    Returns the results table `survey_response`: first `all`, then each kind that was invited or answered;
    no row where nobody was invited and nobody answered. invited: by the setting survey.invited, missing where
    it is not stated; answered: people with at least one row in the survey; not_answered; rate (0-1) of those
    invited. A kind that was invited and is silent has a row with answered 0. reason: invited_not_stated (of
    `all`: of some kind that answered), more_answers_than_invited (of `all`: in some kind); then there is no
    rate.
    """
    invited = invited_by_kind(evaluation)
    people = respondents(answers(evaluation))
    answered = people["institution_kind"].value_counts().to_dict()
    kinds = [_row(kind, invited.get(kind), answered.get(kind, 0)) for kind in sorted({*invited, *answered})]
    if not kinds:
        return result_frame([], _TYPES)
    reasons = {row["reason"] for row in kinds}
    whole = _row(ALL, None if NOT_STATED in reasons else sum(invited.values()), len(people))
    if TOO_MANY in reasons and not whole["reason"]:
        whole |= {"not_answered": None, "rate": None, "reason": TOO_MANY}
    return result_frame([whole, *kinds], _TYPES)


def invited_by_kind(evaluation: Evaluation) -> Mapping[str, int]:
    """How many people were invited, by kind of institution, as far as the settings say."""
    survey = evaluation.settings.get("survey") or {}
    return {str(kind): int(number) for kind, number in (survey.get("invited") or {}).items()}


def _row(kind: str, invited: int | None, answered: int) -> dict[str, object]:
    row: dict[str, object] = {
        "institution_kind": kind, "invited": invited, "answered": answered, "reason": "", "trace": TRACE,
    }  # fmt: skip
    if invited is None:
        return {**row, "reason": NOT_STATED}
    if answered > invited:
        return {**row, "reason": TOO_MANY}
    return {**row, "not_answered": invited - answered, "rate": share(answered, invited)}
