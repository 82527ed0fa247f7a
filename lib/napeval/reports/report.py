"""A report being written: released results and the plan's wording in, blocks out.

Sections write through this object. It numbers headings, tables and figures, finds titles in the
report's language, and hands every block to the notebook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from napeval.criteria import EvidenceItem, Matrix, Question, Scale, load_scale
from napeval.criteria.asked import criteria_asked, questions_asked
from napeval.cycle import Cycle, Evaluation
from napeval.display import blocks
from napeval.display.blocks import Align, Block, ParagraphStyle, Run, TableColumn, TableRow, Text
from napeval.display.column_words import TABLE_WORDS
from napeval.display.emit import emit
from napeval.display.figures.picture import Picture
from napeval.display.labels import label, level_label
from napeval.display.languages import N_, Language, Message
from napeval.display.prose import prose_blocks
from napeval.release import Claim, Policy, Released, Row, read_results
from napeval.reports.compute import compute_released, read_inputs
from napeval.reports.slots import prompt_of
from napeval.reports.wording import Wording

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
    _numbers: list[int] = field(default_factory=lambda: [0, 0, 0])
    _tables: int = 0
    _figures: int = 0
    _annexes: int = 0

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
        return Wording(self.cycle, self.matrix, self.language.code)

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

    def own_words(self, table: str, key: str, identifier: str, *, earlier: bool = False) -> str:
        """What the evaluators wrote in a row of the evaluation, in the report's language or another.

        key: the column of identifiers. earlier: of the evaluation that is followed up.
        """
        evaluation = self.previous if earlier and self.previous is not None else self.evaluation
        frame = evaluation.tables[table]
        found = frame[frame[key] == identifier]
        if found.empty:
            return ""
        texts = {code: found[f"text_{code}"].iloc[0] for code in ("en", "sq", "sr")}
        return self.in_language({code: text for code, text in texts.items() if isinstance(text, str)})

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

    def category(self, code: str) -> str:
        """The name of a category in the report's language; the code itself where the cycle gives no name."""
        frame = self.cycle.tables["monitoring/categories"]
        return (
            self.wording("monitoring/categories", code, "label")
            if (frame["category"] == code).any()
            else code
        )

    def label(self, group: str, code: str) -> str:
        """The word for a code."""
        return label(self.language, group, code)

    # --- words -------------------------------------------------------------------------------

    def text(self, message: Message, /, **values: Value) -> list[Run]:
        """A sentence in the report's language."""
        return self.language.text(message, **values)

    def figure_run(self, claim: Claim, *, unit: bool = False, bold: bool = False) -> list[Run]:
        """A figure for a table cell, without its unit unless asked for."""
        return [self.language.figure(claim, unit=unit, bold=bold)]

    @staticmethod
    def quoted(text: str, *, bold: bool = False, italic: bool = False) -> list[Run]:
        """Wording, an identifier or a date taken from the data."""
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
            emit(blocks.page_turn())
        self._head(level, self.language.translate(message), identifier, numbered)

    def heading_text(self, level: int, text: str, *, identifier: str) -> None:
        """A heading whose words come from the data."""
        self._head(level, text, identifier, True)

    def annex(self, message: str, *, identifier: str) -> None:
        """The heading of an annex, with the next letter, on a new page."""
        self._annexes += 1
        letter = chr(ord("A") + self._annexes - 1)
        emit(blocks.page_turn())
        emit(blocks.heading(1, self.language.translate(message), identifier=identifier, number=letter))

    def _head(self, level: int, text: str, identifier: str, numbered: bool) -> None:
        number = ""
        if numbered:
            self._numbers[level - 1] += 1
            self._numbers[level:] = [0] * (len(self._numbers) - level)
            number = ".".join(str(part) for part in self._numbers[:level])
        emit(blocks.heading(level, text, identifier=identifier, number=number))

    def say(self, message: Message, /, **values: Value) -> None:
        """A paragraph of one sentence or more."""
        emit(blocks.paragraph(self.text(message, **values)))

    def paragraph(self, *texts: Text, style: ParagraphStyle = "body") -> None:
        """A paragraph put together from sentences."""
        runs: list[Run] = []
        for number, text in enumerate(texts):
            runs += [Run(" "), *text] if number else list(text)
        emit(blocks.paragraph(runs, style=style))

    def styled(self, style: ParagraphStyle, message: Message, /, **values: Value) -> None:
        """A paragraph in a style: lead, note, finding, warning or source."""
        emit(blocks.paragraph(self.text(message, **values), style=style))

    def bullets(self, items: Sequence[Text], *, ordered: bool = False) -> None:
        """A list; nothing where there are no items."""
        if items:
            emit(blocks.bullets(items, ordered=ordered))

    def table(
        self,
        identifier: str,
        columns: Sequence[TableSpec],
        rows: Sequence[TableRow],
        caption: Text,
        *,
        notes: Sequence[Text] = (),
    ) -> None:
        """A numbered table."""
        self._tables += 1
        heads = [TableColumn(self.language.translate(c.heading), c.align, c.width) for c in columns]
        emit(
            blocks.table(
                heads,
                rows,
                identifier=identifier,
                caption=caption,
                label=self._label(N_("Table"), self._tables),
                notes=notes,
            )
        )

    def picture(
        self, identifier: str, picture: Picture, caption: Text, *, notes: Sequence[Text] = ()
    ) -> None:
        """A numbered figure."""
        self._figures += 1
        block = blocks.figure(
            identifier=identifier,
            caption=caption,
            label=self._label(N_("Figure"), self._figures),
            alternative=picture.alternative,
            claims=picture.claims,
            notes=notes,
        )
        emit(block, picture.png)

    def _label(self, word: str, number: int) -> str:
        return f"{self.language.translate(word)}\N{NO-BREAK SPACE}{number}"

    def slot(self, section: str) -> None:
        """The evaluator's own words on a section, or a visible notice that they are still to be written.

        Words that exist in another language only are shown in that language, and this is said.
        """
        own = self.evaluation.texts.get((section, self.language.code))
        if own:
            emit(blocks.slot(section, prose_blocks(own), written=True, language=self.language.code))
            return
        for code in ("en", "sq", "sr"):
            text = self.evaluation.texts.get((section, code))
            if text:
                notice = blocks.paragraph(
                    self.word(N_("This text of the evaluator exists in another language only.")), style="note"
                )
                emit(blocks.slot(section, [notice, *prose_blocks(text)], written=True, language=code))
                return
        head = self.word(N_("To be written by the evaluator"), bold=True)
        notice = blocks.paragraph([*head, Run(": "), *self.word(prompt_of(section))], style="note")
        emit(blocks.slot(section, [notice], written=False, language=self.language.code))

    def emit(self, block: Block) -> None:
        """Any other block."""
        emit(block)


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
    chosen = Language(language, inputs.cycle.meta.currency)
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
