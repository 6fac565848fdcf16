"""Whom do we hold data on, and where? Identities are opened for one answer, never kept."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from adapters.read_models.reading import DECODERS
from api.crm import Crm
from api.persons.identity import Identity, identity_of
from api.texts import Opened
from domain.aggregates.account import ACCOUNT, Account
from domain.personal import Readable, Sealed
from projections.acteur import Acteur, Contact
from projections.texts import Text, Words


class Held(NamedTuple):
    """One place where a person is held; `actor` is none for the holder of an account.

    `text` is the identity; `role` is sealed too, but for what early journals kept in clear.
    """

    person: UUID
    genre: str  # contact, acteur, compte
    actor: UUID | None
    role: Words
    ground: str
    source: str
    on: date | None
    left: date | None
    text: Text


class Found(NamedTuple):
    """`role` is empty for who was forgotten."""

    held: Held
    identity: Identity
    role: str


ACTORS = (
    "SELECT DISTINCT a.document "
    "FROM read_models.acteur a JOIN read_models.lien l ON l.fiche = a.id "
    "WHERE a.known_from <= %(p)s AND %(p)s < a.known_to "
    "AND l.known_from <= %(p)s AND %(p)s < l.known_to AND ({whom})"
)


def of_actors(
    crm: Crm, position: int, whom: str = "true", **named: UUID | list[UUID]
) -> list[Held]:
    """Contacts and natural persons; `whom` is a condition on `l`, of ours."""
    rows = crm.query(ACTORS.format(whom=whom), p=position, **named)
    decode = DECODERS["acteur"].decode
    return [held for row in rows for held in places(decode(row["document"]))]


def places(acteur: Acteur) -> Iterator[Held]:
    for one in acteur.contacts:
        yield as_held(acteur.id, one)
    if isinstance(acteur.nom, Sealed):
        text = Text(acteur.nom, acteur.id, acteur.nom_version)
        since = acteur.effective_on
        yield Held(acteur.id, "acteur", acteur.id, "", "", acteur.source, since, None, text)


def as_held(actor: UUID, one: Contact) -> Held:
    text = Text(one.identity, actor, one.version)
    role = one.role if isinstance(one.role, str) else Text(one.role, actor, one.version)
    return Held(one.person, "contact", actor, role, one.ground, one.source, one.on, one.left, text)


def contacts_of(crm: Crm, actor: UUID, position: int) -> list[Held]:
    """Those of an actor and of the records merged into it, present ones first, then oldest."""
    found = of_actors(crm, position, "l.actor = %(actor)s", actor=actor)
    contacts = [one for one in found if one.genre == "contact"]
    return sorted(
        contacts, key=lambda one: (one.left is not None, one.on or date.min, str(one.person))
    )


def of_person(crm: Crm, person: UUID, position: int) -> list[Held]:
    found = of_actors(crm, position, "l.person = %(person)s", person=person)
    account = of_account(crm, person)
    return [*(one for one in found if one.person == person), *([account] if account else [])]


def of_account(crm: Crm, account: UUID) -> Held | None:
    """The identity as the journal keeps it: what this process has just written may be in clear."""
    entries = crm.journal.stream(account)
    if not entries or not str(entries[0].event.__struct_config__.tag).startswith("account."):
        return None
    state: Account = ACCOUNT.state(entry.event for entry in entries)
    if state.identity is None or state.role is None:
        return None
    opened = entries[0].recorded_at
    on = opened.date() if opened else None
    text = Text(state.identity, account, state.identity_version)
    return Held(account, "compte", None, str(state.role), "", "", on, None, text)


def of_accounts(crm: Crm) -> list[Held]:
    opened = crm.journal.facts(0, crm.journal.head(), ("account.opened",))
    found = (of_account(crm, entry.originator_id) for entry in opened)
    return [one for one in found if one]


def opened(crm: Crm, held: Iterable[Held]) -> list[Found]:
    """Identities and roles, opened by one query."""
    kept = list(held)
    told = Opened(crm, [*(one.text for one in kept), *sealed_roles(kept)]).readable
    return [Found(one, identity_of(told[one.text]), role_of(one.role, told)) for one in kept]


def roles(crm: Crm, held: Iterable[Held]) -> list[str]:
    """The role of each, in their order, where nobody's name is needed."""
    kept = list(held)
    told = Opened(crm, sealed_roles(kept)).readable
    return [role_of(one.role, told) for one in kept]


def sealed_roles(held: Iterable[Held]) -> list[Text]:
    return [one.role for one in held if isinstance(one.role, Text)]


def role_of(role: Words, told: Mapping[Text, Readable]) -> str:
    known = told[role] if isinstance(role, Text) else role
    return known if isinstance(known, str) else ""
