"""Which other service may people enter with? Four settings together, or none."""

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from adapters.oidc.registered import MICROSOFT, Registered

REDIRECT = "/entrer/oidc/retour"
TOGETHER = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET_FILE", "OIDC_NAME")
OIDC_EXAMPLES = {
    "OIDC_ISSUER": "https://accounts.google.com",
    "OIDC_CLIENT_ID": "123456789-maillage.apps.googleusercontent.com",
    "OIDC_CLIENT_SECRET_FILE": "/etc/maillage/secret-oidc",
    "OIDC_NAME": "Google",
    "OIDC_TRUSTS_MFA": "non",
}
NAME = r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?"
ISSUER = re.compile(f"https://{NAME}", re.ASCII)
LOCAL = re.compile(r"http://(127\.0\.0\.1|localhost):[0-9]{1,5}", re.ASCII)
ANYBODY = (
    "doit être celui de votre seule organisation : chez Microsoft, « common », « organizations » "
    "et « consumers » laissent chacun écrire l'adresse d'un autre. Donnez "
    "https://login.microsoftonline.com/IDENTIFIANT-DE-VOTRE-ORGANISATION/v2.0"
)
PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad"
"""The organisation under which Microsoft puts everybody's personal accounts."""


class Oidc(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is what persons call it: « Entrer avec Google »."""

    issuer: str
    client_id: str
    secret_file: Path
    name: str
    trusts_mfa: bool


def why_not_oidc(values: Mapping[str, str], *, testing: bool) -> tuple[str, str] | None:
    """The setting to put right and why; None when all is well, or nothing is asked."""
    missing = [name for name in TOGETHER if not values[name]]
    trusts = values["OIDC_TRUSTS_MFA"].lower() == "oui"
    if len(missing) == len(TOGETHER) and not trusts:
        return None
    if missing:
        whole = ", ".join(TOGETHER)
        return missing[0], f"manque : {whole} se donnent ensemble, ou pas du tout"
    if not values["PUBLIC_URL"]:
        return "PUBLIC_URL", (
            "est nécessaire avec OIDC_ISSUER : c'est là que l'autre service renvoie les personnes"
        )
    why = why_not_issuer(values["OIDC_ISSUER"], testing=testing)
    return ("OIDC_ISSUER", why) if why else None


def why_not_issuer(issuer: str, *, testing: bool) -> str | None:
    if testing and LOCAL.fullmatch(issuer):
        return None
    if not ISSUER.fullmatch(issuer):
        return "doit être une adresse https://, sans « ? » ni « # »"
    microsoft = issuer.startswith("https://login.microsoftonline.com")
    known = MICROSOFT.fullmatch(issuer)
    return ANYBODY if microsoft and (known is None or known[1] == PERSONAL) else None


def oidc_of(values: Mapping[str, str]) -> Oidc | None:
    if not values["OIDC_ISSUER"]:
        return None
    return Oidc(
        issuer=values["OIDC_ISSUER"],
        client_id=values["OIDC_CLIENT_ID"],
        secret_file=Path(values["OIDC_CLIENT_SECRET_FILE"]).expanduser().absolute(),
        name=values["OIDC_NAME"].strip().removeprefix("Entrer avec ").strip(),
        trusts_mfa=values["OIDC_TRUSTS_MFA"].lower() == "oui",
    )


def registered(oidc: Oidc, public_url: str) -> Registered:
    """With its secret, read when Maillage is served. Raises OSError, or ValueError when empty."""
    secret = oidc.secret_file.read_text(encoding="utf-8").strip()
    if not secret:
        raise ValueError
    redirect = public_url + REDIRECT
    return Registered(oidc.issuer, oidc.client_id, secret, oidc.name, redirect, oidc.trusts_mfa)
