"""Which settings does this installation run with? Read once, from the environment."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from api.settings_oidc import OIDC_EXAMPLES, Oidc, oidc_of, why_not_oidc

ROOT = Path(__file__).resolve().parent.parent


class SettingError(ValueError):
    """A setting that cannot be read; the sentence names it and gives an example."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting, already checked. `docs/guide/reglages.md` tells what each is for."""

    data_dir: Path
    database_url: str | None
    migration_database_url: str | None
    host: str
    port: int
    public_url: str | None
    kek_file: Path
    erasures_file: Path
    log_level: str
    environment: str
    oidc: Oidc | None = None

    @property
    def testing(self) -> bool:
        """Only a test may run on a server that could lose what it acknowledged."""
        return self.environment == "test"


LOG_LEVELS = ("debug", "info", "warning", "error")
ENVIRONMENTS = ("production", "test")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PUBLIC = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)
DEFAULTS = {
    "DATA_DIR": str(ROOT / "var"),
    "DATABASE_URL": "",
    "MIGRATION_DATABASE_URL": "",
    "HOST": "127.0.0.1",
    "PORT": "8000",
    "PUBLIC_URL": "",
    "MAILLAGE_KEK_FILE": "",
    "ERASURES_FILE": "",
    "OIDC_ISSUER": "",
    "OIDC_CLIENT_ID": "",
    "OIDC_CLIENT_SECRET_FILE": "",
    "OIDC_NAME": "",
    "OIDC_TRUSTS_MFA": "non",
    "LOG_LEVEL": "info",
    "MAILLAGE_ENV": "production",
}
EXAMPLES = {
    "DATA_DIR": "/var/lib/maillage",
    "DATABASE_URL": "postgresql://maillage_app@/maillage?host=/run/postgresql",
    "MIGRATION_DATABASE_URL": "postgresql://maillage_admin@/maillage?host=/run/postgresql",
    "HOST": "127.0.0.1",
    "PORT": "8000",
    "PUBLIC_URL": "https://maillage.example.org",
    "MAILLAGE_KEK_FILE": "/etc/maillage/cle-maitresse",
    "ERASURES_FILE": "/var/lib/maillage-effacements/effacements.jsonl",
    **OIDC_EXAMPLES,
    "LOG_LEVEL": "info",
    "MAILLAGE_ENV": "production",
}


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """An empty variable counts as absent: that is how a service file says « none »."""
    values = {name: environ.get(name) or default for name, default in DEFAULTS.items()}
    data_dir = Path(values["DATA_DIR"]).expanduser().absolute()
    serving = _database(values, "DATABASE_URL")
    settings = Settings(
        data_dir=data_dir,
        database_url=serving,
        migration_database_url=_database(values, "MIGRATION_DATABASE_URL") or serving,
        host=values["HOST"],
        port=_port(values),
        public_url=_public_url(values),
        kek_file=Path(values["MAILLAGE_KEK_FILE"] or data_dir / "cle-maitresse").absolute(),
        erasures_file=Path(values["ERASURES_FILE"] or data_dir / "effacements.jsonl").absolute(),
        log_level=_one_of(values, "LOG_LEVEL", LOG_LEVELS),
        environment=_one_of(values, "MAILLAGE_ENV", ENVIRONMENTS),
    )
    refuse_unnamed(settings)
    return msgspec.structs.replace(settings, oidc=_oidc(values, settings))


def refuse_unnamed(settings: Settings) -> None:
    """Whoever can be reached from elsewhere says under which name: links and cookies hang on it."""
    if settings.host not in LOOPBACK and settings.public_url is None:
        raise _wrong(
            "PUBLIC_URL",
            f"est nécessaire quand Maillage écoute ailleurs que sur cette machine (HOST = "
            f"{settings.host}) : donnez l'adresse que les personnes écrivent",
        )


def _oidc(values: Mapping[str, str], settings: Settings) -> Oidc | None:
    _one_of(values, "OIDC_TRUSTS_MFA", ("oui", "non"))
    if wrong := why_not_oidc(values, testing=settings.testing):
        raise _wrong(*wrong)
    return oidc_of(values)


def _wrong(name: str, why: str) -> SettingError:
    return SettingError(f"Le réglage {name} {why}. Exemple : {name}={EXAMPLES[name]}")


def _database(values: Mapping[str, str], name: str) -> str | None:
    url = values[name]
    if not url:
        return None
    if not url.startswith(("postgresql://", "postgres://")):
        raise _wrong(name, "doit être l'adresse d'une base PostgreSQL")
    return url


def _port(values: Mapping[str, str]) -> int:
    text = values["PORT"]
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise _wrong("PORT", f"doit être un nombre de 1 à 65535, et non « {text} »")
    return int(text)


def _public_url(values: Mapping[str, str]) -> str | None:
    """The name alone: cookies and the policy of browsers know no path."""
    url = values["PUBLIC_URL"].lower().rstrip("/")
    if url and not PUBLIC.fullmatch(url):
        raise _wrong("PUBLIC_URL", "doit être une adresse https:// sans rien après le nom")
    return url or None


def _one_of(values: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = values[name].lower()
    if value not in choices:
        allowed = ", ".join(choices)
        raise _wrong(name, f"doit être l'un de : {allowed} (et non « {value} »)")
    return value
