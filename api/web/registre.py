"""The register of processing, as a page: made from what the code declares, never typed twice."""

from litestar import Response, get
from litestar.di import NamedDependency
from markupsafe import Markup

from api.french import counted, joined
from api.web.access import needs
from api.web.pages.frame import Fact
from api.web.pages.personnes import RegisterLine, RegisterPage
from api.web.visit import Visit
from domain.policy import Action
from domain.registre import REGISTRE, SECURITY, Traitement, recipients

SENTENCE = Markup("Lianes coopération déclare <strong>{}</strong> de données personnelles.")


@get("/registre", opt=needs(Action.LIRE_REGLES), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    page = RegisterPage(
        phrase=SENTENCE.format(counted(len(REGISTRE), "traitement")),
        lignes=tuple(line(one) for one in REGISTRE),
        mesures=SECURITY,
    )
    return visit.page("registre", "Registre des traitements", "registre", page)


def line(one: Traitement) -> RegisterLine:
    return RegisterLine(
        nom=one.nom,
        faits=(
            Fact("Finalité", one.finalite),
            Fact("Fondement", one.fondement),
            Fact("Personnes", one.personnes),
            Fact("Données", one.donnees),
            Fact("Qui les lit", joined(recipients(one))),
            Fact("Conservation", one.conservation),
            Fact("Hors de l’Union européenne", "Aucun transfert."),
        ),
    )
