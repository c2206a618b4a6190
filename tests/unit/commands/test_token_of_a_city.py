"""`laurel token` mints for a city by its division code, and tells what is wrong with one."""

from pathlib import Path

import jwt
import pytest
from typer.testing import CliRunner

from deploy.cli.main import app


def run(*arguments: str, base: Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["token", *arguments, "--base", str(base)])
    return done.exit_code, done.output


def test_a_city_s_token_carries_its_division(tmp_path: Path) -> None:
    code, said = run("--role", "enterprise", "--division", "441900", base=tmp_path)
    assert code == 0, said
    claims = jwt.decode(said.strip(), options={"verify_signature": False})
    assert (claims["division"], claims["roles"]) == ("441900", ["enterprise"])
    assert "uscc" not in claims


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--division", "4419"), "six digits"),
        (("--division", "441999"), "knows no 441999"),
        (("--division", "441900", "--uscc", "91350100M000100Y43"), "speaks for one"),
        ((), "--division 441900"),
    ],
)
def test_what_names_no_one_applicant_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], expected: str
) -> None:
    code, said = run("--role", "enterprise", *arguments, base=tmp_path)
    assert code == 2
    assert expected in " ".join(said.replace("│", " ").split())
