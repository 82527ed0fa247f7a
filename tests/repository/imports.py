"""Who imports whom in the library, read from the source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "napeval"


def module_names(library: Path) -> dict[str, Path]:
    """Dotted name -> file, for every module below library (the folder that holds the package)."""
    names = {}
    for path in sorted((library / PACKAGE).rglob("*.py")):
        parts = path.relative_to(library).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


def imports_of(name: str, path: Path, known: set[str]) -> Iterator[tuple[str, int]]:
    """(module, line) for each of the package's own modules that this one imports, wherever in the file.

    `from napeval.cycle import periods` counts as napeval.cycle.periods if that is a module or folder, else as
    napeval.cycle. Of a dotted import only the last module counts, not the packages it passes through. Modules
    that do not exist are named as written.
    """
    parent = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = parent.split(".")[: len(parent.split(".")) - node.level + 1]
                base = ".".join([*above, *filter(None, [base])])
            found = [full if (full := f"{base}.{alias.name}") in known else base for alias in node.names]
        else:
            continue
        for target in dict.fromkeys(found):
            if target.split(".")[0] == PACKAGE:
                yield target, node.lineno


def import_graph(library: Path) -> dict[str, dict[str, int]]:
    """module -> {imported module: line of the first import}."""
    modules = module_names(library)
    folders = {name.rpartition(".")[0] for name in modules} - {""}  # importable even without an __init__.py
    graph: dict[str, dict[str, int]] = {name: {} for name in modules}
    for name, path in modules.items():
        for target, line in imports_of(name, path, set(modules) | folders):
            graph[name].setdefault(target, line)
    return graph


def find_circle(graph: dict[str, dict[str, int]]) -> list[str]:
    """One circle of imports, first module repeated at the end; empty if there is none."""
    done: set[str] = set()

    def follow(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for target in graph.get(name, {}):
            if circle := follow(target, [*way, name]):
                return circle
        done.add(name)
        return []

    return next((circle for name in sorted(graph) if (circle := follow(name, []))), [])
