"""One stack for all journeys; every test gets a round of its own, later than all before it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from deploy.local.infra import Infra
from deploy.local.services import SERVICES
from deploy.local.stack import LocalStack
from shared.programmes import Programme, Round
from tests.clients.http import Http
from tests.clients.small_round import SmallRound
from tests.programmes.cities import for_cities, write_definition
from tests.programmes.cohorts import cohorts as small_cohorts
from tests.programmes.small_rounds import publish_small_rounds, small_rounds
from tests.stack import running_stack


@dataclass(frozen=True)
class House:
    """The running stack, and the rounds that no test has had yet; those of the others are alike."""

    stack: LocalStack
    programme: Programme
    cities: Programme
    cohorts: Programme
    rounds: Iterator[Round]

    @property
    def urls(self) -> dict[str, str]:
        """Where each service is, by the first part of its paths."""
        mail = self.stack.url("mail")
        return {name: self.stack.url(name) for name in SERVICES} | {"messages": mail}


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory, infra: Infra) -> Iterator[House]:
    """Four real service processes, a mail catcher and a simulated clock."""
    folder = tmp_path_factory.mktemp("programmes")
    programme = publish_small_rounds(folder)
    cities = write_definition(folder, for_cities(small_rounds()))
    cohorts = write_definition(folder, small_cohorts())
    with running_stack(tmp_path_factory.mktemp("house"), infra, programmes=folder) as stack:
        yield House(stack, programme, cities, cohorts, iter(programme.rounds))


@pytest.fixture
async def small_round(house: House) -> AsyncIterator[SmallRound]:
    """A round that has just opened. The clock only ever moves forward."""
    async with Http(house.urls) as http:
        round_ = SmallRound(http, house.stack, house.programme, next(house.rounds))
        round_.open()
        yield round_
