"""Finding the marked texts in the code, each with the calls, tables and functions that it stands in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARKS = ("_", "N_", "P_")


@dataclass(frozen=True)
class Mark:
    """A marked text: file below the library, the call of the mark, what stands around it, innermost first."""

    file: str
    call: ast.Call
    around: tuple[ast.AST, ...]

    @property
    def text(self) -> str:
        """The English text, the singular of two forms."""
        return str(ast.literal_eval(self.call.args[0]))


def marks_in(library: Path) -> Iterator[Mark]:
    """Every marked text of the library, in the order of its files and lines."""
    for path in sorted(library.rglob("*.py")):
        file = path.relative_to(library).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from (Mark(file, call, around) for call, around in _calls(tree, ()))


def _calls(node: ast.AST, around: tuple[ast.AST, ...]) -> Iterator[tuple[ast.Call, tuple[ast.AST, ...]]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
        if isinstance(node.args[0], ast.Constant):
            yield node, around
        return
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, (node, *around))


def name_of(call: ast.Call) -> str:
    """What a call calls: the last part of its name."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
