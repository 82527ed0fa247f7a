"""Rows added to a table's text: every other byte stays."""

from __future__ import annotations

import pytest

from napeval.cycle.schemas import schemas
from napeval.exchange.table_text import TableTextError, new_table, read_table_text


def test_rows_are_added_in_the_order_of_the_headings() -> None:
    text = read_table_text(b"b,a\n1,2\n")
    assert text.changed([{"a": "x", "b": "y"}], {}) == b"b,a\n1,2\ny,x\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a,b\n1,2", b"a,b\n1,2\nx,\n"),
        (b"a;b\r\n1;2\r\n", b"a;b\r\n1;2\r\nx;\r\n"),
        (b"a\tb\n1\t2\n", b"a\tb\n1\t2\nx\t\n"),
        (b"\xef\xbb\xbfa,b\n", b"\xef\xbb\xbfa,b\nx,\n"),
        (b'a,b\n"1\n2",2\n\n', b'a,b\n"1\n2",2\n\nx,\n'),
    ],
)
def test_the_dialect_of_the_file_is_kept(content: bytes, expected: bytes) -> None:
    assert read_table_text(content).changed([{"a": "x"}], {}) == expected


def test_a_row_is_replaced_without_touching_its_neighbours() -> None:
    content = b'a,b\n1, 2\n\n"3\n4",5\n"6",7\n'
    text = read_table_text(content)
    assert [dict(row) for row in text.records] == [
        {"a": "1", "b": "2"},
        {"a": "3\n4", "b": "5"},
        {"a": "6", "b": "7"},
    ]
    assert text.changed([{"a": "9", "b": "ë, č"}], {1: {"a": "new", "b": '"x"'}}) == (
        'a,b\n1, 2\n\nnew,"""x"""\n"6",7\n9,"ë, č"\n'.encode()
    )


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    assert read_table_text(b"a,b\n1,2\n\n3,4\n").rows == 4


def test_a_table_without_a_file_gets_its_heading() -> None:
    text = new_table(schemas()["monitoring/risk_updates"])
    assert text.changed([{"risk_id": "R1"}], {}) == (
        b"risk_id,period,recorded_on,status,action,escalated_to,note\nR1,,,,,,\n"
    )


@pytest.mark.parametrize(
    "content", [b"", "č,b\n1,2\n".encode("cp1250"), "a,b\n".encode("utf-16"), b'a,b\n"1,2\n', b"a,b\n1\n"]
)
def test_what_cannot_be_told_apart_is_refused(content: bytes) -> None:
    with pytest.raises(TableTextError):
        read_table_text(content)
