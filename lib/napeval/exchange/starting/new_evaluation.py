"""The folder of an evaluation with prompted stubs: settings, tables with headings, texts to be written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from napeval.cycle.faults import CycleFaults, Fault, nearest
from napeval.cycle.report_period import period_faults
from napeval.cycle.schemas import schemas
from napeval.cycle.settings import EVALUATION_WORDS, MONITORING_KINDS
from napeval.display.languages import LANGUAGES, N_, Language
from napeval.exchange.starting.new_cycle import heading_line
from napeval.exchange.starting.settings_text import comment_lines, quoted
from napeval.exchange.starting.staging import is_free, make_folder

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_NAME_SHOWN = "a-z, 0-9, -, _"
_SCALE = "icmpd_5"

_PURPOSES: Mapping[str, Mapping[str, str]] = {
    "mid_term": {
        "sq": "Të shihet, në mes të planit, çfarë është zbatuar dhe çfarë duhet përmirësuar",
        "en": "To see, at the middle of the plan, what has been carried out and what should be mended",
        "sr": "Da se na sredini plana vidi šta je sprovedeno i šta treba popraviti",
    },
    "ex_post": {
        "sq": "Të shihet, në fund të planit, çfarë u arrit dhe çfarë mësohet nga ai",
        "en": "To see, at the end of the plan, what was achieved and what can be learned from it",
        "sr": "Da se na kraju plana vidi šta je postignuto i šta se iz njega može naučiti",
    },
    "review": {
        "sq": "Të shihet a vlen ende plani",
        "en": "To see whether the plan is still valid",
        "sr": "Da se vidi da li plan još važi",
    },
    "annual_monitoring": {
        "sq": "Të tregohet çfarë u zbatua gjatë vitit dhe çfarë duhet bërë më tej",
        "en": "To show what was carried out in the year and what is to be done next",
        "sr": "Da se pokaže šta je sprovedeno tokom godine i šta sledi",
    },
    "six_month_progress": {
        "sq": "Të tregohet çfarë u zbatua gjatë gjashtë muajve dhe çfarë duhet bërë më tej",
        "en": "To show what was carried out in the six months and what is to be done next",
        "sr": "Da se pokaže šta je sprovedeno tokom šest meseci i šta sledi",
    },
}

_HEAD = N_(
    "The settings of the evaluation. Lines that begin with this sign are prompts; reports do not show them."
)
_PROMPTS: Mapping[str, str] = {
    "kind": N_("Which report it is: mid_term, ex_post, review, annual_monitoring or six_month_progress."),
    "period": N_("The period that the report is about: a year, or the first or second half of one."),
    "mode": N_("How the review is held: participatory or centralised."),
    "purpose": N_("Why it is done, for whom, and what will be decided with it. Put your own words here."),
    "team": N_("Who evaluates, by initials and role; no evaluator has carried out what is evaluated."),
    "civil_society_companion": N_("The organisation of civil society that goes along with the evaluation."),
    "scale": N_("The scale on which criteria are rated."),
    "terms_of_reference": N_("The contract: days, place, deliverables, support and funding."),
    "status": N_("How far it is: draft, commented or final."),
    "audience": N_(
        "The widest group of readers: internal, partners or public. Widen it when the owner of the data "
        "agrees."
    ),
}
_MONITORING_PROMPTS: Mapping[str, str] = {
    "team": N_("Who prepares the report, by initials and role."),
    "scale": N_("A report on a period rates no criteria; this setting only has to be there."),
}
"""Prompts of a monitoring report that differ from those of an evaluation."""
_PLAIN_PROMPT = N_("Write this section in your own words.")
_HOW_TO = N_(
    "Put your text in place of this comment. While only the comment stands here, the report shows an open "
    "place."
)


def new_evaluation(
    cycle_folder: Path,
    name: str,
    kind: str,
    *,
    period: str = "",
    language: str = "en",
    sections: Mapping[str, str] | None = None,
    languages: Sequence[str] = LANGUAGES,
) -> list[Path]:
    """Make evaluations/<name> in a cycle and return the files made.

    kind: one of EVALUATION_WORDS. period: the year or half-year of a monitoring report, such as 2023 or
    2023-H1; "" for other kinds. language: of the prompts in the settings. sections: the prompt of
    each section of the report by its identifier, an English text of the catalogues or ""; a stub is made
    for each of them in each of the languages. Raises CycleFaults for a bad name, kind or period, a cycle
    that is not there, or an evaluation that is.
    """
    if not cycle_folder.exists():  # cycles are made with their names in lower case
        cycle_folder = cycle_folder.with_name(cycle_folder.name.lower())
    place = f"evaluations/{name}"
    faults = _faults(cycle_folder, name, kind, period)
    if faults:
        raise CycleFaults(faults)
    files = {"evaluation.yml": _settings(kind, period, language)}
    for table in schemas():
        if table.startswith("evaluations/"):
            files[f"{table.partition('/')[2]}.csv"] = heading_line(table)
    for section, prompt in (sections or {}).items():
        for code in languages:
            files[f"text/{section}.{code}.md"] = _stub(prompt, code)
    return make_folder(cycle_folder / place, files)


def _faults(cycle_folder: Path, name: str, kind: str, period: str) -> list[Fault]:
    faults = []
    file = f"evaluations/{name}/evaluation.yml"
    if not _NAME.fullmatch(name):
        faults.append(Fault("evaluation_name", f"evaluations/{name}", arguments={"allowed": _NAME_SHOWN}))
    elif not (cycle_folder / "datapackage.json").is_file():
        faults.append(Fault("no_cycle", cycle_folder.as_posix()))
    elif not is_free(cycle_folder / "evaluations" / name):
        faults.append(Fault("place_taken", f"evaluations/{name}"))
    kinds = EVALUATION_WORDS["kind"]
    if kind not in kinds:
        arguments = {"allowed": ", ".join(kinds), "nearest": nearest(kind, kinds)}
        return [*faults, Fault("word_not_allowed", file, None, "kind", kind, arguments)]
    return [*faults, *period_faults({"kind": kind, "period": period}, file)]


def _settings(kind: str, period: str, language: str) -> bytes:
    say = Language(language).translate
    values = _values(kind, period)
    prompts = {**_PROMPTS, **_MONITORING_PROMPTS} if kind in MONITORING_KINDS else _PROMPTS
    lines = [comment_lines(say(_HEAD))]
    lines += [comment_lines(say(prompts[key])) + value for key, value in values.items()]
    return "\n".join(lines).encode("utf-8")


def _values(kind: str, period: str) -> dict[str, str]:
    """The settings of a kind, in the order of the file, each with its first value."""
    monitoring = kind in MONITORING_KINDS
    values = {
        "kind": f"kind: {kind}\n",
        "period": f"period: {quoted(period)}\n" if monitoring else "",
        "mode": 'mode: ""\n' if kind == "review" else "",
        "purpose": "purpose:\n" + "".join(f"  {code}: {quoted(t)}\n" for code, t in _PURPOSES[kind].items()),
        "team": "team: []\n",
        "civil_society_companion": "" if monitoring else 'civil_society_companion: ""\n',
        "scale": f"scale: {_SCALE}\n",
        "terms_of_reference": "" if monitoring else "terms_of_reference: {}\n",
        "status": "status: draft\n",
        "audience": "audience: internal\n",
    }
    return {key: value for key, value in values.items() if value}


def _stub(prompt: str, code: str) -> bytes:
    """A text that holds a comment only: what the section is for."""
    say = Language(code).translate
    words = f"{say(prompt or _PLAIN_PROMPT)} {say(_HOW_TO)}".replace("--", "–")
    return f"<!-- {words} -->\n".encode()
