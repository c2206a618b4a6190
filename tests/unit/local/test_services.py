"""What a service is told by the local stack."""

from pathlib import Path

from deploy.local.issuer import Issuer
from deploy.local.places import PROJECT, Places
from deploy.local.ports import Ports
from deploy.local.services import Services
from deploy.local.trial_keys import TrialKeys


def services(base: Path) -> Services:
    ports = Ports(base / "ports.json")
    return Services(Places(base), ports, "127.0.0.1:9", "mongodb://127.0.0.1:8", "t1", "d1")


def test_a_service_is_told_its_own_database_and_everybodys_addresses(tmp_path: Path) -> None:
    local = services(tmp_path)
    told = {key: value for key, value in local.env("review").items() if key.startswith("LAUREL_")}
    assert told == {
        "LAUREL_ENV": "local",
        "LAUREL_KAFKA": "127.0.0.1:9",
        "LAUREL_MONGO": "mongodb://127.0.0.1:8",
        "LAUREL_DATABASE": "d1_review",
        "LAUREL_TOPIC_PREFIX": "t1",
        "LAUREL_HTTP_HOST": "127.0.0.1",
        "LAUREL_HTTP_PORT": local.url("review").rpartition(":")[2],
        "LAUREL_CLOCK_FILE": str(tmp_path / "clock"),
        "LAUREL_ISSUER": "https://issuer.laurel.test",
        "LAUREL_AUDIENCE": "laurel",
        "LAUREL_JWKS": f"file:{Issuer(tmp_path / 'issuer').jwks}",
        "LAUREL_PROGRAMMES": str(PROJECT / "programmes"),
        "LAUREL_SMTP": local.smtp,
        "LAUREL_STATUS_KEY": str(TrialKeys(tmp_path / "issuer").status_key),
        "LAUREL_SEAL": str(TrialKeys(tmp_path / "issuer").seal),
        "LAUREL_INTAKE_URL": local.url("intake"),
        "LAUREL_REVIEW_URL": local.url("review"),
        "LAUREL_STATS_URL": local.url("stats"),
        "LAUREL_NOTIFY_URL": local.url("notify"),
    }


def test_a_replica_shares_the_database_and_has_its_own_address(tmp_path: Path) -> None:
    local = services(tmp_path)
    first, second = local.env("stats"), local.env("stats-2")
    assert second["LAUREL_DATABASE"] == first["LAUREL_DATABASE"] == "d1_stats"
    assert second["LAUREL_HTTP_PORT"] != first["LAUREL_HTTP_PORT"]
    assert local.processes(["stats-2"])[0].argv[1:] == ["-m", "services.stats"]


def test_notify_keeps_secrets_and_knows_receivers_on_this_machine(tmp_path: Path) -> None:
    told = services(tmp_path).env("notify")
    assert told["LAUREL_WEBHOOK_KEY"] == str(TrialKeys(tmp_path / "issuer").webhook_key)
    assert told["LAUREL_WEBHOOK_PLAIN"] == "true"
    assert "LAUREL_WEBHOOK_KEY" not in services(tmp_path).env("review")
