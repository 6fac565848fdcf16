"""The page of one's own account, as it stands, with what was refused beside its field."""

from datetime import datetime, timedelta
from typing import Any

from litestar import Response

from adapters.access.sessions import Line
from adapters.access.strength import SHORTEST
from adapters.access.tokens import Token
from api.accounts import Desk, Visitor, grantable, recovery_left, sessions_of, tokens_of
from api.accounts.knowing import identity
from api.french import PARIS, clock, day_long, day_short, instant
from api.web.doors import has_factor, must_have
from api.web.forms import Form
from api.web.pages.compte import AccountPage, KeyLine, RightChoice, SessionLine
from api.web.problems import Problem
from api.web.visit import Visit
from domain.policy import ACTION_LABELS, Action
from domain.roles import ROLE_LABELS, ROLE_WORDS

MEANS = {
    "mot_de_passe": "mot de passe",
    "lien": "lien à usage unique",
    "demonstration": "un clic, démonstration",
    "oidc": "compte d’un autre service",
}
DONE = {
    "mot-de-passe": "Votre mot de passe est changé ; les sessions ouvertes ailleurs sont fermées.",
    "session": "La session est fermée.",
    "sessions": "Toutes les autres sessions sont fermées.",
    "cle": "La clé est retirée : elle n’ouvre plus rien.",
    "codes": "Vos codes de secours sont renouvelés.",
}


def visitor_of(visit: Visit) -> Visitor:
    """Somebody with a session: a key for a program never comes here."""
    found = visit.arrival.visitor
    if found is None or found.session is None:
        raise Problem(403, "Cette page est celle d’une personne : entrez avec votre mot de passe.")
    return found


def account_page(
    visit: Visit, desk: Desk, refus: dict[str, str] | None = None, form: Form | None = None
) -> Response[Any]:
    page = build(visit, desk, refus or {}, form or Form({}))
    return visit.page("compte", "Mon compte", "compte", page, 422 if refus else 200)


def build(visit: Visit, desk: Desk, refus: dict[str, str], form: Form) -> AccountPage:
    mine = visitor_of(visit)
    who = identity(desk, mine.account)
    return AccountPage(
        nom=who.nom,
        courriel=who.courriel,
        role=ROLE_LABELS[mine.role],
        sens=ROLE_WORDS[mine.role],
        salarie=visit.author.nom if visit.author else "",
        demo=mine.means == "demonstration",
        facteur=has_factor(visit),
        oblige=must_have(visit),
        codes=recovery_left(desk, mine.account),
        dire=DONE.get(visit.text("fait"), ""),
        sessions=tuple(session(one, mine) for one in sessions_of(desk, mine.account)),
        cles=tuple(key(one, desk.now()) for one in tokens_of(desk, mine.account)),
        droits=choices(mine, form),
        label=form.text("label"),
        fin=form.text("until") or (desk.day() + timedelta(days=90)).isoformat(),
        fin_max=(desk.day() + timedelta(days=366)).isoformat(),
        signes=SHORTEST,
        refus=refus,
    )


def session(line: Line, mine: Visitor) -> SessionLine:
    means = MEANS.get(line.means, line.means)
    both = line.strong and line.means != "demonstration"
    return SessionLine(
        id=str(line.id),
        appareil=line.device,
        moyen=f"{means} et second facteur" if both else means,
        ouverte=instant(line.opened_at),
        vue=instant(line.seen_at),
        ici=line.id == mine.session,
    )


def key(token: Token, now: datetime) -> KeyLine:
    over = token.expires_at <= now
    last = token.expires_at.astimezone(PARIS).date() - timedelta(days=1)
    return KeyLine(
        id=str(token.id),
        label=token.label,
        droits=tuple(ACTION_LABELS[Action(one)] for one in token.scopes),
        fin=day_long(last),
        usage=used(token.last_used_at),
        etat="retirée" if token.revoked_at else "finie" if over else "",
        vive=not (token.revoked_at or over),
    )


def used(at: datetime | None) -> str:
    if at is None:
        return "jamais utilisée"
    return f"utilisée le {day_short(at.astimezone(PARIS).date())}, {clock(at)}"


def choices(mine: Visitor, form: Form) -> tuple[RightChoice, ...]:
    chosen = set(form.every("scopes"))
    return tuple(
        RightChoice(one, ACTION_LABELS[one], one in chosen) for one in grantable(mine.role)
    )
