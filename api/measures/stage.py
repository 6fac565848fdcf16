"""A small réseau in which everything has an owner, and every text says whose it is.

Two of each: one near (first salarié, their pôle, the convention opened to the auditeur), one far.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from api.crm import Crm
from domain.commands.actors import CorrectTypologie, Identity, RecordContact, RegisterActor
from domain.commands.entries import LogInteraction
from domain.commands.projects import OpenProject
from domain.commands.salaries import JoinSalarie, SignConvention
from domain.commands.shared import (
    ChargeAsked,
    Command,
    ContexteAsked,
    NextStepAsked,
    Present,
    StaffAsked,
)
from domain.policy import Thing

NEAR, FAR, UNKNOWN = "own", "foreign", "unknown"
SIDES = (NEAR, FAR)
MARK = "canari"
POLES = {NEAR: "CID", FAR: "MEIJ"}
FAMILY = UUID("0d6f3a57-6a3e-5a4f-9f0e-4b7c2f5a8e10")
COMMUNES = {NEAR: "59350", FAR: "80021"}
LONG_AGO = date(2019, 1, 1)


class Canary(NamedTuple):
    """A word that stands in one place only; `kind` is what it is: nom, texte, contact, compte."""

    kind: str
    side: str

    def word(self, where: str) -> str:
        return f"{MARK}-{self.kind}-{self.side}-{where}"


def key(kind: str, side: str) -> UUID:
    """The same id from one run to the next; an unknown one is nobody's."""
    return uuid4() if side == UNKNOWN else uuid5(FAMILY, f"{kind}/{side}")


def thing(side: str) -> Thing:
    """What the rules of rights must find in the objects of a side; nothing on what is unknown."""
    if side == UNKNOWN:
        return Thing()
    return Thing(
        salaries=frozenset({key("salarie", side)}),
        poles=frozenset({POLES[side]}),
        conventions=frozenset({key("convention", side)}),
        author=str(key("salarie", side)),
    )


def fill(crm: Crm) -> None:
    """Besides, a project of the near actor on which nothing was charged to its convention."""
    for side in SIDES:
        for command in commands(crm, side):
            crm.execute(command, str(key("salarie", side)))
    beside = OpenProject(key("beside", NEAR), Canary("nom", FAR).word("voisin"), key("actor", NEAR))
    crm.execute(beside, "test")
    reason = Canary("texte", FAR).word("raison")
    crm.execute(CorrectTypologie(key("actor", FAR), "entreprise", reason), "test")


def commands(crm: Crm, side: str) -> Iterator[Command]:
    """An actor, its contact, its project, one entry: all of one side."""
    nom, contact = Canary("nom", side), Canary("contact", side)
    salarie, actor, year = key("salarie", side), key("actor", side), crm.today.year
    yield JoinSalarie(salarie, f"Salarié {side}", "lille", LONG_AGO, POLES[side])
    yield SignConvention(
        key("convention", side),
        "MEAE",
        f"Convention {side}",
        date(year - 2, 1, 1),
        date(year, 12, 31),
    )
    yield RegisterActor(
        actor, nom.word("acteur"), "association_locale", COMMUNES[side], effective_on=LONG_AGO
    )
    yield OpenProject(key("project", side), nom.word("projet"), actor)
    identity = Identity(
        contact.word("nom"), contact.word("prenom"), f"{contact.word('a')}@exemple.org"
    )
    yield RecordContact(
        actor, key("person", side), "trésorière", identity, "interet_legitime", LONG_AGO
    )
    yield entry(side, key("entree", side), crm.today - timedelta(days=3))


def entry(side: str, interaction: UUID, on: date) -> LogInteraction:
    texte, salarie = Canary("texte", side), key("salarie", side)
    contexte = ContexteAsked(
        on,
        (StaffAsked(salarie, contact=60),),
        lieu=texte.word("lieu"),
        pole=POLES[side],
        conventions=(ChargeAsked(key("convention", side), 100),),
        contacts=(key("person", side),),
    )
    return LogInteraction(
        interaction,
        "rendez_vous",
        contexte,
        (Present(project=key("project", side)),),
        titre=texte.word("titre"),
        resume=texte.word("resume"),
        next_step=NextStepAsked(texte.word("suite"), salarie=salarie),
    )
