"""Ouvre Maillage dans le navigateur : les pages et l'API, sur cette machine."""

import argparse
import errno
import socket
import sys

import msgspec
import uvicorn

from adapters.oidc.provider import Provider
from api.accounts import Desk, ensure_all, first_link
from api.app import create_app
from api.cli.address import serving_at
from api.cli.base import told
from api.cli.demo import loaded
from api.crm import Crm
from api.opening import opened
from api.settings import SettingError, Settings, refuse_unnamed
from api.settings_oidc import registered
from api.web.protocol import LIMITS, FrenchProtocol
from api.web.security import EVERYWHERE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="charge d'abord la démonstration")
    parser.add_argument("--port", type=int, help="le port (8000, ou celui du réglage PORT)")
    parser.add_argument("--host", help="l'adresse écoutée (127.0.0.1 : cette machine seulement)")


def run(options: argparse.Namespace, settings: Settings) -> int:
    port = settings.port if options.port is None else options.port
    chosen = msgspec.structs.replace(settings, port=port, host=options.host or settings.host)
    refuse_unnamed(chosen)
    return told(lambda: served(chosen, demo=options.demo))


def served(settings: Settings, *, demo: bool) -> int:
    """The port is taken first: a second server must not wait for a demonstration to say no."""
    provider = provider_of(settings)
    try:
        listening = socket.create_server((settings.host, settings.port), family=family(settings))
    except (OSError, OverflowError) as error:
        sys.stderr.write(f"{why_closed(error, settings)}\n")
        return 1
    if demo:
        loaded(settings)
    with listening, opened(settings, follow=True) as crm:
        serve(crm, settings, listening, provider)
    return 0


def why_closed(error: Exception, settings: Settings) -> str:
    """The system's own words are English: its number says the cause."""
    port, other = settings.port, "par exemple --port 8001"
    if isinstance(error, OverflowError):
        return f"Le port {port} n’existe pas : choisissez-le entre 1 et 65535, {other}."
    if isinstance(error, socket.gaierror) or error_number(error) == errno.EADDRNOTAVAIL:
        return f"L’adresse {settings.host} n’est pas de cette machine : essayez --host 127.0.0.1."
    if error_number(error) == errno.EADDRINUSE:
        return f"Le port {port} est déjà pris par un autre serveur : choisissez-en un, {other}."
    if error_number(error) == errno.EACCES:
        return f"Le port {port} est réservé au système : prenez-en un au-dessus de 1023, {other}."
    return f"Le port {port} ne peut pas être ouvert sur {settings.host} : essayez-en un, {other}."


def error_number(error: Exception) -> int | None:
    return error.errno if isinstance(error, OSError) else None


def family(settings: Settings) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in settings.host else socket.AF_INET


def provider_of(settings: Settings) -> Provider | None:
    """Only the file of its secret is read now: the provider may well be away."""
    if settings.oidc is None or settings.public_url is None:
        return None
    try:
        return Provider(registered(settings.oidc, settings.public_url))
    except (OSError, ValueError):
        raise SettingError(
            f"Le réglage OIDC_CLIENT_SECRET_FILE désigne {settings.oidc.secret_file}, qui ne se "
            "lit pas ou est vide : mettez-y le secret que l'autre service vous a donné, lisible "
            "par le compte qui lance Maillage."
        ) from None


def serve(
    crm: Crm, settings: Settings, listening: socket.socket, provider: Provider | None = None
) -> None:
    """Serves until it is interrupted."""
    shown = "127.0.0.1" if settings.host in EVERYWHERE else settings.host
    here = f"http://{shown}:{listening.getsockname()[1]}"
    sys.stdout.write(f"Maillage est ouvert : {settings.public_url or here}/\n")
    sys.stdout.write(first_opening(crm, settings.public_url or here))
    sys.stdout.flush()
    config = uvicorn.Config(
        create_app(crm, settings.host, settings.public_url, provider=provider),
        http=FrenchProtocol,
        proxy_headers=settings.public_url is not None,  # alone, nobody speaks for another
        log_level="warning" if settings.log_level == "info" else settings.log_level,
        **LIMITS,
    )
    with serving_at(settings.data_dir, here):
        uvicorn.Server(config).run(sockets=[listening])


def first_opening(crm: Crm, address: str) -> str:
    """The way in for the first administrator: whoever reads this terminal holds the machine.

    A demonstration has its four roles ready instead.
    """
    desk = Desk(crm)
    if crm.demonstration_day is not None:
        ensure_all(desk)
        return ""
    link = first_link(desk)
    if link is None:
        return ""
    return (
        f"Première ouverture : {address}/bienvenue/{link}\n"
        "Ce lien fait le premier compte d’administration. Il sert une fois, pendant une heure ; "
        "le prochain démarrage en donnera un autre.\n"
    )
