"""What is known of one actor, and its past: everything the record page shows."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from uuid import UUID

from markupsafe import Markup
from msgspec.structs import replace

from api.fiches import UNNAMED, documents, names
from api.french import counted, day_long, duration
from api.texts import Opened
from api.things import of_project
from api.web import history
from api.web.contact_lines import block
from api.web.naming import commune_label, stage_label, typologie_label
from api.web.pages.choices import country_list
from api.web.pages.frame import Fact
from api.web.pages.records import ActorPage, ProjectLine
from api.web.problems import Problem
from api.web.visit import Row, Visit
from domain.policy import Action
from projections.acteur import Acteur
from projections.texts import Text

SILENT = Markup("Rien avec {} depuis <strong>{}</strong>.")
NEVER = Markup("{} n’a encore participé à <strong>aucune rencontre</strong>.")
TODAY = Markup("{} a travaillé avec le réseau <strong>aujourd’hui</strong>.")
ARCHIVED = Markup("Cette fiche est archivée depuis le {}. {}")


def the_actor(visit: Visit, key: UUID) -> Acteur:
    found = documents(visit.crm, "acteur", visit.position(), key)
    if not found:
        raise Problem(404, "Aucun acteur n’est à cette adresse : cherchez son nom.")
    actor: Acteur = found[0]
    return actor


def nom_of(visit: Visit, fiche: Acteur) -> str:
    if isinstance(fiche.nom, str):
        return fiche.nom
    return names(visit.crm, [fiche.id], visit.who).get(str(fiche.id), UNNAMED)


def record(visit: Visit, fiche: Acteur) -> ActorPage:
    rows = history.lines(visit, acteur=fiche.id)
    silence = visit.ask("silence", acteur=fiche.id, au=visit.crm.today)[0]
    nom = nom_of(visit, fiche)
    fiche = fiche if visit.may(Action.LIRE_TEXTES) else without_reasons(fiche)
    opened = Opened(visit.crm, reasons(fiche))
    entries = [row for row in rows if row["type"] == "entree"]
    return ActorPage(
        id=str(fiche.id),
        nom=nom,
        sujet=", ".join(filter(None, (nom, typologie_label(fiche.typologie).lower()))),
        phrase=sentence(nom, silence),
        frise=history.moments(visit, rows),
        compte_frise=counted(len(entries), "entrée"),
        faits=facts(fiche, opened),
        heures=hours_of(entries),
        projets=projects_of(visit, fiche),
        plus=history.more(visit, rows),
        avis=notice(fiche, opened),
        contacts=block(visit, fiche.id),
    )


def sentence(nom: str, silence: Row) -> Markup:
    days = silence["silence_jours"]
    if days is None:
        return NEVER.format(nom)
    return SILENT.format(nom, counted(days, "jour")) if days else TODAY.format(nom)


def hours_of(entries: list[Row]) -> str:
    minutes = sum(row["minutes"] for row in entries if not row["retiree"])
    return f"{duration(minutes)} de travail sur ces entrées, à partager entre les présents."


def reasons(fiche: Acteur) -> Iterator[Text]:
    """Why each value is what it is: sealed, for a reason may name a person."""
    return (fait.reason for fait in fiche.sources.values() if isinstance(fait.reason, Text))


def without_reasons(fiche: Acteur) -> Acteur:
    """For a reader of no texts: the values and their dates stay."""
    bare = {name: replace(fait, reason="") for name, fait in fiche.sources.items()}
    return replace(fiche, sources=bare)


def notice(fiche: Acteur, opened: Opened) -> Markup | None:
    if fiche.archives and fiche.archives[-1][1] is None:
        day = day_long(fiche.archives[-1][0])
        return ARCHIVED.format(day, opened.said(fiche.sources["archive"].reason))
    if fiche.generated:
        return Markup("Fiche inventée pour la démonstration.")
    return None


def facts(fiche: Acteur, opened: Opened) -> tuple[Fact, ...]:
    source = partial(source_of, fiche, opened)
    whole = source("fiche")
    pairs = (
        ("Typologie", typologie_label(fiche.typologie), source("typologie") or whole),
        ("Commune", commune_label(fiche.commune), source("commune") or whole),
        ("Sigle", fiche.sigle or "", whole),
        ("Autres noms", ", ".join(fiche.alias), source("nom") or whole),
        ("Pays", country_list(fiche.countries), source("activites") or whole),
        ("Thèmes", ", ".join(fiche.themes), source("activites") or whole),
        ("SIREN", fiche.siren or "", source("identifiants") or whole),
        ("Connu depuis", said_day(fiche.connu_depuis), source("connu_depuis") or whole),
        ("Adhésion", ", ".join(map(str, fiche.adhesions)), source("adhesions")),
    )
    return tuple(Fact(nom, valeur, origin) for nom, valeur, origin in pairs if valeur)


def said_day(day: date | None) -> str:
    return day_long(day) if day else ""


def source_of(fiche: Acteur, opened: Opened, field: str) -> tuple[str, ...]:
    fait = fiche.sources.get(field)
    if fait is None:
        return ()
    when = day_long(fait.recorded_at.date()) if fait.recorded_at else "une date inconnue"
    said = (f"Inscrit le {when}, entrée {fait.position}.", opened.said(fait.reason))
    return tuple(filter(None, said))


def projects_of(visit: Visit, fiche: Acteur) -> tuple[ProjectLine, ...]:
    """An auditeur reads only those on which their conventions were charged."""
    every = documents(visit.crm, "projet", visit.position())
    reads_all = visit.may(Action.CHERCHER)
    return tuple(
        ProjectLine(id=str(each.id), titre=each.titre, etape=stage_label(each))
        for each in every
        if each.porteur == fiche.id or fiche.id in {who for who, _ in each.partners}
        if reads_all or visit.may(Action.LIRE_RESEAU, of_project(visit.crm, each.id))
    )
