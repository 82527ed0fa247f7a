"""The evaluator's own words: a small part of Markdown, and figures cited by their addresses."""

from __future__ import annotations

import pytest

from napeval.display.blocks import Run, plain
from napeval.display.prose import cited_runs, prose_blocks, prose_sources


def cite(address: str) -> Run:
    """Prints every citation as the same figure."""
    if address == "missing#a:b":
        raise LookupError(address)
    return Run("56\N{NO-BREAK SPACE}%", claim=f"full of {address}")


def runs(text: str) -> list[dict[str, object]]:
    return [run for block in prose_blocks(text, cite) for run in block["runs"]]


def test_a_citation_is_a_run_of_its_claim():
    figure = {"t": "56\N{NO-BREAK SPACE}%", "c": "full of rollup#II|all:value"}
    assert runs("Of all {rollup#II|all:value}, done.") == [
        {"t": "Of all ", "q": True}, figure, {"t": ", done.", "q": True},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "look"),
    [("**{a#b:c}**", {"b": True}), ("*{a#b:c}*", {"i": True}), ("# {a#b:c}", {"b": True}), ("{a#b:c}", {})],
)
def test_a_citation_takes_the_look_of_its_place(text, look):
    assert runs(text) == [{"t": "56\N{NO-BREAK SPACE}%", "c": "full of a#b:c", **look}]


def test_marks_in_an_address_are_no_markdown():
    assert [run["c"] for run in runs("{a_b#x_y*z|*:c_d} *and* {e#f_:g}") if "c" in run] == [
        "full of a_b#x_y*z|*:c_d", "full of e#f_:g",
    ]  # fmt: skip


def test_citations_in_lists():
    block = prose_blocks("- one {a#b:c}\n- two", cite)[0]
    assert [plain(item) for item in block["items"]] == ["one 56\N{NO-BREAK SPACE}%", "two"]


@pytest.mark.parametrize("text", ["{}", "{a}", "{ a#b:c }", "{a: b#c}", "{a#b\n:c}", "{1#b:c}"])
def test_other_braces_stay_text(text):
    assert plain(runs(text)) == " ".join(text.split())
    assert not any("c" in run for run in runs(text))


def test_a_backslash_makes_a_citation_text():
    assert plain(runs("\\{a#b:c}")) == "{a#b:c}"


def test_what_does_not_exist_is_raised():
    with pytest.raises(LookupError):
        prose_blocks("{missing#a:b}", cite)


def test_the_script_is_that_of_words_not_of_addresses():
    block = prose_blocks("abc {a#b:c}", cite, str.upper)[0]
    assert [(run["t"], run.get("c")) for run in block["runs"]] == [
        ("ABC ", None), ("56\N{NO-BREAK SPACE}%", "full of a#b:c"),
    ]  # fmt: skip
    assert next(run.text for run in cited_runs("abc {a#b:c}", cite, str.upper)) == "ABC "


def test_words_of_a_cell_know_citations_and_no_markdown():
    found = cited_runs("*a* {a#b:c} - {b}", cite)
    assert [(run.text, run.claim) for run in found] == [
        ("*a* ", None), ("56\N{NO-BREAK SPACE}%", "full of a#b:c"), (" - {b}", None),
    ]  # fmt: skip
    assert cited_runs("", cite) == []
    assert cited_runs("\\{a#b:c}", cite) == [Run("{a#b:c}", quoted=True)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2024. je godina plana.", ["paragraph"]),
        ("31. mart je rok.\n\nSledi.", ["paragraph", "paragraph"]),
        ("1. one", ["list"]),
        ("3. three\n4. four", ["list"]),
    ],
)
def test_a_year_or_a_day_at_the_start_of_a_paragraph_is_no_list(text, kinds):
    found = prose_blocks(text, cite)
    assert [block["kind"] for block in found] == kinds
    if kinds[0] == "paragraph":
        assert plain(found[0]["runs"]) == text.partition("\n")[0]
    assert [source for source, _block in prose_sources(text, cite)] == text.split("\n\n")


def test_each_block_has_the_markdown_that_it_stands_in():
    text = "# Head\nfirst\nsecond\n\n- a\n- b\n\n\n1. c\n2. d\r\n\r\nlast"
    assert [(source, block["kind"]) for source, block in prose_sources(text, cite)] == [
        ("# Head", "paragraph"), ("first\nsecond", "paragraph"), ("- a\n- b", "list"),
        ("1. c\n2. d", "list"), ("last", "paragraph"),
    ]  # fmt: skip
