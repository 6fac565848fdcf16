"""The register of processing says all that is sealed, once, and nothing that is not."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from domain.events import ALL, tag
from domain.personal import Sealed
from domain.policy import RIGHTS, Action
from domain.registre import REGISTRE, declared, recipients
from domain.roles import ROLE_LABELS, Role


def sealed_fields(struct: type[Struct], above: str = "") -> Iterator[str]:
    for name, hint in get_type_hints(struct).items():
        if get_origin(hint) is ClassVar:
            continue
        if holds(hint, Sealed):
            yield f"{above}{name}"
        for inner in structs(hint):
            yield from sealed_fields(inner, f"{above}{name}.")


def holds(hint: Any, kind: type) -> bool:
    return hint is kind or any(holds(inner, kind) for inner in get_args(hint))


def structs(hint: Any) -> Iterator[type[Struct]]:
    """The structs inside a field, sealed boxes apart."""
    kind = hint if isinstance(hint, type) and issubclass(hint, Struct) else None
    if kind is not None and kind.__struct_config__.tag_field != "personal":
        yield kind
    for inner in get_args(hint):
        yield from structs(inner)


SEALED = [(tag(fact), field) for fact in ALL for field in sealed_fields(fact)]


def test_the_walk_finds_what_is_sealed() -> None:
    for known in (
        ("actor.contact_recorded", "identity"),
        ("actor.rendez_vous_held", "next_step.what"),
        ("actor.rendez_vous_held", "contexte.lieu"),
        ("person.hold_set", "reason"),
        ("account.opened", "identity"),
    ):
        assert known in SEALED


@pytest.mark.parametrize(("fact", "field"), SEALED)
def test_every_sealed_field_belongs_to_one_processing(fact: str, field: str) -> None:
    assert len(declared(fact, field)) == 1, f"declare {fact}:{field} in domain/registre.py"


def test_no_pattern_of_the_register_is_dead() -> None:
    names = [f"{fact}:{field}" for fact, field in SEALED]
    dead = [
        pattern
        for one in REGISTRE
        for pattern in one.sealed
        if not any(fnmatchcase(name, pattern) for name in names)
    ]
    assert dead == []


@pytest.mark.parametrize("one", REGISTRE, ids=lambda one: one.nom)
def test_who_receives_is_who_the_policy_lets_in(one: Any) -> None:
    allowed = {ROLE_LABELS[role] for action in one.actions for role in RIGHTS[action]}
    assert set(recipients(one)) == allowed


def test_an_auditeur_receives_neither_contacts_nor_texts() -> None:
    personal = [
        one for one in REGISTRE if {Action.VOIR_CONTACTS, Action.LIRE_TEXTES} & {*one.actions}
    ]
    assert len(personal) == 2
    for one in personal:
        assert ROLE_LABELS[Role.AUDITEUR] not in recipients(one)


def test_every_line_is_written_out() -> None:
    for one in REGISTRE:
        for text in (one.nom, one.finalite, one.fondement, one.personnes, one.donnees):
            assert text.strip() == text
            assert text[0].isupper()
