"""How does each fact change what is known of an actor?"""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from domain.events import Entry
from domain.facts import actor as facts
from projections.acteur import Acteur, Fait, Values
from projections.acteur_ties import evolve_ties
from projections.texts import words

PARIS = ZoneInfo("Europe/Paris")


def evolve(row: Acteur | None, entry: Entry) -> Acteur | None:
    event: Any = entry.event
    if isinstance(event, facts.ActorRegistered):
        return born(event, entry)
    if row is None:
        return None
    changed = evolve_identity(row, event, entry)
    if changed is row:
        changed = evolve_place(row, event)
    if changed is row:
        changed = evolve_ties(row, event, entry)
    return changed if changed is row else sourced(changed, entry)


def born(event: facts.ActorRegistered, entry: Entry) -> Acteur:
    since = event.effective_on or recorded_day(entry)
    row = Acteur(
        id=entry.originator_id,
        nom=event.nom,
        nom_version=entry.originator_version,
        effective_on=since,
        sigle=event.sigle,
        alias=event.alias,
        typologies=((None, event.typologie),),
        sieges=((None, event.commune),),
        connu_depuis=event.connu_depuis,
        siren=event.siren,
        siret=event.siret,
        rna=event.rna,
        themes=event.themes,
        countries=event.countries,
        site=event.site,
        source=event.source,
        generated=event.generated,
    )
    return sourced(row, entry)


def recorded_day(entry: Entry) -> date:
    return entry.recorded_at.astimezone(PARIS).date() if entry.recorded_at else date.min


FIELDS = {
    facts.ActorRegistered: "fiche",
    facts.ActorRenamed: "nom",
    facts.ActorTypologieCorrected: "typologie",
    facts.ActorTypologieChanged: "typologie",
    facts.ActorSiegeCorrected: "commune",
    facts.ActorMoved: "commune",
    facts.ActorIdentified: "identifiants",
    facts.ActorActivitiesDeclared: "activites",
    facts.ActorConnuDepuisDeclared: "connu_depuis",
    facts.ActorConfirmed: "confirmation",
    facts.ActorReferentAssigned: "referent",
    facts.ActorReferentReleased: "referent",
    facts.ActorAdhesionRecorded: "adhesions",
    facts.ActorAdhesionEnded: "adhesions",
    facts.ActorArchived: "archive",
    facts.ActorReinstated: "archive",
    facts.ActorMergedInto: "fusion",
    facts.ActorAbsorbed: "fusion",
    facts.ActorMergeUndone: "fusion",
}


def sourced(row: Acteur, entry: Entry) -> Acteur:
    """Every value can say where it comes from."""
    field = FIELDS.get(type(entry.event))
    if field is None:
        return row
    reason = words(getattr(entry.event, "reason", ""), entry)
    tag = str(entry.event.__struct_config__.tag)
    fait = Fait(entry.position, entry.recorded_at, entry.author, tag, reason)
    return replace(row, sources={**row.sources, field: fait})


def evolve_identity(row: Acteur, event: Any, entry: Entry) -> Acteur:
    match event:
        case facts.ActorRenamed(nom=nom, sigle=sigle):
            former = (row.nom,) if isinstance(row.nom, str) else ()
            alias = tuple(dict.fromkeys([*row.alias, *former]))
            version = entry.originator_version
            return replace(row, nom=nom, nom_version=version, sigle=sigle, alias=alias)
        case facts.ActorAliasAdded(alias=alias):
            return replace(row, alias=(*row.alias, alias))
        case facts.ActorAliasRemoved(alias=alias):
            return replace(row, alias=tuple(one for one in row.alias if one != alias))
        case facts.ActorIdentified(siren=siren, siret=siret, rna=rna):
            return replace(row, siren=siren, siret=siret, rna=rna)
        case facts.ActorActivitiesDeclared(themes=themes, countries=countries, site=site):
            return replace(row, themes=themes, countries=countries, site=site)
        case facts.ActorConnuDepuisDeclared(on=day):
            return replace(row, connu_depuis=day)
        case facts.ActorConfirmed(on=day):
            return replace(row, confirmed_on=day)
    return row


def evolve_place(row: Acteur, event: Any) -> Acteur:
    match event:
        case facts.ActorTypologieCorrected(typologie=typologie):
            return replace(row, typologies=put_right(typologie))
        case facts.ActorTypologieChanged(typologie=typologie, effective_on=day):
            return replace(row, typologies=changed(row.typologies, day, typologie))
        case facts.ActorSiegeCorrected(commune=commune):
            return replace(row, sieges=put_right(commune))
        case facts.ActorMoved(commune=commune, effective_on=day):
            return replace(row, sieges=changed(row.sieges, day, commune))
        case facts.ActorArchived(effective_on=day, successor=successor):
            return replace(row, archives=(*row.archives, (day, None)), successor=successor)
        case facts.ActorReinstated(effective_on=day):
            ended = (*row.archives[:-1], (row.archives[-1][0], day))
            return replace(row, archives=ended, successor=None)
    return row


def put_right(value: str | None) -> Values:
    """A correction holds for the whole past, changes declared since included (R16)."""
    return ((None, value),)


def changed(values: Values, since: date, value: str | None) -> Values:
    """A change: from its date on; earlier declared changes keep their dates (R16)."""
    kept = [pair for pair in values if pair[0] != since]
    return tuple(sorted([*kept, (since, value)], key=lambda pair: pair[0] or date.min))
