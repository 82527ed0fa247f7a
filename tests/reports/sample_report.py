"""A made-up report in Albanian that holds every kind of block, for the tests of the writers."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from datetime import date

import nbformat
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from napeval.display import blocks
from napeval.display.blocks import Block, Run, TableColumn, TableRow
from napeval.reports.document import DocumentInfo

BANNER = "TË DHËNA SINTETIKE – vetëm për provë"
HOSTILE = '<script>alert(1)</script> =cmd() #import "x" $a_b$ \\cite{x} [link](javascript:x)'
LONG_TOKEN = "https://shembull.invalid/" + "dokumenti-i-gjate_" * 9 + "fund"
UNBROKEN = "ë" * 140
WORDS = {"contents": "Përmbajtja", "page": "Faqja", "of": "nga", "to_contents": "Kalo te përmbajtja"}

INFO = DocumentInfo(
    title="Vlerësimi afatmesëm i planit të veprimit",
    language="sq",
    author="Ekipi i vlerësimit",
    subject="Vlerësim afatmesëm 2022–2024",
    date=date(2023, 12, 31),
    running_head="Vlerësimi afatmesëm · Plani 2022–2024",
    banner=BANNER,
    words=WORDS,
)


def text(*pieces: str | Run) -> list[Run]:
    """Plain strings and runs as one text."""
    return [piece if isinstance(piece, Run) else Run(piece) for piece in pieces]


def picture(width: int = 960, height: int = 480) -> bytes:
    """A small bar chart as PNG."""
    figure = Figure(figsize=(width / 120, height / 120), dpi=120)
    axes = figure.subplots()
    axes.barh(["Parandalimi", "Mbrojtja", "Ndjekja"], [62.5, 48.0, 71.2], color="#1f4568")
    axes.set_xlabel("Përqind e aktiviteteve të përfunduara")
    figure.tight_layout()
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    with Image.open(io.BytesIO(buffer.getvalue())) as opened:
        assert opened.size == (width, height)
    return buffer.getvalue()


def output_of(block: Block, png: bytes | None = None) -> nbformat.NotebookNode:
    """A block as the output of a cell, as a notebook emits it."""
    data = {"text/html": blocks.html(block), "text/plain": block["kind"]}
    if png is not None:
        data["image/png"] = base64.b64encode(png).decode()
    return new_output("display_data", data=data, metadata={"napeval": block})


def notebook_of(outputs: Sequence[nbformat.NotebookNode]) -> nbformat.NotebookNode:
    """An executed notebook with one code cell for each output, and things that must not be shown."""
    cells = [new_markdown_cell("markdown që nuk duhet të shihet")]
    for count, output in enumerate(outputs, start=1):
        stream = new_output("stream", name="stdout", text="dalje që nuk duhet të shihet")
        cell = new_code_cell("sekret = 1", execution_count=count, outputs=[stream, output])
        cells.append(cell)
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=cells)


def wide_table() -> Block:
    """Twelve columns, with a total."""
    years = [str(year) for year in range(2015, 2024)]
    columns = [
        TableColumn("Treguesi", width=3.2),
        TableColumn("Njësia", width=1.4),
        *(TableColumn(year, align="right", width=1) for year in years),
        TableColumn("Mesatarja", align="right", width=1.2),
    ]
    rows = [
        TableRow(
            [
                text(f"Viktima të identifikuara sipas formës {number}"),
                text("persona"),
                *(
                    text(Run(f"{1000 * number + year}", claim=f"victims#{number}:{year}"))
                    for year in range(9)
                ),
                text("1 234,5"),
            ]
        )
        for number in range(1, 9)
    ]
    total = TableRow(
        [text("Gjithsej"), text("persona"), *(text("36 000") for _ in years), text("9 876,5")], style="total"
    )
    return blocks.table(
        columns,
        [*rows, total],
        identifier="wide",
        label="Tabela 2",
        caption=text("Treguesit për çdo vit, 2015–2023"),
        notes=[text("Burimi: të dhëna të sajuara për provë.")],
    )


def long_table(rows: int = 80) -> Block:
    """Many rows under group headings, with long words and a hostile cell."""
    columns = [
        TableColumn("Nr.", width=0.5),
        TableColumn("Aktiviteti", width=4),
        TableColumn("Përgjegjësi", width=2),
        TableColumn("Shpenzuar (€)", align="right", width=1.2),
        TableColumn("Gjendja", width=1.3),
    ]
    body: list[TableRow] = []
    for number in range(1, rows + 1):
        if number % 20 == 1:
            body.append(TableRow([text(f"Objektivi {number // 20 + 1}"), [], [], [], []], style="group"))
        body.append(
            TableRow(
                [
                    text(str(number)),
                    text(
                        "Trajnimi i punonjësve për identifikimin e viktimave dhe ",
                        Run("referimin", bold=True),
                        ".",
                    ),
                    text("Ministria e Punëve të Brendshme"),
                    text(Run(f"{number} 250,00", claim=f"spent#{number}:amount")),
                    text("përfunduar" if number % 3 else "në vazhdim"),
                ]
            )
        )
    body.append(TableRow([text("81"), text(LONG_TOKEN), text(UNBROKEN), text("0,00"), text(HOSTILE)]))
    body.append(TableRow([[], text("Gjithsej"), [], text("1 234 567,00"), []], style="total"))
    return blocks.table(
        columns,
        body,
        identifier="long",
        label="Tabela 1",
        caption=text("Aktivitetet dhe shpenzimet"),
        notes=[text("Shuma në euro."), text("Një qelizë e zbrazët nuk është zero.")],
    )


def figure_block(number: int) -> Block:
    """A figure with its caption and alternative text."""
    return blocks.figure(
        identifier=f"figure-{number}",
        caption=text("Aktivitetet e përfunduara sipas shtyllës"),
        label=f"Figura {number}",
        alternative=f"Grafik {number} me shtylla: ndjekja 71,2 %, parandalimi 62,5 %, mbrojtja 48,0 %.",
        claims=["delivery#prevention:share"],
        width_cm=15.0,
        notes=[text("Burimi: raportimi i institucioneve.")],
    )


def sample_outputs() -> list[nbformat.NotebookNode]:
    """The outputs of the whole sample report, in order."""
    body = text(
        "Plani parasheh 544 aktivitete; institucionet raportuan për 370 prej tyre. Nga ato, ",
        Run("207", claim="delivery#all:done", bold=True),
        " janë përfunduar, që do të thotë ",
        Run("55,9 %", claim="delivery#all:share"),
        " e të raportuarave. Pjesa e paraportuar mund ta ndryshojë këtë përqindje nga 38,1 % në 70,0 %.",
    )
    sections: list[nbformat.NotebookNode] = []

    def add(block: Block, png: bytes | None = None) -> None:
        sections.append(output_of(block, png))

    add(
        blocks.title_block(
            title="Vlerësimi afatmesëm i planit të veprimit kundër trafikimit me njerëz 2022–2024",
            subtitle="Raporti i vlerësimit të jashtëm",
            facts=[
                ("Periudha", text("janar 2022 – dhjetor 2023")),
                ("Ekipi", text("Ekipi i vlerësimit")),
                ("Të njohura më", text("31 dhjetor 2023")),
            ],
            status="Projekt për komente",
            banner=BANNER,
            footnote="Ky emërtim nuk paragjykon qëndrimet për statusin.",
        )
    )
    add(blocks.contents("Përmbajtja"))
    add(blocks.heading(1, "Përmbledhje", identifier="summary", number="1"))
    add(
        blocks.paragraph(
            text("Gjysma e rrugës është bërë; ", Run("mbrojtja", italic=True), " mbetet prapa."), style="lead"
        )
    )
    add(blocks.paragraph(body))
    add(blocks.paragraph(text("Gjetja: raportimi është i pjesshëm."), style="finding"))
    add(blocks.paragraph(text("Kujdes: numrat e vegjël kanë pasiguri të madhe."), style="warning"))
    add(blocks.heading(2, "Pyetjet e vlerësimit", identifier="questions", number="1.1"))
    add(blocks.bullets([text("A është plani ende i vlefshëm?"), text("Çfarë ka ndryshuar?"), body]))
    add(blocks.bullets([text("Së pari, lexohen të dhënat."), text("Pastaj gjykohen.")], ordered=True))
    add(blocks.paragraph(text("Rend i ri:")))
    add(blocks.bullets([text("Një."), text("Dy.")], ordered=True))
    add(blocks.paragraph(text("Shënim i vogël."), style="note"))
    add(blocks.paragraph(text("Burimi: Strategjia 2022–2026."), style="source"))
    add(blocks.heading(1, "Zbatimi", identifier="delivery", number="2"))
    for number in (1, 2):
        add(blocks.heading(2, f"Shtylla {number}", identifier="pillar", number=f"2.{number}"))
        add(blocks.paragraph(body))
        add(blocks.heading(4, "Hollësi", identifier=f"details-{number}"))
        add(blocks.paragraph(body))
        add(figure_block(number), picture())
    add(long_table())
    add(blocks.heading(1, "Ndikimi", identifier="impact", number="3"))
    add(blocks.paragraph(body))
    add(wide_table())
    written = [
        blocks.paragraph(text("Fjalët e vlerësueses: qasja ka qenë e qëndrueshme. ", HOSTILE)),
        blocks.bullets([text("një pikë")]),
    ]
    add(blocks.slot("impact.context", written, written=True, language="sq"))
    notice = [blocks.paragraph(text("Për t'u shkruar: përfundimet për qëndrueshmërinë."))]
    add(blocks.slot("sustainability.conclusions", notice, written=False, language="sq"))
    add(blocks.paragraph(text(HOSTILE)))
    add(blocks.paragraph(text("Adresa: ", LONG_TOKEN, " dhe ", UNBROKEN)))
    add(blocks.page_turn())
    add(blocks.heading(1, "Shtojcë", identifier="annex"))
    add(blocks.paragraph(body))
    return sections


def sample_notebook() -> nbformat.NotebookNode:
    """The executed notebook of the whole sample report."""
    return notebook_of(sample_outputs())


def odd_outputs() -> list[nbformat.NotebookNode]:
    """Blocks at the edge of what is allowed: empty ones, and a wide table in an unwritten slot."""
    no_rows = blocks.table([TableColumn("Treguesi")], [], identifier="none", caption=[], label="Tabela X")
    in_slot = [
        wide_table(),
        blocks.heading(4, "Titull", identifier="h"),
        blocks.bullets([]),
        blocks.paragraph([]),
    ]
    empty_title = blocks.title_block(title="T", subtitle="", facts=[], status="", banner="", footnote="")
    found = [empty_title, no_rows, blocks.slot("odd", in_slot, written=False, language="en")]
    found += [
        blocks.slot("empty", [], written=True, language="sq"),
        blocks.page_turn(),
        blocks.contents("Përmbajtja"),
    ]
    return [output_of(block) for block in found]
