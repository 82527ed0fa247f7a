"""Widths of printed columns and breaks in long words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_report import long_table, text, wide_table

from napeval.display import blocks
from napeval.display.blocks import TableColumn, TableRow
from napeval.reports.columns import column_widths, is_wide, with_soft_breaks

LABELS_OF_ONE_LETTER = st.lists(st.floats(0.2, 9), min_size=1, max_size=14)


def table(shares, *rows):
    columns = [TableColumn("a", width=share) for share in shares]
    body = [TableRow([text(cell) for cell in row]) for row in rows]
    return blocks.table(columns, body, identifier="t", caption=[], label="Tabela 1")


def test_shares_decide_where_there_is_room():
    assert column_widths(table([1, 3]), available=100, character=1, padding=2) == [25, 75]


def test_a_number_is_never_narrower_than_itself():
    given_table = table([1, 9], ["1 234 567,00", "x"])
    assert column_widths(given_table, available=100, character=2, padding=4) == [12 * 2 + 4, 100 - 12 * 2 - 4]


def test_a_group_heading_does_not_press_on_the_first_column():
    columns = [TableColumn("a"), TableColumn("b")]
    rows = [TableRow([text("Objektivi1234567890"), []], style="group")]
    block = blocks.table(columns, rows, identifier="t", caption=[], label="")
    assert column_widths(block, available=20, character=1, padding=0) == [10, 10]


def test_too_much_is_scaled_down_to_the_page():
    widths = column_widths(table([1, 1], ["123456", "12"]), available=4, character=1, padding=0)
    assert widths == [3, 1]


@given(shares=LABELS_OF_ONE_LETTER, available=st.floats(150, 800))
def test_widths_always_add_up_to_the_page(shares, available):
    widths = column_widths(table(shares), available=available, character=4, padding=6)
    assert sum(widths) == pytest.approx(available)
    assert min(widths) >= 10 * min(1, available / (10 * len(shares))) - 1e-9


def test_only_more_than_eleven_columns_are_wide():
    assert not is_wide(table([1] * 11))
    assert is_wide(table([1] * 12))
    assert is_wide(wide_table())
    assert not is_wide(long_table(1))


def test_breaks_only_in_words_that_are_too_long():
    assert with_soft_breaks("një fjalë 1 234 567", 5) == "një fjalë 1 234 567"
    assert with_soft_breaks("abcdefgh ij", 4) == "abcd\u200befgh ij"
    assert with_soft_breaks("ab/cd/efghij", 4) == "ab/\u200bcd/\u200befgh\u200bij"


@given(st.text(), st.integers(4, 40))
def test_breaks_change_nothing_but_breaks_and_part_every_long_word(words, limit):
    broken = with_soft_breaks(words, limit)
    assert broken.replace("\u200b", "") == words.replace("\u200b", "")
    pieces = broken.replace("\u200b", " ").replace("\t", " ").replace("\n", " ").split(" ")
    assert max(len(piece) for piece in pieces) <= limit + 2
