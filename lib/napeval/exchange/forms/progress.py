"""The progress form of annex 5 of the guide: one workbook per institution and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from napeval.cycle.cycle import Cycle
from napeval.cycle.faults import CycleFaults, Fault, nearest
from napeval.cycle.periods import is_period, nearest_period, parse_period
from napeval.display.languages import Language
from napeval.exchange.cycle_rows import institution_names
from napeval.exchange.forms import progress_words as words
from napeval.exchange.forms.assignments import Asked, assign, national_coordinator
from napeval.exchange.forms.model import Form, FormSheet, Identification
from napeval.exchange.forms.progress_money import money_sheet, risks_sheet
from napeval.exchange.forms.progress_sheets import (
    activities_sheet,
    answer_sheet,
    indicators_sheet,
    results_sheet,
)
from napeval.exchange.forms.progress_values import Known
from napeval.exchange.forms.writing import write_form

KIND = "progress"
LAYOUT = 1
"""Version of the arrangement of this form; raised whenever an older form can no longer be read."""

_NOT_FOR_FILES = re.compile(r"[^\w.-]+")
_ETHICS_ITEMS = ("how5", "how3", "how8", "how9")


def progress_form(cycle: Cycle, institution: str, period: str, language: Language, today: date) -> Form:
    """The form of one institution for one period, pre-filled with what was known before today.

    Raises CycleFaults where the period or the institution is not one of the plan's, or the plan asks
    nothing of the institution.
    """
    identification = Identification(
        KIND, LAYOUT, cycle.meta.name, language.code, today, institution=institution, period=period
    )
    form = rebuild(identification, cycle)
    if not isinstance(form, Form):
        raise CycleFaults([replace(fault, file=cycle.meta.name) for fault in form])
    return form


def rebuild(identification: Identification, cycle: Cycle) -> Form | list[Fault]:
    """The form as it was handed out, from what it says of itself; or what is wrong with that.

    The column of a fault is the line of the identification that it concerns.
    """
    faults = place_faults(identification, cycle)
    if faults:
        return faults
    period, institution = identification.period, identification.institution
    asked = assign(cycle, period, identification.made_on).get(institution)
    if asked is None:
        return [Fault("form_institution_not_asked", "", None, "institution", institution)]
    return _form(identification, cycle, asked)


def place_faults(identification: Identification, cycle: Cycle) -> list[Fault]:
    """Whether the period and the institution are the plan's."""
    period, institution = identification.period, identification.institution
    faults = []
    if not is_period(period):
        arguments = {"nearest": nearest_period(period)}
        faults.append(Fault("not_a_period", "", None, "period", period or None, arguments))
    else:
        span = parse_period(period)
        if span.start < cycle.meta.start or span.end > cycle.meta.end:
            arguments = {"start": str(cycle.meta.start), "end": str(cycle.meta.end)}
            faults.append(Fault("form_period_outside", "", None, "period", period, arguments))
    known = sorted(cycle.tables["plan/institutions"]["institution"].dropna())
    if institution not in known:
        arguments = {"nearest": nearest(institution, known)}
        faults.append(
            Fault("form_institution_unknown", "", None, "institution", institution or None, arguments)
        )
    return faults


def _form(identification: Identification, cycle: Cycle, asked: Asked) -> Form:
    language = Language(identification.language)
    say = language.translate
    period = identification.period
    known = Known(cycle, parse_period(period), identification.made_on, language)
    coordinator = national_coordinator(cycle)
    addressee = known.names.get(coordinator, coordinator)
    sheets: Sequence[FormSheet] = (
        answer_sheet(known, addressee),
        results_sheet(known, asked),
        indicators_sheet(known, asked),
        activities_sheet(known, asked),
        money_sheet(known, asked),
        risks_sheet(known, asked),
    )
    return Form(
        identification,
        say(words.TITLE),
        cycle.meta.title.get(language.code) or cycle.meta.title["en"],
        say(words.MARK) if cycle.meta.synthetic else "",
        (*(say(text) for text in words.INTRODUCTION), words.from_guide("r4", language.code)),
        (
            *(say(text) for text in words.ETHICS_OWN),
            *(words.from_guide(item, language.code, "implementation_phase") for item in _ETHICS_ITEMS),
        ),
        tuple(sheet for sheet in sheets if sheet.rows or sheet.spare_rows),
        institution_name=institution_names(cycle, language)[identification.institution],
        period_name=language.period(period),
    )


def write_progress_forms(
    cycle: Cycle,
    period: str,
    out: Path,
    language: Language,
    today: date,
    institutions: Sequence[str] | None = None,
) -> list[Path]:
    """Write the forms of a period into a folder, one workbook per institution; gives their paths.

    institutions: only for these; by default for every one that the plan asks anything of. Raises
    CycleFaults where the period or an institution is not one of the plan's.
    """
    if institutions is None:
        first = Identification(KIND, LAYOUT, cycle.meta.name, language.code, today, period=period)
        faults = [fault for fault in place_faults(first, cycle) if fault.column == "period"]
        if faults:
            raise CycleFaults([replace(fault, file=cycle.meta.name) for fault in faults])
        institutions = list(assign(cycle, period, today))
    forms = [progress_form(cycle, one, period, language, today) for one in institutions]
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for form in forms:
        path = out / file_name(form.identification)
        write_form(form, path)
        paths.append(path)
    return paths


def file_name(identification: Identification) -> str:
    """Name of the workbook of a form."""
    own = identification
    parts = (own.kind, own.period, own.institution, own.evaluation, own.person, own.extra, own.language)
    return "_".join(_NOT_FOR_FILES.sub("-", part) for part in parts if part) + ".xlsx"
