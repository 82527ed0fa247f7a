"""Write the synthetic cycle data/demo-2022-2024, its request, and the truth that tests recover from it.

    python scripts/make_demo.py                 into this project
    python scripts/make_demo.py --into FOLDER   into another folder

Everything is drawn from fixed seeds: every run on every machine writes the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from demo.writing import demo_files

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write every file of the demonstration."""
    parser = argparse.ArgumentParser(description="Write the synthetic cycle demo-2022-2024.")
    parser.add_argument("--into", type=Path, default=ROOT, help="folder that holds data, params and tests")
    into: Path = parser.parse_args().into
    for name, text in demo_files().items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
