"""To put an entry right, take it back or restore it; and to register an actor."""

import msgspec

from api.web.pages.choices import Choice, Group
from api.web.pages.noter import StaffRow
from api.web.pages.records import ActorLine
from api.web.pages.saisie import Saisie


class CorrectPage(msgspec.Struct, frozen=True, kw_only=True):
    """Without `champs` it only asks for the reason: taking back, or restoring."""

    id: str
    adresse: str
    commande: str
    sujet: str
    phrase: str
    suite: str
    geste: str
    saisie: Saisie
    aujourdhui: str
    refus: dict[str, str] = {}
    refus_libre: str | None = None
    champs: bool = False
    equipe_visible: tuple[StaffRow, ...] = ()
    equipe_autre: tuple[StaffRow, ...] = ()
    durees: tuple[int, ...] = ()
    modes: tuple[Choice, ...] = ()
    poles_choix: tuple[Group, ...] = ()
    dispositifs: tuple[Group, ...] = ()
    pays_connus: tuple[str, ...] = ()


class ActorTyped(msgspec.Struct, frozen=True):
    """A new actor as typed."""

    nom: str = ""
    sigle: str = ""
    typologie: str = ""
    commune: str = ""


class NewActorPage(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    commande: str
    phrase: str
    saisie: ActorTyped
    typologies: Group
    proches: tuple[ActorLine, ...] = ()
    refus: dict[str, str] = {}
    refus_libre: str | None = None
