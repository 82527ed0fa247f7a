"""The monitoring reports and the review of the synthetic cycle: what was written and cited in them."""

from __future__ import annotations

from functools import cache

import pytest
from demo_cycle import FOLDER, NAME, ROOT, inputs

from napeval import measures
from napeval.criteria.addresses import parse_address, rows_at
from napeval.cycle.report_period import report_period
from napeval.release.catalogue import CATALOGUE
from napeval.release.citations import citations
from napeval.reports.request import read_request
from napeval.reports.slots import AREA, CRITERION, SECTIONS

LANGUAGES = ("sq", "en", "sr")
REPORTS = ("annual-2023", "six-month-2023-h1", "review")
EVALUATIONS = ("mid-term", "ex-post", *REPORTS)
IN_ONE_LANGUAGE = {
    "annual-2023": {("observations", "sq")},
    "six-month-2023-h1": {("risks", "en")},
    "review": {("structure", "sr")},
}


def texts(evaluation):
    """What was written, by section and language."""
    return inputs(evaluation).evaluation.texts


@cache
def figures(evaluation):
    """The results tables that texts cite, before release."""
    cycle, settings = inputs(evaluation).cycle, inputs(evaluation).evaluation.settings
    request = read_request(ROOT / "params" / NAME / f"{evaluation}.yml")
    known = {"cutoff": request.cutoff, "as_of": request.as_of}
    achievement = measures.achievement(cycle, **known)
    activities = measures.activities(cycle, **known)
    found = {
        "achievement": achievement,
        "delivery": measures.delivery(cycle, activities),
        "expenditure": measures.expenditure(cycle, **known),
        "rollup": measures.rollup(cycle, achievement),
        "lasting": measures.lasting(cycle, achievement, **known),
    }
    period = report_period(settings)
    if period is None:
        return found
    moved = measures.period_activities(cycle, activities, period=period, as_of=request.as_of)
    return found | {
        "period_delivery": measures.period_delivery(cycle, activities, moved),
        "period_spending": measures.period_spending(cycle, period=period, as_of=request.as_of),
    }


def cited(evaluation):
    """Every address that the texts and lessons of an evaluation cite, by where it stands and language."""
    tables = inputs(evaluation).evaluation
    lessons = tables.table("evaluations/lessons").set_index("id")
    written = dict(tables.texts) | {
        (f"lesson {key}", code): lessons.loc[key, f"text_{code}"]
        for key in lessons.index
        for code in LANGUAGES
    }
    return {place: sorted(citations(text)) for place, text in written.items()}


@pytest.mark.parametrize("evaluation", REPORTS)
def test_each_text_stands_in_three_languages_but_one_that_stands_in_one(evaluation):
    written = set(texts(evaluation))
    alone = IN_ONE_LANGUAGE[evaluation]
    sections = {section for section, _ in written - alone}
    assert alone < written
    assert written - alone == {(section, language) for section in sections for language in LANGUAGES}


@pytest.mark.parametrize("evaluation", REPORTS)
def test_every_section_of_the_report_is_written_but_some_objectives(evaluation):
    notebook = read_request(ROOT / "params" / NAME / f"{evaluation}.yml").notebook
    single = {name for name in SECTIONS[notebook] if not name.endswith("*")}
    written = {section for section, _ in texts(evaluation)}
    areas = {section for section in written if section.startswith(AREA)}
    assert written - areas == single
    assert 2 <= len(areas) < 5
    assert not any(section.startswith(CRITERION) for section in written)


@pytest.mark.parametrize("evaluation", EVALUATIONS)
def test_what_is_cited_is_the_same_in_every_language_and_is_there(evaluation):
    found = cited(evaluation)
    by_section = {}
    for (section, language), addresses in found.items():
        by_section.setdefault(section, {})[language] = addresses
    for section, languages in by_section.items():
        assert len({tuple(addresses) for addresses in languages.values()}) == 1, section
    every = {address for addresses in found.values() for address in addresses}
    assert len(every) >= 2
    tables = figures(evaluation)
    keys = {name: CATALOGUE[name].keys for name in tables}
    for address in every:
        (row,) = rows_at(parse_address(address), tables, keys).to_dict("records")
        assert row[address.rpartition(":")[2]] is not None, address


@pytest.mark.parametrize("evaluation", EVALUATIONS)
def test_the_summary_says_that_it_is_invented(evaluation):
    summaries = {code: texts(evaluation)["executive_summary", code].split("\n")[0] for code in LANGUAGES}
    for code, word in {"sq": "i trilluar", "en": "is invented", "sr": "izmišljen"}.items():
        assert word in summaries[code]


def test_statements_rest_on_what_stands_in_the_same_folder():
    for evaluation in REPORTS:
        tables = inputs(evaluation).evaluation
        ids = {
            key
            for name, column in (("findings", "id"), ("conclusions", "id"), ("evidence", "evidence_id"))
            for key in tables.table(f"evaluations/{name}")[column]
        }
        for name in ("findings", "conclusions", "recommendations", "lessons"):
            for cell in tables.table(f"evaluations/{name}")["based_on"]:
                assert {part for part in cell.split(";") if "#" not in part} <= ids, (evaluation, name)


def test_the_six_month_report_has_comments_that_nobody_answered_yet():
    comments = inputs("six-month-2023-h1").evaluation.table("evaluations/comments")
    assert comments["decision"].isna().any() and comments["decision"].notna().any()
    assert comments["response"].isna().any()


def test_nobody_in_the_review_is_quoted_without_consent():
    evidence = inputs("review").evaluation.table("evaluations/evidence")
    groups = evidence[evidence["kind"] == "focus_group"]
    assert set(groups["consent"]) == {"yes", "no"}
    assert set(evidence.loc[evidence["consent"] == "no", "release_status"]) == {"restricted"}


@pytest.mark.parametrize("period", ["2023-H1", "2023-H2"])
def test_risks_stand_differently_in_each_half_of_2023_and_one_is_raised(period):
    updates = inputs("annual-2023").cycle.table("monitoring/risk_updates")
    updates = updates[updates["period"] == period]
    assert {"open", "occurred", "mitigated", "closed"} == set(updates["status"])
    assert updates["escalated_to"].notna().any()


def test_every_evaluation_has_a_request_and_one_report_of_the_plan_no_due_date():
    assert {path.name for path in (FOLDER / "evaluations").iterdir()} == set(EVALUATIONS)
    assert {path.stem for path in (ROOT / "params" / NAME).glob("*.yml")} == {
        *EVALUATIONS, "inception", "comments",
    }  # fmt: skip
    reporting = inputs("annual-2023").cycle.table("plan/reporting").set_index("report")["due"]
    assert set(reporting.index[reporting.isna()]) == {"final"}
