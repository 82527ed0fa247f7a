"""YAML settings: read as YAML 1.2, with every unknown, repeated or ill-typed key refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from napeval.cycle.faults import Fault, nearest
from napeval.cycle.strict_yaml import YamlFault, read_yaml

Shape = Mapping[str, tuple[type, bool]]
"""Allowed keys of a settings file: the type of the value and whether the key is required."""

EVALUATION_SETTINGS: Shape = {
    "kind": (str, True),
    "period": (str, False),
    "mode": (str, False),
    "purpose": (dict, True),
    "team": (list, False),
    "civil_society_companion": (str, False),
    "scale": (str, True),
    "criteria": (list, False),
    "matrix": (str, False),
    "weights": (dict, False),
    "overall_weights": (dict, False),
    "prevails": (str, False),
    "seed": (int, False),
    "survey": (dict, False),
    "previous_evaluation": (str, False),
    "terms_of_reference": (dict, False),
    "status": (str, True),
    "audience": (str, True),
}

EVALUATION_WORDS: Mapping[str, tuple[str, ...]] = {
    "kind": ("mid_term", "ex_post", "review", "annual_monitoring", "six_month_progress"),
    "mode": ("participatory", "centralised"),
    "status": ("draft", "commented", "final"),
    "audience": ("public", "partners", "internal"),
    "prevails": ("judgement", "computed"),
}
"""Words allowed in the settings of an evaluation."""

MONITORING_KINDS: Mapping[str, int] = {"annual_monitoring": 12, "six_month_progress": 6}
"""Kinds that report on one period and judge no criteria, with the months of that period."""

_SIZE_LIMIT = 1_000_000
_KINDS: Mapping[type, str] = {str: "text", list: "list", dict: "mapping", date: "date", int: "whole_number"}


def read_settings(path: Path, file: str, shape: Shape) -> tuple[dict[str, Any], list[Fault]]:
    """The settings of a YAML file and its faults; the settings are empty where it cannot be read.

    file: the name shown in faults. Aliases, repeated keys, unknown keys and files over a megabyte are faults.
    """
    text = read_settings_text(path, file)
    if isinstance(text, Fault):
        return {}, [text]
    try:
        settings = read_yaml(text)
    except YamlFault as fault:
        repeated = fault.detail if fault.code == "setting_repeated" else None
        return {}, [Fault(fault.code, file, fault.line, repeated, arguments={"reason": fault.detail})]
    if not isinstance(settings, dict):
        return {}, [Fault("no_settings", file)]
    return settings, shape_faults(settings, file, shape)


def read_settings_text(path: Path, file: str) -> str | Fault:
    """The text of a YAML file, or why it is not read: a link, missing, too large, not UTF-8."""
    if path.is_symlink():
        return Fault("symlink", file)
    if not path.is_file():
        return Fault("file_missing", file)
    if path.stat().st_size > _SIZE_LIMIT:
        return Fault("file_too_large", file, arguments={"limit": str(_SIZE_LIMIT)})
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return Fault("text_not_utf8", file)
    except OSError:
        return Fault("file_unreadable", file)


def shape_faults(settings: Mapping[Any, Any], file: str, shape: Shape, *, within: str = "") -> list[Fault]:
    """Keys that are unknown or missing, and values of the wrong kind. within: shown before the keys."""
    faults = []
    missing = [key for key, (_, required) in shape.items() if required and is_blank(settings.get(key))]
    for key, value in settings.items():
        if key not in shape:
            near = nearest(str(key), [*(name for name in shape if name not in settings), *shape])
            if near in missing and near not in settings:
                missing.remove(near)  # it is there, misspelt
            arguments = {"allowed": ", ".join(shape), "nearest": near}
            faults.append(Fault("setting_unknown", file, column=f"{within}{key}", arguments=arguments))
        elif not is_blank(value) and not _is_a(value, shape[key][0]):
            code = f"not_a_{_KINDS[shape[key][0]]}_setting"
            faults.append(Fault(code, file, column=f"{within}{key}", value=str(value)))
    return faults + [Fault("setting_missing", file, column=f"{within}{key}") for key in missing]


def is_blank(value: object) -> bool:
    """Whether a setting says nothing."""
    return value is None or value in ({}, []) or (isinstance(value, str) and not value.strip())


def _is_a(value: object, kind: type) -> bool:
    """Whether a value is of a kind; true and false are no numbers."""
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


def word_faults(
    settings: Mapping[str, Any], file: str, words: Mapping[str, Sequence[str]], *, within: str = ""
) -> list[Fault]:
    """Words of settings, or of lists in them, that are not among the allowed ones, or stand twice.

    within: shown before the keys.
    """
    faults = []
    for key, allowed in words.items():
        value = settings.get(key)
        found = value if isinstance(value, list) else [value] if isinstance(value, str) and value else []
        for place, word in enumerate(found):
            if word not in allowed:
                arguments = {"allowed": ", ".join(allowed), "nearest": nearest(str(word), allowed)}
                faults.append(Fault("word_not_allowed", file, None, f"{within}{key}", str(word), arguments))
            elif word in found[:place]:
                faults.append(Fault("word_repeated", file, None, f"{within}{key}", str(word)))
    return faults
