"""Files that would be passed over in silence: tables under a wrong name or in a wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from napeval.cycle.faults import Fault, nearest
from napeval.cycle.schemas import schemas
from napeval.cycle.tables import FORMATS

_TABLE_LIKE = (".csv", ".parquet", ".xlsx", ".xls", ".ods", ".tsv")
_FOLDERS = ("plan", "monitoring", "evaluations")


def unknown_files(folder: Path, place: str, known: Sequence[str]) -> Iterator[Fault]:
    """Tables under a name that no schema has: passed over in silence, a misspelt one would be lost."""
    names = [name.rpartition("/")[2] for name in known if name.rpartition("/")[0] == place]
    short = [f"{name}.csv" for name in names]
    allowed_names = {f"{name}{suffix}" for name in names for suffix in FORMATS}
    inside = folder / place
    for path in sorted(inside.iterdir()) if inside.is_dir() else ():
        if path.suffix.lower() in _TABLE_LIKE and path.name not in allowed_names:
            arguments = {"allowed": ", ".join(short), "nearest": nearest(path.name, short)}
            yield Fault("file_unknown", f"{place}/{path.name}", arguments=arguments)


def misplaced_files(folder: Path) -> Iterator[Fault]:
    """Tables of a cycle beside its folders, or in a folder of another name, where nobody reads them."""
    places = {name.rpartition("/")[2]: name for name in schemas()}
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    others = [path for path in inside if path.is_dir() and path.name not in _FOLDERS and path.name[0] != "."]
    for place in [folder, *others, folder / "evaluations"]:
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            if path.suffix.lower() in FORMATS and path.stem in places:
                file = path.relative_to(folder).as_posix()
                belongs = _place(places[path.stem], path.suffix)
                yield Fault("file_misplaced", file, arguments={"place": belongs})


def _place(table: str, suffix: str) -> str:
    """Where a table belongs."""
    folder, _, name = table.rpartition("/")
    return f"{folder}/{'…/' if folder == 'evaluations' else ''}{name}{suffix.lower()}"
