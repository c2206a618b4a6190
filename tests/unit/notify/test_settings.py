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
