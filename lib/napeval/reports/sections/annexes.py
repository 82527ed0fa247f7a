"""Annexes: sources, people, questionnaire, all indicators, all activities, recommendations."""

from __future__ import annotations

from napeval.cycle.reference import instrument_items, item_texts
from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.measures.voices import text_of
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import (
    day_or_period,
    institution_name,
    named_sources,
    nothing_reported,
)
from napeval.reports.sections.data_quality import quality_of_figures
from napeval.reports.sections.indicators import INDICATOR_COLUMNS, indicator_cells
from napeval.reports.sections.international import recommendation_text
from napeval.reports.sections.targets import yearly_outputs


def sources(r: Report) -> None:
    """Documents and internet sources."""
    r.annex(_("Documents and internet sources"), identifier="annex-sources")
    read = {row.text("source_id"): row.text("extent_read") for row in r.rows("sources")}
    named = named_sources(r)
    rows = [
        TableRow(
            [
                *(_source(r, key) if key in named else _unnamed(r)),
                r.word_of("extent_read", extent) or r.word("–"),
            ]
        )
        for key, extent in read.items()
    ]
    columns = [
        TableSpec(_("Code"), width=1.2),
        TableSpec(_("Title"), width=2.5),
        TableSpec(_("Publisher, date"), width=1.6),
        TableSpec(_("Address"), width=2.3),
        TableSpec(_("Read"), width=1.2),
    ]
    caption = r.word(_("Sources on record, with publisher and address"))
    notes = [r.word(_("A dash stands where nothing is stated."))]
    if not named.issuperset(read):
        notes.append(r.word(_("Sources that are not published are named in reports for internal use only.")))
    if _some_are_later(r, list(read)):
        message = _("Of later editions and later sources only figures that were known on {day} were used.")
        notes.append(r.text(message, day=r.as_of))
    r.table("tab-sources", columns, rows, caption, notes=notes, source=_("the list of sources"))


def _source(r: Report, key: str) -> list[Text]:
    """A source by its code, title, publisher with date, and address."""
    title, publisher, published, url = (
        r.cell("monitoring/sources", key, column) for column in ("title", "publisher", "published", "url")
    )
    issued = ", ".join(part for part in (publisher, day_or_period(r, published)) if part)
    return [r.quoted(part) or r.word("–") for part in (key, title, issued, url)]


def _unnamed(r: Report) -> list[Text]:
    """A source that may not be named before the audience of the report."""
    return [r.word("–"), r.word(_("a source that is not published")), r.word("–"), r.word("–")]


def _some_are_later(r: Report, listed: list[str]) -> bool:
    """Whether some of the sources came to hand after the day up to which the record was read."""
    frame = r.cycle.tables["monitoring/sources"]
    retrieved = frame.loc[frame["source_id"].isin(listed), "retrieved"].dropna()
    return any(day.date() > r.as_of for day in retrieved)


def people(r: Report) -> None:
    """Who was consulted, under pseudonyms."""
    r.annex(_("Stakeholders consulted"), identifier="annex-people")
    frame = r.evaluation.tables["evaluations/evidence"]
    held = frame[frame["kind"].isin(["interview", "focus_group"])]
    met = held[(held["consent"] == "yes") & (held["release_status"] == "published")]
    if len(met) < len(held):
        r.say(
            _(
                "Others were consulted who are not listed, for lack of consent or because their evidence is"
                " restricted."
            )
        )
    if met.empty:
        r.say(_("No interview or focus group is on record."))
    else:
        rows = [
            TableRow(
                [
                    r.word_of("evidence_kind", entry.kind),
                    r.quoted(text_of(entry.pseudonym)),
                    r.word_of(
                        "institution_kind",
                        text_of(entry.institution_kind),
                    ),
                    r.quoted(r.language.date(entry.date.date())) if entry.date == entry.date else r.word("–"),
                    r.word_of("consent", text_of(entry.consent)),
                ]
            )
            for entry in met.itertuples()
        ]
        columns = [
            TableSpec(_("Kind")),
            TableSpec(_("Pseudonym")),
            TableSpec(_("Kind of institution"), width=1.6),
            TableSpec(_("Date")),
            TableSpec(_("Consent")),
        ]
        caption = r.word(_("Interviews and focus groups held, under pseudonyms"))
        r.table("tab-people", columns, rows, caption, source=_("the evaluation"))
    r.slot("people")


def questionnaire(r: Report) -> None:
    """The evaluation questionnaire of the guide."""
    r.annex(_("Evaluation questionnaire"), identifier="annex-questionnaire")
    answers = r.evaluation.tables["evaluations/survey"]
    if answers.empty:
        r.say(_("The questionnaire was not sent out, or no answer is on record. Its items:"))
    else:
        r.say(_("Its items; answers enter the assessment as evidence:"))
    asked = [item for item in instrument_items("annex7_questionnaire") if item["kind"] == "question"]
    r.bullets([r.quoted(r.in_language(item_texts(item))) for item in asked])


def all_indicators(r: Report) -> None:
    """Every indicator of the plan, outputs included."""
    r.annex(_("All indicators"), identifier="annex-indicators")
    rows = [indicator_cells(r, row) for row in r.rows("achievement")]
    r.table(
        "tab-all-indicators",
        INDICATOR_COLUMNS,
        rows,
        r.word(_("All indicators of the plan, outputs of activities included")),
    )
    yearly_outputs(r)
    quality_of_figures(r)


def all_activities(r: Report) -> None:
    """Every activity with its deadline, money, lead and state."""
    r.annex(_("All activities"), identifier="annex-activities")
    rows = []
    for row in r.rows("activities"):
        key = row.text("activity_id")
        lead = row.text("lead")
        inferred = row.text("lead_basis") not in ("", "stated")
        rows.append(
            TableRow(
                [
                    r.quoted(key),
                    r.quoted(r.wording("plan/activities", key)),
                    r.quoted(r.wording("plan/activities", key, "output")),
                    r.figure_run(row["end_adopted"]),
                    [*r.quoted(institution_name(r, lead)), *(r.word(_(" (inferred)")) if inferred else [])]
                    if lead
                    else r.word("–"),
                    r.figure_run(row["amount"]),
                    r.word_of("activity_status", row.text("status")),
                ]
            )
        )
    columns = [
        TableSpec(_("No."), width=0.7),
        TableSpec(_("Activity"), width=2.5),
        TableSpec(_("Output"), width=2.0),
        TableSpec(_("Deadline"), width=0.8),
        TableSpec(_("Lead"), width=1.5),
        TableSpec(_("Planned money"), "right", 0.8),
        TableSpec(_("State"), width=1.0),
    ]
    note = r.text(
        _("Money in {currency}, all years; a dash stands where the plan gives none."),
        currency=r.language.currency,
    )
    r.table("tab-all-activities", columns, rows, r.word(_("All activities of the plan")), notes=[note])


def institutions(r: Report) -> None:
    """Every institution with a role in the plan."""
    r.annex(_("Institutions"), identifier="annex-institutions")
    carrying = [row for row in r.rows("responsibilities") if row["activities"].value]
    carrying.sort(key=lambda row: (-_number(row, "activities"), row.text("institution")))
    rows = [
        TableRow(
            [
                r.quoted(row.text("institution"), bold=True),
                r.quoted(r.wording("plan/institutions", row.text("institution"), "name")),
                r.word_of("institution_kind", row.text("kind")) or r.word("–"),
                *[
                    r.figure_run(row[name])
                    for name in ("lead_stated", "lead_inferred", "support", "activities", "amount_led")
                ],
            ]
        )
        for row in carrying
    ]
    columns = [
        TableSpec(_("Code"), width=0.9),
        TableSpec(_("Institution"), width=2.4),
        TableSpec(_("Kind"), width=1.3),
        TableSpec(_("Leads, stated"), "right", 1.2),
        TableSpec(_("Leads, inferred"), "right", 1.2),
        TableSpec(_("Supports"), "right", 1.2),
        TableSpec(_("Activities"), "right", 1.1),
        TableSpec(_("Planned money led"), "right", 1.1),
    ]
    led = r.text(
        _("Money in {currency}, all years, of the activities that the institution leads."),
        currency=r.language.currency,
    )
    notes = [led]
    if r.measure("leads_inferred").value:
        notes.append(r.word(_("Inferred leads are counted with it.")))
    r.table("tab-institutions", columns, rows, r.word(_("Institutions with a role in the plan")), notes=notes)


def _number(row: Row, column: str) -> float:
    value = row[column].value
    return float(value) if isinstance(value, int | float) else 0.0


def international_recommendations(r: Report) -> None:
    """Every recommendation received and the activities that answer it."""
    if not r.rows("recommendations"):
        return
    r.annex(_("International recommendations received"), identifier="annex-recommendations")
    frame = r.cycle.table("monitoring/recommendations_received").set_index("recommendation_id")
    told = not nothing_reported(r)
    rows = []
    for row in r.rows("recommendations"):
        key = row.text("recommendation_id")
        activities = frame.at[key, "activity_ids"]
        rows.append(
            TableRow(
                [
                    r.quoted(key),
                    r.quoted(recommendation_text(r, key)),
                    r.quoted(row.text("year")),
                    r.quoted(str(activities).replace(";", ", "))
                    if isinstance(activities, str)
                    else r.word("–"),
                    r.word_of("answer", row.text("answer")),
                    *([r.word_of("answer_delivery", row.text("delivery")) or r.word("–")] if told else []),
                    r.word_of("recommendation_status", row.text("status")),
                ]
            )
        )
    columns = [
        TableSpec(_("No."), width=0.8),
        TableSpec(_("Recommendation"), width=3.6),
        TableSpec(_("Year"), width=0.6),
        TableSpec(_("Activities"), width=1.6),
        TableSpec(_("Related activity"), width=0.9),
        *([TableSpec(_("These activities"), width=1.0)] if told else []),
        TableSpec(_("By the next report"), width=1.0),
    ]
    r.table(
        "tab-international",
        columns,
        rows,
        r.word(_("International recommendations and the activities that answer them")),
        notes=[r.word(_links_note(r))],
        source=_("international recommendations; the plan; progress reports"),
    )


def _links_note(r: Report) -> str:
    """What the links between recommendations and activities say, and whether a person has confirmed them."""
    confirmed = r.measure("recommendation_links_confirmed").value
    if not confirmed:
        return _(
            "Links to activities are proposed from titles and outputs and are to be confirmed"
            " by an evaluator. They say that an activity is about the same thing, not that it"
            " was carried out."
        )
    if confirmed == r.measure("recommendation_links").value:
        return _(
            "Links to activities were confirmed by an evaluator. They say that an activity is about the same"
            " thing, not that it was carried out."
        )
    return _(
        "Links to activities were proposed from titles and outputs; an evaluator has confirmed some of them,"
        " not all. They say that an activity is about the same thing, not that it was carried out."
    )
