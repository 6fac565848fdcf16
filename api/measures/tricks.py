"""Each trick of an intruder: True when it got them in. And what must get in, for comparison."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from uuid import UUID

from api.accounts import (
    Waiting,
    accept,
    change_password,
    close_account,
    give_code,
    give_recovery_code,
    give_role,
    invite_again,
    issue_token,
    reset_link,
    resolve,
    resolve_token,
    revoke_token,
    sign_in,
)
from api.measures.asgi import get, post
from api.measures.intruder import DOOR, PASSWORD, Held, Ring
from api.measures.stage import NEAR, key
from api.measures.visitors import COOKIE
from api.web.access import proof
from api.web.cookies import DEMONSTRATION
from domain.decider import Refused
from domain.policy import Action
from domain.roles import Role

OTHER = "fenêtre papillon granit ruisseau 8"
CHOSEN = "A" * 32
Trick = Callable[[Ring], bool]


def lets_in(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused:
        return False
    return True


def fixed_token(ring: Ring) -> bool:
    """A cookie chosen beforehand is not the one that the sign-in gives."""
    held = ring.holder(Role.SALARIE, key("salarie", NEAR))
    came = sign_in(ring.desk, held.courriel, PASSWORD, DOOR, replaces=CHOSEN)
    return came.token == CHOSEN or ring.opens(CHOSEN)


def planted_session(ring: Ring) -> bool:
    """A session of the intruder's own, planted in somebody's browser, dies at their sign-in."""
    mine, theirs = ring.holder(Role.SALARIE, key("salarie", NEAR)), ring.holder()
    sign_in(ring.desk, theirs.courriel, PASSWORD, DOOR, replaces=mine.session)
    return ring.opens(mine.session)


def risen_token(ring: Ring) -> bool:
    """The token from before the code opens nothing after it."""
    held = ring.holder()
    came = ring.half_open(held)
    ring.clock.ahead += timedelta(seconds=90)
    give_code(ring.desk, came.token, held.code(ring.clock()))
    return ring.opens(came.token)


def replayed(ring: Ring) -> bool:
    held = ring.holder()
    ring.signed_out(held.session)
    return ring.opens(held.session)


def after_password(ring: Ring) -> bool:
    held = ring.holder(Role.SALARIE, key("salarie", NEAR))
    other = sign_in(ring.desk, held.courriel, PASSWORD, DOOR)
    change_password(ring.desk, other.token, PASSWORD, OTHER)
    return ring.opens(held.session) or ring.opens(other.token)


def after_role(ring: Ring) -> bool:
    held = ring.holder()
    give_role(ring.desk, "essai", held.account, Role.ADMINISTRATION, "autre poste")
    return ring.opens(held.session)


def after_closing(ring: Ring) -> bool:
    held = ring.holder()
    close_account(ring.desk, "essai", held.account, "départ")
    return ring.opens(held.session) or lets_in(lambda: ring.half_open(held))


def later(role: Role, minutes: int, step: int) -> Trick:
    """Seen every `step` minutes, the session is tried after so many."""

    def trick(ring: Ring) -> bool:
        salarie = key("salarie", NEAR) if role is Role.SALARIE else None
        held, begun = ring.holder(role, salarie), ring.clock.ahead
        try:
            for passed in range(step, minutes + 1, step):
                ring.clock.ahead = begun + timedelta(minutes=passed)
                still = resolve(ring.desk, held.session) is not None
        finally:
            ring.clock.ahead = begun
        return still

    return trick


def half_open_for_long(ring: Ring) -> bool:
    came, begun = ring.half_open(ring.holder()), ring.clock.ahead
    ring.clock.ahead += timedelta(minutes=16)
    try:
        return resolve(ring.desk, came.token) is not None
    finally:
        ring.clock.ahead = begun


def password_alone(ring: Ring) -> bool:
    return ring.opens(ring.half_open(ring.holder()).token)


def without_proof(ring: Ring) -> bool:
    return ring.sends(ring.holder().session, csrf="")


def stolen_proof(ring: Ring) -> bool:
    return ring.sends(ring.holder().session, csrf=proof(ring.holder().session))


def from_elsewhere(name: str, value: str) -> Trick:
    return lambda ring: ring.sends(ring.holder().session, (name, value))


def same_code_again(ring: Ring) -> bool:
    held = ring.holder()
    first, second = ring.half_open(held), ring.half_open(held)
    ring.clock.ahead += timedelta(seconds=90)
    code = held.code(ring.clock())
    give_code(ring.desk, first.token, code)
    return lets_in(lambda: give_code(ring.desk, second.token, code))


def code_of_another(ring: Ring) -> bool:
    held, other = ring.holder(), ring.holder()
    came = ring.half_open(held)
    return lets_in(lambda: give_code(ring.desk, came.token, other.code(ring.clock())))


def paper_code_again(ring: Ring) -> bool:
    held = ring.holder()
    first, second = ring.half_open(held), ring.half_open(held)
    give_recovery_code(ring.desk, first.token, held.recovery[0])
    return lets_in(lambda: give_recovery_code(ring.desk, second.token, held.recovery[0]))


def paper_code_of_another(ring: Ring) -> bool:
    held, other = ring.holder(), ring.holder()
    came = ring.half_open(held)
    return lets_in(lambda: give_recovery_code(ring.desk, came.token, other.recovery[0]))


def used_link(ring: Ring) -> bool:
    held = ring.holder()
    link = reset_link(ring.desk, "essai", held.account).link
    accept(ring.desk, link, OTHER, "Essai")
    return lets_in(lambda: accept(ring.desk, link, PASSWORD, "Essai"))


def replaced_link(ring: Ring) -> bool:
    held = ring.holder()
    link = reset_link(ring.desk, "essai", held.account).link
    invite_again(ring.desk, "essai", held.account)
    return lets_in(lambda: accept(ring.desk, link, OTHER, "Essai"))


def old_link(ring: Ring) -> bool:
    held, begun = ring.holder(), ring.clock.ahead
    link = reset_link(ring.desk, "essai", held.account).link
    ring.clock.ahead += timedelta(hours=2)
    try:
        return lets_in(lambda: accept(ring.desk, link, OTHER, "Essai"))
    finally:
        ring.clock.ahead = begun


def token_of(ring: Ring, held: Held, scope: Action = Action.LIRE_REGLES) -> tuple[UUID, str]:
    visitor = resolve(ring.desk, held.session)
    if visitor is None:
        raise LookupError("the session of a new account is not there")
    issued = issue_token(ring.desk, visitor, "essai", [scope], ring.desk.day())
    return issued.id, issued.token


def asks(ring: Ring, token: str, question: str = "salaries") -> bool:
    bearer = ("authorization", f"Bearer {token}")
    return ring.browser.ask(get(f"/api/questions/{question}", bearer)).status == 200


def revoked_token(ring: Ring) -> bool:
    held = ring.holder()
    made, token = token_of(ring, held)
    revoke_token(ring.desk, "essai", held.account, made)
    return asks(ring, token)


def old_token(ring: Ring) -> bool:
    _, token = token_of(ring, ring.holder())
    begun = ring.clock.ahead
    ring.clock.ahead += timedelta(days=2)
    try:
        return resolve_token(ring.desk, token) is not None
    finally:
        ring.clock.ahead = begun


def token_beyond_its_scope(ring: Ring) -> bool:
    _, token = token_of(ring, ring.holder())
    return asks(ring, token, "charge")


def token_after_role(ring: Ring) -> bool:
    held = ring.holder()
    _, token = token_of(ring, held)
    give_role(ring.desk, "essai", held.account, Role.ADMINISTRATION, "autre poste")
    return asks(ring, token)


def token_as_cookie(ring: Ring) -> bool:
    return ring.opens(token_of(ring, ring.holder())[1])


def careless_cookie(ring: Ring) -> bool:
    """Does the cookie of a sign-in lack one of its guards?"""
    held = ring.holder(Role.SALARIE, key("salarie", NEAR))
    form = {"courriel": held.courriel, "password": PASSWORD}
    return not guarded(ring.browser.ask(post("/entrer", form)).header("set-cookie"))


def guarded(said: str) -> bool:
    wanted = {"httponly", "secure", "samesite=lax", "path=/"}
    found = {part.strip().lower() for part in said.split(";")[1:]}
    return said.startswith(f"{COOKIE}=") and wanted <= found and "domain" not in said.lower()


def guesses(ring: Ring, many: int) -> tuple[int, int]:
    """Passwords tried at one account: how many entered, how many were looked at."""
    held, entered, read = ring.holder(), 0, 0
    for rank in range(many):
        try:
            sign_in(ring.desk, held.courriel, f"essai {rank} de mot de passe", DOOR)
            entered += 1
        except Waiting:
            continue
        except Refused:
            read += 1
    return entered, read


def code_guesses(ring: Ring, many: int) -> tuple[int, int]:
    """Codes tried after the password was stolen."""
    held, entered, read = ring.holder(), 0, 0
    chance, came = Random(6), ring.half_open(held)  # noqa: S311 - what is tried, no secret
    for _ in range(many):
        try:
            entered += lets_in_now(ring, came.token, f"{chance.randrange(10**6):06d}")
            read += 1
        except Waiting:
            continue
    return entered, read


def lets_in_now(ring: Ring, token: str, code: str) -> bool:
    """A wait is told apart from a wrong code."""
    try:
        give_code(ring.desk, token, code)
    except Waiting:
        raise
    except Refused:
        return False
    return True


TRICKS: dict[str, tuple[Trick, ...]] = {
    "fixation": (fixed_token, planted_session, risen_token),
    "replay": (replayed, after_password, after_role, after_closing),
    "expiry": (
        later(Role.SALARIE, 30, 30),
        later(Role.AUDITEUR, 15, 15),
        later(Role.DIRECTION, 12 * 60, 10),
        half_open_for_long,
    ),
    "proof": (
        without_proof,
        stolen_proof,
        from_elsewhere("origin", "https://ailleurs.example"),
        from_elsewhere("sec-fetch-site", "cross-site"),
        from_elsewhere("sec-fetch-site", "same-site"),
    ),
    "second_factor": (
        password_alone,
        same_code_again,
        code_of_another,
        paper_code_again,
        paper_code_of_another,
    ),
    "links": (used_link, replaced_link, old_link),
    "tokens": (
        revoked_token,
        old_token,
        token_beyond_its_scope,
        token_after_role,
        token_as_cookie,
    ),
    "cookie": (careless_cookie,),
}


def fresh_code(ring: Ring) -> bool:
    held = ring.holder()
    came = ring.half_open(held)
    ring.clock.ahead += timedelta(seconds=90)
    return lets_in(lambda: give_code(ring.desk, came.token, held.code(ring.clock())))


def good_link(ring: Ring) -> bool:
    link = reset_link(ring.desk, "essai", ring.holder().account).link
    return lets_in(lambda: accept(ring.desk, link, OTHER, "Essai"))


CONTROLS: dict[str, Trick] = {
    "fixation": lambda ring: ring.opens(ring.holder().session),
    "replay": lambda ring: ring.opens(ring.holder().session),
    "expiry": later(Role.AUDITEUR, 14, 14),
    "proof": lambda ring: ring.sends(ring.holder().session),
    "second_factor": fresh_code,
    "links": good_link,
    "tokens": lambda ring: asks(ring, token_of(ring, ring.holder())[1]),
    "cookie": lambda _: not guarded(DEMONSTRATION.holding("essai").to_header(header="")),
}
"""The same act with nothing wrong in it must get in (and a cookie without its guards be seen), or

its family would prove nothing.
"""
