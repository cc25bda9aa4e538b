from pathlib import Path

import pytest

from app.config import Settings


def test_a_password_in_a_file_goes_into_the_databases_address(tmp_path: Path) -> None:
    (tmp_path / "bn_assess_database_password").write_text("p@ss/word\n")
    settings = Settings(
        database_url="postgresql://bn_assess@database/bn_assess",
        _secrets_dir=tmp_path,
    )
    assert settings.database_address == "postgresql://bn_assess:p%40ss%2Fword@database/bn_assess"


@pytest.mark.parametrize(
    "url", ["sqlite:///var/x.sqlite3", "postgresql://me:mine@host/name", "postgresql://me@host/name"]
)
def test_an_address_keeps_what_it_says_itself(url: str) -> None:
    password = None if "mine" not in url else "another"
    settings = Settings(database_url=url, database_password=password)
    assert settings.database_address == url


def test_no_password_is_shown_where_settings_are_printed() -> None:
    settings = Settings(database_url="postgresql://me:secret-1@host/name", database_password="secret-2")
    assert "secret-" not in repr(settings)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"smtp_host": "mail.example"}, "needs BN_ASSESS_MAIL_FROM"),
        ({"smtp_host": "mail.example", "mail_from": "us"}, "is an address"),
        (
            {"smtp_host": "mail.example", "mail_from": "a@b.example", "smtp_security": "none"},
            "in the clear",
        ),
    ],
)
def test_a_mail_server_that_would_leak_or_could_not_be_answered_is_refused(
    settings: dict[str, str], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        Settings.model_validate(settings)


def test_a_mail_server_on_the_machine_itself_may_be_spoken_to_in_the_clear() -> None:
    settings = {"smtp_host": "127.0.0.1", "mail_from": "Us <a@b.example>", "smtp_security": "none"}
    assert Settings.model_validate(settings).smtp_host == "127.0.0.1"
