"""Who falls under retention, when, and what was the last sign of life? (R49, R50)"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from domain.retention import Retention, retention
from projections.asking import Asked, Row
from projections.personne import Personne
from projections.working_set import FOR_EVER

SEEN = """
WITH connue AS (
  SELECT person, max(inscrit) AS inscrit, bool_and(parti IS NOT NULL) AS partie,
         bool_or(genre = 'acteur') AS naturelle, array_agg(DISTINCT actor::text) AS acteurs
    FROM read_models.lien
   WHERE known_from <= %(p)s AND %(p)s < known_to AND ({whom})
   GROUP BY 1
), vue AS (
  SELECT m.person, m.occurred_on, m.interaction
    FROM read_models.mention m JOIN connue USING (person)
   WHERE m.known_from <= %(p)s AND %(p)s < m.known_to
  UNION ALL
  SELECT l.person, p.occurred_on, p.interaction
    FROM read_models.lien l
    JOIN connue USING (person)
    JOIN read_models.part p ON p.actor = l.actor
   WHERE l.genre = 'acteur' AND l.known_from <= %(p)s AND %(p)s < l.known_to
     AND p.known_from <= %(p)s AND %(p)s < p.known_to
), derniere AS (
  SELECT DISTINCT ON (person) person, occurred_on, interaction
    FROM vue ORDER BY person, occurred_on DESC, interaction
)
SELECT c.person, c.inscrit, c.partie, c.naturelle, c.acteurs, d.occurred_on, d.interaction
  FROM connue c LEFT JOIN derniere d USING (person) ORDER BY c.person
"""


class Signe(NamedTuple):
    """The last sign of life of a person, and where it comes from."""

    on: date
    whence: str  # inscription, entree, declaration
    interaction: UUID | None = None


def last_sign(query: Callable[..., list[Row]], person: UUID) -> date | None:
    """Seen or registered, as known now; what the person declared stands on its own stream."""
    rows = query(SEEN.format(whom="person = %(person)s"), p=FOR_EVER - 1, person=person)
    return max(rows[0]["inscrit"], rows[0]["occurred_on"] or date.min) if rows else None


def conservation(
    asked: Asked, known: dict[UUID, Personne], person: UUID | None = None
) -> list[Row]:
    """Those listed for review on the last day asked, or one person whatever its dates."""
    whom = "true" if person is None else "person = %(person)s"
    rows = asked.rows(SEEN.format(whom=whom), person=person)
    told = [line(row, known.get(row["person"]), asked.au) for row in rows]
    listed = told if person else [one for one in told if one["etape"] and not one["oubliee_le"]]
    return sorted(listed, key=lambda one: (one["echeance"], one["personne"]))


def line(row: Row, known: Personne | None, day: date) -> Row:
    known = known or Personne(row["person"])
    sign = sign_of(row, known)
    kept = retention(sign.on)
    return {
        "personne": str(row["person"]),
        "acteurs": sorted(row["acteurs"]),
        "naturelle": row["naturelle"],
        "partie": row["partie"],
        "signe": sign.on.isoformat(),
        "signe_de": sign.whence,
        "entree": str(sign.interaction) if sign.interaction else None,
        **dates(kept, day),
        **rights(known, kept, day),
    }


def sign_of(row: Row, known: Personne) -> Signe:
    """The latest; an entry says more than a registration of the same day."""
    found = [Signe(row["inscrit"], "inscription")]
    found += [Signe(day, "declaration") for day in known.declared]
    if row["occurred_on"]:
        found.append(Signe(row["occurred_on"], "entree", row["interaction"]))
    return max(found, key=lambda one: (one.on, one.whence == "entree"))


def dates(kept: Retention, day: date) -> dict[str, Any]:
    return {
        "echeance": kept.due.isoformat(),
        "revue": kept.review.isoformat(),
        "rappel": kept.again.isoformat(),
        "etape": kept.stage(day),
    }


def rights(known: Personne, kept: Retention, day: date) -> dict[str, Any]:
    """What stands in the way of an erasure, and what was done already."""
    told, held = known.told(kept.due), known.held(day)
    return {
        "prevenue_le": told.on.isoformat() if told else None,
        "gardee_jusqu_au": held.until.isoformat() if held else None,
        "obligation": held.obligation if held else None,
        "oubliee_le": known.erased.on.isoformat() if known.erased else None,
    }
