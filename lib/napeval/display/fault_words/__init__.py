"""Faults in words, and as the messages that a reader gets."""

from napeval.display.fault_words.messages import FAULT_WORDS, fault_lines, fault_record, fault_text

__all__ = ["FAULT_WORDS", "fault_lines", "fault_record", "fault_text"]
