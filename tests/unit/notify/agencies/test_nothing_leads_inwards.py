"""Nothing is dialled that was refused, whatever a name resolves to, and to whatever it changes."""

import asyncio
import ssl
from collections.abc import Sequence
from ipaddress import ip_network

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.agencies.reach import Address, Reach
from services.notify.senders.agencies.line import Line, Unanswered
from services.notify.senders.agencies.network import GuardedNetwork, LeadsInwards
from tests.unit.notify.agencies.addresses import LEADING_INWARDS, PUBLIC

URL = "https://hooks.tax.gov.cn/hook"
TLS = ssl.create_default_context()


class Recorder(httpcore.AsyncMockBackend):
    """Opens no connection, and keeps what it was asked to connect to."""

    def __init__(self) -> None:
        super().__init__([])
        self.dialled: list[str] = []

    async def connect_tcp(self, host: str, *_: object) -> httpcore.AsyncNetworkStream:
        """Records the address."""
        self.dialled.append(host)
        raise httpcore.ConnectError("nobody is dialled in this test")


class Answers:
    """A resolver whose answers differ from one question to the next."""

    def __init__(self, *answers: Sequence[Address]) -> None:
        self.answers = list(answers)

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        """The next answer; the last one for ever."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def _posted(network: GuardedNetwork, url: str = URL) -> object:
    async def post() -> object:
        async with Line(network, TLS, within=5) as line:
            return await line.post(url, {}, b"{}")

    return asyncio.run(post())


@given(st.lists(PUBLIC, max_size=3), LEADING_INWARDS, st.lists(PUBLIC, max_size=3))
def test_one_address_that_leads_inwards_is_enough(
    before: list[Address], inwards: Address, after: list[Address]
) -> None:
    recorder = Recorder()
    network = GuardedNetwork(Reach(), Answers([*before, inwards, *after]), recorder)
    answer = _posted(network)
    assert isinstance(answer, Unanswered)
    assert answer.fault == "address"
    assert recorder.dialled == []


@given(st.lists(PUBLIC, min_size=1, max_size=3, unique=True), LEADING_INWARDS)
def test_what_was_judged_is_dialled_whatever_the_name_says_a_moment_later(
    judged: list[Address], later: Address
) -> None:
    recorder = Recorder()
    network = GuardedNetwork(Reach(), Answers(judged, [later]), recorder)
    first, second = _posted(network), _posted(network)
    assert isinstance(first, Unanswered)
    assert isinstance(second, Unanswered)
    assert (first.fault, second.fault) == ("connection", "address")
    assert recorder.dialled == [str(address) for address in judged]


@given(LEADING_INWARDS)
def test_an_address_instead_of_a_name_is_judged_as_well(address: Address) -> None:
    recorder = Recorder()
    network = GuardedNetwork(Reach(), Answers([]), recorder)
    host = f"[{address}]" if address.version == 6 else str(address)
    answer = _posted(network, f"https://{host}/hook")
    assert isinstance(answer, Unanswered)
    assert answer.fault == "address"
    assert recorder.dialled == []


def test_the_house_s_own_public_addresses_can_be_refused() -> None:
    recorder = Recorder()
    reach = Reach(never=[ip_network("0.0.0.0/0"), ip_network("::/0")])
    network = GuardedNetwork(reach, Answers([ip_network("8.8.8.8/32").network_address]), recorder)
    assert isinstance(_posted(network), Unanswered)
    assert recorder.dialled == []


async def test_no_socket_of_this_machine_is_opened() -> None:
    with pytest.raises(LeadsInwards):
        await GuardedNetwork(Reach(), Answers([])).connect_unix_socket("/run/docker.sock")
