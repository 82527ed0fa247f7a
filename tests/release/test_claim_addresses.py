"""Claims: every cell of a released table has an address, and is found again under it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from result_tables import counted, frame, through

from napeval.cycle.trace import key_parts
from napeval.release import CATALOGUE, Claim
from napeval.release.claims import address, split_address

HOSTILE = st.text("|;#:*% ëç\n\"',a1", max_size=8) | st.text(max_size=8)


@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_an_address_comes_apart_as_it_was_put_together(keys: list[str]) -> None:
    table, key, column = split_address(address("series", keys, "low"))
    assert (table, key_parts(key), column) == ("series", keys, "low")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("series#C.x|||2022:low", ("series", "C.x|||2022", "low")),
        ("funding#domestic:share", ("funding", "domestic", "share")),
        ("reporting#:prepared_by", ("reporting", "", "prepared_by")),
    ],
)
def test_parts_of_an_address(text: str, parts: tuple[str, str, str]) -> None:
    assert split_address(text) == parts


@pytest.mark.parametrize("text", ["", "series", "series#C.x", "series:low", "#C.x:low", "series#C.x:"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        split_address(text)
    assert str(refused.value) == f"'{text}' is not the address of a claim; expected table#key1|key2:column"


KEYS = st.tuples(HOSTILE, HOSTILE, HOSTILE, HOSTILE)


@settings(max_examples=25)
@given(st.lists(KEYS, min_size=1, max_size=4, unique=True))
def test_a_released_cell_is_found_under_its_address(keys: list[tuple[str, str, str, str]]) -> None:
    names = CATALOGUE["series"].keys
    rows = [counted(20 + at, **dict(zip(names, key, strict=True))) for at, key in enumerate(keys)]
    released = through(series=frame("series", *rows))
    for at, key in enumerate(keys):
        claim = released["series"].row(*key)["low"]
        assert claim.value == 20 + at
        assert released.claim(claim.address) == claim == released["series"].cell(at, "low")


def test_a_claim_says_value_kind_unit_state_and_trace() -> None:
    released = through(series=frame("series", counted(26, trace="monitoring/observations#a;b")))
    assert released.claim("series#C.victims|||2022:low") == Claim(
        "series#C.victims|||2022:low", 26, "number", "persons", "shown", "monitoring/observations#a;b"
    )
    assert released.claim("series#C.victims|||2022:dispute").state == "missing"


def test_the_unit_is_declared_or_the_one_of_the_row() -> None:
    money = {"funding_class": "donor", "amount": 5.0, "share": 0.5}
    row = through(funding=frame("funding", money))["funding"].row("donor")
    assert (row["amount"].unit, row["share"].unit) == ("currency", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "series#C.x|||2022:low",
            "no claim at series#C.x|||2022:low: results table series has no row C.x|||2022",
        ),
        ("series#C.victims|||2022:lowest", "results table series has no column lowest"),
        ("serie#C.victims|||2022:low", "serie"),
    ],
)
def test_an_address_of_nothing(text: str, said: str) -> None:
    released = through(series=frame("series", counted(26)))
    with pytest.raises(KeyError) as refused:
        released.claim(text)
    assert refused.value.args[0] == said


def test_rows_are_found_by_key_and_by_what_they_hold() -> None:
    table = through(series=frame("series", counted(26), counted(14, period="2023")))["series"]
    assert [row["low"].value for row in table.rows(unit="persons")] == [26, 14]
    assert [row["low"].value for row in table.rows(period="2023")] == [14]
    assert table.has("C.victims", "", "", "2023") and not table.has("C.victims", "", "", "2024")
    with pytest.raises(KeyError) as refused:
        table.row("C.victims", "", "", "2024")
    assert refused.value.args[0] == "results table series has no row C.victims|||2024"


def test_every_table_is_declared_with_keys_and_a_trace() -> None:
    for name, declaration in CATALOGUE.items():
        assert declaration.name == name
        assert declaration.names[: len(declaration.keys)] == declaration.keys
        assert len(set(declaration.names)) == len(declaration.names)
        assert declaration.column("trace").kind == "trace"


def test_every_protected_column_stands_beside_what_it_is_protected_by() -> None:
    beside = {"by_unit": "unit", "derived": "unit", "by_source": "sources"}
    for name, declaration in CATALOGUE.items():
        for protection in {column.protection for column in declaration.columns} - {"open"}:
            assert beside[protection] in declaration.names, name
