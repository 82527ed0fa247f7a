"""The ex-post evaluation says of the plan's end what the released tables say of it, and cites in words."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace

import pytest
from family_reports import DEMO, REAL, shipped
from whole_report import LANGUAGES, all_runs, printed, spaced, texts_of

from napeval import measures
from napeval.display.labels import LABELS
from napeval.reports.report import open_report
from napeval.reports.sections.cited import BrokenReference, cited_figure
from napeval.reports.sections.statements import based_on, evidence_name
from plans import PROJECT

ADDRESS = "achievement#I.ind1||:progress"


@pytest.fixture(scope="session", params=[REAL, DEMO])
def whole(request, tmp_path_factory):
    return shipped(tmp_path_factory, request.param, "ex-post")


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    return shipped(tmp_path_factory, REAL, "ex-post")


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    return shipped(tmp_path_factory, DEMO, "ex-post")


@pytest.fixture
def report(demo):
    request = demo.request
    return open_report(
        cycle=str(request.cycle_folder), evaluation=request.evaluation, cutoff=str(request.cutoff),
        as_of=str(request.as_of), language="en", audience="public", results=str(demo.folder / "results"),
    )  # fmt: skip


# --- since mid-term -------------------------------------------------------------------------------------


def test_the_states_then_are_those_of_an_evaluation_at_mid_term(whole):
    """Made anew from the activities at the mid-term date, with what is known now."""
    middle, as_of = whole.inputs.cycle.meta.midterm, whole.request.as_of
    activities = measures.activities(whole.inputs.cycle, cutoff=middle, as_of=as_of)
    counted = Counter(activities["status"])
    found = {row["status"]: int(row["at_mid_term"]) for row in states(whole, "activities")}
    assert {status: number for status, number in found.items() if number} == counted


def test_every_indicator_and_activity_is_in_some_state_then_and_now(whole):
    plan = whole.row("delivery", scope="plan", scope_id="plan")
    indicators = whole.row("rollup", scope="plan", scope_id="plan", level="all")
    for kind, all_of_them in (("activities", plan["activities"]), ("indicators", indicators["indicators"])):
        for column in ("at_mid_term", "now"):
            assert sum(int(row[column]) for row in states(whole, kind)) == int(all_of_them)


def test_the_table_of_states_prints_what_was_or_is_there(whole):
    rows = whole.table("en", "tab-since-mid-term")[1:]
    known = [row for kind in ("activities", "indicators") for row in states(whole, kind)]
    wanted = [
        [row["at_mid_term"], row["now"]] for row in known if row["at_mid_term"] != "0" or row["now"] != "0"
    ]
    assert [cells[1:] for cells in rows if cells[1]] == wanted


def states(whole, kind):
    return whole.rows("since_mid_term", scope="plan", kind=kind)


def test_the_recommendations_of_mid_term_are_followed_up(demo):
    rows = demo.table("en", "tab-follow-up")[1:]
    assert [row[0] for row in rows] == [row["recommendation_id"] for row in demo.rows("follow_up")]
    assert demo.section("en", "since-mid-term")


# --- after the end --------------------------------------------------------------------------------------


def test_milestones_reached_are_counted_and_listed(whole):
    rows = whole.rows("lasting", kind="milestone")
    counts = Counter({"true": "held", "false": "not_held"}.get(row["reached"], "not_known") for row in rows)
    for state in ("held", "not_held", "not_known"):
        said = whole.sentence("en", "milestones-reached", f"lasting_counts#milestone|{state}:figures")
        assert str(counts[state]) in said
    known = [row["indicator_id"] for row in rows if row["reached"]]
    tables = {block["id"] for block in whole.flat("en") if block["kind"] == "table"}
    assert ("tab-milestones" in tables) == bool(known)
    if known:
        assert [row[0] for row in whole.table("en", "tab-milestones")[1:]] == known


def test_a_period_that_ends_with_the_plan_tells_nothing_of_what_held(real):
    assert real.request.cutoff == real.inputs.cycle.meta.end
    assert not [row for row in real.rows("lasting", kind="value") if row["kept"]]
    said = real.words_of_section("en", "what-held")
    assert real.words("en").date(real.inputs.cycle.meta.end) in said
    assert "tab-lasting" not in {block.get("id") for block in real.flat("en")}


def planted():
    """What was planted of the time after the end of the synthetic plan, by indicator."""
    with (PROJECT / "tests/data/demo-truth/lasting.csv").open(encoding="utf-8", newline="") as stream:
        return {row["indicator_id"]: row for row in csv.DictReader(stream)}


def word_of(whole, language, group, code):
    return whole.words(language).translate(LABELS[group][code])


def answer_of(whole, language, row):
    """What a table says of a planted indicator: yes, no, or why that is not known."""
    group, code = ("flag", row["kept"].capitalize()) if row["kept"] else ("remark", row["reason"])
    return word_of(whole, language, group, code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_planted_value_after_the_end_is_printed_with_its_answer(demo, language):
    compared = {name: row for name, row in planted().items() if row["later_low"]}
    assert {row["kept"] for row in compared.values()} == {"true", "false", ""}
    indicators = demo.inputs.cycle.table("plan/indicators").set_index("indicator_id")
    cells = {row[0]: row[1:] for row in demo.table(language, "tab-lasting")[1:]}
    assert set(cells) == set(compared)
    for name, row in compared.items():
        title, *values, answer = cells[name]
        unit = word_of(demo, language, "unit", indicators.at[name, "unit"])
        assert title == f"{indicators.at[name, f'title_{language}']} ({unit})"
        later = "–".join(dict.fromkeys((row["later_low"], row["later_high"])))
        assert [values[0].replace(",", "."), values[2]] == [row["final_low"], later], name
        assert answer == answer_of(demo, language, row), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_held_is_counted_as_table_and_truth_have_it(demo, language):
    answers = Counter(row["kept"] for row in planted().values())
    of_table = Counter(row[-1] for row in demo.table(language, "tab-lasting")[1:])
    for kept, state in (("true", "held"), ("false", "not_held")):
        (said,) = figures_printed(demo, language, state)
        assert int(said) == answers[kept] == of_table[word_of(demo, language, "flag", kept.capitalize())]
    (unknown,) = figures_printed(demo, language, "not_known")
    assert int(unknown) + answers["true"] + answers["false"] == len(demo.rows("lasting", kind="value"))


def figures_printed(whole, language, state):
    """How the number of values in a state is printed, in the chapter and wherever else it is said."""
    address = f"lasting_counts#value|{state}:figures"
    assert whole.sentence(language, "what-held", address)
    return {run["t"] for run in all_runs(whole.flat(language)) if run.get("c") == address}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_value_after_the_end_is_named_with_the_reason(demo, language):
    printed_numbers = {row[0] for row in demo.table(language, "tab-lasting")[1:]}
    silent = {row["indicator_id"] for row in demo.rows("lasting", reason="no_later_value")}
    assert {name for name, row in planted().items() if not row["later_low"]} <= silent - printed_numbers
    said = demo.words_of_section(language, "what-held")
    assert f"{word_of(demo, language, 'remark', 'no_later_value')}: " in said


def test_a_plan_that_is_over_has_no_outlook(whole):
    assert not {block.get("id") for block in whole.flat("en")} & {"outlook", "outlook-targets"}


@pytest.mark.parametrize("language", ["sq", "en", "sr"])
def test_the_final_report_of_the_plan_is_named_with_who_signs_it(whole, language):
    rows = whole.inputs.cycle.tables["plan/reporting"].set_index("report")
    said = whole.words_of_section(language, "final-report")
    for column in (f"title_{language}", f"finalised_by_{language}"):
        assert rows.at["final", column] in said


# --- what is cited --------------------------------------------------------------------------------------


def test_a_statement_shows_its_evidence_in_words(demo):
    """No address and no identifier of evidence is printed; every figure that is cited is shown as a claim."""
    findings = demo.inputs.evaluation.tables["evaluations/findings"]
    (block,) = [one for one in demo.flat("en") if one.get("id") == "tab-own-findings"]
    for row, cited in zip(block["rows"], findings["based_on"], strict=True):
        addresses = [part for part in cited.split(";") if "#" in part]
        cell = row["cells"][-1]
        assert [run["c"] for run in cell if run.get("c")] == addresses
        assert not any(part in printed(cell) for part in cited.split(";"))


def test_conclusions_name_findings_and_recommendations_conclusions(demo):
    for table, column in (("conclusions", -1), ("recommendations", 3)):
        own = demo.inputs.evaluation.tables[f"evaluations/{table}"]
        for cells, cited in zip(demo.table("en", f"tab-own-{table}")[1:], own["based_on"], strict=True):
            assert all(part in cells[column] for part in cited.split(";"))
            assert len(cells[column]) > len(cited)


@pytest.mark.parametrize(
    "address",
    ["achievement#NO.ind||:progress", "nothing#I.ind1||:progress", "achievement#I.ind1||:none", "a#b"],
)
def test_an_address_that_leads_nowhere_is_an_error_that_names_it(report, address):
    with pytest.raises(BrokenReference, match="findings, F1, based_on") as error:
        based_on(report, "finding", "F1", address)
    assert address in str(error.value)


def test_a_cited_figure_is_told_by_title_column_and_value(report):
    runs = cited_figure(report, ADDRESS, place="here")
    claim = report.released.claim(ADDRESS)
    text = "".join(run.text for run in runs)
    assert text.startswith(f"«{report.wording('plan/indicators', 'I.ind1')}»")
    assert [run.text for run in runs if run.claim == ADDRESS] == [report.language.show(claim)]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("delivery#plan|plan:not_reported", "Whole plan, not reported: {} activities"),
        ("rollup#plan|plan|all:achieved", "Whole plan, achieved: {} indicators"),
        ("delivery#plan|plan:activities", "Whole plan, activities: {}"),
        ("expenditure#plan|plan|2023:execution", "Whole plan, 2023, execution: {}"),
        ("achievement#IV.ind1||:actual", "«Number of persons prosecuted», actual value (persons): {}"),
        ("achievement#III.4.ind1||:progress", "progress: hidden to protect persons ({})"),
    ],
)
def test_a_cited_figure_says_what_it_counts_or_measures(report, address, said):
    text = "".join(run.text for run in cited_figure(report, address, place="here"))
    shown = report.language.show(report.released.claim(address))
    assert spaced(text).endswith(said.format(spaced(shown)))


def test_tests_of_explanations_show_their_evidence_in_words(demo):
    tests = demo.inputs.evaluation.tables["evaluations/contribution_tests"]
    named = {part for cell in tests["based_on"].dropna() for part in cell.split(";")}
    cells = [row[-1] for row in demo.table("en", "tab-contribution-tests")[1:]]
    assert named
    assert any("interview" in cell or "document" in cell for cell in cells)
    assert not any(part in cell for part in named for cell in cells)


@pytest.mark.parametrize(("column", "value"), [("consent", "no"), ("release_status", "restricted")])
def test_who_did_not_agree_is_not_named(report, column, value):
    name = "evaluations/evidence"
    open_evidence = "".join(run.text for run in evidence_name(report, "X01"))
    changed = report.evaluation.tables[name].copy()
    changed.loc[changed["evidence_id"] == "X01", column] = value
    tables = {**report.evaluation.tables, name: changed}
    report.evaluation = replace(report.evaluation, tables=tables)
    pseudonym = changed.loc[changed["evidence_id"] == "X01", "pseudonym"].item()
    assert pseudonym in open_evidence
    assert pseudonym not in "".join(run.text for run in evidence_name(report, "X01"))


def test_no_raw_address_is_printed_anywhere(demo):
    addresses = {
        part
        for table in ("findings", "conclusions", "recommendations", "lessons")
        for cell in demo.inputs.evaluation.tables[f"evaluations/{table}"]["based_on"].dropna()
        for part in cell.split(";")
        if "#" in part
    }
    text = "\n".join(printed(runs) for block in demo.flat("en") for runs in texts_of(block))
    assert addresses
    assert [address for address in addresses if address in text] == []
