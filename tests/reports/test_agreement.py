"""Sentence, table and colour of a report agree: one claim, one print; one class, one word and one mark."""

from __future__ import annotations

from collections import defaultdict

import pytest
from whole_report import all_runs, printed, sentence_values

from napeval.criteria import load_scale
from napeval.display.figures import achievement
from napeval.display.figures.style import STATUS_MARKS
from napeval.display.labels import label, level_label

SAME = 1e-9
"""Figures that differ by less are the same."""
JUDGED = ("exceeded", "achieved", "on_track", "behind", "regressed")


def test_a_claim_is_printed_alike_wherever_it_stands(whole, language):
    """With its unit or without it, and in no third way."""
    forms = defaultdict(set)
    for run in all_runs(whole.flat(language)):
        if run.get("c"):
            forms[run["c"]].add(run["t"])
    words = whole.words(language)
    often = {address: texts for address, texts in forms.items() if len(texts) > 1}
    assert often
    for address, texts in often.items():
        claim = whole.released.claim(address)
        assert texts == {words.show(claim), words.show(claim, unit=False)}, address


# --- status ----------------------------------------------------------------------------------------------


def class_of(row):
    """The status that follows from the exact progress and pace of an indicator; None where none follows."""
    progress, pace = row["progress"].value, row["pace"].value
    if progress > 1 + SAME:
        return "exceeded"
    if row["met"].value is True or progress >= 1 - SAME:
        return "achieved"
    if progress < -SAME:
        return "regressed"
    if pace is None:
        return None
    return "on_track" if pace >= 1 - SAME else "behind"


def classed(report):
    """Indicators by their row, with the class that follows from their figures."""
    found = []
    for row in report.released["achievement"].rows():
        shown = row["status"].state == row["progress"].state == "shown"
        if shown and row.text("status") in JUDGED and (wanted := class_of(row)):
            found.append((row, wanted))
    return found


def test_the_class_of_an_indicator_is_that_of_its_exact_figures(complete):
    found = classed(complete)
    assert {wanted for _, wanted in found} == set(JUDGED)
    wrong = {row["status"].address: wanted for row, wanted in found if row.text("status") != wanted}
    assert wrong == {}


def test_the_word_in_the_table_is_that_of_the_class(complete, language):
    words = complete.words(language)
    wanted = {row["actual_low"].address: label(words, "status", status) for row, status in classed(complete)}
    seen = set()
    tables = [block for block in complete.flat(language) if block.get("id", "").startswith(TABLES)]
    for row in (row for block in tables for row in block["rows"]):
        for address in {run.get("c") for cell in row["cells"] for run in cell} & set(wanted):
            assert printed(row["cells"][-1]) == wanted[address], address
            seen.add(address)
    assert len(seen) > 80


TABLES = ("tab-all-indicators", "tab-indicators-")


def test_colour_and_shape_in_the_figure_are_those_of_the_class(complete, monkeypatch):
    drawn = []
    monkeypatch.setattr(achievement, "png_of", lambda figure: drawn.append(figure) or b"")
    monkeypatch.setattr(achievement, "MOST_ROWS", 500)
    rows = complete.released["achievement"].rows()
    titles = {row.text("indicator_id"): row.text("indicator_id") for row in rows}
    achievement.achievement_against_path(complete.released, complete.words("en"), titles)
    marks = defaultdict(set)
    for line in drawn[0].axes[0].lines:
        if line.get_marker() not in ("None", "|"):
            marks[round(line.get_xdata()[0], 9)].add((line.get_marker(), line.get_color()))
    inside = [
        (row["progress"].value, STATUS_MARKS[status])
        for row, status in classed(complete)
        if achievement.LOWEST <= row["progress"].value <= achievement.HIGHEST
    ]
    assert len(inside) > 80
    for progress, mark in inside:
        assert (mark.shape, mark.colour) in marks[round(progress, 9)], progress


def test_a_value_known_in_part_is_not_called_not_reported_without_a_reason(complete, language):
    words = complete.words(language)
    bare = label(words, "status", "not_reported")
    for block in complete.flat(language):
        if block.get("id", "").startswith(TABLES):
            for row in block["rows"]:
                known = printed(row["cells"][5]) != "–"
                assert not (known and printed(row["cells"][-1]) == bare), printed(row["cells"][1])


def test_the_mark_of_a_criterion_is_the_level_of_its_exact_points(complete, language):
    words, scale = complete.words(language), load_scale("icmpd_5")
    edges = [0.0, *(float(edge) for edge in scale.thresholds)]
    rows = {cells[0]: cells for cells in complete.table(language, "tab-marks")[1:]}
    compared = 0
    for row in complete.released["criteria"].rows():
        points = row["judged" if row.text("basis") == "judged" else "score"].value
        if points is not None and row["level"].state == "shown":
            place = max(number for number, edge in enumerate(edges) if points >= edge)
            name = label(words, "criterion", row.text("criterion"))
            assert rows[name][1] == level_label(words, scale.id, scale.levels[place].code), name
            compared += 1
    assert compared >= 5


# --- sentences ---------------------------------------------------------------------------------------------


def test_a_trend_is_called_a_decrease_only_where_every_choice_falls(real, complete, language):
    words = real.words(language)
    rows = [row for report in (real, complete) for row in report.released["trends"].rows()]
    found = defaultdict(int)
    for row in rows:
        ends = [row[name] for name in ("effect_low", "effect_high")]
        finding = row.text("finding")
        if (
            finding in ("every_choice_shows_decrease", "every_choice_shows_increase")
            and ends[0].state == "shown"
        ):
            down = finding.endswith("decrease")
            assert all((end.value < 0) == down for end in ends), ends[0].address
            found[finding] += 1
    assert found["every_choice_shows_decrease"] > 0
    for name in found:
        assert label(words, "finding", name)


def test_all_other_totals_agree_is_said_only_where_they_do(real, complete, language):
    for report in (real, complete):
        said = report.words(language).translate(
            "All other printed totals agree with the sum of their activities."
        )
        differing = {row["objective_id"] for row in report.rows("budget_checks", agrees="false")}
        shown = {cells[0] for cells in report.table(language, "tab-totals")[1:]}
        assert {any(one.startswith(name) for one in shown) for name in differing} == {True}
        others = len(report.rows("budget_checks")) > len(shown)
        assert (said in report.notes(language, "tab-totals")) == others


def test_links_are_called_open_only_where_none_is_confirmed(real, complete, language):
    english = "are to be confirmed by an evaluator"
    assert sentence_values(language, english, real.notes(language, "tab-international")) == {}
    assert real.row("profile", measure="recommendation_links_confirmed")["value"] == "0"
    confirmed = int(complete.row("profile", measure="recommendation_links_confirmed")["value"])
    assert 0 < confirmed < int(complete.row("profile", measure="recommendation_links")["value"])
    note = complete.notes(language, "tab-international")
    assert sentence_values(language, "an evaluator has confirmed some of them", note) == {}


def test_every_other_value_rests_on_one_source_where_it_is_said(complete, language):
    """What is disputed, restricted or rests on several independent sources is named before it."""
    said = complete.words_of_section(language, "data-quality")
    named = {
        row["indicator_id"]
        for row in complete.rows("data_quality", category="")
        if row["disputed"] == "true"
        or int(row["restricted_sources"] or 0)
        or int(row["n_independent"] or 0) > 1
    }
    assert named
    assert [name for name in named if name not in said] == []


def test_marks_that_differ_are_listed_wholly(complete, language):
    said = complete.words_of_section(language, "delivery")
    differing = [row["activity_id"] for row in complete.rows("activities", marks_differ="true")]
    assert differing
    assert ", ".join(differing) in said


def test_what_is_overdue_for_certain_and_what_is_disputed_are_both_said(complete, language):
    """What reports contradict may be overdue by the less advanced of them, and is not known to be so."""
    said = complete.sentence(language, "general-conclusions", "punctuality#plan|plan:disputed")
    values = sentence_values(language, "disputed between reports", said)
    overdue = int(complete.row("delivery", scope="plan", scope_id="plan")["overdue"])
    certain, disputed = int(values["overdue"]), int(values["disputed"])
    assert certain <= overdue <= certain + disputed


def test_execution_is_called_unknown_only_where_nothing_was_reported(real, complete, language):
    english = "No figure on money committed or spent is on record"
    assert sentence_values(language, english, real.words_of_section(language, "execution")) == {}
    assert real.rows("expenditure", scope="plan", reported="true") == []
    assert complete.rows("expenditure", scope="plan", reported="true") != []
    with pytest.raises(AssertionError, match="is not said"):
        sentence_values(language, english, complete.words_of_section(language, "execution"))
