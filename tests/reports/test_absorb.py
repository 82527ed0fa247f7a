"""An edited Word report comes back: texts, what would be lost, conflicts, and comments."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_report import INFO

from edited_reports import (
    FINANCING,
    OUTLOOK,
    PROMPT,
    TEXTS,
    Project,
    cite,
    made_project,
    opened,
    paragraph_with,
)
from napeval.cycle import CycleFaults
from napeval.display import blocks
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.display.prose import prose_blocks
from napeval.reports.absorbing.absorb import Absorbed, absorb, write_absorbed
from napeval.reports.absorbing.comments import absorb_comments, write_comments
from napeval.reports.absorbing.comparing import Change
from napeval.reports.absorbing.pieces import Span
from napeval.reports.absorbing.reading import read_edited
from napeval.reports.absorbing.sections import Noted
from napeval.reports.absorbing.words import Line, as_markdown, lines_of_text, settled
from napeval.reports.collect import EmittedBlock
from napeval.reports.docx import docx_bytes
from plans import SMALL, plan_folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A report that nobody has touched."""
    return made_project(tmp_path)


def edited(project: Project, edit: Callable[[Any], None], **options: Any) -> Absorbed:
    """What a copy of the report brings after an edit."""
    path = project.edited()
    document = opened(path)
    edit(document)
    document.save(str(path))
    return absorb(path, project.evaluation, **options)


def states(absorbed: Absorbed) -> dict[str, str]:
    return {one.name: one.state for one in absorbed.sections if one.state != "unchanged"}


def add_behind(paragraph: Any, text: str, style: str | None = None) -> Any:
    """A new paragraph behind one, as the Enter key makes it."""
    new = paragraph.insert_paragraph_before(text, style)
    paragraph._p.addnext(new._p)
    return new


def test_an_untouched_report_brings_nothing(project):
    absorbed = absorb(project.edited(), project.evaluation)
    assert states(absorbed) == {}
    assert (absorbed.changes, absorbed.files, absorbed.held_back(())) == ((), {}, [])
    assert {one.name for one in absorbed.sections} == {"financing", "outlook", "limits"}


def test_an_edited_section_brings_exactly_that(project):
    def edit(document: Any) -> None:
        paragraph = paragraph_with(document, "The rest is open")
        paragraph.add_run(" And more: ")
        paragraph.add_run("bold").bold = True
        paragraph.add_run(" and ")
        paragraph.add_run("slanted").italic = True
        add_behind(paragraph, "1. no item, *no* {a#b:c} <!-- no comment -->")

    absorbed = edited(project, edit)
    assert states(absorbed) == {"financing": "changed"}
    assert absorbed.changes == ()
    assert write_absorbed(absorbed, project.evaluation) == [project.text("financing")]
    assert project.text("financing").read_text("utf-8") == (
        FINANCING.replace("is open.", "is open. And more: **bold** and *slanted*")
        + "\n\n1\\. no item, \\*no\\* \\{a#b:c} <\\!-- no comment -->\n"
    )
    assert project.text("outlook").read_text("utf-8") == OUTLOOK


def test_what_was_brought_back_once_is_nothing_new(project):
    edit = lambda document: paragraph_with(document, "The rest").add_run(" More.")  # noqa: E731
    write_absorbed(edited(project, edit), project.evaluation)
    again = absorb(project.root / "edited.docx", project.evaluation)
    assert states(again) == {"financing": "already"}
    assert again.files == {}


def test_lists_and_headings_come_back_as_markdown_beside_the_untouched_source(project):
    def edit(document: Any) -> None:
        last = paragraph_with(document, "two")
        add_behind(last, "Heading of Word", "Heading 3")
        add_behind(paragraph_with(document, "second item"), "third item", "List Bullet")

    absorbed = edited(project, edit)
    assert absorbed.files["text/outlook.en.md"].decode() == (
        "What is done is **done**; `a_b` and *slowly* stay.\n\n"
        "- first item\n- second item with {delivery#plan:completed} in it\n- third item\n\n"
        "## Small heading\n\n1. one\n2. two\n\n### Heading of Word\n"
    )


def test_comments_of_the_text_file_stay(project):
    project.text("financing").write_text(f"<!-- what to answer -->\n\n{FINANCING}\n", encoding="utf-8")
    absorbed = edited(project, lambda document: paragraph_with(document, "The rest").add_run(" More."))
    assert absorbed.files["text/financing.en.md"].decode() == (
        f"<!-- what to answer -->\n\n{FINANCING} More.\n"
    )


def test_changes_elsewhere_are_listed_and_not_taken(project):
    def edit(document: Any) -> None:
        paragraph_with(document, "A paragraph behind").runs[0].text = "A paragraph after the text."
        document.tables[0].cell(1, 1).text = "13"
        paragraph_with(document, "2 Outlook").runs[0].text = "2 Prospects"
        paragraph_with(document, "Money").runs[-1].text = "Funds"
        last = paragraph_with(document, "The end")
        last._p.getparent().remove(last._p)

    absorbed = edited(project, edit)
    assert states(absorbed) == {}
    assert absorbed.changes == (
        Change("1 Financing", "paragraph", "A paragraph behind the text.", "A paragraph after the text."),
        Change("1 Financing", "caption", "Table 1 Money", "Table 1 Funds"),
        Change("1 Financing", "cell", "12", "13", "Planned"),
        Change("2 Outlook", "heading", "2 Outlook", "2 Prospects"),
        Change("3 Lasting", "paragraph", "The end of the report.", ""),
    )


def test_rows_of_tables_that_came_or_went(project):
    def edit(document: Any) -> None:
        table = document.tables[0]
        table._tbl.remove(table.rows[2]._tr)

    assert edited(project, edit).changes == (Change("1 Financing", "row", "Spent | 7", ""),)


def test_a_text_changed_since_is_a_conflict_unless_taken(project):
    project.text("financing").write_text("Quite another text.", encoding="utf-8")
    edit = lambda document: paragraph_with(document, "The rest").add_run(" More.")  # noqa: E731
    absorbed = edited(project, edit)
    assert states(absorbed) == {"financing": "conflict"}
    assert absorbed.files == {}
    assert [one.name for one in absorbed.held_back(())] == ["financing"]
    taken = edited(project, edit, take=["financing"])
    assert taken.held_back(["financing"]) == []
    assert taken.files["text/financing.en.md"].decode().endswith("The rest is open. More.\n")


def test_a_text_changed_since_is_no_conflict_where_the_document_was_not_edited(project):
    project.text("financing").write_text("Quite another text.", encoding="utf-8")
    assert states(absorb(project.edited(), project.evaluation)) == {}


def test_a_citation_changed_since_is_a_conflict_though_the_words_are_the_same(project):
    other = FINANCING.replace("{delivery#plan:completed}", "{delivery#plan:due}")
    project.text("financing").write_text(other, encoding="utf-8")
    absorbed = edited(project, lambda document: paragraph_with(document, "The rest").add_run(" More."))
    assert states(absorbed) == {"financing": "conflict"}


def test_a_text_that_changes_while_the_document_is_read_is_not_overwritten(project):
    absorbed = edited(project, lambda document: paragraph_with(document, "The rest").add_run(" More."))
    project.text("financing").write_text("Meanwhile.", encoding="utf-8")
    with pytest.raises(CycleFaults) as caught:
        write_absorbed(absorbed, project.evaluation)
    assert message(caught.value) == (
        "text/financing.en.md: the text was changed while the document was read. Mend: absorb the document"
        " again."
    )
    assert project.text("financing").read_text("utf-8") == "Meanwhile."


def test_an_overwritten_figure_is_refused(project):
    def edit(document: Any) -> None:
        run = next(one for one in paragraph_with(document, "Of all").runs if one.text == "17")
        run.text = "18"

    absorbed = edited(project, edit)
    assert states(absorbed) == {"financing": "refused"}
    assert absorbed.files == {}
    noted = next(one for one in absorbed.sections if one.name == "financing").notes
    assert noted == (Noted("figure_edited", "delivery#plan:completed", "17", "18"),)
    assert [one.name for one in absorbed.held_back(["financing"])] == ["financing"]


def test_words_typed_into_the_bookmark_of_a_figure_are_words(project):
    def edit(document: Any) -> None:
        run = next(one for one in paragraph_with(document, "Of all").runs if one.text == "17")
        run.text = "only 17, as said,"

    text = edited(project, edit).files["text/financing.en.md"].decode()
    assert text.startswith("Of all activities only {delivery#plan:completed}, as said, are done, that is {")


def test_a_figure_whose_bookmark_is_gone_stays_as_text_and_it_is_said(project):
    def edit(document: Any) -> None:
        for start in paragraph_with(document, "Of all")._p.findall(qn("w:bookmarkStart")):
            if start.get(qn("w:name")) == "cite_financing_1":
                start.getparent().remove(start)

    absorbed = edited(project, edit)
    section = next(one for one in absorbed.sections if one.name == "financing")
    assert section.text.startswith("Of all activities 17 are done, that is {delivery#plan|plan:done_of_rep")
    assert section.notes == (Noted("figure_unmarked", "delivery#plan:completed", "17"),)


def test_a_deleted_sentence_takes_its_figures_along_without_a_word(project):
    def edit(document: Any) -> None:
        paragraph = paragraph_with(document, "Of all")
        paragraph._p.getparent().remove(paragraph._p)

    section = next(one for one in edited(project, edit).sections if one.name == "financing")
    assert (section.state, section.text, section.notes) == ("changed", "The rest is open.", ())


def test_a_cited_figure_moved_to_another_section_keeps_its_address(project):
    def edit(document: Any) -> None:
        moved = paragraph_with(document, "Of all")._p
        paragraph_with(document, "What is done")._p.addnext(moved)

    absorbed = edited(project, edit)
    assert states(absorbed) == {"financing": "changed", "outlook": "changed"}
    assert (
        "Of all activities {delivery#plan|plan:completed} are done, that is"
        in absorbed.files["text/outlook.en.md"].decode()
    )


def test_an_open_place_takes_what_is_typed_without_its_prompt(project):
    def edit(document: Any) -> None:
        prompt = paragraph_with(document, "To be written")
        add_behind(prompt, "Now written.")

    absorbed = edited(project, edit)
    assert absorbed.files == {"text/limits.en.md": b"Now written.\n"}


@pytest.mark.parametrize("text", ["Written over the prompt.", f"{PROMPT} So it is."])
def test_words_typed_over_or_behind_a_prompt(project, text):
    def edit(document: Any) -> None:
        prompt = paragraph_with(document, "To be written")
        for run in prompt.runs[1:]:
            run.text = ""
        prompt.runs[0].text, prompt.runs[0].bold = text, False

    said = text.removeprefix(f"{PROMPT} ")
    assert edited(project, edit).files == {"text/limits.en.md": f"{said}\n".encode()}


def test_an_open_place_with_a_stub_keeps_the_stub(project):
    project.text("limits").write_text("<!-- stub -->\n", encoding="utf-8")
    absorbed = edited(project, lambda d: add_behind(paragraph_with(d, "To be written"), "Now written."))
    assert absorbed.files == {"text/limits.en.md": b"<!-- stub -->\n\nNow written.\n"}


def test_a_paragraph_right_behind_a_text_belongs_to_it(project):
    def edit(document: Any) -> None:  # the bookmark ends before it, as after the Enter key in LibreOffice
        paragraph = paragraph_with(document, "A paragraph behind")
        paragraph.insert_paragraph_before("One more.")

    absorbed = edited(project, edit)
    assert absorbed.files["text/financing.en.md"].decode().endswith("The rest is open.\n\nOne more.\n")
    assert absorbed.changes == ()


def test_a_table_in_a_text_is_refused(project):
    def edit(document: Any) -> None:
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "cell"
        paragraph_with(document, "The rest")._p.addnext(table._tbl)

    absorbed = edited(project, edit)
    assert states(absorbed) == {"financing": "refused"}
    section = next(one for one in absorbed.sections if one.name == "financing")
    assert section.notes == (Noted("table_inside"),)


def test_a_text_that_was_emptied_becomes_an_open_place(project):
    def edit(document: Any) -> None:
        for words in ("Of all", "The rest"):
            paragraph = paragraph_with(document, words)
            paragraph._p.getparent().remove(paragraph._p)

    absorbed = edited(project, edit)
    assert absorbed.files == {"text/financing.en.md": b""}
    section = next(one for one in absorbed.sections if one.name == "financing")
    assert section.notes == (Noted("emptied"),)


def test_a_missing_bookmark_is_said_and_the_text_is_not_taken_for_a_change(project):
    def edit(document: Any) -> None:
        body = document.element.body
        for start in body.findall(qn("w:bookmarkStart")):
            if start.get(qn("w:name")) == "slot_financing":
                body.remove(start)
        paragraph_with(document, "The rest").add_run(" More.")

    absorbed = edited(project, edit)
    assert states(absorbed) == {"financing": "missing"}
    assert absorbed.changes == (
        Change("1 Financing", "paragraph", "The rest is open.", "The rest is open. More."),
    )
    assert [one.name for one in absorbed.held_back(["financing"])] == ["financing"]


def tracked(tag: str, text: str) -> Any:
    """A run whose insertion or deletion Word tracks."""
    change, run = OxmlElement(f"w:{tag}"), OxmlElement("w:r")
    words = OxmlElement("w:t" if tag == "ins" else "w:delText")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    change.append(run)
    return change


def test_tracked_changes_are_taken_as_accepted_and_said(project):
    def edit(document: Any) -> None:
        paragraph = paragraph_with(document, "The rest")
        run = paragraph.runs[0]
        run.text = "The "
        run._r.addnext(tracked("ins", "remainder is open."))
        run._r.addnext(tracked("del", "rest is open."))

    absorbed = edited(project, edit)
    assert absorbed.tracked
    assert absorbed.files["text/financing.en.md"].decode().endswith("\n\nThe remainder is open.\n")


def test_a_paragraph_whose_deletion_is_tracked_is_gone(project):
    def edit(document: Any) -> None:
        paragraph = paragraph_with(document, "The rest")
        for run in paragraph.runs:
            run._r.getparent().replace(run._r, tracked("del", run.text))
        properties = paragraph._p.get_or_add_pPr()
        mark = OxmlElement("w:rPr")
        mark.append(OxmlElement("w:del"))
        properties.append(mark)

    absorbed = edited(project, edit)
    assert absorbed.files["text/financing.en.md"].decode() == f"{FINANCING.partition(chr(10))[0]}\n"
    assert absorbed.changes == ()


def test_the_original_may_be_named(project, tmp_path):
    other = tmp_path / "sent.docx"
    shutil.move(project.report, other)
    path = tmp_path / "edited.docx"
    shutil.copy(other, path)
    with pytest.raises(CycleFaults) as caught:
        absorb(path, project.evaluation)
    assert message(caught.value) == (
        "edited.docx: the report that the document was made from is not there. Mend: name its Word file with"
        " --against."
    )
    assert states(absorb(path, project.evaluation, against=other)) == {}


def test_a_document_of_another_state_of_the_report_is_refused(project):
    path = project.edited()
    project.build({**TEXTS, "outlook": "Anew."})
    with pytest.raises(CycleFaults) as caught:
        absorb(path, project.evaluation)
    assert message(caught.value) == (
        "edited.docx: the document was made from another state of the report than the one it is compared"
        " with. Mend: name the Word file that it was made from with --against."
    )


def test_a_document_of_another_report_is_refused(project):
    other = project.evaluation.with_name("ex-post")
    shutil.copytree(project.evaluation, other)
    with pytest.raises(CycleFaults) as caught:
        absorb(project.edited(), other)
    assert message(caught.value) == (
        "edited.docx: the document is of another report: xx-2024-2026, mid-term. Mend: name the evaluation"
        " that it is of with --into, and the original with --against."
    )


def test_a_document_that_is_no_report_is_refused(project, tmp_path):
    document = opened(project.report)
    foreign = tmp_path / "letter.docx"
    package = document.part.package
    for name in [one for one, relation in package.rels.items() if "custom-prop" in relation.reltype]:
        del package.rels[name]
    document.save(str(foreign))
    with pytest.raises(CycleFaults) as caught:
        absorb(foreign, project.evaluation)
    assert message(caught.value) == (
        "letter.docx: the document does not say of which report it is. Mend: take the Word file of the report"
        " itself, edit it and save it under another name."
    )
    # What lost its properties on the way can still be compared with the report that is named.
    assert states(absorb(foreign, project.evaluation, against=project.report)) == {}


def message(faults: CycleFaults) -> str:
    """The one fault in words."""
    (fault,) = faults.faults
    return fault_text(fault, Language("en"))


def repacked(source: Path, target: Path, **parts: bytes) -> Path:
    """The same package with parts added or put in place of others; "__" stands for a slash."""
    changed = {name.replace("__", "/"): content for name, content in parts.items()}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, None) or old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return target


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            {"word/document.xml": ENTITIES},
            "hostile.docx: found 'word/document.xml'; the document is put together in a way in which no"
            " word processor writes one. Mend: check where it comes from; open it in Word and save it again.",
        ),
        (
            {"word/vbaProject.bin": b"x"},
            "hostile.docx: found 'word/vbaProject.bin'; the document holds macros, controls or embedded"
            " files. Mend: take them out, or copy the text into the report as it was sent, and save it as"
            " .docx.",
        ),
        (
            {"word/media/bomb.bin": bytes(30_000_000)},
            "hostile.docx: found 'word/media/bomb.bin'; the document is far larger, packed or unpacked, than"
            " a report can be. Mend: check where it comes from; open it in Word and save it again.",
        ),
        (
            {"word/document.xml": b"<a><b></a>"},
            "hostile.docx: found 'word/document.xml'; the document is cut off or damaged. Mend: ask for it"
            " again, or open it in Word and save it again.",
        ),
    ],
)
def test_hostile_documents_are_refused(project, tmp_path, parts, said):
    path = repacked(project.report, tmp_path / "hostile.docx", **parts)
    with pytest.raises(CycleFaults) as caught:
        absorb(path, project.evaluation)
    assert message(caught.value) == said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"plain text", bytes(100)])
def test_what_is_no_document_is_refused(project, tmp_path, content):
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    with pytest.raises(CycleFaults) as caught:
        absorb(path, project.evaluation)
    (fault,) = caught.value.faults
    assert fault.code in ("document_other_kind", "document_damaged")


def test_a_document_nested_beyond_measure_is_refused(project, tmp_path):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = f"<w:document {space}>{'<w:sdt>' * 5000}{'</w:sdt>' * 5000}</w:document>".encode()
    path = repacked(project.report, tmp_path / "deep.docx", **{"word/document.xml": deep})
    with pytest.raises(CycleFaults) as caught:
        absorb(path, project.evaluation)
    assert message(caught.value).startswith("deep.docx: the document is cut off or damaged.")


def through_libreoffice(path: Path, program: str) -> Path:
    """The document as LibreOffice writes it after opening it."""
    out = path.parent / "libreoffice"
    home = f"-env:UserInstallation={(path.parent / 'home').as_uri()}"
    subprocess.run(
        [program, home, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", out, path],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return out / path.name


@pytest.mark.tool("soffice", "libreoffice")
def test_through_libreoffice_nothing_is_lost_and_nothing_comes_in(project, require_tool):
    program = require_tool("soffice", "libreoffice")
    untouched = absorb(through_libreoffice(project.edited(), program), project.evaluation)
    assert states(untouched) == {}
    assert untouched.changes == ()

    path = project.edited()
    document = opened(path)
    paragraph_with(document, "The rest").add_run(" More.").bold = True
    add_behind(paragraph_with(document, "first item"), "between", "List Bullet")
    add_behind(paragraph_with(document, "To be written"), "Now written.")
    document.tables[0].cell(2, 1).text = "8"
    document.save(str(path))
    absorbed = absorb(through_libreoffice(path, program), project.evaluation)
    assert absorbed.changes == (Change("1 Financing", "cell", "7", "8", "Spent"),)
    assert {name: content.decode() for name, content in absorbed.files.items()} == {
        "text/financing.en.md": f"{FINANCING} **More.**\n",
        "text/outlook.en.md": OUTLOOK.replace("- first item\n", "- first item\n- between\n").strip() + "\n",
        "text/limits.en.md": "Now written.\n",
    }


def with_comments(project: Project) -> Path:
    """The report with four comments: in a text, in a table, below a heading, and an empty one."""
    path = project.edited()
    document = opened(path)
    places = [
        (paragraph_with(document, "The rest").runs, "Too short"),
        (document.tables[0].cell(1, 1).paragraphs[0].runs, "Which money?"),
        (paragraph_with(document, "A paragraph behind").runs, "Why?"),
        (paragraph_with(document, "The end").runs, ""),
    ]
    for runs, text in places:
        document.add_comment(runs, text=text, author="A. Reader")
    document.save(str(path))
    return path


def with_institutions(project: Project) -> None:
    """Give the plan the institutions of the small one."""
    shutil.copytree(plan_folder(SMALL) / "plan", project.evaluation.parents[1] / "plan")


def test_comments_become_rows_with_their_places_and_come_in_once(project):
    with_institutions(project)
    (project.evaluation / "comments.csv").write_text(
        "comment_id,place,from,text,response,decision\nMUN-1,outlook,MUN,Before,,\n", encoding="utf-8"
    )
    path = with_comments(project)
    absorbed = absorb_comments(path, project.evaluation, "MUN")
    assert absorbed.added == (
        {"comment_id": "MUN-2", "place": "financing", "from": "MUN", "text": "Too short"},
        {"comment_id": "MUN-3", "place": "1 Financing", "from": "MUN", "text": "Why?"},
        {"comment_id": "MUN-4", "place": "Table 1 Money", "from": "MUN", "text": "Which money?"},
    )
    write_comments(absorbed, project.evaluation)
    assert (project.evaluation / "comments.csv").read_text("utf-8") == (
        "comment_id,place,from,text,response,decision\nMUN-1,outlook,MUN,Before,,\n"
        "MUN-2,financing,MUN,Too short,,\nMUN-3,1 Financing,MUN,Why?,,\n"
        "MUN-4,Table 1 Money,MUN,Which money?,,\n"
    )
    again = absorb_comments(path, project.evaluation, "MUN")
    assert (again.added, again.known) == ((), 3)
    assert len(absorb_comments(path, project.evaluation, "POL").added) == 3


def test_comments_of_nobody_in_the_plan_are_refused(project):
    with_institutions(project)
    with pytest.raises(CycleFaults) as caught:
        absorb_comments(with_comments(project), project.evaluation, "MUM")
    assert message(caught.value) == (
        "comments.csv, column 'from': found 'MUM'; the plan has no institution of this code; allowed: BUD,"
        " DON, MSA, MUN, NCO, POL, PRO, SHN. Mend: correct the code. Did you mean 'MUN'?"
    )


def test_comments_cannot_be_added_to_what_is_no_table(project):
    with_institutions(project)
    (project.evaluation / "comments.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CycleFaults) as caught:
        absorb_comments(with_comments(project), project.evaluation, "MUN")
    assert message(caught.value) == (
        "comments.csv: rows cannot be added to this table (not UTF-8). Mend: save it as CSV in UTF-8."
    )


WORDS = st.text(alphabet=" \\*_-+#1.)({}!<>`ab:|é", min_size=1, max_size=12)
SPANS = st.lists(st.builds(Span, WORDS, st.booleans(), st.booleans()), min_size=1, max_size=4)
LINES = st.lists(st.tuples(st.sampled_from(["paragraph", "bullet", "number"]), SPANS), min_size=1, max_size=5)


@settings(max_examples=300)
@given(LINES)
def test_whatever_is_written_in_word_reads_the_same_from_markdown(drawn):
    lines = [line for kind, spans in drawn if (line := Line(kind, settled(spans))).spans]
    read = [line for _, block in lines_of_text(as_markdown(lines, {})) for line in block]
    assert [(line.kind, "".join(span.text for span in line.spans)) for line in read] == [
        (line.kind, "".join(span.text for span in line.spans)) for line in lines
    ]


@settings(max_examples=100)
@given(st.lists(st.builds(Span, st.sampled_from(["one two", "three", " f "]), st.booleans(), st.booleans())))
def test_bold_and_italic_words_read_the_same_from_markdown(spans):
    line = Line("paragraph", settled([part for span in spans for part in (span, Span(" "))]))
    lines = [line] if line.spans else []
    assert [one.key for _, block in lines_of_text(as_markdown(lines, {})) for one in block] == [
        one.key for one in lines
    ]


def test_the_texts_of_this_report_are_read_as_written():
    kinds = [block["kind"] for block in prose_blocks(OUTLOOK, cite)]
    assert kinds == ["paragraph", "list", "paragraph", "list"]


def test_the_report_knows_itself_and_its_citations_by_short_names_and_is_the_same_each_time(project):
    long = "achievements_" + "x" * 60
    texts = {**TEXTS, "limits": FINANCING}
    assert project.build(texts) == project.build(texts)
    assert read_edited(project.report).properties["language"] == "en"
    block = blocks.slot(long, prose_blocks(FINANCING, cite), written=True, language="en")
    info = replace(INFO, origin={"cycle": "c", "report": "r", "evaluation": "e"})
    project.report.write_bytes(docx_bytes([EmittedBlock(block)], info))
    read = read_edited(project.report)
    own = {name: value for name, value in read.properties.items() if name in read.bookmarks}
    assert sorted(own.values()) == [
        long, "delivery#plan|plan:completed", "delivery#plan|plan:done_of_reported",
    ]  # fmt: skip
    assert max(map(len, own)) <= 40
    assert [len(span.cite) > 0 for span in read.pieces[0].spans] == [False, True, False, True, False]
