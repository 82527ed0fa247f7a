"""Cycles and evaluations begun: folders with headings, prompts and a guide."""
