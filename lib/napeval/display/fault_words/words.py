"""What is said of one kind of fault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FaultWords:
    """rule: what is allowed or wrong. mend: what to do. Both may name the fault's arguments."""

    rule: str
    mend: str
