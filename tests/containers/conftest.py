"""The images, built once, and compose projects that leave nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.ports import Ports
from tests.containers.compose import Compose
from tests.containers.engine import why_not

HERE = Path(__file__).parent
REVISION = "0123456789abcdef"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where containers can't be started, or nobody asked for them, one line says so."""
    ours = [item for item in items if HERE in item.path.parents]
    if ours and (reason := why_not()):
        for item in ours:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def images(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The version under which the images were built."""
    ports = Ports(tmp_path_factory.mktemp("build") / "ports.json")
    builder = Compose(ports, more={"LAUREL_REVISION": REVISION})
    builder("--profile", "*", "build", within=1200)
    return builder.env["LAUREL_VERSION"]


@pytest.fixture(scope="module")
def compose(images: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compose]:
    """A project of its own for the tests of a module, taken away at the end."""
    project = Compose(Ports(tmp_path_factory.mktemp("compose") / "ports.json"))
    with project.taken_away():
        yield project
