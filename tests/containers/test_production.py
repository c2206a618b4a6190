"""The override for production: own issuer and mail server, a certificate, nothing of the trial."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from deploy.local.places import PROJECT
from deploy.local.ports import Ports
from deploy.local.services import SERVICES
from tests.containers.compose import Compose
from tests.containers.engine import run

PASSWORD = "correct-horse-battery-staple"
ROOT = "/data/caddy/pki/authorities/local/root.crt"


@pytest.fixture(scope="module")
def laurel(images: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compose]:
    """The system as for production, at a site for which Caddy signs the certificate itself."""
    secrets = tmp_path_factory.mktemp("secrets")
    (secrets / "laurel_smtp_password").write_text(PASSWORD)
    ports = Ports(tmp_path_factory.mktemp("production") / "ports.json")
    project = Compose(
        ports,
        files=("docker-compose.yml", "deploy/compose/production.yml"),
        more={
            "LAUREL_SITE": "localhost",
            "LAUREL_BIND": "127.0.0.1",
            "LAUREL_SITE_HTTP_PORT": str(ports.of("http")),
            "LAUREL_SITE_HTTPS_PORT": str(ports.of("https")),
            "LAUREL_ISSUER": "https://login.example.cn",
            "LAUREL_JWKS": "https://login.example.cn/keys",
            "LAUREL_SMTP": "mail.example.cn:587",
            "LAUREL_SMTP_USER": "laurel",
            "LAUREL_MAIL_FROM": "Laurel <notices@example.cn>",
            "LAUREL_PORTAL": "https://portal.example.cn",
            "LAUREL_SECRETS_FOLDER": str(secrets),
        },
    )
    with project.taken_away():
        project.up()
        yield project


def _pages(laurel: Compose) -> int:
    root = laurel.output("exec", "-T", "front-door", "cat", ROOT)
    url = f"https://localhost:{laurel.ports.of('https')}/stats/"
    trusting = ssl.create_default_context(cadata=root)
    return httpx.get(url, verify=trusting, trust_env=False, timeout=30).status_code


def test_it_is_there_behind_a_certificate_only(laurel: Compose) -> None:
    assert _pages(laurel) == 200
    plain = f"http://localhost:{laurel.ports.of('http')}/stats/"
    answer = httpx.get(plain, trust_env=False, timeout=30)
    assert (answer.status_code, answer.headers["location"]) == (308, "https://localhost/stats/")


def test_the_certificate_survives_a_new_container(laurel: Compose) -> None:
    before = laurel.output("exec", "-T", "front-door", "cat", ROOT)
    laurel("up", "-d", "--wait", "--no-build", "--no-deps", "--force-recreate", "front-door")
    assert laurel.output("exec", "-T", "front-door", "cat", ROOT) == before
    assert _pages(laurel) == 200


def test_nothing_but_the_front_door_can_be_reached(laurel: Compose) -> None:
    published = {
        (service, port)
        for service in (*SERVICES, "front-door", "kafka", "mongo")
        for found in laurel.inspect(service)
        for port, bound in (found["NetworkSettings"]["Ports"] or {}).items()
        if bound
    }
    assert published == {("front-door", "80/tcp"), ("front-door", "443/tcp")}


def test_nothing_of_the_trial_is_in_it(laurel: Compose) -> None:
    assert not {"mail", "sign-in", "portal"} & {*laurel.output("config", "--services").split()}
    for service in SERVICES:
        (found,) = laurel.inspect(service)
        told = {name for name, _, _ in (each.partition("=") for each in found["Config"]["Env"])}
        assert "LAUREL_CLOCK_FILE" not in told
        assert found["Config"]["Image"] == "laurel:test"
        volumes = {m["Destination"] for m in found["Mounts"] if m["Type"] == "volume"}
        assert volumes == ({"/var/tmp"} if service == "intake" else set())


def test_a_later_command_of_the_runbook_finds_the_same_system(
    laurel: Compose, tmp_path: Path
) -> None:
    runbook = (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")
    said = tmp_path / ".env"
    said.write_text(runbook.partition("cat > .env <<'END'\n")[2].partition("END\n")[0])
    compose = ["docker", "compose", "--env-file", str(said), "-p", laurel.name]
    run([*compose, "up", "-d", "--no-build", "--no-deps", "--wait", "stats"], env=laurel.env)
    (stats,) = laurel.inspect("stats")
    assert "LAUREL_ENV=production" in stats["Config"]["Env"]


def test_a_secret_is_a_file_and_stands_nowhere_else(laurel: Compose) -> None:
    held = laurel.output("exec", "-T", "notify", "cat", "/run/secrets/laurel_smtp_password")
    assert held == PASSWORD
    assert PASSWORD not in str(laurel.inspect("notify"))
    assert PASSWORD not in laurel("logs", "notify")


def test_a_service_that_is_told_something_of_the_trial_ends_with_78(laurel: Compose) -> None:
    wrong = {**laurel.env, "LAUREL_ISSUER": "https://issuer.laurel.test"}
    command = laurel.command("run", "--rm", "-T", "--no-deps", "review")
    done = run(command, env=wrong, check=False)
    assert (done.returncode, "LAUREL_ISSUER" in done.stdout + done.stderr) == (78, True)


def test_where_the_own_issuer_makes_tokens_the_command_line_refers_to_it(laurel: Compose) -> None:
    said = laurel("run", "--rm", "-T", "laurel", "token", "--role", "officer", check=False)
    assert "your own issuer" in said


def test_a_setting_that_is_missing_is_named_before_anything_starts(laurel: Compose) -> None:
    more = {**laurel.more, "LAUREL_SITE": ""}
    said = Compose(laurel.ports, laurel.files, more)("config", "-q", check=False)
    assert "LAUREL_SITE" in said
