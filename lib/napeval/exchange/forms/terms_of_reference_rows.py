"""From filled terms of reference to the settings of the evaluation, the rest of that file left as it is."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from napeval.cycle.cycle import Cycle, Evaluation
from napeval.cycle.faults import Fault
from napeval.cycle.strict_yaml import read_yaml
from napeval.exchange.forms.cell_reading import same_word
from napeval.exchange.forms.checklist_rows import blank_fault, handed_out, is_blank
from napeval.exchange.forms.kinds import FormRows
from napeval.exchange.forms.model import Value
from napeval.exchange.forms.reading import FilledForm
from napeval.exchange.forms.terms_of_reference import KEYS, LISTS, settled_terms, shown_term

_KEY = "terms_of_reference"
_WIDTH = 4096  # no line is broken


def terms_rows(filled: FilledForm, cycle: Cycle, evaluation: Evaluation) -> FormRows:
    """The new content of the settings file, and faults.

    Points that the settings leave open are filled; another value than theirs is a fault that names both.
    """
    found, faults = _found(filled, evaluation)
    if found and is_blank(filled):
        return FormRows({}, [blank_fault(filled)])  # only suggestions stand in it
    if not found or faults:
        return FormRows({}, faults)
    file = f"evaluations/{evaluation.name}/evaluation.yml"
    text = (cycle.folder / file).read_bytes().decode("utf-8-sig")
    return FormRows({}, files={file: with_terms(text, found).encode()})


def _found(filled: FilledForm, evaluation: Evaluation) -> tuple[Mapping[str, object], list[Fault]]:
    told = settled_terms(evaluation)
    found: dict[str, object] = {}
    faults = []
    for row in filled.answers.get("terms", ()):
        key, entry = str(handed_out(row, "key")), row.values["entry"]
        if entry is None:
            continue
        setting = _setting(key, entry)
        if key not in told:
            found[key] = setting
        elif same_word(shown_term(setting)) != same_word(told[key]):
            text = shown_term(setting)
            arguments = {"settings": told[key][:120], "key": f"{_KEY}.{key}"}
            faults.append(
                filled.fault(
                    "form_contradicts_settings", "terms", row, "entry", value=text[:60], arguments=arguments
                )
            )
    return {key: found[key] for key in KEYS.values() if key in found}, faults


def _setting(key: str, entry: Value) -> object:
    """An entry as the settings hold it: number, yes or no, list of lines, text."""
    if isinstance(entry, Decimal):
        whole = entry == entry.to_integral_value()
        return int(entry) if whole else float(entry)
    text = str(entry)
    if key in LISTS:
        return [line.strip() for line in text.split("\n") if line.strip()]
    return text == "yes" if key == "access" and text in ("yes", "no") else text


def with_terms(text: str, added: Mapping[str, object]) -> str:
    """The text of evaluation.yml with further terms of reference; every other line stays as it is.

    The keys must not be there yet. Where the lines cannot be put in place one by one, the whole file is
    written anew, comments included.
    """
    settings = read_yaml(text)
    assert isinstance(settings, dict)
    expected = {**settings, _KEY: {**(settings.get(_KEY) or {}), **added}}
    by_line = _by_line(text, settings.get(_KEY), added)
    if by_line is not None and _means(by_line, expected):
        return by_line
    return _anew(text, added)


def _means(text: str, expected: Mapping[str, object]) -> bool:
    try:
        return bool(read_yaml(text) == expected)
    except ValueError:
        return False


def _by_line(text: str, there: object, added: Mapping[str, object]) -> str | None:
    """The new lines put after the last of the key, or after the last of the file; None where that fails."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    start = next((place for place, line in enumerate(lines) if line.startswith(f"{_KEY}:")), None)
    if start is None:
        return "".join([*lines, f"{_KEY}:\n", *_lines(added, "  ")])
    if not there:  # nothing, or an empty mapping on the line of the key
        return "".join([*lines[:start], f"{_KEY}:\n", *_lines(added, "  "), *lines[start + 1 :]])
    last = start
    indent = ""
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if line.strip() and not line.startswith((" ", "#")):
            break
        if line.startswith(" ") and line.strip() and not line.lstrip().startswith("#"):
            last = place
            indent = indent or line[: len(line) - len(line.lstrip())]
    if not indent:
        return None
    return "".join([*lines[: last + 1], *_lines(added, indent), *lines[last + 1 :]])


def _lines(added: Mapping[str, object], indent: str) -> list[str]:
    """The new keys as lines of YAML."""
    with io.StringIO() as target:
        _writer().dump({key: _block(value) for key, value in added.items()}, target)
        return [f"{indent}{line}" if line.strip() else line for line in target.getvalue().splitlines(True)]


def _block(value: object) -> object:
    """A text of several lines as a block, so that it can be read in the file."""
    return LiteralScalarString(value) if isinstance(value, str) and "\n" in value else value


def _anew(text: str, added: Mapping[str, object]) -> str:
    """The whole file through a round trip that keeps comments and the order of keys."""
    writer = _writer()
    settings = writer.load(text)
    terms = settings.get(_KEY)
    if terms is None:
        settings[_KEY] = terms = {}
    for key, value in added.items():
        terms[key] = _block(value)
    with io.StringIO() as target:
        writer.dump(settings, target)
        return target.getvalue()


def _writer() -> YAML:
    writer = YAML()
    writer.preserve_quotes = True
    writer.width = _WIDTH
    writer.indent(mapping=2, sequence=4, offset=2)
    return writer
