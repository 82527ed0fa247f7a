"""The data set xk-2022-2024: the counts, sums and gaps that its README states."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from decimal import Decimal

from xk_cycle import INDICATORS, TABLES, listed

SOURCES = {row["source_id"]: row for row in TABLES["monitoring/sources"]}
RECOMMENDATIONS = TABLES["monitoring/recommendations_received"]


def of_level(level: str) -> list[dict[str, str]]:
    return [row for row in INDICATORS.values() if row["level"] == level]


# --- the plan


def test_objectives():
    assert Counter(row["level"] for row in TABLES["plan/objectives"]) == {"strategic": 5, "specific": 12}


def test_activities_per_objective():
    count = Counter(row["objective_id"] for row in TABLES["plan/activities"])
    assert count == {
        "I.1": 6, "I.2": 4, "I.3": 6, "II.1": 13, "III.1": 17, "III.2": 12, "III.3": 3, "III.4": 4,
        "IV.1": 7, "IV.2": 8, "IV.3": 7, "V.1": 14,
    }
    assert sum(count.values()) == 101


def test_indicators_of_each_level():
    assert {level: len(of_level(level)) for level in ("outcome", "output", "context")} == {
        "outcome": 20, "output": 122, "context": 72,
    }
    assert {row["origin"] for row in of_level("outcome") + of_level("output")} == {"plan"}
    assert {row["origin"] for row in of_level("context")} == {"evaluator"}


def test_outputs_have_a_number_are_milestones_or_have_neither():
    assert Counter(row["output_class"] for row in of_level("output")) == {
        "number": 80, "milestone": 22, "unquantified": 20,
    }
    with_target = {row["indicator_id"] for row in TABLES["plan/targets"]}
    assert {row["indicator_id"] for row in of_level("output") if row["output_class"] == "number"} == {
        name for name in with_target if ".out" in name
    }


def test_every_activity_has_an_output():
    assert {row["activity_id"] for row in of_level("output")} == {
        row["activity_id"] for row in TABLES["plan/activities"]
    }


def test_the_wish_for_victims_identified_is_left_open():
    assert [row["indicator_id"] for row in of_level("outcome") if not row["direction"]] == ["III.1.ind1"]


def test_no_baseline_has_a_value_and_five_have_a_year():
    baselines = [row for row in TABLES["plan/targets"] if row["role"] == "baseline"]
    assert Counter(row["year"] for row in baselines) == {"2021": 4, "2022": 1}
    assert {row["value"] for row in baselines} == {""}


def test_numeric_targets_of_the_plan():
    got = defaultdict(list)
    for row in TABLES["plan/targets"]:
        if ".ind" in row["indicator_id"] and row["value"]:
            got[row["indicator_id"]].append((row["role"], row["year"], row["value"]))
    sixty_ninety = [("interim", "2023", "60"), ("final", "2024", "90")]
    fifty_seventy = [("interim", "2023", "50"), ("final", "2024", "70")]
    assert got == {
        "I.ind1": sixty_ninety, "I.2.ind1": sixty_ninety, "I.3.ind1": sixty_ninety,
        "II.ind1": fifty_seventy, "II.1.ind1": fifty_seventy,
    }
    years_of_ii_1 = [row for row in TABLES["plan/targets"] if row["indicator_id"] == "II.1.ind1"]
    assert all("year" in listed(row["inferred"]) for row in years_of_ii_1)


def test_numbers_in_the_wording_of_results():
    assert {row["result_id"]: row["value"] for row in TABLES["plan/results"] if row["value"]} == {
        "I.1.res1": "150", "I.3.res1": "90", "II.1.res1": "70", "III.res1": "500", "III.1.res1": "100",
        "III.4.res1": "90", "IV.res1": "90", "IV.1.res1": "100", "V.1.res2": "90",
    }
    assert len(TABLES["plan/results"]) == 19


def test_yearly_targets_stop_at_the_deadline():
    deadline = {row["activity_id"]: row["end"] or "2024" for row in TABLES["plan/activities"]}
    for row in TABLES["plan/targets"]:
        if ".out" in row["indicator_id"]:
            last = min(int(deadline[INDICATORS[row["indicator_id"]]["activity_id"]]), 2024)
            assert 2022 <= int(row["year"]) <= last
            assert row["role"] == "annual" or int(row["year"]) == last


def test_deadlines():
    ends = Counter(row["end"] for row in TABLES["plan/activities"])
    assert ends == {"2024": 56, "2023": 21, "2022": 12, "2026": 7, "": 5}


def test_institutions_and_leads():
    assert len(TABLES["plan/institutions"]) == 55
    assert Counter(row["basis"] for row in TABLES["plan/responsibilities"]) == {
        "first_listed": 84, "only_listed": 16, "listed": 173,
    }
    led = {row["activity_id"] for row in TABLES["plan/responsibilities"] if row["role"] == "lead"}
    assert {row["activity_id"] for row in TABLES["plan/activities"]} - led == {"IV.1.5"}


# --- the money


def test_budget_rows_and_sums_per_year():
    budget = TABLES["plan/budget"]
    assert Counter(row["basis"] for row in budget) == {"printed": 240, "derived": 5}
    assert len({row["activity_id"] for row in budget}) == 82
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in budget:
        sums[row["year"]] += Decimal(row["amount"])
    assert sums == {"2022": 275967, "2023": 257196, "2024": 252196}


def test_budget_by_whose_money_it_is():
    classes = {row["institution"]: row["funding_class"] for row in TABLES["plan/institutions"]}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in TABLES["plan/budget"]:
        found = {classes[source] for source in listed(row["funding_source"])}
        sums[found.pop() if len(found) == 1 else "unnamed or mixed"] += Decimal(row["amount"])
    assert sums == {"domestic": 402828, "donor": 177437, "unnamed or mixed": 205094}
    assert sum(sums.values()) == 785359


def test_printed_totals_agree_but_for_one():
    objective = {row["activity_id"]: row["objective_id"] for row in TABLES["plan/activities"]}
    computed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in TABLES["plan/budget"]:
        computed[objective[row["activity_id"]], row["year"]] += Decimal(row["amount"])
    totals = TABLES["plan/printed_totals"]
    printed = {(row["objective_id"], row["year"]): Decimal(row["amount"]) for row in totals if row["amount"]}
    assert (len(totals), len(printed)) == (36, 9)
    assert {key: amount - computed[key] for key, amount in printed.items() if amount != computed[key]} == {
        ("I.3", "2022"): 14974 - 15034,
    }


# --- monitoring


def test_victims_of_the_strategy():
    tables: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in TABLES["monitoring/observations"]:
        if row["source_id"] == "strategy_2022" and row["category"] != "printed_total":
            tables[row["indicator_id"], row["dimension"]][row["period"]] += int(row["value"])
    identified = {"2019": 26, "2020": 17, "2021": 25}
    for dimension in ("", "sex", "origin", "age_group", "exploitation_form"):
        assert tables["C.victims_identified", dimension] == identified
    assert tables["C.victims_assisted_sheltered", ""] + tables["C.victims_not_assisted", ""] == {
        "2019": 26, "2020": 17, "2021": 14 + 18,
    }


def test_parts_of_a_year_never_stand_under_a_year():
    part = re.compile(r"January-|to about|mid-October|\d October|\d July|\d May|\d April")
    noted = [row for row in TABLES["monitoring/observations"] if part.search(row["note"])]
    periods = [row["period"] for row in noted if not row["note"].startswith("Conflict:")]
    assert len(periods) > 40
    assert [period for period in periods if re.fullmatch(r"\d{4}", period)] == []


def test_disputed_totals_of_victims():
    values = defaultdict(set)
    for row in TABLES["monitoring/observations"]:
        if row["indicator_id"] == "C.victims_identified" and not row["dimension"]:
            values[row["period"]].add(int(row["value"]))
    assert {period: found for period, found in values.items() if len(found) > 1} == {
        "2015": {28, 30}, "2017": {16, 32}, "2018": {6, 15}, "2021": {22, 25},
    }


def test_statements_and_events():
    assert Counter(row["kind"] for row in TABLES["monitoring/statements"]) == {
        "direction": 41, "category": 12, "text": 4,
    }
    directions = {row["value"] for row in TABLES["monitoring/statements"] if row["kind"] == "direction"}
    assert directions == {"increase", "decrease"}
    assert len(TABLES["monitoring/events"]) == 24


def test_no_source_derives_from_itself_over_any_number_of_steps():
    def origins(source: str, path: tuple[str, ...] = ()) -> None:
        assert source not in path, path
        for origin in listed(SOURCES[source]["derived_from"]):
            origins(origin, (*path, source))

    for source in SOURCES:
        origins(source)


def test_quoted_bodies_and_unread_reports_are_named_as_such():
    assert {name for name, row in SOURCES.items() if row["extent_read"] == "not_reached"} == {
        "tip2025", "greta2021", "greta_first", "ec2023_report",
    }
    assert {name for name, row in SOURCES.items() if row["extent_read"] == "none"} == {
        "kosovo_police", "mpb_ministry", "labour_ministry", "osce_mission",
    }
    assert {row["release_status"] for row in SOURCES.values()} == {"published"}


# --- recommendations


def test_recommendations_and_their_links():
    links = [activity for row in RECOMMENDATIONS for activity in listed(row["activity_ids"])]
    assert (len(RECOMMENDATIONS), len(links), len(set(links))) == (67, 149, 76)
    per_recommendation = [listed(row["activity_ids"]) for row in RECOMMENDATIONS]
    assert [items for items in per_recommendation if len(set(items)) < len(items)] == []
    strengths = Counter(item for row in RECOMMENDATIONS for item in listed(row["link_strengths"]))
    assert strengths == {"direct": 40, "partial": 109}


def test_each_link_has_a_strength_and_a_reason_and_none_is_confirmed():
    for row in RECOMMENDATIONS:
        count = len(listed(row["activity_ids"]))
        assert len(listed(row["link_strengths"])) == len(listed(row["link_reasons"], " | ")) == count
        assert row["link_basis"] == ("proposed" if count else "")
        assert bool(row["unmatched_reason"]) is (count == 0)


def test_recommendations_without_an_activity():
    assert Counter(row["unmatched_reason"] for row in RECOMMENDATIONS if row["unmatched_reason"]) == {
        "child_labour_only": 10, "closed_before_plan": 7, "gap": 2, "after_plan": 2, "too_general": 1,
    }


def test_core_recommendations_and_how_the_plan_answers_them():
    answers = Counter()
    for row in RECOMMENDATIONS:
        if row["relevance"] == "core":
            strengths = listed(row["link_strengths"])
            answers["direct" if "direct" in strengths else "partial" if strengths else "none"] += 1
    assert answers == {"direct": 20, "partial": 18, "none": 6}


def test_activities_citing_greta_and_nothing_read_of_it():
    citing = [row for row in TABLES["plan/activities"] if "GRETA" in row["reference_documents"]]
    assert len(citing) == 44
    assert [row for row in RECOMMENDATIONS if row["body"] == "GRETA"] == []
