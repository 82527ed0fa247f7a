"""The monitoring reports say of a period what the released tables say of it, and are honest where nothing is.

What is expected is counted here from the rows of the results, one activity or indicator at a time; the report
prints the sums and the lists.
"""

from __future__ import annotations

import shutil
from datetime import date
from types import SimpleNamespace

import pytest
from whole_report import COMPLETE_CYCLE, CYCLES, WholeReport, all_runs, common_folder, made_once, printed

from napeval.cycle.periods import Period, parse_period
from napeval.release.claims import SUPPRESSED_MARK, split_address
from napeval.reports.request import read_request
from napeval.reports.run import run_report
from napeval.reports.sections.common import strategic_objectives
from napeval.reports.sections.monitoring.period import next_period, touches
from napeval.reports.slots import AREA, SECTIONS
from plans import PROJECT, lay_out

YEAR, HALF = "annual_monitoring", "six_month_progress"
PERIODS = {YEAR: ("2023", "2023-12-31"), HALF: ("2023-H1", "2023-06-30")}
AS_OF = {CYCLES[0]: "2026-11-21", COMPLETE_CYCLE: "2024-03-31"}
SETTINGS = """kind: {kind}
period: "{period}"
purpose: {{en: To show where the plan stands., sq: Të tregohet ku është plani.}}
team: [{{initials: A.B., role: author}}]
scale: icmpd_5
status: draft
audience: public
"""
REQUEST = """notebook: {kind}
cycle: {cycle}
evaluation: {kind}
cutoff: {cutoff}
as_of: {as_of}
languages: [sq, en]
audience: public
formats: [html]
"""
LESSONS = (
    "id,objective_id,criterion,text_sq,text_en,text_sr,based_on,addressed_to,due,priority\n"
    "L1,I,,Fjalë,One date helps,Reči,,,,\n"
)
CHANGES = ("completed", "advanced", "unchanged", "fell_back", "first_report")


def made(factory, cycle, kind):
    """The monitoring report of a cycle, made once for all test processes."""
    monitoring = common_folder(factory) / "monitoring" / cycle
    place = made_once(monitoring / kind, lambda folder: make(folder, cycle, kind))
    return WholeReport(read_request(place / "params" / cycle / f"{kind}.yml"))


def make(folder, cycle, kind):
    lay_out(folder, cycle)
    shutil.copytree(PROJECT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    period, cutoff = PERIODS[kind]
    place = folder / "data" / cycle / "evaluations" / kind
    place.mkdir()
    (place / "evaluation.yml").write_text(SETTINGS.format(kind=kind, period=period), encoding="utf-8")
    if cycle == COMPLETE_CYCLE:
        (place / "lessons.csv").write_text(LESSONS, encoding="utf-8")
    request = folder / "params" / cycle / f"{kind}.yml"
    text = REQUEST.format(kind=kind, cycle=cycle, cutoff=cutoff, as_of=AS_OF[cycle])
    request.write_text(text, encoding="utf-8")
    run_report(read_request(request))


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """The annual report of the complete synthetic plan."""
    return made(tmp_path_factory, COMPLETE_CYCLE, YEAR)


@pytest.fixture(scope="module")
def half(tmp_path_factory):
    """The six-month report of the complete synthetic plan."""
    return made(tmp_path_factory, COMPLETE_CYCLE, HALF)


@pytest.fixture(scope="module", params=(YEAR, HALF))
def told(request, tmp_path_factory):
    """Both monitoring reports of the complete synthetic plan, one after the other."""
    return made(tmp_path_factory, COMPLETE_CYCLE, request.param)


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    """The six-month report of the real plan, of which nothing was reported."""
    return made(tmp_path_factory, CYCLES[0], HALF)


def shown(report, section, address):
    """What stands for a claim in the sentences of a section."""
    blocks = [block for block in report.section("en", section) if block["kind"] in ("paragraph", "list")]
    found = {run["t"] for run in all_runs(blocks) if run.get("c") == address}
    assert len(found) == 1, (section, address, found)
    return found.pop()


def cited(report, section):
    """The results tables whose claims stand under a heading."""
    return {split_address(run["c"])[0] for run in all_runs(report.section("en", section)) if run.get("c")}


def activities(report):
    return report.rows("period_activities")


def whole_indicators(report):
    return [row for row in report.rows("period_indicators") if not row["category"] and not row["dimension"]]


def objective_ids(report):
    return strategic_objectives(SimpleNamespace(cycle=report.inputs.cycle))


def grouped(rows):
    """First cells of the rows under each heading row of a table; a heading row has one filled cell."""
    found, head = {}, ""
    for row in rows[1:]:
        if not any(row[1:]):
            head = row[0]
        else:
            found.setdefault(head, []).append(row[0])
    return found


# --- the period and the parts of the report ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "following"),
    [
        ("2023", Period(date(2024, 1, 1), date(2024, 12, 31))),
        ("2023-H1", Period(date(2023, 7, 1), date(2023, 12, 31))),
        ("2023-H2", Period(date(2024, 1, 1), date(2024, 6, 30))),
    ],
)
def test_the_next_period_is_as_long_and_follows_at_once(period, following):
    assert next_period(SimpleNamespace(period=parse_period(period))) == following


@pytest.mark.parametrize(
    ("text", "answer"), [("2022-12", False), ("2023-01", True), ("2023", True), ("2023-07", False)]
)
def test_an_event_belongs_to_a_period_that_shares_a_day_with_it(text, answer):
    assert touches(parse_period("2023-H1"), text) is answer


@pytest.mark.parametrize("language", ["sq", "en"])
def test_every_section_of_the_authors_is_there_once_in_order_and_no_other(told, language):
    objectives = objective_ids(told)
    expected = [
        name
        for section in SECTIONS[told.request.notebook]
        for name in ([f"{AREA}{one}" for one in objectives] if section == f"{AREA}*" else [section])
    ]
    assert [block["id"] for block in told.flat(language) if block["kind"] == "slot"] == expected


def test_the_title_page_names_the_period_and_who_prepared_the_report(told):
    (title,) = [block for block in told.flat("en") if block["kind"] == "title"]
    facts = {fact["label"]: printed(fact["value"]) for fact in title["facts"]}
    months = {YEAR: "2023", HALF: "January–June 2023"}
    assert facts["Reporting period"] == months[told.request.notebook]
    assert facts["Prepared by"] == "A.B."
    assert "Period judged" not in facts


def test_a_chapter_of_every_section_of_the_guide_stands_in_its_order(year):
    heads = [block["id"] for block in year.flat("en") if block["kind"] == "heading"]
    guide = [
        "introduction", "who-reports", "participants", "trafficking", "policy-and-law", "compliance",
        "progress-of-the-plan", "general-observations", "challenges", "overall-results", "detailed-results",
        "observations", "lessons", "way-forward",
    ]  # fmt: skip
    assert [head for head in heads if head in guide] == guide


def test_no_heading_of_a_report_on_nothing_is_without_words(silent):
    blocks = [block for block in silent.flat("en") if block["kind"] not in ("page_turn", "contents")]
    ends = [*blocks[1:], {"kind": "heading", "level": 1}]
    bare = [
        block["id"]
        for block, after in zip(blocks, ends, strict=True)
        if block["kind"] == "heading" and after["kind"] == "heading" and after["level"] <= block["level"]
    ]
    assert bare == []
    assert [block["id"] for block in blocks if block["kind"] == "table" and not block["rows"]] == []


# --- activities and indicators, apart ---------------------------------------------------------------------


def test_the_counts_of_activities_are_those_of_their_rows(told):
    rows = activities(told)
    due = [row for row in rows if row["due_in_period"] == "true"]
    expected = {
        "due_in_period": len(due),
        "due_completed": sum(row["status"] == "completed" for row in due),
        "completed_in_period": sum(row["change"] == "completed" for row in rows),
        **{name: sum(row["change"] == name for row in rows) for name in CHANGES[1:]},
    }
    for name, count in expected.items():
        assert shown(told, "progress-activities", f"period_delivery#plan|plan:{name}") == str(count)
    last = {row[0]: row[-1] for row in told.table("en", "tab-period-activities")}
    assert last["Due in the period"] == str(expected["due_in_period"])
    assert last["Newly reported as completed"] == str(expected["completed_in_period"])
    assert last["Fell back"] == str(expected["fell_back"])


def test_the_counts_of_indicators_are_those_of_their_rows(told):
    rows = whole_indicators(told)
    expected = {
        "indicators": len(rows),
        "measured_in_period": sum(row["measured_in_period"] == "true" for row in rows),
        **{name: sum(row["movement"] == name for row in rows) for name in ("nearer", "further", "unchanged")},
    }
    for name, count in expected.items():
        assert shown(told, "progress-indicators", f"period_movement#plan|plan:{name}") == str(count)
    last = {row[0]: row[-1] for row in told.table("en", "tab-period-indicators")}
    assert last["Nearer to the target"] == str(expected["nearer"])


def test_the_two_marks_stand_apart_and_agree_with_their_rows(told):
    assert cited(told, "progress-activities") <= {"period_delivery", "period_activities"}
    assert cited(told, "progress-indicators") == {"period_movement"}
    for table, rows in (("period_delivery", activities(told)), ("period_movement", whole_indicators(told))):
        for track in ("on_track", "off_track"):
            count = sum(row["track"] == track for row in rows)
            assert shown(told, "summary", f"{table}#plan|plan:{track}") == str(count)


def test_reports_that_contradict_each_other_are_named(told):
    named = [row["activity_id"] for row in activities(told) if row["conflict"] == "true"]
    assert named
    assert ", ".join(named) in told.words_of_section("en", "progress-activities")


def test_each_activity_stands_in_the_group_that_its_row_puts_it_in(told):
    found = {}
    for objective in objective_ids(told):
        for head, keys in grouped(told.table("en", f"tab-carried-{objective}")).items():
            found.setdefault(head, []).extend(keys)
    rows = activities(told)
    still_due = [row for row in rows if row["due_in_period"] == "true" and row["status"] != "completed"]
    groups = {
        "Newly reported as completed": [row for row in rows if row["change"] == "completed"],
        "Fell back in the period": [
            row for row in rows if row["change"] == "fell_back" and row not in still_due
        ],
        "Due in the period and not completed": [row for row in still_due if row["reported"] == "true"],
        "Due in the period and not reported on in it": [
            row for row in still_due if row["reported"] != "true"
        ],
    }
    expected = {head: [row["activity_id"] for row in rows] for head, rows in groups.items() if rows}
    assert {head: sorted(keys) for head, keys in found.items()} == {
        head: sorted(keys) for head, keys in expected.items()
    }


def test_the_indicators_that_moved_are_listed_with_the_movement_of_their_rows(told):
    words = {"nearer": "nearer to the target", "further": "further from the target"}
    rows = [
        row
        for row in whole_indicators(told)
        if row["measured_in_period"] == "true" and row["level"] != "output"
    ]
    printed_rows = {row[0]: row for row in told.table("en", "tab-moved")[1:] if any(row[1:])}
    assert set(printed_rows) == {row["indicator_id"] for row in rows}
    for row in rows:
        if row["movement"] in words:
            assert printed_rows[row["indicator_id"]][6] == words[row["movement"]]
        if row["actual"] == SUPPRESSED_MARK:
            assert printed_rows[row["indicator_id"]][3].startswith(SUPPRESSED_MARK)


def test_every_expected_result_has_its_track_by_the_indicators(year):
    words = {"on_track": "on track", "off_track": "off track", "unknown": "unknown"}
    found = {
        row[0].split(" ")[0]: row
        for objective in objective_ids(year)
        for row in year.table("en", f"tab-results-{objective}")[1:]
    }
    rows = year.rows("result_progress")
    assert {key: row[3] for key, row in found.items()} == {
        row["result_id"]: words[row["track"]] for row in rows
    }
    for row in rows:
        assert f"completed {row['completed']} of {row['activities']}" in found[row["result_id"]][2]


# --- difficulties, risks, money, reporting ----------------------------------------------------------------


def test_each_difficulty_stands_once_with_the_activities_it_was_reported_for(told):
    expected = {}
    for row in activities(told):
        for text in row["difficulty"].split("; ") if row["difficulty"] else []:
            expected.setdefault(text, []).append(row["activity_id"])
    listed = [row for row in told.table("en", "tab-difficulties") if row[0] == "Difficulty"]
    assert {row[1]: row[2].split(", ") for row in listed} == expected
    sizes = [len(row[2].split(", ")) for row in listed]
    assert sizes == sorted(sizes, reverse=True)
    count = sum(bool(row["difficulty"]) for row in activities(told))
    assert shown(told, "challenges", "period_delivery#plan|plan:with_difficulty") == str(count)


def test_every_risk_stands_with_its_state_before_and_now(told):
    rows = told.rows("risks")
    printed_rows = {row[0].split(" ")[0]: row for row in told.table("en", "tab-risk-register")[1:]}
    assert list(printed_rows) == [row["risk_id"] for row in rows]
    for row in rows:
        now = row["status"] or "nothing reported"
        changed = row["status_before"] not in ("", row["status"])
        state = f"{row['status_before']} → {now}" if changed else now
        words = "did not hold" if row["kind"] == "assumption" else "occurred"
        assert printed_rows[row["risk_id"]][2] == state.replace("occurred", words)


def test_risks_that_occurred_and_assumptions_that_did_not_hold_stand_apart(told):
    rows = [row for row in told.rows("risks") if row["status"] == "occurred"]
    summary = told.words_of_section("en", "summary")
    heads = {"risk": "Risks that have occurred", "assumption": "Assumptions that did not hold"}
    for kind, state in (("risk", "occurred"), ("assumption", "did not hold")):
        named = [row["risk_id"] for row in rows if row["kind"] == kind]
        assert named
        assert f"{state} ({', '.join(named)})" in told.words_of_section("en", "risks")
        sentence = summary.partition(f"{heads[kind]}: ")[2].partition(".")[0]
        assert [part.split(" ")[0] for part in sentence.split("; ")] == named


def test_money_of_the_parts_adds_up_to_that_of_the_sentence(told):
    rows = told.table("en", "tab-period-spending")
    spent = [float(row[3].replace(",", "")) for row in rows[1:] if row[3] != "–"]
    assert sum(spent[:-1]) == pytest.approx(spent[-1])
    assert shown(told, "resources-spent", "period_spending#plan|plan:spent").startswith(rows[-1][3])


def test_activities_without_the_report_that_was_owed_are_named_under_who_leads_them(told):
    silent = [row for row in activities(told) if row["owed"] == "true" and row["reported"] != "true"]
    named = [key for row in told.table("en", "tab-silent")[1:] for key in row[1].split(", ")]
    assert sorted(named) == sorted(row["activity_id"] for row in silent)
    count = shown(told, "participants", "period_delivery#plan|plan:not_reported")
    assert count == str(len(silent))


def test_what_is_due_next_ends_in_the_period_that_follows(told):
    following = next_period(SimpleNamespace(period=parse_period(PERIODS[told.request.notebook][0])))
    ends = {
        row["activity_id"]: parse_period(row["end"]).end
        for row in told.rows("activities")
        if row["end"] and row["status"] not in ("completed", "cancelled") and row["plan_state"] != "dropped"
    }
    rows = told.table("en", "tab-next")[1:]
    late, due = ({key for row in rows for key in row[at].split(", ") if key != "–"} for at in (1, 2))
    assert due == {key for key, end in ends.items() if following.start <= end <= following.end}
    assert late == {key for key, end in ends.items() if end < following.start}


def test_lessons_that_were_entered_are_printed_and_their_lack_is_said(year, tmp_path_factory):
    assert year.words_of_section("en", "lessons").splitlines()[0] == "L1: One date helps"
    real = made(tmp_path_factory, CYCLES[0], YEAR)
    assert real.words_of_section("en", "lessons").splitlines()[0] == (
        "No lesson has been entered for the period."
    )


def test_changes_in_law_are_those_of_the_period(year, tmp_path_factory):
    assert year.words_of_section("en", "changes-in-law").startswith(
        "No change of policy, law or institutions in the reporting period is on record."
    )
    real = made(tmp_path_factory, CYCLES[0], YEAR)
    assert real.words_of_section("en", "changes-in-law").startswith(
        "2023: Procedures updated: reflection period from 30 to 90 days"
    )


# --- the plan and what it does not say --------------------------------------------------------------------


def test_the_calendar_of_the_plan_says_to_whom_and_when_the_report_goes(half):
    found = dict(half.table("en", "tab-who-reports")[1:])
    assert found["Deadline"] == "31 July"
    assert dict(half.table("sq", "tab-who-reports")[1:])["Afati"] == "31 korrik"
    assert found["Finalised or signed by"] == "National Coordinator"
    assert found["Addressed to"].startswith("Ministry of Internal Affairs; Ministry of Justice")
    assert "The plan does not say" not in half.words_of_section("en", "who-reports")


SENTENCES = {
    "who-reports": (
        "The plan does not say for this report: to whom it is addressed, who is the contact, when it is due."
    ),
    "participants": (
        "A report was owed on 101 activities; no report of any institution for the period is on record."
    ),
    "progress-activities": (
        "By the plan no activity was due in the reporting period. No progress report for the period is on"
        " record, so what was done is unknown."
    ),
    "progress-indicators": (
        "No value for the period is on record for any of the 142 indicators of the plan, so how they moved is"
        " unknown."
    ),
    "overall-results": "Without a value for the period no result can be shown.",
    "area-I": "Due in the period: 0 of 16 activities. What was done is not on record.",
    "resources-spent": (
        "No figure on money committed or spent in the period is on record: it is unknown, not zero. Planned"
        " for the year 2023: 257,196 EUR."
    ),
    "challenges": "No progress report for the period is on record, so no difficulty is known either.",
    "risks": "The plan states no risk and no assumption, so none can be followed.",
}


@pytest.mark.parametrize("section", SENTENCES)
def test_what_is_not_on_record_is_said_in_one_sentence(silent, section):
    assert SENTENCES[section] in silent.words_of_section("en", section).splitlines()


def test_the_summary_gives_no_mark_where_nothing_is_known(silent):
    said = silent.words_of_section("en", "summary")
    assert "Activities: it is not known of any of the 101; no report on record allows a mark." in said
    assert "Indicators: it is not known of any of the 142; no value on record allows a mark." in said
    assert "12 activities were due in all; no report on any of them is on record." in said
