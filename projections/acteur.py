"""What is known of one actor, and where and what it was on each day."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from domain.events import Entry
from domain.facts import actor as facts
from domain.personal import Personal
from projections.network import Network

PARIS = ZoneInfo("Europe/Paris")
ALWAYS = date.min
FOR_EVER = date.max


class Contact(Struct, frozen=True, omit_defaults=True):
    """A person of the actor; the identity stays sealed, with the line it stands on."""

    person: UUID
    role: str
    identity: Personal
    version: int
    ground: str
    source: str
    on: date
    left: date | None = None


class Fait(Struct, frozen=True, omit_defaults=True):
    """Where a value comes from: the fact that set it."""

    position: int
    recorded_at: datetime | None
    author: str
    tag: str
    reason: str = ""


class Acteur(Struct, frozen=True, omit_defaults=True):
    """`typologies` and `sieges` are (since, value), oldest first, None = from the start."""

    id: UUID
    nom: str | Personal
    nom_version: int
    effective_on: date
    sigle: str | None = None
    alias: tuple[str, ...] = ()
    typologies: tuple[tuple[date | None, str | None], ...] = ()
    sieges: tuple[tuple[date | None, str | None], ...] = ()
    archives: tuple[tuple[date, date | None], ...] = ()
    archive_reason: str | None = None
    successor: UUID | None = None
    survivor: UUID | None = None
    absorbed: tuple[UUID, ...] = ()
    connu_depuis: date | None = None
    siren: str | None = None
    siret: str | None = None
    rna: str | None = None
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    site: str | None = None
    source: str = ""
    generated: bool = False
    confirmed_on: date | None = None
    referents: tuple[tuple[date, UUID | None, str], ...] = ()
    adhesions: tuple[int, ...] = ()
    members: tuple[UUID, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sources: dict[str, Fait] = {}

    @property
    def typologie(self) -> str | None:
        return self.typologies[-1][1] if self.typologies else None

    @property
    def commune(self) -> str | None:
        return self.sieges[-1][1] if self.sieges else None


class Situation(NamedTuple):
    """Where and what an actor was from `depuis` to the day before `jusqua`."""

    actor: UUID
    depuis: date
    jusqua: date
    zone: str
    commune: str | None
    epci: str | None
    departement: str | None
    typologie: str | None
    recense: bool
    connu_depuis: date | None


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
    reason = getattr(entry.event, "reason", "")
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
        case facts.ActorArchived(effective_on=day, reason=reason, successor=successor):
            archives = (*row.archives, (day, None))
            return replace(row, archives=archives, archive_reason=reason, successor=successor)
        case facts.ActorReinstated(effective_on=day):
            ended = (*row.archives[:-1], (row.archives[-1][0], day))
            return replace(row, archives=ended, archive_reason=None, successor=None)
    return row


Values = tuple[tuple[date | None, str | None], ...]


def put_right(value: str | None) -> Values:
    """A correction holds for the whole past, changes declared since included (R16)."""
    return ((None, value),)


def changed(values: Values, since: date, value: str | None) -> Values:
    """A change: from its date on; earlier declared changes keep their dates (R16)."""
    kept = [pair for pair in values if pair[0] != since]
    return tuple(sorted([*kept, (since, value)], key=lambda pair: pair[0] or date.min))


def evolve_ties(row: Acteur, event: Any, entry: Entry) -> Acteur:
    match event:
        case facts.ActorMergedInto(survivor=survivor):
            return replace(row, survivor=survivor)
        case facts.ActorAbsorbed(absorbed=other):
            return replace(row, absorbed=(*row.absorbed, other))
        case facts.ActorMergeUndone(other=other):
            kept = tuple(one for one in row.absorbed if one != other)
            left = None if row.survivor == other else row.survivor
            return replace(row, survivor=left, absorbed=kept)
        case facts.ActorReferentAssigned(salarie=salarie, since=since, reason=reason):
            return replace(row, referents=(*row.referents, (since, salarie, reason)))
        case facts.ActorReferentReleased(since=since):
            return replace(row, referents=(*row.referents, (since, None, "")))
        case facts.ActorAdhesionRecorded(year=year):
            return replace(row, adhesions=tuple(sorted({*row.adhesions, year})))
        case facts.ActorAdhesionEnded(year=year):
            return replace(row, adhesions=tuple(one for one in row.adhesions if one != year))
        case facts.ActorMemberJoined(member=member):
            return replace(row, members=(*row.members, member))
        case facts.ActorMemberLeft(member=member):
            return replace(row, members=tuple(one for one in row.members if one != member))
    return evolve_contacts(row, event, entry)


def evolve_contacts(row: Acteur, event: Any, entry: Entry) -> Acteur:
    match event:
        case facts.ActorContactRecorded(person=person, role=role, identity=identity):
            version = entry.originator_version
            contact = Contact(person, role, identity, version, event.ground, event.source, event.on)
            return replace(row, contacts=(*row.contacts, contact))
        case facts.ActorContactCorrected(person=person, role=role, identity=identity):
            version = entry.originator_version
            return with_contact(row, person, role=role, identity=identity, version=version)
        case facts.ActorContactLeft(person=person, on=day):
            return with_contact(row, person, left=day)
    return row


def with_contact(row: Acteur, person: UUID, **changes: Any) -> Acteur:
    contacts = tuple(
        replace(one, **changes) if one.person == person else one for one in row.contacts
    )
    return replace(row, contacts=contacts)


def situations(row: Acteur, network: Network) -> list[Situation]:
    """One row a period in which nothing changes; siège and typologie hold before registration.

    An absorbed actor counts nowhere: the earliest date of the family is its survivor's to tell.
    """
    connu = None if row.survivor else network.connu_depuis(row.id)
    cuts = sorted(cut_days(row))
    return [
        situation(row, depuis, jusqua, connu, network)
        for depuis, jusqua in zip(cuts, [*cuts[1:], FOR_EVER], strict=True)
    ]


def cut_days(row: Acteur) -> set[date]:
    days = {ALWAYS, row.effective_on}
    days.update(since for since, _ in (*row.typologies, *row.sieges) if since)
    for first, last in row.archives:
        days.add(first)
        days.update({last} if last else ())
    return days


def situation(
    row: Acteur, depuis: date, jusqua: date, connu: date | None, network: Network
) -> Situation:
    place = network.place(value_on(row.sieges, depuis))
    recense = (
        place.zone == "region"
        and row.effective_on <= depuis
        and row.survivor is None
        and not archived_on(row, depuis)
    )
    return Situation(
        row.id,
        depuis,
        jusqua,
        place.zone,
        place.commune,
        place.epci,
        place.departement,
        value_on(row.typologies, depuis),
        recense,
        connu,
    )


def value_on(values: Values, day: date) -> str | None:
    found = None
    for since, value in values:
        if since is None or since <= day:
            found = value
    return found


def archived_on(row: Acteur, day: date) -> bool:
    return any(first <= day and (last is None or day < last) for first, last in row.archives)
