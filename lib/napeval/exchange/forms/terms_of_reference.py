"""Terms of reference for the evaluators: the points that the guide asks for, pre-filled from the cycle.

What is filled in goes to the key terms_of_reference of the evaluation's settings. What stands there
already is locked; suggestions taken from the cycle may be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from napeval.criteria.questions import Question
from napeval.cycle.cycle import Cycle, Evaluation
from napeval.cycle.reference import (
    instrument_item,
    instrument_items,
    instrument_title,
    item_choices,
    item_text,
)
from napeval.display.languages import N_, Language
from napeval.exchange.cycle_rows import institution_names, rows_of
from napeval.exchange.forms import instrument_words as words
from napeval.exchange.forms.assignments import national_coordinator
from napeval.exchange.forms.form_frame import form_frame
from napeval.exchange.forms.model import (
    CellRule,
    Form,
    FormColumn,
    FormRow,
    FormSheet,
    Identification,
    Value,
    plain_field,
)

KIND = "terms_of_reference"
LAYOUT = 1
INSTRUMENT = "evaluation_tor"
KEYS: Mapping[str, str] = {
    "1": "aims",
    "2a": "action_plan",
    "2b": "institutional_arrangements",
    "2c": "actors",
    "3a": "approach",
    "3b": "questions",
    "4a": "days",
    "4b": "place",
    "4c": "deliverables",
    "4d": "fee",
    "5a": "support",
    "5b": "access",
    "6a": "profile",
    "6b": "team_profile",
}
"""Key of the settings by number of the point."""

LISTS = ("deliverables",)
"""Keys whose value is a list: one line of the cell for each entry."""

_TAB = N_("Terms of reference")
_HOW = N_(
    "Yellow cells may hold a suggestion taken from the plan: change it, or empty it to leave the point open."
)
_LISTS = N_("What is delivered stands with one piece on each line of the cell.")
_ETHICS = N_("The evaluation keeps to these principles:")


def terms_form(
    cycle: Cycle,
    own: Identification,
    evaluation: Evaluation,
    asked: tuple[Question, ...],
    *,
    locked: bool = True,
) -> Form:
    """The form for one evaluation. asked: the questions of its matrix.

    locked: whether what the settings say cannot be changed. A form that is read back is made again
    unlocked, because the settings may say since then what was open when the form was handed out.
    """
    say = Language(own.language)
    told = settled_terms(evaluation)
    suggested = suggested_terms(cycle, evaluation, asked, say)
    rows = tuple(_row(name, told, suggested, cycle.meta.currency, say.code, locked=locked) for name in KEYS)
    title = instrument_title(INSTRUMENT, own.language)
    sheet = FormSheet(
        "terms",
        say.translate(_TAB),
        title,
        (say.translate(_HOW), say.translate(_LISTS)),
        (
            FormColumn("number", say.translate(words.NUMBER), identity=True, width=8),
            FormColumn("item", say.translate(words.ITEM), width=52),
            FormColumn("entry", say.translate(words.ENTRY), editable=True, width=90),
        ),
        rows,
    )
    principles = [item_text(item, say.code) for item in instrument_items("evaluation_ethics")]
    return form_frame(
        cycle,
        own,
        title=title,
        instructions=(say.translate(_HOW),),
        ethics=(say.translate(_ETHICS), *principles),
        sheets=(sheet,),
    )


def settled_terms(evaluation: Evaluation) -> Mapping[str, str]:
    """What the settings say of each point, as the form shows it; points they leave open are absent."""
    terms = evaluation.settings.get("terms_of_reference") or {}
    return {key: shown_term(value) for key, value in terms.items() if value not in (None, "", [], {})}


def shown_term(value: object) -> str:
    """A value of the settings as the text of a cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "\n".join(str(part) for part in value)
    return str(value)


def _row(
    name: str,
    told: Mapping[str, str],
    suggested: Mapping[str, str],
    currency: str,
    language: str,
    *,
    locked: bool,
) -> FormRow:
    item = instrument_item(f"{INSTRUMENT}.{name}")
    key = KEYS[name]
    number = item["answer_type"] == "number"
    text = told.get(key) or suggested.get(key)
    value: Value = text
    choices = item_choices(item, language)
    rule = CellRule(
        plain_field("entry", ("integer" if key == "days" else "number") if number else "string", minimum=0),
        {} if text is not None and text not in choices else choices,  # the settings may say it in words
        currency if key == "fee" else "",
        editable=False if key in told and locked else None,
    )
    if number and text is not None:
        value = Decimal(text) if text.replace(".", "", 1).isdecimal() else text
        if isinstance(value, str):
            rule = CellRule(plain_field("entry", "string"), {}, "", rule.editable)
    return FormRow(
        {"number": name, "item": item_text(item, language), "key": key, "entry": value}, {"entry": rule}
    )


def suggested_terms(
    cycle: Cycle, evaluation: Evaluation, asked: tuple[Question, ...], say: Language
) -> Mapping[str, str]:
    """What the cycle and the settings say of points that the terms of reference leave open."""
    purpose = evaluation.settings.get("purpose") or {}
    names = institution_names(cycle, say)
    involved = {row["institution"] for row in rows_of(cycle.tables["plan/responsibilities"])}
    title = say.own(cycle.meta.title) or cycle.meta.title.get("en", "")
    coordinator = national_coordinator(cycle)
    found = {
        "aims": say.own({code: str(text) for code, text in purpose.items()}),
        "action_plan": f"{title} ({say.date(cycle.meta.start)} – {say.date(cycle.meta.end)})",
        "institutional_arrangements": names.get(coordinator, ""),
        "actors": "; ".join(name for code, name in names.items() if code in involved),
        "questions": "\n".join(f"{one.id}: {say.own(one.text) or one.text['en']}" for one in asked),
    }
    return {key: " ".join(text.split()) if key == "aims" else text for key, text in found.items() if text}
