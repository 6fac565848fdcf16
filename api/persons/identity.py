"""How does a sealed identity read? Names and addresses, or that the person was forgotten."""

import msgspec

from domain.personal import Readable


class Identity(msgspec.Struct, frozen=True):
    """`open` is False once the key is gone, or when the text cannot be opened for now."""

    nom: str
    prenom: str = ""
    courriel: str = ""
    telephone: str = ""
    open: bool = True

    @property
    def full(self) -> str:
        return " ".join(filter(None, (self.prenom, self.nom)))


class Kept(msgspec.Struct, frozen=True):
    """The fields of any identity as they were sealed: a contact's, an account's."""

    nom: str
    prenom: str | None = None
    courriel: str | None = None
    telephone: str | None = None


def identity_of(told: Readable) -> Identity:
    """From the JSON of a contact or an account; a bare text is the name of an actor."""
    if not isinstance(told, str):
        return Identity(str(told), open=False)
    try:
        kept = msgspec.json.decode(told, type=Kept)
    except msgspec.DecodeError:
        return Identity(told)
    return Identity(kept.nom, kept.prenom or "", kept.courriel or "", kept.telephone or "")
