"""Figures that evaluators cite in their own words: how they print, and citations that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from napeval.cycle import Evaluation, Fault
from napeval.display.blocks import Run
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.display.prose import Cite
from napeval.release import Released
from napeval.release.citations import CitationError, check_form, citations, resolve
from napeval.release.claims import split_address
from napeval.reports.cell_words import in_words

_LANGUAGES = ("sq", "en", "sr")


class WrongCitation(ValueError):
    """A cited claim that does not exist; says file, citation, nearest address and mend."""


def citing(released: Released, language: Language, file: str) -> Cite:
    """How the words of a file cite: the printed figure, with its unit, of the claim at an address.

    What it gives raises WrongCitation where there is no such claim, or more than one.
    """

    def cite(address: str) -> Run:
        try:
            claim = resolve(address, released)
        except CitationError as error:
            raise WrongCitation(fault_text(_fault(error, file), language)) from None
        table, key, column = split_address(claim.address)
        words = in_words(released[table].row_at(key), column, table, language)
        return Run(words or language.show(claim), claim=claim.address)

    return cite


def form_faults(evaluation: Evaluation, cycle_folder: Path) -> list[Fault]:
    """Citations that are no address, or that name a table or column that there is not.

    Which rows there are is not known before the results are computed.
    """
    return _faults(evaluation, cycle_folder, check_form)


def citation_faults(evaluation: Evaluation, cycle_folder: Path, released: Released) -> list[Fault]:
    """Every citation in the texts and tables of an evaluation that stands for no claim, or for several."""
    return _faults(evaluation, cycle_folder, lambda address: resolve(address, released))


def _faults(evaluation: Evaluation, cycle_folder: Path, check: Callable[[str], object]) -> list[Fault]:
    faults = []
    for file, row, column, address in _every_citation(evaluation, cycle_folder):
        try:
            check(address)
        except CitationError as error:
            faults.append(_fault(error, file, row, column))
    return faults


def _fault(error: CitationError, file: str, row: int | None = None, column: str | None = None) -> Fault:
    return Fault(error.code, file, row, column, f"{{{error.address}}}", error.arguments)


def _every_citation(
    evaluation: Evaluation, cycle_folder: Path
) -> Iterator[tuple[str, int | None, str | None, str]]:
    """File, line or row, column of a table, and address of each citation."""
    place = f"evaluations/{evaluation.name}"
    for (section, language), text in evaluation.texts.items():
        file = f"{place}/text/{section}.{language}.md"
        for address in citations(text):
            yield file, _line(cycle_folder / file, f"{{{address}}}"), None, address
    for table, frame in evaluation.tables.items():
        file = f"{table.replace('evaluations', place, 1)}.csv"
        for column in (f"text_{code}" for code in _LANGUAGES if f"text_{code}" in frame.columns):
            for row, text in frame[column].dropna().items():
                for address in citations(str(text)):
                    yield file, int(str(row)), column, address


def _line(path: Path, sought: str) -> int | None:
    """The first line that holds these words, as an editor counts; None where the text is not there."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError:
        return None
    return next((number for number, line in enumerate(lines, start=1) if sought in line), None)
