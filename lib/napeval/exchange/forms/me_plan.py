"""The monitoring and evaluation plan (annex 4 of the guide): how each indicator is to be measured.

What the plan says stands in the form locked; only what it leaves open is asked. Nothing here can change
what the plan says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import parse_period
from napeval.cycle.reference import (
    instrument_item,
    instrument_title,
    item_choices,
)
from napeval.display.form_words import unit_word
from napeval.display.languages import N_, Language
from napeval.exchange.cycle_rows import Row, rows_of, words_of
from napeval.exchange.forms import instrument_words as words
from napeval.exchange.forms.form_frame import form_frame
from napeval.exchange.forms.instrument_rows import column_heading, section_text, who_sheet
from napeval.exchange.forms.me_plan_sheets import INSTRUMENT, collectors, reports_sheet, steps_sheet
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
from napeval.exchange.forms.progress_values import Known, code_word, levels_of

KIND = "me_plan"
LAYOUT = 1
FILLED_IN = {"means": "means_of_verification", "frequency": "frequency", "responsible": "responsible"}
"""Column of plan/indicators by column of the form."""

_FIRST_YEAR = 1990
_TOTAL = (None, None)

_INDICATORS_TAB = N_("Indicators")
_UNIT, _YEAR_OF_BASELINE, _YEAR_OF_TARGET = N_("Unit"), N_("Year of the baseline"), N_("Year of the target")
_OUTPUTS = N_("outputs of activities")
_PRINTED = N_("The plan prints: {printed}")
_HOW = N_(
    "The plan leaves open what stands in yellow. Fill it in together with those who will collect the data; "
    "what stands in grey is said by the plan and is not asked."
)
_BOTH = N_("A baseline or a target needs both its value and its year.")


def me_plan_form(cycle: Cycle, own: Identification, *, locked: bool = True) -> Form:
    """The form of a cycle.

    locked: whether what the plan says cannot be changed. A form that is read back is made again unlocked,
    because the plan may say since then what was open when the form was handed out.
    """
    say = Language(own.language)
    sheets = (
        who_sheet(say, initials=False),
        _indicators(cycle, own, say, locked),
        reports_sheet(cycle, say, locked),
        steps_sheet(say),
    )
    return form_frame(
        cycle,
        own,
        title=instrument_title(INSTRUMENT, own.language),
        instructions=(say.translate(_HOW), say.translate(_BOTH)),
        ethics=(say.translate(words.NO_PERSONAL_DATA),),
        sheets=[sheet for sheet in sheets if sheet.rows],
    )


def _indicators(cycle: Cycle, own: Identification, say: Language, locked: bool) -> FormSheet:
    """One row for each indicator that the plan sets, under its pillar and result."""
    span = parse_period(f"{cycle.meta.start:%Y-%m}/{cycle.meta.end:%Y-%m}")
    maker = _IndicatorRows(cycle, Known(cycle, span, own.made_on, say), locked)
    title = instrument_title(INSTRUMENT, say.code)
    columns = _indicator_columns(cycle, say)
    return FormSheet(
        "indicators",
        say.translate(_INDICATORS_TAB),
        title,
        (say.translate(_BOTH),),
        columns,
        tuple(maker.rows()),
    )


def _indicator_columns(cycle: Cycle, say: Language) -> tuple[FormColumn, ...]:
    first, last = cycle.meta.start.year, cycle.meta.end.year
    year_before = plain_field("baseline_year", "integer", minimum=_FIRST_YEAR, maximum=last)
    year_within = plain_field("target_year", "integer", minimum=first, maximum=last)
    number = plain_field("value", "number")
    who = collectors(cycle, say)
    heading = {name: column_heading(f"{INSTRUMENT}.{name}", say) for name in _GUIDE_COLUMNS}
    return (
        FormColumn("number", say.translate(words.NUMBER), identity=True, width=13),
        FormColumn("output", heading["output"], width=28),
        FormColumn("indicator", heading["indicator"], width=40),
        FormColumn("unit", say.translate(_UNIT), width=13),
        FormColumn("baseline", heading["baseline"], field=number, editable=True, width=14),
        FormColumn(
            "baseline_year", say.translate(_YEAR_OF_BASELINE), field=year_before, editable=True, unit="year",
            width=11,
        ),
        FormColumn("target", heading["target"], field=number, editable=True, width=16),
        FormColumn(
            "target_year", say.translate(_YEAR_OF_TARGET), field=year_within, editable=True, unit="year",
            width=11,
        ),
        FormColumn("means", heading["means"], editable=True, width=32),
        FormColumn("frequency", heading["frequency"], editable=True, choices=frequencies(say), width=18),
        FormColumn("responsible", heading["responsible"], editable=True, choices=who, width=30),
    )  # fmt: skip


_GUIDE_COLUMNS = ("output", "indicator", "baseline", "target", "means", "frequency", "responsible")


def frequencies(say: Language) -> Mapping[str, str]:
    """How often data can be collected: what annex 4 and the guide's advice on reports name."""
    asked = item_choices(instrument_item(f"{INSTRUMENT}.frequency"), say.code)
    advised = item_choices(instrument_item("implementation_phase.when"), say.code)
    return {**advised, **asked}


class _IndicatorRows:
    """Rows of the indicators, as the plan was known on the day the form was made."""

    def __init__(self, cycle: Cycle, known: Known, locked: bool) -> None:
        self._cycle, self._known, self._locked = cycle, known, locked
        self._say = known.language
        self._outputs = {
            row["activity_id"]: words_of(row, "output", self._say)
            for row in rows_of(cycle.tables["plan/activities"])
        }
        self._results = {row["result_id"]: row for row in rows_of(cycle.tables["plan/results"])}
        self._numbered = {
            (row["indicator_id"], row["role"])
            for row in rows_of(cycle.tables["plan/targets"])
            if row["value"] is not None and (row["dimension"], row["category"]) == _TOTAL
            if row["set_on"] is None or row["set_on"] < known.made_on
        }
        self._open = {"frequency": frequencies(self._say), "responsible": collectors(cycle, self._say)}

    def rows(self) -> Iterator[FormRow]:
        """Objective after objective, indicators of results before those of outputs."""
        order = {name: place for place, name in enumerate(self._by_branch())}
        places = {name: place for place, name in enumerate(self._results)}
        own = [row for row in rows_of(self._cycle.tables["plan/indicators"]) if row["origin"] == "plan"]
        last = len(places)
        own.sort(
            key=lambda row: (order.get(row["objective_id"], len(order)), places.get(row["result_id"], last))
        )
        for row in own:
            yield FormRow(self._values(row), self._rules(row), self._section(row))

    def _by_branch(self) -> list[str]:
        """The objectives so that each stands after the one that it belongs to."""
        places = {name: place for place, name in enumerate(self._known.objectives)}

        def branch(name: str) -> list[int]:
            parent = self._known.objectives[name]["parent_id"]
            return [*(branch(parent) if parent in places else []), places[name]]

        return sorted(places, key=branch)

    def _section(self, indicator: Row) -> str:
        objective = self._known.objectives.get(indicator["objective_id"], {})
        pillar = code_word("plan/objectives", "pillar", objective.get("pillar"), self._say)
        result = self._results.get(indicator["result_id"])
        if result:
            about = f"{result['result_id']}: {words_of(result, 'statement', self._say)}"
        else:
            about = self._known.objective(indicator["objective_id"])
            about += f": {self._say.translate(_OUTPUTS)}" if indicator["activity_id"] else ""
        return section_text(" · ".join(part for part in (pillar, about) if part))

    def _values(self, indicator: Row) -> Mapping[str, Value]:
        return {
            "number": indicator["indicator_id"],
            "output": self._outputs.get(indicator["activity_id"], ""),
            "indicator": words_of(indicator, "title", self._say),
            "unit": unit_word(self._say, indicator["unit"]),
            "baseline": self._set(indicator, "baseline"),
            "target": self._set(indicator, "target"),
            **{name: indicator[column] for name, column in FILLED_IN.items()},
        }

    def _set(self, indicator: Row, what: str) -> str | None:
        """What the plan sets, in words; None where it names no number."""
        roles = ("baseline",) if what == "baseline" else ("interim", "annual", "final")
        if not any((indicator["indicator_id"], role) in self._numbered for role in roles):
            return None
        tell = self._known.baseline if what == "baseline" else self._known.targets
        return tell(indicator, _TOTAL)

    def _rules(self, indicator: Row) -> Mapping[str, CellRule]:
        rules: dict[str, CellRule] = {}
        for what in ("baseline", "target"):
            if self._set(indicator, what) is not None:
                rules[what] = CellRule(plain_field(what, "string"), {}, "", editable=False)
                rules[f"{what}_year"] = CellRule(editable=False)
            else:
                rules[what] = self._number_rule(indicator, what)
        for name, column in FILLED_IN.items():
            told = indicator[column]
            if told is not None:
                known_word = told in self._open.get(name, {})
                rules[name] = CellRule(
                    choices=None if known_word else {}, editable=None if not self._locked else False
                )
        return rules

    def _number_rule(self, indicator: Row, what: str) -> CellRule:
        """Limits and words of an open value; what the plan prints in its place is told as help."""
        percent = indicator["measure"] == "percentage" and indicator["unit"] == "percent"
        names = ("baseline_printed",) if what == "baseline" else ("interim_printed", "final_printed")
        printed = "; ".join(str(indicator[name]) for name in names if indicator[name])
        return CellRule(
            plain_field(what, "number", minimum=0 if percent else None, maximum=100 if percent else None),
            levels_of(indicator, self._say),
            "percent" if percent else "",
            help=self._say.translate(_PRINTED).format(printed=printed) if printed else "",
        )
