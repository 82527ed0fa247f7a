"""Annex: where the points of the guide stand in this report, and why some are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from napeval.cycle.reference import item_texts
from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.reports.guide_places import LeftOut, Place, identifiers_of, points_of
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import strategic_objectives

_MOST_PLACES = 2


def guide_annex(r: Report, *, notebook: str) -> None:
    """The points of the guide with their place in the report, by the words of the heading they stand under.

    notebook: which report this is, as the map of the guide names it. To be written last: a place must have
    been written before. Raises KeyError where one has not.
    """
    r.annex(_("Where the points of the guide stand"), identifier="annex-guide")
    r.say(
        _(
            "The guide to designing, monitoring and evaluating national responses to trafficking says what a"
            " report of this kind should hold. Each of its points stands here with its place in this report,"
            " or with the reason why it is left out."
        )
    )
    rows = [
        TableRow([_words(r, [item for item, _place in same]), _where(r, place)])
        for place, same in groupby(points_of(notebook), key=itemgetter(1))
    ]
    columns = [TableSpec(_("Point of the guide"), width=3), TableSpec(_("Where it stands"), width=2.6)]
    caption = r.word(_("Points of the guide and their places in this report"))
    r.table("tab-guide", columns, rows, caption, source=_("the guide"))


def _words(r: Report, items: Sequence[Mapping[str, Any]]) -> Text:
    """The wording of several points, one a line."""
    return r.quoted("\n".join(r.in_language(item_texts(item)) for item in items))


def _where(r: Report, place: Place) -> Text:
    if isinstance(place, LeftOut):
        return [*r.word(_("Left out:")), *r.quoted(" "), *r.word(place.reason)]
    objectives = {one: r.cell("plan/objectives", one, "pillar") for one in strategic_objectives(r)}
    found = [r.quoted(r.place(one)) for one in identifiers_of(place, objectives)]
    if not found:
        return r.word(_("No strategic objective of the plan is of this area."))
    if len(found) <= _MOST_PLACES:
        return join_texts(found, "; ")
    return [*join_texts(found[:1]), *r.word(_(", and under each of the other strategic objectives"))]
