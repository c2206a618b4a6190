"""A setting may come from a file, so that no password stands in an environment."""

from pathlib import Path

import pytest

from deploy.servers import find_servers
from services.notify.settings import Settings
from shared.service import read_settings

TOLD = {
    "LAUREL_KAFKA": "kafka:9092",
    "LAUREL_DATABASE": "notify",
    "LAUREL_ISSUER": "https://login.example.cn",
    "LAUREL_JWKS": "https://login.example.cn/keys",
    "LAUREL_SMTP": "mail.example.cn:587",
    "LAUREL_MAIL_FROM": "Laurel <notices@example.cn>",
    "LAUREL_PORTAL": "https://portal.example.cn",
}


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of secrets that holds MongoDB's address."""
    monkeypatch.delenv("LAUREL_MONGO", raising=False)
    for name, value in (TOLD | {"LAUREL_SECRETS": str(tmp_path)}).items():
        monkeypatch.setenv(name, value)
    (tmp_path / "laurel_mongo").write_text("mongodb://laurel:secret@db/\n")
    return tmp_path


def test_a_service_reads_what_the_environment_does_not_name_from_secret_files(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAUREL_SMTP_USER", "laurel")
    (secrets / "laurel_smtp_password").write_text("hush\n")
    settings = read_settings(Settings)
    assert settings.mongo.get_secret_value() == "mongodb://laurel:secret@db/"
    assert settings.mail_server().password == "hush"
    assert "laurel:secret" not in repr(settings)
    assert "hush" not in repr(settings)


def test_the_environment_comes_before_the_file(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAUREL_MONGO", "mongodb://other/")
    assert read_settings(Settings).mongo.get_secret_value() == "mongodb://other/"
    assert find_servers([]).mongo == "mongodb://other/"


def test_the_command_line_reads_the_same_files(secrets: Path) -> None:
    servers = find_servers([])
    assert (servers.kafka.bootstrap, servers.mongo) == ("kafka:9092", "mongodb://laurel:secret@db/")


@pytest.mark.usefixtures("secrets")
def test_without_file_and_variable_the_missing_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LAUREL_SECRETS", "/nowhere")
    with pytest.raises(SystemExit) as exit_:
        read_settings(Settings)
    assert exit_.value.code == 78
    assert "LAUREL_MONGO" in capsys.readouterr().err


def test_an_empty_variable_is_none_so_that_a_compose_file_can_take_one_back(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAUREL_MONGO", "")
    monkeypatch.setenv("LAUREL_KAFKA_CA_FILE", "")
    assert read_settings(Settings).mongo.get_secret_value() == "mongodb://laurel:secret@db/"
    assert find_servers([]).mongo == "mongodb://laurel:secret@db/"
