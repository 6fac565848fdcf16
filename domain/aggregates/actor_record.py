"""The record of an actor: its names, siège, typologie, identifiers and activities."""

import re
from uuid import UUID

from msgspec.structs import replace

from domain import checks
from domain.aggregates import dated
from domain.aggregates.actor_state import Actor
from domain.aggregates.actor_ties import decide_ties, evolve_ties
from domain.commands import actors as ask
from domain.decider import Refused
from domain.facts import actor as facts
from domain.facts.shared import Event
from domain.personal import Personal, Secret
from domain.words import folded


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


def decide_record(actor: Actor, command: object) -> list[Event]:
    match command:
        case ask.RenameActor(nom=nom, sigle=sigle):
            return renamed(actor, command.actor, own_name(nom), sigle)
        case ask.AddAlias(alias=alias):
            if actor.nom is None:
                refuse_clear_names(alias=(alias,))
            return [] if alias in actor.alias else [facts.ActorAliasAdded(alias)]
        case ask.RemoveAlias(alias=alias):
            return [facts.ActorAliasRemoved(alias)] if alias in actor.alias else []
        case ask.CorrectTypologie(typologie=typologie, reason=reason):
            same = actor.typologies == dated.from_start(typologie)
            why = checks.why(reason)
            return [] if same else [facts.ActorTypologieCorrected(typologie, why)]
        case ask.ChangeTypologie(typologie=typologie, effective_on=day):
            same = dated.on(actor.typologies, day) == typologie
            return [] if same else [facts.ActorTypologieChanged(typologie, day)]
        case ask.CorrectSiege(commune=commune, reason=reason):
            same = actor.communes == dated.from_start(commune)
            why = checks.why(reason)
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
    if actor.nom is None:
        refuse_clear_names(sigle=sigle)
        return [facts.ActorRenamed(Secret(nom, str(key)))]
    return [] if (actor.nom, actor.sigle) == (nom, sigle) else [facts.ActorRenamed(nom, sigle)]


def clear(nom: str | Personal) -> str | None:
    """A natural person's name is not for the rules."""
    return nom if isinstance(nom, str) else None


def born(event: facts.ActorRegistered) -> Actor:
    return Actor(
        registered=True,
        nom=clear(event.nom),
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
            return replace(actor, nom=clear(nom), sigle=sigle)
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
