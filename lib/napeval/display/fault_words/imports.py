"""Faults met when a plan is imported or a cycle is made, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords

WORDS: Mapping[str, FaultWords] = {}
