"""``napeval absorb``: an edited Word report into an evaluation, shown first and written on demand."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from napeval.commands.speaking import DONE, FAULTS, WRONG_CALL, print_faults, say
from napeval.cycle import CycleFaults
from napeval.display.languages import N_, Language

if TYPE_CHECKING:
    from napeval.reports.absorbing.absorb import Absorbed
    from napeval.reports.absorbing.comments import AbsorbedComments
    from napeval.reports.absorbing.comparing import Change
    from napeval.reports.absorbing.sections import Noted, Section

_STATES = {
    "already": N_("section {section}: the text says so already."),
    "changed": N_("section {section}: edited."),
    "conflict": N_(
        "section {section}: edited, but the text was changed since the report was made; refused unless you"
        " add --take {section}."
    ),
    "refused": N_("section {section}: edited, and refused."),
    "missing": N_(
        "section {section}: the bookmarks around it are gone from the document; its text cannot be brought"
        " back."
    ),
}
_REMARKS = {
    "figure_edited": N_(
        "the figure {about} was printed as «{before}» and reads «{now}» now; figures come from the results:"
        " correct the data, or say it in words."
    ),
    "figure_unmarked": N_(
        "the figure {about} ({before}) has lost its mark and is plain text now, which follows the results no"
        " more."
    ),
    "table_inside": N_("a table stands in it, which a text cannot hold; write it as a list."),
    "looks_lost": N_("bold and italic letters of this paragraph cannot be kept: {about}"),
    "other_language": N_(
        "the report shows the text of another language here; what was edited becomes the text of this"
        " language."
    ),
    "emptied": N_("its words were taken out; the report will show an open place."),
}
_PARTS = {
    "paragraph": N_("paragraph"),
    "heading": N_("heading"),
    "caption": N_("caption"),
    "table": N_("table"),
    "row": N_("row of a table"),
    "cell": N_("cell of a table"),
}
_NOTHING = N_("(nothing)")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("document", type=Path, help="the edited report, such as report.docx")
    parser.add_argument(
        "--into", type=Path, required=True, metavar="EVALUATION",
        help="folder of the evaluation, such as data/xk-2022-2024/evaluations/mid-term",
    )  # fmt: skip
    parser.add_argument("--against", type=Path, help="the report that it was made from, if not in outputs/")
    parser.add_argument(
        "--take", action="append", default=[], metavar="SECTION",
        help="take this section although its text was changed since; may be repeated",
    )  # fmt: skip
    parser.add_argument("--comments", metavar="FROM", help="bring its comments instead, as those of FROM")
    parser.add_argument("--write", action="store_true", help="write; without it all is only shown")


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Print what the document brings and what would be lost; write where asked."""
    if not (chosen.into / "evaluation.yml").is_file():
        say(language.translate(N_("There is no evaluation in {folder}.")).format(folder=chosen.into))
        return WRONG_CALL
    for path in (chosen.document, chosen.against):
        if path is not None and not path.is_file():
            say(language.translate(N_("There is no file {file}.")).format(file=path))
            return WRONG_CALL
    try:
        return _comments(chosen, language) if chosen.comments else _texts(chosen, language)
    except CycleFaults as found:
        print_faults(found.faults, language)
        return FAULTS


def _texts(chosen: argparse.Namespace, language: Language) -> int:
    from napeval.reports.absorbing.absorb import absorb, write_absorbed

    absorbed = absorb(chosen.document, chosen.into, against=chosen.against, take=chosen.take)
    unknown = sorted(set(chosen.take).difference(one.name for one in absorbed.sections))
    if unknown:
        text = language.translate(N_("The report has no section {sections}; it has: {allowed}."))
        allowed = ", ".join(one.name for one in absorbed.sections)
        say(text.format(sections=", ".join(unknown), allowed=allowed))
        return WRONG_CALL
    for line in _lines(absorbed, language):
        print(line)
    if not absorbed.files:
        print(language.translate(N_("Nothing new; nothing to write.")))
    elif chosen.write:
        _print_written(write_absorbed(absorbed, chosen.into), language)
    else:
        print(language.translate(N_("Nothing was written; add --write to write the texts.")))
    return FAULTS if absorbed.held_back(chosen.take) else DONE


def _comments(chosen: argparse.Namespace, language: Language) -> int:
    from napeval.reports.absorbing.comments import absorb_comments, write_comments

    absorbed = absorb_comments(chosen.document, chosen.into, chosen.comments, against=chosen.against)
    for line in _comment_lines(absorbed, language):
        print(line)
    if not absorbed.added:
        print(language.translate(N_("Nothing new; nothing to write.")))
    elif chosen.write:
        _print_written([write_comments(absorbed, chosen.into)], language)
    else:
        print(language.translate(N_("Nothing was written; add --write to write the rows.")))
    return DONE


def _print_written(paths: Sequence[Path], language: Language) -> None:
    print(language.translate(N_("Written: {files}")).format(files=", ".join(map(str, paths))))


def _lines(absorbed: Absorbed, language: Language) -> Iterator[str]:
    """What each section brings, what would be lost, and what else the document holds."""
    for section in absorbed.sections:
        yield from _section_lines(section, language)
    if absorbed.changes:
        yield language.translate(
            N_("Changed outside the evaluators' texts; the report is made anew, and this would be lost:")
        )
    for change in absorbed.changes:
        yield _change_line(change, language)
    if absorbed.tracked:
        yield language.translate(
            N_("The document has tracked changes: insertions were taken as accepted, deletions as deleted.")
        )
    if absorbed.comments:
        text = N_("The document has comments ({count}); bring them with --comments FROM.")
        yield language.translate(text).format(count=absorbed.comments)
    if absorbed.footnotes > 0:
        yield language.translate(N_("The document has footnotes; put them into the text, or they are lost."))
    if absorbed.boxes:
        yield language.translate(N_("The document has text boxes; what stands in them is not read."))


def _section_lines(section: Section, language: Language) -> Iterator[str]:
    if section.state == "unchanged":
        return
    yield language.translate(_STATES[section.state]).format(section=section.name)
    yield from (f"  {_remark(one, language)}" for one in section.notes)
    if section.state in ("changed", "conflict", "refused"):
        before, after = section.before.splitlines(), section.text.splitlines()
        lines = difflib.unified_diff(before, after, lineterm="", n=0)
        yield from (f"  {line}" for line in list(lines)[2:] if not line.startswith("@@"))


def _remark(noted: Noted, language: Language) -> str:
    values = {"about": noted.about, "before": noted.before, "now": noted.now}
    if noted.remark in ("figure_edited", "figure_unmarked"):
        values["about"] = f"{{{noted.about}}}"
    return language.translate(_REMARKS[noted.remark]).format(**values)


def _change_line(change: Change, language: Language) -> str:
    nothing = language.translate(_NOTHING)
    place = f"{change.heading or nothing}, {language.translate(_PARTS[change.part])}"
    row = f" ({change.row})" if change.row else ""
    return f"  {place}{row}: {change.old or nothing} → {change.new or nothing}"


def _comment_lines(absorbed: AbsorbedComments, language: Language) -> Iterator[str]:
    add = language.translate(N_("add to {table}: {values}"))
    for row in absorbed.added:
        values = ", ".join(f"{name}={value}" for name, value in row.items())
        yield add.format(table="comments", values=values)
    if absorbed.known:
        known = language.translate(N_("on record already in {table}: {count}"))
        yield known.format(table="comments", count=absorbed.known)
