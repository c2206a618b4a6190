"""Notify refuses to start with settings that would send notices nowhere."""

import pytest
from pydantic import ValidationError

from services.notify.settings import Settings

GOOD = {
    "kafka": "kafka:9092",
    "mongo": "mongodb://mongo",
    "database": "notify",
    "issuer": "https://login.example.cn",
    "jwks": "https://login.example.cn/keys",
    "smtp": "mail.example.cn:587",
    "mail_from": "Laurel <notices@example.cn>",
    "portal": "https://portal.example.cn",
}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"smtp": "mail.example.cn"}, "smtp"),
        ({"smtp_user": "laurel"}, "go together"),
        ({"require_tls": "true"}, "kafka_security\n(.|\n)*mongo\n(.|\n)*smtp_tls\n"),
        ({"mail_from": "nobody"}, "not of the form"),
        ({"mail_from": "Laurel <notices@laurel.example>"}, "mail_from\n.*name your own"),
        ({"bounce_imap": "mail.example.cn:993"}, "bounce_imap_user\n.*needed with LAUREL_BOUNCE"),
        (
            {"bounce_imap": "mail.example.cn:993", "bounce_imap_user": "u"},
            "bounce_imap_password\n(.|\n)*bounce_reporters\n",
        ),
        ({"bounce_imap_folder": 'IN"BOX'}, "quotation marks"),
        ({"portal": None}, "portal\n.*required"),
        ({"portal": "portal.example.cn"}, "portal\n"),
    ],
)
def test_a_wrong_setting_is_named(wrong: dict[str, str | None], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Settings.model_validate(GOOD | wrong)


def test_a_portal_is_needed_in_production_only() -> None:
    without = {name: value for name, value in GOOD.items() if name != "portal"}
    assert Settings.model_validate(without | {"env": "local"}).portal is None
    with pytest.raises(ValidationError, match="portal"):
        Settings.model_validate(without)


def test_the_mail_server_is_read_from_one_address() -> None:
    settings = Settings.model_validate(
        GOOD | {"smtp_tls": "starttls", "smtp_user": "u", "smtp_password": "p"}
    )
    server = settings.mail_server()
    assert (server.host, server.port, server.tls, server.starttls) == (
        "mail.example.cn",
        587,
        False,
        True,
    )
    assert (server.user, server.password) == ("u", "p")
    assert "'p'" not in repr(settings)


def test_bounces_are_read_from_a_mailbox_only_where_one_is_named() -> None:
    assert Settings.model_validate(GOOD).bounce_folder() is None
    named = {
        "bounce_imap": "imap.example.cn:993",
        "bounce_imap_user": "notices@example.cn",
        "bounce_imap_password": "s3cret",
        "bounce_reporters": "mx.example.cn, qq.com",
    }
    settings = Settings.model_validate(GOOD | named)
    folder = settings.bounce_folder()
    assert folder is not None
    assert (folder.host, folder.port, folder.tls, folder.name) == (
        "imap.example.cn",
        993,
        "tls",
        "INBOX",
    )
    assert settings.reporters().domains == ("mx.example.cn", "qq.com")
    assert "s3cret" not in repr(settings) + repr(folder)
    assert "mailbox of bounces" not in settings.unencrypted()
    clear = Settings.model_validate(GOOD | named | {"bounce_imap_tls": "none"})
    assert "mailbox of bounces" in clear.unencrypted()
