"""The local stack's broker: its one version, and data that it can't read."""

from pathlib import Path

import pytest
import yaml

from deploy.local.errors import StackError
from deploy.local.kafka.apache import VERSION, check_readable

COMPOSE = Path(__file__).parents[3] / "docker-compose.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder that some Kafka has formatted."""
    (tmp_path / "meta.properties").touch()
    return tmp_path


def test_the_containers_run_the_same_version() -> None:
    services = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    assert services["kafka"]["image"] == f"${{LAUREL_KAFKA_IMAGE:-apache/kafka:{VERSION}}}"


@pytest.mark.parametrize("newer", ["99.0.0", f"{VERSION}.1"])
def test_data_of_a_newer_kafka_is_told_with_what_to_do(data: Path, newer: str) -> None:
    (data / "kafka.version").write_text(newer)
    with pytest.raises(StackError, match=rf"made by Apache Kafka {newer}.*--base.*--fresh"):
        check_readable(data, data / "kafka.version")


@pytest.mark.parametrize("older", ["4.1.1", "4.0.0", VERSION])
def test_data_of_the_same_or_an_older_one_is_opened(data: Path, older: str) -> None:
    (data / "kafka.version").write_text(older)
    check_readable(data, data / "kafka.version")


def test_data_of_a_time_that_noted_no_version_is_opened(data: Path) -> None:
    check_readable(data, data / "kafka.version")
