"""An empty, valid plan cycle: tables with headings, a description, a policy, a guide and a request."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from napeval.cycle.faults import CycleFaults, Fault
from napeval.cycle.schemas import schemas
from napeval.display.languages import MESSAGE_LANGUAGES, N_, Language
from napeval.exchange.starting.guide import guide
from napeval.exchange.starting.settings_text import comment_lines
from napeval.exchange.starting.staging import is_free, make_folder

_NAME = re.compile(r"(?P<country>[A-Za-z]{2})-(?P<start>[0-9]{4})-(?P<end>[0-9]{4})")
_NAME_SHOWN = "XX-2024-2026"
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_PARTS = ("plan", "monitoring")
REQUEST = "mid-term"
"""The name of the request that comes with a cycle, and of the evaluation it asks for."""

_TITLES = {
    "sq": "Plani i veprimit kundër trafikimit me njerëz {years} ({country})",
    "en": "Action plan against trafficking in human beings {years} ({country})",
    "sr": "Akcioni plan protiv trgovine ljudima {years} ({country})",
}
_POLICY_COMMENT = N_(
    "What may be shown to whom. Every count of persons below ten stays hidden, for every reader, until the "
    "owner of the data signs for it: a line under signed names sources, audiences, signed_by, on and reason."
)
_REQUEST_COMMENT = N_(
    "The mid-term evaluation of the plan, with the end of the period that is judged and the day up to which "
    "things were known. The evaluation itself is made by the command new with the option evaluation."
)


def new_cycle(
    folder: Path,
    *,
    title: Mapping[str, str] | None = None,
    currency: str = "EUR",
    data_status: str = "real",
    language: str = "en",
) -> list[Path]:
    """Make the folder of a cycle and return the files made; the last is the request under params.

    folder: such as data/XX-2024-2026; the folder made has its name in lower case. title: by language;
    what is missing is filled with a plain one. currency: ISO code. language: of the comments.
    Raises CycleFaults where the name says no country and years, or something stands there already.
    """
    faults = [*_name_faults(folder.name), *_currency_faults(currency)]
    if faults:
        raise CycleFaults(faults)
    place = folder.with_name(folder.name.lower())
    request = params_folder(place) / f"{REQUEST}.yml"
    faults = [Fault("place_taken", path.as_posix()) for path in (place,) if not is_free(path)]
    faults += [Fault("place_taken", path.as_posix()) for path in (request,) if path.exists()]
    if faults:
        raise CycleFaults(faults)
    package = _package(place.name, title or {}, currency, data_status)
    made = make_folder(place, _files(place, package, language))
    return [*made, *_make_request(place, request, package["napeval"]["midterm"], language)]


def params_folder(cycle_folder: Path) -> Path:
    """Where the requests of a cycle stand: params/<cycle> beside the folder data that holds it."""
    above = cycle_folder.parent
    root = above.parent if above.name == "data" else above
    return root / "params" / cycle_folder.name


def heading_line(table: str) -> bytes:
    """A table without rows: its headings."""
    return (",".join(schemas()[table].names) + "\n").encode("utf-8")


def _name_faults(name: str) -> list[Fault]:
    match = _NAME.fullmatch(name)
    if match is None:
        return [Fault("cycle_name", name, arguments={"allowed": _NAME_SHOWN})]
    start, end = int(match["start"]), int(match["end"])
    if not _FIRST_YEAR <= start <= end <= _LAST_YEAR:
        arguments = {"first": str(_FIRST_YEAR), "last": str(_LAST_YEAR)}
        return [Fault("cycle_years", name, arguments=arguments)]
    return []


def _currency_faults(currency: str) -> list[Fault]:
    if re.fullmatch(r"[A-Z]{3}", currency):
        return []
    return [Fault("currency_code", "datapackage.json", None, "napeval.currency", currency)]


def _package(name: str, title: Mapping[str, str], currency: str, data_status: str) -> dict[str, Any]:
    country, first, last = name.split("-")
    start, end = date(int(first), 1, 1), date(int(last), 12, 31)
    plain = {
        code: text.format(years=f"{first}-{last}", country=country.upper()) for code, text in _TITLES.items()
    }
    titles = {code: title.get(code) or plain[code] for code in plain}
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": titles["en"],
        "description": "The plan, table by table, and what became of it. See README.md.",
        "version": "0.1.0",
        "napeval": {
            "title": titles,
            "country": country.upper(),
            "start": start.isoformat(),
            "end": end.isoformat(),
            "midterm": _middle(start, end).isoformat(),
            "inferred": ["midterm"],
            "currency": currency,
            "data_status": data_status,
            "predecessor": None,
            "designation_note": {},
        },
        "resources": [
            {
                "name": table.partition("/")[2],
                "path": f"{table}.csv",
                "profile": "tabular-data-resource",
                "title": schema.title,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": schema.descriptor,
            }
            for table, schema in schemas().items()
            if table.partition("/")[0] in _PARTS
        ],
    }


def _middle(start: date, end: date) -> date:
    """The last day of the month in which half of the plan has passed."""
    months = (end.year - start.year + 1) * 12 // 2
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, 1) - timedelta(days=1)


def _files(place: Path, package: Mapping[str, Any], language: str) -> dict[str, bytes]:
    tables = [resource["path"].removesuffix(".csv") for resource in package["resources"]]
    title = package["napeval"]["title"]
    titles = {code: title[code] for code in MESSAGE_LANGUAGES}
    texts = {
        "datapackage.json": json.dumps(package, ensure_ascii=False, indent=1) + "\n",
        "README.md": guide(place.as_posix() if not place.is_absolute() else f"data/{place.name}", titles),
        "policy.yml": _policy(language),
    }
    return {
        **{name: text.encode("utf-8") for name, text in texts.items()},
        **{f"{table}.csv": heading_line(table) for table in tables},
    }


def _policy(language: str) -> str:
    return (
        comment_lines(Language(language).translate(_POLICY_COMMENT))
        + "thresholds: {public: 10, partners: 10, internal: 10}\n"
        + "protected_units: [persons]\n"
        + "signed: []\n"
    )


def _make_request(place: Path, request: Path, midterm: str, language: str) -> list[Path]:
    text = (
        comment_lines(Language(language).translate(_REQUEST_COMMENT))
        + "notebook: mid_term_evaluation\n"
        + f"cycle: {place.name}\n"
        + f"evaluation: {REQUEST}\n"
        + f"cutoff: {midterm}\n"
        + f"as_of: {midterm}\n"
        + "languages: [sq, en]\n"
        + "audience: internal\n"
        + "formats: [html, docx, pdf, xlsx]\n"
    )
    request.parent.mkdir(parents=True, exist_ok=True)
    with request.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return [request]
