"""The reference files in the shape questions and projections take them."""

from functools import cache

from adapters.reference.calendar import public_holidays
from adapters.reference.files import communes, departements, epcis, region
from adapters.reference.places import HORS_REGION, UnknownCommune, place
from projections.asking import Reference, Territory
from projections.network import NOWHERE, Place

ABROAD = Place("hors_region")


@cache
def place_of(commune: str) -> Place:
    """Where a recorded code leads; one that no file knows any more leads nowhere."""
    try:
        found = place(commune)
    except UnknownCommune:
        return NOWHERE
    if found == HORS_REGION:
        return ABROAD
    nom = communes()[found.commune].nom
    return Place("region", found.commune, found.epci, found.departement, nom)


@cache
def territories(niveau: str) -> list[Territory]:
    """The territories of a level, by code; populations inside the region only (R18)."""
    if niveau == "region":
        whole = region()
        return [Territory(whole.code, whole.nom, whole.population)]
    if niveau == "departement":
        return sorted(Territory(d.code, d.nom, d.population) for d in departements().values())
    if niveau == "epci":
        return sorted(Territory(e.code, e.nom, e.population) for e in epcis().values())
    return sorted(Territory(c.code, c.nom, c.population) for c in communes().values())


REFERENCE = Reference(territories, public_holidays)
