"""The forms made from the guide's instruments: how each is made, made again and written."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from napeval.cycle.cycle import Cycle
from napeval.cycle.faults import CycleFaults, Fault, nearest
from napeval.display.languages import Language
from napeval.exchange.cycle_rows import rows_of
from napeval.exchange.forms import (
    indicator_checklist,
    interview,
    me_plan,
    me_plan_rows,
    questionnaire,
    self_assessment,
    terms_of_reference,
    terms_of_reference_rows,
)
from napeval.exchange.forms.evaluation_context import Context, context_of
from napeval.exchange.forms.interview_rows import interview_rows
from napeval.exchange.forms.kinds import FormKind, FormRows
from napeval.exchange.forms.model import Form, Identification
from napeval.exchange.forms.progress import file_name
from napeval.exchange.forms.questionnaire_questions import open_questions
from napeval.exchange.forms.questionnaire_rows import questionnaire_rows
from napeval.exchange.forms.reading import FilledForm
from napeval.exchange.forms.writing import write_form

_Make = Callable[[Identification, Cycle, Context], Form | list[Fault]]


def _of_evaluation(make: _Make) -> Callable[[Identification, Cycle], Form | list[Fault]]:
    """A form of an evaluation, or what is wrong with the evaluation that it names."""

    def rebuild(own: Identification, cycle: Cycle) -> Form | list[Fault]:
        context = context_of(own.evaluation, cycle)
        return context if isinstance(context, list) else make(own, cycle, context)

    return rebuild


def _questionnaire(own: Identification, cycle: Cycle, context: Context) -> Form | list[Fault]:
    known = institutions_asked(cycle)
    if own.institution not in known:
        arguments = {"nearest": nearest(own.institution, known)}
        return [
            Fault("form_institution_unknown", "", None, "institution", own.institution or None, arguments)
        ]
    asked = open_questions(context.questions, context.matrix)
    return questionnaire.questionnaire_form(cycle, own, context.matrix, asked)


def _questionnaire_rows(filled: FilledForm, cycle: Cycle) -> FormRows:
    context = _context(filled, cycle)
    assert filled.identification is not None
    kinds = {row["institution"]: row["kind"] for row in rows_of(cycle.tables["plan/institutions"])}
    kind = str(kinds.get(filled.identification.institution) or "")
    rows, faults = questionnaire_rows(filled, kind, context.matrix)
    table = f"evaluations/{context.evaluation.name}/survey"
    return FormRows({table: rows} if rows else {}, faults)


def _terms(own: Identification, cycle: Cycle, context: Context) -> Form:
    return terms_of_reference.terms_form(cycle, own, context.evaluation, context.questions, locked=False)


def _terms_rows(filled: FilledForm, cycle: Cycle) -> FormRows:
    return terms_of_reference_rows.terms_rows(filled, cycle, _context(filled, cycle).evaluation)


def _context(filled: FilledForm, cycle: Cycle) -> Context:
    """The evaluation of a form that could be made again."""
    assert filled.identification is not None
    context = context_of(filled.identification.evaluation, cycle)
    assert isinstance(context, Context)
    return context


def institutions_asked(cycle: Cycle) -> list[str]:
    """Institutions that have a part in the plan, in its order."""
    involved = {row["institution"] for row in rows_of(cycle.tables["plan/responsibilities"])}
    return [
        row["institution"]
        for row in rows_of(cycle.tables["plan/institutions"])
        if row["institution"] in involved
    ]


INSTRUMENTS: Mapping[str, FormKind] = {
    me_plan.KIND: FormKind(
        me_plan.LAYOUT,
        lambda own, cycle: me_plan.me_plan_form(cycle, own, locked=False),
        me_plan_rows.me_plan_rows,
        replaces=frozenset((me_plan_rows.INDICATORS, me_plan_rows.REPORTING)),
    ),
    questionnaire.KIND: FormKind(
        questionnaire.LAYOUT,
        _of_evaluation(_questionnaire),
        _questionnaire_rows,
        expected=lambda _, cycle: institutions_asked(cycle),
    ),
    self_assessment.KIND: FormKind(
        self_assessment.LAYOUT,
        _of_evaluation(lambda own, cycle, _: self_assessment.self_assessment_form(cycle, own)),
        self_assessment.self_assessment_rows,
    ),
    indicator_checklist.KIND: FormKind(
        indicator_checklist.LAYOUT,
        _of_evaluation(lambda own, cycle, _: indicator_checklist.indicator_checklist_form(cycle, own)),
        indicator_checklist.indicator_checklist_rows,
    ),
    interview.KIND: FormKind(
        interview.LAYOUT,
        _of_evaluation(lambda own, cycle, context: interview.interview_form(cycle, own, context.questions)),
        interview_rows,
    ),
    terms_of_reference.KIND: FormKind(terms_of_reference.LAYOUT, _of_evaluation(_terms), _terms_rows),
}
"""The kinds by the word with which a form names its kind."""

_WITHOUT_EVALUATION = (me_plan.KIND,)


def new_pseudonym() -> str:
    """A pseudonym that tells nothing of the institution it is given to."""
    return f"R{secrets.token_hex(3).upper()}"


def write_instrument_forms(
    cycle: Cycle,
    kinds: Sequence[str],
    out: Path,
    language: Language,
    made_on: date,
    evaluation: str = "",
    *,
    institutions: Sequence[str] | None = None,
    records: int = 1,
    pseudonym: Callable[[], str] = new_pseudonym,
) -> list[Path]:
    """Write forms of these kinds into a folder; gives their paths.

    evaluation: name of the evaluation; every kind but me_plan needs one. institutions: that get a
    questionnaire; by default every one with a part in the plan. records: how many records of interviews.
    pseudonym: makes the code of each respondent. Raises CycleFaults for a kind, an evaluation or an
    institution that is not known.
    """
    forms = []
    for kind in kinds:
        if kind not in INSTRUMENTS:
            arguments = {"allowed": ", ".join(INSTRUMENTS), "nearest": nearest(kind, INSTRUMENTS)}
            raise CycleFaults([Fault("form_kind_unknown", cycle.meta.name, None, "kind", kind, arguments)])
        of = "" if kind in _WITHOUT_EVALUATION else evaluation
        own = Identification(
            kind, INSTRUMENTS[kind].layout, cycle.meta.name, language.code, made_on, evaluation=of
        )
        for one in _identifications(own, cycle, institutions, records, pseudonym):
            forms.append(instrument_form(one, cycle))
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / file_name(form.identification) for form in forms]
    for form, path in zip(forms, paths, strict=True):
        write_form(form, path)
    return paths


def _identifications(
    own: Identification,
    cycle: Cycle,
    institutions: Sequence[str] | None,
    records: int,
    pseudonym: Callable[[], str],
) -> list[Identification]:
    """One for each workbook of a kind."""
    if own.kind == questionnaire.KIND:
        asked = institutions_asked(cycle) if institutions is None else institutions
        return [replace(own, institution=one, person=pseudonym()) for one in asked]
    if own.kind == interview.KIND:
        first = _first_free(own, cycle)
        return [replace(own, extra=f"E{number:02d}") for number in range(first, first + records)]
    return [own]


def _first_free(own: Identification, cycle: Cycle) -> int:
    """The number after the highest of the evidence on record."""
    context = context_of(own.evaluation, cycle)
    if isinstance(context, list):
        raise CycleFaults(_of_cycle(context, cycle))
    names = context.evaluation.tables["evaluations/evidence"]["evidence_id"].dropna()
    numbers = [int(digits) for name in names if (digits := str(name).partition("-")[0][1:]).isdecimal()]
    return max(numbers, default=0) + 1


def instrument_form(own: Identification, cycle: Cycle) -> Form:
    """A form to be handed out: what plan and settings say already is locked.

    Raises CycleFaults where the evaluation or the institution is not known.
    """
    if own.kind == me_plan.KIND:
        return me_plan.me_plan_form(cycle, own)
    made: Form | list[Fault]
    if own.kind == terms_of_reference.KIND:
        context = context_of(own.evaluation, cycle)
        made = (
            context
            if isinstance(context, list)
            else terms_of_reference.terms_form(cycle, own, context.evaluation, context.questions)
        )
    else:
        made = INSTRUMENTS[own.kind].rebuild(own, cycle)
    if not isinstance(made, Form):
        raise CycleFaults(_of_cycle(made, cycle))
    return made


def _of_cycle(faults: Sequence[Fault], cycle: Cycle) -> list[Fault]:
    """Faults of what was asked for, where there is no workbook yet: the cycle stands for the file."""
    return [replace(fault, file=cycle.meta.name) for fault in faults]
