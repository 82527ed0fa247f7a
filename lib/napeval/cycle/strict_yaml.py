"""YAML 1.2 without its traps: one document, no key twice, no aliases, plain values only."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, DocumentStartEvent


class YamlFault(ValueError):
    """The text is not YAML of the allowed kind.

    code: setting_repeated, alias, second_document or not_yaml. line: where, if known.
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
        _refuse_aliases_and_more_documents(text)
        return _reader().load(text)
    except DuplicateKeyError as fault:
        key = (fault.problem or "").partition('"')[2].partition('"')[0]
        message = f"the key '{key}' stands twice. Mend: keep one of them."
        raise YamlFault("setting_repeated", _line(fault), key, message) from fault
    except MarkedYAMLError as fault:
        problem = fault.problem or ""
        raise YamlFault("not_yaml", _line(fault), problem, f"not valid YAML ({problem}).") from fault
    except (YAMLError, RecursionError) as fault:
        raise YamlFault("not_yaml", None, str(fault), f"not valid YAML ({fault}).") from fault


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


def _refuse_aliases_and_more_documents(text: str) -> None:
    documents = 0
    for event in _reader().parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            message = f"the alias '*{event.anchor}' is not allowed. Mend: write the value out."
            raise YamlFault("alias", line, str(event.anchor), message)
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                message = "a second document begins. Mend: one document in a file."
                raise YamlFault("second_document", line, "", message)


def _line(fault: MarkedYAMLError) -> int | None:
    mark = fault.problem_mark or fault.context_mark
    return None if mark is None else mark.line + 1
