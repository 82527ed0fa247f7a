"""Questions of a survey that are answered by one of several words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from napeval.cycle.cycle import Evaluation
from napeval.cycle.reference import instrument_item
from napeval.measures.rows import result_frame
from napeval.measures.survey.answered import LEAST_RESPONDENTS, TRACE, answers, is_choice

_TYPES = {
    **dict.fromkeys(("item_id", "choice", "question_id"), "str"), "count": "Int64", "of": "Int64",
    "share": "float64", "reason": "str", "trace": "str",
}  # fmt: skip


def survey_choices(evaluation: Evaluation, *, minimum: int = LEAST_RESPONDENTS) -> pd.DataFrame:
    """How many people chose which answer?

    Returns the results table `survey_choices`, for each item of the guide's questionnaire that somebody
    answered by a choice a row for each choice it prints: count, of (all who chose one) and share (0-1).
    Words that are no choice of the item are not read. reason says why an item shows no counts:
    - too_few_respondents: fewer than `minimum` people chose anything
    - too_few_in_a_choice: some choice was made, but by fewer than `minimum` people. The whole item is hidden,
      for one count would follow from the others; a choice that nobody made hides nobody.
    """
    rows = answers(evaluation)
    rows = rows[rows["item_id"].map(is_choice).astype(bool)]
    found: list[dict[str, object]] = []
    for item, own in rows.groupby("item_id", sort=True):
        words = [one["code"] for one in instrument_item(str(item).partition(":")[0])["choices"]]
        given = own[own["comment"].isin(words)].drop_duplicates("respondent")
        if given.empty:
            continue
        counts = {word: int((given["comment"] == word).sum()) for word in words}
        reason = _why_hidden(counts, minimum)
        question = ";".join(sorted(given["question_id"].unique()))
        for word, count in counts.items():
            cells: dict[str, object] = {
                "item_id": item, "choice": word, "question_id": question, "reason": reason, "trace": TRACE,
            }  # fmt: skip
            if not reason:
                cells |= {"count": count, "of": len(given), "share": count / len(given)}
            found.append(cells)
    return result_frame(found, _TYPES)


def _why_hidden(counts: Mapping[str, int], minimum: int) -> str:
    if sum(counts.values()) < minimum:
        return "too_few_respondents"
    return "too_few_in_a_choice" if any(0 < count < minimum for count in counts.values()) else ""
