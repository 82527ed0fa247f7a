"""The input rows behind a finished report, as long as the data are what they were when it was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from napeval.cycle import CycleFaults
from napeval.cycle.schemas import schemas
from napeval.cycle.trace import key_text, part_text
from napeval.reports.inputs import Inputs, read_inputs
from napeval.reports.origins import InputRows

State = Literal["same", "changed", "restricted", "missing"]
MANIFEST = "manifest.json"


class NoManifest(LookupError):
    """A folder holds no manifest that can be read."""


@dataclass(frozen=True)
class Made:
    """What the manifest of a report says it was made of. inputs: by path in the folder of the cycle."""

    cycle: str
    evaluation: str
    inputs: Mapping[str, Mapping[str, Any]]

    def file_of(self, table: str) -> str:
        """The file of a table, as the manifest names it; evaluations/x is of the report's own evaluation."""
        return f"{table.replace('evaluations/', f'evaluations/{self.evaluation}/', 1)}.csv"

    def state(self, cycle_folder: Path, table: str) -> State:
        """How a table stands to what the report was made of.

        same: byte for byte. changed: it is another now. restricted: the manifest keeps no hash of it, so that
        nobody can tell. missing: the report did not read it, or it is gone.
        """
        file = self.file_of(table)
        path, kept = cycle_folder / file, self.inputs.get(file)
        if kept is None or not path.is_file():
            return "missing"
        if kept.get("restricted"):
            return "restricted"
        with path.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == kept["sha256"]
        return "same" if same else "changed"


def made_of(output_folder: Path) -> Made:
    """What a report was made of. Raises NoManifest where its folder has no manifest of this kind."""
    try:
        manifest = json.loads((output_folder / MANIFEST).read_text(encoding="utf-8"))
        report = manifest["report"]
        inputs = {entry["path"]: entry for entry in manifest["inputs"]}
        return Made(report["cycle"], report["evaluation"], inputs)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoManifest(str(output_folder / MANIFEST)) from error


@dataclass(frozen=True)
class KeptInputs:
    """The data that lie there now, beside what the report was made of.

    inputs: as read now; None where they have faults or are not there.
    """

    made: Made
    cycle_folder: Path
    inputs: Inputs | None

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table of the cycle and of the report's evaluation, as read now."""
        if self.inputs is None:
            return {}
        return {**self.inputs.cycle.tables, **self.inputs.evaluation.tables}

    def state(self, table: str) -> State:
        """How a table stands to what the report was made of (see Made.state)."""
        return self.made.state(self.cycle_folder, table)

    def cells(self, rows: InputRows) -> Iterator[tuple[str, dict[str, str]]]:
        """Each of these rows, in order: its key, and its other cells by column but for blank ones."""
        keys = list(schemas()[rows.table].primary_key)
        frame = self.tables[rows.table]
        by_key = {key_text(row[key] for key in keys): row for row in frame.to_dict("records")}
        for key in by_key if rows.is_every_row else rows.keys:
            cells = {str(name): part_text(value) for name, value in by_key.get(key, {}).items()}
            yield key, {name: text for name, text in cells.items() if text and name not in keys}


def kept_inputs(made: Made, cycle_folder: Path) -> KeptInputs:
    """The data of a cycle beside what a report was made of."""
    try:
        return KeptInputs(made, cycle_folder, read_inputs(cycle_folder, made.evaluation))
    except (CycleFaults, OSError):
        return KeptInputs(made, cycle_folder, None)
