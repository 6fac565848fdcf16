"""What nobody should send: bodies, heads, addresses and forms of every wrong shape."""

from collections.abc import Sequence
from random import Random
from urllib.parse import quote_from_bytes

from api.measures.asgi import FORM, Asked
from api.measures.matrix_cells import OBJECTS, OTHER, Way, asked_command
from api.measures.stage import FAR, NEAR, key

JSON = "application/json"
KINDS = (
    JSON, FORM, "text/plain", "multipart/form-data; boundary=x", "multipart/form-data",
    "application/xml", "", "application/json; charset=utf-7", "\xff\xfe", "application/msgpack",
)  # fmt: skip
TEXTS = (
    b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"'; DROP TABLE journal.entries; --", b"{{7*7}}",
    b"<script>alert(1)</script>", b"%00", b"%", b"%%%zz", b"../../../../etc/passwd",
    b"\r\nSet-Cookie: a=b", b"9" * 400, b"-1", b"1e400", b"NaN", b"0001-01-01", b"9999-12-31",
    b"2022-02-30", b"10000-01-01",
    "é̂".encode() * 50, "\u202e\ufeff\u2028".encode(), b"a" * 5_000, b"\xf0\x9f\x92\xa9" * 100,
    b"18446744073709551616", b"9223372036854775807", b"+", b"null", b"[]", b"2999-12-31T25:61",
)  # fmt: skip
BODIES = (
    b"", b"null", b"[]", b"{}", b"0", b'""', b"{", b'{"a":', b"\xff\xfe{}", b"\xef\xbb\xbf{}",
    b"[" * 30_000,
    b'{"a":' * 8_000, b'{"id":' + b"9" * 5_000 + b"}", b'{"type":"actor.register","type":"x"}',
    b'{"id":"\\ud800","type":"\\u0000"}', b"1e9999", b"-" * 9_000, b"&" * 6_000, b"a=" * 6_000,
    b"=&=&=&;;;", b"a" * 70_000, b"%FF%FE=%00", b"--x\r\nContent-Disposition: form-data\r\n\r\n",
)  # fmt: skip
FIELDS = (
    "commande", "interaction", "kind", "jour", "present", "reason", "pays", "commune", "projet",
    "q", "nom", "actor", "courriel", "password", "code", "session", "role", "until", "convention",
    "texte", "raison", "on", "person", "personne", "ground", "feuille", "feuille_vue", "retour",
    "geste", "connu_au", "du", "au", "limite", "par", "niveau", "acteur", "entree", "salarie",
    "_csrf", "label", "scopes", "jeton", "compte", "hold", "obligation", "identity", "typologie",
    "debut", "duree",
)  # fmt: skip
HEADS = (
    ("host", "\xff"), ("cookie", "a" * 20_000), ("cookie", ";;=;\xff=\x01"), ("accept", "\0"),
    ("authorization", "Bearer \xff"), ("authorization", "Bearer maillage_" + "x" * 200),
    ("authorization", "Basic ="), ("content-length", "-1"), ("content-length", "9" * 30),
    ("hx-request", "true"), ("origin", "null"), ("origin", "http://[::1"), ("range", "bytes=-1"),
    ("x-csrf", "é"), ("accept-language", "q=" * 500), ("x" * 900, "y"),
    ("user-agent", "\x80" * 300),
    ("if-none-match", '"' * 99), ("transfer-encoding", "chunked"), ("expect", "100-continue"),
)  # fmt: skip


class Fuzz:
    """The same from one run to the next."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self.chance = Random(71)  # noqa: S311 - what is tried, no secret
        self.ways = ways

    def one(self) -> Asked:
        way = self.chance.choice(self.ways)
        if way.command and self.chance.random() < 0.6:
            return self.bent_command(way)
        method = way.method if self.chance.random() < 0.85 else self.other_method()
        target = self.target(way)
        if method == "GET":
            return Asked("GET", target, self.head())
        return Asked(method, target, (*self.kind(), *self.head()), self.body())

    def other_method(self) -> str:
        return self.chance.choice(["PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "POST", "BREW"])

    def target(self, way: Way) -> str:
        target = way.target
        for name in (*OBJECTS, *OTHER):
            target = target.replace(f"{{{name}}}", self.word(name))
        asked = [
            f"{self.chance.choice(FIELDS)}={self.text()}"
            for _ in range(self.chance.choice([0, 0, 1, 3]))
        ]
        return f"{target}{'&' if '?' in target else '?'}{'&'.join(asked)}" if asked else target

    def word(self, name: str) -> str:
        """Often an id that exists, so that what lies behind is reached."""
        if name in OBJECTS and self.chance.random() < 0.6:
            return str(key(name, self.chance.choice([NEAR, FAR])))
        return self.text()

    def text(self) -> str:
        if self.chance.random() < 0.2:
            return quote_from_bytes(self.chance.randbytes(self.chance.randrange(1, 40)))
        chosen = self.chance.choice(TEXTS)
        return quote_from_bytes(chosen) if self.chance.random() < 0.8 else chosen.decode("latin-1")

    def kind(self) -> tuple[tuple[str, str], ...]:
        kind = self.chance.choice(KINDS)
        return (("sec-fetch-site", "same-origin"), *((("content-type", kind),) if kind else ()))

    def head(self) -> tuple[tuple[str, str], ...]:
        return (self.chance.choice(HEADS),) if self.chance.random() < 0.15 else ()

    def body(self) -> bytes:
        luck = self.chance.random()
        if luck < 0.25:
            return self.chance.choice(BODIES)
        if luck < 0.35:
            return self.chance.randbytes(self.chance.randrange(2_000))
        named = self.chance.choices(FIELDS, k=self.chance.randrange(1, 9))
        return "&".join(f"{name}={self.value(name)}" for name in named).encode("latin-1", "replace")

    def value(self, name: str) -> str:
        kind = {"acteur": "actor", "projet": "project", "compte": "account"}.get(name, name)
        if self.chance.random() < 0.3:
            return str(key(kind, NEAR))
        return self.text()

    def bent_command(self, way: Way) -> Asked:
        """One that read well, with a few of its bytes put wrong."""
        asked = asked_command(way, self.chance.choice([NEAR, FAR]))
        body = bytearray(asked.body)
        for _ in range(self.chance.randrange(0, 4)):
            at, luck = self.chance.randrange(len(body)), self.chance.random()
            if luck < 0.4:
                body[at] = self.chance.randrange(256)
            elif luck < 0.7:
                body[at:at] = self.chance.choice(TEXTS)
            else:
                del body[at : at + self.chance.randrange(1, 12)]
            body = body or bytearray(b"{")
        return asked._replace(body=bytes(body))
