"""Columns of words: texts, identifiers, allowed words, periods, days, and true or false."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute

from napeval.cycle.cleaning import foreign_lookalikes, in_latin, scripts_of
from napeval.cycle.dates import DateFault, parse_date
from napeval.cycle.faults import nearest
from napeval.cycle.identifiers import split_list
from napeval.cycle.judging import UNPRINTABLE, Judgement
from napeval.cycle.periods import is_period, nearest_period
from napeval.cycle.schemas import Field

_BOOLEANS = {"true": True, "false": False}


def texts(words: pa.StringArray, judged: Judgement) -> pa.StringArray:
    """The text for each distinct word.

    What is refused stays as it stands, so that a row that refers to it has no second fault.
    """
    field = judged.field
    if not (field.enum or field.pattern or field.type == "period" or judged.is_code):
        odd = pa.compute.match_substring_regex(words, UNPRINTABLE).to_numpy(zero_copy_only=False)
        for place in map(int, np.flatnonzero(odd.astype(bool))):
            judged.refuse(place, "control_character", words[place].as_py())
        return words
    found = words.to_pylist()
    parts = [part for text in found for part in split_list(text)] if judged.is_code else []
    alike = foreign_lookalikes(parts)
    for place, text in enumerate(found):
        aliens = [part for part in split_list(text) if part in alike] if alike else []
        if aliens:
            scripts = {"scripts": scripts_of(aliens[0])[0].capitalize(), "nearest": in_latin(aliens[0])}
            judged.refuse(place, "script_alien", aliens[0], scripts)
        else:
            found[place] = _text(place, text, judged)
    return pa.array(found, pa.string())


def _text(place: int, text: str, judged: Judgement) -> str:
    field = judged.field
    if not text:
        return text
    if re.search(UNPRINTABLE, text):
        judged.refuse(place, "control_character", text)
    elif judged.is_code and (mixed := [part for part in split_list(text) if len(scripts_of(part)) > 1]):
        scripts = " + ".join(script.capitalize() for script in scripts_of(mixed[0]))
        meant = in_latin(mixed[0])
        known = {"scripts": scripts, "nearest": meant if len(scripts_of(meant)) < 2 else ""}
        judged.refuse(place, "mixed_scripts", mixed[0], known)
    elif field.type == "period":
        return _period(place, text, judged)
    elif field.enum:
        if text not in field.enum:
            arguments = {"allowed": ", ".join(field.enum), "nearest": nearest(text, field.enum)}
            judged.refuse(place, "word_not_allowed", text, arguments)
    elif field.pattern and not re.search(field.pattern, text):
        judged.refuse(place, "wrong_form", text, _form(field))
    return text


def _form(field: Field) -> dict[str, str]:
    """What the pattern of a field asks for, in words of each language."""
    words = field.form or field.descriptions
    others = {f"allowed_{code}": text for code, text in words.items() if code != "en"}
    return {"allowed": words.get("en") or field.description} | others


def _period(place: int, text: str, judged: Judgement) -> str:
    """A year that a spreadsheet wrote with a decimal is that year; anything else is no period."""
    if is_period(text):
        return text
    year = text.removesuffix(".0")
    if year != text and len(year) == 4 and is_period(year):
        judged.normalised(place, text, year)
        return year
    judged.refuse(place, "not_a_period", text, {"nearest": nearest_period(text)})
    return text


def days(words: pa.StringArray, judged: Judgement) -> np.ndarray:
    """The day for each distinct word, not a time for blanks and for what cannot be read."""
    values = np.full(len(words), np.datetime64("NaT"), dtype="datetime64[s]")
    for place, text in enumerate(words.to_pylist()):
        if not text:
            continue
        read = parse_date(text)
        if isinstance(read, DateFault):
            judged.refuse(place, read.code, text, read.arguments)
            continue
        values[place] = np.datetime64(read.value, "s")
        if not read.plain:
            judged.normalised(place, text, read.value.isoformat())
    return values


def booleans(words: pa.StringArray, judged: Judgement) -> np.ndarray:
    """1 for true, 0 for false, -1 for blanks and for what cannot be read."""
    values = np.full(len(words), -1, dtype="int8")
    for place, text in enumerate(words.to_pylist()):
        value = _BOOLEANS.get(text.casefold())
        if value is not None:
            values[place] = value
            if text not in _BOOLEANS:
                judged.normalised(place, text, text.casefold())
        elif text:
            judged.refuse(place, "not_a_boolean", text)
    return values
