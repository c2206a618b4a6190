"""What a receiver does is told as what it is, and costs no more than its bound."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from services.notify.domain.agencies.reach import Address, Reach
from services.notify.senders.agencies.line import ANSWER_AT_MOST, Answered, Line, Unanswered
from services.notify.senders.agencies.network import GuardedNetwork, Names
from tests.store.notify.agencies.receivers import (
    Received,
    accept,
    answer,
    certificate,
    listening,
    serving,
)

LOOPBACK = Reach(inside=[ip_network("127.0.0.0/8")], plain=True)
HERE = ip_address("127.0.0.1")
SHORT = 0.3


async def _here(host: str, port: int) -> list[Address]:
    return [HERE]


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    """Long enough for whoever answers."""
    async with Line(GuardedNetwork(LOOPBACK, _here), ssl.create_default_context(), within=30) as it:
        yield it


@pytest.fixture
async def hasty() -> AsyncIterator[Line]:
    """For those that never answer."""
    tls = ssl.create_default_context()
    async with Line(GuardedNetwork(LOOPBACK, _here), tls, within=SHORT) as it:
        yield it


async def test_a_message_goes_as_it_is_over_one_connection(line: Line) -> None:
    body = '{"产品":"伺服"}'.encode()
    async with listening() as receiver:
        for number in range(3):
            answered = await line.post(receiver.url, {"webhook-id": str(number)}, body)
            assert answered == Answered(204, b"")
    assert receiver.connections == 1
    assert [each.headers["webhook-id"] for each in receiver.received] == ["0", "1", "2"]
    assert {each.body for each in receiver.received} == {body}
    assert receiver.received[0].headers["host"] == receiver.url.split("/")[2]
    assert receiver.received[0].headers["content-length"] == str(len(body))


async def test_no_redirect_is_followed(line: Line) -> None:
    async with listening() as inside:

        async def away(_: Received, writer: asyncio.StreamWriter) -> None:
            await answer(writer, 307, f"location: {inside.url}")

        async with listening(away) as receiver:
            answered = await line.post(receiver.url, {}, b"{}")
    assert isinstance(answered, Answered)
    assert answered.status == 307
    assert inside.connections == 0


async def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with listening() as proxy, listening() as receiver:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, proxy.url)
        tls = ssl.create_default_context()
        async with Line(GuardedNetwork(LOOPBACK, _here), tls, within=30) as line:
            assert await line.post(receiver.url, {}, b"{}") == Answered(204, b"")
    assert proxy.connections == 0


async def test_an_answer_is_read_to_a_bound_and_its_status_counts(line: Line) -> None:
    async def endless(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"1000\r\n" + b"a" * 4096 + b"\r\n")
            await writer.drain()

    async with listening(endless) as receiver:
        answered = await line.post(receiver.url, {}, b"{}")
    assert answered == Answered(200, b"a" * ANSWER_AT_MOST)


async def test_an_answer_that_stops_in_the_middle_counts_by_its_status(hasty: Line) -> None:
    async def dripping(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 202 OK\r\ncontent-length: 100\r\n\r\nso")
        await asyncio.Event().wait()

    async with listening(dripping) as receiver:
        assert await hasty.post(receiver.url, {}, b"{}") == Answered(202, b"so")


async def test_who_never_answers_is_not_waited_for(hasty: Line) -> None:
    async def silent(_: Received, writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async with listening(silent) as receiver:
        answered = await hasty.post(receiver.url, {}, b"{}")
    assert isinstance(answered, Unanswered)
    assert answered.fault == "time"


async def test_headers_without_end_are_not_read_for_ever(line: Line) -> None:
    async def headers(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"a: " + b"b" * 1000 + b"\r\n")
            await writer.drain()

    async with listening(headers) as receiver:
        answered = await line.post(receiver.url, {}, b"{}")
    assert isinstance(answered, Unanswered)
    assert answered.fault == "answer"


async def test_a_connection_that_breaks_off_and_one_that_is_refused(line: Line) -> None:
    async def reset(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async with listening(reset) as receiver:
        broken = await line.post(receiver.url, {}, b"{}")
        gone = receiver.url
    refused = await line.post(gone, {}, b"{}")
    assert isinstance(broken, Unanswered)
    assert isinstance(refused, Unanswered)
    assert broken.fault in ("connection", "answer")
    assert refused.fault == "connection"


async def test_what_is_no_http_is_no_answer(line: Line) -> None:
    async def mail(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example.cn ESMTP\r\n")
        writer.close()

    async with listening(mail) as receiver:
        answered = await line.post(receiver.url, {}, b"{}")
    assert isinstance(answered, Unanswered)
    assert answered.fault == "answer"


async def test_a_name_that_is_not_there_is_told(line: Line) -> None:
    async def nowhere(host: str, port: int) -> list[Address]:
        raise OSError("Name or service not known")

    tls = ssl.create_default_context()
    async with Line(GuardedNetwork(LOOPBACK, nowhere), tls, within=30) as line:
        answered = await line.post("https://hooks.example/hook", {}, b"{}")
    assert isinstance(answered, Unanswered)
    assert answered.fault == "name"


async def test_another_s_retry_after_is_kept_as_it_came(line: Line) -> None:
    async def busy(_: Received, writer: asyncio.StreamWriter) -> None:
        await answer(writer, 503, "Retry-After: 120", body="later")

    async with listening(busy) as receiver:
        assert await line.post(receiver.url, {}, b"{}") == Answered(503, b"later", "120")


async def test_tls_checks_the_name_though_an_address_is_dialled(tmp_path: Path) -> None:
    right, wrong = certificate(tmp_path, "localhost"), certificate(tmp_path, "other.example")
    tls = ssl.create_default_context(cafile=str(right))
    tls.load_verify_locations(str(wrong))
    async with (
        Line(GuardedNetwork(LOOPBACK, _here), tls, within=30) as line,
        listening(accept, tls=serving(right)) as trusted,
        listening(accept, tls=serving(wrong)) as another_s,
    ):
        assert await line.post(trusted.url, {}, b"{}") == Answered(204, b"")
        refused = await line.post(another_s.url, {}, b"{}")
    assert isinstance(refused, Unanswered)
    assert refused.fault == "certificate"
    assert another_s.received == []


async def test_a_certificate_that_nobody_signed_is_refused(line: Line, tmp_path: Path) -> None:
    own = certificate(tmp_path, "localhost")
    async with listening(accept, tls=serving(own)) as receiver:
        refused = await line.post(receiver.url, {}, b"{}")
    assert isinstance(refused, Unanswered)
    assert refused.fault == "certificate"


async def test_the_machine_s_names_are_asked_in_threads_of_their_own() -> None:
    names = Names()
    try:
        assert HERE in await names("localhost", 443)
        with pytest.raises(OSError, match=r"."):
            await names("name.invalid", 443)
    finally:
        names.close()
