"""Blocks of an executed notebook."""

import base64

import pytest
from nbformat.v4 import new_output
from sample_report import notebook_of, output_of, picture, sample_notebook, text

from napeval.display import blocks
from napeval.reports.collect import BlockError, blocks_of, flattened, headings


def test_blocks_come_in_order_and_nothing_else():
    first, second = blocks.paragraph(text("një")), blocks.page_turn()
    found = blocks_of(
        notebook_of([output_of(first), new_output("display_data", {"text/plain": "x"}), output_of(second)])
    )
    assert [each.block for each in found] == [first, second]


def test_a_figure_brings_its_picture():
    sample = [each for each in blocks_of(sample_notebook()) if each.block["kind"] == "figure"]
    assert [each.picture for each in sample] == [picture(), picture()]


def test_heading_levels_become_consecutive():
    outputs = [
        output_of(blocks.heading(level, "x", identifier=f"h{n}")) for n, level in enumerate([2, 4, 4, 1, 3])
    ]
    assert [block["level"] for block in headings(blocks_of(notebook_of(outputs)))] == [1, 2, 3, 1, 2]


def test_an_identifier_used_again_gets_a_number():
    outputs = [output_of(blocks.heading(1, "x", identifier=name)) for name in ("a", "a", "a-2", "a")]
    found = [block["id"] for block in headings(blocks_of(notebook_of(outputs)))]
    assert found[0] == "a"
    assert len(set(found)) == 4


def test_headings_inside_slots_count():
    inner = [blocks.heading(2, "brenda", identifier="inner")]
    outputs = [
        output_of(blocks.heading(1, "jashtë", identifier="outer")),
        output_of(blocks.slot("s", inner, written=True, language="sq")),
    ]
    found = blocks_of(notebook_of(outputs))
    assert [block["text"] for block in headings(found)] == ["jashtë", "brenda"]
    assert [block["kind"] for block in flattened(found)] == ["heading", "slot", "heading"]


def refusal(outputs):
    with pytest.raises(BlockError) as caught:
        blocks_of(notebook_of(outputs))
    return str(caught.value)


def test_an_unknown_kind_is_refused_with_the_nearest_one():
    output = new_output("display_data", {}, metadata={"napeval": {"kind": "tabel"}})
    assert refusal([output]) == (
        "cell 2: unknown kind of block 'tabel'; known: title, contents, heading, paragraph, list, table, "
        "figure, slot, page_turn; did you mean 'table'?"
    )


def test_a_figure_without_or_with_a_damaged_picture_is_refused():
    block = blocks.figure(identifier="f", caption=[], label="Figura 1", alternative="a", claims=[])
    assert refusal([output_of(block)]) == "cell 2: the figure 'f' has no picture (image/png) in its output."
    damaged = output_of(block)
    damaged.data["image/png"] = base64.b64encode(b"png").decode()[:-1]
    assert refusal([damaged]).startswith("cell 2: the picture of the figure 'f' is damaged (")


def test_a_slot_that_comes_twice_or_holds_a_figure_is_refused():
    slot = blocks.slot("s", [], written=False, language="sq")
    assert (
        refusal([output_of(slot), output_of(slot)]) == "the slot 's' is emitted twice; a text has one place."
    )
    inner = blocks.figure(identifier="f", caption=[], label="", alternative="a", claims=[])
    block = blocks.slot("s", [inner], written=True, language="sq")
    assert (
        refusal([output_of(block, picture())])
        == "cell 2: the slot 's' holds a figure; it takes text and tables."
    )


def test_what_no_reader_could_find_or_hear_is_refused():
    assert (
        refusal([output_of(blocks.heading(1, " ", identifier="h"))])
        == "cell 2: the heading 'h' has no words."
    )
    silent = blocks.figure(identifier="f", caption=[], label="Figura 1", alternative="", claims=[])
    assert refusal([output_of(silent, picture())]) == "cell 2: the figure 'f' has no alternative text."
