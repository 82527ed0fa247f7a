"""Evaluation of national action plans against trafficking in human beings.

The public names stand here; the rooms they live in may move. Each is loaded when it is first asked for.
No name here is that of a room: the room would take its place (the gate is napeval.release.release).
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "Cycle": "napeval.cycle",
    "CycleFaults": "napeval.cycle",
    "Evaluation": "napeval.cycle",
    "Fault": "napeval.cycle",
    "examine_cycle": "napeval.cycle",
    "read_cycle": "napeval.cycle",
    "read_evaluation": "napeval.cycle",
    "CATALOGUE": "napeval.release",
    "Claim": "napeval.release",
    "Policy": "napeval.release",
    "Released": "napeval.release",
    "read_results": "napeval.release",
    "compute": "napeval.reports",
    "compute_released": "napeval.reports",
    "open_report": "napeval.reports",
    "read_inputs": "napeval.reports",
    "read_request": "napeval.reports",
    "run_report": "napeval.reports",
}

__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"napeval has no public name '{name}'; it has {', '.join(_PUBLIC)}")
    return getattr(import_module(_PUBLIC[name]), name)
