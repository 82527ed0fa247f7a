"""What people answered and said: who, how many, how spread, how far groups differ, which themes."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.cycle.reference import instrument_items, item_texts
from napeval.display.blocks import TableRow, Text, plain
from napeval.display.column_words import COLUMN_WORDS
from napeval.display.languages import N_ as _
from napeval.measures.survey.answered import ALL, INSTRUMENT
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import as_written, interval, question_text

_MARKS = ("mark_1", "mark_2", "mark_3", "mark_4", "mark_5")


def survey(r: Report) -> None:
    """The survey and the interviews as a section of their own; nothing where nobody was asked."""
    answered = [row for row in r.rows("survey_response", institution_kind=ALL) if row["answered"].value]
    if not answered and not r.rows("themes"):
        return
    r.heading(2, _("What people answered and said"), identifier="survey")
    if answered:
        _response(r, answered[0])
        _questions(r)
        _groups(r)
        _consistency(r)
    _themes(r)


def _response(r: Report, all_of_them: Row) -> None:
    """Who was invited and who answered, by kind of institution."""
    if all_of_them["rate"].state == "shown":
        r.say(
            _(
                "Of {invited:person|people} invited, {answered} answered ({rate}). What the others"
                " would have said is not known; the bounds of the means below put all of them at the"
                " lowest or at the highest mark."
            ),
            invited=all_of_them["invited"],
            answered=all_of_them["answered"],
            rate=all_of_them["rate"],
        )
    else:
        r.say(
            _(
                "Answers came from {answered:person|people}. How many were invited is not stated, so no"
                " rate of response can be given."
            ),
            answered=all_of_them["answered"],
        )
    rows = [row for row in r.rows("survey_response") if row.text("institution_kind") != ALL]
    columns = [
        TableSpec(_("Kind of institution"), width=2.4),
        TableSpec(_("Invited"), "right"),
        TableSpec(_("Answered"), "right"),
        TableSpec(_("Rate"), "right"),
    ]
    r.table(
        "tab-survey-response",
        columns,
        [
            TableRow(
                [
                    r.word_of("respondent_kind", row.text("institution_kind")),
                    r.figure_run(row["invited"]),
                    r.figure_run(row["answered"]),
                    r.figure_run(row["rate"]),
                ]
            )
            for row in rows
        ],
        r.word(_("Survey: invited and answering, by kind of institution")),
    )


def _questions(r: Report) -> None:
    """Marks by item: how many of each, median, mean with its bounds."""
    rows = [row for row in r.rows("survey_answers", institution_kind=ALL) if row["median"].state == "shown"]
    if not rows:
        r.say(_("No item has marks from enough people to be shown."))
        return
    columns = [
        TableSpec(_("Question"), width=0.8),
        TableSpec(_("Item"), width=2.4),
        TableSpec(_("Answers"), "right", 0.7),
        *[TableSpec(COLUMN_WORDS[name], "right", 0.7) for name in _MARKS],
        TableSpec(_("Median"), "right", 0.7),
        TableSpec(_("Mean"), "right", 0.7),
        TableSpec(_("Mean, bounds"), "right", 1.0),
    ]
    r.table(
        "tab-survey-answers",
        columns,
        [
            TableRow(
                [
                    r.quoted(row.text("question_id")),
                    r.quoted(item_words(r, row)),
                    r.figure_run(row["n"]),
                    *[r.figure_run(row[name]) for name in _MARKS],
                    r.figure_run(row["median"]),
                    r.figure_run(row["mean"]),
                    interval(r, row["mean_lower"], row["mean_upper"]),
                ]
            )
            for row in rows
        ],
        r.word(_("Marks from the lowest to the highest, by item of the questionnaire")),
        notes=[
            r.word(
                _(
                    "Number of people who gave each mark. Where fewer than the least number"
                    " answered, no figure is"
                    " shown; where few answered, the spread is not shown."
                )
            )
        ],
    )


def item_words(r: Report, row: Row) -> str:
    """What an item asks: the words of the questionnaire, or of the question of the matrix it belongs to."""
    item, _colon, activity = row.text("item_id").partition(":")
    words = _items().get(item)
    if words is None:
        return question_text(r, row.text("question_id"))
    if activity:
        return plain(r.text(_("Mark for the activity {activity}"), activity=activity))
    return r.in_language(words)


def _items() -> dict[str, Mapping[str, str]]:
    return {item["item_id"]: item_texts(item) for item in instrument_items(INSTRUMENT)}


def _groups(r: Report) -> None:
    """Differences between groups of respondents, with the tests they were put to."""
    rows = [row for row in r.rows("survey_groups") if row["p"].state == "shown"]
    if not rows:
        return
    shown = [row for row in rows if row.text("finding") == "difference"]
    r.say(
        _(
            "Whether groups of people answered differently was tested {count:time|times}. After"
            " adjustment for the number of tests a difference stands for {different}."
        ),
        count=r.claim("survey_group_counts", ALL, column="tests"),
        different=r.claim("survey_group_counts", ALL, column="different"),
    )
    if not shown:
        return
    columns = [
        TableSpec(_("Question"), width=0.8),
        TableSpec(_("Groups compared"), width=2.0),
        TableSpec(_("Answers"), "right", 0.7),
        TableSpec(_("p, adjusted"), "right", 0.9),
        TableSpec(_("Effect"), "right", 0.8),
        TableSpec(_("Lowest"), width=1.4),
        TableSpec(_("Highest"), width=1.4),
    ]
    r.table(
        "tab-survey-groups",
        columns,
        [
            TableRow(
                [
                    r.quoted(row.text("question_id")),
                    r.word_of("survey_grouping", row.text("grouping")),
                    r.figure_run(row["n"]),
                    r.figure_run(row["p_adjusted"]),
                    r.figure_run(row["effect"]),
                    r.word_of("respondent_kind", row.text("lowest_group")),
                    r.word_of("respondent_kind", row.text("highest_group")),
                ]
            )
            for row in shown
        ],
        r.word(_("Questions that groups answered differently")),
    )


def _consistency(r: Report) -> None:
    """Whether the items of a criterion measure one thing."""
    rows = [row for row in r.rows("survey_reliability") if row["alpha"].state == "shown"]
    r.bullets(
        [
            r.text(
                _(
                    "{criterion}: Cronbach's alpha {alpha} ({low} to {high}), from {items:item|items}"
                    " and {respondents:person|people}."
                ),
                criterion=r.word_of("criterion", row.text("criterion")),
                alpha=row["alpha"],
                low=row["low"],
                high=row["high"],
                items=row["items"],
                respondents=row["respondents"],
            )
            for row in rows
        ]
    )


def _themes(r: Report) -> None:
    """Coded themes of interviews and open answers; never what a person said."""
    rows = r.rows("themes")
    if rows:
        columns = [
            TableSpec(_("Theme"), width=2.0),
            TableSpec(_("Pieces"), "right", 0.8),
            TableSpec(_("People"), "right", 0.8),
            TableSpec(_("Institutions"), "right", 1.0),
            TableSpec(_("Kinds of institutions"), width=2.4),
        ]
        r.table(
            "tab-themes",
            columns,
            [
                TableRow(
                    [
                        r.quoted(row.text("theme")),
                        r.figure_run(row["pieces"]),
                        r.figure_run(row["people"]),
                        r.figure_run(row["institutions"]),
                        _kinds(r, row),
                    ]
                )
                for row in rows
            ],
            r.word(_("Themes of interviews, focus groups and documents")),
            notes=[as_written(r)],
        )
    for row in r.rows("themes_withheld"):
        if row["themes"].value:
            r.say(
                _(
                    "Themes not shown, because fewer institutions spoke of them than protect those who"
                    " spoke: {themes}, from {pieces:piece|pieces} of evidence."
                ),
                themes=row["themes"],
                pieces=row["pieces"],
            )


def _kinds(r: Report, row: Row) -> Text:
    return r.words_of("institution_kind", row.text("institution_kinds"))
