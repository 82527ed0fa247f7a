"""Who answered and who did not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from napeval.cycle.cycle import Cycle
from napeval.display.languages import Language
from napeval.exchange.collecting.model import Answering, Response
from napeval.exchange.collecting.reading import ReadForm
from napeval.exchange.cycle_rows import institution_names
from napeval.exchange.forms.model import Identification, cell_rules
from napeval.exchange.forms.progress_answer import source_of
from napeval.exchange.forms.reading import FilledForm
from napeval.exchange.forms.registry import FORM_KINDS

_SHEET_OF_ANSWERER = "answer"


def responses(forms: Sequence[ReadForm], cycle: Cycle, language: Language) -> tuple[Response, ...]:
    """A line for each form that came, then one for each institution that was asked and sent none.

    Whom a period asks is told by the forms that came for it; without any, nobody is called missing.
    """
    names = institution_names(cycle, language)
    came = [_of_form(form, names) for form in forms if form.filled and form.filled.identification]
    missing: list[Response] = []
    known_sources = set(cycle.tables["monitoring/sources"]["source_id"].dropna())
    asked: dict[tuple[str, str, str], Identification] = {}
    for form in forms:
        own = form.filled.identification if form.filled else None
        if own and form.filled and form.filled.form:
            asked.setdefault((own.kind, own.period, own.evaluation), own)
    for (kind, period, evaluation), own in sorted(asked.items(), key=lambda item: item[0]):
        expected = FORM_KINDS[kind].expected
        same = (kind, period, evaluation)
        there = {one.institution for one in came if (one.kind, one.period, one.evaluation) == same}
        for institution in expected(own, cycle) if expected else ():
            if institution not in there:
                status = _status_without_form(own, institution, known_sources)
                missing.append(
                    Response(kind, period, institution, names.get(institution, institution), status)
                )
    came.sort(key=lambda one: (one.kind, one.period, one.evaluation, one.institution, one.person, one.file))
    return (*came, *missing)


def _status_without_form(own: Identification, institution: str, sources: Iterable[str]) -> Answering:
    before = source_of(
        Identification(own.kind, own.layout, own.cycle, own.language, own.made_on, institution, own.period)
    )
    return "collected_before" if before in sources else "missing"


def _of_form(form: ReadForm, names: Mapping[str, str]) -> Response:
    assert form.filled is not None and form.filled.identification is not None
    own = form.filled.identification
    counts = _counts(form.filled)
    status: Answering = "refused" if form.refused else "answered" if form.rows.rows else "blank"
    return Response(
        own.kind,
        own.period,
        own.institution,
        names.get(own.institution, own.institution),
        status,
        form.file,
        _answered_on(form.filled),
        *counts,
        person=own.person,
        evaluation=own.evaluation,
    )


def _counts(filled: FilledForm) -> tuple[int | None, int | None, int | None]:
    """Lines asked, answered and left blank; empty rows that were filled count as asked and answered."""
    if filled.form is None:
        return None, None, None
    asked = answered = 0
    for sheet in filled.form.sheets:
        if sheet.name == _SHEET_OF_ANSWERER:
            continue
        rows = [row for row in sheet.rows if any(cell_rules(one, row).editable for one in sheet.columns)]
        filled_rows = [row for row in filled.answers.get(sheet.name, ()) if row.answered]
        spare = sum(1 for row in filled_rows if row.handed_out is None)
        asked += len(rows) + spare
        answered += len(filled_rows)
    return asked, answered, asked - answered


def _answered_on(filled: FilledForm) -> date | None:
    for row in filled.answers.get(_SHEET_OF_ANSWERER, ()):
        value = row.values.get("answer")
        if row.values.get("line") == "answered_on" and isinstance(value, date):
            return value
    return None
