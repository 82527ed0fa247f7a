"""Words of units and breakdowns, which forms show as well as reports."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import N_, Language

UNIT_WORDS: Mapping[str, str] = {
    "persons": N_("persons"),
    "percent": N_("percent"),
    "points": N_("points"),
    "EUR": N_("EUR"),
    "USD": N_("USD"),
    "cases": N_("cases"),
    "persons_trained": N_("persons trained"),
    "milestone": N_("milestone"),
    "meetings": N_("meetings"),
    "trainings": N_("trainings"),
    "sessions": N_("sessions"),
    "reports": N_("reports"),
    "agreements": N_("agreements"),
    "premises": N_("premises"),
    "professionals": N_("professionals"),
    "actions": N_("actions"),
    "events": N_("events"),
    "analyses": N_("analyses"),
    "participants": N_("participants"),
    "decisions": N_("decisions"),
    "prosecutors": N_("prosecutors"),
    "judges": N_("judges"),
    "inspections": N_("inspections"),
    "investigations": N_("investigations"),
    "guides": N_("guides"),
    "legal_provisions": N_("legal provisions"),
    "campaigns": N_("campaigns"),
    "video_materials": N_("video materials"),
    "brochures": N_("brochures"),
    "materials": N_("materials"),
    "municipalities": N_("municipalities"),
    "houses": N_("houses"),
    "plans": N_("plans"),
    "indictments": N_("indictments"),
    "mechanisms": N_("mechanisms"),
    "assets_value": N_("value of assets"),
    "sentences": N_("sentences"),
    "manuals": N_("manuals"),
    "pieces_of_information": N_("pieces of information"),
    "states": N_("states"),
    "conferences": N_("conferences"),
    "level": N_("level"),
    "unspecified": N_("not specified"),
    "places": N_("places"),
    "months": N_("months"),
    "days": N_("days"),
    "convictions": N_("convictions"),
    "investigators": N_("investigators"),
    "inspectors": N_("inspectors"),
    "operations": N_("operations"),
    "calls": N_("calls"),
    "operators": N_("operators"),
    "rooms": N_("rooms"),
    "protocols": N_("protocols"),
    "schools": N_("schools"),
    "visitors": N_("visitors"),
    "per_100_prosecuted": N_("per hundred prosecuted"),
    "activities": N_("activities"),
    "amounts": N_("amounts"),
    "indicators": N_("indicators"),
    "institutions": N_("institutions"),
    "leads": N_("leads"),
    "assumptions": N_("assumptions"),
    "risks": N_("risks"),
    "links": N_("links"),
    "objectives": N_("objectives"),
    "observations": N_("observations"),
    "outputs": N_("outputs"),
    "recommendations": N_("recommendations"),
    "results": N_("results"),
    "sources": N_("sources"),
    "statements": N_("statements"),
    "years": N_("years"),
}
"""What values count, by code; a cycle may have units of its own."""

DIMENSION_WORDS: Mapping[str, str] = {
    "sex": N_("Sex"),
    "age": N_("Age"),
    "age_group": N_("Age group"),
    "origin": N_("Origin"),
    "exploitation": N_("Form of exploitation"),
    "exploitation_form": N_("Form of exploitation, classes of the strategy"),
    "scope": N_("Scope"),
    "profession": N_("Profession"),
    "place": N_("Place"),
    "part_of": N_("Parts of the whole"),
}
"""What values are broken down by; a cycle may have dimensions of its own."""


def unit_word(language: Language, unit: str) -> str:
    """The word for a unit; a unit of the cycle's own as it is written there."""
    return language.translate(UNIT_WORDS[unit]) if unit in UNIT_WORDS else unit


def dimension_word(language: Language, dimension: str) -> str:
    """The word for a dimension; one of the cycle's own as it is written there."""
    return language.translate(DIMENSION_WORDS[dimension]) if dimension in DIMENSION_WORDS else dimension
