"""Bring the translators' catalogues up to the code: every marked text, with notes on where it is used.

    python scripts/catalogues.py                  lib/napeval/display/locales
    python scripts/catalogues.py --into FOLDER    into another folder
    python scripts/catalogues.py --keep           leave translations whose text the code no longer has

Translations stay as they are; a text that has none yet is written empty. Run twice, it changes nothing.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from translation_notes.kinds import kind_of
from translation_notes.marks import marks_in
from translation_notes.placeholders import placeholders_of
from translation_notes.terms import terms_of

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "lib" / "napeval"
LOCALES = LIBRARY / "display" / "locales"
LANGUAGES = ("sq", "sr")
KEYWORDS = {"_": None, "N_": None, "P_": (1, 2)}
_WIDTH = 110
_MOST_PLACES = 4

Text = str | tuple[str, ...]


def texts_of_code() -> list[Text]:
    """Every marked text of the library; a text of two forms as a pair."""
    found = {}
    for _file, _line, text, _comments, _context in extract_from_dir(LIBRARY, keywords=KEYWORDS):
        forms = (text,) if isinstance(text, str) else tuple(text)
        found[forms[0]] = text if isinstance(text, str) else forms
    return list(found.values())


def notes_of_code() -> Mapping[str, list[str]]:
    """What the code tells of each text: the first places that use it, and what stands in its placeholders."""
    places: dict[str, dict[str, None]] = {}
    fillings: dict[str, dict[str, None]] = {}
    for mark in marks_in(LIBRARY):
        places.setdefault(mark.text, {})[kind_of(mark)] = None
        fillings.setdefault(mark.text, {}).update(dict.fromkeys(placeholders_of(mark)))
    return {text: [*_first(list(kinds)), *fillings[text]] for text, kinds in places.items()}


def _first(places: Sequence[str]) -> Iterator[str]:
    yield from places[:_MOST_PLACES]
    if len(places) > _MOST_PLACES:
        yield "and elsewhere"


def catalogue(language: str, texts: Sequence[Text], notes: Mapping[str, list[str]], *, keep: bool) -> str:
    """The text of a catalogue: header and translations of the present one, texts and notes of the code."""
    source = (LOCALES / f"{language}.po").read_bytes()
    old = read_po(io.BytesIO(source), locale=language)
    translated = {message.id: message.string for message in old if message.id}
    new = read_po(io.BytesIO(source.partition(b"\n\n")[0]), locale=language)
    kept = [text for text in translated if text not in set(texts)] if keep else []
    for text in [*texts, *kept]:
        _add(new, text, translated.get(text, ""), notes.get(_singular(text), []), language)
    written = io.BytesIO()
    write_po(written, new, width=_WIDTH, sort_output=True, no_location=True)
    lines = written.getvalue().decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith('"Generated-By')).rstrip("\n") + "\n"


def _add(new: Catalog, text: Text, translation: object, notes: Sequence[str], language: str) -> None:
    said = [*notes, *filter(None, [terms_of(_singular(text), language)])]
    flags = ["python-brace-format"] if "{" in _singular(text) else []
    new.add(text, translation, auto_comments=said, flags=flags)


def _singular(text: Text) -> str:
    return text if isinstance(text, str) else text[0]


def main() -> None:
    """Write the catalogues."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--into", type=Path, default=LOCALES, help="folder to write into")
    parser.add_argument("--keep", action="store_true", help="leave translations that nothing uses")
    chosen = parser.parse_args()
    texts, notes = texts_of_code(), notes_of_code()
    for language in LANGUAGES:
        written = catalogue(language, texts, notes, keep=chosen.keep)
        (chosen.into / f"{language}.po").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
