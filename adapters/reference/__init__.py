"""Communes, EPCI, départements, countries and public holidays, from dated public files."""

from adapters.reference.files import (
    VERSION,
    Commune,
    Departement,
    Epci,
    Region,
    communes,
    countries,
    departements,
    epcis,
    region,
)
from adapters.reference.places import (
    HORS_REGION,
    Place,
    UnknownCommune,
    place,
    present_code,
    why_not_commune,
    why_not_country,
)
from adapters.reference.search import search_commune

__all__ = [
    "HORS_REGION",
    "VERSION",
    "Commune",
    "Departement",
    "Epci",
    "Place",
    "Region",
    "UnknownCommune",
    "communes",
    "countries",
    "departements",
    "epcis",
    "place",
    "present_code",
    "region",
    "search_commune",
    "why_not_commune",
    "why_not_country",
]
