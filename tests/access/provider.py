"""A provider of OpenID Connect on this machine: its own key, real HTTP, and it can lie."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

CLIENT, SECRET = "maillage-essai", "un secret d’essai"
WELL_KNOWN = "/.well-known/openid-configuration"
Claims = dict[str, Any]


@cache
def rsa(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


@cache
def elliptic() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": "courbe", "use": "sig"})


def by_rsa(kid: str = "un", named: str | None = None) -> Callable[[Claims], str]:
    return lambda claims: jwt.encode({"alg": "RS256", "kid": named or kid}, claims, rsa(kid))


def by_curve(claims: Claims) -> str:
    return jwt.encode({"alg": "ES256", "kid": "courbe"}, claims, elliptic())


def by_nobody(claims: Claims) -> str:
    """`alg: none`, as old libraries believed it."""
    pieces = ({"alg": "none"}, claims)
    return ".".join(unpadded(json.dumps(piece).encode()) for piece in pieces) + "."


def by_the_public_key(claims: Claims) -> str:
    """HS256 whose secret is the key that everybody may read: libraries refuse to make it."""
    pieces = ({"alg": "HS256", "kid": "un"}, claims)
    said = ".".join(unpadded(json.dumps(piece).encode()) for piece in pieces)
    secret = rsa("un").as_pem(private=False)
    return f"{said}.{unpadded(hmac.digest(secret, said.encode(), 'sha256'))}"


def unpadded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


class Issuer:
    """`says` changes the claims (None: left out), `signs` how they are signed, `answers` what a

    path answers instead; `asked` holds every path and form that came.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.says: Claims = {}
        self.signs = by_rsa()
        self.keys: list[dict[str, Any]] = [
            rsa("un").as_dict(private=False),
            elliptic().as_dict(private=False),
            {"kty": "AKP", "kid": "d’une autre sorte", "alg": "ML-DSA-44"},
        ]
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.declares: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def document(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            **self.declares,
        }

    def authorized(self, asked: dict[str, str]) -> str:
        """The address where the browser is sent back, as if its holder had said yes."""
        code = uuid4().hex
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchanged(self, form: dict[str, str], header: str) -> tuple[int, bytes]:
        """A code serves once, with its verifier, for whoever holds the client's secret."""
        asked = self.codes.pop(form.get("code", ""), None)
        proved = unpadded(sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or asked["code_challenge"] != proved or not known(form, header):
            return 400, b'{"error": "invalid_grant"}'
        return 200, json.dumps({"id_token": self.signs(self.claims(asked))}).encode()

    def claims(self, asked: dict[str, str]) -> Claims:
        now = int(time.time())
        told = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "personne-12",
            "exp": now + 300,
            "iat": now,
            "nonce": asked["nonce"],
            "email_verified": True,
            **self.says,
        }
        return {name: value for name, value in told.items() if value is not None}


def known(form: dict[str, str], header: str) -> bool:
    if header.startswith("Basic "):
        return True
    return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)


@contextmanager
def issuing() -> Iterator[Issuer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass = handler(issuer)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def handler(issuer: Issuer) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing on the terminal of the tests."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = dict(parse_qsl(parts.query))
            issuer.asked.append((parts.path, asked))
            if parts.path in issuer.answers:
                self.tell(*issuer.answers[parts.path])
            elif parts.path == WELL_KNOWN:
                self.tell(200, json.dumps(issuer.document()).encode())
            elif parts.path == "/keys":
                self.tell(200, json.dumps({"keys": issuer.keys}).encode())
            else:
                self.send_response(302)
                self.send_header("Location", issuer.authorized(asked))
                self.end_headers()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = dict(parse_qsl(body))
            issuer.asked.append((self.path, form))
            told = issuer.exchanged(form, self.headers.get("Authorization", ""))
            self.tell(*issuer.answers.get(self.path, told))

        def tell(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Answering
