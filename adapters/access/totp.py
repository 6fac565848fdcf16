"""Is this the code of the application, now? Which step it belongs to, so that it serves once."""

import base64
import secrets
from datetime import datetime
from io import BytesIO

import pyotp
import segno
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)

from adapters.vault.master_key import MasterKey

SIZE = 20
AROUND = (0, -1, 1)
"""Steps of 30 s: the present one, the one before, the one after (clocks differ)."""


def new_secret() -> bytes:
    return secrets.token_bytes(SIZE)


def wrapped(master: MasterKey, secret: bytes) -> bytes:
    return aes_key_wrap_with_padding(master.secret, secret)


def unwrapped(master: MasterKey, kept: bytes) -> bytes | None:
    """None: it was wrapped under another master key, or damaged."""
    try:
        return aes_key_unwrap_with_padding(master.secret, kept)
    except (InvalidUnwrap, ValueError):
        return None


def base32(secret: bytes) -> str:
    return base64.b32encode(secret).decode()


def generator(secret: bytes) -> pyotp.TOTP:
    return pyotp.TOTP(base32(secret))


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The step whose code this is; None when it is none of those around now."""
    digits = "".join(code.split()).encode("ascii", "replace")
    totp = generator(secret)
    present = totp.timecode(now)
    for around in AROUND:
        if secrets.compare_digest(totp.generate_otp(present + around).encode(), digits):
            return present + around
    return None


def uri(secret: bytes, courriel: str) -> str:
    return generator(secret).provisioning_uri(name=courriel, issuer_name="Maillage")


def qr(address: str) -> str:
    """An inline SVG without a style attribute: the page's policy refuses those."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        svgclass="qr",
        lineclass="qr-traits",
        title="Code à lire avec votre application",
    )
    return out.getvalue().decode().strip()
