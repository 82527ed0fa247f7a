"""The record of an interview or a focus group: pseudonym, consent, what was said, the ten principles.

What was said becomes pieces of evidence of an evaluation, the principles rows of its checklist with the
first piece as subject. Without consent nothing of the record is taken in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from napeval.criteria.questions import Question
from napeval.cycle.cycle import Cycle
from napeval.cycle.reference import instrument_items, instrument_title
from napeval.cycle.schemas import Field, schemas
from napeval.display.languages import N_, Language
from napeval.exchange.forms import instrument_words as words
from napeval.exchange.forms.form_frame import form_frame
from napeval.exchange.forms.instrument_rows import answer_rule, item_columns, item_row, line_columns
from napeval.exchange.forms.model import (
    CellRule,
    Form,
    FormColumn,
    FormRow,
    FormSheet,
    Identification,
    choices_of,
    plain_field,
)

KIND = "interview"
LAYOUT = 1
PRINCIPLES = "interview_principles"
KINDS = ("interview", "focus_group")
PLACES = 12
"""How many things said one record holds."""

_TITLE = N_("Record of an interview or a focus group")
_RECORD_TAB, _SAID_TAB, _PRINCIPLES_TAB = N_("Record"), N_("What was said"), N_("Principles")
_KIND, _PSEUDONYM = N_("Interview or focus group"), N_("Pseudonym of the person or the group (no name)")
_INSTITUTION = N_("Pseudonym of the institution (no name)")
_INSTITUTION_HELP = N_(
    "A code without spaces, such as I03, the same for all people of one institution; never its name."
)
_INSTITUTION_KIND, _DATE = N_("Kind of institution"), N_("Date of the talk")
_CONSENT, _RELEASE = N_("Consent to the use of what was said"), N_("May it be shown")
_BY = N_("Initials of the interviewer (no name)")
_THEME, _QUESTION, _SUMMARY = N_("Theme"), N_("Evaluation question"), N_("Summary, in your words")
_THEME_HELP = N_("One word or a few, such as: coordination, shelter, training.")
_CONSENT_HELP = N_(
    "Only what is said with consent is taken in. Without it, hand the record back or destroy it."
)
_HOW = N_(
    "One record holds one talk: who it was with, what was said by theme, and how the principles were kept."
)
_SAID_HOW = N_(
    "One row for each theme. Write what was said so that nobody can be recognised; no quotations with names."
)
_PRINCIPLES_HOW = N_(
    "Confirm every principle. Where one was not kept or does not concern this talk, say why."
)
_NO_VICTIM_NAMES = N_(
    "A record of a talk with a victim belongs in safe keeping and goes to nobody but the evaluators."
)


def interview_form(cycle: Cycle, own: Identification, asked: tuple[Question, ...]) -> Form:
    """An empty record. asked: the questions of the evaluation that a theme may be evidence for."""
    say = Language(own.language)
    said = FormSheet(
        "said",
        say.translate(_SAID_TAB),
        say.translate(_SAID_TAB),
        (say.translate(_SAID_HOW),),
        (
            FormColumn("number", say.translate(words.NUMBER), identity=True, width=8),
            FormColumn(
                "theme", say.translate(_THEME), help=say.translate(_THEME_HELP), editable=True, width=26
            ),
            FormColumn(
                "question", say.translate(_QUESTION), editable=True, choices=_questions(asked, say), width=50
            ),
            FormColumn("summary", say.translate(_SUMMARY), editable=True, width=76),
        ),
        tuple(FormRow({"number": str(place)}) for place in range(1, PLACES + 1)),
    )
    principles = FormSheet(
        "principles",
        say.translate(_PRINCIPLES_TAB),
        instrument_title(PRINCIPLES, own.language),
        (say.translate(_PRINCIPLES_HOW),),
        item_columns(say, last_help=words.REASON_HELP),
        tuple(_principle_row(item, say) for item in instrument_items(PRINCIPLES)),
    )
    ethics = [_NO_VICTIM_NAMES, words.NO_PERSONAL_DATA]
    return form_frame(
        cycle,
        own,
        title=say.translate(_TITLE),
        instructions=(say.translate(_HOW), say.translate(_CONSENT_HELP)),
        ethics=[say.translate(text) for text in ethics],
        sheets=(_record(say), said, principles),
    )


def _questions(asked: tuple[Question, ...], say: Language) -> Mapping[str, str]:
    return {one.id: f"{one.id}: {one.text.get(say.code) or one.text['en']}" for one in asked}


def _principle_row(item: Mapping[str, Any], say: Language) -> FormRow:
    return item_row(item, say.code, rule=answer_rule(item, say.code, not_applicable=True))


def evidence_field(name: str) -> Field:
    """A column of the evidence table of an evaluation."""
    return schemas()["evaluations/evidence"].column(name)


def _record(say: Language) -> FormSheet:
    """The lines about the talk as a whole."""
    return FormSheet(
        "record",
        say.translate(_RECORD_TAB),
        say.translate(_TITLE),
        (say.translate(_CONSENT_HELP),),
        line_columns(say),
        tuple(_record_rows(say)),
    )


def _record_rows(say: Language) -> Iterator[FormRow]:
    kinds = choices_of(evidence_field("kind"), say.code)
    consent = choices_of(evidence_field("consent"), say.code)
    kind_of_institution = schemas()["plan/institutions"].column("kind")
    rules: Mapping[str, tuple[str, CellRule]] = {
        "kind": (_KIND, CellRule(choices={code: kinds[code] for code in KINDS})),
        "pseudonym": (_PSEUDONYM, CellRule(help=say.translate(words.WHO_HELP))),
        "institution": (_INSTITUTION, CellRule(help=say.translate(_INSTITUTION_HELP))),
        "institution_kind": (_INSTITUTION_KIND, CellRule(choices=choices_of(kind_of_institution, say.code))),
        "date": (_DATE, CellRule(field=plain_field("date", "date"))),
        "consent": (
            _CONSENT,
            CellRule(
                choices={code: consent[code] for code in ("yes", "no")}, help=say.translate(_CONSENT_HELP)
            ),
        ),
        "release_status": (
            _RELEASE, CellRule(choices=choices_of(evidence_field("release_status"), say.code))
        ),
        "by": (_BY, CellRule(help=say.translate(words.WHO_HELP))),
    }  # fmt: skip
    for code, (label, rule) in rules.items():
        yield FormRow({"line": say.translate(label), "code": code}, {"entry": rule})
