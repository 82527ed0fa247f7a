"""The inception report: terms of reference, ethics, evaluators, how evidence becomes a mark."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.cycle.reference import instrument_items, item_texts
from napeval.display.blocks import TableRow
from napeval.display.languages import N_ as _
from napeval.exchange.forms.terms_of_reference import INSTRUMENT, KEYS, settled_terms, suggested_terms
from napeval.reports.report import Report, TableSpec

_TAKEN_FROM: Mapping[str, str] = {
    "aims": _("taken from the settings of the evaluation"),
    "questions": _("taken from the evaluation matrix"),
}
"""Where a suggestion comes from that is not taken from the plan."""


def terms_of_reference(r: Report) -> None:
    """Every point that the guide asks for, as settled, as the plan suggests, or open."""
    r.heading(1, _("Terms of reference"), identifier="terms")
    told = settled_terms(r.evaluation)
    suggested = suggested_terms(r.cycle, r.evaluation, r.asked_questions, r.language)
    items = {item["item_id"].rpartition(".")[2]: item for item in instrument_items(INSTRUMENT)}
    rows = []
    for number, key in KEYS.items():
        settled, offered = told.get(key, ""), suggested.get(key, "")
        rows.append(
            TableRow(
                [
                    r.quoted(number),
                    r.quoted(r.in_language(item_texts(items[number]))),
                    r.quoted(settled or offered) or r.word(_("open")),
                    r.word(_settled(key, settled, offered)),
                ]
            )
        )
    columns = [
        TableSpec(_("No."), width=0.5),
        TableSpec(_("What the guide asks for"), width=2.6),
        TableSpec(_("Entry"), width=4.2),
        TableSpec(_("State"), width=1.1),
    ]
    caption = r.word(_("Terms of reference of the evaluation"))
    r.table(
        "tab-terms", columns, rows, caption, source=_("the settings of the evaluation; the plan; the guide")
    )


def _settled(key: str, told: str, offered: str) -> str:
    """Whether a point is settled, only suggested, or open."""
    if told:
        return _("settled")
    if not offered:
        return _("to be settled")
    return _TAKEN_FROM.get(key, _("taken from the plan"))


def ethics(r: Report) -> None:
    """The principles that the evaluation keeps to, and who the evaluators should be."""
    r.heading(1, _("Ethics and evaluators"), identifier="ethics")
    r.say(_("The evaluation keeps to these principles:"))
    r.bullets([r.quoted(r.in_language(item_texts(item))) for item in instrument_items("evaluation_ethics")])
    r.say(_("Interviews are held by these principles:"))
    r.bullets(
        [
            r.quoted(r.in_language(item_texts(item)))
            for item in instrument_items("interview_principles")
            if item["answer_type"] != "none"
        ]
    )
    team = r.evaluation.settings.get("team") or []
    if team:
        r.say(_("The team:"))
        r.bullets([r.quoted(f"{one['initials']}: {one['role']}") for one in team])


def rules_of_rating(r: Report) -> None:
    """How evidence becomes a mark, said before there is any."""
    r.heading(1, _("How evidence becomes a mark"), identifier="rules")
    rules = r.matrix.rules
    points = [
        r.text(
            _("A question is demonstrated only where evidence covers at least {share} of its weight."),
            share=r.quoted(r.language.share(float(rules.minimum_coverage))),
        ),
        r.text(
            _("A figure counts only where at least {share} of what it speaks of is known."),
            share=r.quoted(r.language.share(float(rules.minimum_known))),
        ),
        r.text(
            _(
                "A criterion is judged only where evaluators rated at least {share} of the weight of its"
                " questions."
            ),
            share=r.quoted(r.language.share(float(rules.minimum_judged))),
        ),
        r.text(
            _("Marks of a survey count only from at least {number:person|people}."),
            number=r.quoted(str(rules.minimum_respondents)),
        ),
        r.text(
            _("Evidence about the plan carries at most {share} of a question."),
            share=r.quoted(r.language.share(float(rules.plan_evidence_at_most))),
        ),
    ]
    r.bullets(points)
    r.say(
        _("The scale: {scale}; {verification}; {bands}."),
        scale=r.word_of("scale", r.scale.id),
        verification=r.word_of("verification", r.scale.verification),
        bands=r.word_of("bands", r.scale.points_rule.basis),
    )
    r.say(
        _(
            "Where a criterion is both judged and computed, {prevails} prevails, and the difference is"
            " printed."
        ),
        prevails=r.word_of("prevails", r.evaluation.settings.get("prevails") or "judgement"),
    )
    r.say(_("The strength of the evidence starts high and is lowered by:"))
    r.bullets([r.word_of("remark", one.code) for one in rules.strength])
