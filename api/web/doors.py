"""The pages a door answers with: a code is asked, a second factor is set, codes are to be kept."""

from collections.abc import Sequence

from litestar import Response

from api.accounts import Desk, start_enrolment
from api.french import day_long
from api.web.pages.portes import CodePage, CodesPage, FactorPage
from api.web.visit import Visit
from domain.roles import STRONG

Fields = tuple[tuple[str, str], ...]
CODE_AT, FACTOR_AT = "/entrer/code", "/compte/second-facteur"
SCAN = (
    "Une application de votre téléphone montrera un code de six chiffres, renouvelé toutes les "
    "trente secondes. Sans lui, votre mot de passe seul n’ouvre rien."
)
WHY = {
    True: "Votre rôle demande un second facteur.",
    False: "Un second facteur, si vous le souhaitez.",
}


def code_page(
    visit: Visit,
    fields: Fields,
    refus: dict[str, str] | None = None,
    status: int = 200,
) -> Response[str]:
    page = CodePage(refus=refus or {}, cache=fields, secours="code_secours" in (refus or {}))
    return visit.page("entrer_code", "Second facteur", "", page, status)


def factor_page(
    visit: Visit,
    desk: Desk,
    fields: Fields,
    refus: dict[str, str] | None = None,
    status: int = 200,
) -> Response[str]:
    """The same code to scan until it is confirmed in this session."""
    shown = start_enrolment(desk, visit.arrival.secret)
    must = must_have(visit)
    page = FactorPage(
        svg=shown.svg,
        secret=shown.secret.upper().replace("-", " "),
        oblige=must,
        remplace=has_factor(visit),
        phrase="Votre nouveau second facteur." if has_factor(visit) else WHY[must],
        suite=SCAN,
        retour="" if must and not has_factor(visit) else dict(fields).get("retour", "/"),
        refus=refus or {},
        cache=fields,
    )
    return visit.page("second_facteur", "Second facteur", "compte", page, status)


def codes_page(visit: Visit, codes: Sequence[str], fields: Fields) -> Response[str]:
    page = CodesPage(codes=tuple(codes), fait_le=day_long(visit.crm.today), cache=fields)
    return visit.page("codes", "Codes de secours", "compte", page)


def must_have(visit: Visit) -> bool:
    found = visit.arrival.visitor
    return found is not None and found.role in STRONG


def has_factor(visit: Visit) -> bool:
    """Whoever has one gave it to be here; a click in the demonstration stands for it."""
    found = visit.arrival.visitor
    return found is not None and found.strong and found.means != "demonstration"
