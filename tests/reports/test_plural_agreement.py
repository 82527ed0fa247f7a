"""A count of one stands with the singular: in the printed reports, and in every language of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

import pytest
from babel.messages.pofile import read_po
from whole_report import spaced, texts_of

PLURALS = {
    "en": r"(?:\w+[^\W\d_s]s|people|are|were|have)",
    "sq": r"(?:aktivitete|objektiva|rekomandime|institucione|burime|vëzhgime|persona|raporte|shuma)",
}
"""What must not follow the figure 1 in a report; words that are the same in both numbers are not in it."""
SINGULAR_IN_S = frozenset({"basis", "analysis", "focus", "status", "this", "plus", "was", "has", "its"})
NOUNS = {
    "sq": r"(?:aktivitete|objektiva|rekomandime|institucione|burime|vëzhgime|persona|produkte|formulime)\b",
    "sr": r"(?:ciljeva|redova|slučajeva|delova|dokaza|testova|nalaza)\b",
}
"""The most frequent nouns in the form that many take, where it is not that of one in any case."""


def after_one(blocks, following) -> Iterator[tuple[str, str]]:
    """Texts in which a figure 1 stands before a word in the plural."""
    for block in blocks:
        for runs in texts_of(block):
            for place, run in enumerate(runs):
                if run.get("c") and run["t"] == "1":
                    rest = spaced("".join(one["t"] for one in runs[place + 1 :]))
                    found = re.match(rf" ({following})\b", rest)
                    if found and found[1] not in SINGULAR_IN_S:
                        yield run["c"], rest[:40]


@pytest.mark.parametrize("code", PLURALS)
def test_no_figure_of_one_stands_before_a_plural(whole, complete, code):
    for report in (whole, complete):
        assert list(after_one(report.flat(code), PLURALS[code])) == []


def test_a_plural_after_one_is_seen():
    runs = [{"t": "1", "c": "a#b:c"}, {"t": "\N{NO-BREAK SPACE}activities are"}]
    block = {"kind": "paragraph", "runs": runs}
    assert list(after_one([block], PLURALS["en"])) == [("a#b:c", " activities are")]
    runs[1]["t"] = " activity is"
    assert list(after_one([block], PLURALS["en"])) == []


def catalogue(code):
    with (resources.files("napeval.display") / "locales" / f"{code}.po").open("rb") as stream:
        return [message for message in read_po(stream, locale=code) if message.id]


@pytest.mark.parametrize("code", NOUNS)
def test_a_translation_counts_with_the_forms_of_its_own_noun(code):
    """Where English gives a count its forms, a translation does not leave the noun of many behind it."""
    left = []
    for message in catalogue(code):
        if isinstance(message.id, str):
            for name in re.findall(r"\{(\w+):[^~}]", message.id):
                if re.search(rf"\{{{name}\}} {NOUNS[code]}", str(message.string)):
                    left.append((message.id, name))
    assert left == []
