"""Settings are read once, refused kindly, and told in one table."""

import re
from pathlib import Path

import pytest

from api.cli.serve import provider_of
from api.settings import DEFAULTS, EXAMPLES, SettingError, read_settings
from api.settings_oidc import TOGETHER

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "reglages.md"


def test_nothing_set_is_a_whole_installation() -> None:
    settings = read_settings({})
    assert settings.database_url is None
    assert settings.data_dir.name == "var"
    assert settings.kek_file == settings.data_dir / "cle-maitresse"
    assert (settings.host, settings.port, settings.testing) == ("127.0.0.1", 8000, False)


def test_the_migration_login_defaults_to_the_serving_one() -> None:
    settings = read_settings({"DATABASE_URL": "postgresql://a@/b"})
    assert settings.migration_database_url == "postgresql://a@/b"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("LOG_LEVEL", "bavard"),
        ("MAILLAGE_ENV", "essai"),
        ("DATABASE_URL", "mysql://a/b"),
        ("MIGRATION_DATABASE_URL", "maillage"),
        ("PUBLIC_URL", "maillage.example.org"),
        ("PUBLIC_URL", "http://maillage.example.org"),
        ("PUBLIC_URL", "https://maillage.example.org/crm"),
        ("PUBLIC_URL", "https://"),
    ],
)
def test_a_refusal_names_the_variable_and_an_example(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name}.*Exemple : {name}="):
        read_settings({name: value})


@pytest.mark.parametrize("host", ["::", "192.0.2.1", "maillage.example.org"])
def test_listening_to_other_machines_needs_a_public_name(host: str) -> None:
    with pytest.raises(SettingError, match=r"PUBLIC_URL est nécessaire.*Exemple : PUBLIC_URL="):
        read_settings({"HOST": host})
    named = read_settings({"HOST": host, "PUBLIC_URL": "https://Maillage.example.org/"})
    assert named.public_url == "https://maillage.example.org"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_machine_of_ones_own_needs_none(host: str) -> None:
    assert read_settings({"HOST": host}).public_url is None


OIDC = {name: EXAMPLES[name] for name in ("PUBLIC_URL", *TOGETHER)}
MICROSOFT = "https://login.microsoftonline.com"
ORGANISATION = f"{MICROSOFT}/11111111-2222-3333-4444-555555555555/v2.0"


def test_another_service_is_told_whole_or_not_at_all() -> None:
    settings = read_settings(OIDC)
    assert settings.oidc is not None
    assert (settings.oidc.name, settings.oidc.trusts_mfa) == ("Google", False)
    assert read_settings({}).oidc is None


@pytest.mark.parametrize("missing", ["PUBLIC_URL", *TOGETHER])
def test_what_another_service_lacks_is_named(missing: str) -> None:
    with pytest.raises(SettingError, match=f"Le réglage {missing} .*Exemple : {missing}="):
        read_settings({**OIDC, missing: ""})


def test_a_factor_of_no_service_is_not_trusted() -> None:
    with pytest.raises(SettingError, match="OIDC_ISSUER manque"):
        read_settings({"OIDC_TRUSTS_MFA": "oui"})
    with pytest.raises(SettingError, match="OIDC_TRUSTS_MFA doit être l'un de : oui, non"):
        read_settings({**OIDC, "OIDC_TRUSTS_MFA": "peut-être"})


@pytest.mark.parametrize(
    "issuer",
    [
        "http://accounts.google.com",
        "http://127.0.0.1:8080",
        "https://accounts.google.com/?tenant=1",
        "accounts.google.com",
        f"{MICROSOFT}/common/v2.0",
        f"{MICROSOFT}/organizations/v2.0",
        f"{MICROSOFT}/consumers/v2.0",
        f"{MICROSOFT}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
        f"{MICROSOFT}/exemple.org/v2.0",
    ],
)
def test_an_issuer_that_anybody_may_write_to_is_refused(issuer: str) -> None:
    with pytest.raises(SettingError, match=r"OIDC_ISSUER doit être .*Exemple : OIDC_ISSUER="):
        read_settings({**OIDC, "OIDC_ISSUER": issuer})


def test_one_organisation_of_microsoft_is_accepted_and_a_machine_of_a_test() -> None:
    for issuer, environment in ((ORGANISATION, ""), ("http://127.0.0.1:8080", "test")):
        told = read_settings({**OIDC, "OIDC_ISSUER": issuer, "MAILLAGE_ENV": environment})
        assert told.oidc is not None
        assert told.oidc.issuer == issuer


def test_the_words_of_the_button_may_be_given_whole() -> None:
    told = read_settings({**OIDC, "OIDC_NAME": "Entrer avec Google"})
    assert told.oidc is not None
    assert told.oidc.name == "Google"


def test_the_secret_is_read_when_maillage_is_served(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    settings = read_settings({**OIDC, "OIDC_CLIENT_SECRET_FILE": str(secret)})
    with pytest.raises(SettingError, match="OIDC_CLIENT_SECRET_FILE désigne"):
        provider_of(settings)
    secret.write_text("un secret\n", encoding="utf-8")
    provider = provider_of(settings)
    assert provider is not None
    assert provider.registered.client_secret == "un secret"
    assert provider.registered.redirect == "https://maillage.example.org/entrer/oidc/retour"
    assert provider_of(read_settings({})) is None


def test_every_example_is_accepted() -> None:
    assert read_settings(EXAMPLES).port == 8000


def test_the_guide_lists_the_settings_that_exist() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| ", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(DEFAULTS)
