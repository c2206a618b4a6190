"""`laurel settings` lists every setting, and the documentation is what it prints."""

import re
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from deploy.cli.main import app
from deploy.local.places import PROJECT
from deploy.setting_list import READERS, SERVICES, all_settings, settings_of

DOCUMENT = PROJECT / "docs" / "settings.md"
NOT_FOR_COMPOSE = {
    # The image's own.
    *("LAUREL_HTTP_HOST", "LAUREL_HTTP_PORT", "LAUREL_PROGRAMMES", "LAUREL_FONTS"),
    *("LAUREL_VERSION", "LAUREL_REVISION"),
    # Files in /run/secrets.
    *("LAUREL_SECRETS", "LAUREL_KAFKA_PASSWORD", "LAUREL_SMTP_PASSWORD"),
    *("LAUREL_BOUNCE_IMAP_PASSWORD", "LAUREL_CLIENT_SECRET"),
    # One system a Kafka and one address for everything.
    *("LAUREL_TOPIC_PREFIX", "LAUREL_REVIEW_URL", "LAUREL_STATS_URL"),
    # Files that need a mount of their own.
    *("LAUREL_KAFKA_CERTIFICATE_FILE", "LAUREL_KAFKA_KEY_FILE"),
}


def laurel(*arguments: str) -> str:
    """What the command prints on a wide screen."""
    done = CliRunner().invoke(app, ["settings", *arguments], env={"COLUMNS": "250"})
    assert done.exit_code == 0, done.output
    return done.output


def test_the_documentation_is_what_the_code_says() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == laurel("--markdown"), (
        "laurel settings --markdown > docs/settings.md"
    )


def test_every_setting_says_what_it_means_and_an_example_if_it_has_to_be_set() -> None:
    for setting in all_settings():
        assert setting.meaning, setting.variable
        assert setting.form, setting.variable
        assert setting.example or setting.default is not None, setting.variable


@pytest.mark.parametrize("reader", READERS)
def test_what_one_service_reads_is_listed_and_no_more(reader: str) -> None:
    listed = set(re.findall(r"^ +(LAUREL_\w+) ", laurel("--service", reader), re.MULTILINE))
    own = {setting.variable for setting in settings_of(reader)}
    assert own <= listed
    options = {"LAUREL_CALENDAR", "LAUREL_FRONT_DOOR", "LAUREL_MAILBOX"}
    options |= {"LAUREL_NOTIFY_URL", "LAUREL_TOKEN", "LAUREL_TOKEN_FILE"}
    assert listed - own <= options
    assert ("LAUREL_SMTP" in listed) == (reader in ("notify", "review"))


def test_a_service_that_is_none_is_refused() -> None:
    done = CliRunner().invoke(app, ["settings", "--service", "mail"])
    assert done.exit_code == 2
    assert "intake" in done.output


@pytest.mark.parametrize("service", SERVICES)
def test_compose_hands_every_setting_on(service: str) -> None:
    names = ("docker-compose.yml", "deploy/compose/production.yml", "deploy/compose/managed.yml")
    told = {variable for name in names for variable in compose_file(name)[service]["environment"]}
    assert {setting.variable for setting in settings_of(service)} - told <= NOT_FOR_COMPOSE


def compose_file(name: str) -> Any:
    """The services of a file of Compose, without what its tags say of merging."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    return yaml.safe_load(re.sub(r"!(override|reset)\b", "", text))["services"]
