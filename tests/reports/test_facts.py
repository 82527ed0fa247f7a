"""What the report of the real plan must state: in its result files, and in its text in both languages.

The numbers stand here as they are printed, and are looked for in the sentence or table that they belong to.
"""

from __future__ import annotations

import pytest
from whole_report import sentence_values

AMOUNTS = {
    "2022": ("275967", {"sq": "275 967 EUR", "en": "275,967 EUR", "sr": "275.967 EUR"}),
    "2023": ("257196", {"sq": "257 196 EUR", "en": "257,196 EUR", "sr": "257.196 EUR"}),
    "2024": ("252196", {"sq": "252 196 EUR", "en": "252,196 EUR", "sr": "252.196 EUR"}),
    "all": ("785359", {"sq": "785 359 EUR", "en": "785,359 EUR", "sr": "785.359 EUR"}),
}
DISPUTED = {
    "2015": ("28", "30"),
    "2017": ("16", "32"),
    "2018": ("6", "15"),
    "2021": ("22", "25"),
    "2023": ("17", "17"),
    "2024": ("14", "14"),
}
PLAN = {"scope": "plan", "scope_id": "plan"}


def own_indicators(report):
    """Rows of the plan's own indicators, outputs of activities left out."""
    return [row for row in report.rows("achievement") if row["level"] != "output"]


def count(report, funnel, step):
    """Numerator and denominator of a step for the whole plan."""
    row = report.row("evaluability", **PLAN, funnel=funnel, step=step)
    return row["count"], row["of"]


def test_the_plan_has_101_activities(real, language):
    assert len(real.rows("activities")) == 101
    assert real.row("profile", measure="activities")["value"] == "101"
    assert real.row("delivery", **PLAN)["activities"] == "101"
    said = real.sentence(language, "summary", "profile#activities:value")
    assert sentence_values(language, "The plan holds {activities", said)["activities"] == "101"
    assert len(real.table(language, "tab-all-activities")) == 1 + 101


@pytest.mark.parametrize("year", AMOUNTS)
def test_planned_money_by_year(real, language, year):
    exact, shown = AMOUNTS[year]
    assert real.row("budget", **PLAN, year=year)["amount"] == exact
    said = real.sentence(language, "planned-money", f"budget#plan|plan|{year}:amount")
    if year == "all":
        assert sentence_values(language, "planned amounts add up", said)["amount"] == shown[language]
    else:
        sentence = sentence_values(language, "{amount} in {year}", said[said.index(shown[language]) :])
        assert (sentence["amount"], sentence["year"]) == (shown[language], year)


def test_the_table_of_planned_money_ends_with_the_same_totals(real, language):
    last = real.table(language, "tab-money")[-1]
    assert last[2:6] == [AMOUNTS[year][1][language].removesuffix(" EUR") for year in AMOUNTS]


def test_3740_euro_are_derived_and_the_rest_is_printed(real, language):
    plan = real.row("budget", **PLAN, year="all")
    assert (plan["derived"], plan["printed"]) == ("3740", "781619")
    said = real.sentence(language, "planned-money", "budget#plan|plan|all:derived")
    values = sentence_values(language, "derived from costing notes, {money}", said)
    assert values["money"] == {"sq": "3 740 EUR", "en": "3,740 EUR", "sr": "3.740 EUR"}[language]
    assert (values["amounts"], values["printed"], values["derived"]) == ("245", "240", "5")


def test_the_plan_prints_no_total(real, language):
    assert real.row("profile", measure="printed_plan_totals")["value"] == "0"
    said = real.sentence(language, "planned-money", "profile#printed_plan_totals:value")
    assert sentence_values(language, "prints no total", said)["printed"] == "0"


def test_19_activities_have_no_amount(real, language):
    without = [row["activity_id"] for row in real.rows("activities", has_amount="false")]
    assert len(without) == 19
    assert real.row("budget", **PLAN, year="all")["activities_without_amount"] == "19"
    said = real.sentence(language, "planned-money", "budget#plan|plan|all:activities_without_amount")
    values = sentence_values(language, "{count} activities have no amount", said)
    assert (values["count"], values["activities"]) == ("19", ", ".join(without))


def test_one_printed_subtotal_does_not_add_up(real, language):
    wrong = real.rows("budget_checks", agrees="false")
    assert [(row["objective_id"], row["year"]) for row in wrong] == [("I.3", "2022")]
    assert (wrong[0]["printed"], wrong[0]["computed"], wrong[0]["difference"]) == ("14974", "15034", "-60")
    said = real.sentence(language, "planned-money", "budget_checks#I.3|2022:printed")
    values = sentence_values(language, "printed total does not add up", said)
    assert (values["objective"], values["year"]) == ("I.3", "2022")
    shown = {
        "sq": ("14 974 EUR", "15 034 EUR"),
        "en": ("14,974 EUR", "15,034 EUR"),
        "sr": ("14.974 EUR", "15.034 EUR"),
    }[language]
    assert (values["printed"], values["computed"]) == shown
    (row,) = [row for row in real.table(language, "tab-totals") if row[:2] == ["I.3", "2022"]]
    assert (
        row[2:4]
        == {"sq": ["14 974", "15 034"], "en": ["14,974", "15,034"], "sr": ["14.974", "15.034"]}[language]
    )
    assert row[5] == {"sq": "jo", "en": "no", "sr": "ne"}[language]


def test_no_indicator_has_a_numeric_baseline(real, language):
    own = own_indicators(real)
    assert len(own) == 20
    assert [row["indicator_id"] for row in own if row["baseline"]] == []
    assert count(real, "indicators", "baseline_value") == ("0", "20")
    address = "evaluability#plan|plan|indicators|baseline_value:count"
    said = real.sentence(language, "elements", address)
    values = sentence_values(language, "a numeric interim target for", said)
    assert (values["all"], values["baseline_value"]) == ("20", "0")
    assert real.table(language, "tab-evaluability")[-1][2] == "0"


def test_five_indicators_have_a_numeric_final_target(real, language):
    assert len([row for row in own_indicators(real) if row["target"]]) == 5
    assert count(real, "indicators", "final_value") == ("5", "20")
    assert count(real, "indicators", "interim_value") == ("5", "20")
    said = real.sentence(language, "elements", "evaluability#plan|plan|indicators|final_value:count")
    values = sentence_values(language, "a numeric interim target for", said)
    assert (values["interim_value"], values["final_value"]) == ("5", "5")
    assert real.table(language, "tab-evaluability")[-1][4] == "5"


def test_objectives_three_and_four_name_numbers_but_set_no_target(real, language):
    for area in ("III", "IV"):
        below = [row for row in own_indicators(real) if row["objective_id"].split(".")[0] == area]
        assert below
        assert [row["target"] for row in below if row["target"]] == []
        (funnel,) = real.rows(
            "evaluability", scope="strategic", scope_id=area, funnel="indicators", step="final_value"
        )
        assert funnel["count"] == "0"
    named = {
        row["value"] for row in real.rows("results") if row["objective_id"].split(".")[0] in ("III", "IV")
    }
    assert {"500", "100", "90"} <= named
    printed = [
        row for row in real.table(language, "tab-numbers")[1:] if row[0].split(".")[0] in ("III", "IV")
    ]
    assert {"500", "100", "90"} <= {row[2] for row in printed}
    said = real.words_of_section(language, "elements")
    silent = sentence_values(language, "No target cell of the indicators", said)["objectives"]
    assert {"III", "IV"} <= set(silent.split(", "))


def test_19_activities_have_money_after_their_deadline(real, language):
    late = list(dict.fromkeys(row["activity_id"] for row in real.rows("money_after_deadline")))
    assert len(late) == 19
    assert all(row["year"] > row["end"] for row in real.rows("money_after_deadline"))
    assert real.row("profile", measure="activities_money_after_deadline")["value"] == "19"
    address = "profile#activities_money_after_deadline:value"
    said = real.sentence(language, "money-after-deadline", address)
    values = sentence_values(language, "own deadline in {activities", said)
    assert (values["activities"], values["list"]) == ("19", ", ".join(late))


def test_the_parts_of_the_victims_of_2021_do_not_add_up(real, language):
    (wrong,) = real.rows("part_sums", agrees="false")
    assert (wrong["indicator_id"], wrong["period"]) == ("C.victims_identified", "2021")
    assert (wrong["parts"], wrong["total"], wrong["difference"]) == ("32", "25", "-7")
    parts = real.rows("series_values", source_id="strategy_2022", period="2021", dimension="", category="")
    assert {row["value"] for row in parts} >= {"14", "18", "25"}
    key = "C.victims_identified|part_of|2021|strategy_2022"
    said = real.sentence(language, "victims", f"part_sums#{key}:total")
    values = sentence_values(language, "the parts ({parts}) add up to {sum}", said)
    assert (values["sum"], values["total"], values["difference"]) == ("32", "25", "\N{MINUS SIGN}7")
    assert values["parts"].endswith(" 18") and " 14 + " in values["parts"]
    assert values["period"] == "2021"


def test_the_domestic_share_is_an_interval(real, language):
    domestic = real.row("funding", funding_class="domestic")
    bounds = [round(100 * float(domestic[name]), 1) for name in ("share_low", "share_high")]
    assert bounds == [51.3, 77.4]
    low, high = {"sq": ("51,3 %", "77,4 %"), "en": ("51.3 %", "77.4 %"), "sr": ("51,3 %", "77,4 %")}[language]
    for section in ("summary", "general-conclusions"):
        said = real.sentence(language, section, "funding#domestic:share_low")
        values = sentence_values(language, "Domestic sources carry between", said)
        assert (values["low"], values["high"]) == (low, high)
    assert real.table(language, "tab-funding")[1][3] == f"{low}–{high}"


def test_delivery_is_unknown(real, language):
    plan = real.row("delivery", **PLAN)
    assert (plan["not_reported"], plan["activities"], plan["coverage"]) == ("101", "101", "0")
    assert (plan["done_lower"], plan["done_upper"], plan["done_of_reported"]) == ("0", "1", "")
    assert count(real, "activities", "reported") == ("0", "101")
    for section in ("summary", "achievements", "general-conclusions"):
        said = real.sentence(language, section, "delivery#plan|plan:done_lower")
        values = sentence_values(language, "Delivery is unknown", said)
        assert (values["reported"], values["activities"]) == ("0", "101")
        assert (values["lower"], values["upper"]) == ("0 %", "100 %")


LEADS_INFERRED = "profile#leads_inferred:value"
INFERRED = {"sq": "nënkupt", "en": "inferred", "sr": "izveden"}


def test_inferred_leads_are_said_wherever_leads_are_counted(real, language):
    inferred = [
        row for row in real.rows("activities") if row["lead_basis"] in ("first_listed", "only_listed")
    ]
    assert len(inferred) == 100
    assert real.row("profile", measure="leads_stated")["value"] == "0"
    assert real.row("profile", measure="leads_inferred")["value"] == "100"
    for section, english in [
        ("limits", "nferred from the order"),
        ("structure", "nferred from the order"),
        ("general-conclusions", "inferred"),
    ]:
        values = sentence_values(language, english, real.sentence(language, section, LEADS_INFERRED))
        assert (values["inferred"], values["stated"]) == ("100", "0")
    word = INFERRED[language]
    activities = real.table(language, "tab-all-activities")[1:]
    assert len([row for row in activities if word in row[4]]) == 100
    assert word in real.notes(language, "tab-institutions").lower()


def test_every_table_that_counts_leads_says_that_they_are_inferred(real, language):
    """A table counts leads where it shows a cell of leads, or of delivery by leading institution."""
    counting = [
        block
        for block in real.flat(language)
        if block["kind"] == "table"
        and any(
            "responsibilities#" in run.get("c", "") or "delivery#institution" in run.get("c", "")
            for row in block["rows"]
            for cell in row["cells"]
            for run in cell
        )
    ]
    assert counting
    for block in counting:
        words = " ".join(column["label"] for column in block["columns"])
        assert INFERRED[language] in f"{words} {real.notes(language, block['id'])}".lower(), block["id"]


def test_the_unread_reports_of_greta_are_said(real, language):
    assert real.row("profile", measure="activities_citing_greta")["value"] == "44"
    assert [row for row in real.rows("recommendations") if "GRETA" in row["body"]] == []
    said = real.sentence(language, "limits", "profile#activities_citing_greta:value")
    assert sentence_values(language, "could not be read", said)["citing"] == "44"
    assert "GRETA" in said
    unread = [row["source_id"] for row in real.rows("sources") if row["extent_read"] == "not_reached"]
    assert len(unread) == int(real.row("profile", measure="sources_not_reached")["value"]) > 0


def test_links_to_recommendations_are_to_be_confirmed_wherever_counted(real, language):
    assert len(real.rows("recommendations")) == 67
    whole_list = real.row("alignment", scope="all", scope_id="all")
    assert (whole_list["links"], whole_list["links_confirmed"], whole_list["activities"]) == (
        "149",
        "0",
        "76",
    )
    assert {row["link_basis"] for row in real.rows("recommendations")} <= {"proposed", ""}
    for section, english, address, links in [
        ("limits", "confirmed", "profile#recommendation_links:value", "149"),
        ("general-conclusions", "confirmed", "alignment#all|all:links_confirmed", None),
        ("international-I", "confirmed", f"{AREA}enabling_framework:links_confirmed", None),
        ("international-III", "confirmed", f"{AREA}protection:links_confirmed", None),
    ]:
        values = sentence_values(language, english, real.sentence(language, section, address))
        assert values["confirmed"] == "0"
        assert values.get("links") == links
    note = real.notes(language, "tab-international")
    assert sentence_values(language, "are to be confirmed by an evaluator", note) == {}


AREA = "alignment#pillar|"


def test_the_years_in_which_sources_differ_are_computed(real, language):
    found = {
        row["period"]: (row["low"], row["high"])
        for row in real.rows("series", indicator_id="C.victims_identified", dimension="", category="")
        if row["dispute"] not in ("", "none")
    }
    assert found == DISPUTED
    lines = real.words_of_section(language, "victims").splitlines()
    listed = {line.split(":")[0]: line for line in lines if line[:4].isdigit()}
    assert list(listed) == list(DISPUTED)
    for year, (low, high) in DISPUTED.items():
        assert listed[year].startswith(f"{year}: {low}" if low == high else f"{year}: {low}–{high} ")


@pytest.mark.parametrize("criterion", ["effectiveness", "impact"])
def test_what_evidence_does_not_carry_is_not_demonstrated(real, language, criterion):
    row = real.row("criteria", criterion=criterion)
    assert row["level"] == "not_demonstrated"
    assert row["score"] == ""
    assert 0 <= float(row["lower"]) < float(row["upper"]) <= 100
    said = real.sentence(language, f"criterion-{criterion}", f"criteria#{criterion}:questions_rated")
    words = real.words(language).translate("not demonstrated")
    assert sentence_values(language, "score could lie", said)["mark"] == words
    name = real.words(language).translate(criterion.capitalize())
    (mark,) = [cells[1] for cells in real.table(language, "tab-marks") if cells[0] == name]
    assert mark == words
