"""Who is called so? Identities are opened for one answer: an index of names would keep them."""

from typing import NamedTuple

from api.crm import Crm
from api.persons.identity import Identity
from api.persons.people import Found, of_accounts, of_actors, opened
from domain.words import folded

MOST = 20_000
"""Identities opened for one search; beyond, the page says so."""


class Searched(NamedTuple):
    """`whole` is False when there were more identities than one search opens."""

    found: list[Found]
    whole: bool


def search(crm: Crm, sought: str) -> Searched:
    """By name, first name, e-mail or telephone: every word, without case or accents."""
    words = folded(sought).split()
    if not words:
        return Searched([], whole=True)
    everybody = [*of_actors(crm, crm.known()), *of_accounts(crm)]
    matching = [
        one
        for one in opened(crm, everybody[:MOST])
        if one.identity.open and all(word in spoken(one.identity) for word in words)
    ]
    by_name = sorted(matching, key=lambda one: nearness(one.identity, words))
    return Searched(by_name, len(everybody) <= MOST)


def nearness(identity: Identity, words: list[str]) -> tuple[int, str]:
    """Those called by the very words first, then by name."""
    name = folded(identity.full)
    return len({*words} - {*name.split()}), name


def spoken(identity: Identity) -> str:
    return folded(f"{identity.full} {identity.courriel} {identity.telephone}")
