"""The request that a command is called with."""

from __future__ import annotations

from pathlib import Path

from napeval.commands.speaking import print_faults, say
from napeval.cycle import CycleFaults
from napeval.display.languages import N_, Language
from napeval.reports.request import Request, read_request


def asked(path: Path, language: Language) -> Request | None:
    """The request in a params file; None, and what is wrong is said, where there is none or it has faults."""
    if not path.is_file():
        say(language.translate(N_("There is no file {file}.")).format(file=path))
        return None
    try:
        return read_request(path)
    except CycleFaults as found:
        print_faults(found.faults, language)
        return None
