"""YAML 1.2 without its traps: one document, no key twice, no aliases, no deep nesting, plain values only."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

DEPTH_LIMIT = 20
"""Levels of lists and groups inside one another."""


class YamlFault(ValueError):
    """The text is not YAML of the allowed kind.

    code: setting_repeated, alias, second_document, too_deep or not_yaml. line: where, if known.
    detail: key, anchor or reason.
    """

    def __init__(self, code: str, line: int | None, detail: str, message: str) -> None:
        self.code, self.line, self.detail = code, line, detail
        super().__init__(f"line {line}: {message}" if line else message)


def read_yaml(text: str) -> object:
    """The value of a YAML text: mappings, lists, text, numbers, true or false, null.

    Raises YamlFault with the line and the mend.
    """
    try:
        _refuse_traps(text)
        return _reader().load(text)
    except YamlFault:
        raise
    except DuplicateKeyError as fault:
        key = (fault.problem or "").partition('"')[2].partition('"')[0]
        message = f"the key '{key}' stands twice. Mend: keep one of them."
        raise YamlFault("setting_repeated", _line(fault), key, message) from fault
    except MarkedYAMLError as fault:
        problem = " ".join((fault.problem or "").split())
        raise YamlFault("not_yaml", _line(fault), problem, f"not valid YAML ({problem}).") from fault
    except ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        problem = f"U+{fault.character:04X}" if isinstance(fault.character, int) else str(fault.reason)
        raise YamlFault("not_yaml", line, problem, f"not valid YAML ({problem}).") from fault
    except (YAMLError, ValueError, RecursionError) as fault:
        problem = str(fault).partition(";")[0].partition("\n")[0]
        raise YamlFault("not_yaml", None, problem, f"not valid YAML ({problem}).") from fault


class _Constructor(SafeConstructor):
    """Values as plain YAML has them; a date that the calendar does not have is a fault of its line."""

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError as fault:
            raise ConstructorError(None, None, str(fault), node.start_mark) from fault


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


def _reader() -> YAML:
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _Constructor
    return reader


def _refuse_traps(text: str) -> None:
    documents = depth = 0
    for event in _reader().parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            message = f"the alias '*{event.anchor}' is not allowed. Mend: write the value out."
            raise YamlFault("alias", line, str(event.anchor), message)
        if isinstance(event, ScalarEvent) and (sign := _odd_sign(event)):
            raise YamlFault("not_yaml", line, sign, f"{sign} is not allowed here.")
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            message = f"more than {DEPTH_LIMIT} levels inside one another. Mend: write fewer levels."
            raise YamlFault("too_deep", line, str(DEPTH_LIMIT), message)
        if isinstance(event, DocumentStartEvent):
            if event.version not in (None, (1, 2)):
                version = "YAML " + ".".join(map(str, event.version))
                raise YamlFault("not_yaml", line, version, f"{version} knows other words.")
            documents += 1
            if documents > 1:
                message = "a second document begins. Mend: one document in a file."
                raise YamlFault("second_document", line, "", message)


def _odd_sign(event: ScalarEvent) -> str:
    """What a scalar may not be: the sign that merges groups, or half of a pair that stands for a letter."""
    if event.value == "<<" and not event.style:
        return "<<"
    halves = [sign for sign in event.value if "\ud800" <= sign <= "\udfff"]
    return f"U+{ord(halves[0]):04X}" if halves else ""


def _line(fault: MarkedYAMLError) -> int | None:
    mark = fault.problem_mark or fault.context_mark
    return None if mark is None else mark.line + 1
