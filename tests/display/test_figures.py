"""The figures: they draw released claims and nothing else, say so in words, and can be read in print."""

from __future__ import annotations

import gettext
import io
import re
from itertools import combinations, pairwise

import matplotlib
import numpy as np
import pytest
from figure_tables import (
    MONEY,
    STATES,
    TITLES,
    achievement,
    criteria,
    delivery,
    everything,
    money,
    released_from,
    rollup,
    scored,
    value,
)
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from napeval.criteria.scales import load_scale
from napeval.display import figures, languages
from napeval.display.figures import style
from napeval.display.labels import LABELS
from napeval.display.languages import LANGUAGES, Language
from napeval.release.claims import split_address

ENGLISH = Language("en")
SCALE = load_scale("icmpd_5")
EVENTS = (
    ("2022-05", "Plan approved"),
    ("2015", "Strategy approved"),
    ("2015-07", "Law on compensation"),
    ("1999", "Before the first year"),
)
DRAW = {
    "money": figures.money_by_year_and_source,
    "delivery": figures.activities_by_pillar_and_state,
    "evaluability": figures.evaluability_funnel,
    "series": lambda released, language: figures.values_over_time(released, language, "C.x", events=EVENTS),
    "criteria": lambda released, language: figures.criteria_profile(released, language, SCALE),
    "theory": figures.results_chain,
    "achievement": lambda released, language: figures.achievement_against_path(released, language, TITLES),
}
every_figure = pytest.mark.parametrize("name", DRAW)


@pytest.fixture(scope="module")
def released():
    return everything()


@pytest.fixture(scope="module")
def pictures(released):
    return {name: draw(released, ENGLISH) for name, draw in DRAW.items()}


@pytest.fixture
def marked_words(monkeypatch):
    """Every translated text stands in ‹ ›, so that what was not translated shows."""

    class Marked(gettext.NullTranslations):
        def gettext(self, message):
            return f"‹{message}›"

    monkeypatch.setattr(languages, "_catalogue", lambda code: Marked())


def texts_of(figure: Figure) -> list[Text]:
    """The texts that are seen; labels of ticks beyond the axes are kept by the library but not drawn."""
    unseen = {id(text) for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for text in beyond(axis)}
    every = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [text for text in every if id(text) not in unseen]


def beyond(axis) -> list[Text]:
    low, high = sorted(axis.get_view_interval())
    return [tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]


def words_of(figure: Figure) -> list[str]:
    return [text.get_text() for text in texts_of(figure)]


# --- claims ----------------------------------------------------------------------------------


@every_figure
def test_every_claim_of_a_picture_is_a_released_cell_that_is_shown(name, released, pictures):
    claims = [released.claim(address) for address in pictures[name].claims]
    assert claims and {claim.state for claim in claims} == {"shown"}
    assert len(set(pictures[name].claims)) == len(claims)


@pytest.mark.parametrize(
    ("name", "number", "some"),
    [
        ("money", 8 + 3, {"budget#funding_class|donor|2024:amount", "budget#plan|plan|2023:amount"}),
        ("delivery", 5 * 7 + 5, {"delivery#pillar|protection:delayed", "delivery#pillar|prevention:ongoing"}),
        ("evaluability", (6 + 8) * 3, {"evaluability#plan|plan|indicators|final_value:share"}),
        ("series", 11 * 2, {"series#C.x|||2015:low", "series#C.x|||2015:high", "series#C.x|||2025:low"}),
        ("criteria", 5 * 2 + 3 + 3 + 6 + 2, {"criteria#efficiency:score", "criteria#impact:judged"}),
    ],
)  # fmt: skip
def test_the_cells_drawn_are_the_cells_named(name, number, some, pictures):
    claims = pictures[name].claims
    assert some <= set(claims)
    assert len(claims) == number


def test_achievement_names_the_cells_behind_dots_ticks_and_note(pictures):
    columns = {}
    for address in pictures["achievement"].claims:
        table, key, column = split_address(address)
        columns.setdefault((table, key), set()).add(column)
    assert columns["achievement", "I.1||"] == {"progress", "status", "pace", "expected"}
    assert columns["achievement", "II.2||"] == {"progress", "status", "expected", "baseline", "target"}
    assert columns["rollup", "plan|plan|outcome"] == {
        "indicators",
        "not_reported",
        "not_measurable",
        "not_due",
    }
    assert ("achievement", "IV.2||") not in columns


def test_what_is_all_years_or_another_scope_is_not_drawn(pictures):
    assert not [claim for claim in pictures["money"].claims if "all" in claim]
    assert not [claim for claim in pictures["evaluability"].claims if "strategic" in claim]
    assert not [claim for claim in pictures["delivery"].claims if "#plan" in claim]


# --- hidden and unknown ----------------------------------------------------------------------


def test_a_hidden_year_is_not_drawn_and_this_is_said(released, pictures, canvas):
    assert released["series"].row("C.x", "", "", "2018")["low"].state == "suppressed"
    assert not [claim for claim in pictures["series"].claims if "2018" in claim]
    assert "Hidden to protect persons, and so not drawn: 2018." in pictures["series"].alternative
    figure = canvas(lambda: DRAW["series"](released, ENGLISH))
    words = words_of(figure)
    assert ":c" in words and ":c  hidden to protect persons" in words
    assert "6" not in words
    drawn_years = {year for line in figure.axes[0].lines for year in np.atleast_1d(line.get_xdata())}
    assert {2017, 2019} <= drawn_years and 2018 not in drawn_years  # nor the end that may be shown


def test_a_hidden_indicator_is_not_drawn_and_this_is_said(released, pictures, canvas):
    assert released["achievement"].row("III.2", "", "")["progress"].state == "suppressed"
    assert not [claim for claim in pictures["achievement"].claims if "III.2" in claim]
    assert (
        "Hidden to protect persons, and so not drawn: Persons sheltered."
        in pictures["achievement"].alternative
    )
    assert TITLES["III.2"] not in words_of(canvas(lambda: DRAW["achievement"](released, ENGLISH)))


def test_money_that_is_not_known_is_no_bar_and_no_zero(released, canvas, pictures):
    assert "budget#funding_class|unresolved|2023:amount" not in pictures["money"].claims
    assert "Not known, and so not drawn: not named, or a mix 2023." in pictures["money"].alternative
    axes = canvas(lambda: DRAW["money"](released, ENGLISH)).axes[0]
    assert len(axes.patches) == sum(amount is not None for amounts in MONEY.values() for amount in amounts)


EMPTY_STEP = {"scope": "plan", "scope_id": "plan", "funnel": "indicators", "step": "all", "count": 0, "of": 0}
EMPTY = {
    "money": [
        {"budget": []},
        {"budget": [row for row in money() if row["scope"] == "plan"]},
    ],
    "delivery": [
        {"delivery": []},
        {"delivery": [row | dict.fromkeys(STATES, 0) for row in delivery()]},
    ],
    "evaluability": [{"evaluability": []}, {"evaluability": [EMPTY_STEP]}],
    "criteria": [
        {"criteria": []},
        {"criteria": [row for row in criteria() if row["criterion"] == "sustainability"]},
    ],
    "achievement": [
        {"achievement": [row for row in achievement() if row["progress"] is None], "rollup": rollup()}
    ],
    "series": [
        {"series": [value("2020", 30, indicator_id="C.y")]},
        {"series": [value("2020", 30, dimension="gender", category="male")]},
        {"series": [value("2020-H1", 30, part_period=True)]},
        {"series": [value("2020", None)]},
        {"series": [value("2020", 7, sources="closed_source")]},
    ],
}


@pytest.mark.parametrize(
    ("draw", "tables"), [(DRAW[name], tables) for name, cases in EMPTY.items() for tables in cases]
)
def test_where_there_is_nothing_to_draw_there_is_no_picture(draw, tables):
    assert draw(released_from(tables), ENGLISH) is None


# --- words -----------------------------------------------------------------------------------


def test_money_in_words():
    rows = [
        {"scope": "plan", "scope_id": "plan", "year": "2022", "amount": 3},
        {"scope": "funding_class", "scope_id": "domestic", "year": "2022", "amount": 2},
        {"scope": "funding_class", "scope_id": "donor", "year": "2022", "amount": 1},
    ]
    picture = figures.money_by_year_and_source(released_from({"budget": rows}), ENGLISH)
    assert picture.alternative == (
        "Stacked bars: planned money by year and kind of source. "
        "2022: total 3\N{NO-BREAK SPACE}EUR; of this domestic 2\N{NO-BREAK SPACE}EUR;"
        " donors 1\N{NO-BREAK SPACE}EUR."
    )


def test_years_in_words(pictures):
    said = pictures["series"].alternative
    assert "2013: 54. 2015: sources differ, from 28 to 30. 2016: 36." in said
    assert "2023: 17 (another source states the opposite movement). " in said
    assert "2025: 0 (after the period judged)." in said
    assert "Left out because they cover part of a year or several years: Jan–May 2013." in said
    assert said.endswith(
        "Events on the time axis: 2015: Strategy approved; Jul 2015: Law on compensation;"
        " May 2022: Plan approved."
    )


def test_criteria_in_words(pictures):
    said = pictures["criteria"].alternative
    assert (
        "Relevance: between 58.5 and 81 points; computed score 66.2; evaluators' mark 75; level: largely met;"
        " strength of evidence: high; the same mark in 97\N{NO-BREAK SPACE}% of draws." in said
    )
    assert (
        "Effectiveness: between 0 and 100 points; level: not demonstrated; strength of evidence: none."
        in said
    )


def test_the_other_figures_in_words(pictures):
    assert "Prevention: all activities 31; of these completed 0," in pictures["delivery"].alternative
    assert "with a baseline value: 0 of 20 · 0\N{NO-BREAK SPACE}%;" in pictures["evaluability"].alternative
    said = pictures["achievement"].alternative
    assert "Convictions: \N{MINUS SIGN}80\N{NO-BREAK SPACE}%, regressed, value planned by now 20." in said
    assert "Victims who received long-term support – children: 25\N{NO-BREAK SPACE}%, behind" in said
    assert "Outcome: of 20\N{NO-BREAK SPACE}indicators, not reported 9, not measurable 3, not due 1." in said


DATA_WORDS = {"EUR", ":c", *(text for _, text in EVENTS), *TITLES.values()}


@every_figure
def test_no_word_of_the_figures_escapes_translation(name, released, canvas, marked_words):
    drawing = canvas(lambda: DRAW[name](released, Language("en")))
    for text in words_of(drawing):
        own, before = text.replace("\n", " "), ""
        while own != before:  # a translated word may stand in a translated sentence
            own, before = re.sub(r"‹[^‹›]*›", "", own), own
        for known in DATA_WORDS:
            own = own.replace(known, "")
            own = re.sub(re.escape(known[:30]) + r"[^‹]*…", "", own)
        assert not re.search(r"[^\W\d_]{2,}", own.replace("children", "")), text


def test_numbers_are_written_as_the_language_writes_them(released, canvas, marked_words):
    words = words_of(canvas(lambda: DRAW["money"](released, Language("sq"))))
    assert "1\N{NO-BREAK SPACE}550\N{NO-BREAK SPACE}000,5" in words
    shares = " ".join(words_of(canvas(lambda: DRAW["evaluability"](released, Language("sq")))))
    assert "87,1\N{NO-BREAK SPACE}%" in shares and "87.1" not in shares


@every_figure
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_draws_the_same_claims_inside_the_picture(name, code, released, pictures, canvas):
    language = Language(code)
    assert DRAW[name](released, language).claims == pictures[name].claims
    assert clipped(canvas(lambda: DRAW[name](released, language))) == []


# --- print -----------------------------------------------------------------------------------


def clipped(figure: Figure) -> list[str]:
    """The texts that reach beyond the paper."""
    paper = figure.bbox.padded(0.5)
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts_of(figure)]
    return [
        text
        for text, box in boxes
        if not (paper.x0 <= box.x0 and box.x1 <= paper.x1 and paper.y0 <= box.y0 and box.y1 <= paper.y1)
    ]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """The pairs of texts that run into one another."""
    boxes = [(text.get_text(), text.get_window_extent().padded(-1)) for text in texts_of(figure)]
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b)]


def test_clipped_and_overlapping_texts_are_found():
    figure = Figure(figsize=(2, 1))
    figure.text(0.9, 0.5, "beyond the edge")
    figure.text(0.2, 0.5, "two")
    figure.text(0.25, 0.5, "words")
    figure.canvas.draw()
    assert clipped(figure) == ["beyond the edge"]
    assert overlapping(figure) == [("two", "words")]


@every_figure
def test_no_text_is_clipped_or_runs_into_another(name, released, canvas):
    figure = canvas(lambda: DRAW[name](released, ENGLISH))
    assert clipped(figure) == []
    assert overlapping(figure) == []


@every_figure
def test_a_language_with_longer_words_still_fits(name, released, canvas, monkeypatch):
    class Longer(gettext.NullTranslations):
        def gettext(self, message):
            return f"{message} {'ë' * (len(message) * 2 // 5)}"

    monkeypatch.setattr(languages, "_catalogue", lambda code: Longer())
    figure = canvas(lambda: DRAW[name](released, Language("sq")))
    assert clipped(figure) == []
    assert overlapping(figure) == []


@every_figure
def test_a_picture_is_16_cm_wide_and_nothing_touches_its_edge(name, pictures):
    with Image.open(io.BytesIO(pictures[name].png)) as image:
        assert abs(image.width - 16 / 2.54 * 180) <= 1
        assert round(image.info["dpi"][0]) == 180
        pixels = np.asarray(image.convert("L"))
    for edge in (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]):
        assert edge.min() == 255


@every_figure
def test_the_same_figure_has_the_same_bytes_whatever_the_surroundings_set(name, released, pictures):
    with matplotlib.rc_context(
        {"font.size": 20, "axes.facecolor": "red", "figure.dpi": 50, "text.color": "blue"}
    ):
        assert DRAW[name](released, ENGLISH).png == pictures[name].png
        assert matplotlib.rcParams["font.size"] == 20  # and leaves them as they were


@every_figure
def test_a_picture_carries_no_date_and_no_maker(name, pictures):
    with Image.open(io.BytesIO(pictures[name].png)) as image:
        assert set(image.info) == {"dpi"}


@pytest.mark.parametrize(
    ("colour", "expected"), [("#000000", 0), ("#FFFFFF", 100), ("#777777", 50), ("#FF0000", 53.2)]
)
def test_lightness_of_known_colours(colour, expected):
    assert style.lightness(colour) == pytest.approx(expected, abs=0.3)


@pytest.mark.parametrize("fills", [style.FUNDING_FILLS, style.STATE_FILLS])
def test_fills_differ_in_grey_by_lightness_or_hatching(fills):
    for (one, a), (other, b) in combinations(fills.items(), 2):
        apart = abs(style.lightness(a.colour) - style.lightness(b.colour))
        assert apart >= 15 or (a.hatch != b.hatch and (a.hatch or b.hatch)), (one, other, apart)


def test_neighbouring_fills_of_a_stack_differ_in_lightness():
    for fills in (style.FUNDING_FILLS, style.STATE_FILLS):
        shades = [style.lightness(fill.colour) for fill in fills.values()]
        assert min(abs(a - b) for a, b in pairwise(shades)) >= 5


def test_letters_on_fills_can_be_read():
    for fill in (*style.FUNDING_FILLS.values(), *style.STATE_FILLS.values()):
        assert abs(style.lightness(style.ink_on(fill)) - style.lightness(fill.colour)) >= 40


def test_every_state_and_status_has_its_own_look():
    assert set(style.STATE_FILLS) == set(LABELS["activity_status"])
    assert set(style.FUNDING_FILLS) == set(LABELS["funding_class"])
    assert set(style.STATUS_MARKS) == set(LABELS["status"])
    assert len({mark.shape for mark in style.STATUS_MARKS.values()}) == len(style.STATUS_MARKS)


# --- what is drawn where ---------------------------------------------------------------------


def test_bars_stand_for_their_amounts(released, canvas):
    axes = canvas(lambda: DRAW["money"](released, ENGLISH)).axes[0]
    heights = sorted(patch.get_height() for patch in axes.patches)
    assert heights == sorted(amount for amounts in MONEY.values() for amount in amounts if amount is not None)
    assert "12,000" not in words_of(axes.figure)  # too thin for its figure
    assert {"900,000.5", "1,550,000.5", "510,000"} <= set(words_of(axes.figure))


def test_an_empty_bar_still_prints_its_figures(released, canvas):
    assert "0 of 20 · 0\N{NO-BREAK SPACE}%" in words_of(
        canvas(lambda: DRAW["evaluability"](released, ENGLISH))
    )


def lines_between_years(axes):
    return [
        tuple(line.get_xdata())
        for line in axes.lines
        if len(line.get_xdata()) == 2 and len(set(line.get_xdata())) == 2
    ]


def test_only_agreed_values_of_neighbouring_years_are_joined(released, canvas):
    axes = canvas(lambda: DRAW["series"](released, ENGLISH)).axes[0]
    assert lines_between_years(axes) == [(2019, 2020)]
    assert axes.get_ylim()[0] == 0


def test_a_value_after_the_cutoff_is_hollow_and_joined_by_dots(canvas):
    tables = {"series": [value("2020", 30), value("2021", 31), value("2022", 32, after_cutoff=True)]}
    axes = canvas(lambda: figures.values_over_time(released_from(tables), ENGLISH, "C.x")).axes[0]
    assert lines_between_years(axes) == [(2020, 2021), (2021, 2022)]
    assert [line.get_linestyle() for line in axes.lines if len(line.get_xdata()) == 2] == ["-", ":"]
    faces = [line.get_markerfacecolor() for line in axes.lines if len(line.get_xdata()) == 1]
    assert faces == [faces[0], faces[0], "white"] and faces[0] != "white"


@pytest.mark.parametrize("dimension", ["", None])
def test_a_total_is_found_whether_its_empty_key_is_blank_or_missing(dimension):
    tables = {"series": [value("2020", 30, dimension=dimension, category=dimension)]}
    assert figures.values_over_time(released_from(tables), ENGLISH, "C.x").claims == (
        "series#C.x|||2020:low",
        "series#C.x|||2020:high",
    )


def test_close_events_share_a_place_and_strangers_are_left_out(released, canvas):
    words = words_of(canvas(lambda: DRAW["series"](released, ENGLISH)))
    assert "1, 2" in words and "3" in words
    assert "1  Strategy approved\n2  Law on compensation\n3  Plan approved" in words


def ticks_of_plan(axes):
    return [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "|"]


def drawn_progress(canvas, *rows):
    tables = {"achievement": rows, "rollup": rollup()}
    figure = canvas(lambda: figures.achievement_against_path(released_from(tables), ENGLISH, TITLES))
    return figure.axes[0]


@pytest.mark.parametrize(
    ("row", "planned"),
    [
        (scored("I.1", 0.6, "on_track", pace=0.6 / 0.4), [0.4]),
        (scored("I.1", 0.0, "behind"), [20 / 40]),
        (scored("I.1", 0.0, "behind", baseline=40, target=20, expected=25), [(25 - 40) / (20 - 40)]),
        (scored("I.1", 0.0, "behind", baseline=None, method="actual_over_target", expected=10), [10 / 40]),
        (scored("I.1", 0.0, "behind", baseline=None), []),
        (scored("I.1", 0.0, "behind", baseline=40), []),
        (scored("I.1", 0.0, "behind", method="milestone"), []),
        (scored("I.1", 0.3, "on_track", pace=None), []),
    ],
)
def test_the_tick_stands_where_the_plan_expected_progress_to_be(row, planned, canvas):
    assert ticks_of_plan(drawn_progress(canvas, row)) == pytest.approx(planned)


@pytest.mark.parametrize(("progress", "arrows"), [(-0.5, 0), (-0.501, 1), (2.0, 0), (2.001, 1), (1.0, 0)])
def test_beyond_the_cut_axis_there_is_an_arrow_and_the_figure_in_full(progress, arrows, canvas):
    axes = drawn_progress(canvas, scored("I.2", progress, "exceeded"))
    assert sum(text.arrow_patch is not None for text in axes.texts) == arrows
    assert ENGLISH.share(progress) in words_of(axes.figure)
    assert axes.get_xlim()[0] >= -0.6 and axes.get_xlim()[1] <= 2.1


def test_a_dollar_sign_stays_a_dollar_sign(released, canvas):
    assert TITLES["II.1"] in words_of(canvas(lambda: DRAW["achievement"](released, ENGLISH)))


def test_more_indicators_than_a_page_holds_are_left_out_and_this_is_said(canvas):
    rows = [scored(f"X.{number}", 0.5, "on_track") for number in range(51)]
    titles = {f"X.{number}": f"Indicator {number} " + "with a long title " * 5 for number in range(51)}

    def draw(kept):
        tables = {"achievement": rows[:kept], "rollup": rollup()}
        return figures.achievement_against_path(released_from(tables), ENGLISH, titles)

    full, over = draw(50), draw(51)
    assert "Not all indicators with progress fit into this picture." not in full.alternative
    assert "Not all indicators with progress fit into this picture." in over.alternative
    assert not [claim for claim in over.claims if "X.50|" in claim]
    figure = canvas(lambda: draw(51))
    assert figure.get_figheight() * 2.54 < 23  # leaves room for the caption on an upright A4 page
    assert clipped(figure) == []


def test_an_indicator_without_a_title_is_an_error(released):
    with pytest.raises(KeyError, match=r"I\.1"):
        figures.achievement_against_path(released, ENGLISH, {})


def test_neither_score_nor_mark_is_not_demonstrated(released, canvas):
    words = words_of(canvas(lambda: DRAW["criteria"](released, ENGLISH)))
    assert words.count("not demonstrated") == 2
    assert {"66.2", "75", "12.5", "100"} <= set(words)
    bands = ["not met", "little met", "partly met", "largely met", "fully met"]
    assert [word for word in words if word in bands] == bands
