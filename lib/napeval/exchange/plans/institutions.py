"""Cells that name institutions: told apart, matched with known ones, and new codes proposed for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from napeval.exchange.plans.pieces import abbreviation, initials, pieces
from napeval.exchange.plans.sheet import PlanCell
from napeval.exchange.plans.words import fold

_YEARS = re.compile(r"\((?:[^()0-9]*)((?:19|20)[0-9]{2})(?:\s*[-–]\s*((?:19|20)[0-9]{2}))?[^()0-9]*\)")
_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<short>[^()]+)\)")
_SEVERAL = re.compile(r"[A-ZËÇŠĐČĆŽ]{2,}(?:[\s-]+[A-ZËÇŠĐČĆŽ]{2,})+")
_CONNECTORS = frozenset(("dhe", "edhe", "and", "i"))


@dataclass(frozen=True)
class Institution:
    """A new institution. code: proposed. name: as printed, "" for a bare abbreviation.

    kind: given, abbreviation or words.
    """

    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class Named:
    """An institution that a cell names. years: those it is limited to in brackets, none where it is not."""

    code: str
    years: tuple[int, ...] = ()


@dataclass
class InstitutionBook:
    """All institutions met so far.

    phrases: codes by folded name or abbreviation. given: codes by printed words, as the mapping says.
    new: those without a row in the cycle yet. read_as: what each printed piece was taken for.
    unclear: pieces taken for one new institution that hold a figure or the name of another one.
    alone: abbreviations and single words that stand alone somewhere in the plan, by their folded form.
    """

    phrases: dict[str, str]
    given: Mapping[str, tuple[str, ...]]
    alone: dict[str, str] = field(default_factory=dict)
    new: dict[str, Institution] = field(default_factory=dict)
    read_as: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)

    def look_over(self, cells: Iterable[PlanCell | None]) -> None:
        """Note every abbreviation and single word that stands alone in a cell, before any cell is read."""
        for cell in cells:
            for piece in pieces(cell):
                plain = _YEARS.sub("", piece).strip()
                short = abbreviation(plain) or (plain if plain.isalpha() else "")
                if short and fold(short) not in self.phrases and piece not in self.given:
                    self.alone.setdefault(fold(short), short)

    def read(self, cell: PlanCell | None) -> list[Named]:
        """The institutions that a cell names, in its order, none twice."""
        if cell is None:
            return []
        whole = self.given.get(cell.one_line)
        found = [Named(code) for code in whole] if whole is not None else list(self._pieces(cell))
        if whole is not None:
            self.read_as[cell.one_line] = whole
            self._keep_given(whole)
        seen: dict[str, Named] = {}
        for named in found:
            seen.setdefault(named.code, named)
        return list(seen.values())

    def _pieces(self, cell: PlanCell) -> Iterator[Named]:
        """Years in brackets limit the institution that stands before them."""
        for piece in pieces(cell):
            place = 0
            for match in _YEARS.finditer(piece):
                codes = self._codes(piece[place : match.start()])
                years = tuple(range(int(match[1]), int(match[2] or match[1]) + 1))
                yield from (Named(code) for code in codes[:-1])
                yield from (Named(code, years) for code in codes[-1:])
                place = match.end()
            yield from (Named(code) for code in self._codes(piece[place:]))

    def _codes(self, piece: str) -> tuple[str, ...]:
        """The codes that one piece of a cell stands for; what is not known gets a new one."""
        piece = " ".join(piece.split())
        if not piece:
            return ()
        codes = self.given.get(piece)
        if codes is not None:
            self._keep_given(codes)
        else:
            codes = self._known(piece) or self._proposed(piece)
        self.read_as[piece] = codes
        return codes

    def _keep_given(self, codes: Iterable[str]) -> None:
        for code in codes:
            if fold(code) not in self.phrases and code not in self.new:
                self.new[code] = Institution(code, "", "given")

    def _one(self, phrase: str) -> str:
        """The code of a known name or abbreviation, with or without an ending; "" for none."""
        folded = fold(phrase)
        if folded in self.phrases:
            return self.phrases[folded]
        folded = fold(abbreviation(phrase) or phrase)
        if folded in self.phrases:
            return self.phrases[folded]
        if folded in self.alone:
            word = self.alone[folded]
            short = abbreviation(word)
            return self._add(word, "" if short else word, "abbreviation" if short else "words")
        return ""

    def _known(self, piece: str) -> tuple[str, ...]:
        """Known institutions that together make up the whole piece; none where something is left over.

        Abbreviations side by side are several, also where the cycle has them as one printed form.
        """
        one = self._one(piece)
        if one and not _SEVERAL.fullmatch(piece):
            return (one,)
        words = [word for word in re.split(r"[\s()]+|(?<=[A-ZËÇ])\s*-\s*(?=[A-ZËÇ])|\s+-\s+", piece) if word]
        words = [word for word in words if word.strip("-")]
        if len(words) < 2:
            return ()
        listed = [self._one(word) for word in words if fold(word) not in _CONNECTORS]
        if all(listed):
            return tuple(dict.fromkeys(listed))
        found: list[str] = []
        place = 0
        while place < len(words):
            for end in range(len(words), place, -1):
                code = self._one(" ".join(words[place:end]))
                if code:
                    found.append(code)
                    place = end
                    break
            else:
                if fold(words[place]) not in _CONNECTORS:
                    return (one,) if one else ()
                place += 1
        return tuple(dict.fromkeys(found)) or ((one,) if one else ())

    def _proposed(self, piece: str) -> tuple[str, ...]:
        """New codes for a piece that is not known."""
        short = abbreviation(piece)
        if short:
            return (self._add(short, "", "abbreviation"),)
        match = _BRACKETS.fullmatch(piece)
        if match and abbreviation(match["short"]):
            if abbreviation(match["name"]):
                return tuple(
                    self._add(short, "", "abbreviation") for short in (match["name"], match["short"])
                )
            return (self._add(match["short"], match["name"], "words"),)
        words = [word for word in re.split(r"[\s()-]+", piece) if word]
        if any(letter.isdigit() or letter in "()," for letter in piece) or (
            len(words) > 1 and any(self._one(word) for word in words)
        ):
            self.unclear.append(piece)
        return (self._add(self._code_for(piece), piece, "words"),)

    def _code_for(self, name: str) -> str:
        """A code for a name: the name where it is one word, else its initials, made unlike all others."""
        words = re.findall(r"[\w-]+", name)
        stem = words[0] if len(words) == 1 else initials(name) or "".join(word[0].upper() for word in words)
        taken = {*self.phrases.values(), *self.new}
        code, number = stem, 1
        while code in taken:
            number += 1
            code = f"{stem}{number}"
        return code

    def _add(self, code: str, name: str, kind: str) -> str:
        self.phrases[fold(code)] = code
        if name:
            self.phrases[fold(name)] = code
        if code not in self.new or (name and not self.new[code].name):
            self.new[code] = Institution(code, name, kind)
        return code
