"""What somebody sees when something failed: what is known, what they typed, and the way on."""

import msgspec

Fields = tuple[tuple[str, str], ...]


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """The same form, ready to be sent again to the same address under the same command id."""

    adresse: str
    champs: Fields
    geste: str = "Essayer maintenant"
    delai: int | None = None
    """Seconds before the page sends it again by itself; None leaves it to the person."""
    essai: int = 1


class ErrorPage(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, that nothing is lost, and the way on."""

    phrase: str
    suite: str = ""
    adresse: str = "/"
    geste: str = "Revenir au début"
    etat: str = ""
    dessin: str = "horloge"
    envoi: Waiting | None = None
    texte: str = ""
    numero: str = ""


class ResumePage(msgspec.Struct, frozen=True, kw_only=True):
    """After the sign-in: what was typed before, and one button to send it."""

    envoi: Waiting
    texte: str
    nom: str = ""
    """Of whoever has come in, and will sign."""
