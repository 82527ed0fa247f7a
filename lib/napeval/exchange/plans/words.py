"""Words by which plans in Albanian, English and Serbian are told apart and read."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

_CYRILLIC = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "a b v g d dj e z z i j k l lj m n nj o p r s t c u f h c c dz s".split(),  # noqa: SIM905
        strict=True,
    )
)  # fmt: skip
_LETTERS = str.maketrans(_CYRILLIC | {"đ": "dj"})


def fold(text: str) -> str:
    """A text for comparing: small Latin letters without marks, single spaces, no punctuation."""
    small = text.casefold().translate(_LETTERS)
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", small) if not unicodedata.combining(letter)
    )
    return " ".join(re.sub(r"[^\w#]+", " ", plain).split())


@cache
def heading_words() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """What a heading may stand for: (role, language) pairs by the folded heading."""
    source = resources.files("napeval.exchange.plans") / "headings.csv"
    found: dict[str, list[tuple[str, str]]] = {}
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        for words in row["words"].split(";"):
            found.setdefault(fold(words), []).append((row["role"], row["language"]))
    return {words: tuple(pairs) for words, pairs in found.items()}


LEVELS: Mapping[str, tuple[str, ...]] = {
    "strategic": (
        "objektivi strategjik", "qellimi strategjik", "fusha strategjike", "zona strategjike", "shtylla",
        "strategic objective", "strategic goal", "strategic area", "pillar", "goal",
        "strateski cilj", "opsti cilj", "strateska oblast", "stub",
    ),
    "specific": (
        "objektivi specifik", "objektivi operacional", "objektivi operativ", "objektivi",
        "specific objective", "operational objective", "objective",
        "specificni cilj", "poseban cilj", "posebni cilj", "operativni cilj", "cilj",
    ),
    "measure": (
        "masa kryesore", "masa", "key measure", "main measure", "measure", "kljucna mera", "mera", "mjera",
    ),
}  # fmt: skip
"""Folded words that begin the heading of an objective, by its level."""

PILLARS: Mapping[str, tuple[str, ...]] = {
    "prevention": ("parandalim", "prevent", "prevencij", "sprecav"),
    "protection": (
        "mbrojt", "asistenc", "ri integrim", "riintegrim", "protect", "assist", "reintegrat", "zastit",
    ),
    "prosecution": (
        "ndjekj", "hetim", "ndeshkim", "prosecut", "investigat", "punish", "gonjenj", "istrag", "kaznjav",
    ),
    "partnership": ("partneritet", "bashkepunim", "partner", "cooperat", "saradnj"),
    "enabling_framework": (
        "korniz", "mekanizma", "enabling", "framework", "institutional mechanism", "podsticajni okvir",
        "institucionalni okvir", "institucionalnih mehaniz", "mehanizam",
    ),
}  # fmt: skip
"""Beginnings of folded words that name a strategic area."""

TOTALS = (
    "buxheti i pergjithshem", "buxheti total", "kosto totale", "kostoja totale", "shuma totale", "nentotali",
    "totali", "total", "gjithsej", "shuma", "sub total", "subtotal", "grand total", "sum", "overall total",
    "ukupno", "ukupan", "ukupni", "medjuzbir", "zbir", "svega", "sveukupno",
)  # fmt: skip
"""Folded words that begin a row of totals."""

TOTAL_PARTS = ("nga te cilat", "prej te cilave", "of which", "od toga", "od cega")
"""Folded words that begin a row which splits a total."""

NO_COST = (
    "nuk kerkohen fonde", "nuk kerkohet financim", "pa kosto", "nuk ka kosto", "no funds required",
    "no funding required", "no cost", "no costs", "not required", "nisu potrebna sredstva", "nisu potrebna",
    "bez troskova", "nema troskova",
)  # fmt: skip
"""Folded remarks that no money is needed; they are no amount."""

CONTINUOUS = (
    "vazhdueshem", "ne vazhdimesi", "vazhdimisht", "i vazhdueshem", "e vazhdueshme", "continuous",
    "continuously", "ongoing", "permanent", "permanently", "kontinuirano", "kontinuiran", "u kontinuitetu",
    "stalno", "trajno", "perhershem", "gjate tere periudhes", "throughout", "throughout the period",
)  # fmt: skip
"""Folded deadlines that name no end."""

IN_THOUSANDS = re.compile(r"\b(?:000|mije|mijera|thousand|thousands|hiljad\w*|milion\w*|million\w*)\b")
"""A folded heading whose amounts are not in whole units."""
