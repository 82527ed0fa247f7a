"""How the tables of a package are written, as far as it declares that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Conventions:
    """What a package declares of the writing of its tables; nothing is assumed beyond it.

    encoding: of files that are not Unicode, such as windows-1250. decimal_mark: "." or ",", where
    numbers such as 1.234 are to be read. missing_marks: words that stand for a blank. currency: the
    one that amounts may carry as a mark.
    """

    encoding: str = ""
    decimal_mark: str = ""
    missing_marks: tuple[str, ...] = ()
    currency: str = ""
