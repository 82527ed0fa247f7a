"""Does the plan cover the enabling framework, prevention, protection and prosecution?"""

from __future__ import annotations

from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.reports.report import Report
from napeval.reports.sections.pillars import pillar_coverage

ASKED = ("enabling_framework", "prevention", "protection", "prosecution")
"""The areas that a review asks about, in the order of the guide."""


def coverage(r: Report) -> None:
    """The chapter: what each area holds and lacks."""
    r.heading(1, _("What the plan covers"), identifier="coverage")
    sentences = {
        "yes": _("Covered with goals, results, indicators, activities and money: {areas}."),
        "partly": _("Covered in part, because something of these is lacking: {areas}."),
        "no": _("Not covered by any goal: {areas}."),
    }
    for answer, sentence in sentences.items():
        found = [
            r.word_of("pillar", area)
            for area in ASKED
            if r.released["pillar_coverage"].row(area).text("covered") == answer
        ]
        if found:
            r.say(sentence, areas=join_texts(found, "; "))
    pillar_coverage(r)
    r.say(
        _(
            "Whether something is missing that trafficking as it is today calls for, no table can say; it is"
            " asked in the next chapter."
        )
    )
