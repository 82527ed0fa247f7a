"""Faults of filled forms and of what they bring in, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords

WORDS: Mapping[str, FaultWords] = {}
