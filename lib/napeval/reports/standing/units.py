"""The unit of the figures of a table or figure, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.labels import label
from napeval.display.languages import N_, Language
from napeval.release import Claim
from napeval.release.claims import split_address
from napeval.reports.standing.shown import Shown

NUMBER = N_("number")
PER_CENT = N_("per cent")
NAMED_IN_ROW = N_("as named in each row")
NAMED_IN_PANEL = N_("as named in each panel")
_IN_CAPTION = N_("as named in the caption")

_WITHOUT_UNIT: Mapping[str, str] = {
    "results": N_("as the statement words it"),
    "survey_answers": N_("marks"),
    "rater_agreement": N_("coefficient"),
    "money_and_delivery": N_("parts of one"),
    "questions": N_("weights"),
    "evidence": N_("weights"),
}
"""What figures without a unit are measured in, by results table."""

_OTHER_UNIT: Mapping[tuple[str, str], str] = {
    **{("trends", stem): NAMED_IN_ROW for stem in ("statistic", "effect", "interval")},
    **{("rates", stem): _IN_CAPTION for stem in ("exposure", "rate", "interval")},
    ("composition", "effect"): "",
}
"""Figures whose unit is not that of their row, by results table and the beginning of the column's name."""

_RATIO, _PERCENT = "ratio", "percent"
_UNITLESS = frozenset({"p", "milestone", _RATIO})
"""Units that are none: probabilities, what is either done or not, one figure over another."""


def unit_words(shown: Shown, language: Language, *, named: str) -> list[str]:
    """The units of what is shown, in words of the language, each once.

    named: what to say where the rows or panels have units of their own.
    """
    own = dict.fromkeys(unit for claim in shown.claims if (unit := _own_unit(claim)))
    words = [language.translate(named)] if len(own) > 1 else [_word(language, unit) for unit in own]
    general = (_general_unit(claim, language) for claim in shown.claims)
    return list(dict.fromkeys([*words, *filter(None, general)]))


def _word(language: Language, unit: str) -> str:
    """The word for a unit; the same for percentages as for shares."""
    return language.translate(PER_CENT) if unit == _PERCENT else label(language, "unit", unit)


def _own_unit(claim: Claim) -> str:
    """The unit of a figure by its code; "" where it has none, or one that does not depend on its row."""
    if claim.kind not in ("count", "number") or _other_unit(claim) is not None:
        return ""
    return "" if claim.unit in _UNITLESS or _is_profile(claim) else claim.unit


def _is_profile(claim: Claim) -> bool:
    """Whether a figure is of the plan's profile, where the unit of a row says what is counted."""
    return split_address(claim.address)[0] == "profile"


def _other_unit(claim: Claim) -> str | None:
    """The unit of a figure that has not that of its row, as a marked text; None where it has."""
    table, _, column = split_address(claim.address)
    return _OTHER_UNIT.get((table, column.partition("_")[0]))


def _general_unit(claim: Claim, language: Language) -> str:
    """The unit of a figure that does not depend on its row; "" where it does or where there is none."""
    if claim.kind == "share":
        return language.translate(PER_CENT)
    if claim.kind == "money":
        return language.currency
    if claim.kind == "count":
        return "" if claim.unit else language.translate(NUMBER)
    if claim.kind != "number":
        return ""
    if _is_profile(claim):
        return language.currency if claim.unit == language.currency else language.translate(NUMBER)
    if claim.unit == _RATIO:
        return language.translate(N_("ratio"))
    other = _other_unit(claim)
    if other is None:
        other = "" if claim.unit else _WITHOUT_UNIT.get(split_address(claim.address)[0], "")
    return language.translate(other)
