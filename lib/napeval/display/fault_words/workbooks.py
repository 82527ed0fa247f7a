"""Faults of foreign workbooks, found before and while they are opened, in words."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.fault_words.words import FaultWords

WORDS: Mapping[str, FaultWords] = {}
