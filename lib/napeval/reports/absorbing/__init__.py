"""Edited Word reports come back: the evaluators' words as texts, Word comments as rows."""
