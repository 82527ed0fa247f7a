"""YAML settings: read as YAML 1.2, with every unknown, repeated or ill-typed key refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from napeval.cycle.faults import Fault, nearest
from napeval.cycle.strict_yaml import YamlFault, read_yaml

Shape = Mapping[str, tuple[type | tuple[type, ...], bool]]
"""Allowed keys of a settings file: the type of the value and whether the key is required."""

EVALUATION_SETTINGS: Shape = {
    "kind": (str, True),
    "purpose": (dict, True),
    "team": (list, False),
    "civil_society_companion": (str, False),
    "scale": (str, True),
    "criteria": (list, False),
    "matrix": (str, False),
    "weights": (dict, False),
    "terms_of_reference": (dict, False),
    "status": (str, True),
    "audience": (str, True),
}

_SIZE_LIMIT = 1_000_000


def read_settings(path: Path, file: str, shape: Shape) -> tuple[dict[str, Any], list[Fault]]:
    """The settings of a YAML file and its faults; the settings are empty where it cannot be read.

    file: the name shown in faults. Aliases, repeated keys, unknown keys and files over a megabyte are faults.
    """
    if not path.is_file():
        return {}, [Fault("file_missing", file)]
    if path.stat().st_size > _SIZE_LIMIT:
        return {}, [Fault("file_too_large", file, arguments={"limit": str(_SIZE_LIMIT)})]
    try:
        settings = read_yaml(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return {}, [Fault("not_utf8", file)]
    except YamlFault as fault:
        return {}, [Fault(fault.code, file, fault.line, arguments={"reason": fault.detail})]
    if not isinstance(settings, dict):
        return {}, [Fault("not_yaml", file, 1, arguments={"reason": "no settings"})]
    return settings, _shape_faults(settings, file, shape)


def _shape_faults(settings: Mapping[str, Any], file: str, shape: Shape) -> list[Fault]:
    faults = []
    for key, value in settings.items():
        if key not in shape:
            arguments = {"allowed": ", ".join(shape), "nearest": nearest(str(key), shape)}
            faults.append(Fault("setting_unknown", file, column=str(key), arguments=arguments))
        elif value is not None and not isinstance(value, shape[key][0]):
            faults.append(Fault("setting_type", file, column=str(key), value=str(value)))
    faults += [
        Fault("setting_missing", file, column=key)
        for key, (_, required) in shape.items()
        if required and settings.get(key) in (None, "", {}, [])
    ]
    return faults
