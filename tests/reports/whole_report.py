"""The whole report, made once for all tests, and what tests read from it: pages, figures, result files."""

from __future__ import annotations

import csv
import os
import re
import shutil
import string
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import nbformat
from babel.messages.pofile import read_po

from napeval.display.blocks import Block, plain
from napeval.display.languages import Language
from napeval.release import Released, read_results
from napeval.reports.collect import EmittedBlock, blocks_of, flattened
from napeval.reports.compute import Inputs, read_inputs
from napeval.reports.request import Request, read_request
from napeval.reports.run import run_report
from plans import PROJECT, lay_out

CYCLES = ("xk-2022-2024", "demo-small")
COMPLETE_CYCLE = "demo-2022-2024"
LANGUAGES = ("sq", "en", "sr")
csv.field_size_limit(100_000_000)  # a trace may name more rows than a cell usually holds letters
_LONGEST_WAIT = 900.0  # seconds that one test process waits for another to finish a report

Runs = Sequence[Mapping[str, Any]]


def project_copy(place: Path, cycle: str) -> Path:
    """A project folder that holds the notebooks, the requests and one cycle; returns the request's file."""
    lay_out(place, cycle)
    shutil.copytree(PROJECT / "notebooks", place / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return place / "params" / cycle / "mid-term.yml"


def common_folder(factory: Any) -> Path:
    """One folder for all test processes: those that run side by side have folders of their own in it.

    factory: pytest's tmp_path_factory.
    """
    own: Path = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


def made_once(place: Path, make: Callable[[Path], object]) -> Path:
    """A folder filled by the first process that asks for it; the others wait until it is whole.

    Raises RuntimeError where the filling failed or takes too long.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    lock, done, failed = (place.with_name(f"{place.name}.{end}") for end in ("lock", "done", "failed"))
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        _await(done, failed)
        return place
    try:
        make(place)
    except BaseException as error:
        failed.write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
        raise
    done.touch()
    return place


def _await(done: Path, failed: Path) -> None:
    end = time.monotonic() + _LONGEST_WAIT
    while not done.exists():
        if failed.exists():
            raise RuntimeError(f"another test process could not make it: {failed.read_text('utf-8')}")
        if time.monotonic() > end:
            raise RuntimeError(f"another test process has not made {done.stem} in {_LONGEST_WAIT:.0f} s")
        time.sleep(0.1)


@dataclass(frozen=True)
class WholeReport:
    """A finished report: its request, its folder and everything in it."""

    request: Request

    @classmethod
    def made_in(cls, place: Path, cycle: str) -> WholeReport:
        """Make the report of a cycle in a copy of the project at this place."""
        request = read_request(project_copy(place, cycle))
        run_report(request)
        return cls(request)

    @property
    def folder(self) -> Path:
        """The folder of the report's files."""
        return self.request.output_folder

    @cached_property
    def inputs(self) -> Inputs:
        """What the report was computed from."""
        return read_inputs(self.request.cycle_folder, self.request.evaluation)

    @cached_property
    def released(self) -> Released:
        """Its results, read back from results/."""
        return read_results(self.folder / "results")

    @cached_property
    def notebooks(self) -> dict[str, nbformat.NotebookNode]:
        """The executed notebook of each language."""
        places = {code: self.folder / code / "report.ipynb" for code in self.request.languages}
        return {code: nbformat.read(place, 4) for code, place in places.items()}

    @cached_property
    def blocks(self) -> dict[str, list[EmittedBlock]]:
        """The blocks of each language in reading order."""
        return {code: blocks_of(notebook) for code, notebook in self.notebooks.items()}

    def flat(self, language: str) -> list[Block]:
        """Every block of a language, those inside slots after their slot."""
        return list(flattened(self.blocks[language]))

    def words(self, language: str) -> Language:
        """The language, with the currency of the cycle."""
        return Language(language, self.inputs.cycle.meta.currency)

    def rows(self, table: str, **equal: str) -> list[dict[str, str]]:
        """Rows of results/<table>.csv as plain text, read without the library."""
        with (self.folder / "results" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            found = list(csv.DictReader(stream))
        return [row for row in found if all(row[name] == value for name, value in equal.items())]

    def row(self, table: str, **equal: str) -> dict[str, str]:
        """The one row whose columns equal these texts."""
        (found,) = self.rows(table, **equal)
        return found

    def section(self, language: str, identifier: str) -> list[Block]:
        """The blocks after a heading, up to the next heading."""
        blocks = self.flat(language)
        start = next(
            place
            for place, block in enumerate(blocks)
            if block["kind"] == "heading" and block["id"] == identifier
        )
        end = next(
            (place for place in range(start + 1, len(blocks)) if blocks[place]["kind"] == "heading"),
            len(blocks),
        )
        return blocks[start + 1 : end]

    def sentence(self, language: str, section: str, address: str) -> str:
        """The text of the one paragraph or list item of a section that shows this claim."""
        found = [
            printed(runs)
            for block in self.section(language, section)
            for runs in texts_of(block)
            if block["kind"] != "table" and any(run.get("c") == address for run in runs)
        ]
        assert len(found) == 1, (section, address, found)
        return found[0]

    def words_of_section(self, language: str, section: str) -> str:
        """The paragraphs and list items of a section, one a line."""
        return "\n".join(
            printed(runs)
            for block in self.section(language, section)
            if block["kind"] in ("paragraph", "list")
            for runs in texts_of(block)
        )

    def table(self, language: str, identifier: str) -> list[list[str]]:
        """The printed cells of a table, its heading first."""
        (block,) = [
            block for block in self.flat(language) if block["kind"] == "table" and block["id"] == identifier
        ]
        heads = [column["label"] for column in block["columns"]]
        return [heads, *[[printed(cell) for cell in row["cells"]] for row in block["rows"]]]

    def notes(self, language: str, identifier: str) -> str:
        """The notes under a table, one a line."""
        (block,) = [
            block for block in self.flat(language) if block["kind"] == "table" and block["id"] == identifier
        ]
        return "\n".join(printed(note) for note in block["notes"])


def periods_of_results(whole: WholeReport) -> set[str]:
    """Periods that the rows of a results table are about: half-years of the plan, periods with a report."""
    keyed = [table for table in whole.released.tables.values() if "period" in table.declaration.keys]
    return {row.text("period") for table in keyed for row in table.rows() if row.text("period")}


def texts_of(block: Block) -> Iterator[Runs]:
    """The separate texts of a block: paragraph, list items, facts, caption, cells and notes.

    A slot gives none; the blocks in it come after it in WholeReport.flat.
    """
    kind = block["kind"]
    if kind == "paragraph":
        yield block["runs"]
    elif kind == "list":
        yield from block["items"]
    elif kind == "title":
        yield from (fact["value"] for fact in block["facts"])
    elif kind in ("table", "figure"):
        yield block["caption"]
        for row in block.get("rows", ()):
            yield from row["cells"]
        yield from block["notes"]


def fixed_words(block: Block) -> list[str]:
    """The words of a block that are no runs: heading, labels, alternative text, parts of the title page."""
    kind = block["kind"]
    if kind == "heading":
        return [block["text"]]
    if kind == "contents":
        return [block["title"]]
    if kind == "table":
        return [block["label"], *[column["label"] for column in block["columns"]]]
    if kind == "figure":
        return [block["label"], block["alternative"]]
    if kind == "title":
        named = [block[name] for name in ("title", "subtitle", "status", "banner", "footnote")]
        return [*named, *[fact["label"] for fact in block["facts"]]]
    return []


def printed(runs: Runs) -> str:
    """A text with ordinary spaces."""
    return spaced(plain(runs))


def spaced(text: str) -> str:
    """The text with ordinary spaces instead of the narrow and unbreakable ones of numbers."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def all_runs(blocks: Sequence[Block]) -> Iterator[Mapping[str, Any]]:
    """Every run of blocks that are flat already."""
    for block in blocks:
        for runs in texts_of(block):
            yield from runs


def sentence_values(language: str, english: str, text: str) -> dict[str, str]:
    """What stands in the placeholders of a sentence of the catalogue, as this text prints it.

    english: words of the English sentence, enough to know it by. The text is searched for the sentence as the
    language words it, so that a test need not repeat the words; of several that are there, the one with most
    placeholders is taken. Fails where none is there.
    """
    forms = [
        form for one, other in _sentences(language) if any(english in text for text in one) for form in other
    ]
    assert forms, f"no sentence of the catalogue holds the words '{english}'"
    found = [match.groupdict() for form in forms if (match := re.search(_pattern(form), text))]
    if found:
        return max(found, key=len)
    raise AssertionError(f"'{english}' is not said in {language}: {text}")


@cache
def _sentences(language: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The forms of every text of the library in English and in a language."""
    source = resources.files("napeval.display") / "locales" / f"{'sq' if language == 'en' else language}.po"
    with source.open("rb") as stream:
        catalogue = read_po(stream)
    there = [message for message in catalogue if message.id]
    pairs = [(one.id, one.id if language == "en" else one.string) for one in there]
    return [tuple((text,) if isinstance(text, str) else tuple(text) for text in pair) for pair in pairs]


def _pattern(form: str) -> str:
    """A pattern that finds the sentence and names what stands in its placeholders."""
    pattern, seen = "", set()
    for literal, name, forms, _ in string.Formatter().parse(form):
        pattern += re.escape(spaced(literal))
        if name is not None and not (forms or "").startswith("~"):
            pattern += ".*?" if name in seen else f"(?P<{name}>.*?)"
            seen.add(name)
        if forms:
            words = "|".join(re.escape(word) for word in forms.removeprefix("~").split("|"))
            pattern += f"(?:{words})" if forms.startswith("~") else f" (?:{words})"
    return pattern + r"(?=\s|$|\W)"
