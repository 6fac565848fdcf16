"""Rows as the questions answer them, realistic and small, to see every page with."""

from datetime import date
from typing import Any

import msgspec
from markupsafe import Markup

from adapters.reference import departements, epcis
from adapters.reference.maps import epci_points, outlines
from api.web.pages import charge, choices, corriger, couverture, failing, noter, records
from api.web.pages.charge_hours import Other
from api.web.pages.couverture_map import Measure, Territory, figure
from api.web.pages.frame import Counted, Fact, Frame, Period, Person, Shortcut
from api.web.pages.saisie import (
    Candidate,
    Chip,
    Doubt,
    Draft,
    Lines,
    Matched,
    Minutes,
    Saisie,
    Twin,
    Unknown,
)
from api.web.pages.timeline import Correction, Difference, Moment
from domain.policy import Action

TODAY = date(2022, 9, 30)
TEAM = tuple(Person(f"s{n}", f"Salarié {n}") for n in range(1, 8))
PUBLISHED = {"59": 521, "62": 169, "80": 120, "60": 115, "02": 64}
WORKED = {"59": 186, "62": 49, "80": 47, "60": 34, "02": 18}
Row = dict[str, Any]


def frame(ici: str, titre: str, **more: Any) -> Frame:
    known = "30 septembre 2022, 14 h 02"
    return Frame(
        titre=titre,
        ici=ici,
        connu=known,
        demo="30 septembre 2022",
        qui=TEAM[1].nom,
        peut=frozenset(Action),
        preuve="preuve",
        **more,
    )


def territory_row(code: str, nom: str, population: int | None, counts: tuple[int, int]) -> Row:
    known, worked = counts
    return {
        "code": code,
        "nom": nom,
        "population": population,
        "recenses": known,
        "travaille_avec": worked,
        "nouveaux": worked // 9,
        "participations": worked * 5,
        "minutes": worked * 290,
        "recenses_pour_100000": round(100_000 * known / population, 1) if population else None,
        "part_accompagnee": round(100 * worked / known, 1) if known and population else None,
        "ecart_a_la_moyenne": round(16.505 * population / 100_000 - known) if population else None,
        "silence_jours": 12 if worked else None,
    }


def outside() -> list[Row]:
    return [
        territory_row("hors_region", "hors_region", None, (38, 6)),
        territory_row("sans_territoire", "sans_territoire", None, (60, 2)),
    ]


def region_rows() -> list[Row]:
    return [territory_row("32", "Hauts-de-France", 5_992_194, (989, 334)), *outside()]


def departement_rows() -> list[Row]:
    return [
        territory_row(each.code, each.nom, each.population, (PUBLISHED[each.code], WORKED[code]))
        for code, each in departements().items()
    ] + outside()


def epci_rows() -> list[Row]:
    """Counts that grow with population, unevenly, with some territories left alone."""
    rows = []
    for rank, each in enumerate(epcis().values()):
        known = round(each.population * (6 + 7 * (rank % 4)) / 100_000)
        worked = 0 if rank % 4 == 0 else known // 3
        rows.append(territory_row(each.code, each.nom, each.population, (known, worked)))
    return rows + outside()


def period(adresse: str) -> Period:
    return Period(
        adresse=adresse,
        du="2021-01-01",
        au="2021-12-31",
        periodes=(
            Shortcut("Année 2021", "du=2021-01-01&au=2021-12-31", True),
            Shortcut("12 derniers mois", "", False),
        ),
        requete="du=2021-01-01&au=2021-12-31",
        mots="du 1er janvier au 31 décembre 2021",
    )


def couverture_page(measure: Measure = "recenses") -> couverture.CouverturePage:
    answers = couverture.Answers(region_rows(), departement_rows(), epci_rows())
    territory = Territory(outlines(), epci_points())
    carte = figure(measure, answers.epci, answers.region[0], territory, "du=2021-01-01")
    names = {code: each.nom for code, each in departements().items()}
    places = {code: names[each.departement] for code, each in epcis().items()}
    return couverture.page(answers, carte, period("/couverture"), places)


LOADS = {
    "s3": [101, 74, None, 95, 103, 99, 97, 102, 99, 96, 98, 108, 116, 121, 119, 124],
    "s2": [98, None, None, 94, 105, 88, 102, 92, 90, 106, 93, 102, 90, 97, 99, 94],
    "s1": [None, 69, 76, 84, 93, 90, 84, 92, 84, 91, 84, None, 91, 98, 104, 87],
    "s6": [68, None, 53, 79, 67, 69, 72, 81, 66, 73, 75, 81, 80, 52, 41, 38],
}
WEEKS = tuple(f"2022-W{n:02d}" for n in range(24, 40))


def week_rows() -> list[Row]:
    rows = []
    for n in range(1, 8):
        loads = LOADS.get(f"s{n}", [None] * 16)
        for week, load in zip(WEEKS, loads, strict=True):
            there = n != 7 or week >= "2022-W38"
            capacity = 0 if load is None else 1_260
            minutes = 45 if (n, week) == (4, WEEKS[-2]) else capacity * (load or 0) // 100
            more = {"salarie_id": f"s{n}", "present": there, "conge": there and not capacity}
            rows.append(load_row(n, minutes, capacity, semaine=week, **more))
    return rows


def load_row(n: int, minutes: int, capacity: int, **more: Any) -> Row:
    return {
        "salarie": f"Salarié {n}",
        "code": f"s{n}",
        "minutes": minutes,
        "contact": minutes - minutes // 4 - minutes // 9,
        "preparation": minutes // 4,
        "travel": minutes // 9,
        "capacite_minutes": capacity,
        "utilisation": round(100 * minutes / capacity, 1) if capacity else None,
        **more,
    }


def charge_page() -> charge.ChargePage:
    salaries = [load_row(n, 900 * n, 1_260 * 16) for n in (8, 9, 10)]
    poles = [
        {"pole": pole, "code": pole, "minutes": n} for n, pole in enumerate(("CID", "MEIJ"), 1)
    ]
    kinds = [{"kind": "Groupe-pays", "code": "groupe_pays", "minutes": 500}]
    others = [
        Other("pole", "Par pôle", "Pôle", poles),
        Other("kind", "Par nature", "Nature", kinds),
    ]
    answers = charge.Answers(week_rows(), salaries, others)
    details = {person.id: "CID, Lille" for person in TEAM}
    return charge.page(answers, details, period("/charge"), "30 septembre 2022")


def lines() -> Lines:
    return Lines(
        lues=4,
        reconnues=(
            Matched(
                "comite tinkare mali", "actor:a1", "Comité Tinkaré Mali", "Même nom, sans accent"
            ),
            Matched(
                "CD 62", "actor:a2", "Conseil départemental du Pas-de-Calais", "Sigle identique"
            ),
        ),
        a_regler=(
            Doubt(
                2,
                "Secours pop",
                (
                    Candidate("actor:a3", "Secours populaire, comité de Roubaix"),
                    Candidate("actor:a4", "Secours populaire, comité de Valenciennes"),
                ),
            ),
        ),
        inconnues=(Unknown("asso jumelage Nara"),),
        empreinte="abc",
    )


def noter_page(*, refused: bool = False, empty: bool = False) -> noter.NoterPage:
    typed = Saisie(kind="groupe_pays", jour="2022-09-28", pays="Mali", feuille="", pole="CID")
    minutes = {"s2": Minutes("90"), "s4": Minutes("150", preparation="15")}
    refus = {"jour": "Cette date est dans l’avenir : notez une rencontre qui a eu lieu."}
    draft = Draft(
        commande="c1",
        interaction="i1",
        saisie=Saisie(jour="2022-09-30") if empty else typed,
        minutes={} if empty else minutes,
        presents=() if empty else (Chip("actor:a9", "Harnes-Kabouda", "comité de jumelage"),),
        trouves=None if empty else (Chip("actor:a5", "MRES", "réseau, Lille"),),
        lignes=None if empty else lines(),
        refus=refus if refused else {},
        double=Twin("e2", "Groupe-pays Mali, 10 structures. Salarié 4.") if refused else None,
    )
    return noter.page(draft, TEAM, "s2", TODAY, ["Regards croisés Loos et Kantchari"])


def moments() -> tuple[Moment, ...]:
    change = Difference("Minutes de Salarié 4", "240 min", "150 min")
    corrected = Correction(
        "Rectifié le 3 novembre par Salarié 4",
        (change,),
        "le trajet avait été compté comme du contact",
        "Les chiffres connus avant le 3 novembre gardent 240.",
    )
    return (
        Moment(
            id="e1",
            jour="2022-09-06",
            jour_mots="mardi 6 septembre 2022",
            quoi="Relecture du dossier « Regards croisés »",
            qui="Salarié 2, 1 h 30, courriel.",
            pole="ECSI",
            resume="Budget à revoir avant le dépôt.",
        ),
        Moment(
            id="e2",
            jour="2022-06-22",
            jour_mots="mercredi 22 juin 2022",
            quoi="Groupe-pays Burkina Faso, 12 structures",
            qui="Salarié 2 et Salarié 4, 5 h en tout, dont 25 min pour cet acteur.",
            pole="CID",
            rectifications=(corrected,),
        ),
        Moment(
            id="e3",
            jour="2022-05-12",
            jour_mots="jeudi 12 mai 2022",
            quoi="Atelier collectif",
            qui="Salarié 3, 1 h 00.",
            tardive="Saisi le 19 juin, 38 jours après.",
            retiree=True,
        ),
    )


def actor_page() -> records.ActorPage:
    return records.ActorPage(
        id="a1",
        nom="Loos N’Gourma",
        sujet="Loos N’Gourma, association locale à Loos-en-Gohelle",
        phrase=Markup("Loos N’Gourma n’a pas eu de nouvelles depuis <strong>24 jours</strong>."),
        frise=moments(),
        compte_frise="3 entrées",
        faits=(
            Fact("Typologie", "Association locale", ("Saisie par Salarié 6 le 2 juin 2022.",)),
            Fact("Commune", "Loos-en-Gohelle", ("Code 62528, géographie 2026.",)),
        ),
        heures="Heures données : 14 h 20 depuis janvier, parts comprises.",
        projets=(records.ProjectLine(id="p1", titre="Regards croisés", etape="qualifié"),),
    )


def actors_page(*, found: bool = True) -> records.ActorsPage:
    line = records.ActorLine(
        id="a1",
        nom="Loos N’Gourma",
        sigle="LNG",
        detail="Association locale, Loos-en-Gohelle",
        suite="il y a 24 jours",
    )
    return records.ActorsPage(
        phrase=Markup("<strong>989 structures</strong> recensées dans la région."),
        q="" if found else "Kantchri",
        acteurs=(line, line) if found else (),
    )


def entry_page() -> records.EntryPage:
    return records.EntryPage(
        id="e2",
        sujet="Groupe-pays Burkina Faso",
        phrase=Markup("Le 22 juin 2022, <strong>5 h 00</strong> de travail, 12 structures."),
        faits=(Fact("Jour", "mercredi 22 juin 2022"), Fact("Pôle", "CID")),
        presents=(records.Presence("Loos N’Gourma", "/acteurs/a1", 25, "actor:a1"),),
        ajout=records.Adding(commande="c9", q="Nara", refus="Cochez son nom, puis ajoutez."),
        fait="Rectifiée.",
        compte=14,
        rectifications=moments()[1].rectifications,
        notee=Markup("5 h 00 de travail rejoignent la charge, 12 participations la couverture."),
        a_regler=1,
    )


def journal_page() -> records.JournalPage:
    line = records.JournalLine(
        position=48_213,
        instant="2022-09-30T13:58",
        quand="30 sept., 13 h 58",
        quoi="Groupe-pays Mali noté",
        qui="10 structures, 6 h 15. Salarié 2.",
        tag="gathering.held",
        pole="CID",
        id="e1",
    )
    return records.JournalPage(
        phrase=Markup("<strong>48 213 entrées</strong>, la dernière aujourd’hui."),
        entrees=(line, line),
    )


def health_page() -> records.HealthPage:
    return records.HealthPage(
        phrase=Markup("Tout est à jour : chaque entrée est dans les chiffres."),
        comptes=(Counted("Journal", 48_213, "dernière position inscrite"),),
        ecartees=(records.SetAside(12, "Étiquette inconnue."),),
    )


def correct_page(*, amend: bool = True) -> corriger.CorrectPage:
    from_form = noter_page(refused=True)
    base = corriger.CorrectPage(
        id="e2",
        adresse="/entrees/e2/rectifier",
        commande="c2",
        sujet="Rectifier",
        phrase="Rectifier le groupe-pays du 22 juin 2022.",
        suite="L’ancienne valeur restera visible.",
        geste="Rectifier cette entrée" if amend else "Retirer cette entrée",
        saisie=from_form.saisie,
        aujourdhui=TODAY.isoformat(),
        refus={"reason": "Il manque la raison : dites en quelques mots ce qui a changé."},
    )
    if not amend:
        return base
    return msgspec.structs.replace(
        base,
        champs=True,
        equipe_visible=from_form.equipe_visible,
        equipe_autre=from_form.equipe_autre,
        durees=from_form.durees,
        modes=from_form.modes,
        poles_choix=choices.pole_choices(),
        dispositifs=from_form.dispositifs,
        pays_connus=from_form.pays_connus,
    )


def new_actor_page() -> corriger.NewActorPage:
    return corriger.NewActorPage(
        id="a10",
        commande="c3",
        phrase="Trois champs suffisent pour inscrire un acteur.",
        saisie=corriger.ActorTyped(nom="Asso jumelage Nara"),
        typologies=choices.typologies(),
        proches=actors_page().acteurs[:1],
    )


def projects_page() -> records.ProjectsPage:
    line = records.ProjectLine(
        id="p1",
        titre="Regards croisés Loos et Kantchari",
        dispositif="Récital, Fonds territorial",
        etape="qualifié",
        pays="Burkina Faso",
        porteur="a1",
        porteur_nom="Loos N’Gourma",
    )
    return records.ProjectsPage(
        phrase=Markup("<strong>91 projets</strong> connus."), q="", projets=(line,)
    )


def project_page() -> records.ProjectPage:
    return records.ProjectPage(
        id="p1",
        sujet="Regards croisés Loos et Kantchari",
        phrase=Markup("Le dossier est <strong>qualifié</strong> depuis 12 jours."),
        frise=moments(),
        faits=(Fact("Porteur", "Loos N’Gourma", adresse="/acteurs/a1"),),
    )


def salarie_page() -> records.SalariePage:
    return records.SalariePage(
        sujet="Salarié 2, CID, Lille",
        phrase=Markup("<strong>6 h 30</strong> notées cette semaine."),
        frise=moments(),
        plus="/salaries/s2?avant=12",
    )


def error_page() -> failing.ErrorPage:
    return failing.ErrorPage(
        phrase="Cette adresse ne mène nulle part.", suite="L’acteur a peut-être été fusionné."
    )


EVERY: dict[str, tuple[str, Frame, object]] = {
    "noter": ("noter", frame("noter", "Noter"), noter_page()),
    "noter-vide": ("noter", frame("noter", "Noter"), noter_page(empty=True)),
    "noter-refus": ("noter", frame("noter", "Noter"), noter_page(refused=True)),
    "couverture": ("couverture", frame("couverture", "Couverture"), couverture_page()),
    "couverture-participations": (
        "couverture",
        frame("couverture", "Couverture", passe=True, adresse_present="/couverture"),
        couverture_page("participations"),
    ),
    "charge": ("charge", frame("charge", "Charge"), charge_page()),
    "acteurs": ("acteurs", frame("acteurs", "Acteurs"), actors_page()),
    "acteurs-vide": ("acteurs", frame("acteurs", "Acteurs"), actors_page(found=False)),
    "acteur": ("acteur", frame("acteurs", "Loos N’Gourma"), actor_page()),
    "acteur-nouveau": ("acteur_nouveau", frame("acteurs", "Inscrire"), new_actor_page()),
    "projets": ("projets", frame("projets", "Projets"), projects_page()),
    "projet": ("projet", frame("projets", "Projet"), project_page()),
    "salarie": ("salarie", frame("charge", "Salarié 2"), salarie_page()),
    "entree": ("entree", frame("journal", "Groupe-pays"), entry_page()),
    "rectifier": ("corriger", frame("journal", "Rectifier"), correct_page()),
    "retirer": ("corriger", frame("journal", "Retirer"), correct_page(amend=False)),
    "journal": ("journal", frame("journal", "Journal"), journal_page()),
    "sante": ("sante", frame("sante", "État des services"), health_page()),
    "erreur": ("erreur", frame("", "Page introuvable"), error_page()),
}
