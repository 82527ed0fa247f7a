"""Series with their planned path and changes of definition, and several of them on one picture."""

import pytest
from figure_tables import released_from, series, value

from napeval.display import figures
from napeval.display.figures.style import MUTED
from napeval.display.languages import LANGUAGES, Language

ENGLISH = Language("en")
PATH = [
    {"indicator_id": "C.x", "year": year, "unit": "cases", "expected": expected, "basis": basis}
    for year, expected, basis in ((2021, 40, "baseline"), (2022, 50, "path"), (2023, 60, "target"))
]


def three_years(**given):
    return [value(str(year), 40 + year - 2020, unit="cases", **given) for year in (2021, 2022, 2023)]


def test_the_planned_path_is_drawn_dashed_with_its_targets_and_said_in_words(canvas):
    released = released_from({"series": three_years(), "planned_path": PATH})
    axes = canvas(lambda: figures.values_over_time(released, ENGLISH, "C.x")).axes[0]
    path = next(line for line in axes.lines if list(line.get_xdata()) == [2021, 2022, 2023])
    assert list(path.get_ydata()) == [40, 50, 60] and path.get_color() == MUTED
    squares = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "s"]
    assert squares == [2023]  # the one year for which the plan sets a value itself
    assert axes.get_ylim()[1] > 60
    picture = figures.values_over_time(released, ENGLISH, "C.x")
    assert "Planned: 2021: 40; 2022: 50; 2023: 60." in picture.alternative
    assert "planned_path#C.x|||2023:expected" in picture.claims


def test_the_legend_names_the_path_and_the_target_only_where_there_are_some(canvas):
    with_path = released_from({"series": three_years(), "planned_path": PATH})
    without = released_from({"series": three_years()})
    assert legend_of(canvas, with_path) == ["value", "planned path", "target"]
    assert legend_of(canvas, without) == ["value"]


def legend_of(canvas, released):
    drawing = canvas(lambda: figures.values_over_time(released, ENGLISH, "C.x"))
    return [text.get_text() for text in drawing.legends[0].texts]


def test_nothing_is_joined_across_a_change_of_the_definition(canvas):
    released = released_from({"series": three_years()})
    axes = canvas(lambda: figures.values_over_time(released, ENGLISH, "C.x", breaks=["2022"])).axes[0]
    joined = [tuple(line.get_xdata()) for line in axes.lines if len(set(line.get_xdata())) == 2]
    assert joined == [(2022, 2023)]
    assert next(line.get_xdata()[0] for line in axes.lines if len(set(line.get_xdata())) == 1) == 2021.5
    picture = figures.values_over_time(released, ENGLISH, "C.x", breaks=["2022"])
    assert "The definition changed: 2022." in picture.alternative


def panel(name, **given):
    return figures.Panel(name, f"Series {name}", **given)


def test_several_series_stand_side_by_side_and_an_empty_one_is_left_out(canvas):
    rows = [*series(), *three_years(indicator_id="C.z")]
    released = released_from({"series": rows, "planned_path": PATH})
    panels = [panel("C.x"), panel("C.none"), panel("C.z", breaks=["2022"])]
    drawing = canvas(lambda: figures.several_over_time(released, ENGLISH, panels))
    assert [axes.get_title(loc="left") for axes in drawing.axes] == ["Series C.x", "Series C.z"]
    picture = figures.several_over_time(released, ENGLISH, panels)
    assert "Series C.x. 2013: 54." in picture.alternative
    assert "Series C.z. 2021: 41." in picture.alternative
    assert {claim.split("#")[1].split("|")[0] for claim in picture.claims} == {"C.x", "C.z"}


def test_a_panel_prints_the_first_and_the_last_value_only(canvas):
    released = released_from({"series": three_years()})
    axes = canvas(lambda: figures.several_over_time(released, ENGLISH, [panel("C.x")])).axes[0]
    assert [text.get_text() for text in axes.texts] == ["41", "43"]


def test_no_picture_where_nothing_can_be_drawn_and_no_more_panels_than_fit():
    released = released_from({"series": three_years()})
    assert figures.several_over_time(released, ENGLISH, [panel("C.none")]) is None
    with pytest.raises(ValueError, match=r"^panels: found 9; allowed: at most 8 on one picture\.$"):
        figures.several_over_time(released, ENGLISH, [panel("C.x")] * 9)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_same_drawing_gives_the_same_bytes_in_every_language(code):
    released = released_from({"series": series(), "planned_path": PATH})
    one, other = (figures.several_over_time(released, Language(code), [panel("C.x")]) for _ in range(2))
    assert one.png == other.png and one.alternative == other.alternative
