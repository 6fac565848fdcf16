"""A line of the journal, in the words of the réseau: what happened, who, how long, put right."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from api import french
from api.web.pages.choices import country_list, first_upper
from api.web.pages.timeline import Correction, Difference, Moment
from domain.lists import MODE_LABELS, STAGE_LABELS

Row = Mapping[str, Any]
LATE_DAYS = 31
MODES = {str(mode): label for mode, label in MODE_LABELS.items()}
STAGES = {str(stage): label for stage, label in STAGE_LABELS.items()}
FACTS = {
    "actor.registered": "Fiche inscrite",
    "actor.renamed": "Nouveau nom",
    "actor.alias_added": "Autre nom ajouté",
    "actor.alias_removed": "Autre nom retiré",
    "actor.typologie_corrected": "Typologie corrigée",
    "actor.typologie_changed": "Changement de typologie",
    "actor.siege_corrected": "Commune corrigée",
    "actor.moved": "Déménagement",
    "actor.identified": "Identifiants notés",
    "actor.activities_declared": "Activités déclarées",
    "actor.connu_depuis_declared": "Date « connu depuis » déclarée",
    "actor.confirmed": "Fiche confirmée",
    "actor.referent_assigned": "Référent désigné",
    "actor.referent_released": "Référent libéré",
    "actor.adhesion_recorded": "Adhésion",
    "actor.adhesion_ended": "Fin d’adhésion",
    "actor.archived": "Fiche archivée",
    "actor.reinstated": "Fiche rétablie",
    "actor.absorbed": "Une autre fiche rejoint celle-ci",
    "actor.merged_into": "Fiche réunie à une autre",
    "actor.merge_undone": "Réunion de fiches annulée",
    "actor.member_joined": "Un membre rejoint le collectif",
    "actor.member_left": "Un membre quitte le collectif",
    "actor.contact_recorded": "Contact noté",
    "actor.contact_corrected": "Contact corrigé",
    "actor.contact_left": "Contact parti",
    "actor.sollicitation_answered": "Réponse à une sollicitation",
    "project.opened": "Projet ouvert",
    "project.retitled": "Nouveau titre",
    "project.described": "Projet décrit",
    "project.porteur_changed": "Changement de porteur",
    "project.partner_joined": "Un partenaire rejoint le projet",
    "project.partner_left": "Un partenaire quitte le projet",
    "project.stage_reached": "Étape atteinte",
    "project.stage_corrected": "Étape corrigée",
    "project.closed": "Projet clos",
    "project.reopened": "Projet rouvert",
    "project.sollicitation_answered": "Réponse à une sollicitation",
    "project.explor_qualified": "Mission EXPLOR qualifiée",
    "project.explor_expert_identified": "Expert trouvé pour la mission EXPLOR",
    "project.explor_introduced": "Expert et porteur mis en relation",
    "project.explor_approved": "Mission EXPLOR accordée",
    "project.explor_departed": "Départ en mission EXPLOR",
    "project.explor_returned": "Retour de mission EXPLOR",
    "project.explor_restituted": "Mission EXPLOR restituée",
    "project.explor_capitalised": "Mission EXPLOR capitalisée",
    "project.explor_abandoned": "Mission EXPLOR abandonnée",
    "salarie.joined": "Arrivée dans l’équipe",
    "salarie.contract_changed": "Contrat",
    "salarie.leave_recorded": "Congé",
    "salarie.leave_cancelled": "Congé annulé",
    "salarie.pole_changed": "Changement de pôle",
    "salarie.bureau_changed": "Changement de bureau",
    "salarie.departed": "Départ",
}
FIELDS = {
    "occurred_on": "Jour",
    "staff": "Minutes",
    "start": "Début",
    "mode": "Mode",
    "commune": "Commune",
    "lieu": "Lieu",
    "pole": "Pôle",
    "dispositif": "Dispositif",
    "conventions": "Conventions",
    "countries": "Pays",
    "themes": "Thèmes",
    "odd": "ODD",
    "project": "Projet",
    "contacts": "Personnes",
    "titre": "Titre",
    "resume": "Résumé",
    "suite": "Suite",
}
DAYS = ("since", "on", "answered_on")
DONE = {
    "amended": "Rectifié",
    "retracted": "Retirée",
    "restored": "Rétablie",
    "attendance_added": "Présence ajoutée",
    "attendance_retracted": "Présence retirée",
    "attendance_amended": "Présence rectifiée",
}


def moment(row: Row, names: Mapping[str, str]) -> Moment:
    """`names` gives the salariés, to say who wrote and whose minutes changed."""
    day = date.fromisoformat(row["date"])
    if row["type"] == "fait":
        return Moment(
            id="",
            jour=row["date"],
            jour_mots=french.day_full(day),
            quoi=FACTS.get(row["tag"]) or row["tag"],
            qui=f"{said_value(row['faits'])} {writer(row, names)}".strip(),
        )
    return Moment(
        id=row["id"],
        jour=row["date"],
        jour_mots=french.day_full(day),
        quoi=what(row),
        qui=who(row),
        pole=row["pole"],
        resume=row["resume"] or "",
        tardive=late(row, day),
        retiree=row["retiree"],
        rectifications=tuple(correction(each, names) for each in row["corrections"]),
    )


def said_value(facts: Mapping[str, Any]) -> str:
    """The one word worth saying of a fact on a record."""
    shown = ("nom", "titre", "alias", "stage", "reason", "year", *DAYS)
    said = [said_one(name, facts[name]) for name in shown if facts.get(name)]
    return f"{', '.join(said[:2])}." if said else ""


def said_one(name: str, value: Any) -> str:
    """A day and a stage in French; what is typed, as it was."""
    if name in DAYS:
        return french.day_long(date.fromisoformat(value))
    return STAGES.get(value, str(value)) if name == "stage" else str(value)


def what(row: Row) -> str:
    """« Groupe-pays Mali, 12 structures » : the title when there is one."""
    names = country_list(row["pays"])
    head = row["titre"] or " ".join(filter(None, (first_upper(row["nature"]), names)))
    count = len(row["presents"])
    return f"{head}, {french.counted(count, 'structure')}" if count > 1 else head


def who(row: Row) -> str:
    """« Salarié 2 et Salarié 4, 5 h 00 en tout, visio. »"""
    people = list(dict.fromkeys(each["repere"] for each in row["salaries"]))
    time = french.duration(row["minutes"])
    words = [french.joined(people), f"{time} en tout" if len(people) > 1 else time]
    words += [MODES.get(row["mode"] or "", ""), row["lieu"] or ""]
    return f"{', '.join(filter(None, words))}."


def writer(row: Row, names: Mapping[str, str]) -> str:
    author = names.get(row["auteur"], row["auteur"])
    return f"Noté par {author}." if author else ""


def late(row: Row, day: date) -> str:
    """Known long after it happened: the page says so, for figures of the time lack it."""
    if not row["enregistre_le"]:
        return ""
    known = datetime.fromisoformat(row["enregistre_le"]).astimezone(french.PARIS).date()
    delay = (known - day).days
    if delay <= LATE_DAYS:
        return ""
    return f"Inscrit le {french.day_long(known)}, {french.counted(delay, 'jour')} après."


def correction(row: Row, names: Mapping[str, str]) -> Correction:
    author = names.get(row["author"], row["author"])
    day = recorded_day(row.get("recorded_at"))
    head = f"{DONE.get(row['what'], 'Corrigé')} le {day}"
    kept = f"Les chiffres connus avant le {day} gardent l’ancienne valeur."
    return Correction(
        titre=f"{head} par {author}" if author else head,
        differences=differences(row.get("before", {}), row.get("after", {}), names),
        raison=row.get("reason", "").rstrip(" ."),
        consequence=kept if row["what"] == "amended" else "",
    )


def recorded_day(known: str | None) -> str:
    if not known:
        return "un jour inconnu"
    return french.day_long(datetime.fromisoformat(known).astimezone(french.PARIS).date())


def differences(before: Row, after: Row, names: Mapping[str, str]) -> tuple[Difference, ...]:
    found: list[Difference] = []
    for name, now in after.items():
        if name == "staff":
            found += staff_differences(before.get(name) or [], now or [], names)
        else:
            found.append(
                Difference(FIELDS.get(name, name), said(name, before.get(name)), said(name, now))
            )
    return tuple(found)


def staff_differences(
    before: list[Row], after: list[Row], names: Mapping[str, str]
) -> list[Difference]:
    """One line for each salarié whose minutes are no longer the same."""
    old, new = minutes_of(before), minutes_of(after)
    return [
        Difference(
            f"Minutes de {names.get(who, 'un salarié')}", time(old.get(who)), time(new.get(who))
        )
        for who in {**old, **new}
        if old.get(who) != new.get(who)
    ]


def minutes_of(lines: list[Row]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        minutes = sum(line.get(part, 0) for part in ("contact", "preparation", "travel"))
        found[str(line["salarie"])] = found.get(str(line["salarie"]), 0) + minutes
    return found


def time(minutes: int | None) -> str:
    return french.duration(minutes) if minutes else "rien"


def promised(suite: Row) -> str:
    """« Rappeler la mairie, pour le 3 mai 2022 »."""
    due = suite.get("due")
    return (
        f"{suite['what']}, pour le {french.day_long(date.fromisoformat(due))}"
        if due
        else suite["what"]
    )


def said(name: str, value: Any) -> str:
    """A value as a person reads it; nothing is said to be nothing."""
    if not value:
        return "rien"
    if name == "occurred_on":
        return french.day_long(date.fromisoformat(str(value)))
    if name == "countries":
        return country_list(value)
    if name == "mode":
        return MODES.get(str(value), str(value))
    if name == "contacts":
        return french.counted(len(value), "personne")
    if name == "suite":
        return promised(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
