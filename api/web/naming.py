"""What things are called on a page: a typology, a commune, a line of the directory."""

from adapters.reference import communes
from api.web.pages.records import ActorLine
from api.web.pages.saisie import Chip
from api.web.visit import Row, Visit
from domain.dispositifs import BY_TAG
from domain.lists import STAGE_LABELS, TYPOLOGIE_LABELS
from projections.projet import Projet

PROPOSED = 8


def typologie_label(tag: str | None) -> str:
    known = {str(each): label for each, label in TYPOLOGIE_LABELS.items()}
    return known.get(tag or "", "")


def commune_label(code: str | None) -> str:
    if code is None:
        return ""
    known = communes().get(code)
    return known.nom if known else f"hors de la région ({code})"


def stage_label(projet: Projet) -> str:
    if projet.closed_on:
        return "clos"
    known = {str(each): label for each, label in STAGE_LABELS.items()}
    reached = [stade.stage for stade in projet.stades]
    return known.get(reached[-1], reached[-1].replace("_", " ")) if reached else "ouvert"


def dispositif_label(tag: str | None) -> str:
    return BY_TAG[tag].label if tag in BY_TAG else (tag or "")


def detail(row: Row) -> str:
    """« Association locale, Lille » : enough to tell two of the same name apart."""
    words = (typologie_label(row["typologie"]), commune_label(row["commune"]))
    return ", ".join(filter(None, words))


def actor_line(row: Row) -> ActorLine:
    return ActorLine(
        id=row["id"],
        nom=row["nom"],
        sigle=row["sigle"] or "",
        detail=detail(row),
        suite="archivée" if row["archive"] else "",
    )


def chip(row: Row) -> Chip:
    what = "projet" if row["type"] == "project" else detail(row)
    return Chip(f"{row['type']}:{row['id']}", row["nom"], what)


def present_chips(visit: Visit, q: str) -> tuple[Chip, ...]:
    """Who may be added to an entry: actors and projects in use."""
    if not q:
        return ()
    rows = visit.ask("annuaire", cherche=q, limite=4 * PROPOSED)
    usable = [row for row in rows if not row["archive"] and not row["survivor"]]
    return tuple(chip(row) for row in usable[:PROPOSED])
