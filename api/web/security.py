"""What protects a person's browser: a strict policy, and no writing from another site."""

from collections.abc import Awaitable, Callable, Collection
from urllib.parse import urlsplit

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from api.settings import LOOPBACK
from api.web.problems import Problem

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FEATURES = (
    "accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock",
    "serial", "storage-access", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
"""Nothing of a device is asked for. Copying one's own text and passkeys are not in this list."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}
"""Two years; only under a public name in https, never on a machine of one’s own."""
SAFE = {"GET", "HEAD", "OPTIONS"}
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, never bound here


def adding(*, https: bool) -> Callable[[Message, Scope], Awaitable[None]]:
    """On every answer, refusals and errors included; pages are never kept by a cache."""
    every = {**HEADERS, **HTTPS_ONLY} if https else HEADERS

    async def add_headers(message: Message, _: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        headers = MutableScopeHeaders.from_message(message)
        for name, value in every.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", "no-store")

    return add_headers


def known_hosts(host: str, public_url: str | None = None) -> Collection[str] | None:
    """The names this server answers to; None when it listens everywhere and has no public name."""
    if public_url:
        return LOOPBACK | {host_name(urlsplit(public_url).netloc)} | ({host} - EVERYWHERE)
    return None if host in EVERYWHERE else LOOPBACK | {host}


def host_name(authority: str) -> str:
    """Empty for what is no name of a machine, or has no port that could be."""
    try:
        parts = urlsplit(f"//{authority}")
        port = parts.port
    except ValueError:
        return ""
    return "" if port == 0 else parts.hostname or ""


def place(origin: str) -> str:
    """The machine and the port of an origin, as a Host header writes them."""
    return origin.partition("://")[2]


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
    same_origin = not origin or place(origin) == host
    if not (same_site and same_origin):
        raise Problem(
            403, "Cet envoi vient d’un autre site et n’a pas été lu. Recommencez depuis Maillage."
        )
