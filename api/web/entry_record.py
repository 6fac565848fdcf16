"""One entry as it stands: what is inscribed, who came, what was put right since."""

import re
from datetime import date
from uuid import UUID

from markupsafe import Markup

from api.french import counted, day_full, day_long, duration, hours
from api.ids import new_id
from api.things import of_entry
from api.web import history
from api.web.naming import dispositif_label
from api.web.pages.choices import country_list, first_upper
from api.web.pages.frame import Fact
from api.web.pages.records import Adding, EntryPage, Presence
from api.web.pages.telling import MODES, correction, late, promised, recorded_day, what
from api.web.problems import Problem
from api.web.typed import commune_name
from api.web.visit import Row, Visit
from domain.policy import Action

STANDS = Markup("Le {}, <strong>{}</strong> de travail pour {}, {}.")
NOTED = Markup("{} rejoignent la charge et {} la couverture, une seule fois.")
ASIDE = ", dont {} sans territoire ou hors région,"
ADDRESSES = {"actor": "/acteurs/", "project": "/projets/"}


def the_entry(visit: Visit, key: UUID) -> Row:
    rows = visit.ask("journal", entree=key)
    if not rows:
        raise Problem(404, "Aucune entrée n’est à cette adresse : cherchez-la dans le journal.")
    return rows[0]


DONE = {
    "rectifiee": "Rectifiée.",
    "retiree": "Retirée.",
    "retablie": "Rétablie.",
    "ajoutee": "Présence ajoutée.",
    "otee": "Présence ôtée.",
}
"""What the page says after a correction, by the word of its address."""


def record(visit: Visit, row: Row, adding: Adding | None = None) -> EntryPage:
    names = history.salarie_names(visit)
    presents = presences(visit, row)
    shares = visit.ask("partage", entree=UUID(row["id"]))
    count = sum(each["participations"] for each in shares)
    aside = sum(each["participations_hors"] for each in shares)
    joined = counted(count, "participation") + (ASIDE.format(aside) if aside else "")
    right = visit.decision(Action.RECTIFIER, of_entry(visit.crm, UUID(row["id"])))
    noted = NOTED.format(hours(row["minutes"]), joined)
    return EntryPage(
        id=row["id"],
        sujet=what(row),
        phrase=sentence(row),
        faits=facts(row),
        presents=presents,
        compte=count,
        parts=counted_for(shares),
        rectifications=tuple(correction(each, names) for each in row["corrections"]),
        retiree=taken_back(row) if row["retiree"] else "",
        notee=noted if visit.text("notee") and not row["retiree"] else None,
        a_regler=left_lines(visit),
        fait=DONE.get(visit.text("fait"), ""),
        ajout=(adding or Adding(commande=str(new_id()))) if open_to_more(visit, row) else None,
        rectifiable=right.allowed,
        reserve=right.why,
    )


def open_to_more(visit: Visit, row: Row) -> bool:
    """Only a gathering that stands, looked at today by whoever notes, takes one more presence."""
    if not visit.may(Action.NOTER):
        return False
    key = UUID(row["id"])
    held = visit.crm.interactions([key], visit.position())[key]
    return held.type == "gathering" and not held.retracted and visit.connu_au is None


def left_lines(visit: Visit) -> int:
    """How many lines of the sheet went to the résumé, as the address says after noting."""
    text = visit.text("a_regler")
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else 0


def sentence(row: Row) -> Markup:
    people = len({each["id"] for each in row["salaries"]})
    day = day_long(date.fromisoformat(row["date"]))
    structures = counted(len(row["presents"]), "structure")
    return STANDS.format(day, hours(row["minutes"]), counted(people, "salarié"), structures)


def presences(visit: Visit, row: Row) -> tuple[Presence, ...]:
    """Who was named present, in the order noted."""
    noms = history.present_names(visit, [row])
    return tuple(
        Presence(
            noms.get(each["id"], "inconnu"),
            f"{ADDRESSES[each['type']]}{each['id']}",
            valeur=f"{each['type']}:{each['id']}",
        )
        for each in row["presents"]
    )


def counted_for(shares: list[Row]) -> tuple[Presence, ...]:
    """Which actors the hours go to, when several share them or a project stands for its porteur."""
    return tuple(
        Presence(
            each["nom"], f"/acteurs/{each['acteur']}" if each["acteur"] else "", each["minutes"]
        )
        for each in shares
    )


def facts(row: Row) -> tuple[Fact, ...]:
    pairs = (
        ("Nature", first_upper(row["nature"])),
        ("Jour", day_full(date.fromisoformat(row["date"]))),
        ("Début", (row["debut"] or "").replace(":", "\u00a0h\u00a0")),
        ("Minutes", "\n".join(map(staff, row["salaries"]))),
        ("Mode", MODES.get(row["mode"] or "", "")),
        ("Lieu", row["lieu"]),
        ("Commune", commune_name(row["commune"]) if row["commune"] else ""),
        ("Pays", country_list(row["pays"])),
        ("Pôle", row["pole"]),
        ("Dispositif", dispositif_label(row["dispositif"])),
        ("Thèmes", ", ".join(row["themes"])),
        ("ODD", ", ".join(map(str, row["odd"]))),
        ("Précision", row["detail"]),
        ("Résumé", row["resume"]),
        ("Prochaine étape", promised(row["suite"]) if row["suite"] else ""),
        ("Inscrite", inscribed(row)),
    )
    return tuple(Fact(nom, valeur) for nom, valeur in pairs if valeur)


def staff(line: Row) -> str:
    """« Salarié 2 : 1 h 30, dont 15 min de préparation »."""
    parts = (("préparation", line["preparation"]), ("trajet", line["travel"]))
    inside = " et ".join(f"{duration(minutes)} de {nom}" for nom, minutes in parts if minutes)
    time = duration(line["minutes"])
    return f"{line['repere']} : {time}, dont {inside}" if inside else f"{line['repere']} : {time}"


def inscribed(row: Row) -> str:
    told = late(row, date.fromisoformat(row["date"]))
    return told or f"le {recorded_day(row['enregistre_le'])}, entrée {row['position']}"


def taken_back(row: Row) -> str:
    last = [each for each in row["corrections"] if each["what"] == "retracted"][-1:]
    return f"Raison : « {last[0]['reason'].rstrip(' .')} »." if last else ""
