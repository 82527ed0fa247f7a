"""Answers of a survey as they were given: who answered, marks, choices."""

from __future__ import annotations

import pandas as pd

from napeval.cycle.cycle import Evaluation
from napeval.cycle.reference import instrument_item
from napeval.cycle.trace import every_row

SURVEY = "evaluations/survey"
# Traces name the table only: the keys of its rows say who answered, and by subtraction who is hidden.
TRACE = every_row(SURVEY)
ALL = "all"
"""All respondents together, beside the kinds of institutions."""
NOT_STATED = "not_stated"
"""Kind of institution of those who stated none."""
LOWEST, HIGHEST = 1, 5
"""Ends of the marks."""
LEAST_RESPONDENTS = 3
"""Answers of fewer people than this are not shown, where the evaluation matrix says nothing else."""
INSTRUMENT = "annex7_questionnaire"
_NOT_CHOSEN = ("text", "scale_1_5", "none")
_GRADE, _TOOK_PART = f"{INSTRUMENT}.p2.8.grade:", f"{INSTRUMENT}.p2.8.took:"


def answers(evaluation: Evaluation) -> pd.DataFrame:
    """Every row of the survey, with one kind of institution for each person: the first that is stated."""
    rows = evaluation.table(SURVEY)
    kind = rows["institution_kind"].fillna("").str.strip()
    stated = rows[["respondent"]].assign(kind=kind)[kind != ""].drop_duplicates("respondent")
    of_person = dict(zip(stated["respondent"], stated["kind"], strict=True))
    rows["institution_kind"] = [of_person.get(person, NOT_STATED) for person in rows["respondent"]]
    return rows


def respondents(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each person: respondent and institution_kind."""
    return rows.drop_duplicates("respondent")[["respondent", "institution_kind"]]


def marks_given(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a mark, one for each person and item: nobody counts twice on one item."""
    return rows[rows["answer"].notna()].drop_duplicates(["respondent", "item_id"])


def asked(item_id: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The people to whom an item was put, as respondents(): of an activity only those who took part in it.

    The guide asks for a mark of an activity only from those who took part; the others are not silent on it.
    """
    if not is_of_activity(item_id):
        return respondents(rows)
    took_part = rows[
        (rows["item_id"] == f"{_TOOK_PART}{item_id.removeprefix(_GRADE)}") & (rows["comment"] == "yes")
    ]
    gave_mark = rows[(rows["item_id"] == item_id) & rows["answer"].notna()]
    return respondents(rows[rows["respondent"].isin({*took_part["respondent"], *gave_mark["respondent"]})])


def is_of_activity(item_id: str) -> bool:
    """Whether an item is the mark of one activity."""
    return item_id.startswith(_GRADE)


def is_choice(item_id: str) -> bool:
    """Whether an item of the guide's questionnaire is answered by one of several words."""
    name = item_id.partition(":")[0]
    if not name.startswith(f"{INSTRUMENT}."):
        return False
    try:
        return instrument_item(name)["answer_type"] not in _NOT_CHOSEN
    except KeyError:
        return False
