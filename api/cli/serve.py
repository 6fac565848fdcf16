"""Ouvre Maillage dans le navigateur : les pages et l'API, sur cette machine."""

import argparse
import sys

import msgspec
import uvicorn

from api.app import create_app
from api.cli.base import with_crm
from api.crm import Crm
from api.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="le port (8000, ou celui du réglage PORT)")
    parser.add_argument("--host", help="l'adresse écoutée (127.0.0.1 : cette machine seulement)")


def run(options: argparse.Namespace, settings: Settings) -> int:
    port, host = options.port or settings.port, options.host or settings.host
    chosen = msgspec.structs.replace(settings, port=port, host=host)
    return with_crm(chosen, lambda crm: serve(crm, chosen))


def serve(crm: Crm, settings: Settings) -> int:
    """Serves until it is interrupted."""
    shown = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0"} else settings.host  # noqa: S104
    sys.stdout.write(f"Maillage est ouvert : http://{shown}:{settings.port}/\n")
    sys.stdout.flush()
    uvicorn.run(
        create_app(crm, settings.host),
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level,
        access_log=False,
        server_header=False,
    )
    return 0
