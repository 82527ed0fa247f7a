"""Every file of the demonstration, as text by its path in the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from demo.evaluations import WORDS, evaluation_texts
from demo.model import Model
from demo.package import NAME, REQUESTS, accepted_text, datapackage_text, policy_text, request_text
from demo.plan import Table
from demo.tables import table_text
from demo.truth import truth_files
from napeval.cycle.schemas import schemas

DATA = f"data/{NAME}"


def demo_files() -> dict[str, str]:
    """The files of the cycle, the request and the truth."""
    model = Model()
    tables = model.tables()
    order = [name for name in schemas() if name in tables]
    files = {f"{DATA}/{name}.csv": table_text(name, tables[name]) for name in order}
    for evaluation, own in (model.evaluations | model.written_reports).items():
        place = f"{DATA}/evaluations/{evaluation}"
        for name, rows in sorted(own.items()):
            files[f"{place}/{name}.csv"] = table_text(f"evaluations/{name}", rows)
        files |= {f"{place}/{name}": text for name, text in evaluation_texts(evaluation).items()}
    files[f"{DATA}/datapackage.json"] = datapackage_text(order)
    files[f"{DATA}/policy.yml"] = policy_text(tables["monitoring/sources"])
    files[f"{DATA}/accepted.yml"] = accepted_text()
    files[f"{DATA}/README.md"] = _readme(order, tables)
    files |= {f"params/{NAME}/{name}.yml": request_text(name) for name in REQUESTS}
    return files | truth_files(model)


def _readme(order: Sequence[str], tables: Mapping[str, Table]) -> str:
    """What is invented and how, with the number of rows of every table."""
    lines = [f"| {name} | {len(tables[name])} | {schemas()[name].title} |" for name in order]
    text = (WORDS / "README.md").read_text(encoding="utf-8")
    return text.replace("{tables}", "\n".join(lines))
