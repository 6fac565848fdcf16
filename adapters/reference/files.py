"""What do the reference files say? One loader per file, read once (sources: data/SOURCES.md)."""

import csv
import gzip
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import StringIO

from msgspec import Struct

VERSION = "COG 2026, populations 2023"

DATA = files("adapters.reference") / "data"


class Commune(Struct, frozen=True):
    """A present commune of the region."""

    code: str
    nom: str
    departement: str
    epci: str
    population: int
    codes_postaux: tuple[str, ...]
    siren: str


class Epci(Struct, frozen=True):
    """An inter-municipal body; `population` is that of its communes in the region (R18)."""

    code: str
    nom: str
    nature: str
    departement: str
    population: int
    inside: bool


class Departement(Struct, frozen=True):
    code: str
    nom: str
    population: int


class Region(Struct, frozen=True):
    code: str
    nom: str
    population: int


class Town(Struct, frozen=True):
    """A commune of another region: enough to say that an actor is sited outside."""

    code: str
    nom: str
    codes_postaux: tuple[str, ...]


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (DATA / name).read_text(encoding="utf-8")
    return csv.DictReader(StringIO(text))


@cache
def communes() -> dict[str, Commune]:
    return {
        row["code_insee"]: Commune(
            code=row["code_insee"],
            nom=row["nom"],
            departement=row["code_departement"],
            epci=row["code_epci"],
            population=int(row["population_2023"]),
            codes_postaux=tuple(row["codes_postaux"].split()),
            siren=row["siren"],
        )
        for row in _rows("communes_hdf.csv")
    }


@cache
def former_codes() -> dict[str, str]:
    """Former code (merged, delegated, associated commune) → present code."""
    codes: dict[str, str] = json.loads(
        (DATA / "communes_anciens_codes.json").read_text(encoding="utf-8")
    )
    return codes


@cache
def former_names() -> tuple[tuple[str, str], ...]:
    """Names of associated and delegated communes, with the present code: « Lomme », 59350."""
    return tuple((row["nom"], row["code_insee"]) for row in _rows("communes_associees.csv"))


@cache
def epcis() -> dict[str, Epci]:
    return {
        row["code_epci"]: Epci(
            code=row["code_epci"],
            nom=row["nom"],
            nature=row["nature"],
            departement=row["code_departement_principal"],
            population=int(row["population_2023_hdf"]),
            inside=row["entierement_hdf"] == "1",
        )
        for row in _rows("epci_hdf.csv")
    }


@cache
def departements() -> dict[str, Departement]:
    return {
        row["code"]: Departement(row["code"], row["nom"], int(row["population_2023"]))
        for row in _rows("departements_hdf.csv")
    }


@cache
def region() -> Region:
    total = sum(departement.population for departement in departements().values())
    return Region(code="32", nom="Hauts-de-France", population=total)


@cache
def countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → French name; XK is Kosovo."""
    return {row["alpha2"]: row["nom_fr"] for row in _rows("pays_fr.csv")}


@cache
def towns_elsewhere() -> tuple[Town, ...]:
    """The communes of the other regions, read only when a row names one."""
    text = gzip.decompress((DATA / "communes_hors_region.csv.gz").read_bytes()).decode()
    return tuple(
        Town(row["code_insee"], row["nom"], tuple(row["codes_postaux"].split()))
        for row in csv.DictReader(StringIO(text))
    )
