"""What the measures find of delivery, time, money, responsibility and methods stands in the report.

The truth of the complete synthetic cycle was made by its model, never by the library; the report prints it.
Where a cycle has nothing to say on a subject its heading is missing.
"""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest
from whole_report import LANGUAGES, PROJECT, all_runs, sentence_values

from napeval.display.column_words import TABLE_WORDS
from napeval.display.labels import LABELS
from napeval.release.claims import SUPPRESSED_MARK, split_address

TRUTH = PROJECT / "tests" / "data" / "demo-truth"
STRATEGIC = ("I", "II", "III", "IV", "V")
TABLES = {
    "delivery": ("tab-due", "tab-rates", "tab-own-marks", "tab-points"),
    "delivery-time": ("tab-punctuality", "tab-days", "tab-out-of-time"),
    "reasons": ("tab-reasons",),
    "progress": (
        "tab-rollup", "tab-sensitivity", "tab-marks-differ", "tab-annual", "tab-annual-together",
        "tab-revised", "tab-methods",
    ),
    "responsibility": ("tab-leads", "tab-load", "tab-overlaps"),
    "answers": ("tab-answers",),
    "data-quality": ("tab-reporting",),
    "operational": ("tab-pillars",),
    "sources-of-funding": ("tab-shares", "tab-secured", "tab-donors"),
    "execution": ("tab-execution-years", "tab-execution", "tab-periods"),
    "money-results": ("tab-earned", "tab-side-by-side", "tab-unit-costs"),
}  # fmt: skip
"""The tables of each section, by the identifier of its heading."""
ANNEX_TABLES = (
    "tab-annual-outputs", "tab-data-quality", "tab-rates-sources", "tab-execution-sources", "tab-workbook",
)  # fmt: skip


def truth(name):
    """The rows of a table of the truth at mid-term."""
    with (TRUTH / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row.get("evaluation", "mid-term") == "mid-term"]


def tables_of(report, language):
    """Every printed table by its identifier."""
    return {block["id"]: block for block in report.flat(language) if block["kind"] == "table"}


def cells(report, language, table, first):
    """The cells of the one row of a table that begins with this text, a unit in brackets behind it or not."""
    (row,) = [row for row in report.table(language, table) if row[0].partition(" (")[0] == first]
    return row


def word(report, language, english):
    return report.words(language).translate(english)


# --- every table has its place ----------------------------------------------------------------------------


@pytest.mark.parametrize("section", TABLES)
def test_every_section_of_the_complete_cycle_has_its_tables(complete, language, section):
    found = [block["id"] for block in complete.section(language, section) if block["kind"] == "table"]
    assert set(TABLES[section]) <= set(found)


@pytest.mark.parametrize("table", ANNEX_TABLES)
def test_long_tables_stand_in_the_annexes(complete, language, table):
    blocks = complete.flat(language)
    places = {block["id"]: place for place, block in enumerate(blocks) if "id" in block}
    assert places[table] > places["annex-sources"]


def test_every_table_has_a_caption_of_its_own_and_rows(complete, language):
    captions = [
        "".join(run["t"] for run in block["caption"]) for block in tables_of(complete, language).values()
    ]
    assert len(set(captions)) == len(captions)
    assert [one for one, block in tables_of(complete, language).items() if not block["rows"]] == []


def test_every_results_table_is_shown_or_named_with_what_the_workbook_holds(complete, language):
    shown = {split_address(run["c"])[0] for run in all_runs(complete.flat(language)) if run.get("c")}
    named = {row[0] for row in complete.table(language, "tab-workbook")[1:]}
    listed = {name for name, title in TABLE_WORDS.items() if word(complete, language, title) in named}
    subjects = {table for tables in TABLES.values() for table in tables} | set(ANNEX_TABLES)
    assert subjects <= set(tables_of(complete, language))
    measured = {
        "achievement_years", "annual_targets", "achievement_methods", "data_quality",
        "reporting_completeness", "rollup_sensitivity", "implementation_points", "delivery_time",
        "punctuality", "reasons",
        "reason_counts", "donors", "expenditure", "expenditure_periods", "funding_shares", "secured_money",
        "unit_costs", "earned_value", "money_and_delivery", "pillar_coverage", "institution_load", "overlaps",
        "alignment", "delivery",
    }  # fmt: skip
    words_only = {"achievement_methods", "reasons"}  # shown by words and quoted reasons where not by figures
    assert sorted(measured - shown - words_only) == []
    assert {"smart", "checklists", *words_only} <= listed | shown


# --- the planted truth ------------------------------------------------------------------------------------


def told(state, objective=""):
    """How many activities were told to be in a state, of all or under one strategic objective."""
    return sum(
        row["told"] == state and row["activity_id"].startswith(f"{objective}." if objective else "")
        for row in truth("activities")
    )


@pytest.mark.parametrize(("state", "head"), [("completed", "Completed"), ("not_reported", "Not reported")])
def test_counts_of_activities_are_those_of_the_truth(complete, language, state, head):
    row = cells(complete, language, "tab-due", word(complete, language, head))
    assert row[1:] == [str(told(state, one)) for one in STRATEGIC] + [str(told(state))]


def printed(complete, language, share):
    """A share as the report prints it."""
    shown = complete.words(language).share(float(share))
    return shown.replace("\N{NO-BREAK SPACE}", " ")


def test_the_share_of_those_reported_lies_between_what_was_told_at_least_and_at_most(complete, language):
    rows = truth("activities")
    known = [row for row in rows if row["told"] != "not_reported"]
    least, most = (sum(row[name] == "completed" for row in known) for name in ("told", "told_most"))
    row = cells(complete, language, "tab-rates", word(complete, language, "Whole plan"))
    share = [printed(complete, language, Fraction(count, len(known))) for count in (least, most)]
    assert row[3] == "–".join(share)
    of_all = [Fraction(least, len(rows)), Fraction(most + len(rows) - len(known), len(rows))]
    assert row[1] == "–".join(printed(complete, language, one) for one in of_all)


def amount(report, language, planted):
    """An amount of the truth as the report prints it."""
    return report.words(language).number(float(planted)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("name", "head", "place"), [("committed", "Committed", 2), ("spent", "Spent", 3)])
def test_committed_and_spent_money_is_that_of_the_truth(complete, language, name, head, place):
    planted = {(row["scope_id"], row["year"]): row[name] for row in truth("spending")}
    row = cells(complete, language, "tab-execution-years", word(complete, language, head))
    assert row[1:] == [amount(complete, language, planted["plan", year]) for year in ("2022", "2023", "all")]
    rows = complete.table(language, "tab-execution")
    assert rows[-1][place] == row[-1]
    for objective in STRATEGIC:
        (found,) = [row for row in rows if row[0].startswith(f"{objective} ")]
        below = [
            one for (part, year), one in planted.items() if part.startswith(f"{objective}.") and year == "all"
        ]
        assert found[place] == amount(complete, language, sum(float(one) for one in below if one))


def test_a_revised_target_is_judged_by_both_versions(complete, language):
    (planted,) = [row for row in truth("indicators") if row["indicator_id"] == "III.2.ind2"]
    row = cells(complete, language, "tab-revised", "III.2.ind2")
    assert row[1:3] == ["40", planted["target"]]
    assert row[4] == printed(complete, language, Fraction(planted["progress"]))
    low = Fraction(planted["low"])
    assert row[3] == printed(complete, language, (low - 20) / (40 - 20))
    behind, on_track = (word(complete, language, one) for one in ("behind", "on track"))
    assert row[7:] == [behind, on_track]


def test_annual_targets_are_judged_by_the_value_of_their_year(complete, language):
    by_indicator = {row["indicator_id"]: row for row in truth("indicators")}
    kinds = LABELS["target_role"]
    for identifier, year in (("IV.1.ind1", "2022"), ("V.ind1", "2022"), ("IV.2.ind2", "2022")):
        planted, row = by_indicator[identifier], cells(complete, language, "tab-annual", identifier)
        assert row[2:4] == [word(complete, language, kinds["annual"]), year]
        assert row[4:6] == [planted["target"], planted["low"]]
        assert row[6] == printed(complete, language, Fraction(planted["progress"]))


def test_the_report_says_of_each_indicator_with_other_verdicts_what_the_truth_says(complete, language):
    status = {row["indicator_id"]: row["status"] for row in truth("indicators")}
    rows = complete.table(language, "tab-methods")[1:]
    assert len(rows) > 4
    for row in rows:
        assert row[1] == word(complete, language, LABELS["status"][status[row[0]]])
    refused = {cell for row in rows for cell in row[3:] if cell.startswith("(")}
    assert f"({word(complete, language, LABELS['remark']['too_few_years'])})" in refused


def test_disputed_figures_are_those_of_the_truth(complete, language):
    planted = {
        row["indicator_id"]
        for row in truth("disputes")
        if not row["indicator_id"].startswith("C.") and row["low"] != row["high"] and row["period"] < "2024"
    }
    assert planted == {"IV.ind1", "IV.2.ind3"}
    said = complete.words_of_section(language, "data-quality")
    values = sentence_values(language, "Sources that do not rest on each other", said)
    assert planted <= set(values["indicators"].split(", "))


def test_reasons_are_counted_word_for_word(complete, language):
    row = cells(complete, language, "tab-reasons", "No budget line yet")
    assert (row[2], row[5]) == ("2", "I.3.5, V.1.6")
    without = word(complete, language, "no reason given, though off track")
    assert cells(complete, language, "tab-reasons", without)[2] == "4"


def test_what_is_overdue_has_slipped_at_least_to_the_last_report(complete, language):
    row = cells(complete, language, "tab-out-of-time", "III.2.9")
    assert row[2:] == [
        "2022",
        f"{word(complete, language, LABELS['bound']['at_least'])} 181",
        word(complete, language, LABELS["punctuality"]["overdue"]),
    ]
    early = cells(complete, language, "tab-out-of-time", "III.1.10")
    assert early[3] == "\N{MINUS SIGN}214"


def test_periods_are_written_as_the_language_writes_them(complete):
    """A period that is a figure of a results table is printed by its months, not by its code."""
    assert cells(complete, "en", "tab-out-of-time", "III.1.6")[2] == "Jan–Jun 2023"
    assert cells(complete, "sq", "tab-out-of-time", "III.1.6")[2] == "jan–qer 2023"


def test_points_are_those_of_the_published_rule_at_the_lower_end(complete, language):
    """Six of twelve due in 2022, one not reported: thirteen parts of the points lie above a fifth."""
    plan = word(complete, language, "Whole plan")
    row = cells(complete, language, "tab-points", f"{plan}, 2022")
    assert row[1:4] == ["12", "6", "1"]
    low, high = row[5].replace(",", ".").split("–")
    assert (float(low), float(high)) == (5.8, 7.7)


def test_activities_that_promise_the_same_are_named(complete, real, language):
    for report in (complete, real):
        pairs = [row[0] for row in report.table(language, "tab-overlaps")[1:]]
        assert pairs == ["II.1.5, II.1.6", "III.2.1, III.2.3", "V.1.13, V.1.14"]


def test_unit_costs_are_spent_over_delivered(complete, language):
    row = cells(complete, language, "tab-unit-costs", "III.2.10.out1")
    number = complete.words(language).number
    assert row[2:] == [
        "10", "3", *[number(one).replace("\N{NO-BREAK SPACE}", " ") for one in (4098, 1500, 1366)],
        number(1366 / 1500),
    ]  # fmt: skip


# --- sentences and tables say the same --------------------------------------------------------------------


def test_the_sentence_on_execution_says_what_the_last_column_says(complete, language):
    last = {row[0]: row[-1] for row in complete.table(language, "tab-execution-years")}
    said = complete.words_of_section(language, "execution")
    values = sentence_values(language, "Had everything been", said)
    head = word(complete, language, "Execution of the revised plan, least and greatest")
    assert last[head] == f"{values['lower']}–{values['upper']}"
    assert last[word(complete, language, "Planned money without a report")] == values["untracked"]
    head = word(complete, language, "Spent without planned money, of all spent")
    assert last[head] == values["unbudgeted"]


def test_the_activities_named_for_differing_marks_are_as_many_as_the_table_counts(complete, language):
    values = sentence_values(language, "own mark differs", complete.words_of_section(language, "delivery"))
    row = cells(complete, language, "tab-own-marks", word(complete, language, "Marks differ"))
    assert len(values["activities"].split(", ")) == int(row[-1]) == sum(map(int, row[1:-1]))


def test_the_sentence_on_punctuality_follows_from_the_counts(complete, language):
    row = {line[0]: int(line[-1]) for line in complete.table(language, "tab-punctuality")[1:]}
    counts = {
        name: row[word(complete, language, head)]
        for name, head in (("early", "Early"), ("time", "In time"), ("late", "Late"))
    }
    assert sum(row.values()) == 101
    said = complete.words_of_section(language, "delivery-time")
    values = sentence_values(language, "were in time", said)
    known = counts["early"] + counts["time"]
    plan = complete.row("punctuality", scope="plan", scope_id="plan")
    assert values["low"] == printed(complete, language, plan["in_time_lower"])
    assert Fraction(plan["in_time_lower"]).limit_denominator(101) == Fraction(
        known, round(known / float(plan["in_time_lower"]))
    )


def test_the_total_of_a_table_turned_round_is_that_of_the_plan(complete, language):
    for row in complete.table(language, "tab-due")[1:]:
        assert sum(map(int, row[1:-1])) == int(row[-1])


# --- what is hidden, and what is not there ----------------------------------------------------------------


def test_no_verdict_is_given_on_an_indicator_that_is_hidden(complete, language):
    hidden = {row["indicator_id"] for row in complete.rows("achievement", status=SUPPRESSED_MARK)}
    assert hidden
    for table in ("tab-methods", "tab-annual-together"):
        assert hidden.isdisjoint(row[0] for row in complete.table(language, table)[1:])


def test_every_heading_has_something_under_it(whole, complete):
    for report in (whole, complete):
        for code in LANGUAGES:
            blocks = [block for block in report.flat(code) if block["kind"] != "page_turn"]
            empty = [
                block["id"]
                for block, following in zip(
                    blocks, [*blocks[1:], {"kind": "heading", "level": 1}], strict=True
                )
                if block["kind"] == "heading"
                and following["kind"] == "heading"
                and following["level"] <= block["level"]
            ]
            assert empty == []


def test_the_real_plan_has_no_section_on_what_nobody_reported(real, language):
    headings = {block["id"] for block in real.flat(language) if block["kind"] == "heading"}
    assert headings.isdisjoint({"delivery", "delivery-time", "reasons", "money-results", "annex-by-source"})
    unknown = {
        "tab-due", "tab-rates", "tab-own-marks", "tab-points", "tab-punctuality", "tab-days", "tab-reasons",
        "tab-sensitivity", "tab-annual", "tab-methods", "tab-reporting", "tab-secured", "tab-donors",
        "tab-execution", "tab-earned", "tab-side-by-side", "tab-unit-costs", "tab-data-quality",
    }  # fmt: skip
    assert unknown.isdisjoint(tables_of(real, language))


def test_the_real_plan_shows_what_it_can_be_asked_without_reports(real, language):
    found = tables_of(real, language)
    assert {"tab-pillars", "tab-load", "tab-overlaps", "tab-answers", "tab-shares", "tab-workbook"} <= set(
        found
    )
    said = real.words_of_section(language, "data-quality")
    values = sentence_values(language, "For {count} indicators the plan does not say", said)
    assert values["count"] == real.row("reporting_completeness", institution="not_named")["not_stated"]
    last = real.table(language, "tab-shares")[-1]
    low, high = {"sq": ("51,3 %", "77,4 %"), "en": ("51.3 %", "77.4 %"), "sr": ("51,3 %", "77,4 %")}[language]
    assert last[1] == f"{low}–{high}"
    assert len(last) == 3
