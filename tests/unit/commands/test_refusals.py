"""What a command can't do it says in one sentence that names what to change."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deploy.cli.main import app
from deploy.replica_set import initiate
from shared.errors import Unavailable

AWAY = "mongodb://127.0.0.1:1/?replicaSet=rs0&serverSelectionTimeoutMS=200"
# A slow machine gives up before the first connection is refused.
SENTENCE = re.compile(
    r"MongoDB does not answer \(LAUREL_MONGO\): \w+: "
    r"(127\.0\.0\.1:1: \[Errno 111\][\w ]+|No [\w ]+ found yet)(\(.*\))?"
)
TOLD = {"LAUREL_KAFKA": "127.0.0.1:1", "LAUREL_MONGO": AWAY, "COLUMNS": "300"}


def laurel(*arguments: str) -> Result:
    """What the command comes to where Kafka and MongoDB are away."""
    return CliRunner().invoke(app, arguments, env=TOLD)


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = laurel("restore", str(tmp_path / "nosuch.backup"))
    assert done.exit_code == 2
    assert "does not exist" in done.output


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = laurel("backup", str(tmp_path / "nosuch" / "backup"))
    assert done.exit_code == 1
    assert done.output.startswith(str(tmp_path / "nosuch"))
    assert "No such file or directory" in done.output


def test_where_no_development_issuer_can_be_kept_the_own_one_is_referred_to() -> None:
    done = laurel("token", "--role", "officer", "--base", "/proc/nosuch")
    assert done.exit_code == 2
    assert "your own issuer makes the tokens" in done.output


def test_a_mongodb_that_is_away_is_one_sentence(tmp_path: Path) -> None:
    for command in (["stats", "rebuild"], ["backup", str(tmp_path / "b")]):
        done = laurel(*command)
        assert done.exit_code == 2
        assert SENTENCE.fullmatch(done.output.strip()), done.output


async def test_provisioning_says_the_same_of_it() -> None:
    with pytest.raises(Unavailable) as away:
        await initiate(AWAY, within=0)
    assert SENTENCE.fullmatch(str(away.value))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--role", "enterprise"), "--uscc"),
        (("--role", "enterprise", "--uscc", "91350100M000100Y4Z"), "Character 18 is 'Z'"),
        (("--role", "recommender"), "--office jiangmen"),
    ],
)
def test_a_token_that_no_service_would_take_is_not_made(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = laurel("token", *arguments, "--base", str(tmp_path))
    assert done.exit_code == 2
    assert said in done.output
    assert not list(tmp_path.iterdir())
