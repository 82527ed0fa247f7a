"""The folder of an evaluation with prompted stubs: settings, tables with headings, texts to be written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from napeval.cycle.faults import CycleFaults, Fault, nearest
from napeval.cycle.schemas import schemas
from napeval.cycle.settings import EVALUATION_WORDS
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
}

_HEAD = N_(
    "The settings of the evaluation. Lines that begin with this sign are prompts; reports do not show them."
)
_PROMPTS: Mapping[str, str] = {
    "kind": N_("Which evaluation it is: mid_term, ex_post or review."),
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
    language: str = "en",
    sections: Mapping[str, str] | None = None,
    languages: Sequence[str] = LANGUAGES,
) -> list[Path]:
    """Make evaluations/<name> in a cycle and return the files made.

    kind: mid_term, ex_post or review. language: of the prompts in the settings. sections: the prompt of
    each section of the report by its identifier, an English text of the catalogues or ""; a stub is made
    for each of them in each of the languages. Raises CycleFaults for a bad name or kind, a cycle that is
    not there, or an evaluation that is.
    """
    if not cycle_folder.exists():  # cycles are made with their names in lower case
        cycle_folder = cycle_folder.with_name(cycle_folder.name.lower())
    place = f"evaluations/{name}"
    faults = _faults(cycle_folder, name, kind)
    if faults:
        raise CycleFaults(faults)
    files = {"evaluation.yml": _settings(kind, language)}
    for table in schemas():
        if table.startswith("evaluations/"):
            files[f"{table.partition('/')[2]}.csv"] = heading_line(table)
    for section, prompt in (sections or {}).items():
        for code in languages:
            files[f"text/{section}.{code}.md"] = _stub(prompt, code)
    return make_folder(cycle_folder / place, files)


def _faults(cycle_folder: Path, name: str, kind: str) -> list[Fault]:
    faults = []
    if not _NAME.fullmatch(name):
        faults.append(Fault("evaluation_name", f"evaluations/{name}", arguments={"allowed": _NAME_SHOWN}))
    elif not (cycle_folder / "datapackage.json").is_file():
        faults.append(Fault("no_cycle", cycle_folder.as_posix()))
    elif not is_free(cycle_folder / "evaluations" / name):
        faults.append(Fault("place_taken", f"evaluations/{name}"))
    kinds = EVALUATION_WORDS["kind"]
    if kind not in kinds:
        arguments = {"allowed": ", ".join(kinds), "nearest": nearest(kind, kinds)}
        faults.append(
            Fault("word_not_allowed", f"evaluations/{name}/evaluation.yml", None, "kind", kind, arguments)
        )
    return faults


def _settings(kind: str, language: str) -> bytes:
    say = Language(language).translate
    values = {
        "kind": f"kind: {kind}\n",
        "purpose": "purpose:\n" + "".join(f"  {code}: {quoted(t)}\n" for code, t in _PURPOSES[kind].items()),
        "team": "team: []\n",
        "civil_society_companion": 'civil_society_companion: ""\n',
        "scale": f"scale: {_SCALE}\n",
        "terms_of_reference": "terms_of_reference: {}\n",
        "status": "status: draft\n",
        "audience": "audience: internal\n",
    }
    lines = [comment_lines(say(_HEAD))]
    lines += [comment_lines(say(_PROMPTS[key])) + value for key, value in values.items()]
    return "\n".join(lines).encode("utf-8")


def _stub(prompt: str, code: str) -> bytes:
    """A text that holds a comment only: what the section is for."""
    say = Language(code).translate
    words = f"{say(prompt or _PLAIN_PROMPT)} {say(_HOW_TO)}".replace("--", "–")
    return f"<!-- {words} -->\n".encode()
