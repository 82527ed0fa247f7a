"""Are the results foreseen still relevant and adequate? Facts that bear on it, and the reviewers' answer."""

from __future__ import annotations

from collections.abc import Iterator

from napeval.display.blocks import Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report
from napeval.reports.sections.common import listed

SINCE_PLAN = ("during_plan", "after_plan")
"""When a recommendation was made after the plan was written."""


def validity(r: Report) -> None:
    """The chapter: facts that speak for or against the plan as it stands."""
    r.heading(1, _("Are the results foreseen still relevant and adequate?"), identifier="validity")
    r.say(
        _("This is for those who review to judge. What the plan and the record hold that bears on it:"),
    )
    facts = list(facts_on_validity(r))
    r.bullets(facts)
    if not facts:
        r.say(_("Nothing in the plan or the record bears on it."))
    r.slot("validity")


def facts_on_validity(r: Report) -> Iterator[Text]:
    """Results without an indicator, unanswered recommendations, what was dropped or revised, end dates."""
    bare = [row.text("result_id") for row in r.rows("results") if not row["indicators"].value]
    if bare:
        yield r.text(_("Results that no indicator measures: {results}."), results=listed(r, bare))
    yield from _recommendations(r)
    for state, sentence in _CHANGED.items():
        found = [row.text("activity_id") for row in r.rows("activities", plan_state=state)]
        if found:
            yield r.text(sentence, activities=listed(r, found))
    moved = [row.text("activity_id") for row in r.rows("activities") if _is_moved(row)]
    if moved:
        yield r.text(
            _("Activities whose deadline a yearly plan moved: {activities}."), activities=listed(r, moved)
        )
    revised = [
        row.text("indicator_id") for row in r.rows("achievement") if row["target_original"].state != "missing"
    ]
    if revised:
        yield r.text(
            _("Indicators whose target was revised: {indicators}."),
            indicators=listed(r, list(dict.fromkeys(revised))),
        )
    yield r.text(
        _(
            "Activities without a deadline: {undated}; with one after the end of the plan: {late}; without"
            " an amount: {unfunded}."
        ),
        undated=r.measure("activities_without_deadline"),
        late=r.measure("activities_ending_after_cycle"),
        unfunded=r.claim("budget", "plan", "plan", "all", column="activities_without_amount"),
    )


def _recommendations(r: Report) -> Iterator[Text]:
    """Recommendations that came after the plan was written and that no activity answers."""
    table = r.released["alignment"]
    for timing in SINCE_PLAN:
        if table.has("timing", timing):
            row = table.row("timing", timing)
            yield r.text(
                _(
                    "International recommendations made {when}: {recommendations}; without a related"
                    " activity: {without}."
                ),
                when=r.word_of("timing", timing),
                recommendations=row["recommendations"],
                without=row["without"],
            )


_CHANGED = {
    "dropped": _("Activities that a yearly plan dropped: {activities}."),
    "added": _("Activities that a yearly plan added: {activities}."),
}


def _is_moved(row: Row) -> bool:
    """Whether the deadline is no longer the one adopted."""
    adopted, now = row["end_adopted"], row["end"]
    return adopted.state == "shown" and adopted.value != now.value
