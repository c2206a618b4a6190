"""What the OpenAPI documents say is so: schemathesis calls every operation of a busy house.

Checked of each answer: no fault of ours; status, type, headers and body as the document says; what
breaks the document is refused, also other methods and calls without token; what follows it is not
refused as malformed. The seed is fixed and the calls are counted, not timed.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from deploy.local.infra import Infra
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from shared.programmes import PublishedLock, load_file
from tests.clients.everything import Everything, everything
from tests.clients.explorer import Explorer
from tests.clients.http import Http
from tests.clients.small_round import SmallRound
from tests.programmes.records import write_records
from tests.programmes.small_rounds import publish_small_rounds
from tests.stack import running_stack

EXAMPLES = 4
"""Made up of each kind for an operation, beside examples and limits of each field."""
LEAST_DONE = 0.6
"""Of the operations; the others need what a preview has to confirm, or another programme."""


@dataclass(frozen=True)
class FullHouse:
    """A stack, and what there is in it."""

    stack: LocalStack
    there: Everything

    def token(self, role: str, uscc: str | None) -> str:
        """Of the enterprise, or of an official."""
        return self.stack.issuer.mint(
            f"{role}-explorer",
            [role],
            uscc if role == "enterprise" else None,
            office="jiangmen" if role == "recommender" else None,
        )


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, infra: Infra) -> Iterator[FullHouse]:
    """A stack of its own, since nothing in it is as others expect it afterwards."""
    folder = tmp_path_factory.mktemp("programmes")
    programme = publish_small_rounds(folder)
    committee = publish_records(folder)
    base = tmp_path_factory.mktemp("full")
    with running_stack(base, infra, programmes=folder) as stack:

        async def played() -> Everything:
            urls = {name: stack.url(name) for name in SERVICES} | {"messages": stack.url("mail")}
            async with Http(urls) as http:
                rounds = (SmallRound(http, stack, programme, r) for r in programme.rounds[:3])
                announced, first, second = rounds
                return await everything(announced, first, second, committee)

        yield FullHouse(stack, asyncio.run(played()))


def publish_records(folder: Path) -> str:
    """A programme with a committee, in force from the start; its round, as addresses have it."""
    programme, _ = write_records(folder)
    file = folder / f"{programme.id}.yaml"
    definition = yaml.safe_load(file.read_text(encoding="utf-8"))
    definition["effective_from"] = date(2010, 1, 1)
    file.write_text(yaml.safe_dump(definition, allow_unicode=True), encoding="utf-8")
    published = load_file(file)
    PublishedLock.of(folder).publish(published)
    return f"{published.id}/{published.rounds[0].id}"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_does_what_its_document_says(full: FullHouse, service: str) -> None:
    explorer = Explorer(full.stack.url(service), full.there, full.token)
    explorer.explore(EXAMPLES)
    if explorer.found:
        pytest.fail("\n".join(f"{where}: {what}" for where, what in explorer.found.items()))
    done = [any(status < 300 for status in of) for of in explorer.answers.values()]
    assert sum(done) >= LEAST_DONE * len(done)
