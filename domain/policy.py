"""Who may do what, on what: one function, deny by default, asked by every page and every door.

A right is written in one table, RIGHTS: an action, a role, and the rule that binds it to its
object. What is not written is refused (source: the roles of the réseau; docs/securite.md).
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from domain.roles import STRONG, Role


class Action(StrEnum):
    """Everything that can be asked of this tool; stored as a tag in tokens and refusals."""

    ENTRER = "entrer"
    MON_COMPTE = "mon_compte"
    LIRE_REGLES = "lire_regles"
    LIRE_CHIFFRES = "lire_chiffres"
    LIRE_CHARGE = "lire_charge"
    LIRE_IMPUTATIONS = "lire_imputations"
    LIRE_RESEAU = "lire_reseau"
    CHERCHER = "chercher"
    LIRE_ENTREES = "lire_entrees"
    LIRE_TEXTES = "lire_textes"
    NOTER = "noter"
    RECTIFIER = "rectifier"
    TENIR_FICHES = "tenir_fiches"
    FUSIONNER = "fusionner"
    VOIR_CONTACTS = "voir_contacts"
    TENIR_CONTACTS = "tenir_contacts"
    PERSONNES = "personnes"
    TENIR_EQUIPE = "tenir_equipe"
    IMPORTER = "importer"
    TENIR_COMPTES = "tenir_comptes"
    LIRE_SECURITE = "lire_securite"
    TENIR_CLES = "tenir_cles"
    LIRE_SANTE = "lire_sante"


ACTION_LABELS = {
    Action.ENTRER: "Entrer",
    Action.MON_COMPTE: "Tenir son propre compte",
    Action.LIRE_REGLES: "Lire le registre et “Qui peut voir quoi”",
    Action.LIRE_CHIFFRES: "Lire la couverture et les participations",
    Action.LIRE_CHARGE: "Lire la charge de chaque salarié",
    Action.LIRE_IMPUTATIONS: "Lire les minutes imputées aux conventions",
    Action.LIRE_RESEAU: "Lire les fiches des acteurs et des projets",
    Action.CHERCHER: "Chercher dans tout l’annuaire",
    Action.LIRE_ENTREES: "Lire les entrées et leur histoire",
    Action.LIRE_TEXTES: "Lire les résumés et les prochaines étapes",
    Action.NOTER: "Noter une rencontre, une présence",
    Action.RECTIFIER: "Rectifier ou retirer une entrée",
    Action.TENIR_FICHES: "Tenir les fiches des acteurs et des projets",
    Action.FUSIONNER: "Fusionner ou archiver des fiches",
    Action.VOIR_CONTACTS: "Voir les contacts d’un acteur",
    Action.TENIR_CONTACTS: "Inscrire ou rectifier un contact",
    Action.PERSONNES: "Répondre aux personnes : accès, effacement, conservation",
    Action.TENIR_EQUIPE: "Tenir l’équipe et les conventions",
    Action.IMPORTER: "Importer des listes",
    Action.TENIR_COMPTES: "Ouvrir, changer et fermer des comptes",
    Action.LIRE_SECURITE: "Lire le journal des accès",
    Action.TENIR_CLES: "Tourner les clés, sauvegarder",
    Action.LIRE_SANTE: "Lire l’état des services",
}


class Who(Struct, frozen=True, kw_only=True):
    """Who asks. Nobody is `Who()`; `console` is whoever holds the machine's own terminal.

    `strong`: a second factor was given. `scope`: what a token may do, of what its account may.
    """

    role: Role | None = None
    account: UUID | None = None
    salarie: UUID | None = None
    pole: str | None = None
    conventions: frozenset[UUID] = frozenset()
    strong: bool = False
    scope: frozenset[Action] | None = None
    console: bool = False


class Thing(Struct, frozen=True, kw_only=True):
    """What is asked about, as far as a rule needs to know it.

    `salaries`: those with minutes on the entry, or with an entry with the actor; `poles` likewise.
    `conventions`: those the entry is charged to, or that the actor's entries are charged to.
    """

    salaries: frozenset[UUID] = frozenset()
    poles: frozenset[str] = frozenset()
    conventions: frozenset[UUID] = frozenset()
    author: str = ""
    referent: UUID | None = None
    referent_repere: str = ""


class Decision(NamedTuple):
    """`why` is a French sentence that says what to do next; empty when it is allowed."""

    allowed: bool
    why: str = ""


Rule = Callable[[Who, Thing], bool]
YES = Decision(allowed=True)
CONSOLE = Who(console=True)


def always(_: Who, __: Thing) -> bool:
    return True


def own_or_pole(who: Who, thing: Thing) -> bool:
    """Theirs: they wrote it, worked on it, or their pôle did."""
    worked = who.salarie is not None and who.salarie in thing.salaries
    signed = thing.author != "" and thing.author in {str(who.salarie), str(who.account)}
    return worked or signed or (who.pole is not None and who.pole in thing.poles)


def referent_or_worked(who: Who, thing: Thing) -> bool:
    """The référent, or whoever works with this actor, alone or through their pôle."""
    return (who.salarie is not None and who.salarie == thing.referent) or own_or_pole(who, thing)


def opened(who: Who, thing: Thing) -> bool:
    """One of the conventions opened to this auditeur, today."""
    return bool(who.conventions & thing.conventions)


EVERYBODY: dict[Role, Rule] = dict.fromkeys(Role, always)
TEAM: dict[Role, Rule] = {Role.SALARIE: always, Role.DIRECTION: always}
RIGHTS: dict[Action, dict[Role, Rule]] = {
    Action.MON_COMPTE: EVERYBODY,
    Action.LIRE_REGLES: EVERYBODY,
    Action.LIRE_CHIFFRES: {**TEAM, Role.AUDITEUR: always},
    Action.LIRE_CHARGE: TEAM,
    Action.LIRE_IMPUTATIONS: {**TEAM, Role.AUDITEUR: opened},
    Action.LIRE_RESEAU: {**TEAM, Role.AUDITEUR: opened, Role.ADMINISTRATION: always},
    Action.CHERCHER: {**TEAM, Role.ADMINISTRATION: always},
    Action.LIRE_ENTREES: {**TEAM, Role.AUDITEUR: opened},
    Action.LIRE_TEXTES: TEAM,
    Action.NOTER: TEAM,
    Action.RECTIFIER: {Role.SALARIE: own_or_pole, Role.DIRECTION: always},
    Action.TENIR_FICHES: {**TEAM, Role.ADMINISTRATION: always},
    Action.FUSIONNER: {**TEAM, Role.ADMINISTRATION: always},
    Action.VOIR_CONTACTS: {Role.SALARIE: referent_or_worked, Role.DIRECTION: always},
    Action.TENIR_CONTACTS: {Role.SALARIE: referent_or_worked, Role.DIRECTION: always},
    Action.PERSONNES: {Role.DIRECTION: always},
    Action.TENIR_EQUIPE: {Role.DIRECTION: always},
    Action.IMPORTER: {Role.DIRECTION: always, Role.ADMINISTRATION: always},
    Action.TENIR_COMPTES: {Role.ADMINISTRATION: always},
    Action.LIRE_SECURITE: {Role.ADMINISTRATION: always},
    Action.TENIR_CLES: {Role.ADMINISTRATION: always},
    Action.LIRE_SANTE: {**TEAM, Role.ADMINISTRATION: always},
}
WEAK = frozenset({Action.MON_COMPTE})
"""What may be done before the second factor, by those who need one: to set it."""


def decide(who: Who, action: Action, thing: Thing | None = None) -> Decision:
    """May this be done? Without a thing: is there any on which it could be?"""
    if who.console or action is Action.ENTRER:
        return YES
    if who.role is None:
        return Decision(allowed=False, why="Entrez d’abord : cette page demande qui vous êtes.")
    if who.role in STRONG and not who.strong and action not in WEAK:
        return Decision(
            allowed=False,
            why="Votre rôle demande un second facteur : donnez le code de votre application.",
        )
    if who.scope is not None and action not in who.scope:
        return Decision(
            allowed=False,
            why=f"Cette clé d’accès ne couvre pas « {ACTION_LABELS[action]} » : "
            "faites-en une avec ce droit.",
        )
    rule = RIGHTS.get(action, {}).get(who.role)
    if rule is None or not (thing is None or rule(who, thing)):
        return Decision(allowed=False, why=refusal(who.role, action, thing, rule))
    return YES


def refusal(role: Role, action: Action, thing: Thing | None, rule: Rule | None) -> str:
    """What to do next, for this person and this thing."""
    if rule is opened:
        return (
            "Cette page n’est pas d’une convention qui vous est ouverte : "
            "demandez à l’administration de vous l’ouvrir."
        )
    if action in {Action.VOIR_CONTACTS, Action.TENIR_CONTACTS} and role is Role.SALARIE:
        asked = thing.referent_repere if thing and thing.referent_repere else "la direction"
        to = f"son référent, {asked}" if thing and thing.referent_repere else asked
        return f"Vous n’ouvrez pas les contacts de cet acteur. Demandez à {to}."
    if rule is own_or_pole:
        return (
            "Cette entrée est d’un autre pôle et d’autres salariés : demandez-leur de la "
            "rectifier, ou à la direction."
        )
    holders = either([f"à {WHOM[one]}" for one in RIGHTS.get(action, {})])
    asked = f" Demandez {holders}." if holders else ""
    return f"Votre rôle n’ouvre pas « {ACTION_LABELS[action]} ».{asked}"


def either(words: list[str]) -> str:
    """« à un salarié, à la direction ou à l’administration »."""
    return " ou ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


WHOM = {
    Role.SALARIE: "un salarié",
    Role.DIRECTION: "la direction",
    Role.AUDITEUR: "un auditeur",
    Role.ADMINISTRATION: "l’administration",
}
