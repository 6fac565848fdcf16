"""What can go wrong beside a refusal, each with what the person is told."""


class ConflictError(Exception):
    """Somebody else changed the same thing meanwhile: nothing was recorded."""

    why = "Cette fiche vient de changer : relisez-la, puis recommencez. Rien n’a été enregistré."


class ReusedIdError(Exception):
    """The same command id came with another content."""

    why = (
        "Cet envoi porte le numéro d’un autre, déjà enregistré : rechargez la page et renvoyez. "
        "Rien de nouveau n’a été enregistré."
    )


class UnavailableError(Exception):
    """The database is busy or away, and nothing was recorded."""

    why = "Le service est occupé : rien n’a été enregistré. Réessayez dans quelques secondes."


class UnknownOutcomeError(Exception):
    """The answer was lost: the same command id must be sent again to know."""

    why = (
        "L’état de cet envoi est inconnu : il sera renvoyé avec le même numéro, "
        "et ne sera compté qu’une fois."
    )
