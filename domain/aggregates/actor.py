"""Actor: an organisation in the scope of the réseau, and what happened with it."""

import re
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain import checks
from domain.aggregates import dated, entries, presence
from domain.aggregates.entries import Entries, Held
from domain.aggregates.presence import Presences
from domain.commands import actors as ask
from domain.decider import Decider, Refused
from domain.facts import actor as facts
from domain.facts import actor_entries, actor_presence
from domain.facts.shared import Event, Logged
from domain.lists import Ground
from domain.personal import Secret
from domain.steps import (
    Absorb,
    Amend,
    AmendPresence,
    Answer,
    Attend,
    Log,
    MergeInto,
    Restore,
    Retract,
    RetractPresence,
    Separate,
)
from domain.words import folded


class Actor(Struct, frozen=True):
    """Only what the rules below need to know."""

    registered: bool = False
    archived: date | None = None
    survivor: UUID | None = None
    absorbed: frozenset[UUID] = frozenset()
    nom: object = ""
    sigle: str | None = None
    alias: frozenset[str] = frozenset()
    typologies: dict[date, str | None] = {}
    communes: dict[date, str | None] = {}
    identifiers: tuple[str | None, str | None, str | None] = (None, None, None)
    activities: tuple[tuple[str, ...], tuple[str, ...], str | None] = ((), (), None)
    connu_depuis: date | None = None
    referent: tuple[UUID, date] | None = None
    confirmed: tuple[date, str] | None = None
    adhesions: dict[int, int | None] = {}
    members: frozenset[UUID] = frozenset()
    contacts: frozenset[UUID] = frozenset()
    former_contacts: frozenset[UUID] = frozenset()
    entries: Entries = {}
    presences: Presences = {}

    def refuse_unless_open(self, day: date, field: str = "present") -> None:
        """New entries go to a known, unmerged actor, not archived on that day (R30)."""
        if not self.registered:
            raise Refused("Cet acteur est inconnu : inscrivez-le d’abord.", field=field)
        if self.survivor is not None:
            raise Refused(
                "Cette fiche a été fusionnée : notez avec la fiche qui reste.",
                field=field,
                about=self.survivor,
            )
        if self.archived is not None and day >= self.archived:
            raise Refused(
                f"Cet acteur est archivé depuis le {checks.french(self.archived)} : "
                "réintégrez-le avant de noter.",
                field=field,
            )


def decide(actor: Actor, command: object) -> list[Event]:
    match command:
        case ask.RegisterActor() if actor.registered:
            raise Refused("Cet acteur est déjà inscrit : ouvrez sa fiche.", field="actor")
        case ask.RegisterActor():
            return [registered(command)]
        case _ if not actor.registered:
            raise Refused("Cet acteur est inconnu : inscrivez-le d’abord.", field="actor")
        case Log() | Attend() | Amend() | Retract() | Restore() | Answer():
            return decide_entry(actor, command)
        case AmendPresence():
            fact = actor_presence.ActorAttendanceAmended
            return [*presence.amended(actor.presences, command, fact)]
        case RetractPresence():
            taken = actor_presence.ActorAttendanceRetracted
            return [*presence.retracted(actor.presences, command, taken)]
        case MergeInto() | Absorb() | Separate():
            return decide_merge(actor, command)
        case _ if actor.survivor is not None:
            raise Refused(
                "Cette fiche a été fusionnée : corrigez la fiche qui reste, ou annulez la fusion.",
                field="actor",
                about=actor.survivor,
            )
        case ask.ArchiveActor() | ask.ReinstateActor():
            return decide_archive(actor, command)
        case _:
            return decide_record(actor, command)


def registered(command: ask.RegisterActor) -> facts.ActorRegistered:
    nom = own_name(command.nom)
    if command.natural_person:
        refuse_clear_names(sigle=command.sigle, alias=command.alias)
    return facts.ActorRegistered(
        nom=Secret(nom, str(command.actor)) if command.natural_person else nom,
        typologie=command.typologie,
        commune=command.commune,
        sigle=command.sigle,
        alias=command.alias,
        effective_on=command.effective_on,
        connu_depuis=command.connu_depuis,
        source=command.source,
        siren=command.siren,
        siret=command.siret,
        rna=command.rna,
        themes=command.themes,
        countries=command.countries,
        site=command.site,
        generated=command.generated,
    )


OWN_NAMES = {"lianes cooperation", "lianes", "reseau lianes cooperation"}


def own_name(nom: str) -> str:
    """A name is not blank, and Lianes is not an actor of its own census (R9)."""
    if not nom.strip():
        raise Refused("Il manque le nom de la structure.", field="nom")
    if re.sub(r"\W+", " ", folded(nom)).strip() in OWN_NAMES:
        raise Refused(
            "Lianes coopération ne se recense pas elle-même : choisissez un autre nom.",
            field="nom",
        )
    return nom.strip()


def refuse_clear_names(*, sigle: str | None = None, alias: tuple[str, ...] = ()) -> None:
    """A natural person has one name, in its envelope: nothing beside it in clear (R29)."""
    if sigle or alias:
        raise Refused(
            "Une personne n’a ni sigle ni autre nom dans l’annuaire : laissez ce champ vide.",
            field="sigle" if sigle else "alias",
        )


def decide_entry(
    actor: Actor, step: Log | Attend | Amend | Retract | Restore | Answer
) -> list[Event]:
    match step:
        case Log(interaction=key) if key in actor.entries:
            raise Refused("Cette entrée est déjà notée.", field="interaction")
        case Log(contexte=contexte, kind=kind):
            actor.refuse_unless_open(contexte.occurred_on)
            return [logged(actor_entries.BY_KIND[kind], step)]
        case Attend(on=on):
            actor.refuse_unless_open(on)
            return [*presence.attended(actor.presences, step, actor_presence.BY_KIND)]
        case Amend():
            return [*entries.amended(actor.entries, step, actor_entries.ActorInteractionAmended)]
        case Retract():
            fact = actor_entries.ActorInteractionRetracted
            return [*entries.retracted(actor.entries, step, fact)]
        case Restore():
            return [*entries.restored(actor.entries, step, actor_entries.ActorRetractionWithdrawn)]
        case Answer():
            return answered(actor.entries, step, actor_entries.ActorSollicitationAnswered)


def logged(fact: type[Logged], step: Log) -> Logged:
    return fact(
        interaction=step.interaction,
        contexte=step.contexte,
        resume=step.resume,
        next_step=step.next_step,
        titre=step.titre,
        heads=step.heads,
        **step.detail,
    )


def answered(held: Entries, step: Answer, fact: type[Event]) -> list[Event]:
    """The first answer is the one that counts (R47)."""
    entry = held.get(step.interaction)
    if entry is None or entry.kind != "sollicitation":
        raise Refused(
            "Cette sollicitation est inconnue ici : relisez la fiche.", field="interaction"
        )
    if entry.retracted:
        raise Refused(
            "Cette sollicitation a été retirée : rétablissez-la avant d’y répondre.",
            field="interaction",
        )
    if step.answered_on < entry.contexte.occurred_on:
        raise Refused("La réponse précède la question : vérifiez la date.", field="answered_on")
    return [] if entry.answered else [fact(step.interaction, step.answered_on)]


def decide_merge(actor: Actor, step: MergeInto | Absorb | Separate) -> list[Event]:
    match step:
        case MergeInto(survivor=survivor) if actor.survivor == survivor:
            return []
        case Absorb(absorbed=other) if other in actor.absorbed:
            return []
        case MergeInto() | Absorb() if actor.survivor is not None:
            raise Refused(
                "Cette fiche a déjà été fusionnée : choisissez la fiche qui reste.",
                field="absorbed" if isinstance(step, MergeInto) else "survivor",
                about=actor.survivor,
            )
        case MergeInto(survivor=survivor, reason=reason):
            return [facts.ActorMergedInto(survivor, checks.reason(reason))]
        case Absorb(absorbed=other, reason=reason):
            return [facts.ActorAbsorbed(other, checks.reason(reason))]
        case Separate(other=other) if other != actor.survivor and other not in actor.absorbed:
            return []
        case Separate(other=other, reason=reason):
            return [facts.ActorMergeUndone(other, checks.reason(reason))]


def decide_archive(actor: Actor, command: ask.ArchiveActor | ask.ReinstateActor) -> list[Event]:
    why = checks.reason(command.reason)
    match command:
        case ask.ArchiveActor(successor=successor) if successor == command.actor:
            raise Refused("Une structure ne se succède pas à elle-même.", field="successor")
        case ask.ArchiveActor(effective_on=day) if actor.archived == day:
            return []
        case ask.ArchiveActor() if actor.archived is not None:
            raise Refused(
                f"Cet acteur est déjà archivé depuis le {checks.french(actor.archived)} : "
                "réintégrez-le d’abord pour changer la date.",
                field="effective_on",
            )
        case ask.ArchiveActor(effective_on=day, successor=successor):
            return [facts.ActorArchived(day, why, successor)]
        case ask.ReinstateActor() if actor.archived is None:
            return []
        case ask.ReinstateActor(effective_on=day):
            if day < actor.archived:
                raise Refused(
                    "La réintégration précède l’archivage : vérifiez la date.",
                    field="effective_on",
                )
            return [facts.ActorReinstated(day, why)]


def decide_record(actor: Actor, command: object) -> list[Event]:
    match command:
        case ask.RenameActor(nom=nom, sigle=sigle):
            return renamed(actor, command.actor, own_name(nom), sigle)
        case ask.AddAlias(alias=alias):
            if not isinstance(actor.nom, str):
                refuse_clear_names(alias=(alias,))
            return [] if alias in actor.alias else [facts.ActorAliasAdded(alias)]
        case ask.RemoveAlias(alias=alias):
            return [facts.ActorAliasRemoved(alias)] if alias in actor.alias else []
        case ask.CorrectTypologie(typologie=typologie, reason=reason):
            same = actor.typologies == dated.from_start(typologie)
            why = checks.reason(reason)
            return [] if same else [facts.ActorTypologieCorrected(typologie, why)]
        case ask.ChangeTypologie(typologie=typologie, effective_on=day):
            same = dated.on(actor.typologies, day) == typologie
            return [] if same else [facts.ActorTypologieChanged(typologie, day)]
        case ask.CorrectSiege(commune=commune, reason=reason):
            same = actor.communes == dated.from_start(commune)
            why = checks.reason(reason)
            return [] if same else [facts.ActorSiegeCorrected(commune, why)]
        case ask.MoveActor(commune=commune, effective_on=day):
            same = dated.on(actor.communes, day) == commune
            return [] if same else [facts.ActorMoved(commune, day)]
        case ask.IdentifyActor(siren=siren, siret=siret, rna=rna):
            same = actor.identifiers == (siren, siret, rna)
            return [] if same else [facts.ActorIdentified(siren, siret, rna)]
        case ask.DeclareActivities(themes=themes, countries=countries, site=site):
            same = actor.activities == (themes, countries, site)
            return [] if same else [facts.ActorActivitiesDeclared(themes, countries, site)]
        case ask.DeclareConnuDepuis(on=day):
            earlier = actor.connu_depuis is None or day < actor.connu_depuis
            return [facts.ActorConnuDepuisDeclared(day)] if earlier else []
        case ask.ConfirmActor(on=day, source=source):
            same = actor.confirmed == (day, source)
            return [] if same else [facts.ActorConfirmed(day, source)]
    return decide_ties(actor, command)


def renamed(actor: Actor, key: UUID, nom: str, sigle: str | None) -> list[Event]:
    """A natural person's name stays sealed when it changes."""
    if not isinstance(actor.nom, str):
        refuse_clear_names(sigle=sigle)
        return [facts.ActorRenamed(Secret(nom, str(key)))]
    return [] if (actor.nom, actor.sigle) == (nom, sigle) else [facts.ActorRenamed(nom, sigle)]


def decide_ties(actor: Actor, command: object) -> list[Event]:
    match command:
        case ask.AssignReferent(salarie=salarie, since=since, reason=reason):
            known = actor.referent
            same = known is not None and known[0] == salarie and known[1] <= since
            why = checks.reason(reason)
            return [] if same else [facts.ActorReferentAssigned(salarie, since, why)]
        case ask.ReleaseReferent(since=since):
            return released(actor.referent, since)
        case ask.RecordAdhesion(year=year, amount_cents=amount):
            same = year in actor.adhesions and actor.adhesions[year] == amount
            return [] if same else [facts.ActorAdhesionRecorded(year, amount)]
        case ask.EndAdhesion(year=year, reason=reason):
            why = checks.reason(reason)
            return [facts.ActorAdhesionEnded(year, why)] if year in actor.adhesions else []
        case ask.JoinCollective(actor=collective, member=member) if collective == member:
            raise Refused("Un collectif ne peut pas être son propre membre.", field="member")
        case ask.JoinCollective(member=member, on=day):
            return [] if member in actor.members else [facts.ActorMemberJoined(member, day)]
        case ask.LeaveCollective(member=member, on=day):
            return [facts.ActorMemberLeft(member, day)] if member in actor.members else []
    return decide_contact(actor, command)


def released(referent: tuple[UUID, date] | None, since: date) -> list[Event]:
    if referent is None:
        return []
    if since < referent[1]:
        raise Refused(
            f"Ce référent l’est depuis le {checks.french(referent[1])} : "
            "choisissez une date qui n’est pas plus ancienne.",
            field="since",
        )
    return [facts.ActorReferentReleased(since)]


def decide_contact(actor: Actor, command: object) -> list[Event]:
    match command:
        case ask.RecordContact(person=person) if person in actor.contacts:
            raise Refused("Cette personne est déjà un contact de cet acteur.", field="person")
        case ask.RecordContact(person=person, role=role, ground=ground, source=source, on=on):
            checks.one_of(ground, Ground, "motif légal", "ground")
            sealed = identity(command)
            return [facts.ActorContactRecorded(person, role, sealed, ground, source, on)]
        case ask.LeaveContact(person=person) if person in actor.former_contacts:
            return []
        case ask.CorrectContact(person=person) | ask.LeaveContact(person=person) if (
            person not in actor.contacts
        ):
            raise Refused("Cette personne n’est pas un contact de cet acteur.", field="person")
        case ask.CorrectContact(person=person, role=role, reason=reason):
            why = checks.reason(reason)
            return [facts.ActorContactCorrected(person, role, identity(command), why)]
        case ask.LeaveContact(person=person, on=day):
            return [facts.ActorContactLeft(person, day)]
    raise TypeError(command)


def identity(command: ask.RecordContact | ask.CorrectContact) -> Secret:
    return Secret(ask.identity_text(command.identity), str(command.person))


def evolve(actor: Actor, event: Event) -> Actor:
    match event:
        case facts.ActorRegistered():
            return born(event)
        case Logged(interaction=key, contexte=contexte):
            return replace(actor, entries={**actor.entries, key: Held(contexte, event.kind)})
        case actor_entries.ActorSollicitationAnswered(interaction=key):
            held = replace(actor.entries[key], answered=True)
            return replace(actor, entries={**actor.entries, key: held})
        case facts.ActorMergedInto(survivor=survivor):
            return replace(actor, survivor=survivor)
        case facts.ActorAbsorbed(absorbed=other):
            return replace(actor, absorbed=actor.absorbed | {other})
        case facts.ActorMergeUndone(other=other):
            kept = None if actor.survivor == other else actor.survivor
            return replace(actor, survivor=kept, absorbed=actor.absorbed - {other})
        case facts.ActorArchived(effective_on=day):
            return replace(actor, archived=day)
        case facts.ActorReinstated():
            return replace(actor, archived=None)
    changed = evolve_record(actor, event)
    return replace(
        changed,
        entries=entries.evolved(actor.entries, event),
        presences=presence.evolved(actor.presences, event),
    )


def born(event: facts.ActorRegistered) -> Actor:
    return Actor(
        registered=True,
        nom=event.nom,
        sigle=event.sigle,
        alias=frozenset(event.alias),
        typologies=dated.from_start(event.typologie),
        communes=dated.from_start(event.commune),
        identifiers=(event.siren, event.siret, event.rna),
        activities=(event.themes, event.countries, event.site),
        connu_depuis=event.connu_depuis,
    )


def evolve_record(actor: Actor, event: Event) -> Actor:
    match event:
        case facts.ActorRenamed(nom=nom, sigle=sigle):
            return replace(actor, nom=nom, sigle=sigle)
        case facts.ActorAliasAdded(alias=alias):
            return replace(actor, alias=actor.alias | {alias})
        case facts.ActorAliasRemoved(alias=alias):
            return replace(actor, alias=actor.alias - {alias})
        case facts.ActorTypologieCorrected(typologie=typologie):
            return replace(actor, typologies=dated.from_start(typologie))
        case facts.ActorTypologieChanged(typologie=typologie, effective_on=day):
            return replace(actor, typologies=dated.since(actor.typologies, day, typologie))
        case facts.ActorSiegeCorrected(commune=commune):
            return replace(actor, communes=dated.from_start(commune))
        case facts.ActorMoved(commune=commune, effective_on=day):
            return replace(actor, communes=dated.since(actor.communes, day, commune))
        case facts.ActorIdentified(siren=siren, siret=siret, rna=rna):
            return replace(actor, identifiers=(siren, siret, rna))
        case facts.ActorActivitiesDeclared(themes=themes, countries=countries, site=site):
            return replace(actor, activities=(themes, countries, site))
        case facts.ActorConnuDepuisDeclared(on=day):
            return replace(actor, connu_depuis=day)
        case facts.ActorConfirmed(on=day, source=source):
            return replace(actor, confirmed=(day, source))
    return evolve_ties(actor, event)


def evolve_ties(actor: Actor, event: Event) -> Actor:
    match event:
        case facts.ActorReferentAssigned(salarie=salarie, since=since):
            return replace(actor, referent=(salarie, since))
        case facts.ActorReferentReleased():
            return replace(actor, referent=None)
        case facts.ActorAdhesionRecorded(year=year, amount_cents=amount):
            return replace(actor, adhesions={**actor.adhesions, year: amount})
        case facts.ActorAdhesionEnded(year=year):
            kept = {known: paid for known, paid in actor.adhesions.items() if known != year}
            return replace(actor, adhesions=kept)
        case facts.ActorMemberJoined(member=member):
            return replace(actor, members=actor.members | {member})
        case facts.ActorMemberLeft(member=member):
            return replace(actor, members=actor.members - {member})
        case facts.ActorContactRecorded(person=person):
            former = actor.former_contacts - {person}
            return replace(actor, contacts=actor.contacts | {person}, former_contacts=former)
        case facts.ActorContactLeft(person=person):
            former = actor.former_contacts | {person}
            return replace(actor, contacts=actor.contacts - {person}, former_contacts=former)
    return actor


ACTOR = Decider(Actor(), decide, evolve, "actor")
