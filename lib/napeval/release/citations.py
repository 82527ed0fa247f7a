"""Citations: addresses of claims, in braces, in the words that evaluators write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import reduce
from urllib.parse import unquote

from napeval.cycle.faults import nearest
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import Claim, Declaration, split_address
from napeval.release.gate import Released, ReleasedTable

CITATION = re.compile(r"(?<!\\)\{([A-Za-z_]+#[^{}\n]*)\}")
"""What is meant as a citation: a name and a hash behind the opening brace, which no backslash stands before.
Other braces are text."""

_NEUTRAL = frozenset({"all", "plan", ""})
"""Parts of a key that name the whole, and so are understood where they are left out."""
_UNCITED = frozenset({"key", "trace"})
_MOST_LISTED = 12


class CitationError(LookupError):
    """A citation that leads to no claim, or to more than one.

    code: what is wrong, as a fault of a text. arguments: what the message needs besides.
    """

    def __init__(self, code: str, address: str, arguments: Mapping[str, str]) -> None:
        super().__init__(f"{{{address}}}: {code} {dict(arguments)}")
        self.code = code
        self.address = address
        self.arguments = dict(arguments)


def citations(text: str) -> Iterator[str]:
    """The addresses that a text cites, in order, as they are written."""
    return (match[1] for match in CITATION.finditer(text))


def check_form(address: str) -> Declaration:
    """The results table that an address names, without looking at its rows.

    Raises CitationError where it is no address, or names a table or column that the catalogue does not have.
    """
    try:
        table, _, column = split_address(address)
    except ValueError:
        raise CitationError("text_citation_form", address, {}) from None
    if table not in CATALOGUE:
        raise CitationError("text_citation_table", address, {"nearest": nearest(table, CATALOGUE)})
    columns = [one.name for one in CATALOGUE[table].columns if one.kind not in _UNCITED]
    if column not in columns:
        arguments = {"allowed": ", ".join(columns), "nearest": nearest(column, columns)}
        raise CitationError("text_citation_column", address, arguments)
    return CATALOGUE[table]


def resolve(address: str, released: Released) -> Claim:
    """The claim that a citation stands for.

    Parts of the key may be left out, as in rollup#II:value, where one row fits; of several, the one whose
    other parts, but for those that all of them share, are "all", "plan" or "". Raises CitationError: its
    argument `nearest` is the nearest address that exists, its argument `fitting` lists the full addresses
    where several fit.
    """
    check_form(address)
    table, key, column = split_address(address)
    if table not in released.tables:
        raise CitationError("text_citation_table", address, {"nearest": nearest(table, released.tables)})
    rows = released[table]
    found = _fitting(parts_of(key), rows)
    if len(found) == 1:
        return released.claim(f"{table}#{found[0]}:{column}")
    if not found:
        near = _nearest_key(parts_of(key), rows)
        raise CitationError("text_citation", address, {"nearest": f"{table}#{near}:{column}" if near else ""})
    listed = [f"{{{table}#{one}:{column}}}" for one in found[:_MOST_LISTED]]
    more = ["…"] if len(found) > _MOST_LISTED else []
    raise CitationError("text_citation_several", address, {"fitting": ", ".join([*listed, *more])})


def stands_for(address: str, full: str) -> bool:
    """Whether a citation, maybe with parts of its key left out, can stand for a full address."""
    try:
        (table, key, column), (own_table, own_key, own_column) = split_address(address), split_address(full)
    except ValueError:
        return False
    return (table, column) == (own_table, own_column) and _fits(parts_of(key), parts_of(own_key))


def parts_of(key: str) -> list[str]:
    """The parts of a key as they are written, unescaped."""
    return [unquote(part.strip()) for part in key.split("|")]


def _fitting(given: Sequence[str], table: ReleasedTable) -> list[str]:
    """The keys that may be meant: the key itself, the one with neutral parts left out, or all that fit.

    Parts that all fitting keys share are understood too: "strategic" is in each key of an objective.
    """
    keys = {key: parts_of(key) for key in table.key_texts}
    same = [key for key, parts in keys.items() if parts == list(given)]
    if same:
        return same
    left_out = {key: Counter(parts) - Counter(given) for key, parts in keys.items() if _fits(given, parts)}
    shared = reduce(Counter.__and__, left_out.values()) if left_out else Counter[str]()
    neutral = [key for key, rest in left_out.items() if _NEUTRAL.issuperset(rest - shared)]
    return neutral if len(neutral) == 1 else list(left_out)


def _fits(given: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the given parts stand in the key, in this order."""
    rest = iter(parts)
    return all(part in rest for part in given)


def _nearest_key(given: Sequence[str], table: ReleasedTable) -> str:
    """The key whose parts are most like the given ones; of equals, the one with least besides."""
    keys = list(table.key_texts)
    return max(keys, key=lambda key: _likeness(given, parts_of(key)), default="")


def _likeness(given: Sequence[str], parts: Sequence[str]) -> tuple[float, int]:
    alike = [max(_ratio(part, own) for own in parts) for part in given]
    besides = sum(part not in _NEUTRAL for part in (Counter(parts) - Counter(given)).elements())
    return sum(alike) / len(alike), -besides


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()
