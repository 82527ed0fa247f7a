"""Stubs for the evaluator's words: what to answer in a section, and what stands there already."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from napeval.cycle import CycleFaults, Evaluation
from napeval.cycle.reading import without_prompts
from napeval.display.blocks import Block
from napeval.display.languages import N_, Language
from napeval.exchange.table_writing import write_tables
from napeval.release import Released, write_results
from napeval.reports.chapter_figures import Told, chapter_of, figures_of
from napeval.reports.citing import citation_faults
from napeval.reports.collect import blocks_of
from napeval.reports.compute import compute_released, read_inputs
from napeval.reports.request import Request
from napeval.reports.run import run_notebooks
from napeval.reports.slots import AREA, CRITERION, prompt_of
from napeval.reports.wording import FALLBACKS

_ASKED = N_("What to write here: {prompt}")
_HOW_TO = N_(
    "Put your text below this comment, which is never printed. While only the comment stands here, the report"
    " shows an open place. An address in braces, pasted into your text, prints its figure."
)
_STATEMENTS = {
    "findings": N_("Findings that stand here:"),
    "conclusions": N_("Conclusions that stand here:"),
    "recommendations": N_("Recommendations that stand here:"),
    "lessons": N_("Lessons that stand here:"),
}
_FIGURES = N_("Figures that the chapter prints before this place:")
_WHOLE_TABLES = {
    "executive_summary": ("conclusions", "recommendations"),
    "conclusions": ("conclusions",),
    "recommendations": ("recommendations",),
    "lessons": ("lessons",),
}
"""Sections that speak of the evaluation as a whole, with the statements that stand there."""


@dataclass(frozen=True)
class Drafted:
    """Stubs made, texts that were written already, and stubs that stood there and were left alone."""

    made: tuple[Path, ...]
    written: tuple[Path, ...]
    stubs: tuple[Path, ...]


def draft(request: Request, *, renew: bool = False) -> Drafted:
    """Make a stub for each text that the report of a request has a place for and that is not there.

    It computes and runs the notebook; no report is written. renew: also write anew the stubs in which nothing
    but a comment stands. A text in which words stand is never touched. Raises CycleFaults and NotebookError
    as a report does.
    """
    place = request.cycle_folder / "evaluations" / request.evaluation
    made: dict[str, bytes] = {}
    written, stubs = [], []
    for language, evaluation, blocks in _pages(request):
        for section in (block["id"] for block in blocks if block["kind"] == "slot"):
            name = f"text/{section}.{language.code}.md"
            stands = _what_stands(place / name)
            if stands == "words":
                written.append(place / name)
            elif stands == "comment" and not renew:
                stubs.append(place / name)
            else:
                made[name] = stub_text(section, evaluation, blocks, language).encode("utf-8")
    write_tables(place, made)
    return Drafted(tuple(place / name for name in made), tuple(written), tuple(stubs))


def _what_stands(path: Path) -> str:
    """Words, a comment alone, or nothing."""
    if not path.is_file():
        return ""
    return "words" if without_prompts(path.read_text(encoding="utf-8-sig")) else "comment"


def _pages(request: Request) -> Iterator[tuple[Language, Evaluation, list[Block]]]:
    """The blocks of the report in each language that texts are written in."""
    inputs = read_inputs(request.cycle_folder, request.evaluation)
    released = compute_released(inputs, cutoff=request.cutoff, as_of=request.as_of, audience=request.audience)
    if faults := citation_faults(inputs.evaluation, request.cycle_folder, released):
        raise CycleFaults(faults)
    asked = replace(request, languages=tuple(dict.fromkeys(Language(one).code for one in request.languages)))
    for language, blocks in zip(asked.languages, _blocks(asked, released), strict=True):
        yield Language(language, inputs.cycle.meta.currency), inputs.evaluation, blocks


def _blocks(request: Request, released: Released) -> list[list[Block]]:
    with tempfile.TemporaryDirectory() as folder:
        write_results(released, Path(folder) / "results")
        notebooks = run_notebooks(request, Path(folder))
    return [[emitted.block for emitted in blocks_of(notebook)] for notebook in notebooks]


def stub_text(section: str, evaluation: Evaluation, blocks: Sequence[Block], language: Language) -> str:
    """A text that holds a comment only: what to answer, and the statements and figures that stand there.

    blocks: of the report, in the same language.
    """
    say = language.translate
    lines = [say(_ASKED).format(prompt=say(prompt_of(section, evaluation.settings["kind"]))), say(_HOW_TO)]
    for table, texts in _statements(section, evaluation, language):
        lines += ["", say(_STATEMENTS[table]), *texts]
    told = figures_of(chapter_of(blocks, section))
    if told:
        lines += ["", say(_FIGURES), *(line for one in told for line in _figure_lines(one))]
    return "<!--\n" + "\n".join(lines).replace("--", "–") + "\n-->\n"


def _figure_lines(told: Told) -> Iterator[str]:
    """What the figures are of, then each as printed, with its address to paste."""
    yield f"- {' '.join(told.words.split())}"
    for figure in told.figures:
        column = f"{figure.column}: " if figure.column else ""
        yield f"    {column}{figure.text}  {{{figure.address}}}"


def _statements(section: str, evaluation: Evaluation, language: Language) -> Iterator[tuple[str, list[str]]]:
    """The evaluators' statements on the objective or criterion of a section, or of the whole, by table."""
    for table in _STATEMENTS:
        frame = evaluation.table(f"evaluations/{table}")
        chosen = frame[_concerns(section, table, frame)]
        texts = [f"- {row['id']}: {_text(row, language)}" for _, row in chosen.iterrows()]
        if texts:
            yield table, texts


def _concerns(section: str, table: str, frame: pd.DataFrame) -> pd.Series:
    if section.startswith(AREA):
        objective = section.removeprefix(AREA)
        of_area = frame["objective_id"].fillna("")
        return (of_area == objective) | of_area.str.startswith(f"{objective}.")
    if section.startswith(CRITERION):
        return frame["criterion"].fillna("") == section.removeprefix(CRITERION)
    return pd.Series(table in _WHOLE_TABLES.get(section, ()), index=frame.index)


def _text(row: pd.Series, language: Language) -> str:
    texts = (row[f"text_{code}"] for code in (language.code, *FALLBACKS))
    return next((text for text in texts if isinstance(text, str)), "")
