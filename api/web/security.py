"""What protects a person's browser: a strict policy, and no writing from another site."""

from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from api.web.problems import Problem

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
SAFE = {"GET", "HEAD", "OPTIONS"}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, never bound here


async def add_headers(message: Message, _: Scope) -> None:
    """On every answer, refusals and errors included; pages are never kept by a cache."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "no-store")


def known_hosts(host: str) -> Collection[str] | None:
    """The names this server answers to; None when it listens everywhere, behind a proxy."""
    return None if host in EVERYWHERE else LOOPBACK | {host}


def host_name(authority: str) -> str:
    return urlsplit(f"//{authority}").hostname or ""


def refuse_foreign(
    method: str, header: Callable[[str], str], hosts: Collection[str] | None
) -> None:
    """Another name for this machine, or a form on another site: refused before it is read."""
    host = header("host")
    if hosts is not None and host_name(host) not in hosts:
        raise Problem(400, "Cette adresse n’est pas celle de Maillage : ouvrez la page d’accueil.")
    if method in SAFE:
        return
    site, origin = header("sec-fetch-site"), header("origin")
    same_site = site in {"", "same-origin", "none"}
    same_origin = not origin or urlsplit(origin).netloc == host
    if not (same_site and same_origin):
        raise Problem(
            403, "Cet envoi vient d’un autre site et n’a pas été lu. Recommencez depuis Maillage."
        )
