"""Persons to erase: contacts with identities, each named in the free text of an entry too."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from string import ascii_lowercase
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

import msgspec

from adapters.measure.forensics import STEM, TAIL
from api.crm import Crm
from api.measures.stage import LONG_AGO, NEAR, POLES, fill, key
from api.persons.free_texts import naming
from api.questions import Question, ask
from domain.commands.actors import Identity, RecordContact
from domain.commands.entries import LogInteraction
from domain.commands.persons import ErasePerson
from domain.commands.shared import ChargeAsked, ContexteAsked, Present, StaffAsked

ASKED = (
    ("couverture", "region"),
    ("couverture", "departement"),
    ("participations", "region"),
    ("charge", "region"),
    ("entrees", "region"),
    ("imputations", "region"),
)


class Somebody(NamedTuple):
    """`tail` is what their name has of its own."""

    person: UUID
    entry: UUID
    tail: str

    @property
    def name(self) -> str:
        return STEM + self.tail


def everybody(many: int) -> list[Somebody]:
    chance = Random(50)  # noqa: S311 - names of nobody
    tails = {"".join(chance.choices(ascii_lowercase, k=TAIL)) for _ in range(many * 2)}
    keys = [uuid4() for _ in range(many)]
    return [
        Somebody(one, uuid5(one, "entry"), tail)
        for one, tail in zip(keys, sorted(tails), strict=False)
    ]


def introduce(crm: Crm, persons: Sequence[Somebody]) -> None:
    """Each is a contact, was met once, and was written about."""
    fill(crm)
    actor, salarie = key("actor", NEAR), key("salarie", NEAR)
    for one in persons:
        identity = Identity(one.name, "Élodie", f"{one.name.lower()}@exemple.org", "03 20 00 00 00")
        recorded = RecordContact(
            actor, one.person, "trésorière", identity, "interet_legitime", LONG_AGO
        )
        crm.execute(recorded, "essai")
        contexte = ContexteAsked(
            crm.today - timedelta(days=4),
            (StaffAsked(salarie, contact=30),),
            lieu=f"Chez Élodie {one.name}",
            pole=POLES[NEAR],
            conventions=(ChargeAsked(key("convention", NEAR), 100),),
            contacts=(one.person,),
        )
        met = LogInteraction(
            one.entry,
            "rendez_vous",
            contexte,
            (Present(actor=actor),),
            titre=f"Vue {one.name}",
            resume=f"« Élodie {one.name} » tient la caisse.",
        )
        crm.execute(met, "essai")


def erase(crm: Crm, persons: Sequence[Somebody]) -> dict[UUID, set[str]]:
    """What a salarié of the direction does; the keys that are no more, person by person."""
    found = naming(crm, [one.name for one in persons])
    gone = {}
    for one in persons:
        texts = tuple({told.key for told in found if told.subject == one.entry})
        gone[one.person] = {*texts, *keys_of(crm, [one.person])}
        crm.execute(ErasePerson(one.person, "demande", texts), "essai")
    return gone


def keys_of(crm: Crm, persons: Sequence[UUID]) -> set[str]:
    sql = "SELECT key_id FROM vault.keys WHERE person = ANY(%(persons)s)"
    return {row["key_id"] for row in crm.query(sql, persons=[str(one) for one in persons])}


def totals(crm: Crm) -> bytes:
    """Every figure, as bytes."""
    told = [ask(crm, name, Question(du=LONG_AGO, niveau=level)) for name, level in ASKED]
    return msgspec.json.encode(told)
