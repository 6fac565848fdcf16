"""A table as a spreadsheet of this country opens it: semicolons, commas, a mark, no formula."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from litestar import Response

HEADERS = {
    "nom": "Nom",
    "code": "Code",
    "population": "Habitants",
    "recenses": "Recensées",
    "travaille_avec": "Ont travaillé avec le réseau",
    "accompagnes": "Accompagnées",
    "nouveaux": "Nouvelles",
    "participations": "Participations",
    "minutes": "Minutes",
    "part_accompagnee": "Ont travaillé, % des recensées",
    "recenses_pour_100000": "Recensées pour 100 000 habitants",
    "ecart_a_la_moyenne": "Il en manque face à la moyenne",
    "silence_jours": "Silence, jours",
    "salarie": "Salarié",
    "salarie_id": "Identifiant du salarié",
    "semaine": "Semaine",
    "contact": "Minutes de contact",
    "preparation": "Minutes de préparation",
    "travel": "Minutes de trajet",
    "capacite_minutes": "Capacité, minutes",
    "utilisation": "Utilisation, % de la capacité",
    "present": "Dans l’équipe",
    "conge": "Congé",
}
"""What a column is called in the file; the questions keep their public keys."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(name: str, rows: Sequence[Mapping[str, Any]]) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(encoded(rows), media_type="text/csv", headers=headers)


def encoded(rows: Sequence[Mapping[str, Any]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([HEADERS.get(name, name) for name in rows[0]] if rows else ())
    writer.writerows([cell(value) for value in row.values()] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def cell(value: Any) -> str:
    """A text that a spreadsheet would compute is made inert; a number keeps its sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(DANGEROUS) else text
