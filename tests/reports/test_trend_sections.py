"""What series say stands in the report: figures, findings in words, tests with their years, outlook."""

from __future__ import annotations

import re

import pytest
from whole_report import printed, texts_of

from napeval.display.labels import LABELS

PLANTED = "C.labour_child_violations"


def tables_of(report, language):
    return {block["id"]: block for block in report.flat(language) if block["kind"] == "table"}


def figures_of(report, language):
    return {block["id"]: block for block in report.flat(language) if block["kind"] == "figure"}


def words(report, language):
    return "\n".join(printed(runs) for block in report.flat(language) for runs in texts_of(block))


def label(report, language, group, code):
    return report.words(language).translate(LABELS[group][code])


def rows_of(report, language, table):
    return report.table(language, table)[1:]


def test_every_series_of_three_years_is_drawn_and_said_in_words(real, language):
    figures = figures_of(real, language)
    drawn = {
        claim.split("#")[1].split("|")[0]
        for name, figure in figures.items()
        if name.startswith(("fig-series", "fig-victims"))
        for claim in figure["claims"]
    }
    series = real.released["series"].rows(dimension="", category="", left_out=None)
    years: dict[str, int] = {}
    for row in series:
        years[row.text("indicator_id")] = years.get(row.text("indicator_id"), 0) + 1
    assert drawn == {name for name, count in years.items() if count >= 3}
    assert all(figure["alternative"].strip() for figure in figures.values())


def test_every_test_that_was_made_stands_in_the_annex_with_its_years(whole, language):
    made = [row for row in whole.released["trends"].rows() if row["reportable"].value]
    printed = rows_of(whole, language, "tab-all-tests")
    tests = [row for row in printed if row[1]]  # the others name the series
    assert [row[:2] for row in tests] == [
        [label(whole, language, "test", row.text("test")), str(row["n"].value)] for row in made
    ]
    series = {(row.text("indicator_id"), row.text("dimension"), row.text("category")) for row in made}
    assert len(printed) - len(tests) == len(series)


def test_series_too_short_for_any_test_are_named_with_their_years(real, language):
    told = words(real, language)
    rows = real.released["trends"].rows()
    short = {row.text("indicator_id") for row in rows}
    short -= {row.text("indicator_id") for row in rows if row["reportable"].value}
    assert short
    titles = real.inputs.cycle.table("plan/indicators").set_index("indicator_id")[f"title_{language}"]
    for name in short:
        assert titles[name] in told


def test_the_caution_on_identified_victims_stands_in_every_language(whole, language):
    # In the section on victims, with the findings on other series, and where the summary tells the trend.
    told = words(whole, language)
    once = whole.words(language).translate("A fall can mean less trafficking or less identification.")
    assert told.count(once) >= 1
    other = (
        "What authorities identify, find or prosecute grows with their effort as well as with what"
        " happens: a fall can mean less trafficking or less identification, and a rise more of either."
    )
    assert whole.words(language).translate(other) in told


def test_three_scattered_years_of_begging_children_are_no_increase(real):
    rows = real.released["trends"].rows(indicator_id="C.children_begging_identified", test="poisson_trend")
    (row,) = [row for row in rows if not row.text("category")]
    assert (row.text("finding"), row["reportable"].value) == ("too_few_points", 0)
    assert row["effect_low"].value == pytest.approx(31.18, abs=0.01)  # described, not judged


def test_the_fall_of_victims_stands_as_counts_and_not_by_rank(real):
    rows = real.released["trend_families"].rows(indicator_id="C.victims_identified")
    stands = {row.text("test"): row["stands"].value for row in rows if not row.text("category")}
    assert stands == {"mann_kendall": False, "poisson_trend": True}


def test_no_choice_of_sources_shows_more_violations_a_inspection_in_the_real_plan(real):
    (row,) = real.released["trends"].rows(indicator_id="C.labour_child_violations", test="rate_trend")
    assert row.text("finding") == "no_choice_shows_trend"


def test_the_planted_rate_rises_while_its_number_stays(complete, language):
    found = {
        row.text("test"): row.text("finding")
        for row in complete.released["trends"].rows(indicator_id=PLANTED, dimension="", category="")
    }
    assert (found["poisson_trend"], found["rate_trend"]) == (
        "no_choice_shows_trend", "every_choice_shows_increase",
    )  # fmt: skip
    rates = [row for row in rows_of(complete, language, "tab-rates-1") if re.fullmatch(r"\d{4}", row[0])]
    assert [row[0] for row in rates] == [str(year) for year in range(2014, 2023)]
    assert rates[0][3].replace(",", ".") == "5"  # 26 of 5,200


def test_the_series_of_calls_begins_where_its_definition_changed(complete, language):
    rows = complete.released["trends"].rows(indicator_id="C.hotline_calls")
    assert {row.text("first_period") for row in rows} == {"2017"}
    sentence = complete.words(language).translate("The definition changed: {periods}.")
    told = [one["alternative"] for name, one in figures_of(complete, language).items() if "series" in name]
    assert any(sentence.replace("{periods}", "2017") in alternative for alternative in told)


def test_the_outlook_tells_scenarios_and_why_others_have_none(complete, language):
    printed = rows_of(complete, language, "tab-outlook")
    told = [row for row in complete.released["outlook"].rows() if row["reportable"].value]
    assert len(printed) == len(told) > 0
    basis = label(complete, language, "outlook_basis", "scenario")
    assert basis in {row[6] for row in printed}
    for row in complete.released["outlook"].rows():
        for reason in row.text("reason").split(";") if row.text("reason") else []:
            assert label(complete, language, "remark", reason) in words(complete, language)


def test_the_outlook_of_a_plan_without_values_says_so_for_every_target(real, language):
    assert "tab-outlook" not in tables_of(real, language)
    assert label(real, language, "remark", "no_valid_data") in words(real, language)


def test_words_of_the_outlook_agree_with_the_probability(complete):
    ends = {"very_unlikely": (0, 0.1), "unlikely": (0.1, 0.33), "about_as_likely_as_not": (0.33, 0.66),
            "likely": (0.66, 0.9), "very_likely": (0.9, 1)}  # fmt: skip
    told = [row for row in complete.released["outlook"].rows() if row["reportable"].value]
    checked = 0
    for row in told:
        for end in ("low", "high"):
            word = row.text(f"likelihood_{end}")
            if word in ends:
                least, greatest = ends[word]
                assert least <= row[f"probability_{end}"].value <= greatest
                checked += 1
    assert checked


def test_a_change_in_the_make_up_of_victims_is_told_with_what_stands_out(real, language):
    printed = {row[0]: row for row in rows_of(real, language, "tab-make-up")}
    sex = printed[label(real, language, "dimension", "sex")]
    assert sex[5] == label(real, language, "finding", "every_choice_shows_change")
    assert sex[6] != "–"


def test_why_a_value_is_no_part_of_the_series_stands_beside_it(real, language):
    reasons = {row[-1] for row in rows_of(real, language, "tab-victims")}
    codes = ("part_period", "below_part_of_year", "after_cutoff")
    assert {label(real, language, "left_out", code) for code in codes} <= reasons
