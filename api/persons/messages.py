"""The messages to copy: to a person newly recorded, soon erased, erased, or held by the law.

Nothing is sent from here: whoever copies a message chooses how it goes.
"""

from datetime import date

from api.french import day_long, of_name
from domain.lists import GROUND_LABELS, Ground
from domain.retention import ANSWER_DAYS, YEARS
from domain.rights import OBLIGATION_LABELS, Obligation

SIGNED = "Lianes coopération"
RIGHTS = (
    "Vous pouvez demander à voir ces données, à les rectifier, à les effacer, à en limiter l’usage "
    "ou vous y opposer, en répondant à ce message. Vous pouvez aussi saisir la CNIL (cnil.fr)."
)


def ground_label(ground: str) -> str:
    return GROUND_LABELS[Ground(ground)] if ground in set(Ground) else ground


def obligation_label(obligation: str) -> str:
    known = obligation in set(Obligation)
    return OBLIGATION_LABELS[Obligation(obligation)] if known else obligation


def informed(acteur: str, ground: str, source: str) -> str:
    """Article 14: data that did not come from the person itself."""
    return (
        f"Bonjour,\n\nNous gardons vos coordonnées professionnelles comme contact "
        f"{of_name(acteur)}, pour l’accompagnement de vos projets de coopération. Fondement : "
        f"{ground_label(ground)}. Origine : {source}. Elles sont chiffrées, "
        f"lues par les seuls salariés qui travaillent avec {acteur}, et effacées "
        f"{YEARS} ans après votre dernier échange avec nous.\n\n{RIGHTS}\n\n{SIGNED}"
    )


def warned(due: date, today: date) -> str:
    """An erasure is near, or past: an answer is enough to stay."""
    when = f"le {day_long(due)}" if due > today else f"dans {ANSWER_DAYS} jours"
    return (
        f"Bonjour,\n\nNous n’avons plus échangé depuis près de {YEARS} ans. Sans réponse de votre "
        f"part, vos coordonnées seront effacées {when}. Pour rester en contact, répondez "
        f"simplement à ce message.\n\n{RIGHTS}\n\n{SIGNED}"
    )


def recipients(certificate: str, day: date) -> str:
    """Article 19, to those who opened or took away the data; no name is written in it."""
    return (
        f"Bonjour,\n\nLe {day_long(day)}, une personne a été effacée de Maillage (attestation "
        f"{certificate}). Vous aviez ouvert ou téléchargé ses données. Détruisez les copies que "
        "vous en gardez : fichiers, courriels, carnets d’adresses.\n\n"
        f"{SIGNED}"
    )


def held(obligation: str, until: date) -> str:
    """The answer to a request that the law suspends (R50)."""
    return (
        f"Bonjour,\n\nVous avez demandé l’effacement de vos données. La loi nous demande d’en "
        f"garder une partie jusqu’au {day_long(until)} ({obligation_label(obligation)}). Elles ne "
        f"servent plus qu’à cela, et seront effacées ensuite.\n\n{RIGHTS}\n\n{SIGNED}"
    )
