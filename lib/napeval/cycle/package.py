"""What a cycle's datapackage says: of the cycle as a whole, of its tables, and of how these are written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from napeval.cycle.conventions import Conventions
from napeval.cycle.cycle import Meta
from napeval.cycle.decoding import ENCODINGS
from napeval.cycle.faults import Fault
from napeval.cycle.meta import FILE, meta_for_rules, meta_from
from napeval.cycle.numbers import DECIMAL_MARKS
from napeval.cycle.settings import Shape, is_blank, read_settings_text, shape_faults, word_faults

_WRITING: Shape = {"encoding": (str, False), "decimal_mark": (str, False), "missing_marks": (list, False)}
_WORDS: Mapping[str, Sequence[str]] = {"encoding": ENCODINGS, "decimal_mark": DECIMAL_MARKS}
_UNICODE = ("utf-8", "utf8", "utf-8-sig", "utf-16")


class _RepeatedKey(ValueError):
    """A name that stands twice in one object of a JSON file."""


@dataclass(frozen=True)
class Package:
    """A cycle's description as far as it could be read.

    meta: None where it has faults. tables: paths of the tables that it names. conventions: of the package;
    encodings: of single tables that declare their own. for_rules: dates and currency, where these are in
    order though other settings are not.
    """

    meta: Meta | None
    faults: tuple[Fault, ...]
    tables: tuple[str, ...] = ()
    conventions: Conventions = field(default_factory=Conventions)
    encodings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    for_rules: Meta | None = None

    def conventions_of(self, file: str) -> Conventions:
        """How one table is written."""
        return replace(self.conventions, encoding=self.encodings.get(file, self.conventions.encoding))


def read_meta(folder: Path) -> tuple[Meta | None, list[Fault]]:
    """The description of the cycle in a folder, and its faults; None where it has any."""
    package = read_package(folder)
    return package.meta, list(package.faults)


def read_package(folder: Path) -> Package:
    """The description of the cycle in a folder and of its tables, with every fault."""
    content, faults = _content(folder / FILE)
    if faults:
        return Package(None, tuple(faults))
    meta, found = meta_from(content)
    own = content.get("napeval") if isinstance(content, dict) else None
    writing, said = _writing(own if isinstance(own, dict) else {})
    tables, encodings, wrong = _resources(content)
    every = (*found, *said, *wrong)
    partial = meta or meta_for_rules(content)
    return Package(
        None if every else meta, every, tables, writing, MappingProxyType(encodings), for_rules=partial
    )


def _content(path: Path) -> tuple[Any, list[Fault]]:
    text = read_settings_text(path, FILE)
    if isinstance(text, Fault):
        return None, [text]
    try:
        content = json.loads(text, object_pairs_hook=_object)
        json.dumps(content, ensure_ascii=False).encode("utf-8")  # half of a surrogate pair is no letter
    except json.JSONDecodeError as error:
        return None, [Fault("not_json", FILE, error.lineno, arguments={"reason": error.msg})]
    except _RepeatedKey as error:
        return None, [Fault("setting_repeated", FILE, column=str(error))]
    except UnicodeEncodeError:
        return None, [Fault("not_json", FILE, arguments={"reason": "\\u"})]
    except RecursionError:
        return None, [Fault("not_json", FILE, arguments={"reason": "[[[…"})]
    except ValueError as error:  # a number of thousands of digits
        return None, [Fault("not_json", FILE, arguments={"reason": str(error).partition(";")[0]})]
    return content, []


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise _RepeatedKey(name)
    return dict(pairs)


def _writing(own: Mapping[str, Any]) -> tuple[Conventions, list[Fault]]:
    """How the tables are written, as declared under napeval.writing."""
    currency = own.get("currency")
    plain = Conventions(currency=currency if isinstance(currency, str) else "")
    writing = own.get("writing")
    if not isinstance(writing, dict):
        return plain, []  # missing, or of the wrong kind, which is a fault of the settings
    faults = shape_faults(writing, FILE, _WRITING, within="napeval.writing.")
    faults += word_faults(writing, FILE, _WORDS, within="napeval.writing.")
    marks = writing.get("missing_marks")
    marks = marks if isinstance(marks, list) else []
    for mark in marks:
        if not isinstance(mark, str) or is_blank(mark) or _is_zero(mark):
            faults.append(Fault("missing_mark", FILE, None, "napeval.writing.missing_marks", str(mark)))
    if faults:
        return plain, faults
    return replace(
        plain, encoding=writing.get("encoding") or "", decimal_mark=writing.get("decimal_mark") or "",
        missing_marks=tuple(mark.strip() for mark in marks),
    ), []  # fmt: skip


def _is_zero(mark: str) -> bool:
    """A zero is a measurement and never stands for a blank."""
    return re.fullmatch(r"[-+]?0+(?:[.,]0*)?", mark.strip()) is not None


def _resources(content: Any) -> tuple[tuple[str, ...], dict[str, str], list[Fault]]:
    """Paths of the tables, encodings that they declare, and faults of both."""
    listed = content.get("resources") if isinstance(content, dict) else None
    tables: list[str] = []
    encodings: dict[str, str] = {}
    faults: list[Fault] = []
    for number, resource in enumerate(listed if isinstance(listed, list) else [], start=1):
        path = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(path, str):
            continue
        if _leads_out(path):
            faults.append(Fault("path_outside", FILE, None, f"resources.{number}.path", path))
            continue
        tables.append(path)
        encoding = str(resource.get("encoding") or "").lower()
        if encoding and encoding not in _UNICODE:
            settings = {"encoding": encoding}
            faults += word_faults(settings, FILE, {"encoding": ENCODINGS}, within=f"resources.{number}.")
            encodings[path] = encoding
    return tuple(tables), encodings, faults


def _leads_out(path: str) -> bool:
    """Whether a path leads out of the folder of the package, or to another machine."""
    parts = path.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in path


def missing_tables(folder: Path, package: Package, judged: Sequence[str]) -> Iterator[Fault]:
    """Tables that the package names and that are not there. judged: paths that have a fault already."""
    for path in package.tables:
        stem = path.rpartition(".")[0]
        there = any((folder / f"{stem}{suffix}").exists() for suffix in (".csv", ".parquet"))
        if not there and path not in judged:
            yield Fault("resource_missing", path)
