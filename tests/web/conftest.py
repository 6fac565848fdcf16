"""The application over a real database, with a small réseau in it."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from api.app import create_app
from api.crm import Crm
from domain.commands.actors import RegisterActor
from domain.commands.projects import OpenProject
from domain.commands.salaries import ChangeContract, JoinSalarie
from domain.roles import Role
from tests.signed import enter

SALARIES = (UUID(int=101), UUID(int=102))
MRES, HARNES, SECOURS_R, SECOURS_V = (UUID(int=n) for n in range(201, 205))
PROJECT = UUID(int=301)
LONG_AGO = date(2019, 1, 1)


def fill(crm: Crm) -> None:
    """Two salariés, four actors, one project."""
    for rank, key in enumerate(SALARIES, 1):
        joined = JoinSalarie(
            salarie=key, repere=f"Salarié {rank}", bureau="lille", pole="CID", on=LONG_AGO
        )
        crm.execute(joined, "test", uuid4())
        contract = ChangeContract(salarie=key, since=LONG_AGO, weekly=2_100, share=60)
        crm.execute(contract, "test", uuid4())
    for key, nom, sigle, commune in (
        (MRES, "Maison régionale de l’environnement et des solidarités", "MRES", "59350"),
        (HARNES, "Harnes-Kabouda", None, "62413"),
        (SECOURS_R, "Secours populaire, comité de Roubaix", None, "59512"),
        (SECOURS_V, "Secours populaire, comité de Valenciennes", None, "59606"),
    ):
        actor = RegisterActor(
            actor=key,
            nom=nom,
            sigle=sigle,
            commune=commune,
            typologie="association_locale",
            effective_on=LONG_AGO,
        )
        crm.execute(actor, "test", uuid4())
    opened = OpenProject(project=PROJECT, titre="Regards croisés", porteur=HARNES)
    crm.execute(opened, "test", uuid4())


@pytest.fixture
def network(crm: Crm) -> Crm:
    fill(crm)
    return crm


@pytest.fixture
def app(network: Crm) -> Litestar:
    return create_app(network, "maillage.local")


@pytest.fixture
def nobody(app: Litestar) -> Iterator[TestClient[Litestar]]:
    """Whom nobody knows yet."""
    with TestClient(app, base_url="https://maillage.local") as ready:
        ready.follow_redirects = False
        yield ready


@pytest.fixture
def client(nobody: TestClient[Litestar], network: Crm) -> TestClient[Litestar]:
    """The first salarié, signed in."""
    enter(nobody, network, Role.SALARIE, SALARIES[0])
    return nobody


@pytest.fixture
def yesterday(network: Crm) -> str:
    return (network.today - timedelta(1)).isoformat()
