"""Who answers to these words, in the annuaire?"""

from datetime import datetime
from typing import Any

from api.crm import Crm
from domain.words import folded
from projections.asking import Row

ANNUAIRE = """
SELECT id::text, type, nom, sigle, commune, departement, typologie, archive, survivor::text
  FROM read_models.annuaire
 WHERE known_from <= %(p)s AND %(p)s < known_to AND ({words})
 ORDER BY {rank} survivor IS NOT NULL, archive, recherche, id LIMIT %(limit)s
"""


def search(crm: Crm, sought: str | None, limit: int, connu_au: int | datetime | None) -> list[Row]:
    """Actors and projects whose name, acronym, alias or SIREN holds every word, or sounds so."""
    text = folded(sought or "")
    words = text.split()[:8]
    params: dict[str, Any] = {"p": crm.known(connu_au), "limit": limit}
    params |= {f"w{i}": f"%{escaped(word)}%" for i, word in enumerate(words)}
    if not words:
        return crm.query(ANNUAIRE.format(words="true", rank=""), **params)
    every = " AND ".join(f"recherche LIKE %(w{i})s" for i in range(len(words)))
    rank = "lower(sigle) IS NOT DISTINCT FROM %(q)s DESC, recherche LIKE %(start)s DESC,"
    exact = crm.query(
        ANNUAIRE.format(words=every, rank=rank), q=text, start=f"{escaped(text)}%", **params
    )
    return exact or near(crm, text, params)


def near(crm: Crm, text: str, params: dict[str, Any]) -> list[Row]:
    """Tolerant of typing errors: three-letter runs in common with the best words of the row."""
    likeness = "public.word_similarity(%(q)s, recherche)"
    return crm.query(
        ANNUAIRE.format(words=f"{likeness} > 0.45", rank=f"{likeness} DESC,"), q=text, **params
    )


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
