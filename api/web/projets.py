"""The projects: to find one, to read its record and its past."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from api.fiches import documents, names
from api.french import counted, day_long
from api.things import of_project
from api.web import history
from api.web.access import needs
from api.web.naming import dispositif_label, stage_label
from api.web.pages.choices import country_list
from api.web.pages.frame import Fact
from api.web.pages.records import ProjectLine, ProjectPage, ProjectsPage
from api.web.problems import Problem
from api.web.visit import Visit, known_id
from domain.policy import Action
from projections.projet import Projet

LISTED = 200
KNOWN = Markup("<strong>{}</strong> {}.")
STANDS = Markup("Ce projet est <strong>{}</strong>{}.")


@get("/projets", opt=needs(Action.CHERCHER), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("projets", "Projets", "projets", listing(visit))


@get("/projets/{project:str}", opt=needs(Action.LIRE_RESEAU), sync_to_thread=True)
def one(project: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    key = known_id(project)
    visit.require(Action.LIRE_RESEAU, of_project(visit.crm, key))
    found = documents(visit.crm, "projet", visit.position(), key)
    if not found:
        raise Problem(404, "Aucun projet n’est à cette adresse : cherchez son titre.")
    return visit.page("projet", found[0].titre, "projets", record(visit, found[0]))


def listing(visit: Visit) -> ProjectsPage:
    q = visit.text("q")
    every: list[Projet] = documents(visit.crm, "projet", visit.position())
    found = {row["id"] for row in visit.ask("annuaire", cherche=q, limite=1_000)} if q else None
    kept = sorted((p for p in every if found is None or str(p.id) in found), key=by_title)
    noms = names(visit.crm, [each.porteur for each in kept[:LISTED]])
    verb = "répondent" if len(kept) > 1 else "répond"
    return ProjectsPage(
        phrase=KNOWN.format(
            counted(len(kept), "projet"), f"{verb} à « {q} »" if q else "au journal"
        ),
        q=q,
        projets=tuple(line(each, noms) for each in kept[:LISTED]),
        reste="Et d’autres encore : précisez le titre." if len(kept) > LISTED else "",
    )


def by_title(projet: Projet) -> str:
    return projet.titre.casefold()


def line(projet: Projet, noms: dict[str, str]) -> ProjectLine:
    return ProjectLine(
        id=str(projet.id),
        titre=projet.titre,
        dispositif=", ".join(map(dispositif_label, projet.dispositifs)),
        etape=stage_label(projet),
        pays=country_list(projet.countries),
        porteur=str(projet.porteur),
        porteur_nom=noms.get(str(projet.porteur), ""),
    )


def record(visit: Visit, projet: Projet) -> ProjectPage:
    rows = history.lines(visit, projet=projet.id)
    since = f" depuis le {day_long(projet.stades[-1].on)}" if projet.stades else ""
    return ProjectPage(
        id=str(projet.id),
        sujet=projet.titre,
        phrase=STANDS.format(stage_label(projet), since),
        frise=history.moments(visit, rows),
        faits=facts(visit, projet),
    )


def facts(visit: Visit, projet: Projet) -> tuple[Fact, ...]:
    who = [projet.porteur, *(actor for actor, _ in projet.partners)]
    noms = names(visit.crm, who, visit.who)
    partners = [noms.get(str(actor), "") for actor, _ in projet.partners]
    abroad = [f"{each.nom} ({country_list([each.country])})" for each in projet.partners_abroad]
    facts = (
        Fact("Porteur", noms.get(str(projet.porteur), ""), adresse=f"/acteurs/{projet.porteur}"),
        Fact("Partenaires ici", ", ".join(partners)),
        Fact("Partenaires à l’étranger", ", ".join(abroad)),
        Fact("Pays", country_list(projet.countries)),
        Fact("Dispositifs", ", ".join(map(dispositif_label, projet.dispositifs))),
        Fact("Thèmes", ", ".join(projet.themes)),
        Fact("ODD", ", ".join(map(str, projet.odd))),
    )
    return tuple(fact for fact in facts if fact.valeur)
