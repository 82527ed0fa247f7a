"""The terms of the glossary that a text holds, with their one translation."""

from __future__ import annotations

from napeval.display.glossary import terms_in


def terms_of(text: str, language: str) -> str:
    """The terms of a text in one line; "" where it holds none."""
    said = [f"{term.words['en']} = {term.words[language]}" for term in terms_in(text)]
    return f"terms: {'; '.join(said)}" if said else ""
