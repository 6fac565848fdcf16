"""Who may hold an account: four roles, one per account."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the réseau's tool; stored as a tag, shown as a label."""

    SALARIE = "salarie"
    DIRECTION = "direction"
    AUDITEUR = "auditeur"
    ADMINISTRATION = "administration"


ROLE_LABELS = {
    Role.SALARIE: "Salarié",
    Role.DIRECTION: "Direction",
    Role.AUDITEUR: "Auditeur",
    Role.ADMINISTRATION: "Administration",
}
ROLE_WORDS = {
    Role.SALARIE: "note, rectifie, lit le travail du réseau",
    Role.DIRECTION: "équilibre la charge, tient l’équipe et les conventions, répond aux personnes",
    Role.AUDITEUR: "relit les conventions qui lui sont ouvertes, sans donnée personnelle",
    Role.ADMINISTRATION: "tient les comptes, les clés et les imports",
}
STRONG = frozenset({Role.DIRECTION, Role.AUDITEUR, Role.ADMINISTRATION})
"""The roles that enter with a second factor."""
