"""Run notebooks/methods.ipynb; write it to outputs/methods with its results, and as a page without scripts.

    python scripts/methods_page.py                     in this project
    python scripts/methods_page.py --project FOLDER    in another copy of it
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from nbconvert import HTMLExporter

from napeval.reports.notebooks import run_notebook

ROOT = Path(__file__).resolve().parent.parent
# nbconvert's own page without its scripts, which would be loaded from elsewhere.
TEMPLATE = """{% extends 'lab/index.html.j2' %}
{% block html_head_js %}<meta http-equiv="Content-Security-Policy"
content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">{% endblock %}
{% block html_head_js_mathjax %}{% endblock %}{% block html_head_js_mermaidjs %}{% endblock %}"""


def main() -> None:
    """Make the page."""
    parser = argparse.ArgumentParser(description="Run the methods notebook and write it as a page.")
    parser.add_argument("--project", type=Path, default=ROOT, help="folder that holds notebooks and data")
    os.chdir(parser.parse_args().project / "notebooks")  # the notebook names its plans from here
    folder = Path("../outputs/methods")
    folder.mkdir(parents=True, exist_ok=True)
    executed = run_notebook("methods.ipynb", folder / "methods.ipynb", {})
    page = HTMLExporter()
    page.raw_template = TEMPLATE
    text, _ = page.from_notebook_node(executed, resources={"metadata": {"name": "Methods"}})
    (folder / "methods.html").write_text(text, encoding="utf-8", newline="\n")
    print("outputs/methods/methods.html")


if __name__ == "__main__":
    main()
