"""A service's name may stand for any number of replicas."""

import asyncio
from socket import AF_INET, SOCK_STREAM

import pytest

from deploy.status.addresses import Place, replicas_at


async def test_every_address_of_a_name_is_a_replica(monkeypatch: pytest.MonkeyPatch) -> None:
    async def two(host: str, port: int, **_: object) -> list[object]:
        hosts = ("172.18.0.9", "172.18.0.7", "172.18.0.9")
        return [(AF_INET, SOCK_STREAM, 6, "", (each, port)) for each in hosts]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", two, raising=False)
    assert await replicas_at("review", "http://review:8080") == [
        Place("review", "http://172.18.0.7:8080"),
        Place("review", "http://172.18.0.9:8080"),
    ]


async def test_a_second_replica_of_the_local_stack_is_of_the_same_service() -> None:
    (place,) = await replicas_at("stats-2", "http://127.0.0.1:8123")
    assert (place.service, place.address) == ("stats", "127.0.0.1:8123")


async def test_a_name_that_nobody_has_is_a_place_where_nobody_answers() -> None:
    assert await replicas_at("stats", "http://stats.invalid:1") == [
        Place("stats", "http://stats.invalid:1")
    ]
