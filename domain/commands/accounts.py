"""To say who may enter, as what."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct
from msgspec.json import encode

from domain.commands.shared import Code, Command, Name, Reason

Courriel = Annotated[str, Meta(min_length=3, max_length=254)]


class OpenAccount(Command, frozen=True, tag="account.open"):
    account: UUID
    nom: Name
    courriel: Courriel
    role: Code
    salarie: UUID | None = None


class CorrectAccountIdentity(Command, frozen=True, tag="account.correct_identity"):
    account: UUID
    nom: Name
    courriel: Courriel


class GiveRole(Command, frozen=True, tag="account.give_role"):
    account: UUID
    role: Code
    reason: Reason
    salarie: UUID | None = None


class OpenConvention(Command, frozen=True, tag="account.open_convention"):
    account: UUID
    convention: UUID
    until: date


class CloseConvention(Command, frozen=True, tag="account.close_convention"):
    account: UUID
    convention: UUID


class CloseAccount(Command, frozen=True, tag="account.close"):
    account: UUID
    reason: Reason


class ReopenAccount(Command, frozen=True, tag="account.reopen"):
    account: UUID
    reason: Reason


class AccountIdentity(Struct, frozen=True):
    """What is sealed of the holder of an account."""

    nom: str
    courriel: str


def identity_text(nom: str, courriel: str) -> str:
    return encode(AccountIdentity(nom.strip(), courriel.strip())).decode()
