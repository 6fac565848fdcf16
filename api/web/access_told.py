"""A fact of the doors in French: what happened, and what else is known of it."""

from typing import Any, NamedTuple

from api.french import counted, day_long
from domain.facts import account, security
from domain.facts.shared import Event
from domain.policy import ACTION_LABELS, Action
from domain.roles import ROLE_LABELS, Role

MEANS = {
    "mot_de_passe": "par mot de passe",
    "lien": "par un lien à usage unique",
    "demonstration": "d’un clic, dans la démonstration",
    "oidc": "par le compte d’un autre service",
}
PURPOSES = {
    "first": "du premier compte",
    "invitation": "d’invitation",
    "reset": "de nouveau mot de passe",
}
STEPS = {"mot_de_passe": "mot de passe", "code": "second facteur"}
WHATS = {
    "journal_acces": "journal des accès",
    "personne": "page d’une personne",
    "dossier_html": "dossier d’une personne",
    "dossier_json": "dossier d’une personne, en JSON",
    "charge": "charge",
    "couverture": "couverture",
}


class Said(NamedTuple):
    quoi: str
    detail: str = ""


def said(event: Event) -> Said:
    """An unknown fact shows its name: it is never left out."""
    return entering(event) or proofs(event) or opened(event) or accounts(event) or other(event)


def entering(event: Event) -> Said | None:
    match event:
        case security.SignedIn(means=means, strong=strong):
            factor = ", avec un second facteur" if strong and means != "demonstration" else ""
            return Said("Entrée", f"{MEANS.get(means, means)}{factor}")
        case security.SignedOut():
            return Said("Sortie")
        case security.SignInRefused(times=times):
            return Said("Entrée refusée", f"{what_failed(event)}, {tries(times)}")
        case security.SessionsRevoked(sessions=many):
            return Said("Sessions fermées", counted(many, "session"))
        case security.AccessRefused(action=action, times=times):
            asked = ACTION_LABELS[Action(action)] if action in set(Action) else action
            return Said("Accès refusé", f"« {asked} », {tries(times)} en une heure")
    return None


def what_failed(event: security.SignInRefused) -> str:
    if event.step == "oidc":
        other = " que celui d’avant" if event.account else ", inconnu ou sans preuve"
        return f"compte d’un autre service{other}"
    return f"{STEPS.get(event.step, event.step)} faux" if event.account else "adresse inconnue"


def tries(times: int) -> str:
    return f"{times}ᵉ essai de suite" if times > 1 else "1er essai"


def proofs(event: Event) -> Said | None:
    match event:
        case security.LinkIssued(purpose=purpose):
            return Said("Lien remis", f"lien {PURPOSES.get(purpose, purpose)}")
        case security.LinkUsed(purpose=purpose):
            return Said("Lien utilisé", f"lien {PURPOSES.get(purpose, purpose)}")
        case security.PasswordSet():
            return Said("Mot de passe choisi")
        case security.SecondFactorSet():
            return Said("Second facteur réglé")
        case security.SecondFactorRemoved():
            return Said("Second facteur retiré")
        case security.RecoveryCodesIssued():
            return Said("Codes de secours remis")
        case security.RecoveryCodeUsed(left=left):
            return Said("Code de secours utilisé", f"il en reste {left}")
    return None


def opened(event: Event) -> Said | None:
    match event:
        case security.TokenIssued(scopes=scopes, until=until):
            rights = ", ".join(f"« {label(one)} »" for one in scopes)
            return Said("Clé faite pour un programme", f"{rights}, jusqu’au {day_long(until)}")
        case security.TokenRevoked():
            return Said("Clé retirée")
        case security.KeyEpochDestroyed(epoch=epoch):
            return Said("Ancienne clé maîtresse détruite", f"époque {epoch}")
        case security.ContactsOpened(why=why, persons=persons):
            held = counted(len(persons), "contact")
            return Said("Contacts d’un acteur ouverts", f"{held}, {why.replace('_', ' ')}")
        case security.Exported(what=what, persons=persons):
            held = f", {counted(len(persons), 'personne')}" if persons else ""
            return Said("Fichier sorti", f"{WHATS.get(what, what.replace('_', ' '))}{held}")
    return None


def label(scope: str) -> str:
    return ACTION_LABELS[Action(scope)] if scope in set(Action) else scope


def accounts(event: Event) -> Said | None:
    match event:
        case account.AccountOpened(role=role):
            return Said("Compte ouvert", role_name(role))
        case account.AccountIdentityCorrected():
            return Said("Identité rectifiée")
        case account.AccountRoleGiven(role=role):
            return Said("Rôle changé", role_name(role))
        case account.AccountConventionOpened(until=until):
            return Said("Convention ouverte", f"jusqu’au {day_long(until)}")
        case account.AccountConventionClosed():
            return Said("Convention fermée")
        case account.AccountClosed():
            return Said("Compte fermé")
        case account.AccountReopened():
            return Said("Compte rouvert")
    return None


def role_name(role: str) -> str:
    return ROLE_LABELS[Role(role)].lower() if role in set(Role) else role


def other(event: Event) -> Said:
    config: Any = event.__struct_config__
    return Said(str(config.tag))
