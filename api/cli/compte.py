"""Les comptes, depuis la machine : les lister, faire un lien de nouveau mot de passe."""

import argparse
import sys

from api.accounts import AccountLine, Desk, accounts, reset_link
from api.accounts.knowing import holder
from api.accounts.linking import CONSOLE
from api.cli.address import address_of
from api.cli.base import with_crm
from api.crm import Crm
from api.settings import Settings
from domain.decider import Refused
from domain.roles import ROLE_LABELS

UNKNOWN = "Aucun compte ouvert n’a cette adresse : « ./maillage compte lister » les montre."

SUPPOSED = (
    "Aucun serveur n’est ouvert sur ces données : ce lien suppose « ./maillage serve » sur le port "
    "{}. Pour un autre, changez le début de l’adresse."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    gestes = parser.add_subparsers(dest="geste", required=True, metavar="lister|lien")
    gestes.add_parser("lister", help="les comptes : adresse, rôle, état")
    link = gestes.add_parser("lien", help="un lien d'une heure pour choisir un mot de passe")
    link.add_argument("courriel", help="l'adresse du compte")


def run(options: argparse.Namespace, settings: Settings) -> int:
    def act(crm: Crm) -> int:
        desk, listing = Desk(crm), options.geste == "lister"
        lines = listed(desk) if listing else link(desk, options.courriel, settings)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return 0

    return with_crm(settings, act)


def listed(desk: Desk) -> list[str]:
    found = [told(line) for line in accounts(desk)]
    return found or ["Aucun compte : « ./maillage serve » affiche le lien du premier."]


def told(line: AccountLine) -> str:
    role = ROLE_LABELS[line.state.role].lower() if line.state.role else "sans rôle"
    factor = "avec second facteur" if line.second_factor else "sans second facteur"
    return f"{line.courriel or line.id}  {role}, {standing(line)}, {factor}"


def standing(line: AccountLine) -> str:
    if line.state.closed:
        return "fermé"
    return "ouvert" if line.password else "pas encore entré"


def link(desk: Desk, courriel: str, settings: Settings) -> list[str]:
    """Raises Refused. The second factor, if any, stays asked after the new password."""
    account = holder(desk, courriel)
    if account is None:
        raise Refused(UNKNOWN)
    made = reset_link(desk, CONSOLE, account)
    served = settings.public_url or address_of(settings.data_dir)
    lines = [
        "Ce lien sert une fois, pendant une heure. Remettez-le à cette personne seule :",
        f"{served or f'http://127.0.0.1:{settings.port}'}/bienvenue/{made.link}",
    ]
    return lines if served else [*lines, SUPPOSED.format(settings.port)]
