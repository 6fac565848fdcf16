"""Somebody enters with the account of another service. It opens an account that exists, or none.

Out (`set_out`), back in the same browser (`came_back`), then who they are (`enter_with`).
"""

from typing import Any, NamedTuple
from uuid import UUID

import structlog

from adapters.access import credentials, logins, oidc, subjects
from adapters.access.oidc import derived
from adapters.access.secret import lookup, new_token
from adapters.oidc.provider import Provider
from adapters.oidc.registered import AwayError, UntrustedError
from adapters.oidc.vouched import several_factors, vouched
from api.accounts.backing_off import Trial, begin, passed
from api.accounts.desk import Desk
from api.accounts.entering import NOBODY, Door, entered
from api.accounts.knowing import settle
from api.accounts.opening import Manner, SignedIn, signature
from domain.decider import Refused
from domain.facts.security import SignInRefused

MEANS = STEP = "oidc"
TOO_LATE = (
    "Cette entrée a trop attendu, a déjà servi, ou a commencé dans un autre navigateur : "
    "recommencez ici, ou entrez avec votre mot de passe."
)
SILENT = "{} ne répond pas pour l’instant : entrez avec votre mot de passe, ou réessayez plus tard."
UNPROVED = (
    "La réponse de {} n’a pas pu être vérifiée, et n’a rien ouvert : recommencez, ou entrez avec "
    "votre mot de passe. Si cela revient, dites-le à l’administration."
)
UNVOUCHED = (
    "{} ne confirme pas que cette adresse est la vôtre : confirmez-la chez lui, ou entrez avec "
    "votre mot de passe."
)
UNKNOWN = (
    "Aucun compte ouvert de Maillage n’a l’adresse que donne {0}. Choisissez-y un autre compte, ou "
    "entrez avec votre mot de passe. Si vous venez d’être invité, suivez d’abord votre lien."
)
ANOTHER = (
    "Cette adresse est entrée jusqu’ici avec un autre compte {0}. Reprenez-le, ou entrez avec "
    "votre mot de passe ; si l’ancien n’existe plus, demandez à l’administration un nouveau lien."
)
log = structlog.get_logger()


class AwayNow(Refused):
    """The other service does not answer: nothing was tried."""


class Out(NamedTuple):
    """Where the browser goes, and what its cookie must bring back."""

    address: str
    secret: str


class Return(NamedTuple):
    """What a browser brings back."""

    code: str
    state: str
    secret: str


def set_out(desk: Desk, provider: Provider, retour: str) -> Out:
    """Raises AwayNow."""
    secret, state = new_token(), new_token()
    nonce, verifier = derived(secret, state, "nonce"), derived(secret, state, "verifier")
    try:
        address = provider.address(state, nonce, oidc.challenge(verifier))
    except AwayError as error:
        raise away(provider, error) from error
    with desk.rows() as connection:
        oidc.begin(connection, state, secret, retour, desk.now())
    return Out(address, secret)


def came_back(desk: Desk, state: str, secret: str) -> str:
    """Where they were going. Raises Refused unless this browser left, lately, and is back once."""
    with desk.rows() as connection:
        retour = oidc.use(connection, state, secret, desk.now())
    if retour is None:
        raise Refused(TOO_LATE)
    return retour


def enter_with(
    desk: Desk, provider: Provider, back: Return, door: Door, replaces: str | None = None
) -> SignedIn:
    """Raises Refused, Waiting or AwayNow; `back` came back just now."""
    claims = proved(desk, provider, back, door)
    ours, master = provider.registered, desk.master()
    courriel = vouched(claims, ours)
    if courriel is None:
        raise refused(desk, tried(desk, door), None, UNVOUCHED.format(ours.name))
    settle(desk, master)
    found = lookup(master, courriel)
    trial = begin(desk, master, f"oidc:{found.hex()}", door.network)
    account = come_in_before(desk, found)
    if account is None:
        raise refused(desk, trial, None, UNKNOWN.format(ours.name))
    with desk.rows() as connection:
        same = subjects.same(connection, account, ours.issuer, claims["sub"], desk.now())
    if not same:
        raise refused(desk, trial, account, ANOTHER.format(ours.name))
    passed(desk, trial)
    strong = ours.trusts_mfa and several_factors(claims)
    return entered(desk, account, Manner(MEANS, door.device, strong), replaces)


def proved(desk: Desk, provider: Provider, back: Return, door: Door) -> dict[str, Any]:
    nonce, verifier = (derived(back.secret, back.state, one) for one in ("nonce", "verifier"))
    try:
        return provider.claims(back.code, verifier, nonce, desk.now())
    except AwayError as error:
        raise away(provider, error) from error
    except UntrustedError as error:
        log.warning("oidc_untrusted", why=str(error))
        why = UNPROVED.format(provider.registered.name)
        raise refused(desk, tried(desk, door), None, why) from error


def come_in_before(desk: Desk, found: bytes) -> UUID | None:
    """An open account whose holder has followed their link: the password stays the other way in."""
    with desk.rows() as connection:
        account = logins.find(connection, found)
        known = credentials.read(connection, account) if account else None
    return account if known else None


def tried(desk: Desk, door: Door) -> Trial:
    """Counted under the network when nobody is named. Raises Waiting."""
    return begin(desk, desk.master(), f"oidc:{door.network}", door.network)


def refused(desk: Desk, trial: Trial, account: UUID | None, why: str) -> Refused:
    """Unknown and closed are refused in the same words."""
    if trial.noted:
        author = signature(desk, account) if account else NOBODY
        desk.crm.note(SignInRefused(trial.failures, account, STEP), author)
    return Refused(why)


def away(provider: Provider, error: AwayError) -> AwayNow:
    log.warning("oidc_away", why=str(error))
    return AwayNow(SILENT.format(provider.registered.name))
