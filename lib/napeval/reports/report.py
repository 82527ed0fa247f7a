"""A report being written: released results and the plan's wording in, blocks out.

Sections write through this object. It numbers headings, tables and figures, finds titles in the
report's language, and hands every block to the notebook.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from napeval.criteria import EvidenceItem, Matrix, Question, Scale, load_scale
from napeval.criteria.asked import criteria_asked, questions_asked
from napeval.cycle import Cycle, Evaluation
from napeval.cycle.periods import Period
from napeval.cycle.report_period import report_period
from napeval.display import blocks
from napeval.display.blocks import Align, Block, ParagraphStyle, Run, TableColumn, TableRow, Text
from napeval.display.column_words import TABLE_WORDS
from napeval.display.emit import emit
from napeval.display.figures.picture import Picture
from napeval.display.labels import label, level_label
from napeval.display.languages import N_, Language, Message
from napeval.display.noted import NotedLanguage
from napeval.display.prose import Cite, cited_runs, prose_blocks
from napeval.release import Claim, Policy, Released, Row, read_results
from napeval.reports.citing import citing
from napeval.reports.compute import compute_released, read_inputs
from napeval.reports.slots import prompt_of
from napeval.reports.standing import NAMED_IN_PANEL, NAMED_IN_ROW, NOT_DRAWN, Standing, Times, Titles
from napeval.reports.wording import FALLBACKS, Wording

OTHER_LANGUAGE = N_("[written in another language only]")
SYNTHETIC = N_("Synthetic data: invented for demonstration and tests, not a real country or plan")

Value = Claim | str | date | Run | Text


@dataclass(frozen=True)
class TableSpec:
    """A column of a table being written: heading (a marked text), alignment, share of the width."""

    heading: str
    align: Align = "left"
    width: float = 1.0


@dataclass
class Report:
    """One report in one language, under way."""

    cycle: Cycle
    evaluation: Evaluation
    released: Released
    language: Language
    cutoff: date
    as_of: date
    audience: str
    matrix: Matrix
    policy: Policy
    previous: Evaluation | None = None
    shown: list[Block] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=lambda: [0, 0, 0])
    _tables: int = 0
    _figures: int = 0
    _annexes: int = 0
    _places: dict[str, str] = field(default_factory=dict)
    _chapter: str = ""

    # --- what is known -----------------------------------------------------------------------

    def claim(self, table: str, *keys: object, column: str) -> Claim:
        """A released cell, by table, keys and column."""
        return self.released[table].row(*keys)[column]

    def rows(self, table: str, **equal: object) -> list[Row]:
        """Released rows whose columns equal these values."""
        return self.released[table].rows(**equal)

    def measure(self, name: str) -> Claim:
        """A figure of the plan's profile."""
        return self.claim("profile", name, column="value")

    def wording(self, table: str, key: str, stem: str = "title") -> str:
        """The wording of a row of the cycle in the report's language, or in another where it has none."""
        return self._wording.of(table, key, stem)

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self.cycle, self.matrix, self.language, self.audience)

    def cell(self, table: str, key: str, column: str) -> str:
        """A text cell of the cycle; "" where it is blank."""
        value = self._row(table, key).get(column)
        return value if isinstance(value, str) else ""

    def _row(self, table: str, key: str) -> pd.Series:
        frame = self.cycle.tables[table]
        found = frame[frame.iloc[:, 0] == key]
        if found.empty:
            raise KeyError(f"{table} has no row {key}")
        return found.iloc[0]

    def own_words(self, table: str, key: str, identifier: str, *, earlier: bool = False) -> Text:
        """What the evaluators wrote in a row of the evaluation, in the report's language or another.

        Where it is another this is said. Cited claims print as figures. key: the column of identifiers.
        earlier: of the evaluation that is followed up; what it cited was said of another time, and is not
        printed anew. Raises WrongCitation.
        """
        evaluation = self.previous if earlier and self.previous is not None else self.evaluation
        frame = evaluation.tables[table]
        found = frame[frame[key] == identifier]
        if found.empty:
            return []
        texts = {code: found[f"text_{code}"].iloc[0] for code in FALLBACKS}
        filled = {code: text for code, text in texts.items() if isinstance(text, str)}
        cite = self._of_that_time if earlier else self._cite(f"evaluations/{evaluation.name}/{table}")
        text = filled.get(self.language.code)
        if text:
            return cited_runs(text, cite, self.language.written)
        other = cited_runs(self.in_language(filled), cite)
        said = Run(self.language.translate(OTHER_LANGUAGE), italic=True)
        return [*other, Run(" "), said] if other else []

    def _cite(self, file: str) -> Cite:
        return citing(self.released, self.language, file)

    def _of_that_time(self, _address: str) -> Run:
        return Run(self.language.translate(N_("[the figure printed then]")), italic=True)

    def in_language(self, texts: Mapping[str, str]) -> str:
        """The text in the report's language, or in another where it has none; "" where there is none."""
        return self._wording.choose(texts)

    def question(self, identifier: str) -> Question:
        """A question of the evaluation matrix."""
        return next(question for question in self.matrix.questions if question.id == identifier)

    @property
    def asked_questions(self) -> tuple[Question, ...]:
        """The questions that this kind of evaluation asks."""
        return questions_asked(self.evaluation, self.matrix, criteria_asked(self.evaluation, self.matrix))

    def evidence_item(self, identifier: str) -> EvidenceItem:
        """An evidence item of the evaluation matrix."""
        return next(
            item for question in self.matrix.questions for item in question.evidence if item.id == identifier
        )

    def name(self, column: str, code: str) -> str:
        """The words for an identifier in a column of a results table; "" where it has none."""
        return self._wording.name(column, code)

    @cached_property
    def titles(self) -> Titles:
        """What the sources are called before the audience of the report."""
        return Titles.for_audience(self.cycle.tables["monitoring/sources"], self.audience)

    def category(self, code: str) -> str:
        """The name of a category in the report's language; the code itself where the cycle gives no name."""
        frame = self.cycle.tables["monitoring/categories"]
        return (
            self.wording("monitoring/categories", code, "label")
            if (frame["category"] == code).any()
            else code
        )

    @property
    def said(self) -> Collection[str]:
        """The English of the texts that the report has said so far; none where its language keeps no note."""
        return self.language.said if isinstance(self.language, NotedLanguage) else ()

    def label(self, group: str, code: str) -> str:
        """The word for a code."""
        return label(self.language, group, code)

    @cached_property
    def period(self) -> Period | None:
        """The period that a monitoring report is about; None in an evaluation or a review."""
        return report_period(self.evaluation.settings)

    # --- words -------------------------------------------------------------------------------

    def text(self, message: Message, /, **values: Value) -> list[Run]:
        """A sentence in the report's language."""
        return self.language.text(message, **values)

    def figure_run(self, claim: Claim, *, unit: bool = False, bold: bool = False) -> list[Run]:
        """A figure for a table cell, without its unit unless asked for."""
        return [self.language.figure(claim, unit=unit, bold=bold)]

    @staticmethod
    def quoted(text: str | Text, *, bold: bool = False, italic: bool = False) -> list[Run]:
        """Wording, an identifier or a date taken from the data; what is a text already stays as it is."""
        if not isinstance(text, str):
            return [replace(run, bold=bold or run.bold, italic=italic or run.italic) for run in text]
        return [Run(text, quoted=True, bold=bold, italic=italic)] if text else []

    def word(self, message: str, *, bold: bool = False) -> list[Run]:
        """A translated word or phrase as a text."""
        return [Run(self.language.translate(message), bold=bold)]

    def word_of(self, group: str, code: str, *, bold: bool = False) -> list[Run]:
        """The word for a code as a text."""
        return [Run(self.label(group, code), bold=bold)] if code else []

    def words_of(self, group: str, codes: str) -> list[Run]:
        """The words for several codes joined by semicolons, as a text."""
        return [Run("; ".join(self.label(group, code) for code in codes.split(";")))] if codes else []

    def table_word(self, table: str) -> list[Run]:
        """The title of a results table, as the workbook prints it, as a text."""
        return [Run(self.language.translate(TABLE_WORDS[table]))]

    @cached_property
    def scale(self) -> Scale:
        """The rating scale of the evaluation."""
        return load_scale(self.evaluation.settings["scale"])

    def level(self, code: str, *, scale: str = "", bold: bool = False) -> list[Run]:
        """The word for a level of a scale, of the evaluation's own where none is named, as a text."""
        return [Run(level_label(self.language, scale or self.scale.id, code), bold=bold)] if code else []

    @property
    def banner(self) -> str:
        """What marks invented data on every page; "" for real data."""
        return self.language.translate(SYNTHETIC) if self.cycle.meta.synthetic else ""

    # --- blocks ------------------------------------------------------------------------------

    def heading(self, level: int, message: str, *, identifier: str, numbered: bool = True) -> None:
        """A heading; level 1 starts a chapter on a new page."""
        if level == 1:
            self.emit(blocks.page_turn())
        self._head(level, self.language.translate(message), identifier, numbered)

    def heading_text(self, level: int, text: str, *, identifier: str) -> None:
        """A heading whose words come from the data."""
        self._head(level, text, identifier, True)

    def annex(self, message: str, *, identifier: str) -> None:
        """The heading of an annex, with the next letter, on a new page."""
        self._annexes += 1
        letter = chr(ord("A") + self._annexes - 1)
        self.emit(blocks.page_turn())
        text = self.language.translate(message)
        self._begin(identifier, letter, text)
        self.emit(blocks.heading(1, text, identifier=identifier, number=letter))

    def _head(self, level: int, text: str, identifier: str, numbered: bool) -> None:
        number = ""
        if numbered:
            self._numbers[level - 1] += 1
            self._numbers[level:] = [0] * (len(self._numbers) - level)
            number = ".".join(str(part) for part in self._numbers[:level])
        self._begin(identifier, number, text)
        self.emit(blocks.heading(level, text, identifier=identifier, number=number))

    def _begin(self, identifier: str, number: str, text: str) -> None:
        self._chapter = f"{number} {text}".strip()
        self._places[identifier] = self._chapter

    def place(self, identifier: str) -> str:
        """Where a heading, table or section of the evaluator stands: the words of the heading it is under.

        Raises KeyError where it has not been written so far.
        """
        if identifier not in self._places:
            raise KeyError(f"nothing of this report so far is called {identifier}")
        return self._places[identifier]

    def say(self, message: Message, /, **values: Value) -> None:
        """A paragraph of one sentence or more."""
        self.emit(blocks.paragraph(self.text(message, **values)))

    def paragraph(self, *texts: Text, style: ParagraphStyle = "body") -> None:
        """A paragraph put together from sentences."""
        runs: list[Run] = []
        for number, text in enumerate(texts):
            runs += [Run(" "), *text] if number else list(text)
        self.emit(blocks.paragraph(runs, style=style))

    def styled(self, style: ParagraphStyle, message: Message, /, **values: Value) -> None:
        """A paragraph in a style: lead, note, finding, warning or source."""
        self.emit(blocks.paragraph(self.text(message, **values), style=style))

    def bullets(self, items: Sequence[Text], *, ordered: bool = False) -> None:
        """A list; nothing where there are no items."""
        if items:
            self.emit(blocks.bullets(items, ordered=ordered))

    def table(
        self,
        identifier: str,
        columns: Sequence[TableSpec],
        rows: Sequence[TableRow],
        caption: Text,
        *,
        notes: Sequence[Text] = (),
        unit: str = "",
        source: str = "",
    ) -> None:
        """A numbered table, with its unit, period and source under it.

        unit, source: marked texts in place of what the claims in it tell; a table of words is given its
        source.
        """
        shown = [run.claim for row in rows for cell in row.cells for run in cell if run.claim]
        said = self._standing.notes(shown, caption=caption, named=NAMED_IN_ROW, unit=unit, source=source)
        self._tables += 1
        numbered = self._label(N_("Table"), self._tables)
        self._places[identifier] = f"{self._chapter}, {numbered}"
        heads = [TableColumn(self.language.translate(c.heading), c.align, c.width) for c in columns]
        self.emit(
            blocks.table(
                heads,
                rows,
                identifier=identifier,
                caption=caption,
                label=numbered,
                notes=[*notes, *said],
            )
        )

    def picture(
        self,
        identifier: str,
        picture: Picture,
        caption: Text,
        *,
        notes: Sequence[Text] = (),
        unit: str = "",
    ) -> None:
        """A numbered figure, with its unit, period and source under it.

        unit: a marked text in place of what the claims drawn tell.
        """
        said = self._standing.notes(picture.claims, caption=caption, named=NAMED_IN_PANEL, unit=unit)
        hidden = [self.word(NOT_DRAWN)] if picture.hidden else []
        self._figures += 1
        block = blocks.figure(
            identifier=identifier,
            caption=caption,
            label=self._label(N_("Figure"), self._figures),
            alternative=picture.alternative,
            claims=picture.claims,
            notes=[*notes, *hidden, *said],
        )
        self.emit(block, picture.png)

    @cached_property
    def _standing(self) -> Standing:
        meta = self.cycle.meta
        times = Times(meta.start, meta.end, self.cutoff, self.period)
        return Standing(self.released, self.language, times, self.titles)

    def _label(self, word: str, number: int) -> str:
        return f"{self.language.translate(word)}\N{NO-BREAK SPACE}{number}"

    def slot(self, section: str) -> None:
        """The evaluator's own words on a section, or a visible notice that they are still to be written.

        Words that exist in another language only are shown in that language, and this is said.
        """
        self._places.setdefault(section, self._chapter)
        texts = {code: text for (name, code), text in self.evaluation.texts.items() if name == section}
        own = texts.get(self.language.code)
        if own:
            cite = self._cite(self._text_file(section, self.language.code))
            told = prose_blocks(own, cite, self.language.written)
            self.emit(blocks.slot(section, told, written=True, language=self.language.tag))
            return
        for code in FALLBACKS:
            text = texts.get(code)
            if text:
                notice = blocks.paragraph(
                    self.word(N_("This text exists in another language only.")), style="note"
                )
                told = prose_blocks(text, self._cite(self._text_file(section, code)))
                self.emit(blocks.slot(section, [notice, *told], written=True, language=code))
                return
        writer = (
            N_("To be written by the evaluator")
            if self.period is None
            else N_("To be written by those who prepare this report")
        )
        asked = self.word(prompt_of(section, self.evaluation.settings["kind"]))
        notice = blocks.paragraph([*self.word(writer, bold=True), Run(": "), *asked], style="note")
        self.emit(blocks.slot(section, [notice], written=False, language=self.language.tag))

    def _text_file(self, section: str, code: str) -> str:
        return f"evaluations/{self.evaluation.name}/text/{section}.{code}.md"

    def emit(self, block: Block, png: bytes | None = None) -> None:
        """Any block, with its picture if it is a figure."""
        self.shown.append(block)
        emit(block, png)


def open_report(
    *, cycle: str, evaluation: str, cutoff: str, as_of: str, language: str, audience: str, results: str = ""
) -> Report:
    """Start a report in a notebook: read the stored released results, or compute them where none are stored.

    cycle: folder of the cycle. cutoff, as_of: ISO dates. results: folder of released results, or "".
    Raises CycleFaults where the cycle, the evaluation or the policy has errors.
    """
    inputs = read_inputs(Path(cycle), evaluation)
    last, known = date.fromisoformat(cutoff), date.fromisoformat(as_of)
    released = (
        read_results(Path(results))
        if results
        else compute_released(inputs, cutoff=last, as_of=known, audience=audience)
    )
    chosen = NotedLanguage(language, inputs.cycle.meta.currency)
    return Report(
        inputs.cycle,
        inputs.evaluation,
        released,
        chosen,
        last,
        known,
        audience,
        inputs.matrix,
        inputs.policy,
        inputs.previous,
    )
